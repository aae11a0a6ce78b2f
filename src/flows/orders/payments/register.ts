/**
 * Registers the shop's payment on the booked invoice. A payment can't be undone or looked up, so
 * what remains of the invoice is read before each one and journaled beside it. If the answer is
 * lost, the remaining amount tells whether the payment succeeded; where it doesn't tell, a person
 * is asked, and nothing is paid again automatically.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { roundedBy } from "../../../domain/ledger/whole-units.ts";
import { registersPayments } from "../../../settings/lookups/used-lookups.ts";
import { booksRounded } from "../../../settings/orders/whole-units.ts";
import type { VendorPort } from "../../port.ts";
import { settlement, writeOf } from "../../settlement.ts";
import {
  capturingPorts,
  type OrderCase,
  applySavedDocuments,
  applySettlements,
} from "../shared/case.ts";
import {
  attention,
  mergeReports,
  report,
  reportToPerson,
  type StepReport,
} from "../shared/run-report.ts";
import { orderLookupFacts } from "../shared/filled-fields.ts";
import { paidByCards, splitGiftCards } from "../money/lines.ts";
import { simulateWrites } from "../shared/recording-ports.ts";
import { invoiceShares } from "./invoice-shares.ts";
import { checkAfterPayment, checkUncheckedPayments } from "./check-after-payment.ts";
import { type PlannedPayment, planPayment, receivedAmount } from "./plan-payment.ts";
import {
  hasPaymentSucceeded,
  cardsChangedReason,
  hasUnregisteredCards,
  isLeftToPerson,
  isMoney,
  registerCards,
  type MoneyStep,
  writePayment,
} from "./register-cards.ts";
import {
  bookDifference,
  manualRoundingReason,
  isPaidWithRounding,
  plannedRounded,
  registerRounding,
  roundingDone,
  roundings,
} from "./register-rounded-payment.ts";
import {
  registeredByPerson,
  isPaymentWithdrawn,
  madeOn,
  refundedOnCredits,
  registeredAmount,
} from "./registered-money.ts";
import { invoiceWithOthersPayments } from "./unreported-money.ts";
import { booksNow } from "../../booking-day.ts";
import { currentInvoice } from "../../../eaccounting/customer-invoices.ts";

/**
 * `known`: one of them as this run just read or booked it; the others are read, where there is
 * anything to do.
 */
type ToPay = {
  readonly id: string;
  readonly known: AnsweredInvoice | null;
  /** Further invoices of the order, paid after the first. */
  readonly further: readonly string[];
  /** What this run registered of gift cards on each, by its id. */
  readonly made?: Readonly<Record<string, Decimal>>;
};

/**
 * Registers the payment of an order whose invoice is booked. The invoice stays, whatever the
 * outcome.
 */
export async function registerPayment(
  order: OrderCase,
  invoice: ToPay,
): Promise<Result<StepReport, Failure>> {
  const { ports } = order;
  if (ports.settings.trial) return simulateWrites(order, (open) => registerPayment(open, invoice));
  const changed = cardsChangedReason(order);
  if (changed !== null) return attention(changed);
  if (!hasUnregisteredCards(order))
    return registerMoney(order, invoice, paidByCards(splitGiftCards(order.order).cards));
  const invoices = await readEach(ports, invoice);
  if (!invoices.ok) return invoices;
  const cards = await registerCards(order, invoices.value);
  if (!cards.ok) return cards;
  if (cards.value.kind === "attention") return ok(reportToPerson(cards.value.reasons));
  const { invoice: known, paid, made } = cards.value;
  const money = await registerMoney(order, { ...invoice, known, made }, paid);
  return money.ok ? ok(mergeReports(report(...cards.value.reasons), money.value)) : money;
}

/**
 * Registers the money alone, up to what was charged; more is reported. `cards`: what gift cards
 * have paid of the invoice.
 */
export async function registerMoney(
  order: OrderCase,
  invoice: ToPay,
  cards: Decimal,
): Promise<Result<StepReport, Failure>> {
  if (!registersPayments(order.ports.settings)) return ok(report());
  const { gross } = order.order;
  const paid = receivedAmount(order.order);
  if (paid === null || dec(paid).lte(dec(gross)))
    return registerCharged(order, invoice, cards, paid);
  const charged = { ...order, order: { ...order.order, amountPaid: gross } };
  const { ports, saved, settled } = capturingPorts(order.ports);
  const registeredSteps = await registerCharged({ ...charged, ports }, invoice, cards, paid);
  if (!registeredSteps.ok) return registeredSteps;
  const documents = applySavedDocuments(ports.documents, saved);
  const journal = applySettlements(ports.journal, settled);
  const above = registeredAbove({ ...order, ports: { ...order.ports, documents, journal } }, paid);
  return above === null
    ? registeredSteps
    : ok(mergeReports(registeredSteps.value, reportToPerson([above])));
}

/**
 * Reports money that exceeds the invoice. For an order that was paid and then edited down, the
 * excess is a credit's.
 */
function registeredAbove({ ports, order }: OrderCase, paid: Decimal): Reason | null {
  const there = dec(registeredAmount(ports.journal, "payment"))
    .plus(registeredByPerson(ports, ports.documents, "in"))
    .minus(refundedOnCredits(ports, ports.documents));
  const charged = amount(there.gt(dec(order.gross)) ? there : dec(order.gross));
  const over = dec(paid).minus(dec(charged));
  return over.lte(0)
    ? null
    : reason("payment-exceeds-order", { paid, charged, over: amount(over), of: "invoice" });
}

/** `said`: what the shop received, also above what was charged; `null`: it doesn't say. */
async function registerCharged(
  order: OrderCase,
  invoice: ToPay,
  cards: Decimal,
  said: Decimal | null,
): Promise<Result<StepReport, Failure>> {
  const { ports } = order;
  const paid = receivedAmount(order.order);
  // A refund was received before, and its invoice still has it: the refund was taken from the
  // credit.
  const back = refundedOnCredits(ports, ports.documents);
  const ever = (money: Decimal | null) =>
    money === null ? null : amount(dec(money).plus(dec(back)));
  const everReceived = ever(paid);
  const open = await checkUncheckedPayments(ports, [invoice.id, ...invoice.further]);
  if (!open.ok) return open;
  if (open.value !== null) return attention(open.value);
  const rounded = same(back, 0) && isPaidWithRounding(order);
  if (
    rounded
      ? roundedIsDone(order)
      : !isPaymentWithdrawn(ports.documents) &&
        everReceived !== null &&
        dec(everReceived).lte(dec(registeredAmount(ports.journal, "payment")))
  )
    return ok(report());
  return payEach(order, invoice, cards, {
    everReceived,
    everSaid: ever(said),
    rounded,
    isWhole: same(back, 0),
  });
}

type Money = {
  /** Ever received, before refunds; `null`: not known. */
  readonly everReceived: Decimal | null;
  /** The same, also above what was charged. */
  readonly everSaid: Decimal | null;
  /** The ledger rounded the invoice. */
  readonly rounded: boolean;
  /** Nothing was paid back. */
  readonly isWhole: boolean;
};

/** Pays the order's invoices one after the other, each with its share of the money. */
async function payEach(
  order: OrderCase,
  invoice: ToPay,
  cards: Decimal,
  { everReceived, everSaid, rounded, isWhole }: Money,
): Promise<Result<StepReport, Failure>> {
  const { ports } = order;
  const last = ports.journal.findLast(isMoney);
  // What the ledger rounded has ways of its own to look after a payment.
  const isRounded = (one: AnsweredInvoice) => rounded && !same(one.roundings, 0);
  const read = await readEach(ports, invoice);
  if (!read.ok) return read;
  // The journal as read doesn't show the cards of this run, and none that a person registered.
  const cardsOn = ({ id }: AnsweredInvoice) =>
    dec(registeredAmount(madeOn(ports.journal, [id]), "gift-card")).plus(invoice.made?.[id] ?? "0");
  const rest = dec(cards).minus(sum(read.value.map((one) => amount(cardsOn(one)))));
  const restOn = invoice.known?.id ?? invoice.id;
  const invoices = read.value.map((one) => ({
    ...one,
    cards: amount(rest.times(one.id === restOn ? 1 : 0).plus(cardsOn(one))),
  }));
  // It came through after all looks: its invoice says so, and it is ours, not somebody else's.
  const asked = isLeftToPerson(last) ? last : null;
  const came =
    asked !== null && invoices.some((one) => !isRounded(one) && hasPaymentSucceeded(asked, one))
      ? asked
      : null;
  if (came !== null) ports.settle(settlement(writeOf(came), "compared"));
  const cameAmount = came?.payment?.amount ?? "0.00";
  const kept = invoiceWithOthersPayments(ports, invoices, everSaid, cameAmount);
  if (kept !== null) ports.saveDocument(kept);
  const shares = invoiceShares(everReceived, invoices);
  const reasons: Reason[] = [];
  for (const [index, current] of invoices.entries()) {
    if (isRounded(current))
      return invoices.length === 1
        ? payRounded(order, current, cards)
        : attention(manualRoundingReason(current, "further"));
    const share = shares[index] ?? null;
    const isAll = share === null || (invoices.length === 1 && isWhole);
    const one = isAll ? order : ofShare(order, share);
    const planned = plan(one, current, current.cards);
    // Not noted as "plan", which is what the job's document was made of.
    ports.note("lookup", "payment", { paid: share, remaining: current.remaining, planned });
    if (planned.kind === "hold") return attention(...planned.reasons, ...reasons);
    reasons.push(...(planned.kind === "none" ? planned.reasons : []));
    if (planned.kind === "none") continue;
    // Only a person can say that what is still missing really failed.
    if (asked !== null && came === null && !ports.eventTypes.includes("retry-by-person"))
      return attention(reason("in-doubt-needs-person", { marker: asked.marker }), ...reasons);
    const made = await writePayment(order, current, {
      planned,
      remaining: current.remaining,
      made: reasons.filter(({ code }) => code === "payment-registered").length,
      // Nobody else knows of an invoice that this run booked.
      ...(index === 0 && current.id === invoice.known?.id
        ? {}
        : { look: (written) => checkAfterPayment(ports, written, current, planned.amount) }),
    });
    if (!made.ok) return made;
    if (made.value.kind === "attention") return attention(made.value.reason, ...reasons);
    reasons.push(made.value.reason, ...planned.reasons);
  }
  return ok(report(...reasons));
}

/** Reads the invoices before anything is paid. */
async function readEach(
  { read }: VendorPort,
  { id, known, further }: ToPay,
): Promise<Result<readonly [AnsweredInvoice, ...AnsweredInvoice[]], Failure>> {
  const now = async (one: string) => (one === known?.id ? ok(known) : currentInvoice(read, one));
  const first = await now(id);
  if (!first.ok) return first;
  const invoices: [AnsweredInvoice, ...AnsweredInvoice[]] = [first.value];
  for (const one of further) {
    const later = await now(one);
    if (!later.ok) return later;
    invoices.push(later.value);
  }
  return ok(invoices);
}

/** The order as if it had been sold for its share alone. */
const ofShare = (order: OrderCase, share: Decimal): OrderCase => ({
  ...order,
  order: { ...order.order, payment: "partly-paid", amountPaid: share, gross: share },
});

function plan(
  { ports, order }: OrderCase,
  invoice: AnsweredInvoice,
  cards: Decimal,
): PlannedPayment {
  return planPayment({
    order,
    invoice,
    cards,
    ...booksNow(ports),
    facts: orderLookupFacts({ ports, order }),
  });
}

/**
 * Nothing is left to do: the difference is booked and the received money registered, both as the
 * ledger rounded it.
 */
function roundedIsDone({ ports, order }: OrderCase): boolean {
  const { company } = ports.lists;
  const paid = dec(registeredAmount(ports.journal, "payment"));
  const rounded =
    ports.settings.orders.wholeUnits === "account" && company !== null
      ? roundedBy(company, order.currency, order.gross)
      : "0";
  return roundingDone(ports) && paid.gte(dec(order.gross).plus(dec(rounded)));
}

/**
 * Pays an invoice that the ledger rounded: what was received, and the difference where the tenant
 * wants it, in the order that works. `invoice` is the order's only one, as the ledger has it now,
 * and rounded.
 */
async function payRounded(
  order: OrderCase,
  invoice: AnsweredInvoice,
  cards: Decimal,
): Promise<Result<StepReport, Failure>> {
  const { ports } = order;
  // An edit credited a part of it: what was received isn't all that it asks for.
  const charged = dec(invoice.total).minus(dec(invoice.roundings));
  if (!same(charged, dec(order.order.gross).plus(dec(cards))))
    return attention(manualRoundingReason(invoice, "lowered"));
  const by = ports.settings.orders.wholeUnits;
  if (!booksRounded(by)) throw new Error("paid as rounded where the tenant didn't choose that");
  const said: Reason[] = [];
  const stopped = (why: Reason): Result<StepReport, Failure> => ok(reportToPerson([why], said));
  const open = [roundings(ports.journal).at(-1), ports.journal.findLast(isMoney)].find(
    isLeftToPerson,
  );
  if (open !== undefined && !ports.eventTypes.includes("retry-by-person"))
    return stopped(reason("in-doubt-needs-person", { marker: open.marker }));
  const planned = plannedRounded(order, invoice, by);
  ports.note("lookup", "payment", {
    rounding: invoice.roundings,
    remaining: invoice.remaining,
    planned,
  });
  const { before, money, after, onAccount } = planned;
  if (money.kind === "hold") return ok(reportToPerson(money.reasons));
  let remaining = dec(invoice.remaining);
  const steps: (() => Promise<Result<MoneyStep, Failure>>)[] = [];
  if (before !== null) {
    const from = amount(remaining);
    steps.push(() => registerRounding(order, invoice, from, before));
    remaining = remaining.minus(dec(before));
  }
  if (money.kind === "pay") {
    const from = amount(remaining);
    steps.push(() => writePayment(order, invoice, { planned: money, remaining: from, made: 0 }));
    remaining = remaining.minus(dec(money.amount));
  }
  if (after !== null) steps.push(() => registerRounding(order, invoice, amount(remaining), after));
  // The difference of a payment that others registered is theirs to book.
  if (
    onAccount !== null &&
    (money.kind === "pay" || dec(registeredAmount(ports.journal, "payment")).gt(0))
  )
    steps.push(() => bookDifference(order, onAccount));
  for (const step of steps) {
    const made = await step();
    if (!made.ok) return made;
    if (made.value.kind === "attention") return stopped(made.value.reason);
    said.push(made.value.reason);
  }
  return ok(report(...said, ...money.reasons));
}
