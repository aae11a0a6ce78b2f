/**
 * Where the goods of an order go and where its bill goes, and the address of an existing customer.
 * A customer's address is one value: the source's goes to the ledger as a whole or not at all, so
 * that no address mixes two. Missing parts are never filled here: "-" and the home country are for
 * a new customer, and would destroy what the ledger has. Pure.
 */
import type { CustomerFields, FoundCustomer } from "../../domain/parties/party.ts";
import type { Address, Order } from "../../domain/orders/order.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import type { PostalAddress } from "../../domain/orders/sales-order.ts";
import { nonBlankOrNull } from "../../domain/platform/text.ts";
import { isEmptyAddress, type Party } from "./party.ts";
import type { LedgerCountry } from "../../domain/ledger/ledger.ts";
import type { AnsweredInvoice } from "../../domain/orders/invoice.ts";
import type { PlaceFact } from "../../domain/orders/vat-evidence.ts";

/** Where the address stands in the ledger's customer. */
type Where = "invoice" | "delivery";

type Parts = Readonly<Record<keyof PostalAddress, string | null>>;
type AddressField = keyof PostalAddress;

type AddressThere = {
  /** `null`: the ledger's own stays. */
  readonly address: Parts;
  readonly recorded: readonly Reason[];
};

const LEDGER: Readonly<Record<Where, Readonly<Record<AddressField, string>>>> = {
  invoice: {
    name: "Name",
    address1: "InvoiceAddress1",
    address2: "InvoiceAddress2",
    postCode: "InvoicePostalCode",
    city: "InvoiceCity",
    country: "InvoiceCountryCode",
  },
  delivery: {
    name: "DeliveryCustomerName",
    address1: "DeliveryAddress1",
    address2: "DeliveryAddress2",
    postCode: "DeliveryPostalCode",
    city: "DeliveryCity",
    country: "DeliveryCountryCode",
  },
};

const NOTHING: Parts = {
  name: null,
  address1: null,
  address2: null,
  postCode: null,
  city: null,
  country: null,
};

/**
 * `planned`: the source's address as the ledger takes it. `home`: what stood in for a missing part
 * when a customer was made; the ledger's own is no loss where it is that.
 */
function addressThere(
  source: Address,
  planned: PostalAddress,
  where: Where,
  there: Pick<FoundCustomer, "raw">,
  home: { readonly missing: string; readonly country: string },
): AddressThere {
  if (isEmptyAddress(source)) return { address: NOTHING, recorded: [] };
  const own = (part: AddressField): string => {
    const text = there.raw[LEDGER[where][part]];
    return typeof text === "string" ? text.trim() : "";
  };
  const given: Parts = {
    name: nonBlankOrNull(source.name) === null ? null : planned.name,
    address1: planned.address1 || null,
    address2: planned.address2 || null,
    postCode: nonBlankOrNull(source.postCode) === null ? null : planned.postCode,
    city: nonBlankOrNull(source.city) === null ? null : planned.city,
    country: nonBlankOrNull(source.country) === null ? null : planned.country,
  };
  const differs = (part: AddressField): boolean =>
    given[part] !== null && !alike(given[part], own(part));
  if (!PLACE.some(differs)) return { address: given, recorded: [] };
  // Another place. What the source leaves open of it isn't what the ledger has of the old one.
  const open = (["postCode", "city", "country"] as const).find((part) => {
    if (given[part] !== null || own(part) === "") return false;
    return !alike(own(part), part === "country" ? home.country : home.missing);
  });
  if (open !== undefined)
    return {
      address: NOTHING,
      recorded: [reason("address-incomplete-kept", { field: `${where}.${open}` })],
    };
  return {
    address: {
      ...given,
      name: planned.name,
      address1: planned.address1,
      address2: planned.address2,
    },
    recorded: [],
  };
}

const PLACE = ["address1", "postCode", "city", "country"] as const;

/** "111 22" is where "11122" is. */
const alike = (a: string | null, b: string): boolean => folded(a ?? "") === folded(b);

const folded = (text: string): string => {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  return letters === "" ? text.trim() : letters;
};

/** Of a customer that is made: empty lines aren't sent. */
export const newCustomerAddress = (address: PostalAddress): Parts => ({
  ...address,
  address1: address.address1 || null,
  address2: address.address2 || null,
});

type InvoiceFields = Pick<
  CustomerFields,
  "address1" | "address2" | "postCode" | "city" | "country"
>;
type DeliveryFields = Pick<
  CustomerFields,
  | "deliveryName"
  | "deliveryAddress1"
  | "deliveryAddress2"
  | "deliveryPostCode"
  | "deliveryCity"
  | "deliveryCountry"
>;

/** The parts as the customer's fields: its name isn't the address's. */
export const invoiceFields = ({ name: _, ...address }: Parts): InvoiceFields => address;

/** `null`: goods go where the invoice goes, or nothing is said. */
export const deliveryFields = (address: Parts | null | undefined): DeliveryFields => {
  const parts = address ?? NOTHING;
  return {
    deliveryName: parts.name,
    deliveryAddress1: parts.address1,
    deliveryAddress2: parts.address2,
    deliveryPostCode: parts.postCode,
    deliveryCity: parts.city,
    deliveryCountry: parts.country,
  };
};

type Planned = { readonly address: PostalAddress };

/** Returns both addresses of an existing customer. */
export const addressesThere = (
  party: Pick<Party, "invoiceAddress" | "deliveryAddress">,
  { invoice, delivery }: { readonly invoice: Planned; readonly delivery: Planned | null },
  there: Pick<FoundCustomer, "raw">,
  home: { readonly missing: string; readonly country: string },
): { readonly invoice: AddressThere; readonly delivery: AddressThere | null } => ({
  invoice: addressThere(party.invoiceAddress, invoice.address, "invoice", there, home),
  delivery:
    delivery === null
      ? null
      : addressThere(party.deliveryAddress, delivery.address, "delivery", there, home),
});

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
 * takes the invoice back has the place, and so the VAT, of what was booked. An address of the
 * ledger without a post code contradicts none in its country.
 */
export function placedAsSold<Of extends Pick<Order, "deliveryAddress" | "invoiceAddress">>(
  order: Of,
  { soldAt }: Pick<AnsweredInvoice, "soldAt">,
  company: { readonly country: string } | null,
): Of {
  if (soldAt === undefined || company === null) return order;
  const { invoice, delivery } = soldAt;
  const home = company.country;
  const isAlone = isEmptyAddress(delivery) && invoice.country === delivery.country;
  const sold = foldedCode((isAlone ? invoice : delivery).postCode);
  const isSame =
    goodsCountry(order, home) === (delivery.country ?? home) &&
    (sold === "" || sold === foldedCode(goodsAddress(order).postCode));
  return isSame ? order : { ...order, invoiceAddress: invoice, deliveryAddress: delivery };
}

const goodsAddress = ({
  deliveryAddress,
  invoiceAddress,
}: Pick<Order, "deliveryAddress" | "invoiceAddress">): Address =>
  isEmptyAddress(deliveryAddress) ? invoiceAddress : deliveryAddress;

const foldedCode = (postCode: string | null): string => (postCode ?? "").replaceAll(/\W/g, "");
