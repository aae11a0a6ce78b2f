// The facts of an order that decide price basis, VAT and decimals. They come from the stored customer and the company,
// never from what the order says about itself: that is the vendor's rule, and the trap in it.
import { chargesVat, type SaleKind, saleKind } from "../money/sale-kind.ts";
import { ossRate } from "../money/oss-rates.ts";
import type { Act } from "../vendor/act.ts";
import { invalid } from "../vendor/fault.ts";
import type { Article, Customer } from "../world/entities.ts";

export interface Sale {
  readonly customer: Customer;
  readonly currency: string;
  readonly includesVat: boolean;
  /** Two price decimals; abroad four. */
  readonly isDomestic: boolean;
  readonly euThirdParty: boolean;
  readonly reverseCharge: boolean;
  readonly deliveryCountry: string | null;
}

interface RowSale {
  readonly kind: SaleKind;
  /** In percent. */
  readonly rate: number;
}

export function saleOf(
  act: Act,
  customer: Customer,
  head: {
    currency: string;
    euThirdParty: boolean;
    reverseCharge: boolean;
    deliveryCountry: string | null;
  },
): Sale {
  const { settings } = act.company;
  const country = customer.InvoiceCountryCode ?? settings.CountryCode;
  return {
    ...head,
    customer,
    includesVat: includesVat(act, customer),
    isDomestic:
      country.toUpperCase() === settings.CountryCode &&
      head.currency.toUpperCase() === settings.CurrencyCode,
  };
}

function includesVat(act: Act, customer: Customer): boolean {
  const { ShowPricesExclVatPC: exclusive } = act.company.settings;
  switch (act.switches.get("includesVatReading")) {
    case "private-unless-setting":
      return customer.IsPrivatePerson && !exclusive;
    case "inverted":
      return customer.IsPrivatePerson && exclusive;
    case "never":
      return false;
    case "always":
      return true;
  }
}

export function rowSale(
  act: Act,
  sale: Sale,
  article: Article,
  eligibleForReverseCharge: boolean,
  vatFree = false,
): RowSale {
  const { company } = act;
  const { customer } = sale;
  const coding = company.codings.get(article.CodingId);
  const codingRate = coding?.VatRatePercent ?? 0;
  const home = company.settings.CountryCode;
  const invoiceCountry = customer.InvoiceCountryCode || home;
  const delivery = sale.deliveryCountry || customer.DeliveryCountryCode || invoiceCountry;
  if (
    eligibleForReverseCharge &&
    sale.reverseCharge &&
    !customer.ReverseChargeOnConstructionServices
  ) {
    throw invalid(
      "EligibleForReverseChargeOnVat",
      "The customer does not use reverse charge on construction services.",
    );
  }
  const country = (customer.DeliveryBasedVat ? delivery : invoiceCountry).toUpperCase();
  const kind = saleKind({
    companyCountry: home,
    companyUsesOss: company.settings.UsesMoss,
    buyer: {
      country,
      hasVatNumber: customer.VatNumber !== null && customer.VatNumber !== "",
      forceVat: customer.ForceBookkeepVat,
      northernIreland: customer.IsNorthernIreland === true,
    },
    euThirdParty: sale.euThirdParty,
    reverseCharge: sale.reverseCharge && eligibleForReverseCharge,
    articleUsesOss: article.UsesMoss,
    isService: coding?.Type === "Service",
    vatFree,
    isEuCountry: (code) => company.isEuCountry(code),
  });
  if (!chargesVat(kind)) return { kind, rate: 0 };
  const taxed = act.switches.get("ossCountry") === "delivery" ? delivery.toUpperCase() : country;
  return { kind, rate: kind === "oss" ? ossRate(taxed, codingRate) : codingRate };
}
