/**
 * Measures the rules of settings that are about to be saved, of every kind: those of orders on the
 * largest order that the tenant still has the inputs of.
 */
import { larger, tooCostly } from "../../../settings/rules/cost.ts";
import { MODEL_ORDER } from "../../../settings/rules/models.ts";
import type { FaultAt } from "../../../settings/setting-faults.ts";
import type { Settings } from "../../../settings/schema.ts";
import { latestSettings } from "../../../store/settings.ts";
import type { Asking } from "../../deps.ts";
import { anyRecentPlans } from "../dry-runs/recent-plans.ts";

const ORDERS = 20;

/**
 * Empty where no rule is new: what was saved was measured then. Without any order at hand, measured
 * on a model.
 */
export async function costlyRules(asking: Asking, settings: Settings): Promise<readonly FaultAt[]> {
  const before: unknown = JSON.parse(
    (await latestSettings(asking.deps.db, asking.tenantId))?.json ?? "{}",
  );
  const changed = MEASURED.filter((part) => !holds(before, part, settings[part]));
  if (changed.length === 0) return [];
  const ofOrders =
    changed.includes("mapping") &&
    [settings.mapping.orders, settings.mapping.vouchers].some(
      ({ head, rows }) => head.length + rows.length > 0,
    );
  const recent = ofOrders ? await anyRecentPlans(asking, ORDERS) : [];
  const largest = recent.map(({ stored }) => stored.input.order).reduce(larger, MODEL_ORDER);
  return tooCostly(settings, largest)
    .filter(({ path }) => changed.some((part) => part === path[0]))
    .map(({ path, message }) => ({ path: path.join("."), message }));
}

/** Parts of the settings that hold expressions. */
const MEASURED = ["mapping", "products", "stock"] as const;

function holds(
  before: unknown,
  part: (typeof MEASURED)[number],
  value: Settings[typeof part],
): boolean {
  return (
    typeof before === "object" &&
    before !== null &&
    part in before &&
    JSON.stringify((before as Readonly<Record<string, unknown>>)[part]) === JSON.stringify(value)
  );
}
