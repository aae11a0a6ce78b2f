/**
 * Pays an invoice that the ledger rounded to whole units with what the shop received, and books the
 * difference where the tenant wants it. Each is a journaled write, and none is made twice: a
 * payment of the type Rounding is recognised by what remains, like any other; a voucher by the
 * marker in its text.
 */
import { hasSucceeded } from "../../../domain/jobs/job.ts";
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import type { Voucher } from "../../../domain/ledger/voucher.ts";
import { roundedBy } from "../../../domain/ledger/whole-units.ts";
import { createVoucher, readWrittenVoucher } from "../../../eaccounting/vouchers.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import { booksRounded } from "../../../settings/orders/whole-units.ts";
import type { JournalEntry, RunFacts, WriteIntent } from "../../port.ts";
import { bareRecord, readWritten, settleRecord } from "../../settlement.ts";
import { type OrderCase, liveWithRole } from "../shared/case.ts";
import { orderLookupFacts } from "../shared/filled-fields.ts";
import { nextNumber, moneyIntent } from "../shared/identity.ts";
import { bookingDay, booksClosed, booksNow } from "../../booking-day.ts";
import { sendPayment } from "../../answered-payment.ts";
import { compareVoucher } from "../../voucher-vs-plan.ts";
import { vatCodesOf, vatFaults, vatFaultsOf } from "../../vat-codes.ts";
import { findVouchersByMarker } from "../existing/system-voucher.ts";
import { moneyDay, receivedAmount } from "./plan-payment.ts";
import { differenceVoucher, type PlannedRounded, planRounded } from "./plan-rounded-payment.ts";
import { isLeftToPerson, type MoneyStep } from "./register-cards.ts";

/**
 * True where it is fully paid and the ledger rounds the total: then the payment alone doesn't
 * settle the invoice.
 */
export function isPaidWithRounding({ ports, order }: Pick<OrderCase, "ports" | "order">): boolean {
  const { company } = ports.lists;
  const paid = receivedAmount(order);
  return (
    company !== null &&
    booksRounded(ports.settings.orders.wholeUnits) &&
    paid !== null &&
    same(paid, order.gross) &&
    !same(roundedBy(company, order.currency, order.gross), 0)
  );
}

/** Returns the rounding writes so far. */
export const roundings = (journal: readonly JournalEntry[]): readonly JournalEntry[] =>
  journal.filter(({ role }) => role === "rounding");

/**
 * A rounding voucher may have been found after its doubt was left to a person: then the journal has
 * a refusal, and the documents have the voucher.
 */
export const roundingDone = ({
  journal,
  documents,
}: Pick<RunFacts, "journal" | "documents">): boolean =>
  roundings(journal).some(hasSucceeded) || liveWithRole(documents, "rounding").length > 0;

export function plannedRounded(
  { ports, order }: OrderCase,
  invoice: AnsweredInvoice,
  by: "payment" | "account",
): PlannedRounded {
  return planRounded({
    order,
    invoice,
    by,
    done: roundingDone(ports),
    ...booksNow(ports),
    facts: orderLookupFacts({ ports, order }),
  });
}

/** Returns bank account and day of a payment of this order. */
function placeOf({
  ports,
  order,
}: OrderCase): { readonly bank: string; readonly date: string } | Reason {
  const bank = choose(
    ports.settings.lookups.paymentMethod,
    order.paymentMethodId,
    orderLookupFacts({ ports, order }),
  ).value;
  if (bank === null) return reason("payment-method-not-mapped", { method: order.paymentMethodId });
  const books = booksNow(ports);
  const paidDay = moneyDay(order, books.company.country, books.today);
  if ("unreadable" in paidDay) return paidDay.unreadable;
  const day = bookingDay(paidDay.day, books);
  return "closed" in day ? day.closed : { bank, date: day.day };
}

/** Registers a payment of the type Rounding, which takes `rounding` off what remains. */
export async function registerRounding(
  order: OrderCase,
  invoice: Pick<AnsweredInvoice, "id" | "number">,
  remaining: Decimal,
  rounding: Decimal,
): Promise<Result<MoneyStep, Failure>> {
  const { ports } = order;
  const place = placeOf(order);
  if ("code" in place) return ok({ kind: "attention", reason: place });
  const intent: WriteIntent = {
    ...(await intentOf(order, "payment.create")),
    documentId: invoice.id,
    payment: { amount: rounding, remaining },
  };
  const sent = {
    bankAccountId: place.bank,
    date: place.date,
    amount: rounding,
    currency: order.order.currency,
    complete: false,
    rounding: true,
  } as const;
  const wrong = await sendPayment(ports, intent, invoice, sent, {
    refused: (code) => reason("rounding-refused", { amount: rounding, how: "payment", code }),
  });
  if (!wrong.ok) return wrong;
  if (wrong.value !== null) return ok({ kind: "attention", reason: wrong.value });
  return ok({
    kind: "said",
    reason: reason("rounding-registered", {
      amount: rounding,
      date: place.date,
      how: "payment",
      account: null,
    }),
  });
}

/**
 * Books `difference` from the rounding account to that of the payment method; below zero the other
 * way.
 */
export async function bookDifference(
  order: OrderCase,
  difference: Decimal,
): Promise<Result<MoneyStep, Failure>> {
  const { ports } = order;
  const place = placeOf(order);
  if ("code" in place) return ok({ kind: "attention", reason: place });
  const intent = await intentOf(order, "voucher.create");
  const voucher = differenceVoucher(order, {
    difference,
    date: place.date,
    text: intent.marker ?? "",
  });
  if ("code" in voucher) return ok({ kind: "attention", reason: voucher });
  const before = await bookedBefore(order, voucher, difference);
  if (!before.ok) return before;
  if (before.value !== null) return ok(before.value);
  const codes = await vatCodesOf(ports, voucher);
  if (!codes.ok) return codes;
  const written = await ports.write(
    { ...intent, payment: { amount: difference, remaining: "0.00" } },
    createVoucher(voucher),
  );
  if (!written.ok) return refused(written.error, difference, place.date);
  const read = readWritten(ports, written.value, readWrittenVoucher);
  if (!read.ok) return read;
  const record = bareRecord({ role: "rounding", n: intent.n }, read.value);
  const settle = (state: "done" | "compared"): void =>
    settleRecord(ports, written.value, state, record);
  const faults = await vatFaults(ports, read.value, codes.value, () => settle("done"));
  const differs = [...compareVoucher(voucher, read.value), ...faults];
  settle("compared");
  const [first] = differs;
  return ok(
    first === undefined
      ? {
          kind: "said",
          reason: reason("rounding-registered", {
            amount: difference,
            date: place.date,
            how: "account",
            account: read.value.number,
          }),
        }
      : { kind: "attention", reason: first },
  );
}

/**
 * Finds, by its marker, a voucher that was left to a person without an answer and did succeed.
 * `null`: none did.
 */
async function bookedBefore(
  order: OrderCase,
  planned: Voucher,
  difference: Decimal,
): Promise<Result<MoneyStep | null, Failure>> {
  const { ports } = order;
  for (const { n, marker, markerCode: code } of roundings(ports.journal).filter(
    (entry) => entry.kind === "voucher.create" && isLeftToPerson(entry),
  )) {
    if (marker === null || code === null) continue;
    const seen = await findVouchersByMarker(order, { marker: { code, text: marker } });
    if (!seen.ok) return seen;
    const [found] = seen.value;
    if (found === undefined) continue;
    const faults = await vatFaultsOf(ports, found);
    if (!faults.ok) return faults;
    ports.saveDocument(bareRecord({ role: "rounding", n }, found));
    const [differs] = [...compareVoucher({ ...planned, date: found.date }, found), ...faults.value];
    return ok(
      differs === undefined
        ? {
            kind: "said",
            reason: reason("rounding-registered", {
              amount: difference,
              date: found.date,
              how: "account",
              account: found.number,
            }),
          }
        : { kind: "attention", reason: differs },
    );
  }
  return ok(null);
}

function refused(failure: Failure, figure: Decimal, date: string): Result<MoneyStep, Failure> {
  if (failure.kind !== "rejected") return err(failure);
  return ok({
    kind: "attention",
    reason: booksClosed(failure)
      ? reason("period-closed", { date, why: "refused" })
      : reason("rounding-refused", { amount: figure, how: "account", code: failure.code }),
  });
}

async function intentOf(
  { ports, order }: OrderCase,
  kind: "payment.create" | "voucher.create",
): Promise<WriteIntent> {
  const before = roundings(ports.journal);
  const n = nextNumber(
    before,
    before.findLast((entry) => entry.kind === kind && (entry.state === "planned" || entry.refused)),
  );
  return moneyIntent({ ports, order }, { role: "rounding", n, kind, documentId: null });
}

/** Why the difference can't be booked automatically. `refund`: still to be registered. */
export const manualRoundingReason = (
  document: Pick<AnsweredInvoice, "id" | "number" | "roundings">,
  why: "further" | "lowered" | "refund",
  refund: Decimal | null = null,
): Reason =>
  reason("rounding-by-hand", {
    number: document.number ?? document.id,
    rounding: amount(dec(document.roundings).abs()),
    why,
    refund,
  });
