/**
 * What the last orders would have become under settings that aren't saved: their stored inputs, planned again. Nothing
 * is read at a vendor and nothing is written. Holds personal data, like the stories that it comes from.
 */
import { type Difference, type StoredPlan, wouldDiffer } from "../../flows/orders/compare-plans.ts";
import { ok } from "../../domain/result.ts";
import { DOCUMENT_STEPS, PREVIEW_STEPS } from "../../mapping/expressions/limits.ts";
import { Budget } from "../../mapping/rules/apply.ts";
import { OrderRules } from "../../mapping/rules/order-rules.ts";
import { settingsSchema } from "../../mapping/settings.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { faultsOf } from "../problem.ts";
import { recentPlans } from "./recent-plans.ts";
import { refuse, type Answer } from "./refused.ts";

export type PreviewedOrder = { readonly jobId: string; readonly label: string | null; readonly settingsVersion: number | null; readonly differences: readonly Difference[]; /** Numbers of articles that its plan knew, by id. */ readonly articles: Readonly<Record<string, string>> };
export type Preview = { readonly compared: number; readonly changed: readonly PreviewedOrder[] };

export const PREVIEWED_ORDERS = 20;

/** All rules on all orders share one budget; what lies behind its end isn't compared, and `compared` says how many were. */

export async function previewSettings(deps: EdgeDeps, actor: Actor, tenantId: string, input: unknown, orders = PREVIEWED_ORDERS): Answer<Preview> {
  const parsed = settingsSchema.safeParse(input);
  if (!parsed.success) return refuse(400, "bad-settings", "these settings can't be taken", faultsOf(parsed.error));
  const recent = await recentPlans(deps, actor, tenantId, orders);
  if (!recent.ok) return recent;
  const compared: PreviewedOrder[] = [];
  const budget = new Budget(PREVIEW_STEPS);
  for (const { jobId, label, settingsVersion, stored } of recent.value) {
    const rules = new OrderRules(new Budget(Math.min(DOCUMENT_STEPS, budget.left)));
    const before = rules.budget.left;
    const differences = wouldDiffer(stored, parsed.data, rules);
    budget.spend(before - rules.budget.left);
    // It would be told as held for want of steps that the others took: it isn't compared.
    if (budget.left === 0) break;
    compared.push({ jobId, label, settingsVersion, differences, articles: articlesOf(stored) });
  }
  return ok({ compared: compared.length, changed: compared.filter((order) => order.differences.length > 0) });
}

function articlesOf({ input: { articles } }: StoredPlan): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.values(articles).flatMap((answer) => ("article" in answer ? [[answer.article.id, answer.article.number]] : [])));
}
