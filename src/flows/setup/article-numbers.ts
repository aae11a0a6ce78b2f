/**
 * The numbers of our own articles: readable in the company's language, and told apart by a short
 * hash only where two would be the same. Pure.
 *
 * A number is worked out once. The journal keeps it from before the article is written, so another
 * rule, setting or language later gives another number only to what has none yet.
 */
import { fingerprint } from "../../domain/platform/fingerprint.ts";
import { type Coded, CODED } from "../../domain/ledger/ledger.ts";
import { dec, type Decimal, plain } from "../../domain/money.ts";
import { MAX_ARTICLE_NUMBER } from "../../eaccounting/articles.ts";
import type { JournalEntry } from "../port.ts";
import {
  type AtHome,
  homeKind,
  type ArticlePurpose,
  purposeOf,
  type WantedArticle,
} from "./system-articles.ts";

/** The prefix of our numbers, which others shouldn't use. */
export const PREFIX = "AS-";

export type Numbers = Readonly<Record<ArticlePurpose, string>>;

type Word = AtHome | "closing" | "abroad" | "goods" | "service";
type Words = Readonly<Record<Exclude<Word, Coded> | "tip", string>>;

/** Latin capitals alone, as every list, export and scanner takes them. */
const ENGLISH: Words = {
  shipping: "SHIPPING",
  discount: "DISCOUNT",
  fee: "FEE",
  tip: "TIP",
  goods: "GOODS",
  service: "SERVICE",
  item: "ITEM",
  adjusting: "ROUNDING",
  closing: "VAT-ROUNDING",
  abroad: "ABROAD",
};
const WORDS: Readonly<Record<string, Words>> = {
  SE: {
    shipping: "FRAKT",
    discount: "RABATT",
    fee: "AVGIFT",
    tip: "DRICKS",
    goods: "VARA",
    service: "TJANST",
    item: "ARTIKEL",
    adjusting: "AVRUNDNING",
    closing: "MOMSAVRUNDNING",
    abroad: "UTLAND",
  },
  NO: {
    shipping: "FRAKT",
    discount: "RABATT",
    fee: "GEBYR",
    tip: "DRIKS",
    goods: "VARE",
    service: "TJENESTE",
    item: "ARTIKKEL",
    adjusting: "AVRUNDING",
    closing: "MVA-AVRUNDING",
    abroad: "UTLAND",
  },
  DK: {
    shipping: "FRAGT",
    discount: "RABAT",
    fee: "GEBYR",
    tip: "DRIKKEPENGE",
    goods: "VARE",
    service: "YDELSE",
    item: "ARTIKEL",
    adjusting: "AFRUNDING",
    closing: "MOMSAFRUNDING",
    abroad: "UDLAND",
  },
  FI: {
    shipping: "RAHTI",
    discount: "ALENNUS",
    fee: "MAKSU",
    tip: "JUOMARAHA",
    goods: "TAVARA",
    service: "PALVELU",
    item: "NIMIKE",
    adjusting: "PYORISTYS",
    closing: "ALV-PYORISTYS",
    abroad: "ULKOMAA",
  },
  NL: {
    shipping: "VERZENDING",
    discount: "KORTING",
    fee: "TOESLAG",
    tip: "FOOI",
    goods: "GOEDEREN",
    service: "DIENST",
    item: "ARTIKEL",
    adjusting: "AFRONDING",
    closing: "BTW-AFRONDING",
    abroad: "BUITENLAND",
  },
  PL: {
    shipping: "DOSTAWA",
    discount: "RABAT",
    fee: "OPLATA",
    tip: "NAPIWEK",
    goods: "TOWAR",
    service: "USLUGA",
    item: "POZYCJA",
    adjusting: "ZAOKRAGLENIE",
    closing: "ZAOKRAGLENIE-VAT",
    abroad: "ZAGRANICA",
  },
};

const TABLES: Readonly<Record<Coded, keyof Words>> = {
  goodsCoding: "goods",
  shippingCoding: "shipping",
  discountCoding: "discount",
  feeCoding: "fee",
  tipCoding: "tip",
};

/** From the most readable one on; each is of this thing alone unless hashes meet. */
export function candidates(article: WantedArticle, country: string): readonly string[] {
  const whole = base(article, WORDS[country] ?? ENGLISH);
  const hash = fingerprint(purposeOf(article)).toUpperCase();
  const hashed = [4, 8, 16].map((length) => {
    const room = whole.slice(0, MAX_ARTICLE_NUMBER - length - 1).replace(/-+$/, "");
    return `${room}-${hash.slice(0, length)}`;
  });
  return whole.length > MAX_ARTICLE_NUMBER ? hashed : [whole, ...hashed];
}

function base({ kind, of, rate, usesOss }: WantedArticle, words: Words): string {
  const start = `${PREFIX}${usesOss ? "OSS-" : ""}`;
  const home = homeKind(kind);
  if (home === "closing") return `${start}${words.closing}`;
  if (home === "shipping-abroad") return `${start}${words.shipping}-${words.abroad}`;
  const word = words[coded(home) ? TABLES[home] : home];
  // A rate has a coding of goods and one of services: most of all the cents of both.
  const sort = home === "adjusting" || home === "item" ? `-${words[of]}` : "";
  return `${start}${word}${sort}-${digits(rate)}`;
}

const coded = (kind: AtHome): kind is Coded => CODED.some((one) => one === kind);
const digits = (rate: Decimal): string => plain(dec(rate).times(100)).replace(".", "-");

/**
 * A number for each thing: the recorded one, else the first that nothing else has. A thing that no
 * number is left for is absent.
 */
export function numbersFor(
  wanted: readonly WantedArticle[],
  recorded: Numbers,
  country: string,
): Numbers {
  const taken = new Set(Object.values(recorded));
  const given: Record<ArticlePurpose, string> = {};
  for (const article of wanted) {
    const thing = purposeOf(article);
    const number =
      recorded[thing] ?? candidates(article, country).find((candidate) => !taken.has(candidate));
    if (number === undefined) continue;
    taken.add(number);
    given[thing] = number;
  }
  return given;
}

export const SETUP_KEY = "setup";
export const OWN_ARTICLES = "own-article:";

/** The key of the writes of one article. */
export const writesOf = (thing: ArticlePurpose): string => `${OWN_ARTICLES}${thing}`;

/** Returns the journal's last write of each system article. */
export function lastWrites(
  journal: readonly JournalEntry[],
): Readonly<Record<ArticlePurpose, JournalEntry>> {
  const found: Record<ArticlePurpose, JournalEntry> = {};
  for (const entry of journal) {
    if (entry.role !== "own-article" || !entry.key.startsWith(OWN_ARTICLES)) continue;
    const thing = entry.key.slice(OWN_ARTICLES.length);
    if ((found[thing]?.n ?? 0) <= entry.n) found[thing] = entry;
  }
  return found;
}

/** The number of each thing that was ever sent, by what the journal kept before it was. */
export const journalled = (writes: Readonly<Record<ArticlePurpose, JournalEntry>>): Numbers =>
  Object.fromEntries(
    Object.entries(writes).flatMap(([thing, { marker }]) =>
      marker === null ? [] : [[thing, marker]],
    ),
  );

/**
 * Stands in the note of each of them: what tells our article from another one of that number. By
 * its thing alone, as the company's label keeps other installations out.
 */
const MARK = "asperion-sync ";
export const noteOf = (thing: ArticlePurpose): string => `${MARK}${thing}`;
export const thingOfNote = (note: string | null): ArticlePurpose | null =>
  note?.startsWith(MARK) === true ? note.slice(MARK.length) : null;
