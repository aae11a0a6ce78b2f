/** Executes what follows once the work on the order's document has ended. */
import { withPaymentGone } from "../payments/registered-money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { isBookedInvoice } from "../../../domain/jobs/job.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import { findInvoiceById } from "../../../eaccounting/customer-invoices.ts";
import { documentDeletedReason, type OrderCase } from "../shared/case.ts";
import { sendBooked } from "../documents/sending.ts";
import { bookRefundOfRetained, bookLaterPayment } from "../documents/vouchers/later-payments.ts";
import { writeBack } from "./write-back.ts";
import { registerRefund, registerRefundOfEdits } from "../payments/refund.ts";
import { registerPayment } from "../payments/register.ts";
import { notifyOriginals } from "./notify-originals.ts";
import { unexplainedMoneyReason } from "./unexplained-money.ts";
import { attachPdf } from "../supporting/attach.ts";
import type { ActionOf, FollowUpState } from "./action.ts";
import { type OrderRun, decideAgain, type StepResult } from "./execution.ts";
import {
  attention,
  type RunReport,
  report,
  reportToPerson,
  type StepReport,
} from "../shared/run-report.ts";

type MoneyAction = ActionOf<
  "register-payment" | "register-refund" | "register-refund-of-edits" | "pay-voucher"
>;

/** Registers money on a document, with the ledger's lists as they were at its booking. */
export async function registerMoneyDue(run: OrderRun, action: MoneyAction): Promise<StepResult> {
  const { order, knowledge, runReport } = run;
  const { due } = action;
  const { lists } = due;
  // What this run saved of a document stays, such as that it differs from the shop.
  const documents = knowledge.after?.documents ?? order.ports.documents;
  const paid = { ...order, ports: { ...order.ports, lists, documents } };
  const done = await registered(paid, action);
  const step = done.ok ? done : await onGone(paid, done.error);
  if (!step.ok) return step;
  if (knowledge.after === null) return decideAgain(run, {});
  runReport.tells(step.value, "money");
  const open = knowledge.after.due.slice(knowledge.after.due.indexOf(due) + 1);
  return decideAgain(run, { after: { ...knowledge.after, due: open } });
}

function registered(paid: OrderCase, action: MoneyAction): Promise<Result<StepReport, Failure>> {
  switch (action.kind) {
    case "register-payment":
      return registerPayment(paid, { ...action.due, further: action.further });
    case "register-refund":
      return registerRefund(paid, action.due);
    case "register-refund-of-edits":
      return registerRefundOfEdits(paid, action.refund);
    case "pay-voucher":
      return bookLaterPayment(paid, action.document);
  }
}

/** No money is registered on an invoice that somebody deleted: a person hears which one that is. */
async function onGone(
  { ports }: OrderCase,
  failure: Failure,
): Promise<Result<StepReport, Failure>> {
  if (failure.kind !== "not-found") return err(failure);
  for (const document of ports.documents) {
    if (document.state !== "live" || !isBookedInvoice(document.role)) continue;
    const read = await findInvoiceById(ports.read, document.id);
    if (!read.ok) return read;
    if (read.value === null) return attention(documentDeletedReason(document));
  }
  return err(failure);
}

type FollowUp = ActionOf<
  "pay-back" | "write-back" | "send" | "attach" | "tell-original" | "check-money" | "say"
>;

/** Executes a step beside the document, once; its reasons are added to the run's end. */
export async function followUp(run: OrderRun, action: FollowUp): Promise<StepResult> {
  const { knowledge, runReport } = run;
  const step = await followedUp(run, action);
  if (!step.ok) return step;
  if (knowledge.after === null) return decideAgain(run, {});
  runReport.tells(step.value, "rest");
  const done = [...knowledge.after.done, stepOf(action)];
  return decideAgain(run, { after: { ...knowledge.after, due: [], done } });
}

async function followedUp(
  { order, runReport }: OrderRun,
  action: FollowUp,
): Promise<Result<StepReport, Failure>> {
  const { ports, placed } = order;
  switch (action.kind) {
    case "pay-back":
      return bookRefundOfRetained(order, action.refund);
    case "write-back":
      return writeBack(ports, placed, action);
    case "send":
      return sendBooked(ports, placed, action.documents);
    case "attach":
      return attachPdf(ports, placed, action.document);
    case "tell-original": {
      const handedIn = await notifyOriginals(ports, action.originals);
      return handedIn.ok ? ok(report()) : handedIn;
    }
    case "check-money": {
      const why = await unexplainedMoneyReason(ports, placed, action.question);
      if (!why.ok) return why;
      const gone =
        why.value?.code === "paid-less-than-registered" && action.question.kind === "gone"
          ? withPaymentGone(action.question.document)
          : null;
      if (gone !== null) ports.saveDocument(gone);
      return ok(why.value === null ? report() : unexplained(runReport, [why.value]));
    }
    case "say":
      return ok(
        action.toPerson ? unexplained(runReport, action.reasons) : report(...action.reasons),
      );
  }
}

function stepOf(action: FollowUp): FollowUpState["done"][number] {
  switch (action.kind) {
    case "say":
      return action.of;
    case "check-money":
      return "money";
    default:
      return action.kind;
  }
}

/** Reports what holds the order first; its money is checked again once that is over. */
const unexplained = ({ end: ended }: RunReport, reasons: readonly Reason[]): StepReport =>
  ended?.outcome === "held" || ended?.outcome === "needs-attention"
    ? report(...reasons)
    : reportToPerson(reasons);
