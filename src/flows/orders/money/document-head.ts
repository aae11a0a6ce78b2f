/** A document's addresses and text rows, and the discount of its head. Pure. */
import type Big from "big.js";
import { creditWord, giftCardWord } from "../texts/document-words.ts";
import { markedText, ownBesideMarker } from "../../../domain/orders/marker.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { PlannedRow } from "../../../domain/orders/sales-order.ts";
import { cutTrimmed, oneLine, nonBlankOrNull } from "../../../domain/platform/text.ts";
import { MAX_DRAFT_DELIVERY_NAME } from "../../../eaccounting/invoice-drafts.ts";
import type { MarkerField, Settings } from "../../../settings/schema.ts";
import { isEmptyAddress, postalAddress, sameAddress } from "../../parties/party.ts";
import type { UsedCard, SourceLine } from "./lines.ts";
import type { Marker, PlanInput } from "../shared/plan-input.ts";
import { allocate, dec, same, sum } from "../../../domain/money.ts";
import type { Result } from "../../../domain/result.ts";
import { articleOf, type ArticleFacts, type RowArticle } from "./articles.ts";
import { type ChargedPart, codingOfOwn, isFree } from "./cross-border-rows.ts";
import { largest } from "./own-rows.ts";

/**
 * Returns both addresses. The delivery address is always sent: the buyer's own where the order
 * names no other. Otherwise the ledger would take the customer's, which may be where an earlier
 * order went.
 */
export function addressesOf({ order, settings, company, form }: PlanInput) {
  const isInvoice = form === "invoice" || form === "credit";
  const home = { missing: settings.orders.missingAddress, country: company.country };
  const name =
    order.companyName ??
    order.invoiceAddress.name ??
    order.attentionTo ??
    order.deliveryAddress.name ??
    "-";
  const invoice = postalAddress(
    { ...order.invoiceAddress, name: order.companyName ?? order.invoiceAddress.name },
    { where: "invoice", name, ...home },
  );
  const elsewhere = !isEmptyAddress(order.deliveryAddress);
  const delivery = postalAddress(elsewhere ? order.deliveryAddress : order.invoiceAddress, {
    where: "delivery",
    name,
    ...home,
    country: order.invoiceAddress.country ?? company.country,
  });
  const cut = isInvoice && delivery.address.name.length > MAX_DRAFT_DELIVERY_NAME;
  // A fault of an address that is used twice is reported once.
  const own = elsewhere && !sameAddress(order.deliveryAddress, order.invoiceAddress);
  return {
    invoice: invoice.address,
    delivery: cut
      ? { ...delivery.address, name: cutTrimmed(delivery.address.name, MAX_DRAFT_DELIVERY_NAME) }
      : delivery.address,
    recorded: [
      ...invoice.recorded,
      ...(own ? delivery.recorded : []),
      ...(cut
        ? [
            reason("text-shortened", {
              field: "delivery.name",
              line: null,
              max: MAX_DRAFT_DELIVERY_NAME,
            }),
          ]
        : []),
    ],
    errors: [...invoice.errors, ...(own ? delivery.errors : [])],
  };
}

/**
 * Returns the text rows. The buyer's full reference and the credited invoice stand with the lines;
 * gift card payments and the link to the order's page at the end.
 */
export function wordRows(
  { order, settings, company, credits }: PlanInput,
  fullBuyerReference: string | null,
  cards: readonly UsedCard[],
) {
  const original =
    credits === undefined ? [] : [textRow(creditWord(company.country, credits.invoice), null)];
  const before = [
    ...original,
    ...(fullBuyerReference === null ? [] : [textRow(fullBuyerReference, null)]),
  ];
  const page = orderPage(settings.orders.orderPage, order.id, order.number);
  const used = cards.map((card) =>
    textRow(giftCardWord(company.country, card.amount, order.currency), card.line),
  );
  const link = page === null ? [] : [textRow(page, null, "order-page")];
  return {
    before: before.map(({ row }) => row),
    after: [...used, ...link].map(({ row }) => row),
    recorded: [
      ...[...before, ...used, ...link].flatMap(({ recorded }) => recorded),
      ...cards.map((card) => reason("gift-card-used", { line: card.line, amount: card.amount })),
      ...link.map(() => reason("order-page-linked")),
    ],
  };
}

/**
 * Returns the link to the order's page. `null` where no page is set, or the page needs an order
 * number that is missing: no link is better than a wrong one.
 */
export function orderPage(template: string, id: string, number: string | null): string | null {
  if (template === "" || (number === null && template.includes("{number}"))) return null;
  return template
    .replaceAll("{id}", encodeURIComponent(id))
    .replaceAll("{number}", encodeURIComponent((number ?? "").toWellFormed()));
}

/** The vendor's limits. */
const MAX_REFERENCE = {
  OurReference: 100,
  YourReference: 100,
  BuyersOrderReference: 35,
} as const satisfies Record<MarkerField, number>;

export type References = {
  readonly ourReference: string | null;
  readonly yourReference: string | null;
  readonly buyersOrderReference: string | null;
  /** The buyer's full reference, for a text row, where its field is too short for it. */
  readonly fullBuyerReference: string | null;
  readonly recorded: readonly Reason[];
  readonly errors: readonly Reason[];
};

const shortened = (field: MarkerField): Reason =>
  reason("text-shortened", { field, line: null, max: MAX_REFERENCE[field] });

/** Something of the own text has no room beside the marker. */
const isLostTo = (marker: string, own: string, max: number): boolean =>
  ownBesideMarker(own, marker, max) !== own;

/**
 * Fills the three reference fields of an order from four texts: our marker, the tenant's own text,
 * the buyer's reference and the contact person. The marker always has its field. Two texts for one
 * field are refused when settings are saved, and never merged.
 */
export function references(order: Order, settings: Settings["orders"], marker: Marker): References {
  const fields: Record<MarkerField, string | null> = {
    OurReference: null,
    YourReference: null,
    BuyersOrderReference: null,
  };
  const recorded: Reason[] = [];
  const errors: Reason[] = [];
  const put = (field: MarkerField, text: string | null): boolean => {
    const words = oneLine(text ?? "");
    const max = MAX_REFERENCE[field];
    if (words !== "") fields[field] = cutTrimmed(words, max);
    return words.length > max;
  };

  const { markerField, buyerReferenceField } = settings;
  if (put("OurReference", settings.ourReference)) recorded.push(shortened("OurReference"));

  let fullBuyerReference: string | null = null;
  const buyer = nonBlankOrNull(order.buyerReference);
  // The settings refuse this, but a document whose marker was frozen in its field earlier may still
  // meet it.
  if (buyer !== null && buyerReferenceField === markerField)
    errors.push(reason("field-wanted-twice", { field: markerField }));
  else if (buyer !== null && buyerReferenceField !== "none" && put(buyerReferenceField, buyer)) {
    fullBuyerReference = oneLine(buyer);
    recorded.push(
      reason("buyer-reference-shortened", {
        field: buyerReferenceField,
        max: MAX_REFERENCE[buyerReferenceField],
      }),
    );
  }

  if (
    markerField !== "YourReference" &&
    fields.YourReference === null &&
    put("YourReference", order.attentionTo)
  )
    recorded.push(shortened("YourReference"));

  const max = MAX_REFERENCE[markerField];
  if (marker.text.length > max)
    errors.push(
      reason("faulty-source-shape", {
        field: "orderNumber",
        got: `${marker.text.length} > ${max}`,
      }),
    );
  const own = markerField === "OurReference" ? (fields.OurReference ?? "") : "";
  const isTold = recorded.some(({ params }) => params["field"] === markerField);
  if (!isTold && isLostTo(marker.text, own, max)) recorded.push(shortened(markerField));
  fields[markerField] = markedText(own, marker.text, max);

  return {
    ourReference: fields.OurReference,
    yourReference: fields.YourReference,
    buyersOrderReference: fields.BuyersOrderReference,
    fullBuyerReference,
    recorded,
    errors,
  };
}

/** The vendor's limit for a row's text, in text rows and article rows alike. */
export const MAX_TEXT = 2000;

type TextRow = {
  readonly row: Omit<PlannedRow, "lineNumber">;
  readonly recorded: readonly Reason[];
};

/**
 * Returns a text row: for a text line of the order, the buyer's full reference, or the link to the
 * order's page. The ledger requires at least one character, so an empty line, which shops use as a
 * separator, becomes "-".
 */
export function textRow(
  text: string,
  sourceLine: number | null,
  role: "text" | "order-page" = "text",
): TextRow {
  const words = text.trim();
  return {
    row: {
      role,
      sourceLine,
      articleId: null,
      text: cutTrimmed(words, MAX_TEXT) || "-",
      quantity: "0",
      unitPrice: "0",
      discount: "0",
      vatRate: null,
      amount: "0.00",
      reasons: [],
    },
    recorded:
      words.length > MAX_TEXT
        ? [reason("text-shortened", { field: "row", line: sourceLine, max: MAX_TEXT })]
        : [],
  };
}

type LineArticle = {
  readonly line: SourceLine;
  readonly article: Result<RowArticle, Reason>;
};

/**
 * Returns the line with its article. A discount of the head that bears no VAT, where what it is
 * taken off belongs to two accounts (goods and services sold abroad, or work under the reverse
 * charge beside what is exempt), becomes two parts, as a percentage is off each. `lines`: all that
 * become rows.
 */
export function articlesOf(
  line: SourceLine,
  lines: readonly SourceLine[],
  input: ArticleFacts,
): readonly LineArticle[] {
  const article = articleOf(line, input);
  const isUnclear = !article.ok && article.error.code === "vat-box-unclear";
  const parts = isUnclear && line.fromHead ? partsOf(line, lines, input) : [];
  return parts.length === 0 ? [{ line, article }] : parts;
}

function partsOf(
  line: SourceLine,
  lines: readonly SourceLine[],
  input: ArticleFacts,
): readonly LineArticle[] {
  const { sold } = input;
  const isCrossBorder = sold.sale.kind !== "domestic";
  const isFirst = (part: ChargedPart): boolean =>
    isCrossBorder ? part.service : !same(part.homeRate, 0);
  const charged = sold.charged.filter(({ rate }) => same(rate, line.vatRate));
  const sides = [charged.filter(isFirst), charged.filter((part) => !isFirst(part))];
  const weights = weightsOf(line, lines, input, isCrossBorder);
  if (sum(weights).lte(0)) return [];
  const shares = allocate(line.gross, weights);
  return sides.flatMap((side, index) => {
    const gross = shares[index] ?? "0.00";
    if (dec(gross).eq(0)) return [];
    const part: SourceLine = {
      ...line,
      quantity: dec(gross).lt(0) ? "-1" : "1",
      price: gross.replace("-", ""),
      net: gross,
      gross,
    };
    const mainRate = largest(side)?.homeRate ?? sold.mainRate;
    return [
      {
        line: part,
        article: articleOf(part, { ...input, sold: { ...sold, charged: side, mainRate } }),
      },
    ];
  });
}

/** What was charged on each side, with shipping and fees: a percentage of all is off them too. */
function weightsOf(
  discount: SourceLine,
  lines: readonly SourceLine[],
  input: ArticleFacts,
  isCrossBorder: boolean,
): readonly [Big, Big] {
  const base = lines.filter(
    (line) =>
      line.kind !== "text" &&
      !line.fromHead &&
      !isFree(line) &&
      same(line.vatRate, discount.vatRate),
  );
  const of = Map.groupBy(base, (line) => isOnFirst(line, input, isCrossBorder));
  const total = (isFirst: boolean): Big => sum((of.get(isFirst) ?? []).map(({ gross }) => gross));
  return [total(true), total(false)];
}

/** A line without an article is held for that. */
function isOnFirst(line: SourceLine, input: ArticleFacts, isCrossBorder: boolean): boolean {
  const article = articleOf(line, input);
  if (!article.ok) return false;
  const { id, codingId, reversed } = article.value;
  if (!isCrossBorder) return reversed === true;
  const coding = input.codings.find((one) => one.id === codingId) ?? codingOfOwn(id, input);
  return coding?.kind === "service";
}
