/**
 * Which articles of our own a company needs, by its codings and the tenant's settings. Pure: set-up
 * makes what is missing.
 *
 * An adjusting article for each coding, as its cents must land on the account of the rows they
 * correct; shipping, discount and fee for each VAT rate; one for each coding that the settings
 * name, for what is booked by coding alone, and one a table for the tables of codings; one closing
 * article of a coding with 0 %, as an order row has no VAT of its own. Where the company is
 * registered for OSS, the same again under it; and one for shipping abroad. A coding without the
 * account for the sale would be refused only when an invoice is made, so it is left out here.
 */
import { exemptAccount, isRevenue } from "../../domain/ledger/accounts.ts";
import {
  CODED,
  type Coded,
  type LedgerCoding,
  type SystemArticles,
} from "../../domain/ledger/ledger.ts";
import { dec, plain, type Decimal } from "../../domain/money.ts";
import { codingsNamed } from "../../settings/orders/codings.ts";
import type { Settings } from "../../settings/schema.ts";
import { atRate, namesIn, type Naming, ofCoding, roundingOf, roundingOn } from "./article-names.ts";

export type AtHome = "adjusting" | "shipping" | "discount" | "fee" | "item" | Coded;
type HomeKind = AtHome | "closing" | "shipping-abroad";
export type SystemArticleKind = HomeKind | `oss-${AtHome}`;

export type WantedArticle = {
  readonly kind: SystemArticleKind;
  /** In the ledger's list of articles, when it is made; its number: see article-numbers.ts. */
  readonly name: string;
  /** What an earlier release, or another country's company, would have called it. */
  readonly otherNames: readonly string[];
  readonly codingId: string;
  readonly of: LedgerCoding["kind"];
  readonly rate: Decimal;
  /** Marked as sold under the one-stop-shop. */
  readonly usesOss: boolean;
};

/** A wanted article before it is named. `before`: as an earlier release called it. */
type Unnamed = Omit<WantedArticle, "name" | "otherNames"> & {
  readonly naming: Naming;
  readonly before?: Naming;
};

/** What of the settings asks for articles of a coding. */
type ByCoding = {
  /** Ids of codings, lower case. */
  readonly named: readonly string[];
  /** Those whose account isn't one of sales: no other lines are put there. */
  readonly apart: readonly string[];
  /** Those that a table of codings leads to, lower case. */
  readonly tables?: Readonly<Partial<Record<Coded, readonly string[]>>>;
};

export const NO_CODINGS: ByCoding = { named: [], apart: [] };

/** Every coding that an order line may be booked by without an article of its own. */
export function codingsOf(
  { orders, lookups }: Settings,
  codings: readonly LedgerCoding[],
): ByCoding {
  const apart = [orders.giftCardCoding, orders.tipCoding].flatMap((id) =>
    id === null ? [] : [id.toLowerCase()],
  );
  const chosen = [lookups.salesType, lookups.vat].flatMap(({ force, default: rest, table }) =>
    [force, rest, ...Object.values(table)].flatMap((value) =>
      value === undefined ? [] : [value.toLowerCase()],
    ),
  );
  const named = Object.values(orders.newArticles.codings).map((id) => id.toLowerCase());
  // Where no coding is named for a rate, the only one of goods is taken; of several none is, and
  // the article is never asked for.
  const standIns =
    orders.missingSku !== "placeholder"
      ? []
      : [...named, ...codings.filter(({ kind }) => kind === "goods").map(({ id }) => id)];
  // Also for goods before any is booked so: set-up comes before the switch.
  const tables = Object.fromEntries(CODED.map((kind) => [kind, codingsNamed(lookups[kind])]));
  return { named: [...new Set([...apart, ...chosen, ...standIns])], apart, tables };
}

export function wantedArticles(
  codings: readonly LedgerCoding[],
  country: string,
  chosen: ByCoding = NO_CODINGS,
  usesOss = false,
): readonly WantedArticle[] {
  const usable = codings.filter(isUsable);
  const sales = usable
    .filter(({ id }) => !chosen.apart.includes(id.toLowerCase()))
    .toSorted((a, b) => Number(isOdd(a, country)) - Number(isOdd(b, country)));
  const items = usable.filter(({ id }) => chosen.named.includes(id.toLowerCase()));
  const coded = codedArticles(codings, sales, chosen);
  const free = sales.find(isFree);
  const underOss = ({ accounts }: LedgerCoding): boolean => usesOss && accounts.oss !== null;
  return [
    ...carriers(sales),
    ...items.map(item),
    ...coded.map(({ article }) => article),
    ...(free === undefined ? [] : [wanted("closing", (words) => words.vatRounding, free)]),
    ...[
      ...carriers(sales.filter(underOss)).filter(isOfOss),
      ...items.filter((coding) => underOss(coding) && sales.includes(coding)).map(item),
      ...coded.flatMap(({ article, coding }) => (underOss(coding) ? [article] : [])),
    ].map(forOss),
    ...shippingAbroad(sales),
  ].map((article) => named(article, country));
}

function named({ naming, before, ...article }: Unnamed, country: string): WantedArticle {
  const [name, ...others] = namesIn(country, naming, article.usesOss);
  const earlier = before === undefined ? [] : namesIn(country, before, article.usesOss);
  return { ...article, name, otherNames: [...others, ...earlier] };
}

const item = (coding: LedgerCoding): Unnamed => wanted("item", () => coding.name, coding);

/**
 * Of each coding that a table leads to. A person chose it by name, perhaps for sales abroad alone:
 * it needs no account for sales at home. The cents of goods go on the coding's adjusting article,
 * also where no other row would ask for one.
 */
function codedArticles(
  codings: readonly LedgerCoding[],
  sales: readonly LedgerCoding[],
  { tables = {} }: ByCoding,
): readonly { readonly article: Unnamed; readonly coding: LedgerCoding }[] {
  return CODED.flatMap((kind) => {
    const led = codings.filter(
      ({ id, active }) => active && tables[kind]?.includes(id.toLowerCase()) === true,
    );
    return led.flatMap((coding) => {
      const article = wanted(kind, ofCoding(kind, coding.name), coding);
      const lacks = kind === "goodsCoding" && !sales.includes(coding);
      return [
        { article, coding },
        ...(lacks ? [{ article: adjusting(coding, codings), coding }] : []),
      ];
    });
  });
}

/** The same article once more, as an article is either sold under the one-stop-shop or isn't. */
const forOss = (article: Unnamed): Unnamed => ({
  ...article,
  kind: `oss-${article.kind as AtHome}`,
  usesOss: true,
});

/**
 * What has no VAT at home has none under the one-stop-shop, and goes on the articles at home: only
 * the cents of its rows are told apart.
 */
const isOfOss = ({ kind, rate }: Unnamed): boolean => kind === "adjusting" || !dec(rate).eq(0);

/**
 * Shipping belongs to the goods that it brings: abroad, where no VAT tells, the account does. One
 * is enough, as there is no rate.
 */
function shippingAbroad(sales: readonly LedgerCoding[]): readonly Unnamed[] {
  const crossBorder = sales.filter(
    ({ kind, accounts }) =>
      kind === "goods" && accounts.withinEu !== null && accounts.outsideEu !== null,
  );
  const coding = crossBorder.reduce<LedgerCoding | null>(
    (best, one) => (best === null || dec(one.vatRate).gt(dec(best.vatRate)) ? one : best),
    null,
  );
  return coding === null
    ? []
    : [wanted("shipping-abroad", (words) => words.shippingAbroad, coding)];
}

function carriers(sales: readonly LedgerCoding[]): readonly Unnamed[] {
  const rates = [...new Set(sales.map((coding) => plain(coding.vatRate)))];
  const perRate = rates.flatMap((rate) => {
    const ofRate = sales.filter((coding) => plain(coding.vatRate) === rate);
    const service = ofRate.find((coding) => coding.kind === "service") ?? ofRate[0];
    const goods = ofRate.find((coding) => coding.kind === "goods") ?? ofRate[0];
    return [
      ...(service === undefined ? [] : [wanted("shipping", atRate("shipping", rate), service)]),
      ...(goods === undefined ? [] : [wanted("discount", atRate("discount", rate), goods)]),
      ...(service === undefined ? [] : [wanted("fee", atRate("fee", rate), service)]),
    ];
  });
  return [...sales.map((coding) => adjusting(coding, sales)), ...perRate];
}

/** Called by its rate; where several codings have that, by the coding, so that people tell them. */
function adjusting(coding: LedgerCoding, among: readonly LedgerCoding[]): Unnamed {
  const byRate = roundingOf(coding.kind, coding.vatRate);
  const isAlike = ({ id, kind, vatRate }: LedgerCoding): boolean =>
    id !== coding.id && kind === coding.kind && dec(vatRate).eq(dec(coding.vatRate));
  return among.some(isAlike)
    ? { ...wanted("adjusting", roundingOn(coding.name), coding), before: byRate }
    : wanted("adjusting", byRate, coding);
}

function wanted(kind: SystemArticleKind, naming: Naming, coding: LedgerCoding): Unnamed {
  return {
    kind,
    naming,
    codingId: coding.id,
    of: coding.kind,
    rate: plain(coding.vatRate),
    usesOss: false,
  };
}

const isUsable = (coding: LedgerCoding): boolean =>
  coding.active && (isFree(coding) ? exemptAccount(coding) : coding.accounts.domestic) !== null;

const isFree = (coding: LedgerCoding): boolean => dec(coding.vatRate).eq(0);

/**
 * A coding of 0 % may as well be one of gift cards or deposits: what is sold goes to one of sales,
 * if there is any.
 */
const isOdd = (coding: LedgerCoding, country: string): boolean =>
  isFree(coding) && isRevenue(exemptAccount(coding) ?? 0, country) === false;

const AT_HOME = [
  "adjusting",
  "shipping",
  "discount",
  "fee",
  "item",
] as const satisfies readonly AtHome[];
/** An article's purpose as one text: `shipping:0.25`, `goodsCoding:<id>`, `closing`. */
export type ArticlePurpose = string;

/** `null`: it has neither rate nor coding, as a company has one of it. */
export const keyOf = ({
  kind,
  codingId,
  rate,
}: Pick<WantedArticle, "kind" | "codingId" | "rate">): string | null => {
  const home = homeKind(kind);
  if (home === "closing" || home === "shipping-abroad") return null;
  return byCoding(home) ? codingId : rate;
};

export const homeKind = (kind: SystemArticleKind): HomeKind =>
  kind.replace(/^oss-/, "") as HomeKind;
const byCoding = (kind: AtHome): boolean =>
  kind === "adjusting" || kind === "item" || CODED.some((coded) => coded === kind);

export function purposeOf(
  article: Pick<WantedArticle, "kind" | "codingId" | "rate">,
): ArticlePurpose {
  const key = keyOf(article);
  return key === null ? article.kind : `${article.kind}:${key}`;
}

const isOss = (kind: AtHome | `oss-${AtHome}`): kind is `oss-${AtHome}` => kind.startsWith("oss-");
const atHome = (kind: `oss-${AtHome}`): AtHome => kind.slice("oss-".length) as AtHome;

/** The articles by what they are for, once each has its id. */
export function systemArticles(
  made: readonly { readonly article: WantedArticle; readonly id: string }[],
): SystemArticles {
  const by = (
    kind: SystemArticleKind,
    key: (article: WantedArticle) => string,
  ): Record<string, string> =>
    Object.fromEntries(
      made
        .filter(({ article }) => article.kind === kind)
        .map(({ article, id }) => [key(article), id]),
    );
  return {
    adjusting: by("adjusting", (article) => article.codingId),
    shipping: by("shipping", (article) => article.rate),
    discount: by("discount", (article) => article.rate),
    fee: by("fee", (article) => article.rate),
    item: by("item", (article) => article.codingId),
    ...ofCoded((kind) => by(kind, (article) => article.codingId)),
    closing: made.find(({ article }) => article.kind === "closing")?.id ?? null,
    oss: {
      ...Object.fromEntries(
        AT_HOME.map((kind) => [
          kind,
          by(`oss-${kind}`, (article) => (byCoding(kind) ? article.codingId : article.rate)),
        ]),
      ),
      ...ofCoded((kind) => by(`oss-${kind}`, (article) => article.codingId)),
    },
    shippingAbroad: made.find(({ article }) => article.kind === "shipping-abroad")?.id ?? null,
    codings: Object.fromEntries(made.map(({ article, id }) => [id, article.codingId])),
  };
}

const ofCoded = (
  of: (kind: Coded) => Record<string, string>,
): Partial<Record<Coded, Record<string, string>>> =>
  Object.fromEntries(
    CODED.flatMap((kind) => {
      const made = of(kind);
      return Object.keys(made).length === 0 ? [] : [[kind, made]];
    }),
  );

/** The article that an earlier set-up made or chose for this. */
export function knownId(known: SystemArticles, article: WantedArticle): string | null {
  if (article.kind === "closing") return known.closing;
  if (article.kind === "shipping-abroad") return known.shippingAbroad ?? null;
  const [kind, set] = isOss(article.kind)
    ? ([atHome(article.kind), known.oss ?? {}] as const)
    : ([article.kind, known] as const);
  return set[kind]?.[byCoding(kind) ? article.codingId : article.rate] ?? null;
}

export function merged(before: SystemArticles, made: SystemArticles): SystemArticles {
  return {
    adjusting: { ...before.adjusting, ...made.adjusting },
    shipping: { ...before.shipping, ...made.shipping },
    discount: { ...before.discount, ...made.discount },
    fee: { ...before.fee, ...made.fee },
    item: { ...before.item, ...made.item },
    ...ofCoded((kind) => ({ ...before[kind], ...made[kind] })),
    closing: made.closing ?? before.closing,
    oss: {
      ...Object.fromEntries(
        AT_HOME.map((kind) => [kind, { ...before.oss?.[kind], ...made.oss?.[kind] }]),
      ),
      ...ofCoded((kind) => ({ ...before.oss?.[kind], ...made.oss?.[kind] })),
    },
    shippingAbroad: made.shippingAbroad ?? before.shippingAbroad ?? null,
    codings: { ...before.codings, ...made.codings },
  };
}
