/**
 * What was paid after a voucher was booked, where the tenant has payments registered. A voucher
 * can't be paid, so the payment is a voucher of its own: once for each amount, marked and journaled
 * like any other, and never sent again by itself. An item of the customer ledger is paid as such
 * (`payItem`). The voucher stands whatever comes of it.
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
 * Returns how much of the money that a cancelled order's reversal left went back since, by what the
 * shop says; `null`: nothing, or it doesn't say. Pure.
 */
export function refundedOfRetained(
  order: Order,
  documents: readonly DocumentRecord[],
  lost: RunFacts["lost"] = [],
): { readonly known: RetainedMoney; readonly back: Decimal } | null {
  const known = order.creditsOrderId === null ? retainedMoney(documents) : null;
  const kept = retainedAmount(order, known?.facts.currency);
  if (known === null || kept === null || liveWithRole(documents, "voucher").length > 0) return null;
  const has = dec(kept).plus(lostByDisputes({ lost, documents }));
  const back = dec(known.left).minus(has);
  return back.gt(0) ? { known, back: amount(owedToBuyer(known.facts).minus(has)) } : null;
}

/**
 * Books what went back of money that a reversal left for the buyer, from the receivables to the
 * account of the payment method. It is the rest of the reversal, whatever becomes of other
 * refunds.
 */
export function bookRefundOfRetained(
  before: OrderCase,
  { known, back }: NonNullable<ReturnType<typeof refundedOfRetained>>,
): Promise<Result<StepReport, Failure>> {
  const { document, facts } = known;
  const { clearing } = facts;
  // The day of the payment says nothing about that of its refund.
  const order: OrderCase = {
    ...before,
    order: {
      ...before.order,
      gross: facts.charged,
      payment: "partly-paid",
      amountPaid: back,
      paidAt: null,
      ...(clearing === undefined ? {} : { paymentMethodId: clearing.method }),
    },
  };
  return bookLaterPayment(order, { ...document, role: "voucher-credit" }, "voucher-reversal");
}

const roleOf = ({ role }: DocumentRecord): VoucherRole =>
  role === "voucher-credit" ? role : "voucher";

/**
 * Books what was paid since. `document`: a voucher for which `canBookLaterPayment` is true.
 * `standsAs`: the role that its marker names.
 */
export async function bookLaterPayment(
  before: OrderCase,
  document: DocumentRecord,
  standsAs: VoucherRole = roleOf(document),
): Promise<Result<StepReport, Failure>> {
  const { documents } = before.ports;
  const facts = document.voucher;
  const isCredit = document.role === "voucher-credit";
  if (facts?.money === undefined) return ok(report());
  if (facts.ledgerItem !== null) return payItem(before, { document, facts, isCredit });
  const listed = await withLists(before);
  if (!listed.ok) return listed;
  const order = listed.value;
  const { ports } = order;
  const known = livePaymentVouchers(documents);
  const plan = (identity: VoucherIdentity, since: Decimal) =>
    planned(order, { document, facts, isCredit }, identity, since);
  const identity = await nextVoucher(ports, order.order, "voucher-payment");
  const first = plan(identity, settledByPayments(known));
  if (first.kind === "none") return asSent(order, known);
  const booked = await bookedPayments(order, known);
  if (!booked.ok) return booked;
  if ("faults" in booked.value) return attention(...booked.value.faults);
  const { all } = booked.value;
  const chosen = all.length === known.length ? first : plan(identity, settledByPayments(all));
  if (chosen.kind === "none") return ok(report());
  ports.note("lookup", "voucher-payment", {
    settled: facts.money.settled,
    since: settledByPayments(all),
    planned: chosen,
  });
  if (chosen.kind === "hold") return attention(chosen.reason);
  const stopped = await notToBeMoved(order, document, standsAs);
  if (!stopped.ok) return stopped;
  if (stopped.value !== null) return ok(stopped.value);
  const unfit = await unusableAccountsForDay(ports, chosen.voucher);
  if (!unfit.ok) return unfit;
  if (unfit.value.length > 0) return attention(...unfit.value);
  const n = Math.max(identity.n, ...all.map((one) => one.n + 1));
  const own =
    n === identity.n ? identity : await nextVoucher(ports, order.order, "voucher-payment", n);
  const voucher = own === identity ? chosen.voucher : markedAnew(chosen.voucher, identity, own);
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

/** Nothing more was paid; what was found by its marker is held against what was sent, once. */
async function asSent(
  order: OrderCase,
  known: readonly DocumentRecord[],
): Promise<Result<StepReport, Failure>> {
  const faults = await compareFoundPayments(order, known);
  if (!faults.ok) return faults;
  return faults.value.length > 0 ? attention(...faults.value) : ok(report());
}

/** `null`: the voucher is in the books, and what a credit pays back was paid in. */
async function notToBeMoved(
  order: OrderCase,
  document: DocumentRecord,
  standsAs: VoucherRole,
): Promise<Result<StepReport | null, Failure>> {
  // Money isn't booked beside a sale that isn't in the books any more.
  const stands = await voucherOf(order, document, standsAs);
  if (!stands.ok) return stands;
  if (stands.value === null) return attention(documentDeletedReason(document));
  return standsAs === "voucher-credit" ? refundWithoutPayment(order) : ok(null);
}

/** What was matched in the ledger till then is moved now, and doesn't count any more. */
function forgetReceived(
  ports: OrderCase["ports"],
  document: DocumentRecord,
  { money, ...facts }: VoucherFacts,
): void {
  if (money?.received === undefined || !isAskedFor(ports)) return;
  const { received: _received, ...left } = money;
  ports.saveDocument({ ...document, voucher: { ...facts, money: left } });
}

/** Returns the reasons for a payment's voucher that was sent. */
function reportOfSent(
  sent: Result<SentVoucher, Failure>,
  { amount: paid, reasons }: Pick<PlannedPayment, "amount" | "reasons">,
  { date, rows }: Voucher,
  { document, isCredit }: Paid,
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
 * Returns the payments that are in the ledger already: those that the journal lost, and those that
 * a person was asked about, are searched for first.
 */
async function bookedPayments(
  order: OrderCase,
  known: readonly DocumentRecord[],
): Promise<
  Result<
    { readonly all: readonly DocumentRecord[] } | { readonly faults: readonly Reason[] },
    Failure
  >
> {
  const { ports } = order;
  const asked = ports.journal.filter(isVoucherPaymentInDoubt);
  if (asked.length > 0 && !ports.eventTypes.includes("retry-by-person"))
    return ok({ faults: asked.map(({ marker }) => reason("in-doubt-needs-person", { marker })) });
  const found =
    asked.length > 0 || olderThanJournal(ports, order.order)
      ? await lostPayments(order, known)
      : ok([]);
  if (!found.ok) return found;
  for (const one of found.value) ports.saveDocument(one);
  const all = [...known, ...found.value];
  const faults = await compareFoundPayments(order, all);
  if (!faults.ok) return faults;
  return ok(faults.value.length > 0 ? { faults: faults.value } : { all });
}

const markedAnew = (
  voucher: Voucher,
  before: VoucherIdentity,
  { marker }: VoucherIdentity,
): Voucher => ({
  ...voucher,
  text: voucher.text.replace(before.marker.text, marker.text),
});

type PlannedPayment = Extract<PlannedClearing, { readonly kind: "pay" }>;
type Paid = {
  readonly document: DocumentRecord;
  readonly facts: NonNullable<DocumentRecord["voucher"]>;
  readonly isCredit: boolean;
};

function planned(
  { ports, order, ...rest }: OrderCase,
  { document, facts, isCredit }: Paid,
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
    asked: isAskedFor(ports),
  });
}

/** Money on the receivable was matched in the ledger, unless a person says that it wasn't. */
const isAskedFor = ({ eventTypes }: Pick<RunFacts, "eventTypes">): boolean =>
  eventTypes.includes("retry-by-person") || eventTypes.includes("resync");

type Item = {
  readonly document: DocumentRecord;
  readonly facts: VoucherFacts;
  readonly isCredit: boolean;
};

/**
 * Pays the item of the customer ledger that a voucher was booked with. The vendor has no call for
 * that, but shows such an item among the invoices under the same id (assumption E69), where it is
 * paid like an invoice: what remains is read first and journaled beside the payment. Where it isn't
 * shown there, a person is told and nothing is paid.
 */
async function payItem(
  before: OrderCase,
  { document, facts, isCredit }: Item,
): Promise<Result<StepReport, Failure>> {
  const { money, ledgerItem } = facts;
  if (money === undefined || ledgerItem === null) return ok(report());
  if (before.ports.settings.trial)
    return simulateWrites(before, (open) => payItem(open, { document, facts, isCredit }));
  const sold = { order: before.order, form: isCredit ? "voucher-credit" : "voucher" } as const;
  const paid = settledAmount(sold);
  if (paid === null) return attention(reason("payment-amount-unknown"));
  const above = overpaidReason(sold, paid, true);
  if (above !== null) return attention(above);
  // What the voucher settled itself is no part of the item.
  const due = amount(dec(paid).minus(dec(money.settled)));
  if (dec(due).lte(dec(registeredAmount(before.ports.journal, "payment")))) return ok(report());
  const reported = (why: "credit" | "hidden") =>
    attention(
      reason("voucher-item-unpayable", {
        amount: due,
        number: document.number ?? document.id,
        why,
      }),
    );
  if (isCredit) return reported("credit");
  const listed = await withLists(before);
  if (!listed.ok) return listed;
  const { ports } = listed.value;
  const list = await ports.read(itemsOfVoucher(document.id));
  if (!list.ok) return list;
  const item = readItemOfVoucher(list.value, document.id);
  if (!item.ok) return item;
  if (item.value === null) return reported("hidden");
  const invoice = await findInvoiceById(ports.read, item.value.id);
  if (!invoice.ok) return invoice;
  if (invoice.value === null) return reported("hidden");
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
