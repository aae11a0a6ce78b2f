/**
 * What others paid back on an order's credits, and a refund that a payout may have registered on
 * another credit of the same sale: a payout knows the sale and the amount, and a credit order may
 * come after it. What payouts paid back on a credit beyond what that credit's own order says is
 * perhaps this money, so it isn't registered again.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { CreditOfSale, DocumentRecord, Original, RunFacts } from "../../port.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { type OrderCase, type OrderFacts, liveWithRole } from "../shared/case.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { retainedAfterRefund } from "./plan-payment.ts";
import {
  retainedAmount,
  registeredByPerson,
  creditedByDeltas,
  knownToShop,
  registeredAmount,
} from "./registered-money.ts";

/**
 * Returns what others paid back on these credits: payouts, and a person who registered it there or
 * said so, which may be the same money.
 */
export function refundedByOthers(
  facts: Pick<RunFacts, "paidByPayouts" | "documents">,
  credits: readonly string[],
): Decimal {
  const { paidByPayouts = {}, documents } = facts;
  const said = sum(documents.map(({ content }) => content?.refundedElsewhere ?? "0"));
  const own = documents.filter(({ id }) => credits.includes(id));
  const there = dec(registeredByPerson(facts, own, "back"));
  const payouts = sum(credits.map((id) => paidByPayouts[id] ?? "0"));
  return amount(payouts.plus(said.gt(there) ? said : there));
}

/**
 * Locks the credits of a sale. Returns the sale, and the order with what payouts have paid by now
 * on its own credits: one may have paid since the run began.
 */
export async function lockCredits(
  order: OrderCase,
  key: string,
): Promise<Result<{ readonly order: OrderCase; readonly original: Original }, Failure>> {
  const { ports } = order;
  const own = key === ports.key ? ok(null) : await ports.lockOriginal(ports.key);
  if (!own.ok) return own;
  const locked = await ports.lockOriginal(key);
  if (!locked.ok) return locked;
  const paidByPayouts = { ...ports.paidByPayouts, ...locked.value.ownByPayouts };
  return ok({ order: { ...order, ports: { ...ports, paidByPayouts } }, original: locked.value });
}

/**
 * What payouts paid back on a credit beyond what its order says; below zero: so much is missing.
 * Where it isn't known what an order says, all of it.
 */
function beyond({ said, byOrder, byPayouts }: CreditOfSale): ReturnType<typeof dec> {
  if (said === null) return dec(byPayouts);
  const more = dec(byOrder).plus(byPayouts).minus(said);
  // What its own run registered was said once, and was perhaps reversed by a person.
  return more.gt(byPayouts) ? dec(byPayouts) : more;
}

type Sale = Pick<Original, "documents" | "credits" | "byOrder">;

/**
 * The same for the credits of the sale's own edits, together: what went back on them, the shop says
 * of the sale in sum. It may count there what went back on credit orders as well. `own`: those
 * credits; `beside`: what all credit orders say.
 */
function beyondEdits(
  { documents, byOrder }: Sale,
  own: readonly CreditOfSale[],
  beside: ReturnType<typeof dec>,
): ReturnType<typeof dec> {
  const paid = sum(own.map(({ byPayouts }) => byPayouts));
  const { saidBack, backByCredits = {} } = saleOf(documents)?.content ?? {};
  if (paid.eq(0) || saidBack === undefined || byOrder === undefined) return paid;
  const there = paid.plus(byOrder);
  const isWhole = there.eq(creditedByDeltas(documents)) && there.lte(saidBack);
  // No refunds of credit orders come to so much.
  if (isWhole && paid.gt(beside)) return dec(0);
  // Some of what went back isn't there yet: it may be the edits' part.
  if (there.lt(saidBack)) return paid;
  // What went back on credit orders of a cancelled sale, which have no credit of their own.
  const taken = sum(Object.values(backByCredits));
  const sure = taken.lt(saidBack) ? taken : dec(saidBack);
  const rest = dec(saidBack).minus(beside);
  const more = there.minus(rest.gt(sure) ? rest : sure);
  return more.gt(paid) ? paid : more;
}

/**
 * Returns why a refund of `due` isn't registered; `null`: it can't be there already. `back`: all
 * that the credit order says went back. `sale`: with its other credits.
 */
export function possiblyRefundedReason(
  sale: Sale,
  { due, back }: { readonly due: Decimal; readonly back: Decimal },
): Reason | null {
  const { credits = [], documents } = sale;
  const ids = new Set(documents.filter(({ role }) => role === "delta-credit").map(({ id }) => id));
  const own = credits.filter(({ id }) => ids.has(id));
  const orders = credits.filter(({ id }) => !ids.has(id));
  const beside = sum([back, ...orders.map(({ said }) => said ?? "0")]);
  const edits = beyondEdits(sale, own, beside);
  const more = edits.plus(sum(orders.map((credit) => amount(beyond(credit)))));
  if (more.lte(0)) return null;
  const found = [
    ...orders.filter((credit) => beyond(credit).gt(0)),
    ...(edits.gt(0) ? own.filter(({ byPayouts }) => dec(byPayouts).gt(0)) : []),
  ];
  const paid = sum(found.map(({ byPayouts }) => byPayouts));
  const numbers = found.map(({ number, id }) => number ?? id).join(", ");
  return reason("refund-perhaps-by-payout", { due, paid: amount(paid), number: numbers });
}

/** What payouts paid on the invoices of an order. */
const came = (
  { paidByPayouts = {} }: Pick<RunFacts, "paidByPayouts">,
  documents: readonly DocumentRecord[],
): readonly Decimal[] =>
  documents
    .filter(({ role }) => role === "invoice" || role === "delta-invoice")
    .map(({ id }) => paidByPayouts[id] ?? "0");

/** Returns what went back on the credits of an order's edits, by us or by others. */
export function backOnEdits(facts: RunFacts, documents: readonly DocumentRecord[]): Decimal {
  const credits = liveWithRole(documents, "delta-credit");
  const ids = credits.map(({ id }) => id);
  return amount(dec(registeredAmount(facts.journal, "refund")).plus(refundedByOthers(facts, ids)));
}

/**
 * Returns what the shop still has of an order's money, by what is booked of it and didn't go back;
 * `null`: it doesn't say, or in another currency than is booked.
 */
export function retainedByShop(
  facts: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
): Decimal | null {
  const known = dec(knownToShop(facts, documents));
  const ours = sum([
    registeredAmount(facts.journal, "payment"),
    registeredByPerson(facts, documents, "in"),
    ...came(facts, documents),
  ]);
  const standing = (known.gt(ours) ? known : ours).minus(backOnEdits(facts, documents));
  const isFigure = isInBookedCurrency(order, documents) || dec(order.amountPaid ?? "0").lte(0);
  return isFigure ? retainedAfterRefund(order, amount(standing)) : null;
}

const isInBookedCurrency = (order: Order, documents: readonly DocumentRecord[]): boolean =>
  (saleOf(documents)?.content?.currency ?? order.currency) === order.currency;

/** The invoice of a sale. */
const saleOf = (documents: readonly DocumentRecord[]): DocumentRecord | undefined =>
  liveWithRole(documents, "invoice")[0];

/**
 * The invoice of a sale with credits of its own edits, with what the shop says now went back of the
 * money that came in on it; `null`: it says so already, or has no such credits.
 */
export function saleWithSaid(
  { ports, order }: OrderFacts,
  documents: readonly DocumentRecord[],
): DocumentRecord | null {
  const sale = saleOf(documents);
  const isEdited = liveWithRole(documents, "delta-credit").length > 0;
  if (sale?.content === undefined || !isEdited) return null;
  const has =
    order.payment === "refunded" || !isInBookedCurrency(order, documents)
      ? retainedByShop(ports, order, documents)
      : retainedAmount(order);
  if (has !== null) {
    const back = sum([knownToShop(ports, documents), ...came(ports, documents)]).minus(has);
    return withSaid(sale, amount(back.gt(0) ? back : 0));
  }
  const { saidBack, ...content } = sale.content;
  return saidBack === undefined ? null : { ...sale, content };
}

/** The document with what its order says now; `null`: it says so already, or isn't known. */
export const withSaid = (document: DocumentRecord | undefined, back: Decimal) =>
  document?.content === undefined || document.content.saidBack === back
    ? null
    : { ...document, content: { ...document.content, saidBack: back } };
