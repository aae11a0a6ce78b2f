/**
 * What the journal says is registered in the ledger. Refunds are below zero in the ledger and
 * positive here. Pure.
 */
import { hasSucceeded } from "../../../domain/jobs/job.ts";
import { amount, dec, type Decimal, type DecimalInput, same, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { currentInvoice } from "../../../eaccounting/customer-invoices.ts";
import type {
  DocumentRecord,
  DoubtHit,
  JournalEntry,
  Original,
  RunFacts,
  VendorPort,
} from "../../port.ts";
import { contentOfDocument } from "../booked/books.ts";
import { receivedAmount } from "./plan-payment.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { liveWithRole } from "../shared/case.ts";

/**
 * Returns what one order's documents and journal paid back of a sale: on credits by payments, also
 * by a person's, in vouchers of credits by their own rows, and by vouchers of their payments.
 */
export function refundedOfSale(
  journal: readonly JournalEntry[],
  documents: readonly DocumentRecord[],
  paidByPayouts?: RunFacts["paidByPayouts"],
): Decimal {
  const live = documents.filter(({ state }) => state === "live");
  if (!live.some(({ role }) => role === "voucher-credit"))
    return refundedOnCredits({ journal, paidByPayouts }, documents);
  const vouchers = live.flatMap((document) => settledBy(document, "voucher-credit"));
  return amount(
    dec(registeredAmount(journal, "refund")).plus(sum(vouchers.map((one) => dec(one).abs()))),
  );
}

export function registeredAmount(
  journal: readonly JournalEntry[],
  role: "payment" | "refund" | "gift-card",
): Decimal {
  const done = journal.filter(
    (entry) => entry.kind === "payment.create" && entry.role === role && hasSucceeded(entry),
  );
  return amount(sum(done.map((entry) => dec(entry.payment?.amount ?? "0").abs())));
}

/**
 * Returns what payments of the type Rounding took off what the ledger made more than was charged;
 * below zero where it made less. Nobody paid it.
 */
export const roundedOff = (journal: readonly JournalEntry[]): Decimal =>
  amount(
    sum(
      journal
        .filter((entry) => entry.kind === "payment.create" && entry.role === "rounding")
        .filter(hasSucceeded)
        .map(({ payment }) => payment?.amount ?? "0"),
    ),
  );

/** Returns what was written on these documents. */
export const madeOn = (
  journal: readonly JournalEntry[],
  ids: readonly string[],
): readonly JournalEntry[] =>
  journal.filter(({ documentId }) => documentId !== null && ids.includes(documentId));

const IN: ReadonlySet<string> = new Set(["invoice", "delta-invoice"]);
const BACK: ReadonlySet<string> = new Set(["credit", "delta-credit"]);

type Money = { readonly paidByPayouts?: RunFacts["paidByPayouts"] };
type Journal = Money & Pick<RunFacts, "journal">;

/**
 * Returns what a person registered on the order's invoices (`in`), or paid back on its credits
 * (`back`), and the shop knows of. A payout that is recorded later was taken for a person first.
 */
export function registeredByPerson(
  { paidByPayouts = {} }: Money,
  documents: readonly DocumentRecord[],
  way: "in" | "back",
): Decimal {
  const roles = way === "in" ? IN : BACK;
  const live = documents.filter(({ role, state }) => state === "live" && roles.has(role));
  const others = sum(live.map(({ content }) => content?.paidByOthers ?? "0"));
  const manual = others.minus(sum(live.map(({ id }) => paidByPayouts[id] ?? "0")));
  return amount(manual.gt(0) ? manual : 0);
}

/** Returns what was paid back on an order's credits, by us or by a person. */
export const refundedOnCredits = (
  { journal, paidByPayouts }: Journal,
  documents: readonly DocumentRecord[],
): Decimal =>
  amount(
    dec(registeredAmount(journal, "refund")).plus(
      registeredByPerson({ paidByPayouts }, documents, "back"),
    ),
  );

/** Keeps what others registered with the document; `null`: that is known already. */
export const withPaidByOthers = (
  document: DocumentRecord | undefined,
  paidByOthers: Decimal,
): DocumentRecord | null =>
  document?.content === undefined || same(document.content.paidByOthers ?? "0", paidByOthers)
    ? null
    : { ...document, content: { ...document.content, paidByOthers } };

/**
 * Returns money on the order's invoice that the shop knows of: what we registered, what a person
 * had registered when the shop said it, and what others had registered before a payment of ours
 * closed the invoice. That payment was the shop's amount less what was there, so the shop counts
 * both. The shop may not know of other manual payments.
 */
export function knownToShop(facts: Journal, documents: readonly DocumentRecord[]): Decimal {
  const { journal } = facts;
  const manual = dec(registeredByPerson(facts, documents, "in"));
  const closing = dec(beforeClosing(journal, documents));
  return amount(
    dec(registeredAmount(journal, "payment")).plus(manual.gt(closing) ? manual : closing),
  );
}

/** What others had registered before a payment of ours closed the invoice. */
function beforeClosing(
  journal: readonly JournalEntry[],
  documents: readonly DocumentRecord[],
): Decimal {
  const done = journal.filter((entry) => entry.kind === "payment.create" && hasSucceeded(entry));
  // Cards and roundings close an invoice too, but aren't money.
  const isPlain = done.every(({ role }) => role === "payment" || role === "refund");
  const payments = done.filter(({ role }) => role === "payment");
  const closing = payments.findIndex(
    ({ payment }) => payment != null && same(payment.amount, payment.remaining),
  );
  const invoice = liveWithRole(documents, "invoice")[0];
  if (!isPlain || closing < 0 || invoice?.content === undefined) return "0.00";
  const before = payments.slice(0, closing + 1).map(({ payment }) => payment?.amount ?? "0");
  const others = dec(invoice.content.gross).minus(sum(before));
  return amount(others.lte(0) ? 0 : others);
}

/**
 * Whether the shop said once that registered money is gone: a person may have taken its payment
 * back, which the journal doesn't show, so the ledger is read.
 */
export const isPaymentWithdrawn = (documents: readonly DocumentRecord[]): boolean =>
  documents.some(({ state, content }) => state === "live" && content?.paymentGone === true);

/** Keeps that with the invoice. */
export const withPaymentGone = (document: DocumentRecord): DocumentRecord | null =>
  document.role !== "invoice" ||
  document.content === undefined ||
  document.content.paymentGone === true
    ? null
    : { ...document, content: { ...document.content, paymentGone: true } };

/**
 * Returns what the shop has of a sale's money now, at least zero. An order that is only "paid"
 * doesn't say how much, nor does one that says another currency than it was booked in, unless it
 * has nothing.
 */
export function retainedAmount(
  order: Pick<Order, "amountPaid" | "payment" | "gross" | "currency">,
  currency: string = order.currency,
): Decimal | null {
  if (order.payment === "paid" && order.amountPaid === null) return null;
  const has = receivedAmount(order);
  if (has === null || dec(has).lte(0)) return has && "0.00";
  return order.currency === currency ? has : null;
}

/**
 * Returns what is booked of a sale's money: by us on invoices and items, and in its vouchers; by a
 * person on invoices, as far as the shop knows of it.
 */
export function bookedMoney(facts: Journal, documents: readonly DocumentRecord[]): Decimal {
  const live = documents.filter(({ state }) => state === "live");
  const vouchers = live.flatMap((document) => settledBy(document, "voucher"));
  const ours = registeredAmount(sinceVoucher(facts.journal, live), "payment");
  return amount(sum([ours, registeredByPerson(facts, live, "in"), ...vouchers]));
}

/** What a voucher of kind `of` settled itself, or a later payment voucher did. */
function settledBy(
  { role, voucher }: DocumentRecord,
  of: "voucher" | "voucher-credit",
): readonly Decimal[] {
  if (role === of) return [voucher?.money?.settled ?? "0"];
  return role === "voucher-payment" ? [voucher?.charged ?? "0"] : [];
}

/** A payment on the item of a reversed voucher doesn't count for the voucher booked after it. */
function sinceVoucher(
  journal: readonly JournalEntry[],
  live: readonly DocumentRecord[],
): readonly JournalEntry[] {
  const voucher = live.findLast(({ role }) => role === "voucher");
  const made = journal.find(
    ({ role, n, kind }) => role === "voucher" && n === voucher?.n && kind.endsWith(".create"),
  );
  if (voucher === undefined) return journal;
  // The journal is as of the run's start: a voucher that isn't in it was just booked.
  const since = made?.sentAt ?? Infinity;
  return journal.filter(({ sentAt }) => sentAt !== null && sentAt >= since);
}

/** Returns what edits and a cancellation of the order itself have credited. */
export const creditedByDeltas = (documents: readonly DocumentRecord[]): Decimal =>
  amount(
    sum(
      liveWithRole(documents, "delta-credit").map(
        (document) => contentOfDocument(documents, document)?.gross ?? "0",
      ),
    ),
  );

/**
 * Returns the amount of an order on which shop and books differ; partial refunds are added up.
 * `back`: the booked money that is known to have gone back. `null`: they agree, or the shop doesn't
 * say how much it has. Pure.
 */
export function unaccountedRefund({
  kept: has,
  booked,
  back,
}: {
  readonly kept: Decimal;
  readonly booked: Decimal;
  readonly back: Decimal;
}): Decimal | null {
  const missing = dec(booked).minus(dec(back)).minus(dec(has));
  return missing.gt(0) ? amount(missing) : null;
}

/**
 * Settles a payment whose answer was lost, by what remains of the invoice, as long as nobody else
 * paid meanwhile. `null`: the remaining amount is unchanged, or isn't what this payment would
 * leave; a person is asked in the end.
 */
export async function findDoubtfulPayment(
  ports: VendorPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const { documentId, payment } = entry;
  if (documentId === null || payment == null)
    throw new Error("a payment was sent without its invoice or amount");
  const invoice = await currentInvoice(ports.lookUp, documentId);
  if (!invoice.ok) return invoice;
  const came = same(invoice.value.remaining, dec(payment.remaining).minus(dec(payment.amount)));
  return ok(came ? { documentId, documentNumber: null, document: null } : null);
}

type Facts = Pick<RunFacts, "lost" | "documents">;

/** What a person says was refunded elsewhere of the money of this document. */
export const refundedElsewhereAmount = ({
  voucher,
  content,
}: Pick<DocumentRecord, "voucher" | "content">): Decimal =>
  voucher?.refundedElsewhere?.amount ?? content?.refundedElsewhere ?? "0";

/**
 * Money that went back to the buyer by lost disputes, which payouts booked as a loss, less what a
 * person says they booked. Where the sale is taken back as well, its refund is that money:
 * registered once more it would leave the bank twice in the books, so a person moves the loss.
 */
export function lostByDisputes({ lost = [], documents }: Facts): Decimal {
  const left = sum(lost.map((one) => one.amount)).minus(
    sum(documents.map(refundedElsewhereAmount)),
  );
  return amount(left.gt(0) ? left : 0);
}

/** The accounts of the loss. */
export const accountsOf = ({ lost = [] }: Pick<Facts, "lost">): string =>
  lost.map(({ account }) => account).join(", ");

/** The currency of what was lost: the order's. `null`: that isn't known. */
export function currencyOfLost({ lost = [], documents }: Facts): string | null {
  if (lost.some(({ asBooked }) => asBooked === true)) return null;
  const of = documents.map(({ content, voucher }) => content?.currency ?? voucher?.currency);
  return of.findLast((currency) => currency !== undefined) ?? null;
}

/**
 * Why a refund on a credit order isn't registered, as far as it is a dispute's; `null`: nothing was
 * lost, or it was other credits' of the sale.
 */
export function refundIsDispute(
  { taken = [], ...original }: Facts & Pick<Original, "taken">,
  due: DecimalInput,
): Reason | null {
  const lost = dec(lostByDisputes(original)).minus(sum(taken.map(refundedElsewhereAmount)));
  return lost.lte(0)
    ? null
    : reason("refunded-by-dispute", {
        due: amount(lost.lt(due) ? lost : dec(due)),
        currency: currencyOfLost(original),
        number: null,
        account: accountsOf(original),
        stands: "credit",
        on: null,
      });
}
