/**
 * Registers a payout's lines on the invoices of their orders: looked at before anything is written,
 * and paid once the payout's voucher stands. Each payment is journaled with what remained of its
 * invoice, which tells what came of one whose answer was lost; where it doesn't, a person is asked,
 * and nothing is paid again by itself.
 */
import type { Failure } from "../../domain/failure.ts";
import type { AnsweredInvoice } from "../../domain/invoice.ts";
import { markerCode, markerText } from "../../domain/marker.ts";
import { amount, dec, type Decimal, same } from "../../domain/money.ts";
import type { PayoutHead } from "../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { localDay, zoneOfCountry } from "../../domain/zoned-time.ts";
import { invoiceById, readInvoice } from "../../eaccounting/customer-invoices.ts";
import { registerPayment } from "../../eaccounting/payments.ts";
import { booksClosed } from "../booking-day.ts";
import type { FlowPorts, JournalEntry, WriteIntent } from "../port.ts";
import { paymentDiffers } from "../answered-payment.ts";
import { settlement } from "../settlement.ts";
import type { PlannedPayments } from "./plan.ts";
import { type Due, type Share, sharesOf } from "./shares.ts";

/** What is to be paid of which payout. */
export type ToSettle = {
  readonly head: PayoutHead;
  readonly date: string;
  readonly payments: readonly PlannedPayments[];
  readonly dues: readonly Due[];
};

/** A run pays so many, and hands in the rest: none of them is long. */
const PAYMENTS_A_RUN = 200;
const MOST_TOLD = 10;
export const GOES_ON = "payout-settles-on";

/** What is in the way, before anything is written. Nothing: all of it can be paid as it is. */
export async function lookAtInvoices(
  ports: FlowPorts,
  { date, dues }: ToSettle,
): Promise<Result<readonly Reason[], Failure>> {
  if (date > today(ports)) return ok([reason("payout-day-ahead", { date })]);
  const reasons: Reason[] = [];
  // An order may be due more than once: what one takes is gone for the next.
  const taken = new Map<string, Decimal>();
  for (const due of dues) {
    const read = await readAll(ports, due);
    if (!read.ok) return read;
    const left = read.value.map((invoice) => ({
      ...invoice,
      remaining: amount(dec(invoice.remaining).minus(taken.get(invoice.id) ?? "0")),
    }));
    const found = sharesOf(due, left, { ...known(ports), done: new Map() });
    if (found.kind === "pay")
      for (const { document, amount: part } of found.shares)
        taken.set(document.id, amount(dec(taken.get(document.id) ?? "0").plus(signed(due, part))));
    else if (reasons.length < MOST_TOLD) reasons.push(differs(due, found));
  }
  return ok(reasons);
}

export type SettledInvoices = {
  readonly reasons: readonly Reason[];
  /** Something is left that only a person can say. */
  readonly attention: boolean;
};

/** Pays what isn't paid yet. */
export async function settleInvoices(
  ports: FlowPorts,
  payout: ToSettle,
): Promise<Result<SettledInvoices, Failure>> {
  const { dues, payments } = payout;
  const wrong: Reason[] = [];
  const tell = (why: Reason): void => {
    if (wrong.length < MOST_TOLD) wrong.push(why);
  };
  const said = (reasons: readonly Reason[]): Result<SettledInvoices, Failure> =>
    ok({ reasons: [...wrong, ...reasons], attention: wrong.length > 0 });
  let made = 0;
  for (const due of dues) {
    if (made >= PAYMENTS_A_RUN) {
      const on = { key: ports.key, flow: "payouts", type: GOES_ON, lane: "live" } as const;
      const handed = await ports.enqueue([on]);
      return handed.ok ? said([]) : handed;
    }
    const bank = bankOf(payments, due);
    const mine = ours(ports, due, bank);
    const done = doneOf(mine, due);
    if (done.whole) continue;
    const read = await readAll(ports, due);
    if (!read.ok) return read;
    const asked = unanswered(mine, read.value);
    if (asked !== null && !ports.eventTypes.includes("retry-by-person")) {
      tell(reason("in-doubt-needs-person", { marker: asked.marker }));
      continue;
    }
    const came = cameAfterAll(ports, mine, read.value, done.paid);
    const found = sharesOf(due, read.value, { ...known(ports), done: came });
    ports.note("lookup", "payment", { due, found });
    if (found.kind === "differs") {
      tell(differs(due, found));
      continue;
    }
    for (const share of found.shares) {
      const paid = await pay(ports, payout, { due, share, bank }, made);
      if (!paid.ok) return paid;
      if (paid.value !== null) {
        tell(paid.value);
        break;
      }
      made += 1;
    }
  }
  const all = amount(dues.reduce((total, one) => total.plus(one.amount), dec(0)));
  return said(
    wrong.length > 0
      ? []
      : [reason("payout-invoices-settled", { count: dues.length, amount: all })],
  );
}

const today = (ports: FlowPorts): string =>
  localDay(ports.now(), zoneOfCountry(companyOf(ports).country));

function companyOf({ lookups }: FlowPorts) {
  if (lookups.company === null) throw new Error("planned without the company's settings");
  return lookups.company;
}

const known = (ports: FlowPorts) => ({
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

const differs = (
  { label }: Due,
  { number, due, remaining }: { number: string; due: Decimal; remaining: Decimal },
): Reason => reason("payout-invoice-differs", { order: label, number, due, remaining });

/** Of credits the ledger counts below zero. */
const signed = ({ on }: Due, figure: Decimal): Decimal =>
  on === "invoice" ? figure : amount(dec(figure).neg());

// What this payout has paid, by its journal.

function bankOf(payments: readonly PlannedPayments[], { account }: Due): string {
  const bank = payments.find((one) => one.account === account)?.bank;
  if (bank === undefined) throw new Error("a payment without its bank account");
  return bank;
}

/** Of this due alone: lines of one order may be taken off several accounts. */
const ours = ({ journal }: FlowPorts, { documents }: Due, bank: string): readonly JournalEntry[] =>
  journal.filter(
    ({ role, documentId, payment }) =>
      role === "payout-payment" &&
      payment?.bank === bank &&
      documents.some(({ id }) => id === documentId),
  );

const isDone = ({ state }: JournalEntry): boolean => state === "done" || state === "compared";
const isAsked = ({ state, refused, attempt }: JournalEntry): boolean =>
  state === "rejected" && !refused && attempt > 0;

const sizeOf = ({ payment }: JournalEntry): Decimal => amount(dec(payment?.amount ?? "0").abs());

function doneOf(
  mine: readonly JournalEntry[],
  due: Due,
): { readonly paid: ReadonlyMap<string, Decimal>; readonly whole: boolean } {
  const paid = new Map<string, Decimal>();
  for (const entry of mine.filter(isDone)) {
    const id = entry.documentId ?? "";
    paid.set(id, amount(dec(paid.get(id) ?? "0").plus(sizeOf(entry))));
  }
  const all = [...paid.values()].reduce((total, one) => total.plus(one), dec(0));
  return { paid, whole: all.gte(due.amount) };
}

/** What remains says that this payment, closed without an answer, came through. */
const came = ({ documentId, payment }: JournalEntry, read: readonly AnsweredInvoice[]): boolean => {
  const invoice = read.find(({ id }) => id === documentId);
  return (
    invoice !== undefined &&
    payment != null &&
    same(invoice.remaining, dec(payment.remaining).minus(dec(payment.amount)))
  );
};

/** Of which neither the vendor nor what remains says whether it came through. */
const unanswered = (
  mine: readonly JournalEntry[],
  read: readonly AnsweredInvoice[],
): JournalEntry | null => mine.find((entry) => isAsked(entry) && !came(entry, read)) ?? null;

function cameAfterAll(
  ports: FlowPorts,
  mine: readonly JournalEntry[],
  read: readonly AnsweredInvoice[],
  paid: ReadonlyMap<string, Decimal>,
): ReadonlyMap<string, Decimal> {
  const all = new Map(paid);
  const last = mine.findLast((entry) => isAsked(entry) && came(entry, read));
  if (last !== undefined) {
    const id = last.documentId ?? "";
    all.set(id, amount(dec(all.get(id) ?? "0").plus(sizeOf(last))));
    ports.settle(settlement({ opId: last.id, attempt: last.attempt }, "compared"));
  }
  return all;
}

/** `null`: it is registered. `made`: payments of this run, which the journal doesn't show. */
async function pay(
  ports: FlowPorts,
  { head, date }: ToSettle,
  { due, share, bank }: { readonly due: Due; readonly share: Share; readonly bank: string },
  made: number,
): Promise<Result<Reason | null, Failure>> {
  const before = ports.journal.filter(({ role }) => role === "payout-payment");
  const again = before.findLast(
    ({ state, refused, documentId, payment }) =>
      documentId === share.document.id &&
      payment?.bank === bank &&
      (state === "planned" || refused),
  );
  // Numbers may have gaps: what this run made isn't in the journal as it was read.
  const n = again?.n ?? Math.max(0, ...before.map((entry) => entry.n)) + 1 + made;
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
  };
  const sent = {
    bankAccountId: bank,
    date,
    amount: share.amount,
    currency: companyOf(ports).currency,
    complete: share.complete,
    reference: marker,
  };
  const number = share.document.number ?? share.document.id;
  const written = await ports.write(intent, registerPayment(share.document.id, sent));
  if (written.ok) {
    ports.settle(settlement(written.value, "compared", { documentId: share.document.id }));
    return ok(paymentDiffers(sent, written.value.answer, number));
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
