/**
 * Detects booked invoices of an order that a person changed in the ledger. What is still to be
 * booked is computed from our records, so such a change would be ignored otherwise.
 */
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import { disagreement } from "../../../../domain/orders/agreement.ts";
import type { AnsweredInvoice } from "../../../../domain/orders/invoice.ts";
import { amount, type Decimal, sum } from "../../../../domain/money.ts";
import { reason, type Reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { findInvoiceById } from "../../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, VendorPort } from "../../../port.ts";
import type { OrderCase } from "../../shared/case.ts";
import { asSale, unrounded } from "../invoices/invoice-vs-plan.ts";
import { contentOfDocument } from "../../booked/books.ts";

/** `agrees`: the only invoice equals what the shop charges now. `null`: all are as booked. */
type ByPerson = { readonly kind: "agrees" } | { readonly kind: "held"; readonly why: Reason };

/** The order's invoices and the credits of its edits, as the ledger has them; no deleted ones. */
type BookedNow = ReadonlyMap<DocumentRecord, AnsweredInvoice>;

/** Reads these once. `first`: the order's `invoice`, as it was read already. */
export async function readBookedInvoices(
  { read }: Pick<VendorPort, "read">,
  documents: readonly DocumentRecord[],
  invoice: DocumentRecord,
  first: AnsweredInvoice,
): Promise<Result<BookedNow, Failure>> {
  const now = new Map([[invoice, first]]);
  for (const document of documents) {
    const { role, state, id } = document;
    if (state !== "live" || (role !== "delta-credit" && role !== "delta-invoice")) continue;
    const answer = await findInvoiceById(read, id);
    if (!answer.ok) return answer;
    // A deleted one is reported elsewhere.
    if (answer.value !== null) now.set(document, answer.value);
  }
  return ok(now);
}

/** Its invoices, and the credits of its edits. Pure. */
export const invoicesAndCredits = (now: BookedNow) => {
  const of = (isCredit: boolean) =>
    [...now].flatMap(([{ role }, found]) =>
      (role === "delta-credit") === isCredit ? [found] : [],
    );
  return { invoices: of(false), own: of(true) };
};

/** Compares the order's invoices, as they are now, with our records. Pure. */
export function findManualChange(
  { ports }: Pick<OrderCase, "ports">,
  documents: readonly DocumentRecord[],
  now: BookedNow,
  charged: BookedContent,
): ByPerson | null {
  const { tolerance } = ports.settings.orders;
  const hasNone = !documents.some(
    ({ role, state }) => state === "live" && (role === "delta-credit" || role === "delta-invoice"),
  );
  for (const [document, answer] of now) {
    const content = contentOfDocument(documents, document);
    if (content === null) continue;
    const found = document.role === "delta-credit" ? asSale(answer) : answer;
    const what = differsFrom(content, found, tolerance);
    if (what === null) continue;
    if (hasNone && differsFrom(charged, found, tolerance) === null) return { kind: "agrees" };
    const of = (shown: BookedContent): Decimal => (what === "vat" ? vatOf(shown) : shown.gross);
    const why = reason("booked-changed-by-person", {
      number: document.number ?? document.id,
      what,
      was: of(content),
      is: what === "vat" ? found.vat : grossOf(content, found),
      shop: charged.gross,
      currency: charged.currency,
    });
    return { kind: "held", why };
  }
  return null;
}

const vatOf = ({ lines }: BookedContent): Decimal => amount(sum(lines.map(({ vat }) => vat)));

/** A line and its discount, adjusting rows, and the closing row. */
const mostRows = ({ lines }: BookedContent): number => 2 * lines.length + 3;

/** The ledger's own rounding to whole units is no difference. */
const grossOf = (content: BookedContent, found: AnsweredInvoice): Decimal =>
  amount(content.gross) === amount(found.total) ? found.total : unrounded(found);

/** In what a booked invoice differs from the content; `null`: in nothing. */
export const differsFrom = (
  content: BookedContent,
  found: AnsweredInvoice,
  tolerance: Decimal,
): "currency" | "amount" | "vat" | null =>
  disagreement(
    {
      currency: content.currency.toUpperCase(),
      gross: content.gross,
      vat: vatOf(content),
      perRate: null,
      lines: content.lines.length,
    },
    [{ isVoucher: false, currency: found.currency, rows: mostRows(content) }],
    { gross: grossOf(content, found), vat: found.vat, perRate: null },
    tolerance,
  );
