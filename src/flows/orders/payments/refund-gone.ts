/**
 * Money that the shop doesn't have any more, and refunds that it took back: a person may have
 * reversed them in the ledger, which the journal doesn't show, so invoice and credit are read.
 */
import type { Failure } from "../../../domain/vendors/failure.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, JournalPort, RunFacts, VendorPort } from "../../port.ts";
import type { OrderCase } from "../shared/case.ts";
import { isPaymentGone } from "./registered.ts";

/** A refund that the shop has less of than is registered on this credit. */
export type RefundGone = {
  readonly kind: "refund-gone";
  readonly credit: DocumentRecord;
  /** What was paid back by what the shop says now. */
  readonly back: Decimal;
  readonly registered: Decimal;
};

/** Returns how much of the registered refunds stands on these credits. A deleted one has none. */
async function standingOn(
  ports: Pick<VendorPort, "read">,
  ids: readonly string[],
  registered: Decimal,
): Promise<Result<Decimal, Failure>> {
  const paid: Decimal[] = [];
  for (const id of ids) {
    const answer = await ports.read(invoiceById(id));
    if (!answer.ok && answer.error.kind !== "not-found") return answer;
    const read = answer.ok ? readInvoice(answer.value) : null;
    if (read !== null && !read.ok) return read;
    // Set off against its invoice, it is closed as well: then what is registered counts.
    const { total = "0", remaining = "0" } = read?.value ?? {};
    paid.push(amount(dec(total).abs().minus(dec(remaining).abs())));
  }
  const there = sum(paid);
  return ok(there.lt(dec(registered)) ? amount(there) : registered);
}

/** Returns the refunds that stand: as registered, unless the shop said once that some are gone. */
export const refundsThere = (
  ports: Pick<VendorPort, "read"> & Pick<RunFacts, "documents">,
  ids: readonly string[],
  registered: Decimal,
): Promise<Result<Decimal, Failure>> =>
  isPaymentGone(ports.documents.filter(({ id }) => ids.includes(id)))
    ? standingOn(ports, ids, registered)
    : Promise.resolve(ok(registered));

/**
 * Reports a refund that stands in the ledger and not in the shop, and keeps that with its credit;
 * `null`: it was reversed there.
 */
export async function refundStands(
  ports: Pick<VendorPort, "read"> & Pick<JournalPort, "saveDocument">,
  { credit, back, registered }: RefundGone,
): Promise<Result<Reason | null, Failure>> {
  const standing = await standingOn(ports, [credit.id], registered);
  if (!standing.ok) return standing;
  const { content, id, number } = credit;
  if (content !== undefined && content.paymentGone !== true)
    ports.saveDocument({ ...credit, content: { ...content, paymentGone: true } });
  return ok(
    dec(back).gte(dec(standing.value))
      ? null
      : reason("refund-less-than-registered", {
          number: number ?? id,
          refunded: back,
          registered: standing.value,
        }),
  );
}

/** Returns the money that is on an order's live invoices now, in charged amounts. */
export async function paidOnInvoices(
  ports: Pick<VendorPort, "read">,
  documents: readonly DocumentRecord[],
  cards: Decimal,
): Promise<Result<Decimal, Failure>> {
  // Gift cards aren't money, so nothing of them goes back from the bank.
  let paid = dec(cards).neg();
  for (const { id } of documents.filter(isInvoice)) {
    const answer = await ports.read(invoiceById(id));
    if (!answer.ok) return answer;
    const read = readInvoice(answer.value);
    if (!read.ok) return read;
    // A total that the ledger rounded was fully paid.
    const { total, roundings, remaining, credited } = read.value;
    paid = paid.plus(dec(total).minus(roundings).minus(remaining).minus(credited));
  }
  return ok(amount(paid));
}

export const isInvoice = ({ role, state }: DocumentRecord): boolean =>
  state === "live" && (role === "invoice" || role === "delta-invoice");

/** Returns how much of the manually registered money isn't on the invoice any more. */
export async function noLongerThere(
  { ports }: OrderCase,
  manuallyPaid: Decimal,
): Promise<Result<Decimal, Failure>> {
  const invoice = ports.documents.find(({ role, state }) => role === "invoice" && state === "live");
  if (dec(manuallyPaid).eq(0) || invoice === undefined) return ok("0.00");
  const answer = await ports.read(invoiceById(invoice.id));
  if (!answer.ok) return answer;
  const read = readInvoice(answer.value);
  if (!read.ok) return read;
  const { roundings, remaining, credited } = read.value;
  const gone = dec(remaining).plus(dec(credited));
  return ok(same(roundings, 0) && gone.lt(dec(manuallyPaid)) ? amount(gone) : manuallyPaid);
}
