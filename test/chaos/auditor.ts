/**
 * Judges a run from outside: what the shop holds against what the ledger holds, and nothing that the product says of
 * itself. Pure, so that each fault it must find is shown to it by an example. Amounts are decimal text.
 */

/** What became of an order in the ledger by the shop's wish. */
export type Kind = "sales-order" | "invoice" | "draft-invoice" | "mutation";

export type ShopOrder = {
  readonly id: number;
  readonly number: string;
  /** `false`: cancelled, so nothing may stand for it. */
  readonly live: boolean;
  readonly kind: Kind;
  readonly gross: string;
  /** Its money was received, and the ledger is to know. */
  readonly paid: boolean;
};

export type LedgerDocument = {
  readonly kind: Kind;
  readonly id: string;
  /** The order's number before our marker. */
  readonly order: string;
  readonly gross: string;
  /** What is left to be paid; `null` where nothing can be. */
  readonly remaining: string | null;
};

export type Ledger = {
  readonly documents: readonly LedgerDocument[];
  /** Folded e-mail addresses, one a customer. */
  readonly customers: readonly string[];
  /** What doesn't add up in the books, in the ledger's words. */
  readonly unbalanced: readonly string[];
};

export const FAULTS = ["lost", "doubled", "amount", "kind", "not-taken-back", "payment", "stranger", "customer-doubled", "books"] as const;
export type Fault = (typeof FAULTS)[number];
export type Finding = { readonly fault: Fault; readonly of: string; readonly detail: string };

export function audit(orders: readonly ShopOrder[], ledger: Ledger): readonly Finding[] {
  const byOrder = Map.groupBy(ledger.documents, (document) => document.order);
  const known = new Set(orders.map((order) => order.number));
  const strangers = ledger.documents.filter((document) => !known.has(document.order)).map((document) => finding("stranger", document.order, `${document.kind} ${document.id} names an order that the shop doesn't have`));
  return [
    ...orders.flatMap((order) => judge(order, byOrder.get(order.number) ?? [])),
    ...strangers,
    ...twice(ledger.customers).map((email) => finding("customer-doubled", email, "two customers have this address")),
    ...ledger.unbalanced.map((problem) => finding("books", "the ledger", problem)),
  ];
}

function judge(order: ShopOrder, documents: readonly LedgerDocument[]): readonly Finding[] {
  const [document, ...others] = documents;
  const told = (fault: Fault, detail: string): Finding => finding(fault, order.number, detail);
  if (!order.live) return document === undefined ? [] : [told("not-taken-back", `cancelled, and there are ${documents.length} documents`)];
  if (document === undefined) return [told("lost", `${order.gross} as ${order.kind}`)];
  if (others.length > 0) return [told("doubled", documents.map(({ kind, id }) => `${kind} ${id}`).join(", "))];
  return [
    ...(document.kind === order.kind ? [] : [told("kind", `${document.kind} in place of ${order.kind}`)]),
    ...(document.gross === order.gross ? [] : [told("amount", `${document.gross} in place of ${order.gross}`)]),
    ...(order.paid && document.remaining !== null && document.remaining !== "0.00" ? [told("payment", `paid, and ${document.remaining} remains`)] : []),
  ];
}

const finding = (fault: Fault, of: string, detail: string): Finding => ({ fault, of, detail });

function twice(names: readonly string[]): readonly string[] {
  return [...Map.groupBy(names, (name) => name)].filter(([, all]) => all.length > 1).map(([name]) => name);
}
