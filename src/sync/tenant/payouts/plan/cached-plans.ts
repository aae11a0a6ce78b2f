/**
 * Plans of short payouts, kept in memory until something is written that they may depend on: a page
 * asks for one several times, and the list for those of many payouts (docs/adr/0142).
 */
import { memoryOf } from "../../storage/memory.ts";
import type { StoredPayout } from "../payout-store.ts";
import type { LineMatch } from "./line-matches.ts";
import type { FinishedPlan } from "./steps.ts";

/** `matches`: of every line, in their order. */
export type PlannedNow = {
  readonly planned: FinishedPlan;
  readonly matches: readonly LineMatch[];
};

/** `row`: as the caller read it, maybe before a write. `today`: whether a day's books are open. */
type Planned = {
  readonly row: StoredPayout;
  readonly today: string;
  readonly noSuggestions: boolean;
};

/** Lines that are matched with orders, over all kept plans: a few megabytes. */
const MAX_LINES = 5_000;

const named = ({ row, today, noSuggestions }: Planned): string =>
  JSON.stringify([noSuggestions, today, row]);

/** The kept plan; else what `make` answers, which is kept if nothing was written meanwhile. */
export async function cachedPlan(
  sql: SqlStorage,
  of: Planned,
  make: () => Promise<PlannedNow | null>,
): Promise<PlannedNow | null> {
  const { answers, payoutPlans: kept } = memoryOf(sql);
  const plans = kept.plans as Map<string, PlannedNow>;
  // Suggestions do no harm where nobody asked for them.
  const known = plans.get(named({ ...of, noSuggestions: false })) ?? plans.get(named(of));
  if (known !== undefined) return known;
  const { writes } = kept;
  const made = await make();
  // Without answers, writes aren't watched.
  if (made === null || answers === null || kept.writes !== writes) return made;
  const lines = [...plans.values()].reduce((sum, { matches }) => sum + matches.length, 0);
  if (lines + made.matches.length > MAX_LINES) plans.clear();
  plans.set(named(of), made);
  return made;
}
