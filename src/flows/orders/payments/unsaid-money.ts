/**
 * Money that a person registered on an invoice: what the shop told of is kept with the invoice, and
 * counts like ours. What it doesn't say it received is owed to the buyer, on the credit, once
 * nothing is charged any more: only the ledger shows it.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { invoicesThere } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, RunFacts, VendorPort } from "../../port.ts";
import { labelOf, type OrderCase, standing } from "../shared/case.ts";
import { paidByCards, saleOf } from "../money/lines.ts";
import { paidOnEach } from "./invoice-shares.ts";
import { byPerson, knownToShop, refundedBy, registered, withPaidByOthers } from "./registered.ts";

type Facts = Pick<RunFacts, "journal" | "paidByPayouts">;

/**
 * The order's invoice with what others had registered of the money that the shop knows of; `null`:
 * nothing new. What the shop once said stays known, as long as it stands in the ledger. `said`:
 * what it ever received; `null`: it doesn't say. `came`: a payment of ours that this run found to
 * have come through. Pure.
 */
export function withOthers(
  { documents, journal }: Pick<RunFacts, "documents" | "journal">,
  invoices: Parameters<typeof paidOnEach>[0],
  said: Decimal | null,
  came: Decimal,
): DocumentRecord | null {
  const document = standing(documents, "invoice")[0];
  const ours = amount(dec(registered(journal, "payment")).plus(dec(came)));
  const there = sum(paidOnEach(invoices)).minus(ours);
  const known = dec(said ?? "0").minus(ours);
  const before = dec(document?.content?.paidByOthers ?? "0");
  const most = known.gt(before) ? known : before;
  const others = most.lt(there) ? most : there;
  return withPaidByOthers(document, amount(others.gt(0) ? others : 0));
}

/** What gift cards paid of an order's invoices. */
type Cards = {
  /** As we registered it. */
  readonly ours: Decimal;
  /** What the order says beside that, which a person may have registered. */
  readonly others: Decimal;
};

const NO_CARDS: Cards = { ours: "0.00", others: "0.00" };

/**
 * The money on invoices that neither we nor payouts registered, and the shop didn't tell of. Less
 * than the cards of others isn't theirs: nobody knows what it is, so it is told.
 */
function unsaidOn(
  facts: Facts,
  documents: readonly DocumentRecord[],
  invoices: readonly AnsweredInvoice[],
  { ours, others }: Cards,
): ReturnType<typeof dec> {
  const paid = invoices.map(({ total, remaining, credited }) =>
    amount(dec(total).minus(remaining).minus(credited)),
  );
  const payouts = invoices.map(({ id }) => facts.paidByPayouts?.[id] ?? "0");
  const left = sum(paid)
    .minus(sum(payouts))
    .minus(registered(facts.journal, "payment"))
    .minus(byPerson(facts, documents, "in"))
    .minus(ours);
  return left.lt(others) ? left : left.minus(others);
}

/**
 * The order's first invoice with what all of them have of such money as it is credited whole;
 * `null`: nothing. Pure.
 */
export function withUnsaid(
  { ports, order }: OrderCase,
  documents: readonly DocumentRecord[],
  first: AnsweredInvoice | undefined,
  later: readonly AnsweredInvoice[],
): DocumentRecord | null {
  const document = documents.find(({ id }) => id === first?.id);
  if (first === undefined || document?.content === undefined) return null;
  const unsaid = unsaidOn(ports, documents, [first, ...later], cardsOf(ports, order));
  return ports.settings.orders.payments === "none" || unsaid.lte(0)
    ? null
    : { ...document, content: { ...document.content, unsaid: amount(unsaid) } };
}

/** Money to ask the ledger for: it may have been paid back, or taken off the invoice. */
export type UnsaidMoney = {
  readonly kind: "unsaid";
  /** All of the order, the first one first. */
  readonly invoices: readonly DocumentRecord[];
  readonly credits: readonly DocumentRecord[];
  /** `null`: as much as there is, as test mode only shows the credit. */
  readonly unsaid: Decimal | null;
  /** Where they aren't left out of `unsaid`. */
  readonly cards: Cards;
};

/** Test mode and dry runs: to be asked for once the invoice is credited as shown. Pure. */
export function unsaidOnceCredited(
  facts: Facts & Pick<RunFacts, "settings">,
  order: Order,
  documents: readonly DocumentRecord[],
): UnsaidMoney | null {
  const invoice = standing(documents, "invoice").at(-1);
  return invoice === undefined || facts.settings.orders.payments === "none"
    ? null
    : {
        kind: "unsaid",
        invoices: [invoice, ...standing(documents, "delta-invoice")],
        credits: [],
        unsaid: null,
        cards: cardsOf(facts, order),
      };
}

function cardsOf({ journal }: Facts, order: Order): Cards {
  const ours = registered(journal, "gift-card");
  const others = dec(paidByCards(saleOf(order).cards)).minus(ours);
  return { ours, others: amount(others.gt(0) ? others : 0) };
}

/** `null`: none was there, or a person says that it was paid back elsewhere. Pure. */
export function unsaidMoney(
  facts: Facts,
  documents: readonly DocumentRecord[],
): UnsaidMoney | null {
  const live = documents.filter(({ state }) => state === "live");
  const invoice = live.find(({ role }) => role === "invoice");
  const credits = live.filter(({ role }) => role === "delta-credit");
  // That was first said of money that the shop knows of.
  const known = dec(knownToShop(facts, documents)).minus(refundedBy(facts, documents));
  const elsewhere = dec(invoice?.content?.refundedElsewhere ?? "0").minus(known);
  const unsaid = dec(invoice?.content?.unsaid ?? "0").minus(elsewhere.gt(0) ? elsewhere : 0);
  return invoice === undefined || credits.length === 0 || unsaid.lte(0)
    ? null
    : {
        kind: "unsaid",
        invoices: [invoice, ...standing(documents, "delta-invoice")],
        credits,
        unsaid: amount(unsaid),
        cards: NO_CARDS,
      };
}

/** Reports such money that is still owed; `null`: nothing of it. */
export async function stillOwed(
  ports: Facts & VendorPort & Pick<RunFacts, "documents">,
  { invoices, credits, unsaid, cards }: UnsaidMoney,
): Promise<Result<Reason | null, Failure>> {
  const read = await invoicesThere(
    ports.read,
    [...invoices, ...credits].map(({ id }) => id),
  );
  if (!read.ok) return read;
  const isCredit = ({ id }: Pick<AnsweredInvoice, "id">) => credits.some((one) => one.id === id);
  const sold = read.value.filter((one) => !isCredit(one));
  const there = unsaidOn(ports, ports.documents, sold, cards);
  const own = read.value.filter(isCredit);
  const open = sum(own.map(({ remaining }) => amount(dec(remaining).abs())));
  const owed =
    unsaid === null
      ? there
      : [there, open].reduce((least, one) => (one.lt(least) ? one : least), dec(unsaid));
  return ok(
    owed.lte(0)
      ? null
      : reason("cancelled-money-unsaid", {
          paid: amount(owed),
          number: invoices.map(labelOf).join(", "),
          when: unsaid === null ? "shown" : null,
        }),
  );
}
