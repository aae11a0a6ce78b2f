/**
 * What kind of sale an order is for VAT, or why it is held because that can't be decided. Pure. The
 * ledger computes VAT by its own record of the customer, never by what a document says. So this
 * file predicts what the ledger will do, and accepts it only where that is right for the goods'
 * destination. Contradictions hold the order with what is missing. The table of
 * docs/cross-border-vat.md is this file in words, and the acceptance suite compares the two.
 */
import { dec } from "../../../domain/money.ts";
import type { Address, Order, OrderLine } from "../../../domain/orders/order.ts";
import { vatCountry } from "../../../domain/parties/party.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type Territory, territoryOf } from "../../../domain/parties/territory.ts";
import type { PlaceFact } from "../../../domain/orders/vat-evidence.ts";
import { isByCoding } from "../../../settings/orders/codings.ts";
import { isEmptyAddress, sharedCustomer } from "../../parties/party.ts";
import { lookupFacts } from "../shared/filled-fields.ts";
import { namesCoding, type PlanInput, salesTypeChoice } from "../shared/plan-input.ts";
import {
  areaOf,
  countryAlone,
  goodsPlace,
  invoicePlace,
  isSellerOutsideEu,
} from "../../parties/customer-addresses.ts";
import { isGoods } from "./lines.ts";
import { DOMESTIC_PRICE_DECIMALS } from "./row-form.ts";

/**
 * `eu-business` and `export` carry no VAT; `eu-consumer` that of the seller's country, or of the
 * buyer's under OSS.
 */
type SaleKind = "domestic" | "eu-business" | "eu-consumer" | "export" | "export-with-vat";

export type Sale = {
  readonly kind: SaleKind;
  /** Destination of the goods; for services only, the buyer's country. */
  readonly country: string;
  /** The company is registered for OSS: articles flagged for it take the rate of `country`. */
  readonly oss: boolean;
  /** Triangular trade: only for `eu-business`, where the shop's VAT codes say so. */
  readonly triangular?: true;
  readonly recorded: readonly Reason[];
};

export type SaleInput = Pick<
  PlanInput,
  "order" | "company" | "customer" | "countries" | "articles" | "codings" | "settings"
>;

/**
 * The two facts that decide where a sale is taxed: where it goes (of services alone, where the
 * buyer is), and the country by which the ledger computes VAT. The second is unknown of a customer
 * that nobody has looked up yet: what it will say is decided once it has been.
 */
export function taxPlaces(input: SaleInput): readonly [PlaceFact, PlaceFact] {
  const { order, company, customer } = input;
  const home = company.country;
  const goods = goodsPlace(order, home);
  const place = onlyServices(input) ? invoicePlace(order.invoiceAddress, home) : goods;
  if (customer.tax === undefined) return [place, place];
  return [
    place,
    customer.tax.byDelivery
      ? { from: "customer-delivery", country: goods.country }
      : { from: "customer", country: customer.country ?? home },
  ];
}

/**
 * Whether any country of the order differs from the company's: then the ledger's countries and its
 * record of the customer are needed.
 */
export function touchesCrossBorder(
  order: Order,
  home: string,
  customerCountry: string | null,
): boolean {
  return [order.invoiceAddress.country, order.deliveryAddress.country, customerCountry].some(
    (country) => country !== null && country !== home,
  );
}

export function decideSale(input: SaleInput): Result<Sale, readonly Reason[]> {
  const sale = decideByPlace(input);
  return sale.ok ? withTriangular(input, sale.value) : sale;
}

/**
 * Marks triangular trade, where the VAT codes of all goods say so. The ledger accepts the mark on
 * any sale, but it is right only for goods to a business in another member state.
 */
function withTriangular(input: SaleInput, sale: Sale): Result<Sale, readonly Reason[]> {
  const marked = triangularLines(input.order, input.settings.orders.triangularVatCodes);
  const [first] = marked.lines;
  // The invoice that it is a part of is booked, with its mark or without.
  const booked = input.order.partOf?.triangular;
  if (booked === false || (booked === undefined && first === undefined)) return ok(sale);
  const { vatCode, lineNumber: line } = first ?? { vatCode: null, lineNumber: 0 };
  if (booked === undefined && marked.others > 0)
    return err([reason("triangular-mixed", { line, vatCode })]);
  return sale.kind === "eu-business" && !onlyServices(input)
    ? ok({
        ...sale,
        triangular: true,
        recorded: [...sale.recorded, reason("sale-triangular", { vatCode })],
      })
    : err([reason("triangular-not-possible", { line, vatCode, country: sale.country })]);
}

/** What is sent or done, with that of the sale which a credit or an edit is a part of. */
const goodsOf = ({ lines, partOf }: Pick<Order, "lines" | "partOf">): readonly OrderLine[] =>
  [...lines, ...(partOf?.lines ?? [])].filter(isGoods);

/** Returns the lines that decide it: what is sent to the buyer. Other lines follow them. */
export function triangularLines(
  order: Pick<Order, "lines" | "partOf">,
  codes: readonly string[],
): { readonly lines: readonly Order["lines"][number][]; readonly others: number } {
  const goods = goodsOf(order);
  const marked = goods.filter(({ vatCode }) => vatCode !== null && codes.includes(vatCode));
  return { lines: marked, others: goods.length - marked.length };
}

function decideByPlace(input: SaleInput): Result<Sale, readonly Reason[]> {
  const { order, company, customer } = input;
  const home = company.country;
  const domestic: Sale = { kind: "domestic", country: home, oss: false, recorded: [] };
  if (!touchesCrossBorder(order, home, customer.country)) return ok(domestic);
  const services = onlyServices(input);
  const alone = services ? null : countryAlone(order, home);
  if (alone !== null) return err([alone]);
  const [{ country: place }, { country: ledger }] = taxPlaces(input);
  const countries = input.countries ?? [];
  if (countries.length === 0)
    return err([reason("foreign-sale", { country: place, company: home })]);
  const [area, ledgerArea] = [areaOf(place, home, countries), areaOf(ledger, home, countries)];
  if (area === null || ledgerArea === null)
    return err([reason("sale-country-unknown", { country: area === null ? place : ledger })]);
  if (area !== ledgerArea)
    return err([
      reason("sale-place-differs", {
        goods: place,
        ledger,
        byDelivery: customer.tax?.byDelivery ?? false,
        ...sharedCustomer(input),
      }),
    ]);
  if (area === "home") return ok(domestic);
  const special = isSellerOutsideEu(home, countries)
    ? null
    : territoryOf(
        place,
        addressOf(order, services),
        countries.find((one) => one.code === place)?.eu ?? false,
      );
  if (special !== null) return inTerritory(special, place, input);
  if (area === "outside") {
    const kind = customer.tax?.forceVat === true ? "export-with-vat" : "export";
    return ok({ kind, country: place, oss: false, recorded: [decided(kind, place, null)] });
  }
  return inEu(input, place, ledger);
}

function inEu(input: SaleInput, place: string, ledger: string): Result<Sale, readonly Reason[]> {
  const { company, customer, settings } = input;
  const business = hasVatNumber(input);
  if (business) {
    const number = numberOf(input);
    if (customer.kind === "private")
      return err([reason("sale-private-with-vat-number", { country: place })]);
    // A VAT number of the seller's own country doesn't exempt a sale into another one.
    if (number === company.country)
      return err([reason("sale-vat-number-of-home", { country: place })]);
    if (number !== null && !isEuNumber(number, input))
      return err([reason("sale-vat-number-not-eu", { country: place, number })]);
    return ok({
      kind: "eu-business",
      country: place,
      oss: false,
      recorded: [decided("eu-business", place, number)],
    });
  }
  if (
    customer.kind === "company" &&
    customer.tax !== undefined &&
    settings.orders.companyWithoutVatNumber === "hold"
  )
    return err([reason("sale-company-without-vat-number", { country: place })]);
  const oss = company.usesOss === true;
  // The rate is that of one country, so goods and ledger must name the same one.
  if (oss && place !== ledger)
    return err([
      reason("sale-place-differs", {
        goods: place,
        ledger,
        byDelivery: customer.tax?.byDelivery ?? false,
        ...sharedCustomer(input),
      }),
    ]);
  return ok({
    kind: "eu-consumer",
    country: place,
    oss,
    recorded: [decided(oss ? "oss" : "eu-consumer", place, null)],
  });
}

/** A VAT number of a member state. Northern Ireland's counts for goods, not for services only. */
const isEuNumber = (number: string, input: SaleInput): boolean =>
  number === "XI"
    ? !onlyServices(input)
    : (input.countries ?? []).some(({ code, eu }) => code === number && eu);

/** Goods to a business in Northern Ireland count as sold within the EU; services don't. */
function inTerritory(
  special: Territory,
  place: string,
  input: SaleInput,
): Result<Sale, readonly Reason[]> {
  const number = numberOf(input);
  if (
    special === "northern-ireland" &&
    input.customer.tax?.northernIreland === true &&
    number === "XI" &&
    input.customer.kind === "company"
  )
    return isEuNumber(number, input)
      ? ok({
          kind: "eu-business",
          country: "XI",
          oss: false,
          recorded: [decided("eu-business", "XI", "XI")],
        })
      : err([reason("sale-vat-number-not-eu", { country: place, number })]);
  if (special === "own-rates" && (hasVatNumber(input) || input.company.usesOss !== true))
    return inEu(input, place, place);
  return err([reason("sale-territory-special", { country: place, territory: special })]);
}

const decided = (kind: SaleKind | "oss", country: string, vatNumber: string | null): Reason =>
  reason("sale-decided", { kind, country, vatNumber });

/**
 * The country of the customer's VAT number, by the ledger's record; for an unknown customer, by the
 * order. `null`: none.
 */
const numberOf = ({ customer, order }: SaleInput): string | null =>
  customer.tax === undefined
    ? vatCountry(order.vatNumber, order.invoiceAddress.country)
    : customer.tax.vatCountry;

/** Before the look-up: a company that was charged no VAT has a number, or will be held. */
function hasVatNumber(input: SaleInput): boolean {
  const { customer, order } = input;
  return (
    numberOf(input) !== null ||
    (customer.tax === undefined && customer.kind === "company" && dec(order.vat).eq(0))
  );
}

const addressOf = ({ deliveryAddress, invoiceAddress }: Order, services: boolean): Address =>
  services || isEmptyAddress(deliveryAddress) ? invoiceAddress : deliveryAddress;

/**
 * Nothing of it travels: every line of what is sold is of a service. Goods that are booked by
 * coding count as goods, as which coding it is follows from the sale.
 */
function onlyServices(input: SaleInput): boolean {
  const sold = goodsOf(input.order);
  return sold.length > 0 && sold.every((line) => isService(line, input));
}

function isService(line: OrderLine, input: SaleInput): boolean {
  const { order, articles, codings, settings, customer } = input;
  if (line.kind === "article" && isByCoding(settings.orders.goods, line.sku)) return false;
  const number =
    line.kind === "sales-type"
      ? salesTypeChoice(line, settings, lookupFacts(order, input, customer.kind))
      : line.sku;
  if (number === null) return false;
  if (line.kind === "sales-type" && namesCoding(number))
    return codings.some(
      ({ id, kind }) => id.toLowerCase() === number.toLowerCase() && kind === "service",
    );
  const answer = Object.hasOwn(articles, number) ? articles[number] : undefined;
  return answer?.kind === "found" && answer.article.service;
}

/** The vendor's limit where customer or currency is foreign. */
const FOREIGN_PRICE_DECIMALS = 4;

type Input = Pick<PlanInput, "order" | "company" | "customer" | "form">;

/**
 * Returns the reasons that hold a document because of another currency or a customer abroad. The
 * ledger books an invoice in its customer's currency, whatever the order's, so a mismatch would
 * book the figures in the wrong money. A sales order has its own currency but becomes an invoice
 * later; at home it is checked only then. Pure.
 */
export function currencyFaults({
  order,
  company,
  customer,
  settings,
  form = "sales-order",
}: Input & Pick<PlanInput, "settings">): readonly Reason[] {
  const currency = customer.tax?.currency ?? null;
  if (currency === null || currency === order.currency) return [];
  if (form === "sales-order" && order.currency === company.currency) return [];
  return [
    reason("currency-differs", {
      order: order.currency,
      customer: currency,
      ...sharedCustomer({ customer, settings }),
    }),
  ];
}

/**
 * Returns the decimals of a price. A draft depends on the customer alone, as it has the customer's
 * currency.
 */
export function priceDecimals({ order, company, customer, form = "sales-order" }: Input): number {
  const isCrossBorder = customer.country !== null && customer.country !== company.country;
  return isCrossBorder || (form === "sales-order" && order.currency !== company.currency)
    ? FOREIGN_PRICE_DECIMALS
    : DOMESTIC_PRICE_DECIMALS;
}
