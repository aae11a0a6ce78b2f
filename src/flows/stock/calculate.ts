/**
 * The figure that the shop is to have of one article. What the shop sold and the ledger doesn't
 * hold yet is taken off first, inside the calculation: so nothing changes when such an order is
 * booked, whichever calculation it is.
 */
import Big from "big.js";
import { dec, type Decimal, plain, ZERO } from "../../domain/money.ts";
import type { LedgerStock } from "../../domain/goods/stock.ts";
import type { Compiled } from "../../settings/expressions/index.ts";
import { computeStock } from "../../settings/stock/stock-expression.ts";
import type { StockSettings } from "../../settings/stock/stock-settings.ts";

const ROUNDING = { down: Big.roundDown, nearest: Big.roundHalfUp, up: Big.roundUp } as const;

/**
 * `unbooked`: pieces sold in the shop that no document of the ledger has; negative for returns.
 * `null`: the tenant's own expression gives no figure for this article.
 */
export function targetStock(
  article: LedgerStock,
  unbooked: Decimal,
  settings: StockSettings,
  expression: Compiled | null = null,
): Decimal | null {
  const exact = calculated(article, dec(unbooked), settings, expression);
  if (exact === null) return null;
  const rounded = towards(exact, settings);
  return plain(settings.floorAtZero && rounded.lt(0) ? ZERO : rounded);
}

function calculated(
  article: LedgerStock,
  unbooked: Big,
  settings: StockSettings,
  expression: Compiled | null,
): Big | null {
  const available = dec(article.available).minus(unbooked);
  switch (settings.calculation) {
    case "available":
      return available;
    case "balance":
      return dec(article.balance).minus(unbooked);
    case "margin":
      return available.minus(settings.margin);
    case "percentage":
      return available.times(settings.percentage).div(100);
    case "expression": {
      if (expression === null)
        throw new Error("a calculation by expression without the expression");
      const figures = {
        available: plain(available),
        balance: plain(dec(article.balance).minus(unbooked)),
        reserved: article.reserved,
        number: article.number,
      };
      const figure = computeStock(expression, figures);
      return figure === null ? null : dec(figure);
    }
  }
}

/** Down is towards fewer pieces and up towards more, below zero as above. */
function towards(figure: Big, { rounding, decimals }: StockSettings): Big {
  const rounded = figure.round(decimals, ROUNDING[rounding]);
  if (rounding === "nearest" || figure.gte(0) || rounded.eq(figure)) return rounded;
  return figure.round(decimals, rounding === "down" ? Big.roundUp : Big.roundDown);
}
