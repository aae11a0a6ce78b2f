/** Measures the rules of settings that are about to be saved on the largest order that the tenant still has the inputs of. */
import { larger, MODEL_ORDER, tooCostly } from "../../mapping/rules/cost.ts";
import type { Settings } from "../../mapping/settings.ts";
import { latestSettings } from "../../store/settings.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import type { Fault } from "../problem.ts";
import { anyRecentPlans } from "./recent-plans.ts";

const ORDERS = 20;

/** Empty where no rule is new: what was saved was measured then. Without any order at hand, measured on a model. */
export async function costlyRules(deps: EdgeDeps, actor: Actor, tenantId: string, { mapping }: Settings): Promise<readonly Fault[]> {
  if (mapping.orders.head.length + mapping.orders.rows.length === 0) return [];
  const before: unknown = JSON.parse((await latestSettings(deps.db, tenantId))?.json ?? "{}");
  if (typeof before === "object" && before !== null && "mapping" in before && JSON.stringify(before.mapping) === JSON.stringify(mapping)) return [];
  const recent = await anyRecentPlans(deps, actor, tenantId, ORDERS);
  const largest = recent.map(({ stored }) => stored.input.order).reduce(larger, MODEL_ORDER);
  return tooCostly(mapping, largest).map(({ path, message }) => ({ path: path.join("."), message }));
}
