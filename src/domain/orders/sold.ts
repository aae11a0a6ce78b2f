/**
 * What an order counts as in sums and lists: what was sold. A gift card that paid is a payment, as
 * in the ledger's document; a cancelled order charges nothing. The same as the reconciliation reads
 * from the shop's list (src/asperion/order-sums.ts). Pure.
 */
import type { JobFigures } from "../jobs/job-figures.ts";
import {
  amount,
  dec,
  type Decimal,
  sum,
  allocate,
  fits,
  plain,
  round,
  vatInGross,
} from "../money.ts";
import type { Order } from "./order.ts";

type Totals = { readonly gross: Decimal; readonly vat: Decimal };

/** What a job's order counts as. */
export const soldOf = ({ gross, vat, sold }: JobFigures): Totals => sold ?? { gross, vat };

/** What was sold, without its VAT. `net`: of the order's total. */
export const netOf = (net: Decimal, { sold }: JobFigures): Decimal =>
  sold === undefined ? net : amount(dec(sold.gross).minus(dec(sold.vat)));

/** What gift cards paid of it; `null`: nothing. */
export function paidByCards({ gross, sold, cancelled }: JobFigures): Decimal | null {
  if (sold === undefined || cancelled === true) return null;
  return amount(dec(sold.gross).minus(dec(gross)));
}

/** Returns what differs from the order's total; nothing for most orders. */
export function soldPart(
  order: Pick<Order, "gross" | "vat" | "state" | "creditsOrderId" | "lines">,
): Pick<JobFigures, "sold" | "cancelled"> {
  if (order.state === "cancelled") return { sold: { gross: "0.00", vat: "0.00" }, cancelled: true };
  // A credit gives the card back beside what it takes back.
  const used =
    order.creditsOrderId === null
      ? order.lines.filter(({ kind, gross }) => kind === "gift-card" && dec(gross).lt(0))
      : [];
  if (used.length === 0) return {};
  const paid = sum(used.map(({ gross }) => gross));
  return { sold: { gross: amount(dec(order.gross).minus(paid)), vat: order.vat } };
}

/**
 * What the order charges at a rate before the discount: `rate` a fraction, `gross` in major units,
 * VAT included.
 */
type Charged = { readonly rate: Decimal; readonly gross: Decimal };

/**
 * What is taken off at a rate, below zero; above zero at a rate of which more was returned than
 * sold.
 */
export type TakenOff = {
  readonly rate: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
};

/** How far head and lines may differ by rounding: half a cent a line, and one half for the head. */
export const roundingBound = (lineCount: number) => dec("0.005").times(lineCount + 1);

/**
 * Spreads by largest remainder over the gross per rate, so that the parts equal exactly what the
 * head took off; a rate of which more was returned than sold gives back its part. `discount` is a
 * fraction, `gross` what the head charges. Empty where the lines' gap isn't that fraction of them;
 * the check of the source then reports that head and lines disagree.
 */
export function spreadHeadDiscount(
  lines: readonly Charged[],
  discount: Decimal | null,
  gross: Decimal,
): readonly TakenOff[] {
  if (discount === null || dec(discount).eq(0)) return [];
  const total = sum(lines.map((line) => line.gross));
  const missing = total.minus(dec(gross));
  // An amount with more decimals than money can't be spread; the check of the source holds such an
  // order.
  if (missing.lte(0) || !fits(missing, 2)) return [];
  if (
    missing
      .minus(total.times(dec(discount)))
      .abs()
      .gt(roundingBound(lines.length))
  )
    return [];

  const rates = [...Map.groupBy(lines, ({ rate }) => plain(rate))];
  const parts = allocate(
    missing,
    rates.map(([, of]) => sum(of.map((line) => line.gross))),
  );
  return rates.flatMap(([rate], index) => {
    const off = dec(parts[index] ?? "0").times(-1);
    if (off.eq(0)) return [];
    const vat = round(vatInGross(off, rate));
    return [{ rate, net: amount(off.minus(vat)), vat: amount(vat), gross: amount(off) }];
  });
}
