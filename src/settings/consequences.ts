/**
 * What saving settings would bring about that can't simply be taken back by saving again: a person
 * confirms it with its preview before their eyes. Pure.
 */
import type { OrderType } from "./order-types.ts";
import type { Settings } from "./schema.ts";

export const CONSEQUENCES = ["booked-invoices", "vouchers", "article-sync", "stock-sync"] as const;
export type Consequence = (typeof CONSEQUENCES)[number];

/** What is switched on by the change, and wasn't before. */
export function consequencesOf(before: Settings, after: Settings): readonly Consequence[] {
  const had = booksOf(before);
  return [...booksOf(after), ...handedOn(before, after)].filter((one) => !had.has(one));
}

/** What writes to the shop from its first run on, and is switched on with this change. */
function handedOn(before: Settings, after: Settings): readonly Consequence[] {
  if (after.trial) return [];
  const begins = (flow: "products" | "stock"): boolean =>
    after[flow].enabled && (before.trial || !before[flow].enabled);
  return [
    ...(begins("products") ? (["article-sync"] as const) : []),
    ...(begins("stock") ? (["stock-sync"] as const) : []),
  ];
}

/** What some order may become that stands booked in the ledger. */
function booksOf({ orders }: Settings): ReadonlySet<Consequence> {
  const types = new Set<OrderType>([orders.type, ...orders.typeRules.map(({ type }) => type)]);
  if (orders.wholeUnits === "mutation") types.add("mutation");
  const isInvoiced =
    types.has("invoice") || (types.has("sales-order") && orders.invoiceOrders === "delivered");
  return new Set([
    ...(isInvoiced ? (["booked-invoices"] as const) : []),
    ...(types.has("mutation") ? (["vouchers"] as const) : []),
  ]);
}
