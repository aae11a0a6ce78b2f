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
import { invoiceIfThere } from "../../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord } from "../../../port.ts";
import type { OrderCase } from "../../shared/case.ts";
import { asSale, unrounded } from "../invoices/invoice-vs-plan.ts";
import { contentOfDocument } from "../../booked/books.ts";

/** `agrees`: the only invoice equals what the shop charges now. `null`: all are as booked. */
type ByPerson = { readonly kind: "agrees" } | { readonly kind: "held"; readonly why: Reason };

/** Compares the order's invoices with our records. `first`: the first invoice, as it is now. */
export async function changedByPerson(
  { ports }: Pick<OrderCase, "ports">,
  documents: readonly DocumentRecord[],
  invoice: DocumentRecord,
  first: AnsweredInvoice,
  charged: BookedContent,
): Promise<Result<ByPerson | null, Failure>> {
  const { tolerance } = ports.settings.orders;
  const deltas = documents.filter(
    ({ role, state }) => state === "live" && (role === "delta-credit" || role === "delta-invoice"),
  );
  for (const document of [invoice, ...deltas]) {
    const content = contentOfDocument(documents, document);
    if (content === null) continue;
    const answer = document === invoice ? ok(first) : await invoiceIfThere(ports.read, document.id);
    if (!answer.ok) return answer;
    // A deleted one is reported elsewhere.
    if (answer.value === null) continue;
    const found = document.role === "delta-credit" ? asSale(answer.value) : answer.value;
    const what = differsFrom(content, found, tolerance);
    if (what === null) continue;
    if (deltas.length === 0 && differsFrom(charged, found, tolerance) === null)
      return ok({ kind: "agrees" });
    const of = (shown: BookedContent): Decimal => (what === "vat" ? vatOf(shown) : shown.gross);
    const why = reason("booked-changed-by-person", {
      number: document.number ?? document.id,
      what,
      was: of(content),
      is: what === "vat" ? found.vat : grossOf(content, found),
      shop: charged.gross,
      currency: charged.currency,
    });
    return ok({ kind: "held", why });
  }
  return ok(null);
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
