/** What the ledger's own state says of an order's invoices and drafts. Amounts are decimal text. */
import type { Bridge, Json, Tenant } from "./bridge.ts";

type Ledger = Pick<Bridge, "ledger">;

/** Documents of one list that carry this order number before a marker. */
export async function markedIn(
  bridge: Ledger,
  list: "customerinvoices" | "customerinvoicedrafts",
  orderNumber: string,
  company?: string,
): Promise<readonly Json[]> {
  const documents = (await bridge.ledger(company, list))[list] ?? [];
  const marked = new RegExp(`(^|\\W)${orderNumber} #[A-Z2-7]{8}$`);
  return documents.filter((document) =>
    [document["OurReference"], document["YourReference"], document["BuyersOrderReference"]].some(
      (text) => typeof text === "string" && marked.test(text),
    ),
  );
}

export const invoicesOf = (
  bridge: Ledger,
  orderNumber: string,
  company?: string,
): Promise<readonly Json[]> => markedIn(bridge, "customerinvoices", orderNumber, company);
export const draftsOf = (
  bridge: Ledger,
  orderNumber: string,
  company?: string,
): Promise<readonly Json[]> => markedIn(bridge, "customerinvoicedrafts", orderNumber, company);

/** `[total, VAT]` of a booked invoice. */
export const figuresOf = (invoice: Json | undefined): readonly [string, string] => [
  money(invoice?.["TotalAmountInvoiceCurrency"]),
  money(invoice?.["TotalVatAmountInvoiceCurrency"]),
];

export const money = (value: unknown): string => Number(value).toFixed(2);

/** Places an order, tells of it, and answers how that ended. */
export async function placeAndBook(
  bridge: Bridge,
  tenant: Tenant,
  order: Json,
): Promise<{
  readonly placed: Json & { id: number; orderNumber: string };
  readonly timeline: Awaited<ReturnType<Bridge["book"]>>;
}> {
  const placed = await bridge.place(order);
  return { placed, timeline: await bridge.book(tenant, placed.id) };
}
