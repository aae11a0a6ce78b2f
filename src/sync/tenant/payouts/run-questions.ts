/** A run's questions about its own payout, in steps that are short whatever the payout. */
import { fromCents } from "../../../domain/money.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { previewedAction } from "../../../domain/jobs/run-preview.ts";
import { disputePlace } from "../../../flows/payouts/disputes.ts";
import { placeOf } from "../../../flows/payouts/settling.ts";
import type { Due } from "../../../flows/payouts/payment-shares.ts";
import type { ClaimRef, Fenced } from "../../contract/runs.ts";
import type { PayoutAnswer, PayoutQuestion } from "../../contract/payouts.ts";
import * as claims from "../claims/claims.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import { extend } from "../runs/under-claim.ts";
import type { ClearedLine } from "../journal/clearing.ts";
import { invoicedByOrder, isRegistered } from "../journal/invoiced.ts";
import { reservedLines } from "./provider-lines.ts";
import type { LineMatch } from "./plan/line-matches.ts";
import { advance, begin } from "./plan/current.ts";
import * as store from "./payout-store.ts";
import * as plans from "./plan/store.ts";
import { defined } from "../../../domain/platform/defined.ts";

/** Steps of planning, or parts to reserve: about two hundred lines each. */
const STEPS_A_CALL = 2;

/** Answers about the run's payout. A caller that doesn't know steps is answered completely. */
export async function forRun(
  context: TenantContext,
  ref: ClaimRef,
  ask: PayoutQuestion,
): Promise<PayoutAnswer | Fenced> {
  const { sql } = context;
  const job = claims.holder(sql, ref);
  if (job === null) return { kind: "fenced" };
  extend(context, job);
  const row = store.byId(sql, store.idOf(previewedAction(job.key) ?? job.key));
  if (row === null) return { kind: "none" };
  if (ask.ask === "dues") return duesFrom(context, row, ask.from);
  if (ask.ask === "settled") {
    context.atomically(() => store.noteUnpaid(sql, row, ask.unpaid));
    return { kind: "noted" };
  }
  const most = ask.inSteps === true ? STEPS_A_CALL : Infinity;
  const looks = previewedAction(job.key) !== null;
  return ask.ask === "claim"
    ? reserveSome(context, ref, row, { from: ask.from ?? 0, most, looks })
    : planSome(context, ref, row, { most, looks });
}

const tokenOf = ({ jobId, claimNo }: ClaimRef): string => `run ${jobId} ${claimNo}`;

/**
 * For a dry run: another run books the payout, or another dry run plans it. There is one plan, so
 * this run would take it from them.
 */
function isAnothers(
  sql: SqlStorage,
  ref: ClaimRef,
  row: store.StoredPayout,
  making: plans.StoredUnfinished | null,
): boolean {
  if (jobs.openFor(sql, store.keyOf(row.id))?.status === "running") return true;
  const [by, jobId = "", claimNo] = making?.token.split(" ") ?? [];
  if (by !== "run" || jobId === ref.jobId) return false;
  return claims.holder(sql, { ...ref, jobId, claimNo: Number(claimNo) }) !== null;
}

/**
 * A plan of this run's own, begun after it was approved: with what is known then. `looks`: for a
 * dry run, which ends where another run plans the payout.
 */
async function planSome(
  context: TenantContext,
  ref: ClaimRef,
  row: store.StoredPayout,
  { most, looks }: { readonly most: number; readonly looks: boolean },
): Promise<PayoutAnswer | Fenced> {
  const { sql } = context;
  const token = tokenOf(ref);
  const isBooked = store.rowView(sql, row).voucher !== null;
  for (let steps = 0; ; steps += 1) {
    const made = plans.finishedOf(sql, row.id);
    // A booked payout has the plan that was approved.
    const counts =
      made !== null && (made.token === token || (isBooked && made.planned.mark === row.approved));
    if (counts) {
      const { plan, mark } = made.planned;
      const head = store.headOf(row);
      return { kind: "plan", head, amount: row.amount, plan, mark, approved: row.approved };
    }
    const making = plans.unfinishedOf(sql, row.id);
    if (looks && isAnothers(sql, ref, row, making)) return beingPlanned(row, making);
    if (steps >= most) return { kind: "planning", done: making?.making.done ?? 0, of: row.lines };
    if (making?.token !== token) begin(context, row, token);
    if (plans.unfinishedOf(sql, row.id) === null) return { kind: "none" };
    await advance(context, row);
    const job = claims.holder(sql, ref);
    if (job === null) return { kind: "fenced" };
    extend(context, job);
  }
}

/** The answer of a dry run that another run is in the way of. `making`: `null` once it is made. */
function beingPlanned(
  row: store.StoredPayout,
  making: plans.StoredUnfinished | null,
): PayoutAnswer {
  const { lines: of, amount: stated, approved } = row;
  const done = making?.making.done ?? of;
  const plan = { kind: "held", reasons: [reason("payout-planning", { done, of })] } as const;
  return { kind: "plan", head: store.headOf(row), amount: stated, plan, mark: "", approved };
}

/**
 * Reserves all lines of the payout, or none: part by part, as there may be many, with the matches
 * of this run's plan. The second one finds the first one's reservations, and releases its own.
 * `looks`: reserves nothing, as the run is a dry run.
 */
async function reserveSome(
  context: TenantContext,
  ref: ClaimRef,
  row: store.StoredPayout,
  { from, most, looks }: { readonly from: number; readonly most: number; readonly looks: boolean },
): Promise<PayoutAnswer | Fenced> {
  const { sql } = context;
  // Reserved before it was sent, and its counts say so.
  if (store.rowView(sql, row).voucher !== null) return { kind: "claimed" };
  const made = plans.finishedOf(sql, row.id);
  if (made?.token !== tokenOf(ref)) return { kind: "none" };
  const parts = store.partsOf(row);
  for (let part = from; part < parts; part += 1) {
    if (part - from >= most) return { kind: "claiming", from: part };
    const ids = await store.lineIds(sql, row, part);
    const matches = await plans.matchesOf(sql, row, part);
    const job = claims.holder(sql, ref);
    if (job === null) return { kind: "fenced" };
    extend(context, job);
    const mine = ids.map((line, index) => reservationOf(line, matches[index]));
    const others = context.atomically(() => {
      const found = reservedLines(sql, row, ids);
      const isPaid = paidMeanwhile(sql, matches);
      if (found.count === 0 && !isPaid && !looks) store.reserveLines(sql, row, mine);
      return isPaid ? "paid" : found;
    });
    if (others !== "paid" && others.count === 0) continue;
    for (let reserved = 0; reserved < part && !looks; reserved += 1)
      store.releaseLines(sql, row, await store.lineIds(sql, row, reserved));
    if (others === "paid") return { kind: "none" };
    return {
      kind: "overlaps",
      count: others.count,
      payout: store.byId(sql, others.payout ?? "")?.payout ?? "",
    };
  }
  if (!looks) store.noteSums(sql, row, made.planned);
  return { kind: "claimed" };
}

/**
 * A line's reservation, with what it takes off. A line that pays an invoice takes nothing off what
 * the order's run registered, but says where it will pay: the order's own run waits for it.
 */
export function reservationOf(line: string, match: LineMatch | undefined): ClearedLine {
  if (match === undefined || !("key" in match)) return { line, off: null };
  const { key, off, pays, disputed } = match;
  if (disputed !== undefined) {
    const { isLoss, account, cents, own } = disputed;
    const loss = isLoss ? { account, key: disputed.key, own } : undefined;
    return { line, off, ...defined({ loss }), paid: { at: disputePlace(disputed.key), cents } };
  }
  const paid =
    pays === undefined ? match.paid : { at: placeOf(pays.on, key, pays.documents), cents: 0 };
  return { line, off, ...defined({ paid }) };
}

/** Whether an order of these that the payout is to pay has a payment of its own by now. */
function paidMeanwhile(sql: SqlStorage, matches: readonly LineMatch[]): boolean {
  const paying = matches.flatMap((match) =>
    "key" in match && match.pays !== undefined ? [{ key: match.key, on: match.pays.on }] : [],
  );
  const known = invoicedByOrder(
    sql,
    paying.map(({ key }) => key),
  );
  return paying.some(({ key, on }) => isRegistered(known.get(key), on));
}

const PARTS_A_CALL = 10;

/** As the approved plan matched its lines. */
async function duesFrom(
  { sql }: TenantContext,
  row: store.StoredPayout,
  from: number,
): Promise<PayoutAnswer> {
  const dues: Due[] = [];
  const parts = store.partsOf(row);
  const to = Math.min(from + PARTS_A_CALL, parts);
  for (let part = from; part < to; part += 1) {
    const paying = (await plans.matchesOf(sql, row, part)).flatMap((match) =>
      "key" in match && match.pays !== undefined ? [{ ...match, pays: match.pays }] : [],
    );
    const known = invoicedByOrder(
      sql,
      paying.map(({ key }) => key),
    );
    for (const { key, label, pays } of paying) {
      const { on, account, cents } = pays;
      // A credit that was booked since may be the one that the refund is of.
      const since = on === "credit" ? (known.get(key)?.credits ?? []) : [];
      const documents = [
        ...pays.documents,
        ...since.filter(({ id }) => !pays.documents.some((document) => document.id === id)),
      ];
      dues.push({
        keys: [key],
        label,
        on,
        account,
        documents,
        amount: fromCents(cents),
        ...(isRegistered(known.get(key), on) ? { registered: true } : {}),
      });
    }
  }
  return { kind: "dues", dues, next: to < parts ? to : null };
}
