/**
 * Books one payout exactly as it was approved, or not at all. Its lines are claimed before the
 * write, so that a line that is in two payouts is booked once. The invoices that it pays are
 * checked before the voucher is written, and paid after it.
 */
import { hasSucceeded } from "../../domain/jobs/job.ts";
import { storedJson } from "../../domain/platform/stored-json.ts";
import { reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { bookPayout, end, TAKES_FOUND } from "../../flows/payouts/book.ts";
import {
  handOn,
  checkedSoFar,
  lookAtInvoices,
  settleInvoices,
  type ToSettle,
} from "../../flows/payouts/settle-invoices.ts";
import { isPayment, totalOf } from "../../flows/payouts/payout-payments.ts";
import { type Due, mergeDues } from "../../flows/payouts/payment-shares.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type { ObjectSession } from "./session.ts";
import { flowEnd } from "../../flows/flow-end.ts";

/** Outcomes without a voucher, of this or an earlier run: then no invoice is paid either. */
const WITHOUT_VOUCHER: ReadonlySet<FlowEnd["outcome"]> = new Set(["skipped", "held"]);

/** The title of a dry run's payments in its notes. */
const PAYMENTS_NOTE = "payout-payments";

/** Books the payout as approved, and registers its payments. */
export const runPayout = (
  ports: FlowPorts,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> => bookOrPreview(ports, session, false);

/** Plans what a run would book now, on ports that write nothing; payments are in the timeline. */
export const previewPayout = (
  ports: FlowPorts,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> => bookOrPreview(ports, session, true);

/** `isPreview`: enqueues nothing, and checks as a first run does. */
async function bookOrPreview(
  ports: FlowPorts,
  session: ObjectSession,
  isPreview: boolean,
): Promise<Result<FlowEnd, Failure>> {
  let answer = await session.object.runs.payout(session.ref, { ask: "plan", inSteps: true });
  while (answer.kind === "planning")
    answer = await session.object.runs.payout(session.ref, { ask: "plan", inSteps: true });
  if (answer.kind === "fenced") return session.halt();
  if (answer.kind !== "plan") return ok(withoutPayout(ports));
  const { head, plan, mark, approved } = answer;
  if (plan.kind === "held") return ok(end({ head }, "held", plan.reasons));
  const isBooked = ports.documents.some(({ role, state }) => role === "payout" && state === "live");
  if (!isBooked && mark !== approved)
    return ok(end({ head }, "held", [reason("payout-changed", { payout: head.payout })]));
  const payments = plan.payments ?? [];
  const due = payments.length === 0 ? ok([]) : await allDues(session);
  if (!due.ok) return due;
  if (due.value === null)
    return ok(end({ head }, "held", [reason("payout-changed", { payout: head.payout })]));
  const dues = mergeDues(due.value);
  const toSettle = { head, date: plan.date, payments, dues };
  if (isPreview && dues.length > 0)
    ports.note("plan", PAYMENTS_NOTE, { payments, orders: dues.length });
  // After a deleted voucher the payout's payments may exist: missing ones are checked when they are
  // registered.
  const hasPaid = ports.journal.some((entry) => isPayment(entry) && hasSucceeded(entry));
  if (!isBooked && !hasPaid && dues.length > 0) {
    const checked = await checkInvoices(ports, toSettle, mark, isPreview);
    if (!checked.ok) return checked;
    if (checked.value !== null) return ok(checked.value);
  }
  let claimed = await session.object.runs.payout(session.ref, { ask: "claim", inSteps: true });
  while (claimed.kind === "claiming")
    claimed = await session.object.runs.payout(session.ref, {
      ask: "claim",
      from: claimed.from,
      inSteps: true,
    });
  if (claimed.kind === "fenced") return session.halt();
  if (claimed.kind === "overlaps") {
    const { count, payout } = claimed;
    return ok(end({ head }, "held", [reason("payout-overlaps", { count, payout })]));
  }
  if (claimed.kind !== "claimed")
    return ok(end({ head }, "held", [reason("payout-changed", { payout: head.payout })]));
  // An existing voucher is only adopted without invoices: what an earlier journal paid on them
  // isn't known here, so a person handles such a payout.
  const adoptsFound = dues.length === 0 && ports.eventTypes.includes(TAKES_FOUND);
  const booked = await bookPayout(ports, { head, date: plan.date, rows: plan.rows }, adoptsFound);
  // If the voucher differs, it stays in the ledger and a person corrects it with another one.
  if (!booked.ok || WITHOUT_VOUCHER.has(booked.value.outcome) || dues.length === 0) return booked;
  const settled = await settleInvoices(ports, toSettle);
  if (!settled.ok) return settled;
  const { reasons, attention, unpaid } = settled.value;
  if (unpaid !== undefined) {
    const noted = await session.object.runs.payout(session.ref, { ask: "settled", unpaid });
    if (noted.kind === "fenced") return session.halt();
  }
  const { value } = booked;
  return ok(
    end({ head }, attention ? "needs-attention" : value.outcome, [...value.reasons, ...reasons]),
  );
}

/**
 * Ends the run of a payout that doesn't exist any more: a person removed it before it was booked,
 * or the tenant was imported from an export without it. Then only the journal knows what was
 * begun.
 */
function withoutPayout({ journal, documents, eventTypes }: FlowPorts): FlowEnd {
  const voucher = documents.find(({ role }) => role === "payout");
  const payments = journal.filter((entry) => isPayment(entry) && hasSucceeded(entry));
  const isBegun = voucher !== undefined || journal.some(({ refused }) => !refused);
  const why =
    isBegun || eventTypes.includes("imported")
      ? reason("payout-left-behind", {
          number: voucher?.number ?? null,
          count: payments.length,
          amount: totalOf(payments),
        })
      : null;
  return why === null
    ? flowEnd("skipped", [reason("payout-gone")])
    : flowEnd("needs-attention", [why]);
}

/** How far a payout's orders were checked, for the plan with this mark. */
type CheckedOrders = { readonly mark: string; readonly next: number };

/** Returns `null` if everything can be paid as planned; otherwise the run's end. */
async function checkInvoices(
  ports: FlowPorts,
  toSettle: ToSettle,
  mark: string,
  isPreview: boolean,
): Promise<Result<FlowEnd | null, Failure>> {
  const name = `looked ${ports.key}`;
  const before = ports.remembered(name) ?? "";
  const progress = before === "" ? null : storedJson<CheckedOrders>(before);
  const from = progress?.mark === mark ? progress.next : 0;
  const checked = await lookAtInvoices(ports, toSettle, from);
  if (!checked.ok) return checked;
  const { reasons, next } = checked.value;
  const after = next === null ? "" : JSON.stringify({ mark, next } satisfies CheckedOrders);
  if (after !== before) ports.remember(name, after);
  if (reasons.length > 0) return ok(end(toSettle, "held", reasons));
  if (next === null || isPreview) return ok(null);
  const enqueued = await handOn(ports);
  if (!enqueued.ok) return enqueued;
  return ok(end(toSettle, "updated", [checkedSoFar(toSettle, next)]));
}

/** Returns all payments that the payout is to register; `null`: its plan doesn't exist any more. */
async function allDues(session: ObjectSession): Promise<Result<readonly Due[] | null, Failure>> {
  const dues: Due[] = [];
  let from: number | null = 0;
  while (from !== null) {
    const answer: Awaited<ReturnType<typeof session.object.runs.payout>> =
      await session.object.runs.payout(session.ref, { ask: "dues", from });
    if (answer.kind === "fenced") return session.halt();
    if (answer.kind !== "dues") return ok(null);
    dues.push(...answer.dues);
    from = answer.next;
  }
  return ok(dues);
}
