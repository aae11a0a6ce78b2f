/** Where the goods of an order go, and where the bill goes. Pure. */
import type { LedgerCountry } from "../../../domain/ledger/ledger.ts";
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import type { Address, Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { PlaceFact } from "../../../domain/orders/vat-evidence.ts";
import { isEmptyAddress } from "../../parties/party.ts";

/**
 * Home, another member state, or the rest of the world, as the ledger lists countries; `null`: it
 * has no such country.
 */
export function areaOf(
  country: string,
  home: string,
  countries: readonly LedgerCountry[],
): "home" | "eu" | "outside" | null {
  if (country === home) return "home";
  const isEu = (code: string): boolean | undefined =>
    countries.find((one) => one.code === code)?.eu;
  const eu = isEu(country);
  if (eu === undefined) return null;
  // A seller outside the EU sells abroad only.
  return eu && isEu(home) === true ? "eu" : "outside";
}

/**
 * Where the goods go: the delivery address, else the invoice address. A delivery address without a
 * country is in that of the invoice address; no country at all means home.
 */
export function goodsPlace(
  { deliveryAddress, invoiceAddress }: Pick<Order, "deliveryAddress" | "invoiceAddress">,
  home: string,
): PlaceFact {
  if (deliveryAddress.country !== null)
    return { from: "delivery-address", country: deliveryAddress.country };
  return invoicePlace(invoiceAddress, home);
}

export const goodsCountry = (
  order: Pick<Order, "deliveryAddress" | "invoiceAddress">,
  home: string,
): string => goodsPlace(order, home).country;

export const invoicePlace = ({ country }: Address, home: string): PlaceFact =>
  country === null ? { from: "company", country: home } : { from: "invoice-address", country };

/**
 * A delivery address that says a country and nothing else, another than the bill goes to: one of
 * the two is wrong, or the address is missing, and nobody here can say which. `null`: it isn't so.
 */
export function countryAlone(
  { deliveryAddress, invoiceAddress }: Pick<Order, "deliveryAddress" | "invoiceAddress">,
  home: string,
): Reason | null {
  const delivery = deliveryAddress.country;
  const invoice = invoiceAddress.country ?? home;
  return delivery !== null && delivery !== invoice && isEmptyAddress(deliveryAddress)
    ? reason("sale-delivery-country-alone", { delivery, invoice })
    : null;
}

/**
 * The seller is outside the EU, as the ledger lists countries: no special part of a member state is
 * anything but abroad.
 */
export const isSellerOutsideEu = (home: string, countries: readonly LedgerCountry[]): boolean =>
  countries.find(({ code }) => code === home)?.eu === false;

/**
 * The order with the addresses of its invoice, where the shop has the goods elsewhere by now: what
 * takes the invoice back has the place, and so the VAT, of what was booked.
 */
export function placedAsSold<Of extends Pick<Order, "deliveryAddress" | "invoiceAddress">>(
  order: Of,
  { soldAt }: Pick<AnsweredInvoice, "soldAt">,
  company: { readonly country: string } | null,
): Of {
  if (soldAt === undefined || company === null) return order;
  const { invoice, delivery } = soldAt;
  const home = company.country;
  const isSame =
    goodsCountry(order, home) === (delivery.country ?? home) &&
    folded(goodsAddress(order).postCode) === folded(delivery.postCode);
  return isSame ? order : { ...order, invoiceAddress: invoice, deliveryAddress: delivery };
}

const goodsAddress = ({
  deliveryAddress,
  invoiceAddress,
}: Pick<Order, "deliveryAddress" | "invoiceAddress">): Address =>
  isEmptyAddress(deliveryAddress) ? invoiceAddress : deliveryAddress;

const folded = (postCode: string | null): string => (postCode ?? "").replaceAll(/\W/g, "");
