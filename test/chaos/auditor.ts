/**
 * Judges a run from outside: what the shop holds against what the ledger holds, and nothing that
 * the product says of itself. Pure, so that each fault it must find is shown to it by an example.
 * Amounts are decimal text; a credit's are below zero, on both sides. The books as such are audited
 * in audit-books.ts.
 */
import Big from "big.js";
import { bookFindings, type Books } from "./audit-books.ts";

/** What becomes of an order in the ledger by the shop's wish. */
export type Kind = "sales-order" | "invoice" | "draft-invoice" | "voucher";

export type ShopOrder = {
  readonly id: number;
  readonly number: string;
  /**
   * `false`: cancelled, or a credit of more than there is, so that nothing may stand for it in the
   * end.
   */
  readonly live: boolean;
  readonly kind: Kind;
  /** In the currency of its document. */
  readonly currency: string;
  readonly gross: string;
  readonly vat: string;
  /**
   * By how much the ledger may count the VAT of one document otherwise: it rounds by row or by
   * rate. Its gross it may not.
   */
  readonly vatSlack: string;
  /**
   * Of its money the ledger is to know this much as received, below zero as given back; `null`:
   * such a document knows of none.
   */
  readonly paid: string | null;
  /**
   * It was changed after it was placed, so that credits and further invoices may stand beside the
   * first document.
   */
  readonly edited: boolean;
  /** Number of the order that it takes back of. */
  readonly credits: string | null;
};

export type LedgerDocument = {
  readonly kind: Kind;
  readonly id: string;
  /** The order's number before our marker, and the marker's code: of one act there is one. */
  readonly order: string;
  readonly code: string;
  readonly currency: string;
  readonly gross: string;
  readonly vat: string;
  /** By the bank's own list, or on the account of card money; `null` where nothing can be. */
  readonly paid: string | null;
};

export type Ledger = {
  readonly documents: readonly LedgerDocument[];
  /** Folded e-mail addresses with the currency, one a customer. */
  readonly customers: readonly string[];
  readonly books: Books;
};

export const FAULTS = [
  "lost",
  "doubled",
  "amount",
  "vat",
  "currency",
  "kind",
  "not-taken-back",
  "over-credited",
  "payment",
  "paid-twice",
  "stranger",
  "customer-doubled",
  "books",
] as const;
export type Fault = (typeof FAULTS)[number];
export type Finding = { readonly fault: Fault; readonly of: string; readonly detail: string };

/** May have several documents, whose sum counts. */
const BOOKED: readonly Kind[] = ["invoice", "voucher"];
const OF_ONE_DOCUMENT = 1;

export function audit(orders: readonly ShopOrder[], ledger: Ledger): readonly Finding[] {
  const byOrder = Map.groupBy(ledger.documents, (document) => document.order);
  const of = (number: string): readonly LedgerDocument[] => byOrder.get(number) ?? [];
  const known = new Set(orders.map((order) => order.number));
  const strangers = ledger.documents
    .filter((document) => !known.has(document.order))
    .map((document) =>
      finding(
        "stranger",
        document.order,
        `${document.kind} ${document.id} names an order that the shop doesn't have`,
      ),
    );
  return [
    ...orders.flatMap((order) => judge(order, of(order.number))),
    ...overCredited(orders, of),
    ...strangers,
    ...twice(ledger.customers).map((email) =>
      finding("customer-doubled", email, "two customers have this address"),
    ),
    ...bookFindings(ledger.books, ledger.documents).map((detail) =>
      finding("books", "the ledger", detail),
    ),
  ];
}

function judge(order: ShopOrder, documents: readonly LedgerDocument[]): readonly Finding[] {
  const told = (fault: Fault, detail: string): Finding => finding(fault, order.number, detail);
  const shown = documents.map(({ kind, id, gross }) => `${kind} ${id} of ${gross}`).join(", ");
  if (order.live && documents.length === 0)
    return [told("lost", `${order.gross} as ${order.kind}`)];
  const several = BOOKED.includes(order.kind) && (order.edited || !order.live);
  if (
    twice(documents.map((document) => document.code)).length > 0 ||
    (!several && documents.length > OF_ONE_DOCUMENT)
  )
    return [told("doubled", shown)];
  if (!order.live && !several && documents.length > 0) return [told("not-taken-back", shown)];
  const charged = order.live ? order : { ...order, gross: "0.00", vat: "0.00" };
  const [gross, vat] = [total(documents, "gross"), total(documents, "vat")];
  const foreign = documents.filter((document) => document.currency !== order.currency);
  return [
    ...documents
      .filter((document) => document.kind !== order.kind)
      .map((document) => told("kind", `${document.kind} in place of ${order.kind}`)),
    ...foreign.map((document) =>
      told("currency", `${document.currency} in place of ${order.currency}`),
    ),
    ...(gross.eq(charged.gross)
      ? []
      : [
          told(
            order.live ? "amount" : "not-taken-back",
            `${gross.toFixed(2)} in place of ${charged.gross}: ${shown}`,
          ),
        ]),
    ...(vat.minus(charged.vat).abs().lte(new Big(order.vatSlack).times(documents.length))
      ? []
      : [told("vat", `VAT of ${vat.toFixed(2)} in place of ${charged.vat}: ${shown}`)]),
    ...payments(order, documents).map(([fault, detail]) => told(fault, detail)),
  ];
}

/** What a cancelled order was paid may have been registered before or not; more than was paid never. */
function payments(
  order: ShopOrder,
  documents: readonly LedgerDocument[],
): readonly (readonly [Fault, string])[] {
  if (order.paid === null) return [];
  const paid = total(
    documents.filter((document) => document.paid !== null),
    "paid",
  );
  const [there, due] = [paid.abs(), new Big(order.paid).abs()];
  const words = `${paid.toFixed(2)} in place of ${order.paid}`;
  if (there.gt(due) || (there.gt(0) && paid.times(order.paid).lt(0)))
    return [["paid-twice", words]];
  return order.live && documents.every((document) => document.paid !== null) && there.lt(due)
    ? [["payment", words]]
    : [];
}

/** An original and all that takes back of it never come to less than nothing. */
function overCredited(
  orders: readonly ShopOrder[],
  of: (number: string) => readonly LedgerDocument[],
): readonly Finding[] {
  return [...Map.groupBy(orders, (order) => order.credits)].flatMap(([original, credits]) => {
    if (original === null) return [];
    const left = [original, ...credits.map((credit) => credit.number)].reduce(
      (sum, number) => sum.plus(total(of(number), "gross")),
      new Big(0),
    );
    return left.lt(0)
      ? [finding("over-credited", original, `its credits leave ${left.toFixed(2)}`)]
      : [];
  });
}

const total = (documents: readonly LedgerDocument[], of: "gross" | "vat" | "paid"): Big =>
  documents.reduce((sum, document) => sum.plus(document[of] ?? "0"), new Big(0));

const finding = (fault: Fault, of: string, detail: string): Finding => ({ fault, of, detail });

function twice(names: readonly string[]): readonly string[] {
  return [...Map.groupBy(names, (name) => name)]
    .filter(([, all]) => all.length > 1)
    .map(([name]) => name);
}
