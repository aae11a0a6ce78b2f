/**
 * Decides what follows once the order's document has ended, in this order: register missing money,
 * tell the shop, send what was booked, have a credited order looked at again, report unexplained
 * money, attach a PDF. A sent document shows what is still unpaid, so payments come first;
 * unexplained money delays neither telling nor sending; and nothing waits for an attachment. Pure,
 * as decide.ts, which calls it.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { waitingToBeSent } from "../documents/sending.ts";
import { isPaidLater, wentBackOf } from "../documents/vouchers/paid-later.ts";
import { refusedBefore, toWriteBack } from "./write-back.ts";
import { attachedTo, toAttach } from "../supporting/plan.ts";
import { type Due, type Subject, standing } from "../shared/case.ts";
import { dueOnEdits } from "../payments/refund.ts";
import { cardsChanged, cardsOpen } from "../payments/register-cards.ts";
import { originalsToTell } from "./tell-originals.ts";
import { moneyInQuestion } from "./unexplained-money.ts";
import type { Action, After } from "./action.ts";

export function follow(order: Subject, after: After): Action {
  const { ports, placed } = order;
  const { end, documents, done, shown } = after;
  for (const due of after.due) {
    const action = register(order, after, due);
    if (action !== null) return action;
  }
  const refund = done.includes("pay-back") ? null : wentBackOf(placed, documents, ports.lost);
  if (refund !== null) return { kind: "pay-back", refund };
  if (!done.includes("write-back")) {
    const back = toWriteBack(ports, placed, end, documents);
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
  const attaching = done.includes("attach") ? null : toAttach(ports, end, documents);
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
function register(order: Subject, { end, documents }: After, due: Due): Action | null {
  const { payments, refunds } = order.ports.settings.orders;
  switch (due.on) {
    case "invoice":
      return payments === "none" && !cardsOpen(order) && cardsChanged(order) === null
        ? null
        : {
            kind: "register-payment",
            due,
            further: standing(documents, "delta-invoice").map(({ id }) => id),
          };
    case "credit":
      return refunds === "none" ? null : { kind: "register-refund", due };
    case "edits": {
      const refund = dueOnEdits(order, documents);
      return refund === null ? null : { kind: "register-refund-of-edits", due, refund };
    }
    case "voucher":
      return (end.outcome === "booked" || end.outcome === "updated") &&
        isPaidLater(order.ports, due.document)
        ? { kind: "pay-voucher", due, document: due.document }
        : null;
  }
}
