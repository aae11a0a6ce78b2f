/**
 * Which articles of our own a company needs, by its codings. Pure: set-up makes what is missing.
 *
 * An adjusting article for each coding, as its cents must land on the account of the rows they correct; shipping and
 * discount for each VAT rate; one closing article of a coding with 0 %, as an order row has no VAT of its own. A coding
 * without the account for the sale would be refused only when an invoice is made, so it is left out here.
 */
import type { LedgerCoding, OwnArticles } from "../../domain/ledger.ts";
import { dec, plain, type Decimal } from "../../domain/money.ts";

export type OwnArticleKind = "adjusting" | "shipping" | "discount" | "closing";

export type WantedArticle = {
  readonly kind: OwnArticleKind;
  /** Derived, with a prefix of its own: refused by the vendor if it is there already. */
  readonly number: string;
  readonly name: string;
  readonly codingId: string;
  readonly rate: Decimal;
};

const PREFIX = "AS-";

export function wantedArticles(codings: readonly LedgerCoding[]): readonly WantedArticle[] {
  const usable = codings.filter(isUsable);
  const adjusting = usable.map((coding) => wanted("adjusting", `ADJ-${short(coding.id)}`, `Rounding ${percent(coding.vatRate)} ${coding.kind}`, coding));
  const rates = [...new Set(usable.map((coding) => plain(coding.vatRate)))];
  const perRate = rates.flatMap((rate) => {
    const ofRate = usable.filter((coding) => plain(coding.vatRate) === rate);
    const service = ofRate.find((coding) => coding.kind === "service") ?? ofRate[0];
    const goods = ofRate.find((coding) => coding.kind === "goods") ?? ofRate[0];
    return [
      ...(service === undefined ? [] : [wanted("shipping", `SHIP-${digits(rate)}`, `Shipping ${percent(rate)}`, service)]),
      ...(goods === undefined ? [] : [wanted("discount", `DISC-${digits(rate)}`, `Discount ${percent(rate)}`, goods)]),
    ];
  });
  const free = usable.find((coding) => dec(coding.vatRate).eq(0));
  return [...adjusting, ...perRate, ...(free === undefined ? [] : [wanted("closing", "CLOSE", "Rounding of VAT", free)])];
}

function wanted(kind: OwnArticleKind, suffix: string, name: string, coding: LedgerCoding): WantedArticle {
  return { kind, number: `${PREFIX}${suffix}`, name: name.slice(0, 50), codingId: coding.id, rate: plain(coding.vatRate) };
}

const isUsable = (coding: LedgerCoding): boolean =>
  coding.active && (dec(coding.vatRate).eq(0) ? (coding.accounts.domesticExempt ?? coding.accounts.domestic) : coding.accounts.domestic) !== null;

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
    closing: made.find(({ article }) => article.kind === "closing")?.id ?? null,
  };
}

/** The article that an earlier set-up made or chose for this. */
export function knownId(known: OwnArticles, article: WantedArticle): string | null {
  if (article.kind === "closing") return known.closing;
  return known[article.kind][article.kind === "adjusting" ? article.codingId : article.rate] ?? null;
}

export function merged(before: OwnArticles, made: OwnArticles): OwnArticles {
  return {
    adjusting: { ...before.adjusting, ...made.adjusting },
    shipping: { ...before.shipping, ...made.shipping },
    discount: { ...before.discount, ...made.discount },
    closing: made.closing ?? before.closing,
  };
}
