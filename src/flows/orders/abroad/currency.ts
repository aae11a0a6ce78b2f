/** What another currency, or a customer abroad, asks of a document. Pure. */
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { PlanInput } from "../plan-input.ts";
import { DOMESTIC_PRICE_DECIMALS } from "../row-form.ts";

/** The vendor's limit where customer or currency is foreign. */
const FOREIGN_PRICE_DECIMALS = 4;

type Input = Pick<PlanInput, "order" | "company" | "customer" | "form">;

/**
 * An invoice is in its customer's currency, whatever the order's: another one would book the
 * figures in the wrong money. A sales order has a currency of its own, but becomes an invoice some
 * day; at home it is looked at only then.
 */
export function currencyFaults({
  order,
  company,
  customer,
  form = "sales-order",
}: Input): readonly Reason[] {
  const currency = customer.tax?.currency ?? null;
  if (currency === null || currency === order.currency) return [];
  if (form === "sales-order" && order.currency === company.currency) return [];
  return [reason("currency-differs", { order: order.currency, customer: currency })];
}

/** Decimals of a price. A draft looks at the customer alone, as its currency is the customer's. */
export function priceDecimals({ order, company, customer, form = "sales-order" }: Input): number {
  const isAbroad = customer.country !== null && customer.country !== company.country;
  return isAbroad || (form === "sales-order" && order.currency !== company.currency)
    ? FOREIGN_PRICE_DECIMALS
    : DOMESTIC_PRICE_DECIMALS;
}
