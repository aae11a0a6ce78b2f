/**
 * What a look-up may ask of an order beside its source value: where it goes, who buys, and its day.
 * Pure.
 */
import type { CustomerKind, LedgerCompany, LedgerCountry } from "../../../domain/ledger.ts";
import type { Order } from "../../../domain/order.ts";
import type { LookupFacts } from "../../../mapping/lookup-key.ts";
import { areaOf, goodsCountry } from "../abroad/sale.ts";
import { orderDate } from "../order-date.ts";

type Ledger = {
  readonly company: Pick<LedgerCompany, "country">;
  readonly countries?: readonly LedgerCountry[];
};

export function lookupFacts(
  order: Pick<Order, "deliveryAddress" | "invoiceAddress" | "date">,
  { company, countries = [] }: Ledger,
  kind: CustomerKind,
): LookupFacts & { readonly country: string } {
  const country = goodsCountry(order, company.country);
  const area = areaOf(country, company.country, countries);
  const date = orderDate(order.date, company.country);
  return { country, kind, ...(area === null ? {} : { area }), ...(date === null ? {} : { date }) };
}
