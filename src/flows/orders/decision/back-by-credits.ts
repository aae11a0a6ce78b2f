/**
 * Refunds that the shop shows on a credit order alone, where its original was cancelled and taken
 * back before that credit came: nothing is left to credit, and the money went back. It is booked
 * with the original, whose money is owed to the buyer, as if the original showed it.
 */
import { orderKey } from "../../../domain/ids.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import type { DocumentRecord, FlowEnd, RunFacts, WorkItem } from "../../port.ts";
import { keptMoney } from "../documents/vouchers/kept-money.ts";
import { isBooked } from "../shared/document-kinds.ts";
import { paidBack, received } from "../payments/plan-payment.ts";
import { bookedMoney } from "../payments/registered.ts";

const EVENT = "refunded-by-credit:";

type Refunds = Readonly<Record<string, Decimal>>;

/** Returns what tells the original of a credit's refund; `null`: there is none, or it is booked. */
export function toldToOriginal(
  { settings }: Pick<RunFacts, "settings">,
  credit: Order,
  { reasons }: Pick<FlowEnd, "reasons">,
): WorkItem | null {
  const isTakenBack = reasons.some(
    ({ code, params }) => code === "credit-original-not-here" && params["why"] === "taken-back",
  );
  const back = paidBack(credit);
  const id = credit.creditsOrderId;
  if (!isTakenBack || settings.trial || id === null || dec(back).lte(0)) return null;
  const type = `${EVENT}${credit.id}:${back}`;
  return { key: orderKey(id), flow: "orders", type, lane: "sweep" };
}

const refundsIn = (types: readonly string[]): Refunds =>
  Object.fromEntries(
    types.flatMap((type) => {
      const [id, back] = type.startsWith(EVENT) ? type.slice(EVENT.length).split(":") : [];
      return id === undefined || back === undefined ? [] : [[id, back]];
    }),
  );

/** The document with the money: what its reversal left, or the invoice that was credited. */
const moneyOf = (documents: readonly DocumentRecord[]): DocumentRecord | undefined =>
  keptMoney(documents)?.document ??
  documents.findLast(({ role, content }) => isBooked(role) && content !== undefined);

const refundsOf = ({ voucher, content }: DocumentRecord): Refunds =>
  voucher?.backByCredits ?? content?.backByCredits ?? {};

/**
 * Returns a cancelled order as it is with those refunds, and the document that remembers them;
 * `null`: nothing changes. Where the order itself says that money went back, that may be the same
 * money, and it alone counts.
 */
export function withBackByCredits(
  facts: Pick<RunFacts, "documents" | "journal" | "paidByPayouts" | "eventTypes" | "settings">,
  order: Order,
): { readonly order: Order; readonly document: DocumentRecord | null } | null {
  const { documents, eventTypes, settings } = facts;
  if (order.state !== "cancelled" || order.creditsOrderId !== null || settings.trial) return null;
  const document = moneyOf(documents);
  const has = received(order);
  if (document === undefined || has === null) return null;
  const known = refundsOf(document);
  const told = refundsIn(eventTypes);
  const refunds = { ...known, ...told };
  const back = sum(Object.values(refunds));
  const kept = keptMoney(documents)?.facts.charged ?? bookedMoney(facts, documents);
  if (back.lte(0) || !same(has, kept)) return null;
  const left = amount(back.gt(dec(has)) ? 0 : dec(has).minus(back));
  const isNew = Object.entries(told).some(([id, one]) => known[id] !== one);
  return {
    order: { ...order, amountPaid: left, payment: same(left, 0) ? "refunded" : "partly-paid" },
    document: isNew ? withRefunds(document, refunds) : null,
  };
}

function withRefunds(document: DocumentRecord, backByCredits: Refunds): DocumentRecord {
  const { voucher, content } = document;
  if (document.role === "voucher-reversal" && voucher !== undefined)
    return { ...document, voucher: { ...voucher, backByCredits } };
  return content === undefined ? document : { ...document, content: { ...content, backByCredits } };
}
