/**
 * Ids that must never be mixed up: each is a string or number at run time and a separate type for
 * the compiler.
 */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Asperion's `id` of a sales order, as text. */
export type SourceOrderId = Branded<string, "SourceOrderId">;
/** Whether a text can be an id of Asperion's. */
export const isId = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);
export const sourceOrderId = (id: number | string): SourceOrderId => String(id) as SourceOrderId;

export const VENDORS = ["asperion", "eaccounting"] as const;
export type Vendor = (typeof VENDORS)[number];
/** As people call them, in every language. */
export const VENDOR_NAMES: Readonly<Record<Vendor, string>> = {
  asperion: "Asperion",
  eaccounting: "eAccounting",
};

export const isVendor = (text: string): text is Vendor =>
  text === "asperion" || text === "eaccounting";

/** The serialization key of an order: all work on one order runs one after the other under it. */
export const orderKey = (id: number | string): string => `order:${id}`;
/** The key of a day's voucher, such as `2026-11-28-1`. */
export const dayKey = (voucher: string): string => `day:${voucher}`;
export const debtorKey = (id: number | string): string => `debtor:${id}`;
