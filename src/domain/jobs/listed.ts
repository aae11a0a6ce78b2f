/**
 * What lists show of an order or a customer, from the data just fetched: the person, which is
 * personal and kept sealed, and facts that name nobody.
 */
import { amount, type Decimal, dec, exact, same, sum } from "../money.ts";
import type { JobFigures } from "./job-figures.ts";
import { netOf, soldOf, soldPart } from "../orders/sold.ts";
import { soldByRate } from "../orders/sold-by-rate.ts";
import type { RateTotals } from "../orders/sales-order.ts";
import type { Debtor, Order, PaymentState } from "../orders/order.ts";
import { cut, oneLine, nonBlankOrNull } from "../platform/text.ts";

/** Personal data. */
export type ListedPerson = {
  readonly company: string | null;
  readonly name: string | null;
  readonly city: string | null;
  /** ISO 3166 alpha-2. */
  readonly country: string | null;
};

/** What was sold at one VAT rate (a fraction). */
type RateSum = readonly [rate: Decimal, net: Decimal, vat: Decimal];

/** Names nobody. */
export type ListedFacts = {
  /** The order's day by the shop's clock. */
  readonly date: string;
  readonly payment: PaymentState;
  /** What was sold, without VAT. */
  readonly net: Decimal;
  readonly rates: readonly RateSum[];
  /** What of net and VAT stands at none of these rates: with it they come to both. */
  readonly rest?: { readonly net: Decimal; readonly vat: Decimal };
  /** Its total, known before a run ends; absent where an earlier release read it. */
  readonly charged?: Omit<JobFigures, "of">;
};

export type ListedOrder = { readonly person: ListedPerson; readonly facts?: ListedFacts };

/** Longer names are cut in lists; the order's page shows them whole. */
const MAX_CHARS = 120;
/** An order's facts stay small, whatever its lines; its smaller rates are in the rest. */
const MAX_RATES = 8;

export const listedOrder = (order: Order): ListedOrder => ({
  person: personOf({
    ...order.invoiceAddress,
    company: order.companyName,
    name: order.attentionTo ?? order.invoiceAddress.name,
  }),
  facts: {
    date: order.date.slice(0, "2026-01-31".length),
    payment: order.payment,
    ...soldIn(order),
  },
});

function soldIn(order: Order): Pick<ListedFacts, "net" | "rates" | "rest" | "charged"> {
  const { gross, vat, currency } = order;
  const charged = { gross, vat, currency, ...soldPart(order) };
  const net = netOf(order.net, charged);
  const rates = mostOf(soldByRate(order) ?? []);
  return { net, rates, ...restOf(rates, net, soldOf(charged).vat), charged };
}

export const listedDebtor = ({ name, attentionTo, address }: Debtor): ListedOrder => ({
  person: personOf({ ...address, company: name, name: attentionTo }),
});

function personOf({ company, name, city, country }: ListedPerson): ListedPerson {
  const [ofCompany, ofPerson] = [shortened(company), shortened(name)];
  return {
    company: ofCompany,
    name: ofPerson === ofCompany ? null : ofPerson,
    city: shortened(city),
    country,
  };
}

const shortened = (text: string | null): string | null =>
  nonBlankOrNull(text === null ? null : cut(oneLine(text), MAX_CHARS));

/** The largest amounts, the highest rate first; rates without any, as of texts, aren't listed. */
const mostOf = (rates: readonly RateTotals[]): readonly RateSum[] =>
  rates
    .filter(({ net, vat }) => !same(net, 0) || !same(vat, 0))
    .map(({ rate, net, vat }): RateSum => [rate, net, vat])
    .toSorted(([, a], [, b]) => dec(b).abs().cmp(dec(a).abs()))
    .slice(0, MAX_RATES)
    .toSorted(([a], [b]) => dec(b).cmp(dec(a)));

function restOf(rates: readonly RateSum[], net: Decimal, vat: Decimal): Pick<ListedFacts, "rest"> {
  const rest = {
    net: exact(dec(net).minus(sum(rates.map((of) => of[1])))),
    vat: exact(dec(vat).minus(sum(rates.map((of) => of[2])))),
  };
  return same(rest.net, 0) && same(rest.vat, 0) ? {} : { rest };
}

/**
 * Returns the facts of a row with these amounts, whose net and rates come to them: where an earlier
 * release read the order, or the amounts are of another reading, nothing is told by rate.
 */
export function factsBeside(facts: ListedFacts, figures: JobFigures | null): ListedFacts {
  if (figures === null || !("rates" in facts)) return facts;
  const { rest: _, ...kept } = facts;
  const { gross, vat } = soldOf(figures);
  const isOfThem = facts.charged === undefined || isSame(facts.charged, figures);
  const net = isOfThem ? netOf(facts.net, figures) : amount(dec(gross).minus(vat));
  const { rest = { net: "0", vat: "0" } } = facts;
  const told = restOf([...facts.rates, ["0", rest.net, rest.vat]], net, vat);
  return isOfThem && told.rest === undefined
    ? { ...facts, net }
    : { ...kept, net, rates: [], ...restOf([], net, vat) };
}

const isSame = (one: JobFigures, other: JobFigures): boolean =>
  one.currency === other.currency &&
  [one, soldOf(one)].every(({ gross, vat }, index) => {
    const there = index === 0 ? other : soldOf(other);
    return same(gross, there.gross) && same(vat, there.vat);
  });

/** Returns the name for a list; `null`: none. */
export const nameIn = ({ company, name }: ListedPerson): string | null =>
  [company, name].filter((part) => part !== null).join(", ") || null;

const MAX_WORDS = 12;
const SHORTEST = 2;
const LONGEST = 40;

/** Letters that don't decompose into a base and a mark, with what people type instead. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
};

/**
 * Returns the words of a text as names are searched: without case, accents and punctuation, each
 * once. Search and index must fold alike, so both call this.
 */
export function wordsIn(text: string): readonly string[] {
  const folded = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(/[^a-z]/g, (letter) => PLAIN[letter] ?? letter);
  const words = folded
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST)
    .map((word) => word.slice(0, LONGEST));
  return [...new Set(words)];
}

/** Returns the words by which such a name is found. */
export const nameWords = ({ company, name }: ListedPerson): readonly string[] =>
  wordsIn([company, name].filter((part) => part !== null).join(" ")).slice(0, MAX_WORDS);
