/**
 * The days of a month, or of any range, as one statement: what the shop expects, what stands in the
 * ledger, and the difference as the sum of what it is made of. Pure.
 *
 * Promises: what stands less what is due is the sum of the lines, per currency, to the cent, also
 * of days whose difference an older release didn't break down: that is a line of its own.
 */
import { amount, dec, type Decimal, sum } from "../../domain/money.ts";
import { defined } from "../../domain/platform/defined.ts";
import { add, addParts, PART_NAMES, type PartName, type RateFigures } from "./balance.ts";
import type { DaySums, Side } from "./day-sums.ts";

/** `unnamed`: of days that weren't broken down when they were compared. */
export const LINE_NAMES = [...PART_NAMES, "unnamed"] as const;
type LineName = (typeof LINE_NAMES)[number];

/** `orders`: how many orders or documents it comes from. Absent: an older release didn't count. */
type StatementLine = {
  readonly name: LineName;
  readonly gross: Decimal;
  readonly orders?: number;
};

export type CurrencyStatement = {
  readonly currency: string;
  /** Orders with a due amount. */
  readonly orders: number;
  readonly source: Decimal;
  readonly ledger: Decimal;
  readonly difference: Decimal;
  readonly lines: readonly StatementLine[];
};

export type RateStatement = {
  readonly currency: string;
  /** A fraction; `null`: orders whose rates one side doesn't show. */
  readonly rate: Decimal | null;
  readonly source: Side;
  readonly ledger: Side;
  readonly lines: readonly ({ readonly name: PartName } & Side)[];
};

type Statement = {
  readonly currencies: readonly CurrencyStatement[];
  readonly rates: readonly RateStatement[];
  /** Orders whose VAT the ledger has in no row of its own: they count in no rate. */
  readonly withoutVat: number;
};

export function statementOf(days: readonly Pick<DaySums, "totals">[]): Statement {
  const sums = days.flatMap(({ totals }) => totals.gross);
  const parts = addParts(days.flatMap(({ totals }) => totals.parts));
  const currencies = [...Map.groupBy(sums, ({ currency }) => currency)].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  return {
    currencies: currencies.map(([currency, of]): CurrencyStatement => {
      const source = sum(of.map((one) => one.source));
      const ledger = sum(of.map((one) => one.ledger));
      const named = parts
        .filter((part) => part.currency === currency)
        .map(({ name, gross, orders }): StatementLine => ({ name, gross, ...defined({ orders }) }));
      const unnamed = ledger.minus(source).minus(sum(named.map(({ gross }) => gross)));
      return {
        currency,
        orders: of.reduce((count, one) => count + one.orders, 0),
        source: amount(source),
        ledger: amount(ledger),
        difference: amount(ledger.minus(source)),
        lines: [
          ...named.filter(({ gross }) => !dec(gross).eq(0)),
          ...(unnamed.eq(0) ? [] : [{ name: "unnamed" as const, gross: amount(unnamed) }]),
        ],
      };
    }),
    rates: ratesOf(days),
    withoutVat: sums.reduce((count, one) => count + (one.withoutVat ?? 0), 0),
  };
}

/** Net and VAT of all these days together: what an accountant holds against the VAT return. */
function ratesOf(days: readonly Pick<DaySums, "totals">[]): readonly RateStatement[] {
  const all = days.flatMap(({ totals }) => totals.rates);
  const side = (of: "source" | "ledger") =>
    add(
      all.map(({ currency, rate, ...sides }) => ({
        currency,
        gross: "0.00",
        rates: [{ rate, ...sides[of] }],
      })),
    );
  const ledger = side("ledger");
  const parts = addParts(days.flatMap(({ totals }) => totals.parts));
  return side("source").flatMap(({ currency, rates }) =>
    rates.map(({ rate, net, vat }): RateStatement => ({
      currency,
      rate,
      source: { net, vat },
      ledger: at(ledger.find((one) => one.currency === currency)?.rates, rate),
      lines: parts
        .filter((part) => part.currency === currency)
        .map((part) => ({ name: part.name, ...at(part.rates, rate) }))
        .filter((line) => !dec(line.net).eq(0) || !dec(line.vat).eq(0)),
    })),
  );
}

function at(rates: readonly RateFigures[] | undefined, rate: Decimal | null): Side {
  const found = rates?.find((one) => one.rate === rate);
  return found === undefined ? { net: "0.00", vat: "0.00" } : { net: found.net, vat: found.vat };
}
