// The money of an order, from its rows. Whether `Amount` excludes VAT, and how VAT is rounded, are switches.
import { Big } from "big.js";
import type { Json } from "../json.ts";
import { toNumber } from "../money/round.ts";
import { rowAmount, type RowToTotal, type Totals, totals } from "../money/totals.ts";
import type { Act } from "../vendor/act.ts";
import { invalid } from "../vendor/fault.ts";
import type { OrderRow } from "../world/entities.ts";
import type { Sale } from "./order-sale.ts";

export function orderTotals(act: Act, sale: Sale, rows: readonly OrderRow[]): Record<string, Json> {
  const articleRows = rows.filter((row) => !row.IsTextRow);
  const ordered = totalOf(
    act,
    sale,
    articleRows.map((row) => toTotal(row, new Big(row.Amount))),
  );
  // Negative rows are allowed as long as something is left to pay.
  if (articleRows.length > 0 && ordered.gross.lte(0))
    throw invalid("Rows", "The total amount of the order must be positive.");
  const half = act.switches.get("roundingHalf");
  const delivered = totalOf(
    act,
    sale,
    articleRows.map((row) =>
      toTotal(
        row,
        rowAmount(
          new Big(row.DeliveredQuantity),
          new Big(row.UnitPrice),
          new Big(row.DiscountPercentage),
          half,
        ),
      ),
    ),
  );
  return {
    Amount: amountOf(act, ordered),
    VatAmount: toNumber(ordered.vat),
    RoundingsAmount: toNumber(ordered.roundings),
    DeliveredAmount: amountOf(act, delivered),
    DeliveredVatAmount: toNumber(delivered.vat),
    DeliveredRoundingsAmount: toNumber(delivered.roundings),
  };
}

export function totalOf(act: Act, sale: Sale, rows: readonly RowToTotal[]): Totals {
  const { settings } = act.company;
  return totals(rows, {
    includesVat: sale.includesVat,
    vatRounding: act.switches.get("vatRounding"),
    half: act.switches.get("roundingHalf"),
    wholeUnits:
      settings.DomesticCurrencyRounding === 1 &&
      sale.currency.toUpperCase() === settings.CurrencyCode,
  });
}

function toTotal(row: OrderRow, amount: Big): RowToTotal {
  return { amount, rate: new Big(row.VatRate ?? 0).times(100) };
}

/** The amount to pay has the rounding in it, the amount without VAT hasn't. */
function amountOf(act: Act, total: Totals): number {
  return toNumber(
    act.switches.get("orderAmountBasis") === "excl" ? total.net : total.gross.plus(total.roundings),
  );
}
