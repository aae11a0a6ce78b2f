/**
 * What is due for one order by the shop, its documents in the ledger, and the parts of the
 * difference: per currency and VAT rate, to the cent. Pure.
 *
 * Promises: documents less due amounts equal the sum of the parts, per currency in gross and per
 * rate in net and VAT. So every cent of a day's difference has a name.
 */
import { amount, dec, type Decimal, plain, negated, same, sum } from "../../domain/money.ts";
import type { RateTotals } from "../../domain/orders/sales-order.ts";

/**
 * The parts of a difference. `not-booked`, `not-credited`, `cancelled`, `changed`: on hold, by what
 * is due and what stands in the ledger: sums of opposite sign never share a part. `held`: on hold
 * though its document comes to what is due; of days that an older release compared, all of these.
 * `waiting`, `in-doubt`: due, and not settled. `missing`, `amount`, `currency`, `vat`, `twice`,
 * `without-order`: the finding. `left`: excluded, but a document of ours exists. `undone`: a person
 * undid its booking, and it is neither booked again nor skipped. `unread`: figures of its document
 * or of the order can't be read. `rounding`: both sides round, or the tenant's tolerance allows
 * it.
 */
export const PART_NAMES = [
  "not-booked",
  "not-credited",
  "cancelled",
  "changed",
  "held",
  "waiting",
  "in-doubt",
  "missing",
  "amount",
  "currency",
  "vat",
  "twice",
  "without-order",
  "left",
  "undone",
  "unread",
  "rounding",
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** `rate`: a fraction; `null` where one side doesn't show its rates. */
export type RateFigures = {
  readonly rate: Decimal | null;
  readonly net: Decimal;
  readonly vat: Decimal;
};

/** Of one currency. */
export type Figures = {
  readonly currency: string;
  readonly gross: Decimal;
  readonly rates: readonly RateFigures[];
};

/** `orders`: how many orders or documents it comes from. Absent: not counted. */
export type Part = Figures & { readonly name: PartName; readonly orders?: number };

/** The parts that orders on hold cause. */
export const HELD_NAMES = ["not-booked", "not-credited", "cancelled", "changed", "held"] as const;
type HeldName = (typeof HELD_NAMES)[number];

export const isHeldName = (name: string): name is HeldName =>
  HELD_NAMES.some((known) => known === name);

/** Of each order or document that it comes from. */
export const withOrderCount = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part) => ({ ...part, orders: 1 }));

export type Balance = {
  readonly due: readonly Figures[];
  readonly stands: readonly Figures[];
  readonly parts: readonly Part[];
  /** Its VAT is in no row of its own: it counts in gross, and on neither side of the rates. */
  readonly withoutVat: boolean;
};

/** One side's sums of an order or document. `vat`: `null` where no row shows it. */
export type SideSums = {
  readonly currency: string;
  readonly gross: Decimal;
  readonly vat: Decimal | null;
  readonly perRate: readonly RateTotals[] | null;
};

type BalanceInput = {
  /** `null`: nothing is due, or it can't be read. */
  readonly due: SideSums | null;
  /** Documents of the order. */
  readonly own: readonly SideSums[];
  /** Documents with its marker that are too much. */
  readonly others: readonly { readonly name: "twice" | "without-order"; readonly sums: SideSums }[];
  /** Why the due amount and the documents differ. */
  readonly name: PartName;
};

export function balanceOf({ due, own, others, name }: BalanceInput): Balance {
  const both = due === null ? own : [due, ...own];
  const withoutVat = own.some(({ vat }) => vat === null);
  const wholly = both.some(({ perRate }) => perRate === null);
  const figures = (sums: SideSums): Figures => ({
    currency: sums.currency,
    gross: amount(sums.gross),
    rates: withoutVat ? [] : ratesOf(sums, wholly),
  });
  const asked = due === null ? [] : [figures(due)];
  const stands = own.map(figures);
  const tooMuch = others.map((one): Part => ({
    name: one.name,
    currency: one.sums.currency,
    gross: amount(one.sums.gross),
    rates: ratesOf(one.sums, false),
  }));
  const difference = add([...stands, ...asked.map(turned)]).map((one): Part => ({ name, ...one }));
  return {
    due: add(asked),
    stands: add([...stands, ...tooMuch]),
    parts: [...difference, ...tooMuch].filter((part) => isOpen(part) || !isNothing(part)),
    withoutVat,
  };
}

type OneSide = Omit<SideSums, "currency"> & { readonly currency?: string | null };

/**
 * Returns what stands in the ledger of an order, second documents and those in doubt among it, as
 * its difference counts it: in its currency, where something stands in that. `valid`: the sum of
 * the documents that are right, which has rates also where the shop has none. `balance`: `null` of
 * what an older release compared.
 */
export function ledgerSide(
  balance: Pick<Balance, "stands" | "withoutVat"> | null,
  valid: OneSide | null,
  currency: string | null,
): OneSide | null {
  const stands = balance?.stands ?? [];
  const one = stands.find((of) => of.currency === currency) ?? stands[0];
  if (one === undefined || balance === null) return valid;
  const isOfIt = (valid?.currency ?? one.currency) === one.currency;
  if (valid !== null && isOfIt && same(valid.gross, one.gross)) return valid;
  const perRate = one.rates.flatMap(({ rate, net, vat }) =>
    rate === null ? [] : [{ rate, net, vat }],
  );
  return {
    currency: one.currency,
    gross: one.gross,
    vat: balance.withoutVat ? null : amount(sum(one.rates.map(({ vat }) => vat))),
    perRate: balance.withoutVat || perRate.length < one.rates.length ? null : perRate,
  };
}

function ratesOf({ gross, vat, perRate }: SideSums, wholly: boolean): readonly RateFigures[] {
  if (vat === null) return [];
  if (wholly || perRate === null)
    return [
      { rate: null, net: amount(dec(amount(gross)).minus(dec(amount(vat)))), vat: amount(vat) },
    ];
  return perRate.map(({ rate, net, vat: tax }) => ({
    rate: plain(rate),
    net: amount(net),
    vat: amount(tax),
  }));
}

/** Adds up by currency and by rate; the unknown rate comes last. */
export function add(all: readonly Figures[]): readonly Figures[] {
  const currencies = [...Map.groupBy(all, ({ currency }) => currency)].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  return currencies.map(([currency, of]) => ({
    currency,
    gross: total(of.map(({ gross }) => gross)),
    rates: addRates(of.flatMap(({ rates }) => rates)),
  }));
}

/** An unknown rate comes last. */
function byRate(a: RateFigures["rate"], b: RateFigures["rate"]): number {
  if (a === null) return 1;
  return b === null ? -1 : dec(a).cmp(dec(b));
}

function addRates(all: readonly RateFigures[]): readonly RateFigures[] {
  const rates = [...Map.groupBy(all, ({ rate }) => rate)].sort(([a], [b]) => byRate(a, b));
  return rates.map(([rate, of]) => ({
    rate,
    net: total(of.map(({ net }) => net)),
    vat: total(of.map(({ vat }) => vat)),
  }));
}

/** Parts of one name and currency are one; in the order of the names. */
export const addParts = (all: readonly Part[]): readonly Part[] =>
  PART_NAMES.flatMap((name) => {
    const named = all.filter((part) => part.name === name);
    return add(named).map((figures): Part => {
      const orders = ordersIn(named.filter(({ currency }) => currency === figures.currency));
      return { name, ...figures, ...(orders === null ? {} : { orders }) };
    });
  });

/** `null`: not all of them were counted. */
const ordersIn = (parts: readonly Part[]): number | null =>
  parts.reduce<number | null>(
    (count, { orders }) => (count === null || orders === undefined ? null : count + orders),
    0,
  );

const total = (figures: readonly Decimal[]): Decimal => amount(sum(figures));

const turned = ({ currency, gross, rates }: Figures): Figures => ({
  currency,
  gross: negated(gross),
  rates: rates.map(({ rate, net, vat }) => ({ rate, net: negated(net), vat: negated(vat) })),
});

/** Still to be decided: it is told with its kind, also where it comes to nothing. */
const isOpen = ({ name }: Part): boolean =>
  isHeldName(name) || name === "waiting" || name === "in-doubt";

const isNothing = ({ gross, rates }: Figures): boolean =>
  [gross, ...rates.flatMap(({ net, vat }) => [net, vat])].every((figure) => dec(figure).eq(0));
