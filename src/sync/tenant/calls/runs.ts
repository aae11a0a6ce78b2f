/**
 * A run's calls under its claim: three for an order of a known customer (resolve, begin, complete).
 * A claim that isn't the newest any more is answered `fenced` and changes nothing.
 */
import { take } from "../run-now/finder.ts";
import { atomic } from "../context/served.ts";
import * as manualLinks from "../actions/manual-links.ts";
import { forRun as dayForRun, sharesForRun } from "../days/day-views.ts";
import * as reconciliation from "../reconciliation/reconciliation.ts";
import * as runCalls from "../runs/run-calls.ts";
import { reserveNumber } from "../runs/numbers.ts";
import { draftsForRun, forRun, linkedSales } from "../runs/order-states.ts";
import * as payoutRuns from "../payouts/run-questions.ts";
import { lockOriginal } from "../runs/originals.ts";
import type { PendingUpdates, ClaimRef, Report, SealedReport } from "../../contract/runs.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { withNameHashes } from "../journal/name-words.ts";
import * as ends from "../runs/run-ends.ts";
import { progress } from "../runs/runs.ts";

/** An end of a run whose report's words are hashed first: hashing is no part of a transaction. */
const withHashes =
  <I extends Report, R>(
    end: (context: TenantContext, ref: ClaimRef, updates: PendingUpdates, input: I) => R,
  ) =>
  async (context: TenantContext, ref: ClaimRef, updates: PendingUpdates, input: I): Promise<R> =>
    end(context, ref, updates, await withNameHashes(context, input));

const complete = withHashes(ends.complete);
const park = withHashes(ends.park);

const record = async (
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  doubt: Parameters<typeof ends.record>[3],
  reported?: SealedReport,
): Promise<ReturnType<typeof ends.record>> =>
  ends.record(
    context,
    ref,
    updates,
    doubt,
    reported === undefined ? undefined : await withNameHashes(context, reported),
  );

export const runs = {
  resolveFor: runCalls.resolveFor,
  lockParty: runCalls.lockParty,
  lockOriginal,
  slot: runCalls.slot,
  reserveNumber: atomic(reserveNumber),
  orderStates: forRun,
  drafts: draftsForRun,
  linkedSales: atomic(linkedSales),
  begin: runCalls.begin,
  record,
  enqueue: atomic(runCalls.enqueue),
  openKeys: runCalls.openKeys,
  enrol: atomic(runCalls.enrol),
  recall: runCalls.recall,
  takeFound: take,
  takeLink: atomic(manualLinks.take),
  progress: atomic(progress),
  products: atomic(runCalls.askProducts),
  reconciliation: atomic(reconciliation.answer),
  payout: payoutRuns.forRun,
  day: dayForRun,
  dayShares: sharesForRun,
  complete,
  park,
};
