/** What both vendors hold in the end, as the auditor takes it: from their own state, past the product. */
import type { Json, Operator } from "../local/operator.ts";
import { grossOf } from "../support/orders.ts";
import type { Ledger, LedgerDocument, ShopOrder } from "./auditor.ts";
import { kindOfPayment } from "./shop.ts";

const CANCELLED = 9;
const MARKER = /(?:^|\W)(\S+) #[A-Z2-7]{8}$/;
const money = (value: unknown): string => Number(value).toFixed(2);

export async function readShop(operator: Operator, administrationId: number): Promise<readonly ShopOrder[]> {
  const { administrations } = (await operator.control("asperion", "GET", `/state?administrationId=${administrationId}`)) as { administrations: { orders: Json[] }[] };
  return (administrations[0]?.orders ?? []).map((order) => {
    const kind = kindOfPayment(String(order["paymentMethodId"]));
    return { id: Number(order["id"]), number: String(order["orderNumber"]), live: order["status"] !== CANCELLED, kind, gross: money(order["amountInclVat"]), paid: kind === "invoice" && order["paymentStatus"] === "Paid" };
  });
}

export async function readLedger(operator: Operator, company: string): Promise<Ledger> {
  const { companies } = (await operator.control("eaccounting", "GET", `/state?company=${encodeURIComponent(company)}`)) as { companies: Record<string, Json[]>[] };
  const [state] = companies;
  if (state === undefined) throw new Error(`the ledger has no company ${company}`);
  const list = (name: string): readonly Json[] => state[name] ?? [];
  const documents = [
    ...marked(list("orders"), (order) => ({ kind: "sales-order", gross: grossOf(order), remaining: null })),
    ...marked(list("customerinvoicedrafts"), (draft) => ({ kind: "draft-invoice", gross: money(draft["TotalAmount"]), remaining: null })),
    ...marked(list("customerinvoices"), (invoice) => ({ kind: "invoice", gross: money(invoice["TotalAmountInvoiceCurrency"]), remaining: money(invoice["RemainingAmountInvoiceCurrency"]) })),
  ];
  const books = state["books"] as unknown as { problems: string[] };
  const customers = list("customers").map((customer) => String(customer["EmailAddress"] ?? "").toLowerCase()).filter((email) => email !== "");
  return { documents, customers, unbalanced: books.problems };
}

function marked(list: readonly Json[], told: (document: Json) => Pick<LedgerDocument, "kind" | "gross" | "remaining">): readonly LedgerDocument[] {
  return list.flatMap((document) => {
    const order = MARKER.exec(String(document["OurReference"]))?.[1];
    return order === undefined ? [] : [{ id: String(document["Id"]), order, ...told(document) }];
  });
}
