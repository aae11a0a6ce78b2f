/**
 * Registers the gift cards that paid part of an order's invoices, each as a payment of its own. The
 * n-th card of the order is the n-th payment, so that none is registered twice. A card's payment
 * never comes through a bank, so it is registered even where the tenant doesn't have money
 * registered here.
 */
import { hasSucceeded, isUnanswered } from "../../../domain/jobs/job.ts";
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { FlowPorts, JournalEntry, Written } from "../../port.ts";
import { sendPayment } from "../../answered-payment.ts";
import { settlement, writeOf } from "../../settlement.ts";
import { type OrderCase, type OrderFacts, applySettlements } from "../shared/case.ts";
import { orderLookupFacts } from "../shared/filled-fields.ts";
import { nextNumber, moneyIntent } from "../shared/identity.ts";
import { booksNow } from "../../booking-day.ts";
import { splitGiftCards } from "../money/lines.ts";
import { planCards, type PlannedPayment } from "./plan-payment.ts";
import { registeredAmount } from "./registered-money.ts";

type CardsEnd =
  /**
   * `paid`: what the ledger has of cards, registered by us or by others; `invoice`: the one that
   * they paid, of several the first one, as it is now; `made`: what this run paid of each, by id.
   */
  | {
      readonly kind: "done";
      readonly paid: Decimal;
      readonly invoice: AnsweredInvoice;
      readonly made: Readonly<Record<string, Decimal>>;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "attention"; readonly reasons: readonly Reason[] };

const attention = (...reasons: readonly Reason[]): Result<CardsEnd, never> =>
  ok({ kind: "attention", reasons });

/** Whether a card isn't registered yet, or nobody knows whether one is. */
export function hasUnregisteredCards({ ports, order }: OrderFacts): boolean {
  const done = doneCards(ports.journal);
  return (
    askedCards(ports.journal).length > 0 ||
    splitGiftCards(order).cards.some((_, index) => !done.includes(index + 1))
  );
}

/**
 * Why nothing is registered by itself any more: the cards that are registered aren't those that the
 * order names now. A card's payment can't be taken back here, and what money it stands for isn't
 * known. `null`: they are, or none is registered.
 */
export function cardsChangedReason({ ports, order }: OrderFacts): Reason | null {
  const { cards } = splitGiftCards(order);
  const done = ports.journal.filter((entry) => isCard(entry) && hasSucceeded(entry));
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
        registered: registeredAmount(ports.journal, "gift-card"),
      });
}

/** `invoices`: all of the order, as the ledger has them now. */
export async function registerCards(
  order: OrderCase,
  invoices: readonly [AnsweredInvoice, ...AnsweredInvoice[]],
): Promise<Result<CardsEnd, Failure>> {
  const { cards } = splitGiftCards(order.order);
  // It came through after all looks: its invoice says so, and it is ours, not somebody else's.
  const came = askedCards(order.ports.journal).filter((asked) =>
    invoices.some((one) => hasPaymentSucceeded(asked, one)),
  );
  const late = came.map((asked) => settlement(writeOf(asked), "compared"));
  for (const one of late) order.ports.settle(one);
  const ports = { ...order.ports, journal: applySettlements(order.ports.journal, late) };
  const changed = late.length === 0 ? null : cardsChangedReason({ ...order, ports });
  if (changed !== null) return attention(changed);
  const planned = planCards({
    order: order.order,
    cards,
    invoices,
    done: doneCards(ports.journal),
    money: registeredAmount(ports.journal, "payment"),
    ...booksNow(ports),
    facts: orderLookupFacts(order),
  });
  const { invoice } = planned;
  ports.note("lookup", "gift-cards", {
    cards,
    remaining: invoice.remaining,
    planned: { ...planned, invoice: invoice.id },
  });
  const all = amount(sum(cards.map((card) => card.amount)));
  if (planned.kind === "hold") return attention(...planned.reasons);
  if (planned.kind === "none")
    return ok({ kind: "done", paid: all, invoice, made: {}, reasons: planned.reasons });
  // Only a person can say that what is still missing really failed.
  const asked = askedCards(ports.journal);
  if (asked.length > 0 && !ports.eventTypes.includes("retry-by-person"))
    return attention(...asked.map(({ marker }) => reason("in-doubt-needs-person", { marker })));
  return sendCards(order, invoices, planned, all);
}

/** One after the other; a refusal, or one that differs from what was sent, ends it. */
async function sendCards(
  order: OrderCase,
  invoices: Parameters<typeof registerCards>[1],
  {
    invoice: first,
    payments,
    reasons: told,
  }: Extract<ReturnType<typeof planCards<AnsweredInvoice>>, { kind: "pay" }>,
  paid: Decimal,
): Promise<Result<CardsEnd, Failure>> {
  const { ports } = order;
  const made: Record<string, Decimal> = {};
  const restOf = ({ id, remaining }: AnsweredInvoice): Decimal =>
    amount(dec(remaining).minus(made[id] ?? "0"));
  const reasons = [...told];
  for (const payment of payments) {
    const invoice = invoices[payment.at] ?? first;
    const intent = await moneyIntent(order, {
      role: "gift-card",
      n: payment.n,
      kind: "payment.create",
      documentId: invoice.id,
      payment: { amount: payment.amount, remaining: restOf(invoice) },
    });
    const sent = { ...payment, currency: order.order.currency };
    const wrong = await sendPayment(ports, intent, invoice, sent, {
      refused: (code) => reason("payment-refused", { amount: payment.amount, code }),
    });
    if (!wrong.ok) return wrong;
    if (wrong.value !== null) return attention(wrong.value, ...reasons);
    made[invoice.id] = amount(dec(made[invoice.id] ?? "0").plus(payment.amount));
    reasons.push(
      reason("gift-card-registered", {
        amount: payment.amount,
        date: payment.date,
        account: payment.bankAccountId,
      }),
    );
  }
  return ok({ kind: "done", paid, invoice: { ...first, remaining: restOf(first) }, made, reasons });
}

const isCard = (entry: JournalEntry): boolean =>
  entry.kind === "payment.create" && entry.role === "gift-card";
/** Those that a person was asked about. */
const askedCards = (journal: FlowPorts["journal"]): readonly JournalEntry[] =>
  journal.filter((entry) => isCard(entry) && isUnanswered(entry));
const doneCards = (journal: FlowPorts["journal"]): readonly number[] =>
  journal.filter((entry) => isCard(entry) && hasSucceeded(entry)).map(({ n }) => n);

/** A completed step of money, or an obstacle that needs a person. */
export type MoneyStep = { readonly kind: "said" | "attention"; readonly reason: Reason };

type Payment = Extract<PlannedPayment, { kind: "pay" }>;

/**
 * Makes one payment of money on an invoice: its place in the journal, and its outcome. `remaining`:
 * of the invoice, before it. `made`: how many payments this run has made already, which the journal
 * as read doesn't show. `look`: checks the invoice after it.
 */
export async function writePayment(
  order: OrderCase,
  invoice: Pick<AnsweredInvoice, "id" | "number">,
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
): Promise<Result<MoneyStep, Failure>> {
  const { ports } = order;
  const before = ports.journal.filter(isMoney);
  const open = before.findLast((entry) => entry.state === "planned" || entry.refused);
  const { amount: paid, bankAccountId: bank, date } = planned;
  const intent = await moneyIntent(order, {
    role: "payment",
    n: nextNumber(before, made === 0 ? open : undefined, made),
    kind: "payment.create",
    documentId: invoice.id,
    payment: { amount: paid, remaining, bank },
  });
  const sent = { ...planned, currency: order.order.currency };
  const wrong = await sendPayment(ports, intent, invoice, sent, {
    refused: (code) => reason("payment-refused", { amount: paid, code }),
    look,
  });
  if (!wrong.ok) return wrong;
  return ok(
    wrong.value === null
      ? { kind: "said", reason: reason("payment-registered", { amount: paid, date }) }
      : { kind: "attention", reason: wrong.value },
  );
}

/** Gift cards and roundings have payments and identities of their own. */
export const isMoney = (entry: JournalEntry): boolean =>
  entry.kind === "payment.create" && entry.role === "payment";

/** A person was asked whether it succeeded. */
export const isLeftToPerson = (entry: JournalEntry | undefined): entry is JournalEntry =>
  entry !== undefined && isUnanswered(entry);

/** Whether the invoice's rest equals what this payment would have left of it. */
export const hasPaymentSucceeded = (
  { documentId, payment }: JournalEntry,
  { id, remaining }: Pick<AnsweredInvoice, "id" | "remaining">,
): boolean =>
  documentId === id &&
  payment != null &&
  same(remaining, dec(payment.remaining).minus(dec(payment.amount)));
