/**
 * The form of one row: quantity, price and discount that make the ledger compute the source's own
 * row amount, if such a form exists; otherwise the nearest one, with the difference.
 *
 * The source's own figures are preferred, as buyer and shop know them. A quantity is kept; only a
 * row of a system article (shipping, discount), whose quantity means nothing, and one whose
 * quantity the document can't hold may become one piece. A price is never negative: a deduction has
 * a negative quantity.
 */
import {
  amount,
  dec,
  type Decimal,
  ONE,
  plain,
  round,
  sign,
  sum,
  vatInGross,
  vatOnNet,
  ZERO,
} from "../../../domain/money.ts";
import type { Totals, VatRounding } from "../../../domain/orders/sales-order.ts";

import type Big from "big.js";

/**
 * The vendor's limits: 4 decimals for quantities of orders (2 on invoice drafts) and discounts, 2
 * for prices of domestic sales in the company's own currency (otherwise 4).
 */
export const QUANTITY_DECIMALS = 4;
const DISCOUNT_DECIMALS = 4;
export const DOMESTIC_PRICE_DECIMALS = 2;

export type RowSource = {
  readonly quantity: Decimal;
  /** In the source's price basis. */
  readonly price: Decimal;
  readonly discount: Decimal;
  readonly rate: Decimal;
  /** The amount that the row must have, in the document's price basis. */
  readonly target: Decimal;
};

export type FormRules = {
  readonly sourceIncludesVat: boolean;
  readonly documentIncludesVat: boolean;
  readonly priceDecimals: number;
  readonly quantityDecimals: number;
  /** The quantity moves stock: not even its sign may change. */
  readonly stock: boolean;
  /** The quantity means nothing: the row may become one piece. */
  readonly systemArticle: boolean;
};

type RowForm = {
  readonly quantity: Decimal;
  readonly unitPrice: Decimal;
  readonly discount: Decimal;
  readonly amount: Decimal;
  /** The row's difference from its target; "0.00" for an exact form. */
  readonly rest: Decimal;
  readonly form: "as-source" | "price-from-amount" | "one-piece" | "nearest";
};

/**
 * Returns the amount that the ledger computes for a row (assumption: rounded half away from zero,
 * after the discount).
 */
export const rowAmount = (quantity: Big, price: Big, discount: Big): Big =>
  round(quantity.times(price).times(ONE.minus(discount)));

export function rowForm(source: RowSource, rules: FormRules): RowForm {
  const target = dec(source.target);
  const quantity = quantityOf(source, rules);
  const candidates = [
    asSource(source, quantity, rules),
    fromAmount(target, quantity, rules),
  ].filter((form) => form !== null);
  const made = candidates.map((form) => ({
    ...form,
    rest: target.minus(rowAmount(form.quantity, form.price, form.discount)),
  }));
  const exact = made.find((form) => form.rest.eq(0));
  if (exact !== undefined) return written(exact, exact.form);
  // The quantity is finer than the document's field and rounds to zero.
  if (rules.systemArticle || (quantity.eq(0) && !rules.stock))
    return written(
      { quantity: dec(sign(target)), price: target.abs(), discount: ZERO, rest: ZERO },
      "one-piece",
    );
  const [first, ...others] = made;
  if (first === undefined) throw new Error("a row without any form");
  return written(
    others.reduce((best, form) => (form.rest.abs().lt(best.rest.abs()) ? form : best), first),
    "nearest",
  );
}

type Candidate = { readonly quantity: Big; readonly price: Big; readonly discount: Big };

function quantityOf(source: RowSource, rules: FormRules): Big {
  const quantity = round(source.quantity, rules.quantityDecimals);
  const direction = sign(source.target);
  return rules.stock || direction === 0 ? quantity : quantity.abs().times(direction);
}

function asSource(
  source: RowSource,
  quantity: Big,
  rules: FormRules,
): (Candidate & { form: "as-source" }) | null {
  const discount = dec(source.discount);
  if (discount.lt(0) || discount.gt(1)) return null;
  const price = round(inDocumentBasis(source, rules), rules.priceDecimals);
  return {
    quantity,
    price: price.abs(),
    discount: round(discount, DISCOUNT_DECIMALS),
    form: "as-source",
  };
}

function inDocumentBasis(source: RowSource, rules: FormRules): Big {
  const price = dec(source.price);
  if (rules.sourceIncludesVat === rules.documentIncludesVat) return price;
  const withVat = dec(source.rate).plus(1);
  return rules.sourceIncludesVat ? price.div(withVat) : price.times(withVat);
}

function fromAmount(
  target: Big,
  quantity: Big,
  rules: FormRules,
): Candidate & { form: "price-from-amount" } {
  const price = quantity.eq(0) ? ZERO : round(target.div(quantity), rules.priceDecimals);
  return { quantity, price: price.lt(0) ? ZERO : price, discount: ZERO, form: "price-from-amount" };
}

function written(row: Candidate & { readonly rest: Big }, form: RowForm["form"]): RowForm {
  return {
    quantity: plain(row.quantity),
    unitPrice: plain(row.price),
    discount: plain(row.discount),
    amount: amount(rowAmount(row.quantity, row.price, row.discount)),
    rest: amount(row.rest),
    form,
  };
}

/** A text row has no rate and counts nothing. */
type RowToCount = { readonly amount: Decimal; readonly vatRate: Decimal | null };

export type Prediction = Readonly<Record<VatRounding, Totals>>;

/**
 * Returns what the ledger must answer for exactly these rows. Whether it rounds VAT by row or by
 * rate is learnt from its answers, so both are computed; an answer that equals neither isn't
 * rounding. Prices without VAT: VAT is added on top. Prices with VAT: VAT is taken out of the row
 * amounts, and the gross is their sum.
 */
export function predict(rows: readonly RowToCount[], pricesIncludeVat: boolean): Prediction {
  return {
    row: totals(rows, pricesIncludeVat, "row"),
    rate: totals(rows, pricesIncludeVat, "rate"),
  };
}

function totals(
  rows: readonly RowToCount[],
  pricesIncludeVat: boolean,
  rounding: VatRounding,
): Totals {
  const perRate = [...amountsByRate(rows)].map(([rate, amounts]) => {
    const base = sum(amounts);
    const vatOf = (figure: Decimal | typeof base) =>
      round(pricesIncludeVat ? vatInGross(figure, rate) : vatOnNet(figure, rate));
    const vat = rounding === "rate" ? vatOf(base) : sum(amounts.map(vatOf));
    return { rate, net: amount(pricesIncludeVat ? base.minus(vat) : base), vat: amount(vat) };
  });
  const net = sum(perRate.map((one) => one.net));
  const vat = sum(perRate.map((one) => one.vat));
  return { net: amount(net), vat: amount(vat), gross: amount(net.plus(vat)), perRate };
}

/** Lowest rate first, so that the same rows always give the same text. */
function amountsByRate(rows: readonly RowToCount[]): ReadonlyMap<Decimal, readonly Decimal[]> {
  const found = new Map<Decimal, Decimal[]>();
  for (const row of rows)
    if (row.vatRate !== null)
      found.set(plain(row.vatRate), [...(found.get(plain(row.vatRate)) ?? []), row.amount]);
  return new Map([...found].sort(([a], [b]) => dec(a).cmp(dec(b))));
}
