/**
 * Net and VAT by rate as columns of a table: one pair for each rate that the shop's VAT codes have,
 * and one for all others, so that every order's amounts stand in some column.
 */
import type { JobView } from "../../domain/jobs/job.ts";
import type { NameLists } from "../../domain/ledger/names.ts";
import { dec, type Decimal, exact, sum } from "../../domain/money.ts";
import type { Messages } from "../../messages/index.ts";

type Rates = NonNullable<JobView["facts"]>["rates"];
type Pair = { readonly name: string; readonly holds: (rate: Decimal) => boolean };

type RateColumns = {
  readonly head: readonly string[];
  /** Empty where the order has nothing at a rate. */
  readonly cellsOf: (rates: Rates) => readonly Decimal[];
};

/** From the shop's list, as a fraction: "25%" is 0.25. */
function ratesIn(names: NameLists): readonly Decimal[] {
  const rates = (names["asperion.vatCodes"]?.entries ?? []).flatMap(({ note }) => {
    const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(note ?? "")?.[1];
    return percent === undefined ? [] : [dec(percent).div(100)];
  });
  return [...new Set(rates.toSorted((a, b) => b.cmp(a)).map(exact))];
}

/** None where the shop's rates aren't known: the rates in words are all there is then. */
export function rateColumns(
  names: NameLists,
  { t }: Messages,
  percent: (rate: Decimal) => string,
): RateColumns {
  const known = ratesIn(names);
  const isAt = (rate: Decimal) => (other: Decimal) => dec(rate).eq(dec(other));
  const pairs: readonly Pair[] =
    known.length === 0
      ? []
      : [
          ...known.map((rate) => ({ name: percent(rate), holds: isAt(rate) })),
          {
            name: t("lists.columns.otherRates"),
            holds: (rate) => !known.some(isAt(rate)),
          },
        ];
  return {
    head: pairs.flatMap(({ name }) => [
      t("lists.columns.netAt", { rate: name }),
      t("lists.columns.vatAt", { rate: name }),
    ]),
    cellsOf: (rates) =>
      pairs.flatMap(({ holds }) => {
        const own = rates.filter(([rate]) => holds(rate));
        return own.length === 0
          ? ["", ""]
          : [exact(sum(own.map(([, net]) => net))), exact(sum(own.map(([, , vat]) => vat)))];
      }),
  };
}
