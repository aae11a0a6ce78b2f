/**
 * Which articles of our own a company needs, by its codings and the tenant's settings. Pure: set-up makes what is missing.
 *
 * An adjusting article for each coding, as its cents must land on the account of the rows they correct; shipping,
 * discount and fee for each VAT rate; one for each coding that the settings name, for what is booked by coding alone; one
 * closing article of a coding with 0 %, as an order row has no VAT of its own. A coding without the account for the sale
 * would be refused only when an invoice is made, so it is left out here.
 */
import { exemptAccount, isRevenue } from "../../domain/accounts.ts";
import type { LedgerCoding, OwnArticles } from "../../domain/ledger.ts";
import { dec, plain, type Decimal } from "../../domain/money.ts";
import type { Settings } from "../../mapping/settings.ts";

export type OwnArticleKind = "adjusting" | "shipping" | "discount" | "fee" | "item" | "closing";

export type WantedArticle = {
  readonly kind: OwnArticleKind;
  /** Derived, with a prefix of its own: refused by the vendor if it is there already. */
  readonly number: string;
  readonly name: string;
  readonly codingId: string;
  readonly rate: Decimal;
};

/** What of the settings asks for articles of a coding. */
export type ByCoding = {
  /** Ids of codings, lower case. */
  readonly named: readonly string[];
  /** Those of them whose account isn't one of sales: nothing but what they are named for goes there. */
  readonly apart: readonly string[];
};

export const NO_CODINGS: ByCoding = { named: [], apart: [] };

/** Every coding that an order line may be booked by without an article of its own. */
export function codingsOf({ orders, lookups }: Settings, codings: readonly LedgerCoding[]): ByCoding {
  const apart = [orders.giftCardCoding, orders.tipCoding].flatMap((id) => (id === null ? [] : [id.toLowerCase()]));
  const { force, default: rest, table } = lookups.salesType;
  const bySalesType = [force, rest, ...Object.values(table)].flatMap((value) => (value === undefined ? [] : [value.toLowerCase()]));
  const named = Object.values(orders.newArticles.codings).map((id) => id.toLowerCase());
  // Where no coding is named for a rate, the only one of goods is taken; of several none is, and the article is never asked for.
  const standIns = orders.missingSku !== "placeholder" ? [] : [...named, ...codings.filter(({ kind }) => kind === "goods").map(({ id }) => id)];
  return { named: [...new Set([...apart, ...bySalesType, ...standIns])], apart };
}

const PREFIX = "AS-";

export function wantedArticles(codings: readonly LedgerCoding[], country: string, byCoding: ByCoding = NO_CODINGS): readonly WantedArticle[] {
  const usable = codings.filter(isUsable);
  const sales = usable.filter(({ id }) => !byCoding.apart.includes(id.toLowerCase())).toSorted((a, b) => Number(isOdd(a, country)) - Number(isOdd(b, country)));
  const adjusting = sales.map((coding) => wanted("adjusting", `ADJ-${short(coding.id)}`, `Rounding ${percent(coding.vatRate)} ${coding.kind}`, coding));
  const rates = [...new Set(sales.map((coding) => plain(coding.vatRate)))];
  const perRate = rates.flatMap((rate) => {
    const ofRate = sales.filter((coding) => plain(coding.vatRate) === rate);
    const service = ofRate.find((coding) => coding.kind === "service") ?? ofRate[0];
    const goods = ofRate.find((coding) => coding.kind === "goods") ?? ofRate[0];
    return [
      ...(service === undefined ? [] : [wanted("shipping", `SHIP-${digits(rate)}`, `Shipping ${percent(rate)}`, service)]),
      ...(goods === undefined ? [] : [wanted("discount", `DISC-${digits(rate)}`, `Discount ${percent(rate)}`, goods)]),
      ...(service === undefined ? [] : [wanted("fee", `FEE-${digits(rate)}`, `Fee ${percent(rate)}`, service)]),
    ];
  });
  const items = usable.filter(({ id }) => byCoding.named.includes(id.toLowerCase())).map((coding) => wanted("item", `ITEM-${short(coding.id)}`, coding.name, coding));
  const free = sales.find(isFree);
  return [...adjusting, ...perRate, ...items, ...(free === undefined ? [] : [wanted("closing", "CLOSE", "Rounding of VAT", free)])];
}

function wanted(kind: OwnArticleKind, suffix: string, name: string, coding: LedgerCoding): WantedArticle {
  return { kind, number: `${PREFIX}${suffix}`, name: name.slice(0, 50), codingId: coding.id, rate: plain(coding.vatRate) };
}

const isUsable = (coding: LedgerCoding): boolean =>
  coding.active && (isFree(coding) ? exemptAccount(coding) : coding.accounts.domestic) !== null;

const isFree = (coding: LedgerCoding): boolean => dec(coding.vatRate).eq(0);

/** A coding of 0 % may as well be one of gift cards or deposits: what is sold goes to one of sales, if there is any. */
const isOdd = (coding: LedgerCoding, country: string): boolean => isFree(coding) && isRevenue(exemptAccount(coding) ?? 0, country) === false;

const short = (id: string): string => id.replace(/[^0-9a-f]/g, "").slice(0, 12);
const digits = (rate: Decimal): string => plain(dec(rate).times(100)).replace(".", "-");
const percent = (rate: Decimal): string => `${plain(dec(rate).times(100))} %`;

/** The articles by what they are for, once each has its id. */
export function ownArticles(made: readonly { readonly article: WantedArticle; readonly id: string }[]): OwnArticles {
  const by = (kind: OwnArticleKind, key: (article: WantedArticle) => string): Record<string, string> =>
    Object.fromEntries(made.filter(({ article }) => article.kind === kind).map(({ article, id }) => [key(article), id]));
  return {
    adjusting: by("adjusting", (article) => article.codingId),
    shipping: by("shipping", (article) => article.rate),
    discount: by("discount", (article) => article.rate),
    fee: by("fee", (article) => article.rate),
    item: by("item", (article) => article.codingId),
    closing: made.find(({ article }) => article.kind === "closing")?.id ?? null,
  };
}

/** The article that an earlier set-up made or chose for this. */
export function knownId(known: OwnArticles, article: WantedArticle): string | null {
  if (article.kind === "closing") return known.closing;
  return known[article.kind]?.[article.kind === "adjusting" || article.kind === "item" ? article.codingId : article.rate] ?? null;
}

export function merged(before: OwnArticles, made: OwnArticles): OwnArticles {
  return {
    adjusting: { ...before.adjusting, ...made.adjusting },
    shipping: { ...before.shipping, ...made.shipping },
    discount: { ...before.discount, ...made.discount },
    fee: { ...before.fee, ...made.fee },
    item: { ...before.item, ...made.item },
    closing: made.closing ?? before.closing,
  };
}
