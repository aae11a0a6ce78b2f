/**
 * Registers the gift cards that paid part of an invoice, each as a payment of its own. The n-th
 * card of the order is the n-th payment, so that none is registered twice. A card's payment never
 * comes through a bank, so it is registered even where the tenant doesn't have money registered
 * here.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { markerCode, markerText } from "../../../domain/orders/marker.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { readTransactionId, registerPayment } from "../../../eaccounting/payments.ts";
import type { FlowPorts, JournalEntry, WriteIntent, Written } from "../../port.ts";
import { paymentDiffers } from "../../answered-payment.ts";
import { settlement } from "../../settlement.ts";
import type { OrderCase, OrderFacts } from "../shared/case.ts";
import { factsOf } from "../shared/filled-fields.ts";
import { nextNumber } from "../shared/identity.ts";
import { booksClosed, booksNow } from "../../booking-day.ts";
import { saleOf } from "../money/lines.ts";
import { type CardPayment, planCards, type PlannedPayment } from "./plan-payment.ts";
import { registered } from "./registered.ts";

type CardsEnd =
  /**
   * `paid`: what the ledger has of cards, registered by us or by others; `invoice`: as it is now,
   * where known.
   */
  | {
      readonly kind: "done";
      readonly paid: Decimal;
      readonly invoice: AnsweredInvoice;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "attention"; readonly reasons: readonly Reason[] };

/** Whether a card isn't registered yet. */
export function cardsOpen({ ports, order }: OrderFacts): boolean {
  const done = doneCards(ports.journal);
  return saleOf(order).cards.some((_, index) => !done.includes(index + 1));
}

/**
 * Why nothing is registered by itself any more: the cards that are registered aren't those that the
 * order names now. A card's payment can't be taken back here, and what money it stands for isn't
 * known. `null`: they are, or none is registered.
 */
export function cardsChanged({ ports, order }: OrderFacts): Reason | null {
  const { cards } = saleOf(order);
  const done = ports.journal.filter((entry) => isCard(entry) && isDone(entry));
  const amounts = done.map(({ payment }) => payment?.amount ?? "0");
  const isOfItsPlace = done.every(({ n }, index) => {
    const card = cards[n - 1];
    return card !== undefined && same(card.amount, amounts[index] ?? "0");
  });
  const sorted = (figures: readonly Decimal[]): string =>
    figures
      .map((figure) => amount(figure))
      .toSorted()
      .join();
  const inAnotherOrder = sorted(cards.map((card) => card.amount)) === sorted(amounts);
  return isOfItsPlace || inAnotherOrder
    ? null
    : reason("gift-card-changed", {
        used: amount(sum(cards.map((card) => card.amount))),
        registered: registered(ports.journal, "gift-card"),
      });
}

export async function registerCards(
  order: OrderCase,
  invoice: AnsweredInvoice,
): Promise<Result<CardsEnd, Failure>> {
  const { ports } = order;
  const { cards } = saleOf(order.order);
  if (cards.length === 0) return ok({ kind: "done", paid: "0.00", invoice, reasons: [] });
  const attention = (...reasons: readonly Reason[]): Result<CardsEnd, Failure> =>
    ok({ kind: "attention", reasons });
  const planned = planCards({
    order: order.order,
    cards,
    invoice,
    done: doneCards(ports.journal),
    money: registered(ports.journal, "payment"),
    ...booksNow(ports),
    facts: factsOf(order),
  });
  ports.note("lookup", "gift-cards", { cards, remaining: invoice.remaining, planned });
  const all = amount(sum(cards.map((card) => card.amount)));
  if (planned.kind === "hold") return attention(...planned.reasons);
  if (planned.kind === "none")
    return ok({ kind: "done", paid: all, invoice, reasons: planned.reasons });
  // Only a person can say that what is still missing really failed.
  const asked = ports.journal.filter(
    (entry) => isCard(entry) && entry.state === "rejected" && !entry.refused,
  );
  if (asked.length > 0 && !ports.eventTypes.includes("retry-by-person"))
    return attention(...asked.map(({ marker }) => reason("in-doubt-needs-person", { marker })));
  return sendCards(order, invoice, planned.payments, all);
}

/** One after the other; a refusal, or one that differs from what was sent, ends it. */
async function sendCards(
  order: OrderCase,
  invoice: AnsweredInvoice,
  payments: readonly CardPayment[],
  paid: Decimal,
): Promise<Result<CardsEnd, Failure>> {
  const { ports } = order;
  const attention = (...reasons: readonly Reason[]): Result<CardsEnd, Failure> =>
    ok({ kind: "attention", reasons });
  let { remaining } = invoice;
  const reasons: Reason[] = [];
  for (const payment of payments) {
    const intent = await cardIntent(order, invoice.id, payment, remaining);
    const sent = {
      ...payment,
      currency: order.order.currency,
      reference: intent.marker ?? "",
    };
    const written = await ports.write(intent, registerPayment(invoice.id, sent));
    if (!written.ok) {
      if (written.error.kind !== "rejected") return written;
      return attention(
        booksClosed(written.error)
          ? reason("period-closed", { date: payment.date, why: "refused" })
          : reason("payment-refused", { amount: payment.amount, code: written.error.code }),
        ...reasons,
      );
    }
    ports.settle(
      settlement(written.value, "compared", {
        documentId: readTransactionId(written.value.answer) ?? invoice.id,
      }),
    );
    const differs = paymentDiffers(sent, written.value.answer, invoice.number ?? invoice.id);
    if (differs !== null) return attention(differs, ...reasons);
    remaining = amount(dec(remaining).minus(dec(payment.amount)));
    reasons.push(
      reason("gift-card-registered", {
        amount: payment.amount,
        date: payment.date,
        account: payment.bankAccountId,
      }),
    );
  }
  return ok({ kind: "done", paid, invoice: { ...invoice, remaining }, reasons });
}

const isCard = (entry: JournalEntry): boolean =>
  entry.kind === "payment.create" && entry.role === "gift-card";
const isDone = (entry: JournalEntry): boolean =>
  entry.state === "done" || entry.state === "compared";

const doneCards = (journal: FlowPorts["journal"]): readonly number[] =>
  journal.filter((entry) => isCard(entry) && isDone(entry)).map(({ n }) => n);

async function cardIntent(
  { ports, order }: OrderCase,
  invoiceId: string,
  payment: CardPayment,
  remaining: Decimal,
): Promise<WriteIntent> {
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: order.id,
    role: "gift-card",
    n: payment.n,
  });
  return {
    key: ports.key,
    role: "gift-card",
    n: payment.n,
    kind: "payment.create",
    marker: markerText(order.number, order.id, code),
    markerCode: code,
    markerField: "Reference",
    documentId: invoiceId,
    payment: { amount: payment.amount, remaining },
  };
}

/** A completed step of money, or an obstacle that needs a person. */
export type Step = { readonly kind: "said" | "attention"; readonly reason: Reason };

type Payment = Extract<PlannedPayment, { kind: "pay" }>;

/**
 * Makes one payment of money on an invoice: its place in the journal, and its outcome. `remaining`:
 * of the invoice, before it. `made`: how many payments this run has made already, which the journal
 * as read doesn't show. `look`: checks the invoice after it. Until that check the journal has the
 * write as done and not as compared, so that a run that ends here is followed by one that checks.
 */
export async function writePayment(
  order: OrderCase,
  { id, number }: Pick<AnsweredInvoice, "id" | "number">,
  {
    planned,
    remaining,
    made,
    look,
  }: {
    readonly planned: Payment;
    readonly remaining: Decimal;
    readonly made: number;
    readonly look?: (written: Written) => Promise<Result<Reason | null, Failure>>;
  },
): Promise<Result<Step, Failure>> {
  const { ports } = order;
  const intent = await paymentIntent(order, id, planned, remaining, made);
  const sent = { ...planned, currency: order.order.currency, reference: intent.marker ?? "" };
  const written = await ports.write(intent, registerPayment(id, sent));
  if (written.ok) {
    const { answer } = written.value;
    ports.settle(
      settlement(written.value, look === undefined ? "compared" : "done", {
        documentId: readTransactionId(answer) ?? id,
      }),
    );
    const seen = look === undefined ? ok(null) : await look(written.value);
    if (!seen.ok) return seen;
    const wrong = paymentDiffers(sent, answer, number ?? id) ?? seen.value;
    return ok(
      wrong === null
        ? {
            kind: "said",
            reason: reason("payment-registered", { amount: planned.amount, date: planned.date }),
          }
        : { kind: "attention", reason: wrong },
    );
  }
  if (written.error.kind !== "rejected") return written;
  return ok({
    kind: "attention",
    reason: booksClosed(written.error)
      ? reason("period-closed", { date: planned.date, why: "refused" })
      : reason("payment-refused", { amount: planned.amount, code: written.error.code }),
  });
}

/** Gift cards and roundings have payments and identities of their own. */
export const isMoney = (entry: JournalEntry): boolean =>
  entry.kind === "payment.create" && entry.role === "payment";

export const isRegistered = ({ state }: JournalEntry): boolean =>
  state === "done" || state === "compared";

/** Closed without an answer: a person was asked whether it succeeded. */
export const givenToPerson = (entry: JournalEntry | undefined): entry is JournalEntry =>
  entry !== undefined && entry.state === "rejected" && !entry.refused;

/** Whether the invoice's rest equals what this payment would have left of it. */
export const cameTrue = (
  { documentId, payment }: JournalEntry,
  { id, remaining }: Pick<AnsweredInvoice, "id" | "remaining">,
): boolean =>
  documentId === id &&
  payment != null &&
  same(remaining, dec(payment.remaining).minus(dec(payment.amount)));

async function paymentIntent(
  { ports, order }: OrderCase,
  invoiceId: string,
  { amount: paid, bankAccountId: bank }: Payment,
  remaining: Decimal,
  made: number,
): Promise<WriteIntent> {
  const before = ports.journal.filter(isMoney);
  const open = before.findLast((entry) => entry.state === "planned" || entry.refused);
  const n = nextNumber(before, made === 0 ? open : undefined, made);
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: order.id,
    role: "payment",
    n,
  });
  const marker = markerText(order.number, order.id, code);
  return {
    key: ports.key,
    role: "payment",
    n,
    kind: "payment.create",
    marker,
    markerCode: code,
    markerField: "Reference",
    documentId: invoiceId,
    payment: { amount: paid, remaining, bank },
  };
}
