/**
 * Detects booked invoices of an order that a person changed, or credited, in the ledger. What is
 * still to be booked is computed from our records, so that would be ignored otherwise.
 */
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import { disagreement } from "../../../../domain/orders/agreement.ts";
import type { AnsweredInvoice } from "../../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../../domain/money.ts";
import { reason, type Reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { invoiceIfThere, invoicesThere } from "../../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, Original, VendorPort } from "../../../port.ts";
import type { OrderCase } from "../../shared/case.ts";
import { asSale, unrounded } from "../invoices/invoice-vs-plan.ts";
import { contentOfDocument } from "../../booked/books.ts";
import { refundedBy } from "../../payments/registered.ts";

/** `agrees`: the only invoice equals what the shop charges now. `null`: all are as booked. */
type ByPerson = { readonly kind: "agrees" } | { readonly kind: "held"; readonly why: Reason };

/** The order's invoices and the credits of its edits, as the ledger has them; no deleted ones. */
type BookedNow = ReadonlyMap<DocumentRecord, AnsweredInvoice>;

/** Reads these once. `first`: the order's `invoice`, as it was read already. */
export async function bookedNow(
  { read }: Pick<VendorPort, "read">,
  documents: readonly DocumentRecord[],
  invoice: DocumentRecord,
  first: AnsweredInvoice,
): Promise<Result<BookedNow, Failure>> {
  const now = new Map([[invoice, first]]);
  for (const document of documents) {
    const { role, state, id } = document;
    if (state !== "live" || (role !== "delta-credit" && role !== "delta-invoice")) continue;
    const answer = await invoiceIfThere(read, id);
    if (!answer.ok) return answer;
    // A deleted one is reported elsewhere.
    if (answer.value !== null) now.set(document, answer.value);
  }
  return ok(now);
}

/**
 * Says what is credited of all the order's invoices beyond what of our credits was set off on them:
 * a person may have credited it. `null`: nothing, or a person wants the change booked all the
 * same.
 */
export async function creditedByPerson(
  { ports }: Pick<OrderCase, "ports">,
  now: BookedNow,
  { credits: booked = [] }: Original,
): Promise<Result<Reason | null, Failure>> {
  if (ports.eventTypes.includes("retry-by-person")) return ok(null);
  const isOwn = ({ role }: DocumentRecord): boolean => role === "delta-credit";
  const own = [...now].filter(([document]) => isOwn(document));
  const invoices = [...now].flatMap(([document, found]) => (isOwn(document) ? [] : [found]));
  const there = sum(invoices.map(({ credited }) => credited));
  const made = new Set([...own.map(([, { id }]) => id), ...booked.map(({ id }) => id)].map(lower));
  const named = invoices
    .flatMap(({ creditedBy = [] }) => creditedBy.map(lower))
    .filter((id) => !made.has(id));
  if (dec(there).eq(0) && named.length === 0) return ok(null);
  const manual = await invoicesThere(ports.read, [...new Set(named)]);
  if (!manual.ok) return manual;
  const others = await invoicesThere(
    ports.read,
    booked.map(({ id }) => id),
  );
  if (!others.ok) return others;
  const ours = [...own.map(([, found]) => found), ...others.value];
  const paidBack = sum([
    refundedBy(
      ports,
      own.map(([document]) => document),
    ),
    ...own.map(([{ id }]) => ports.paidByPayouts?.[id] ?? "0"),
    ...booked.flatMap(({ byOrder, byPayouts }) => [byOrder, byPayouts]),
  ]);
  const [told, closed] = setOffOf(ours, amount(paidBack));
  const byHand = sum(manual.value.map(({ total }) => amount(dec(total).abs())));
  if (byHand.eq(0) && (there.eq(told) || there.eq(closed))) return ok(null);
  const surely = there.lt(told) ? amount(0) : told;
  const most = dec(surely).plus(byHand);
  const credited = invoices.filter((one) => dec(one.credited).gt(0) || one.creditedBy);
  return ok(
    reason("booked-corrected-by-person", {
      number: credited.map(({ number, id }) => number ?? id).join(", "),
      credited: amount(there.gt(most) ? there : most),
      ours: surely,
    }),
  );
}

const lower = (id: string): string => id.toLowerCase();

/**
 * What was set off of these credits: as they tell it, and at most. What is closed of them and
 * wasn't paid back was set off, or a person paid it back (E249).
 */
function setOffOf(
  credits: readonly AnsweredInvoice[],
  paidBack: Decimal,
): readonly [told: Decimal, closed: Decimal] {
  const told = sum(credits.map(({ credited }) => credited));
  const closed = sum(
    credits.map(({ total, remaining }) => amount(dec(total).abs().minus(dec(remaining).abs()))),
  ).minus(paidBack);
  return [amount(told), amount(closed.gt(told) ? closed : told)];
}

/** Compares the order's invoices, as they are now, with our records. Pure. */
export function changedByPerson(
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
