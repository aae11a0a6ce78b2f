/**
 * Registers a payout's lines on the invoices of their orders: checked before anything is written,
 * and paid once the payout's voucher is booked. Each payment is journaled with what remained of its
 * invoice, which tells the outcome if the answer is lost; otherwise a person is asked, and nothing
 * is paid again automatically.
 */
import { hasSucceeded } from "../../domain/jobs/job.ts";
import type { AnsweredInvoice } from "../../domain/orders/invoice.ts";
import { markerCode, markerText } from "../../domain/orders/marker.ts";
import { amount, dec, type Decimal, negated } from "../../domain/money.ts";
import { defined } from "../../domain/platform/defined.ts";
import type { PayoutHead } from "../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { localDay, zoneOfCountry } from "../../domain/platform/zoned-time.ts";
import { invoiceById, readInvoice } from "../../eaccounting/customer-invoices.ts";
import { registerPayment } from "../../eaccounting/payments.ts";
import { paymentDiffers } from "../answered-payment.ts";
import { booksClosed } from "../booking-day.ts";
import type { CreditOfSale, FlowPorts, WriteIntent, Written } from "../port.ts";
import { settlement } from "../settlement.ts";
import {
  cameAfterAll,
  isUnlooked,
  paidBy,
  PaymentsMade,
  totalOf,
  unanswered,
} from "./payout-payments.ts";
import type { PlannedPayments } from "./plan-voucher.ts";
import { groupDuesByDocuments, type Due, type Share, sharesOf } from "./payment-shares.ts";
import {
  type SettledOtherwise,
  type SettledOtherwiseOnAccount,
  addSettledOtherwise,
} from "./settled-otherwise.ts";

/** What is to be paid, of which payout. */
export type ToSettle = {
  readonly head: PayoutHead;
  readonly date: string;
  readonly payments: readonly PlannedPayments[];
  readonly dues: readonly Due[];
};

/** Payments per run; the rest is handed to the next one. */
const PAYMENTS_A_RUN = 200;
/** Orders checked per run; the rest is handed to the next one. */
const LOOKS_A_RUN = 500;
const MAX_REPORTED = 10;
export const GOES_ON = "payout-settles-on";

/** Hands the rest to the next run. */
export const handOn = (ports: FlowPorts): Promise<Result<void, Failure>> =>
  ports.enqueue([{ key: ports.key, flow: "payouts", type: GOES_ON, lane: "live" }]);

type ChecksSoFar = {
  readonly reasons: readonly Reason[];
  /** Where the next run continues; `null`: all were checked. */
  readonly next: number | null;
};

/**
 * Returns what prevents the payments from one order on, before anything is written. No reasons: all
 * can be paid as planned.
 */
export async function lookAtInvoices(
  ports: FlowPorts,
  { date, dues }: ToSettle,
  from: number,
): Promise<Result<ChecksSoFar, Failure>> {
  if (date > today(ports))
    return ok({ reasons: [reason("payout-day-ahead", { date })], next: null });
  const groups = groupDuesByDocuments(dues);
  const to = from + LOOKS_A_RUN;
  const reasons: Reason[] = [];
  for (const group of groups.slice(from, to)) {
    const found = await lookAtGroup(ports, group);
    if (!found.ok) return found;
    reasons.push(...found.value);
  }
  return ok({
    reasons: reasons.slice(0, MAX_REPORTED),
    next: reasons.length === 0 && to < groups.length ? to : null,
  });
}

/** The reason while a run hands on: how many orders' invoices were checked so far. */
export function checkedSoFar({ dues }: Pick<ToSettle, "dues">, next: number): Reason {
  const looked = groupDuesByDocuments(dues).slice(0, next).flat();
  return reason("payout-invoices-checked", { count: ordersOf(looked), of: ordersOf(dues) });
}

/** An order may be due more than once, and one amount may be due of several. */
const ordersOf = (dues: readonly Due[]): number => new Set(dues.flatMap(({ keys }) => keys)).size;

async function lookAtGroup(
  ports: FlowPorts,
  dues: readonly Due[],
): Promise<Result<readonly Reason[], Failure>> {
  const reasons: Reason[] = [];
  // An order may be due on more than one account: what one takes is gone for the next.
  const taken = new Map<string, Decimal>();
  for (const due of dues) {
    if (due.registered === true) reasons.push(registeredMeanwhile(due));
    const read = await readAll(ports, due);
    if (!read.ok) return read;
    const left = read.value.map((invoice) => ({
      ...invoice,
      remaining: amount(dec(invoice.remaining).minus(taken.get(invoice.id) ?? "0")),
    }));
    const found = sharesOf(due, left, { ...paymentFacts(ports), done: new Map() });
    if (found.kind === "pay")
      for (const { document, amount: part } of found.shares)
        taken.set(document.id, amount(dec(taken.get(document.id) ?? "0").plus(signed(due, part))));
    else reasons.push(differs(due, found));
  }
  return ok(reasons);
}

type SettledInvoices = {
  readonly reasons: readonly Reason[];
  /** Something is left that only a person can say. */
  readonly attention: boolean;
  /** Taken off accounts without a payment; absent: another run goes on. */
  readonly unpaid?: readonly SettledOtherwiseOnAccount[];
};

/** The result for one due: `paid` by this payout, in `made` payments of this run. */
type SettledDue = {
  readonly paid: Decimal;
  readonly made: number;
  readonly wrong: Reason | null;
  readonly unpaid?: SettledOtherwise;
};

/** Pays what isn't paid yet. */
export async function settleInvoices(
  ports: FlowPorts,
  payout: ToSettle,
): Promise<Result<SettledInvoices, Failure>> {
  const before = new PaymentsMade(ports.journal);
  const wrong: Reason[] = [];
  const said = (reasons: readonly Reason[]): Result<SettledInvoices, Failure> =>
    ok({ reasons: [...wrong, ...reasons], attention: wrong.length > 0 });
  let made = 0;
  let orders = 0;
  let all = dec(0);
  let unpaid: readonly SettledOtherwiseOnAccount[] = [];
  for (const due of payout.dues) {
    if (made >= PAYMENTS_A_RUN) {
      const handed = await handOn(ports);
      return handed.ok ? said([]) : handed;
    }
    const settled = await settleDue(ports, payout, due, before);
    if (!settled.ok) return settled;
    if (settled.value === "goes-on") return said([]);
    const { paid, wrong: why } = settled.value;
    if (settled.value.unpaid !== undefined)
      unpaid = addSettledOtherwise(unpaid, due, settled.value.unpaid);
    made += settled.value.made;
    orders += dec(paid).gt(0) ? 1 : 0;
    all = all.plus(paid);
    if (why !== null && wrong.length < MAX_REPORTED) wrong.push(why);
    // One says it of all.
    if (why?.code === "trial-mode") return said([]);
  }
  const paid = reason("payout-invoices-settled", { count: orders, amount: amount(all) });
  const reasons = wrong.length > 0 || orders === 0 ? wrong : [paid];
  return ok({ reasons, attention: wrong.length > 0, unpaid });
}

/** `goes-on`: another run of the payout pays it. */
async function settleDue(
  ports: FlowPorts,
  payout: ToSettle,
  planned: Due,
  before: PaymentsMade,
): Promise<Result<SettledDue | "goes-on", Failure>> {
  let due = planned;
  const bank = bankOf(payout.payments, due);
  const mine = before.of(due, bank);
  const paid = mine.filter(hasSucceeded);
  let total = dec(totalOf(paid));
  let made = 0;
  const end = (wrong: Reason | null, unpaid?: SettledOtherwise): Result<SettledDue, Failure> =>
    ok({ paid: amount(total), made, wrong, ...defined({ unpaid }) });
  const unlooked = mine.filter(isUnlooked);
  if (total.gte(due.amount) && unlooked.length === 0) return end(null);
  if (due.on === "credit") {
    const locked = await lockedCredits(ports, due);
    if (!locked.ok) return locked;
    if (locked.value === "goes-on") return ok("goes-on");
    due = locked.value;
  }
  const read = await readAll(ports, due);
  if (!read.ok) return read;
  const over = lookAfter(
    ports,
    due,
    read.value,
    unlooked.map(({ id, attempt }) => ({ opId: id, attempt })),
  );
  if (over !== null || total.gte(due.amount)) return end(over);
  if (ports.settings.trial) return end(reason("trial-mode", { write: "payment.create" }));
  const asked = unanswered(mine, read.value);
  if (asked !== null && !ports.eventTypes.includes("retry-by-person"))
    return end(reason("in-doubt-needs-person", { marker: asked.marker }));
  const late = cameAfterAll(mine, read.value);
  if (late !== null) ports.settle(settlement({ opId: late.id, attempt: late.attempt }, "compared"));
  const done = late === null ? paid : [...paid, late];
  total = dec(totalOf(done));
  if (due.registered === true && total.lt(due.amount)) return end(registeredMeanwhile(due));
  const found = sharesOf(due, read.value, { ...paymentFacts(ports), done: paidBy(done) });
  ports.note("lookup", "payment", { due, found });
  if (found.kind === "differs") return end(differs(due, found));
  const written: Written[] = [];
  for (const share of found.shares) {
    const n = before.numberFor(share.document.id, bank);
    const payment = await pay(ports, payout, { due, share, bank, n });
    if (!payment.ok) return payment;
    if ("code" in payment.value) return end(payment.value);
    written.push(payment.value);
    total = total.plus(share.amount);
  }
  made = written.length;
  const { unpaid } = found;
  if (made === 0) return end(null, unpaid);
  const after = await readAll(ports, due);
  return after.ok ? end(lookAfter(ports, due, after.value, written), unpaid) : after;
}

/**
 * Locks the credits of what is paid back: no credit order books or pays one meanwhile. Each with
 * what its order says is still owed. `goes-on`: a credit order is at work, or its credit came since
 * the lines were put together.
 */
async function lockedCredits(
  ports: FlowPorts,
  due: Due,
): Promise<Result<Due | "goes-on", Failure>> {
  const credits: CreditOfSale[] = [];
  for (const key of due.keys) {
    const locked = await ports.lockOriginal(key);
    if (!locked.ok) return locked;
    const [working] = locked.value.atWork ?? [];
    if (working !== undefined) {
      const waits = await ports.waitFor(
        working,
        reason("payout-waits-for-credit", { order: due.label }),
      );
      return waits.ok ? ok("goes-on") : waits;
    }
    credits.push(...(locked.value.credits ?? []));
  }
  if (credits.some(({ id }) => !due.documents.some((document) => document.id === id))) {
    const handed = await handOn(ports);
    return handed.ok ? ok("goes-on") : handed;
  }
  const documents = due.documents.map((document) => {
    const owed = owedOn(credits.find(({ id }) => id === document.id));
    return owed === null ? document : { ...document, owed };
  });
  return ok({ ...due, documents });
}

const owedOn = (credit: CreditOfSale | undefined): Decimal | null =>
  credit === undefined || credit.said === null
    ? null
    : amount(dec(credit.said).minus(credit.byOrder).minus(credit.byPayouts));

const today = (ports: FlowPorts): string =>
  localDay(ports.now(), zoneOfCountry(companyOf(ports).country));

function companyOf({ lists }: FlowPorts) {
  if (lists.company === null) throw new Error("planned without the company's settings");
  return lists.company;
}

const paymentFacts = (ports: FlowPorts) => ({
  currency: companyOf(ports).currency,
  paidIsThere: ports.settings.payouts.invoices === "settle-open",
});

async function readAll(
  ports: FlowPorts,
  { documents }: Due,
): Promise<Result<readonly AnsweredInvoice[], Failure>> {
  const read: AnsweredInvoice[] = [];
  for (const { id } of documents) {
    const answer = await ports.read(invoiceById(id));
    if (!answer.ok) return answer;
    const invoice = readInvoice(answer.value);
    if (!invoice.ok) return invoice;
    read.push(invoice.value);
  }
  return ok(read);
}

const registeredMeanwhile = ({ label, documents, amount: due }: Due): Reason =>
  reason("payout-invoice-registered", { order: label, number: numbersOf(documents), due });

const numbersOf = (documents: Due["documents"]): string =>
  documents.map(({ number, id }) => number ?? id).join(", ");

const differs = (
  { label }: Due,
  { number, due, remaining }: { number: string; due: Decimal; remaining: Decimal },
): Reason => reason("payout-invoice-differs", { order: label, number, due, remaining });

/** Of credits the ledger counts below zero. */
const signed = ({ on }: Due, figure: Decimal): Decimal =>
  on === "invoice" ? figure : negated(figure);

function bankOf(payments: readonly PlannedPayments[], { account }: Due): string {
  const bank = payments.find((one) => one.account === account)?.bank;
  if (bank === undefined) throw new Error("a payment without its bank account");
  return bank;
}

type Payment = {
  readonly due: Due;
  readonly share: Share;
  readonly bank: string;
  /** Its number in the journal. */
  readonly n: number;
};

/** Registered: what remains of the document is to be looked at. */
async function pay(
  ports: FlowPorts,
  { head, date }: ToSettle,
  { due, share, bank, n }: Payment,
): Promise<Result<Written | Reason, Failure>> {
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: ports.key,
    role: "payout-payment",
    n,
  });
  const marker = markerText(due.label, head.payout, code);
  const intent: WriteIntent = {
    key: ports.key,
    role: "payout-payment",
    n,
    kind: "payment.create",
    marker,
    markerCode: code,
    markerField: "Reference",
    documentId: share.document.id,
    payment: { amount: signed(due, share.amount), remaining: share.remaining, bank },
    pays: { on: due.on, orders: due.keys },
  };
  const sent = {
    bankAccountId: bank,
    date,
    amount: share.amount,
    currency: companyOf(ports).currency,
    complete: share.complete,
    reference: marker,
  };
  const number = numbersOf([share.document]);
  const written = await ports.write(intent, registerPayment(share.document.id, sent));
  if (written.ok) {
    ports.settle(settlement(written.value, "done", { documentId: share.document.id }));
    const differs = paymentDiffers(sent, written.value.answer, number);
    return differs === null ? written : ok(differs);
  }
  if (written.error.kind !== "rejected") return written;
  return ok(
    booksClosed(written.error)
      ? reason("period-closed", { date, why: "refused" })
      : reason("payout-payment-refused", {
          number,
          amount: share.amount,
          code: written.error.code,
        }),
  );
}

/**
 * Reads what remains after these payments: below zero where somebody else paid at the same moment
 * and the ledger accepted both (E55). Until that check the journal has a payment as done and not as
 * compared: a run that ends here is followed by one that checks.
 */
function lookAfter(
  ports: FlowPorts,
  due: Due,
  read: readonly AnsweredInvoice[],
  payments: readonly Pick<Written, "opId" | "attempt">[],
): Reason | null {
  if (payments.length === 0) return null;
  for (const payment of payments) ports.settle(settlement(payment, "compared"));
  const over = read.find(({ remaining }) => dec(signed(due, remaining)).lt(0));
  return over === undefined
    ? null
    : reason("invoice-overpaid", {
        number: over.number ?? over.id,
        over: amount(dec(over.remaining).abs()),
      });
}
