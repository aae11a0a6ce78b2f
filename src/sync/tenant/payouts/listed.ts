/** Payouts as lists show them: where each stands, and whether it can be approved. */
import type { ListedPayout, OtherAccount } from "../../contract/payouts.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { underOtherAccount } from "./provider-lines.ts";
import { canPlanAtOnce, plannedAtOnce } from "./plan/current.ts";
import type { FinishedPlan } from "./plan/steps.ts";
import * as plans from "./plan/store.ts";
import * as store from "./payout-store.ts";

/** Planned for a list together; of longer ones the plan that was kept says it. */
const MAX_PLANNED_LINES = 1_000;

/** As they stand now, in this order. */
export async function listedPayouts(
  context: TenantContext,
  rows: readonly store.StoredPayout[],
): Promise<readonly ListedPayout[]> {
  const { sql } = context;
  const views: ListedPayout[] = [];
  let lines = 0;
  for (const row of rows) {
    const view = store.rowView(sql, row);
    const isOpen = view.voucher === null && view.job === null;
    if (isOpen && canPlanAtOnce(row)) lines += row.lines;
    const atOnce = canPlanAtOnce(row) && lines <= MAX_PLANNED_LINES;
    const planned = isOpen ? await plannedOf(context, row, atOnce) : null;
    const unsure =
      isOpen &&
      planned !== null &&
      (view.isDoubted === true || otherAccountOf(sql, row, planned) !== null);
    views.push({ ...view, held: planned === null ? null : isHeld(planned) || unsure });
  }
  return views;
}

/** `atOnce`: now; else as it was planned last. */
async function plannedOf(
  context: TenantContext,
  row: store.StoredPayout,
  atOnce: boolean,
): Promise<FinishedPlan | null> {
  const made = atOnce
    ? await plannedAtOnce(context, row, { noSuggestions: true })
    : plans.finishedOf(context.sql, row.id);
  return made?.planned ?? null;
}

/** It can't be approved as it is planned. */
export const isHeld = ({ plan, overlaps }: FinishedPlan): boolean =>
  plan.kind === "held" || overlaps !== null;

/**
 * Returns a payout that may be the same money under another account, by its own id or its lines'
 * ids.
 */
export function otherAccountOf(
  sql: SqlStorage,
  row: store.StoredPayout,
  { alike }: FinishedPlan,
): OtherAccount | null {
  const named = underOtherAccount(sql, row);
  const found = named === null && alike !== undefined ? store.byId(sql, alike) : null;
  return found === null ? named : { id: found.id, payout: found.payout, account: found.account };
}
