/**
 * What lists show of an order or a customer, from the data just fetched: the person, which is
 * personal and kept sealed, and facts that name nobody.
 */
import { amount, type Decimal, dec, plain, sum } from "../money.ts";
import type { JobFigures } from "./job-figures.ts";
import { soldPart } from "../orders/sold.ts";
import type { Debtor, Order, OrderLine, PaymentState } from "../orders/order.ts";
import { cut, oneLine, present } from "../platform/text.ts";

/** Personal data. */
export type ListedPerson = {
  readonly company: string | null;
  readonly name: string | null;
  readonly city: string | null;
  /** ISO 3166 alpha-2. */
  readonly country: string | null;
};

/** The sums of the order's lines at one VAT rate (a fraction). */
type RateSum = readonly [rate: Decimal, net: Decimal, vat: Decimal];

/** Names nobody. */
export type ListedFacts = {
  /** The order's day by the shop's clock. */
  readonly date: string;
  readonly payment: PaymentState;
  readonly net: Decimal;
  readonly rates: readonly RateSum[];
  /** Its total, known before a run ends; absent where an earlier release read it. */
  readonly charged?: Omit<JobFigures, "of">;
};

export type ListedOrder = { readonly person: ListedPerson; readonly facts?: ListedFacts };

/** Longer names are cut in lists; the order's page shows them whole. */
const MAX_CHARS = 120;
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
    net: order.net,
    rates: ratesOf(order.lines),
    charged: {
      gross: order.gross,
      vat: order.vat,
      currency: order.currency,
      ...soldPart(order),
    },
  },
});

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
  present(text === null ? null : cut(oneLine(text), MAX_CHARS));

/** Lines of zero, such as texts, have no rate. */
function ratesOf(lines: readonly OrderLine[]): readonly RateSum[] {
  const charged = lines.filter(({ net, vat }) => !dec(net).eq(0) || !dec(vat).eq(0));
  const byRate = Map.groupBy(charged, ({ vatRate }) => plain(dec(vatRate)));
  return [...byRate]
    .toSorted(([one], [other]) => dec(other).cmp(dec(one)))
    .slice(0, MAX_RATES)
    .map(([rate, of]): RateSum => [
      rate,
      amount(sum(of.map(({ net }) => net))),
      amount(sum(of.map(({ vat }) => vat))),
    ]);
}

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
