/**
 * Plans the document of an order (a sales order, or the draft of an invoice), or returns the
 * reasons that hold it. Pure: the same input gives the same plan byte for byte, so a dry run shows
 * what would be written, and a stored input explains a booked document at any time. Nothing is
 * guessed: what isn't certain is held with its reason.
 */
import type { CustomerKind } from "../../../domain/ledger/ledger.ts";
import { amount, dec, plain, same, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type {
  PlannedRow,
  SalesOrder,
  Totals,
  VatRounding,
} from "../../../domain/orders/sales-order.ts";
import { DRAFT_QUANTITY_DECIMALS } from "../../../eaccounting/invoice-drafts.ts";
import type { LookupFacts } from "../../../settings/lookups/lookup-key.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import { OrderRules } from "../../../settings/rules/apply.ts";
import type { Settings } from "../../../settings/schema.ts";
import {
  type RecordedChoice,
  deliveryMethod,
  termsOfPayment,
} from "../../parties/plan-customer.ts";
import type { ArticleFacts } from "../money/articles.ts";
import { otherArticles } from "../money/articles-sold.ts";
import {
  codingOfOwn,
  isFree,
  saleOfRows,
  missingAccountReason,
} from "../money/cross-border-rows.ts";
import {
  currencyFaults,
  decideSale,
  priceDecimals,
  type Sale as TaxedSale,
} from "../money/cross-border-sale.ts";
import {
  linesWithAmounts,
  linesToPlan,
  type LinesToPlan,
  type SourceLine,
  type UsedCard,
} from "../money/lines.ts";
import { predict, type Prediction } from "../money/row-form.ts";
import { type DraftRow, type LineToWrite, makeRows } from "../money/rows.ts";
import { recordedOf, soldAs, soldOtherwise } from "../money/sold-as.ts";
import { checkSource, giftCardFaults, outOfScope } from "./check-source.ts";
import {
  ruleFailedReason,
  fillDocument,
  lookupFacts,
  mapDocument,
  orderDate,
} from "../shared/filled-fields.ts";
import {
  addressesOf,
  references,
  type References,
  wordRows,
  articlesOf,
} from "../money/document-head.ts";
import { roundingWord } from "../texts/document-words.ts";
import { bookingDay, type BookingDay } from "../../booking-day.ts";
import { invoiceFaults } from "./booking.ts";
import { type Plan, PLAN_VERSION, type PlanInput } from "../shared/plan-input.ts";

/** The vendor's limit: line numbers go to 1000. */
export const MAX_ROWS = 1000;

/**
 * Returns the price basis for this kind of customer: as learnt, otherwise as assumed (private
 * persons see prices with VAT unless the company's settings say otherwise).
 */
export function priceBasis(
  kind: CustomerKind,
  input: Pick<PlanInput, "company" | "learnt">,
): { readonly includesVat: boolean; readonly learnt: boolean } {
  const learnt = input.learnt.pricesIncludeVat[kind];
  return {
    includesVat: learnt ?? (kind === "private" && !input.company.showPricesExclVatForPrivate),
    learnt: learnt !== null,
  };
}

/**
 * Returns the way of rounding VAT to plan for: as learnt, otherwise by rate (an assumption that the
 * first telling answer corrects).
 */
export const vatRounding = (input: Pick<PlanInput, "learnt">): VatRounding =>
  input.learnt.vatRounding ?? "rate";

/** Plans an order. `rules`: shared by all plans of one order. */
export function planOrder(given: PlanInput, rules: OrderRules = new OrderRules()): Plan {
  const facts = lookupFacts(given.order, given, given.customer.kind);
  const sold = linesToPlan(given.order, given.settings, facts);
  const input = { ...given, order: sold.sale.order };
  const { order, settings, customer } = input;

  const booking = bookingOf(given, input, sold);
  if (!booking.ok) return hold(booking.error);
  const { date, taxed } = booking.value;
  const parts = lookUpParts(input, facts, sold.rows, taxed, given.order);
  if (!parts.ok) return hold(parts.error);
  const { terms, delivery, refs, addresses } = parts.value;
  const basis = priceBasis(customer.kind, input);
  const filledRows = planRows(input, parts.value, sold.sale.cards, basis.includesVat, taxed);
  if (!filledRows.ok) return hold(filledRows.error);
  const { rows, prediction } = filledRows.value;

  const rounding = vatRounding(input);
  const wanted = isInvoice(input) ? "draft" : settings.orders.orderStatus;
  const document: SalesOrder = {
    customerId: customer.id,
    orderDate: date.day,
    currency: order.currency,
    status: basis.learnt ? wanted : "draft",
    pricesIncludeVat: basis.includesVat,
    invoiceAddress: addresses.invoice,
    deliveryAddress: addresses.delivery,
    ourReference: refs.ourReference,
    yourReference: refs.yourReference,
    buyersOrderReference: refs.buyersOrderReference,
    deliveryMethod: delivery.value,
    termsOfPaymentId: terms.value,
    ...marksOf(input, taxed, parts.value.lines),
    rows,
    prediction,
    ...(input.form === "credit" ? { credit: { rows: input.learnt.creditRows ?? 1 } } : {}),
    rounding,
  };
  const filled = fillDocument(document, order, settings, facts);
  const mapped = mapDocument(filled.document, given, rules);
  if (!mapped.ok) return { ...hold([ruleFailedReason(mapped.error)]), ruleFault: mapped.error };
  return {
    version: PLAN_VERSION,
    kind: "write",
    document: mapped.value.document,
    confirmAfterComparison: !basis.learnt && wanted === "ongoing",
    reasons: [
      ...date.recorded,
      ...sold.recorded,
      ...filled.recorded,
      ...recordedOf(parts.value.lines, taxed),
      ...filledRows.value.recorded,
      ...refs.recorded,
      ...addresses.recorded,
      ...terms.recorded,
      ...delivery.recorded,
      ...vatDifferences(sold.lines, prediction[rounding]),
      ...mapped.value.recorded,
    ],
  };
}

/** Without the tenant's codes the mark is a person's, but of what a booked invoice's decides. */
const marksOf = (
  { order, settings }: PlanInput,
  taxed: TaxedSale,
  lines: readonly LineToWrite[],
): Pick<SalesOrder, "triangular" | "soldAs"> => ({
  ...(settings.orders.triangularVatCodes.length === 0 && order.partOf?.triangular === undefined
    ? {}
    : { triangular: taxed.triangular === true }),
  ...(taxed.kind === "domestic" ? {} : { soldAs: soldAs(lines, taxed) }),
});

const hold = (reasons: readonly Reason[]): Extract<Plan, { readonly kind: "hold" }> => ({
  version: PLAN_VERSION,
  kind: "hold",
  reasons,
});

type Booking = {
  readonly date: Extract<BookingDay, { readonly day: string }>;
  readonly taxed: TaxedSale;
};

/** Returns the booking's day and taxation, or what prevents them. `input`: what was sold. */
function bookingOf(
  given: PlanInput,
  input: PlanInput,
  { sale, lines }: LinesToPlan,
): Result<Booking, readonly Reason[]> {
  const { order, company } = input;
  const scope = [
    ...giftCardFaults(given, sale),
    ...outOfScope(order, company, input.currencies, input.form),
  ];
  if (scope.length > 0) return err(scope);
  const ordered = orderDate(order.date, company.country);
  if (ordered === null)
    return err([reason("faulty-source-shape", { field: "date", got: order.date })]);
  const faults = [
    ...(input.part === true ? [] : checkSource(order, lines)),
    ...(isInvoice(input) ? invoiceFaults(input, sale.cards.length > 0) : []),
  ];
  if (faults.length > 0) return err(faults);
  const soldOn =
    input.form === "credit" && input.part !== true && order.soldOn !== undefined
      ? orderDate(order.soldOn, company.country)
      : null;
  const date = isInvoice(input)
    ? bookingDay(ordered, { ...input, soldOn })
    : { day: ordered, recorded: [] };
  if ("closed" in date) return err([date.closed]);
  const taxed = decideSale(input);
  const otherCurrency = currencyFaults(input);
  if (!taxed.ok || otherCurrency.length > 0)
    return err([...(taxed.ok ? [] : taxed.error), ...otherCurrency]);
  return ok({ date, taxed: taxed.value });
}

type Parts = {
  readonly lines: readonly LineToWrite[];
  readonly terms: RecordedChoice<string | null>;
  readonly delivery: RecordedChoice<SalesOrder["deliveryMethod"]>;
  readonly refs: References;
  readonly addresses: ReturnType<typeof addressesOf>;
};

/** Looks up the document's parts; returns all that is missing at once. */
function lookUpParts(
  input: PlanInput,
  facts: LookupFacts & { readonly country: string },
  sources: readonly SourceLine[],
  taxed: TaxedSale,
  placed: PlanInput["order"],
): Result<Parts, readonly Reason[]> {
  const { order, settings } = input;
  const sold = saleOfRows(taxed, sources, { ...input, facts, partOf: order.partOf });
  const articles = withArticles(sources, { ...input, facts, sold });
  const terms = termsOfPayment(
    settings.lookups.termsOfPayment,
    order.paymentConditionId,
    input.terms,
    facts,
  );
  const delivery = deliveryMethod(
    settings.lookups.deliveryMethod,
    order.deliveryMethodId,
    input.deliveryMethods,
    facts,
  );
  const refs = references(order, withOurReference(settings, facts), input.marker);
  const addresses = addressesOf(input);
  const errors = [
    ...articles.errors,
    ...otherArticles(articles.lines, input, placed),
    ...soldOtherwise(articles.lines, taxed, input),
    ...(terms.ok ? [] : [terms.error]),
    ...(delivery.ok ? [] : [delivery.error]),
    ...refs.errors,
    ...addresses.errors,
  ];
  if (errors.length > 0 || !terms.ok || !delivery.ok) return err(errors);
  const { lines } = articles;
  return ok({ lines, terms: terms.value, delivery: delivery.value, refs, addresses });
}

type PlannedRows = {
  readonly rows: readonly PlannedRow[];
  /** What the ledger must compute for the rows. */
  readonly prediction: Prediction;
  readonly recorded: readonly Reason[];
};

function planRows(
  input: PlanInput,
  { lines, refs }: Parts,
  cards: readonly UsedCard[],
  includesVat: boolean,
  taxed: TaxedSale,
): Result<PlannedRows, readonly Reason[]> {
  const { order, company } = input;
  const rounding = vatRounding(input);
  const made = makeRows(lines, {
    charged: order.gross,
    sourceIncludesVat: order.pricesIncludeVat,
    documentIncludesVat: includesVat,
    rounding,
    systemArticles: input.systemArticles,
    roundingWord: roundingWord(company.country),
    priceDecimals: priceDecimals(input),
    ...(isInvoice(input) ? { quantityDecimals: DRAFT_QUANTITY_DECIMALS } : {}),
  });
  if (!made.ok) return made;
  const unfit = closingFaults(made.value.corrections, input, taxed);
  if (unfit.length > 0) return err(unfit);
  const words = wordRows(input, refs.fullBuyerReference, cards);
  const rows = numbered([
    ...made.value.lines,
    ...words.before,
    ...made.value.corrections,
    ...words.after,
  ]);
  if (rows.length > MAX_ROWS)
    return err([reason("too-many-rows", { rows: rows.length, max: MAX_ROWS })]);
  const prediction = predict(rows, includesVat);
  if (dec(prediction[rounding].gross).lte(0))
    return err([
      reason("total-not-positive", {
        total: prediction[rounding].gross,
        document: input.form ?? "sales-order",
      }),
    ]);
  return ok({ rows, prediction, recorded: [...made.value.reasons, ...words.recorded] });
}

/**
 * A closing row is of a coding of its own, which needs the account of the sale like any other;
 * adjusting rows have that of the rows they correct.
 */
const closingFaults = (
  corrections: readonly DraftRow[],
  input: PlanInput,
  taxed: TaxedSale,
): readonly Reason[] =>
  corrections.flatMap(({ role, articleId }) => {
    const coding =
      role === "closing" && articleId !== null ? codingOfOwn(articleId, input) : undefined;
    const unfit =
      coding === undefined
        ? null
        : missingAccountReason(coding, taxed, {}, { line: null, sku: null });
    return unfit === null ? [] : [unfit];
  });

/** The tenant's own text by country, in place of the one for all. */
function withOurReference(
  { orders, lookups }: Settings,
  facts: LookupFacts & { readonly country: string },
): Settings["orders"] {
  const { value } = choose(lookups.ourReference, facts.country, facts);
  return value === null ? orders : { ...orders, ourReference: value };
}

function withArticles(
  lines: readonly SourceLine[],
  input: ArticleFacts,
): { readonly lines: readonly LineToWrite[]; readonly errors: readonly Reason[] } {
  const found = lines.flatMap((line) => withArticle(line, lines, input));
  return {
    lines: found.flatMap((line) => (line.ok ? [line.value] : [])),
    errors: found.flatMap((line) => (line.ok ? [] : [line.error])),
  };
}

/** A card of nothing owes nobody anything: without a coding for cards its words alone stay. */
const isCardOfNothing = (line: SourceLine, { settings }: ArticleFacts): boolean =>
  line.kind === "gift-card" && isFree(line) && settings.orders.giftCardCoding === null;

function withArticle(
  line: SourceLine,
  lines: readonly SourceLine[],
  input: ArticleFacts,
): readonly Result<LineToWrite, Reason>[] {
  if (line.kind === "text" || isCardOfNothing(line, input)) return [ok({ line, article: null })];
  return articlesOf(line, lines, input).map(({ line: part, article }) =>
    article.ok ? ok({ line: part, article: article.value }) : article,
  );
}

/** An invoice or a credit; both are created as invoice drafts. */
const isInvoice = ({ form }: PlanInput): boolean => form === "invoice" || form === "credit";

const numbered = (rows: readonly DraftRow[]): readonly PlannedRow[] =>
  rows.map((row, index) => ({ lineNumber: index + 1, ...row }));

/**
 * Returns a reason for each rate at which the ledger's VAT will differ from the source's. Both are
 * right: the source was checked, and the gross is what was charged; only the rounding of VAT
 * differs. Recorded to explain the VAT return.
 */
function vatDifferences(lines: readonly SourceLine[], predicted: Totals): readonly Reason[] {
  return predicted.perRate.flatMap(({ rate, vat }) => {
    const source = amount(
      sum(
        linesWithAmounts(lines)
          .filter((line) => plain(line.vatRate) === rate)
          .map((line) => line.vat),
      ),
    );
    return same(source, vat)
      ? []
      : [
          reason("vat-method-difference", {
            rate,
            source,
            ledger: vat,
            difference: amount(dec(vat).minus(dec(source))),
          }),
        ];
  });
}
