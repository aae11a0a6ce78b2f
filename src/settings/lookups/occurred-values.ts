/**
 * The values of an order that look-ups may be asked for: their pages list values without a row
 * first. Ids, country codes and article numbers; no names.
 */
import type { Order } from "../../domain/orders/order.ts";
import { rateValue } from "../orders/codings.ts";
import type { Settings } from "../schema.ts";

export type LookupName = keyof Settings["lookups"];
/** VAT of some lines, and where they went. */
type Sold = {
  readonly vatCode: string | null;
  /** As in tables: `25%`. */
  readonly rate: string;
  readonly country: string | null;
};
/** By look-up, each value once; with the order's day, and its VAT codes by country. */
export type OrderValues = Partial<Readonly<Record<LookupName, readonly string[]>>> & {
  readonly day?: string;
  readonly sold?: readonly Sold[];
};

/** An unpaid order isn't asked for its payment method. */
function paidBy({ payment, paymentMethodId }: Order): readonly (string | null)[] {
  return payment === "open" ? [] : [paymentMethodId];
}

const ASKED: Partial<Readonly<Record<LookupName, (order: Order) => readonly (string | null)[]>>> = {
  termsOfPayment: (order) => [order.paymentConditionId],
  deliveryMethod: (order) => [order.deliveryMethodId],
  salesType: (order) =>
    order.lines.flatMap((line) => (line.kind === "sales-type" ? [line.salesTypeId ?? null] : [])),
  giftCard: (order) => order.lines.flatMap((line) => (line.kind === "gift-card" ? [line.sku] : [])),
  paymentMethod: paidBy,
  clearingAccount: paidBy,
  customerCurrency: (order) => [order.invoiceAddress.country],
  customerDeliveryMethod: (order) => [order.invoiceAddress.country],
  customerLanguage: (order) => [order.invoiceAddress.country],
};

export const valuesOf = (order: Order): OrderValues => ({
  ...Object.fromEntries(
    Object.entries(ASKED)
      .map(
        ([name, asked]) =>
          [name, [...new Set(asked(order))].filter((value) => value !== null)] as const,
      )
      .filter(([, values]) => values.length > 0),
  ),
  day: order.date.slice(0, 10),
  sold: soldIn(order),
});

function soldIn(order: Order): readonly Sold[] {
  const country = order.deliveryAddress.country ?? order.invoiceAddress.country;
  const sold = new Map<string, Sold>();
  for (const { vatCode, vatRate } of order.lines) {
    const rate = rateValue(vatRate);
    sold.set(`${vatCode ?? ""} ${rate}`, { vatCode, rate, country });
  }
  return [...sold.values()];
}

/** In how many of the last orders it was used, and the day of the newest. */
export type Used = { readonly orders: number; readonly last: string | null };
export const UNUSED: Used = { orders: 0, last: null };

/** Returns, by value, how often orders used it where a look-up asks. */
export const usedByValue = (
  occurred: readonly OrderValues[],
  name: LookupName,
): ReadonlyMap<string, Used> =>
  new Map(
    [...new Set(occurred.flatMap((values) => values[name] ?? []))].map((value) => [
      value,
      usedIn(occurred, (values) => values[name]?.includes(value) === true),
    ]),
  );

/** Returns the use in those of the last orders that match a test. */
export function usedIn(
  occurred: readonly OrderValues[],
  has: (values: OrderValues) => boolean,
): Used {
  const fits = occurred.filter(has);
  const days = fits.flatMap(({ day }) => (day === undefined ? [] : [day])).toSorted();
  return { orders: fits.length, last: days.at(-1) ?? null };
}
