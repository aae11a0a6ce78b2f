/**
 * Decides what follows once the order's document has ended, in this order: register missing money,
 * tell the shop, send what was booked, have a credited order looked at again, report unexplained
 * money, attach a PDF. A sent document shows what is still unpaid, so payments come first;
 * unexplained money delays neither telling nor sending; and nothing waits for an attachment. Pure,
 * as decide.ts, which calls it.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { waitingToBeSent } from "../documents/sending.ts";
import { canBookLaterPayment, refundedOfRetained } from "../documents/vouchers/later-payments.ts";
import { refusedBefore, planWriteBack } from "./write-back.ts";
import { attachedTo, planAttachment } from "../supporting/plan-attachment.ts";
import { type MoneyDue, type OrderWithSource, liveWithRole } from "../shared/case.ts";
import { dueOnEdits } from "../payments/refund.ts";
import { cardsChangedReason, hasUnregisteredCards } from "../payments/register-cards.ts";
import { originalsToTell } from "./notify-originals.ts";
import { moneyInQuestion } from "./unexplained-money.ts";
import type { Action, FollowUpState } from "./action.ts";

export function decideFollowUp(order: OrderWithSource, after: FollowUpState): Action {
  const { ports, placed } = order;
  const { end, documents, done, shown } = after;
  for (const due of after.due) {
    const action = register(order, after, due);
    if (action !== null) return action;
  }
  const refund = done.includes("pay-back")
    ? null
    : refundedOfRetained(placed, documents, ports.lost);
  if (refund !== null) return { kind: "pay-back", refund };
  if (!done.includes("write-back")) {
    const back = planWriteBack(ports, placed, end, documents);
    const refused = back === null ? null : refusedBefore(ports, placed);
    if (refused !== null)
      return { kind: "say", of: "write-back", toPerson: false, reasons: [refused] };
    if (back !== null) return { kind: "write-back", ...back };
  }
  const waiting = done.includes("send") ? [] : waitingToBeSent(ports, documents);
  if (waiting.length > 0 && end.outcome !== "skipped") {
    if (end.outcome === "booked" || end.outcome === "updated")
      return { kind: "send", documents: waiting };
    const numbers = waiting.map(({ id, number }) => number ?? id).join(", ");
    const reasons = [reason("sending-waits", { documents: numbers })];
    return { kind: "say", of: "send", toPerson: false, reasons };
  }
  const originals = done.includes("tell-original") ? null : originalsToTell(placed, end, documents);
  if (originals !== null) return { kind: "tell-original", originals };
  const question = done.includes("money")
    ? null
    : moneyInQuestion(ports, placed, end, documents, shown);
  if (question !== null)
    return question.kind === "unexplained"
      ? { kind: "say", of: "money", toPerson: true, reasons: [question.why] }
      : { kind: "check-money", question };
  const attaching = done.includes("attach") ? null : planAttachment(ports, end, documents);
  if (attaching === null) return { kind: "finish", end };
  const { document, isThere } = attaching;
  const notice = (why: Reason): Action => ({
    kind: "say",
    of: "attach",
    toPerson: false,
    reasons: [why],
  });
  if (ports.settings.trial)
    return notice(reason("trial-mode", { write: "attachment.create", document: null }));
  return isThere ? notice(attachedTo(document)) : { kind: "attach", document };
}

/** `null`: nothing is registered on it. */
function register(
  order: OrderWithSource,
  { end, documents }: FollowUpState,
  due: MoneyDue,
): Action | null {
  const { payments, refunds } = order.ports.settings.orders;
  switch (due.on) {
    case "invoice":
      return payments === "none" &&
        !hasUnregisteredCards(order) &&
        cardsChangedReason(order) === null
        ? null
        : {
            kind: "register-payment",
            due,
            further: liveWithRole(documents, "delta-invoice").map(({ id }) => id),
          };
    case "credit":
      return refunds === "none" ? null : { kind: "register-refund", due };
    case "edits": {
      const refund = dueOnEdits(order, documents);
      return refund === null ? null : { kind: "register-refund-of-edits", due, refund };
    }
    case "voucher":
      return (end.outcome === "booked" || end.outcome === "updated") &&
        canBookLaterPayment(order.ports, due.document)
        ? { kind: "pay-voucher", due, document: due.document }
        : null;
  }
}
