/**
 * The content of a supporting document: seller, buyer, lines, VAT by rate, payment and the order's
 * page. In the shop's own figures: only a head discount by rate, and sums by rate, are computed.
 * Pure.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { shortCode } from "../../../domain/orders/marker.ts";
import { chargedByRate } from "../../../domain/orders/sold-by-rate.ts";
import {
  type Address,
  type Order,
  type OrderLine,
  type PaymentState,
} from "../../../domain/orders/order.ts";
import type { RunFacts } from "../../port.ts";
import { orderPage } from "../money/document-head.ts";
import { sourceLines } from "../money/lines.ts";

export type SupportingFacts = {
  readonly number: string;
  readonly credits: boolean;
  /** `YYYY-MM-DD`, the shop's. */
  readonly day: string;
  readonly currency: string;
  readonly pricesIncludeVat: boolean;
  readonly seller: { readonly name: string; readonly organisationNumber: string | null };
  readonly buyer: {
    readonly names: readonly string[];
    readonly address: readonly string[];
    /** `null`: as the invoice's. */
    readonly delivery: readonly string[] | null;
    readonly organisationNumber: string | null;
    readonly vatNumber: string | null;
    readonly reference: string | null;
  };
  readonly lines: readonly Pick<
    OrderLine,
    "sku" | "text" | "quantity" | "price" | "discount" | "vatRate" | "net" | "gross"
  >[];
  readonly rates: readonly {
    readonly rate: Decimal;
    readonly net: Decimal;
    readonly vat: Decimal;
    readonly gross: Decimal;
  }[];
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
  readonly payment: PaymentState;
  /** `null`: the shop doesn't say. */
  readonly paid: Decimal | null;
  readonly page: string | null;
};

export function supportingFacts(
  { settings, lists }: Pick<RunFacts, "settings" | "lists">,
  order: Order,
): SupportingFacts {
  const lines = sourceLines(order);
  const invoice = addressOf(order.invoiceAddress);
  const delivery = addressOf(order.deliveryAddress);
  return {
    number: order.number ?? order.id,
    credits: order.creditsOrderId !== null,
    day: order.date.slice(0, 10),
    currency: order.currency,
    pricesIncludeVat: order.pricesIncludeVat,
    seller: {
      name: lists.company?.name ?? "",
      organisationNumber: lists.company?.organisationNumber ?? null,
    },
    buyer: {
      names: filledTexts(order.companyName, order.attentionTo),
      address: invoice,
      delivery: delivery.length === 0 || delivery.join() === invoice.join() ? null : delivery,
      organisationNumber: order.organisationNumber,
      vatNumber: order.vatNumber,
      reference: order.buyerReference,
    },
    lines: lines.map(({ sku, text, quantity, price, discount, vatRate, net, gross }) => ({
      sku,
      text,
      quantity,
      price,
      discount,
      vatRate,
      net,
      gross,
    })),
    rates: ratesOf(order),
    net: order.net,
    vat: order.vat,
    gross: order.gross,
    payment: order.payment,
    paid: order.amountPaid,
    page: orderPage(settings.orders.orderPage, order.id, order.number),
  };
}

const filledTexts = (...texts: readonly (string | null)[]): readonly string[] =>
  texts.filter((text) => text !== null && text.trim() !== "") as string[];

const addressOf = ({ name, street, street2, postCode, city, country }: Address) =>
  filledTexts(name, street, street2, filledTexts(postCode, city).join(" "), country);

/** As the document has them: VAT is what the shop showed the customer. */
const ratesOf = (order: Order): SupportingFacts["rates"] =>
  chargedByRate(order).map(({ rate, net, vat }) => ({
    rate,
    net,
    vat,
    gross: amount(dec(net).plus(vat)),
  }));

/**
 * Returns the file's code: another code means another content. It covers the order's identity, so
 * that two equal orders have separate files.
 */
export const contentCode = (
  { administrationId, id }: Pick<Order, "administrationId" | "id">,
  facts: SupportingFacts,
): Promise<string> => shortCode(JSON.stringify([administrationId, id, "pdf", facts]));

const MAX_NAME = 60;

/** `1001-K7Q2M9XA`, in the letters that the vendor takes in a file's name. */
export function fileName(number: string, code: string): string {
  const plainly = number
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MAX_NAME);
  return plainly === "" ? code : `${plainly}-${code}`;
}

/** Whether a file's name, with or without its ending, is that of this content. */
export const isNamed = (name: string, code: string): boolean =>
  new RegExp(`(^|[^A-Z0-9])${code}(\\.[a-z]{1,5})?$`, "i").test(name);
