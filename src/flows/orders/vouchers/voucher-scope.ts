/** What no voucher is made of, each kind by its own reason. */
import { dec } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { territoryOf } from "../../../domain/territory.ts";
import { isEmptyAddress } from "../../parties/addresses.ts";
import { goodsCountry } from "../abroad/sale.ts";
import { saleOf } from "../sale.ts";
import type { VoucherInput } from "./voucher-input.ts";

export function voucherScope({
  order,
  company,
  currencies,
  countries = [],
  rate,
  form,
}: VoucherInput): readonly Reason[] {
  const reasons: Reason[] = [...special({ order, company, countries })];
  // What cards pay beyond the order isn't a sale below zero.
  if (form === "voucher" && dec(order.gross).lt(0) && dec(saleOf(order).order.gross).gte(0))
    return [...reasons, reason("gift-card-exceeds-order", { total: order.gross })];
  if ((order.creditsOrderId !== null) !== (form === "voucher-credit") || dec(order.gross).lt(0))
    reasons.push(reason("credit-order", { credits: order.creditsOrderId, total: order.gross }));
  // Its VAT is due when it is sold or when it is used, by what it can be used for: nothing here tells which.
  for (const line of order.lines)
    if (line.kind === "gift-card" && !dec(line.vat).eq(0))
      reasons.push(reason("gift-card-with-vat", { line: line.lineNumber, vat: line.vat }));
  if (order.currency === company.currency) return reasons;
  if (!currencies.includes(order.currency))
    reasons.push(
      reason("currency-unknown", { currency: order.currency, company: company.currency }),
    );
  else if (rate === null) reasons.push(reason("rate-missing", { currency: order.currency }));
  return reasons;
}

/**
 * A part of a country that is taxed otherwise than the country: the accounts of the country would
 * be wrong for it.
 */
function special({
  order,
  company,
  countries,
}: Pick<VoucherInput, "order" | "company"> & {
  readonly countries: NonNullable<VoucherInput["countries"]>;
}): readonly Reason[] {
  const country = goodsCountry(order, company.country);
  if (country === company.country) return [];
  const { postCode } = isEmptyAddress(order.deliveryAddress)
    ? order.invoiceAddress
    : order.deliveryAddress;
  const territory = territoryOf(
    country,
    postCode,
    countries.find(({ code }) => code === country)?.eu ?? false,
  );
  return territory === null ? [] : [reason("sale-territory-special", { country, territory })];
}
