/**
 * The VAT of one row, as the ledger will compute it for this kind of sale. Pure. The shop's own
 * rate must be the same: where the two differ, one of them is wrong about the sale, and the order
 * is held.
 *
 * Under OSS the ledger takes the rate of the buyer's country from a table of its own, which isn't
 * available. The shop's rate is used instead, one for each domestic rate, and compared with the
 * ledger's answer for each row.
 */
import type { LedgerArticle, LedgerCoding, Coded } from "../../../domain/ledger/ledger.ts";
import { dec, type Decimal, plain, same } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { LookupFacts } from "../../../settings/lookups/lookup-key.ts";
import { namesCoding, type PlanInput, salesTypeChoice } from "../shared/plan-input.ts";
import type { Sale } from "./cross-border-sale.ts";
import { isGoods, type SourceLine } from "./lines.ts";
import { mayBeRateOf } from "./buyer-rates.ts";
import type { SaleName } from "../../../domain/reasons/words.ts";
import { chooseCoding, isByCoding } from "../../../settings/orders/codings.ts";
import type { Choice } from "../../../settings/lookups/lookup.ts";

/**
 * What the rows need to know of the sale. `buyerRates`: by domestic rate, the rate of the buyer's
 * country under OSS.
 */
export type SaleOfRows = {
  readonly sale: Sale;
  readonly buyerRates: ReadonlyMap<Decimal, Decimal>;
  /** Domestic rates of what is sold without OSS. */
  readonly plainRates: ReadonlySet<Decimal>;
  /**
   * The domestic rate of the line with the largest amount, which shipping and discounts follow.
   * `null`: no article.
   */
  readonly mainRate: Decimal | null;
  readonly goods: boolean;
  /** Construction services may be sold under the domestic reverse charge. */
  readonly reversible: boolean;
  /** A credit takes back what was sold, with the account that it was sold on. */
  readonly takesBack?: true;
  /** What was sold and charged: what goes with an order without VAT goes with one of these. */
  readonly charged: readonly ChargedPart[];
  /**
   * Of a credit or an edit: what its sale charged. What has no goods of its own beside it goes with
   * these; `null`: not known. Absent of a sale itself.
   */
  readonly ofSale?: readonly ChargedPart[] | null;
};

/** `gross` is above zero whichever way it goes. */
export type ChargedPart = {
  readonly lineNumber: number;
  readonly gross: Decimal;
  readonly codingId: string;
  readonly homeRate: Decimal;
  readonly service: boolean;
  /** As the shop charged it. */
  readonly rate: Decimal;
};

export type RowVat = { readonly rate: Decimal; readonly oss?: true; readonly reversed?: true };

/** Whether rows have the rates of the seller's country, which identify a coding. */
export const hasHomeRates = ({ kind, oss }: Sale): boolean =>
  kind === "domestic" || kind === "export-with-vat" || (kind === "eu-consumer" && !oss);

type SaleInput = Pick<
  PlanInput,
  "articles" | "codings" | "customer" | "company" | "settings" | "systemArticles" | "form"
> & { readonly facts: LookupFacts; readonly partOf?: Order["partOf"] | undefined };

/** A line of zero has no VAT at any rate: shops give free lines all sorts of rates. */
export const isFree = (line: Pick<SourceLine, "gross" | "net">): boolean =>
  dec(line.gross).eq(0) && dec(line.net).eq(0);

type Sold = {
  readonly line: SourceLine;
  readonly article: Pick<LedgerArticle, "usesOss" | "service">;
  readonly codingId: string;
  readonly homeRate: Decimal;
};

export function saleOfRows(sale: Sale, lines: readonly SourceLine[], input: SaleInput): SaleOfRows {
  const soldOf = (of: readonly SourceLine[]): readonly Sold[] =>
    of.flatMap((line) =>
      isCodedLine(line, input.settings)
        ? soldByCoding(line, sale, input)
        : soldByArticle(line, input),
    );
  const own = soldOf(lines);
  const saleLines = (input.partOf?.lines ?? []).filter(isGoods);
  const before = soldOf(saleLines.map((line) => ({ ...line, fromHead: false })));
  const sold = [...before, ...own];
  // Charged lines come before free ones.
  const charged = [
    ...sold.filter(({ line }) => !isFree(line)),
    ...sold.filter(({ line }) => isFree(line) && !same(line.vatRate, 0)),
  ];
  const buyerRates = new Map<Decimal, Decimal>();
  for (const { line, article, homeRate } of charged)
    if (sale.oss && article.usesOss && !buyerRates.has(homeRate))
      buyerRates.set(homeRate, plain(line.vatRate));
  const main = (before.length > 0 ? before : own).reduce<Sold | null>(
    (best, one) =>
      best === null || dec(one.line.gross).abs().gt(dec(best.line.gross).abs()) ? one : best,
    null,
  );
  return {
    sale,
    buyerRates,
    plainRates: new Set(
      charged.filter(({ article }) => !article.usesOss).map(({ homeRate }) => homeRate),
    ),
    mainRate: main?.homeRate ?? null,
    goods: sold.some(({ article }) => !article.service),
    charged: own.flatMap(chargedPart),
    ...(input.form === "credit" ? { takesBack: true } : {}),
    ...(input.partOf === undefined
      ? {}
      : {
          // An article that the ledger doesn't have any more says nothing of what was sold.
          ofSale:
            input.partOf.lines === null || before.length < saleLines.length
              ? null
              : before.flatMap(chargedPart),
        }),
    // A company that nobody has looked up yet may be marked: its own record decides before anything
    // is written.
    reversible:
      input.company.usesReverseConstruction === true &&
      (input.customer.tax === undefined
        ? input.customer.kind === "company"
        : input.customer.tax.reverseConstruction),
  };
}

const chargedPart = ({ line, article, codingId, homeRate }: Sold): readonly ChargedPart[] =>
  isFree(line)
    ? []
    : [
        {
          lineNumber: line.lineNumber,
          gross: plain(dec(line.gross).abs()),
          codingId,
          homeRate,
          service: article.service,
          rate: plain(line.vatRate),
        },
      ];

/** By its own article, or by what its sales type leads to. */
function soldByArticle(line: SourceLine, input: SaleInput): readonly Sold[] {
  const { articles, codings } = input;
  const number =
    line.kind === "sales-type" ? salesTypeChoice(line, input.settings, input.facts) : line.sku;
  if (line.kind === "sales-type" && number !== null && namesCoding(number))
    return soldOfCoding(line, number, input);
  const answer = number === null || !Object.hasOwn(articles, number) ? undefined : articles[number];
  if (answer?.kind !== "found") return [];
  const coding = codings.find(({ id }) => id === answer.article.codingId);
  return coding === undefined
    ? []
    : [
        {
          line,
          article: answer.article,
          codingId: coding.id,
          homeRate: plain(coding.vatRate),
        },
      ];
}

/** Our own article of the coding stands for it. */
function soldOfCoding(
  line: SourceLine,
  id: string,
  { codings, systemArticles }: SaleInput,
): readonly Sold[] {
  const coding = codings.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (coding === undefined) return [];
  const article = {
    usesOss: systemArticles.oss?.item?.[coding.id] !== undefined,
    service: coding.kind === "service",
  };
  return [{ line, article, codingId: coding.id, homeRate: plain(coding.vatRate) }];
}

function soldByCoding(line: SourceLine, sale: Sale, input: SaleInput): readonly Sold[] {
  const found = codingOf(line, "goodsCoding", { ...input, sale: saleName(sale) });
  if (found === null || !found.ok) return [];
  const { coding } = found.value;
  const article = { usesOss: isOssCoding(coding), service: coding.kind === "service" };
  return [{ line, article, codingId: coding.id, homeRate: plain(coding.vatRate) }];
}

/** Returns the VAT of a line with an article of the ledger. */
export function rowVat(
  line: SourceLine,
  article: Pick<LedgerArticle, "usesOss">,
  coding: LedgerCoding,
  sold: SaleOfRows,
): Result<RowVat, Reason> {
  const vat = expected(line, article, coding, sold);
  const at = { line: line.lineNumber, sku: line.sku };
  const differs = !same(vat.rate, line.vatRate) || isHomeOrBuyers(vat, sold);
  if (differs && !isFree(line)) {
    const figures = {
      ...at,
      source: plain(line.vatRate),
      ledger: plain(vat.rate),
      coding: coding.id,
    };
    return err(
      sold.sale.kind === "domestic"
        ? reason("vat-rate-differs", figures)
        : reason("sale-vat-differs", {
            ...figures,
            why: whyOther(article, sold),
            country: sold.sale.country,
          }),
    );
  }
  const unfit = missingAccountReason(coding, sold.sale, vat, at);
  return unfit === null ? ok(vat) : err(unfit);
}

/**
 * Home VAT under OSS at a rate that the buyer's country has, too: nobody can see which the shop
 * charged, and the mark is missing nearly always.
 */
const isHomeOrBuyers = ({ rate, oss }: RowVat, { sale, takesBack }: SaleOfRows): boolean =>
  sale.kind === "eu-consumer" &&
  sale.oss &&
  oss !== true &&
  !same(rate, 0) &&
  takesBack !== true &&
  mayBeRateOf(sale.country, rate);

/** The ledger would refuse it only when it is booked. `null`: the coding has the account. */
export const missingAccountReason = (
  coding: LedgerCoding,
  sale: Sale,
  vat: Partial<RowVat>,
  at: { readonly line: number | null; readonly sku: string | null },
): Reason | null =>
  accountOf(coding, sale, vat) === null
    ? reason("coding-without-account", {
        ...at,
        coding: coding.id,
        kind: kindOfAccount(sale, vat),
      })
    : null;

/** The coding of an article of our own; `undefined`: a set-up of before it was noted made it. */
export const codingOfOwn = (
  id: string,
  { codings, systemArticles }: Pick<PlanInput, "codings" | "systemArticles">,
): LedgerCoding | undefined => codings.find((coding) => coding.id === systemArticles.codings?.[id]);

function kindOfAccount(
  { kind, triangular }: Sale,
  vat: Partial<RowVat>,
): Sale["kind"] | "oss" | "reversed" | "triangular" {
  if (vat.oss === true) return "oss";
  if (vat.reversed === true) return "reversed";
  return triangular === true ? "triangular" : kind;
}

function expected(
  line: SourceLine,
  article: Pick<LedgerArticle, "usesOss">,
  coding: LedgerCoding,
  { sale, buyerRates, reversible }: SaleOfRows,
): RowVat {
  const home = plain(coding.vatRate);
  switch (sale.kind) {
    case "eu-business":
    case "export":
      return { rate: "0" };
    case "eu-consumer":
      return sale.oss && article.usesOss
        ? { rate: same(home, 0) ? "0" : (buyerRates.get(home) ?? plain(line.vatRate)), oss: true }
        : { rate: home };
    case "domestic":
      return reversible && same(line.vatRate, 0) && !same(home, 0) && !isFree(line)
        ? { rate: "0", reversed: true }
        : { rate: home };
    case "export-with-vat":
      return { rate: home };
  }
}

function whyOther(article: Pick<LedgerArticle, "usesOss">, { sale }: SaleOfRows) {
  if (sale.kind !== "eu-consumer") return sale.kind;
  if (!sale.oss) return "no-oss";
  return article.usesOss ? "oss-rate" : "oss-article";
}

/** Returns the account that is booked on. `undefined`: a domestic sale, by the article's coding. */
export function accountOf(
  { accounts }: LedgerCoding,
  { kind, triangular }: Sale,
  vat: Partial<RowVat>,
): number | null | undefined {
  if (vat.oss === true) return accounts.oss;
  if (vat.reversed === true) return accounts.reversed;
  if (triangular === true) return accounts.triangular;
  if (kind === "eu-business") return accounts.withinEu;
  if (kind === "eu-consumer") return accounts.withinEuWithVat;
  return kind === "export" ? accounts.outsideEu : undefined;
}

/** Returns the kind of sale as tables of codings name it. */
export function saleName({ kind, oss }: Pick<Sale, "kind" | "oss">): SaleName {
  switch (kind) {
    case "domestic":
      return "home";
    case "eu-business":
      return "eu-business";
    case "eu-consumer":
      return oss ? "oss" : "eu-consumer";
    case "export":
    case "export-with-vat":
      return "export";
  }
}

type ChosenCoding = { readonly coding: LedgerCoding; readonly choice: Choice };
type CodedLine = Pick<SourceLine, "lineNumber" | "sku" | "vatCode" | "vatRate">;
type CodingFacts = Pick<PlanInput, "settings" | "codings"> & {
  readonly facts: LookupFacts;
  readonly sale: SaleName;
};

/** `null`: the table has no row for this line; only goods are held for that. */
export function codingOf(
  line: CodedLine,
  table: Coded,
  { settings, codings, facts, sale }: CodingFacts,
): Result<ChosenCoding, Reason> | null {
  const choice = chooseCoding(settings.lookups[table], line, { ...facts, sale });
  const at = { line: line.lineNumber, sku: line.sku };
  const { value } = choice;
  if (value === null)
    return table === "goodsCoding"
      ? err(
          reason("goods-coding-missing", {
            ...at,
            rate: plain(line.vatRate),
            vatCode: line.vatCode,
            country: facts.country ?? null,
            sale,
          }),
        )
      : null;
  const coding = codings.find(({ id }) => id.toLowerCase() === value.toLowerCase());
  if (coding === undefined)
    return err(reason("coding-not-found", { ...at, article: null, coding: value }));
  // The ledger gives no dates for a coding, only that it isn't in use any more.
  if (!coding.active)
    return err(reason("coding-ended", { ...at, coding: coding.name, lookup: table }));
  return ok({ coding, choice });
}

/** Goods of the shop without an article in the ledger. */
export const isCodedLine = (
  { kind, sku }: Pick<SourceLine, "kind" | "sku">,
  { orders }: Pick<PlanInput["settings"], "orders">,
): boolean => kind === "article" && isByCoding(orders.goods, sku);

/** A coding with an OSS account is sold under the one-stop shop, where the company uses that. */
export const isOssCoding = ({ accounts }: LedgerCoding): boolean => accounts.oss !== null;
