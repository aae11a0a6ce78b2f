/**
 * The names of our own articles, in the language of the company's country: they stand in the
 * ledger's list of articles and on its documents. A country without words gets English ones. Pure.
 *
 * A name is given when an article is made. Nothing that exists is renamed.
 */
import type { Coded } from "../../domain/ledger/ledger.ts";
import { dec, type Decimal, plain } from "../../domain/money.ts";

type Word = "shipping" | "discount" | "fee" | "tip" | "goods" | "services";
type NameWords = Readonly<Record<Word, string>> & {
  readonly rounding: string;
  readonly vatRounding: string;
  readonly shippingAbroad: string;
  /** Between a number and its percent sign. */
  readonly gap: "" | " ";
};

const ENGLISH: NameWords = {
  shipping: "Shipping",
  discount: "Discount",
  fee: "Fee",
  tip: "Tip",
  goods: "Goods",
  services: "Service",
  rounding: "Rounding",
  vatRounding: "Rounding of VAT",
  shippingAbroad: "Shipping abroad",
  gap: " ",
};

/** By country, ISO 3166-1 alpha-2. */
const WORDS: Readonly<Record<string, NameWords>> = {
  SE: {
    shipping: "Frakt",
    discount: "Rabatt",
    fee: "Avgift",
    tip: "Dricks",
    goods: "Varor",
    services: "Tjänster",
    rounding: "Öresutjämning",
    vatRounding: "Öresutjämning av moms",
    shippingAbroad: "Frakt utomlands",
    gap: " ",
  },
  NO: {
    shipping: "Frakt",
    discount: "Rabatt",
    fee: "Gebyr",
    tip: "Driks",
    goods: "Varer",
    services: "Tjenester",
    rounding: "Øreavrunding",
    vatRounding: "Øreavrunding av mva",
    shippingAbroad: "Frakt til utlandet",
    gap: " ",
  },
  DK: {
    shipping: "Fragt",
    discount: "Rabat",
    fee: "Gebyr",
    tip: "Drikkepenge",
    goods: "Varer",
    services: "Ydelser",
    rounding: "Øreafrunding",
    vatRounding: "Øreafrunding af moms",
    shippingAbroad: "Fragt til udlandet",
    gap: " ",
  },
  FI: {
    shipping: "Rahti",
    discount: "Alennus",
    fee: "Maksu",
    tip: "Juomaraha",
    goods: "Tavarat",
    services: "Palvelut",
    rounding: "Pyöristys",
    vatRounding: "Arvonlisäveron pyöristys",
    shippingAbroad: "Rahti ulkomaille",
    gap: " ",
  },
  NL: {
    shipping: "Verzendkosten",
    discount: "Korting",
    fee: "Toeslag",
    tip: "Fooi",
    goods: "Goederen",
    services: "Diensten",
    rounding: "Afronding",
    vatRounding: "Afronding btw",
    shippingAbroad: "Verzendkosten buitenland",
    gap: "",
  },
  PL: {
    shipping: "Wysyłka",
    discount: "Rabat",
    fee: "Opłata",
    tip: "Napiwek",
    goods: "Towary",
    services: "Usługi",
    rounding: "Zaokrąglenie",
    vatRounding: "Zaokrąglenie VAT",
    shippingAbroad: "Wysyłka za granicę",
    gap: "",
  },
};

/** A name, in the words of a language. */
export type Naming = (words: NameWords) => string;

/** What the vendor takes as a name. */
const MAX_NAME = 50;
const OSS = " OSS";

/**
 * What it is called in this country, then in the other languages. `usesOss`: marked as sold under
 * the one-stop-shop.
 */
export function namesIn(
  country: string,
  naming: Naming,
  usesOss: boolean,
): readonly [string, ...string[]] {
  const end = usesOss ? OSS : "";
  const named = (words: NameWords): string =>
    `${naming(words).slice(0, MAX_NAME - end.length)}${end}`;
  const own = named(WORDS[country] ?? ENGLISH);
  const all = new Set([ENGLISH, ...Object.values(WORDS)].map(named));
  return [own, ...[...all].filter((name) => name !== own)];
}

/** The name of what there is one of for each VAT rate. */
export const atRate =
  (word: "shipping" | "discount" | "fee", rate: Decimal): Naming =>
  (words) =>
    `${words[word]} ${percent(rate, words)}`;

/** The name of what takes the cents of a coding's rows. */
export const roundingOf =
  (kind: "goods" | "service", rate: Decimal): Naming =>
  (words) =>
    `${words.rounding} ${percent(rate, words)} ` +
    (kind === "goods" ? words.goods : words.services).toLowerCase();

/** The same, of one of several codings of that rate. */
export const roundingOn =
  (coding: string): Naming =>
  (words) =>
    `${words.rounding} ${coding}`;

const CODED_WORDS: Readonly<Record<Coded, Word>> = {
  goodsCoding: "goods",
  shippingCoding: "shipping",
  discountCoding: "discount",
  feeCoding: "fee",
  tipCoding: "tip",
};

/** The name of what a table of codings leads to. */
export const ofCoding =
  (table: Coded, coding: string): Naming =>
  (words) =>
    `${words[CODED_WORDS[table]]} ${coding}`;

const percent = (rate: Decimal, { gap }: NameWords): string =>
  `${plain(dec(rate).times(100))}${gap}%`;
