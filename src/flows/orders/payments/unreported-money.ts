/**
 * Money that a person registered on an invoice: what the shop told of is kept with the invoice, and
 * counts like ours. What it doesn't say it received is owed to the buyer, on the credit, once
 * nothing is charged any more: only the ledger shows it.
 */
import { hasSucceeded } from "../../../domain/jobs/job.ts";
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { existingInvoices } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, RunFacts, VendorPort } from "../../port.ts";
import { ownBookedDocument } from "../booked/books.ts";
import { labelOf, liveWithRole } from "../shared/case.ts";
import { splitGiftCards } from "../money/lines.ts";
import { paidOnEach } from "./invoice-shares.ts";
import {
  registeredByPerson,
  refundedElsewhereAmount,
  knownToShop,
  refundedOnCredits,
  registeredAmount,
  roundedOff,
  withPaidByOthers,
} from "./registered-money.ts";

type Facts = Pick<RunFacts, "journal" | "paidByPayouts">;

/**
 * The order's invoice with what others had registered of the money that the shop knows of; `null`:
 * nothing new. What the shop once said stays known, as long as it stands in the ledger. `said`:
 * what it ever received; `null`: it doesn't say. `came`: a payment of ours that this run found to
 * have come through. Pure.
 */
export function invoiceWithOthersPayments(
  { documents, journal }: Pick<RunFacts, "documents" | "journal">,
  invoices: Parameters<typeof paidOnEach>[0],
  said: Decimal | null,
  came: Decimal,
): DocumentRecord | null {
  const document = liveWithRole(documents, "invoice")[0];
  const ours = amount(dec(registeredAmount(journal, "payment")).plus(dec(came)));
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
  /** Each that the order names beside those, which a person may have registered. */
  readonly others: readonly Decimal[];
};

/**
 * The money on invoices that neither we nor payouts registered, and the shop didn't tell of. A
 * person registers the cards of others together, or one alone. Other money that is less than they
 * are isn't theirs: nobody knows what it is, so it is told.
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
    .minus(registeredAmount(facts.journal, "payment"))
    .minus(roundedOff(facts.journal))
    .minus(registeredByPerson(facts, documents, "in"))
    .minus(ours);
  const all = sum(others);
  if (left.gte(all)) return left.minus(all);
  return others.some((card) => left.eq(card)) ? dec(0) : left;
}

/** Money to ask the ledger for: it may have been paid back, or taken off the invoice. */
export type UnreportedMoney = {
  readonly kind: "unsaid";
  /** All of the order, the first one first. */
  readonly invoices: readonly DocumentRecord[];
  /** None where they are only shown. */
  readonly credits: readonly DocumentRecord[];
  readonly cards: Cards;
  /** What of it was paid back elsewhere, as a person says. */
  readonly elsewhere: Decimal;
  /** `shown`: test mode and dry runs only show the credit. */
  readonly when: "shown" | null;
};

type FactsToAsk = Facts & Pick<RunFacts, "settings">;

/**
 * What to ask for once an order is credited whole, with each event: a person may register money
 * long after that. `null`: it isn't, or money isn't registered here. Pure.
 */
export function findUnreportedMoney(
  facts: FactsToAsk,
  order: Order,
  documents: readonly DocumentRecord[],
): UnreportedMoney | null {
  // A later one stands alone where the first one was deleted.
  const invoices = [
    ...liveWithRole(documents, "invoice"),
    ...liveWithRole(documents, "delta-invoice"),
  ];
  const [invoice] = invoices;
  const credits = liveWithRole(documents, "delta-credit");
  if (invoice === undefined || credits.length === 0 || facts.settings.orders.payments === "none")
    return null;
  // That was first said of money that the shop knows of.
  const known = dec(knownToShop(facts, documents)).minus(refundedOnCredits(facts, documents));
  const elsewhere = dec(refundedElsewhereAmount(ownBookedDocument(documents) ?? invoice)).minus(
    known,
  );
  return {
    kind: "unsaid",
    invoices,
    credits,
    cards: cardsOf(facts, order),
    elsewhere: amount(elsewhere.gt(0) ? elsewhere : 0),
    when: null,
  };
}

/** Cards that aren't those we registered any more tell nothing of what a person did. */
function cardsOf({ journal }: Facts, order: Order): Cards {
  const done = journal.filter(
    ({ kind, role, ...entry }) =>
      kind === "payment.create" && role === "gift-card" && hasSucceeded(entry),
  );
  const others = done.reduce<readonly Decimal[]>(
    (left, { payment }) => {
      const at = left.findIndex((card) => same(card, payment?.amount ?? "0"));
      return at < 0 ? [] : left.toSpliced(at, 1);
    },
    splitGiftCards(order).cards.map((card) => card.amount),
  );
  return { ours: registeredAmount(journal, "gift-card"), others };
}

/** Reports such money that is still owed; `null`: nothing of it. */
export async function stillOwed(
  ports: Facts & VendorPort & Pick<RunFacts, "documents">,
  { invoices, credits, cards, elsewhere, when }: UnreportedMoney,
): Promise<Result<Reason | null, Failure>> {
  const read = await existingInvoices(
    ports.read,
    [...invoices, ...credits].map(({ id }) => id),
  );
  if (!read.ok) return read;
  const isCredit = ({ id }: Pick<AnsweredInvoice, "id">) => credits.some((one) => one.id === id);
  const sold = read.value.filter((one) => !isCredit(one));
  const there = unsaidOn(ports, ports.documents, sold, cards).minus(elsewhere);
  const own = read.value.filter(isCredit);
  const open = sum(own.map(({ remaining }) => amount(dec(remaining).abs())));
  const owed = when === "shown" || there.lt(open) ? there : open;
  return ok(
    owed.lte(0)
      ? null
      : reason("cancelled-money-unsaid", {
          paid: amount(owed),
          number: invoices.map(labelOf).join(", "),
          when,
        }),
  );
}
