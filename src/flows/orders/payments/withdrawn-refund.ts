/**
 * Money that the shop doesn't have any more, and refunds that it took back: a person may have
 * reversed them in the ledger, which the journal doesn't show, so invoice and credit are read.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { currentInvoice, findInvoiceById } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, JournalPort, VendorPort } from "../../port.ts";
import type { OrderCase } from "../shared/case.ts";
import { retainedByShop } from "./paid-by-payouts.ts";
import {
  registeredByPerson,
  isPaymentWithdrawn,
  registeredAmount as registeredIn,
} from "./registered-money.ts";

/** A refund that the shop has less of than is registered on this credit. */
export type WithdrawnRefund = {
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
    const read = await findInvoiceById(ports.read, id);
    if (!read.ok) return read;
    // Set off against its invoice, it is closed as well: then what is registered counts.
    const { total = "0", remaining = "0" } = read.value ?? {};
    paid.push(amount(dec(total).abs().minus(dec(remaining).abs())));
  }
  const there = sum(paid);
  return ok(there.lt(dec(registered)) ? amount(there) : registered);
}

/**
 * Reports a refund that stands in the ledger and not in the shop, and keeps that with its credit;
 * `null`: it was reversed there.
 */
export async function reportWithdrawnRefund(
  ports: Pick<VendorPort, "read"> & Pick<JournalPort, "saveDocument">,
  { credit, back, registered }: WithdrawnRefund,
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

export const isLiveInvoice = ({ role, state }: DocumentRecord): boolean =>
  state === "live" && (role === "invoice" || role === "delta-invoice");

/**
 * Returns the money that is on an order's live invoices now, as the ledger has it and in charged
 * amounts: a total that the ledger rounded was fully paid.
 */
export async function paidOnInvoices(
  ports: Pick<VendorPort, "read">,
  documents: readonly DocumentRecord[],
  cards: Decimal,
): Promise<Result<{ readonly paid: Decimal; readonly charged: Decimal }, Failure>> {
  // Gift cards aren't money, so nothing of them goes back from the bank.
  let paid = dec(cards).neg();
  let rounded = dec(0);
  for (const { id } of documents.filter(isLiveInvoice)) {
    const read = await currentInvoice(ports.read, id);
    if (!read.ok) return read;
    const { total, roundings, remaining, credited } = read.value;
    paid = paid.plus(dec(total).minus(remaining).minus(credited));
    rounded = rounded.plus(roundings);
  }
  return ok({ paid: amount(paid), charged: amount(paid.minus(rounded)) });
}

/**
 * Returns what went back of money that is on the order's invoices now. What a person registered is
 * read, as it may have been reversed; ours where the shop said once that some is gone.
 */
export async function refundOfInvoicedMoney(
  { ports, order }: OrderCase,
  { back, manuallyPaid }: { readonly back: Decimal; readonly manuallyPaid: Decimal },
): Promise<Result<Decimal, Failure>> {
  const { documents, journal, paidByPayouts = {} } = ports;
  const isGone = isPaymentWithdrawn(documents);
  if (dec(manuallyPaid).eq(0) && !isGone) return ok(back);
  const there = await paidOnInvoices(ports, documents, registeredIn(journal, "gift-card"));
  if (!there.ok) return there;
  // What others registered before a payment of ours closed the invoice may be a payout's.
  const isKept = dec(registeredByPerson(ports, documents, "in")).gte(manuallyPaid);
  const byPayouts = documents.filter(isLiveInvoice).map(({ id }) => paidByPayouts[id] ?? "0");
  const others = dec(there.value.paid)
    .minus(registeredIn(journal, "payment"))
    .minus(isKept ? sum(byPayouts) : 0);
  const gone = dec(manuallyPaid).minus(others.lt(0) ? 0 : others);
  const standing = dec(back).minus(gone.gt(0) ? gone : 0);
  const seen = dec(there.value.charged).minus(retainedByShop(ports, order, documents) ?? "0");
  return ok(amount(isGone && seen.lt(standing) ? seen : standing));
}
