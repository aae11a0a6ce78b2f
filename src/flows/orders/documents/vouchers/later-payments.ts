/**
 * Books what was paid after a voucher was booked, where the tenant has payments registered. A
 * voucher can't be paid, so the payment is a voucher of its own: one for each amount, marked and
 * journaled like any other, and never sent again automatically. An item of the customer ledger is
 * paid like an invoice (`payItem`). A payment that fails doesn't affect the voucher.
 */
import { amount, dec, type Decimal } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import {
  type Voucher,
  type VoucherFacts,
  withClearing,
} from "../../../../domain/ledger/voucher.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import { findInvoiceById } from "../../../../eaccounting/customer-invoices.ts";
import { itemsOfVoucher, readItemOfVoucher } from "../../../../eaccounting/ledger-items.ts";
import type { DocumentRecord, RunFacts } from "../../../port.ts";
import {
  documentDeletedReason,
  type OrderCase,
  reversalOf,
  liveWithRole,
} from "../../shared/case.ts";
import { olderThanJournal } from "../../existing/existing-documents.ts";
import { provisionalCustomer } from "../../preparation/eligibility.ts";
import { withLists } from "../../preparation/prepare.ts";
import { attention, report, reportToPerson, type StepReport } from "../../shared/run-report.ts";
import { registerMoney } from "../../payments/register.ts";
import {
  retainedAmount,
  registeredAmount,
  lostByDisputes,
} from "../../payments/registered-money.ts";
import { simulateWrites } from "../../shared/recording-ports.ts";
import { nextVoucher, type VoucherIdentity, type VoucherRole } from "../../shared/identity.ts";
import { booksClosed, booksNow } from "../../../booking-day.ts";
import {
  retainedMoney,
  type RetainedMoney,
  owedToBuyer,
  refundWithoutPayment,
  livePaymentVouchers,
  settledByPayments,
} from "./retained-money.ts";
import { overpaidReason, settledAmount } from "./money-side.ts";
import { unusableAccountsForDay } from "./unusable-accounts.ts";
import { planClearing, type PlannedClearing } from "./plan-clearing.ts";
import { sendVoucher, type SentVoucher } from "./send-voucher.ts";
import {
  compareFoundPayments,
  isVoucherPaymentInDoubt,
  lostPayments,
  paymentRecord,
  voucherOf,
} from "../../existing/system-voucher.ts";
import { defined } from "../../../../domain/platform/defined.ts";

/**
 * Whether later money can be booked: on an item of the customer ledger, or in a voucher of its own.
 * `document`: the order's voucher, as it was planned. Pure.
 */
export function canBookLaterPayment(
  { settings, documents }: RunFacts,
  document: DocumentRecord,
): boolean {
  const { orders } = settings;
  const wanted = document.role === "voucher-credit" ? orders.refunds : orders.payments;
  return (
    wanted !== "none" &&
    document.voucher?.money !== undefined &&
    reversalOf(documents, document) === undefined &&
    (document.voucher.ledgerItem !== null || orders.voucher.paid === "clearing")
  );
}

/**
 * Returns how much of the money retained by a cancelled order's reversal the shop has refunded in
 * total; `null`: no refund that isn't booked yet, or the shop doesn't report the amount. Pure.
 */
export function refundedOfRetained(
  order: Order,
  documents: readonly DocumentRecord[],
  lost: RunFacts["lost"] = [],
): { readonly retained: RetainedMoney; readonly refunded: Decimal } | null {
  const retained = order.creditsOrderId === null ? retainedMoney(documents) : null;
  const statedRetained = retainedAmount(order, retained?.facts.currency);
  if (retained === null || statedRetained === null || liveWithRole(documents, "voucher").length > 0)
    return null;
  const heldByShop = dec(statedRetained).plus(lostByDisputes({ lost, documents }));
  const unbooked = dec(retained.left).minus(heldByShop);
  return unbooked.gt(0)
    ? { retained, refunded: amount(owedToBuyer(retained.facts).minus(heldByShop)) }
    : null;
}

/**
 * Books the refund of money that a reversal retained for the buyer, from the receivables to the
 * account of the payment method. It completes the reversal, independently of other refunds.
 */
export function bookRefundOfRetained(
  initial: OrderCase,
  { retained, refunded }: NonNullable<ReturnType<typeof refundedOfRetained>>,
): Promise<Result<StepReport, Failure>> {
  const { document, facts } = retained;
  const { clearing } = facts;
  // `paidAt` is the day of the payment, not that of its refund.
  const order: OrderCase = {
    ...initial,
    order: {
      ...initial.order,
      gross: facts.charged,
      payment: "partly-paid",
      amountPaid: refunded,
      paidAt: null,
      ...(clearing === undefined ? {} : { paymentMethodId: clearing.method }),
    },
  };
  return bookLaterPayment(order, { ...document, role: "voucher-credit" }, "voucher-reversal");
}

const roleOf = ({ role }: DocumentRecord): VoucherRole =>
  role === "voucher-credit" ? role : "voucher";

/**
 * Books what was paid since the booking. `document`: a voucher for which `canBookLaterPayment` is
 * true. `markedAs`: the role that its marker names.
 */
export async function bookLaterPayment(
  initial: OrderCase,
  document: DocumentRecord,
  markedAs: VoucherRole = roleOf(document),
): Promise<Result<StepReport, Failure>> {
  const { documents } = initial.ports;
  const facts = document.voucher;
  const isCredit = document.role === "voucher-credit";
  if (facts?.money === undefined) return ok(report());
  if (facts.ledgerItem !== null) return payItem(initial, { document, facts, isCredit });
  const listed = await withLists(initial);
  if (!listed.ok) return listed;
  const order = listed.value;
  const { ports } = order;
  const payments = livePaymentVouchers(documents);
  const planWith = (identity: VoucherIdentity, since: Decimal) =>
    planPayment(order, { document, facts, isCredit }, identity, since);
  const identity = await nextVoucher(ports, order.order, "voucher-payment");
  const first = planWith(identity, settledByPayments(payments));
  if (first.kind === "none") return compareExisting(order, payments);
  const booked = await findBookedPayments(order, payments);
  if (!booked.ok) return booked;
  if ("faults" in booked.value) return attention(...booked.value.faults);
  const { all } = booked.value;
  const chosen =
    all.length === payments.length ? first : planWith(identity, settledByPayments(all));
  if (chosen.kind === "none") return ok(report());
  ports.note("lookup", "voucher-payment", {
    settled: facts.money.settled,
    since: settledByPayments(all),
    planned: chosen,
  });
  if (chosen.kind === "hold") return attention(chosen.reason);
  const obstacle = await findObstacle(order, document, markedAs);
  if (!obstacle.ok) return obstacle;
  if (obstacle.value !== null) return ok(obstacle.value);
  const unusable = await unusableAccountsForDay(ports, chosen.voucher);
  if (!unusable.ok) return unusable;
  if (unusable.value.length > 0) return attention(...unusable.value);
  const n = Math.max(identity.n, ...all.map((one) => one.n + 1));
  const own =
    n === identity.n ? identity : await nextVoucher(ports, order.order, "voucher-payment", n);
  const voucher = own === identity ? chosen.voucher : withMarker(chosen.voucher, identity, own);
  const sent = await sendVoucher(order, own, voucher, {
    reasons: chosen.reasons,
    payment: { amount: chosen.amount, remaining: chosen.owed },
    remember: ({ id, number, equal }) =>
      paymentRecord({
        n: own.n,
        voucher: { id, number },
        charged: chosen.amount,
        currency: facts.currency,
        compared: equal,
        clearing: withClearing(voucher, order.credits?.key),
      }),
  });
  if (sent.ok && sent.value.kind === "booked") forgetReceived(ports, document, facts);
  return reportOfSent(sent, chosen, voucher, { document, facts, isCredit });
}

/** Compares payments that were found by their markers with what was sent, once. */
async function compareExisting(
  order: OrderCase,
  payments: readonly DocumentRecord[],
): Promise<Result<StepReport, Failure>> {
  const faults = await compareFoundPayments(order, payments);
  if (!faults.ok) return faults;
  return faults.value.length > 0 ? attention(...faults.value) : ok(report());
}

/** Returns why the payment isn't booked; `null`: the voucher exists, and a refund was paid in. */
async function findObstacle(
  order: OrderCase,
  document: DocumentRecord,
  markedAs: VoucherRole,
): Promise<Result<StepReport | null, Failure>> {
  // No payment is booked for a voucher that was deleted in the ledger.
  const booked = await voucherOf(order, document, markedAs);
  if (!booked.ok) return booked;
  if (booked.value === null) return attention(documentDeletedReason(document));
  return markedAs === "voucher-credit" ? refundWithoutPayment(order) : ok(null);
}

/**
 * Removes the received amount from the voucher's facts: a person asked to move it to the account of
 * the payment method, so it is no longer left to be matched on the receivable.
 */
function forgetReceived(
  ports: OrderCase["ports"],
  document: DocumentRecord,
  { money, ...facts }: VoucherFacts,
): void {
  if (money?.received === undefined || !isRequestedByPerson(ports)) return;
  const { received: _received, ...left } = money;
  ports.saveDocument({ ...document, voucher: { ...facts, money: left } });
}

/** Returns the report of a payment's voucher that was sent. */
function reportOfSent(
  sent: Result<SentVoucher, Failure>,
  { amount: paid, reasons }: Pick<PlannedPayment, "amount" | "reasons">,
  { date, rows }: Voucher,
  { document, isCredit }: VoucherToPay,
): Result<StepReport, Failure> {
  if (!sent.ok) {
    if (sent.error.kind !== "rejected") return sent;
    const why = booksClosed(sent.error)
      ? reason("period-closed", { date, why: "refused" })
      : reason("payment-refused", { amount: paid, code: sent.error.code });
    return attention(why);
  }
  if (sent.value.kind === "end") {
    const { end } = sent.value;
    return ok({ outcome: end.outcome, first: end.reasons, also: [] });
  }
  const { differs, number } = sent.value;
  const done = reason("voucher-paid", {
    amount: paid,
    account: rows[0]?.account ?? null,
    number,
    date,
    voucher: document.number ?? document.id,
    back: isCredit,
  });
  return ok(differs.length > 0 ? reportToPerson([...differs, done]) : report(done, ...reasons));
}

/**
 * Returns the payments that are in the ledger already. Payments that the journal lost, and those in
 * doubt that were left to a person, are searched for first. `faults`: what a person has to solve.
 */
async function findBookedPayments(
  order: OrderCase,
  payments: readonly DocumentRecord[],
): Promise<
  Result<
    { readonly all: readonly DocumentRecord[] } | { readonly faults: readonly Reason[] },
    Failure
  >
> {
  const { ports } = order;
  const inDoubt = ports.journal.filter(isVoucherPaymentInDoubt);
  if (inDoubt.length > 0 && !ports.eventTypes.includes("retry-by-person"))
    return ok({ faults: inDoubt.map(({ marker }) => reason("in-doubt-needs-person", { marker })) });
  const found =
    inDoubt.length > 0 || olderThanJournal(ports, order.order)
      ? await lostPayments(order, payments)
      : ok([]);
  if (!found.ok) return found;
  for (const one of found.value) ports.saveDocument(one);
  const all = [...payments, ...found.value];
  const faults = await compareFoundPayments(order, all);
  if (!faults.ok) return faults;
  return ok(faults.value.length > 0 ? { faults: faults.value } : { all });
}

const withMarker = (
  voucher: Voucher,
  before: VoucherIdentity,
  { marker }: VoucherIdentity,
): Voucher => ({
  ...voucher,
  text: voucher.text.replace(before.marker.text, marker.text),
});

type PlannedPayment = Extract<PlannedClearing, { readonly kind: "pay" }>;
type VoucherToPay = {
  readonly document: DocumentRecord;
  readonly facts: NonNullable<DocumentRecord["voucher"]>;
  readonly isCredit: boolean;
};

function planPayment(
  { ports, order, ...rest }: OrderCase,
  { document, facts, isCredit }: VoucherToPay,
  { marker }: VoucherIdentity,
  since: Decimal,
) {
  const { countries } = ports.lists;
  return planClearing({
    order,
    form: isCredit ? "voucher-credit" : "voucher",
    ...booksNow(ports),
    ...defined({ countries }),
    buyer: provisionalCustomer({ ports, order, ...rest }).kind,
    marker,
    facts,
    voucher: document.number ?? document.id,
    since,
    asked: isRequestedByPerson(ports),
  });
}

/**
 * Whether a person requests the payment: otherwise money that was left on the receivable is assumed
 * to be matched in the ledger.
 */
const isRequestedByPerson = ({ eventTypes }: Pick<RunFacts, "eventTypes">): boolean =>
  eventTypes.includes("retry-by-person") || eventTypes.includes("resync");

/**
 * Pays the item of the customer ledger that a voucher was booked with. The vendor has no call for
 * that, but shows such an item among the invoices under the same id (assumption E69), where it is
 * paid like an invoice: what remains is read first and journaled beside the payment. Where it isn't
 * shown there, a person is told and nothing is paid.
 */
async function payItem(
  initial: OrderCase,
  { document, facts, isCredit }: VoucherToPay,
): Promise<Result<StepReport, Failure>> {
  const { money, ledgerItem } = facts;
  if (money === undefined || ledgerItem === null) return ok(report());
  if (initial.ports.settings.trial)
    return simulateWrites(initial, (open) => payItem(open, { document, facts, isCredit }));
  const sold = { order: initial.order, form: isCredit ? "voucher-credit" : "voucher" } as const;
  const paid = settledAmount(sold);
  if (paid === null) return attention(reason("payment-amount-unknown"));
  const overpaid = overpaidReason(sold, paid, true);
  if (overpaid !== null) return attention(overpaid);
  // The item doesn't contain what the voucher itself settled.
  const due = amount(dec(paid).minus(dec(money.settled)));
  if (dec(due).lte(dec(registeredAmount(initial.ports.journal, "payment")))) return ok(report());
  const unpayable = (why: "credit" | "hidden") =>
    attention(
      reason("voucher-item-unpayable", {
        amount: due,
        number: document.number ?? document.id,
        why,
      }),
    );
  if (isCredit) return unpayable("credit");
  const listed = await withLists(initial);
  if (!listed.ok) return listed;
  const { ports } = listed.value;
  const list = await ports.read(itemsOfVoucher(document.id));
  if (!list.ok) return list;
  const item = readItemOfVoucher(list.value, document.id);
  if (!item.ok) return item;
  if (item.value === null) return unpayable("hidden");
  const invoice = await findInvoiceById(ports.read, item.value.id);
  if (!invoice.ok) return invoice;
  if (invoice.value === null) return unpayable("hidden");
  const order: OrderCase = {
    ...listed.value,
    order: {
      ...listed.value.order,
      gross: amount(dec(ledgerItem.total)),
      payment: "partly-paid",
      amountPaid: due,
    },
  };
  return registerMoney(order, { id: item.value.id, known: invoice.value, further: [] }, "0.00");
}
