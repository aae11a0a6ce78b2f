/**
 * Which of our system articles stands for shipping, a discount or a fee, and what VAT it bears in
 * this kind of sale. Pure. What bears no VAT goes with what it belongs to, as nothing but the
 * account tells there.
 */
import type { LedgerCoding, SystemArticles } from "../../../domain/ledger/ledger.ts";
import { dec, type Decimal, plain, same } from "../../../domain/money.ts";
import { type ParamsOf, reason, type Reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  type ChargedPart,
  codingOfOwn,
  isFree,
  type RowVat,
  type SaleOfRows,
  missingAccountReason,
} from "./cross-border-rows.ts";
import type { SourceLine } from "./lines.ts";

type OwnRow = RowVat & { readonly id: string };

type Kind = "shipping" | "discount" | "fee";

/** The article and its VAT, by the kind of sale. */
export function ownRow(
  line: SourceLine,
  kind: Kind,
  articles: SystemArticles,
  sold: SaleOfRows,
  codings: readonly LedgerCoding[] = [],
): Result<OwnRow, Reason> {
  const withAccount = (row: OwnRow): Result<OwnRow, Reason> => {
    const coding = codingOfOwn(row.id, { codings, systemArticles: articles });
    const at = { line: line.lineNumber, sku: null };
    const unfit = coding === undefined ? null : missingAccountReason(coding, sold.sale, row, at);
    return unfit === null ? ok(row) : err(unfit);
  };
  const chosen = rowAtRate(line, kind, articles, sold);
  const row = chosen.ok ? withAccount(chosen.value) : chosen;
  if (row.ok || !isFree(line)) return row;
  return (
    freeRows(kind, articles, sold)
      .map(withAccount)
      .find(({ ok: fits }) => fits) ?? row
  );
}

/**
 * A line of nothing bears no VAT at any rate: where none of ours stands for its own, it goes with
 * what was sold.
 */
function freeRows(kind: Kind, articles: SystemArticles, sold: SaleOfRows): readonly OwnRow[] {
  const { sale, buyerRates, mainRate } = sold;
  const ofKind = articles[kind] ?? {};
  const underOss = [...(sale.oss ? buyerRates : [])].map(([home, rate]) => ({
    id: byRate(articles.oss?.[kind] ?? {}, home),
    rate,
    oss: true as const,
  }));
  const withoutVat = sale.kind === "eu-business" || sale.kind === "export";
  const others = [mainRate, highest(ofKind)].flatMap((home) =>
    home === null ? [] : [{ id: byRate(ofKind, home), rate: withoutVat ? "0" : home }],
  );
  return [...underOss, ...others].flatMap(({ id, ...vat }) =>
    id === null ? [] : [{ ...vat, id }],
  );
}

function rowAtRate(
  line: SourceLine,
  kind: Kind,
  articles: SystemArticles,
  sold: SaleOfRows,
): Result<OwnRow, Reason> {
  const rate = plain(line.vatRate);
  const { sale } = sold;
  const ofKind = articles[kind] ?? {};
  const found = (id: string | null, vat: RowVat, homeRate: Decimal): Result<OwnRow, Reason> =>
    id === null
      ? err(
          reason("own-article-missing", {
            article: kind,
            rate: homeRate,
            coding: null,
            line: line.lineNumber,
          }),
        )
      : ok({ ...vat, id });
  if (sale.kind === "eu-business" || sale.kind === "export") {
    if (!same(rate, 0) && !isFree(line)) return err(differs(line, rate, "0", sold, sale.kind));
    const unknown = unknownSale(line, kind, sold);
    if (unknown !== null) return err(unknown);
    if (kind === "discount") {
      const services = servicesOf(line, sold);
      if (!services.ok) return services;
      if (services.value !== null) return onAdjusting(line, services.value, articles);
    }
    const homeRate = sold.mainRate ?? highest(ofKind);
    const id = kind === "shipping" && sold.goods ? (articles.shippingAbroad ?? null) : null;
    return found(id ?? byRate(ofKind, homeRate), { rate: "0" }, homeRate);
  }
  if (same(rate, 0) && !isFree(line)) {
    const reversed = reversedFor(line, kind, sold);
    if (!reversed.ok) return reversed;
    if (reversed.value !== null) {
      const { codingId, homeRate } = reversed.value;
      const own = kind === "discount" ? onAdjusting(line, codingId, articles) : null;
      if (own?.ok === false) return own;
      const id = own === null ? byRate(ofKind, homeRate) : own.value.id;
      return found(id, { rate: "0", reversed: true }, homeRate);
    }
  }
  if (!sale.oss || same(rate, 0)) return found(byRate(ofKind, rate), { rate }, rate);
  const home = [...sold.buyerRates].find(([, buyers]) => same(buyers, rate))?.[0];
  if (home !== undefined)
    return found(byRate(articles.oss?.[kind] ?? {}, home), { rate, oss: true }, rate);
  if ([...sold.plainRates].some((one) => same(one, rate)))
    return found(byRate(ofKind, rate), { rate }, rate);
  // Nothing else is sold at this rate, so nobody can say which of the ledger's rates becomes it.
  return err(differs(line, rate, null, sold, "oss-own"));
}

/**
 * The coding of the services that a discount without VAT is taken off: its own account and box of
 * the VAT return. `null`: it is taken off goods. Off both, nothing says how much off which.
 */
function servicesOf(line: SourceLine, sold: SaleOfRows): Result<string | null, Reason> {
  const from = takenOff(line, sold);
  const services = from.filter(({ service }) => service);
  if (services.length === 0) return ok(null);
  return services.length === from.length
    ? ok(largest(services)?.codingId ?? null)
    : err(
        reason("vat-box-unclear", {
          line: line.lineNumber,
          kind: "discount",
          of: "goods-and-services",
        }),
      );
}

/**
 * A line's own discount that stands apart has the number of its line. Of a part of a sale that has
 * no goods of its own, all that the sale charged.
 */
function takenOff(line: SourceLine, { charged, ofSale }: SaleOfRows): SaleOfRows["charged"] {
  const own = line.fromHead
    ? []
    : charged.filter(({ lineNumber }) => lineNumber === line.lineNumber);
  if (own.length > 0) return own;
  return charged.length > 0 ? charged : (ofSale ?? []);
}

/**
 * An amount without VAT, without goods of its own, of a sale that isn't known: nobody can say which
 * box of the VAT return it was in. `null`: it is known.
 */
function unknownSale(line: SourceLine, kind: Kind, sold: SaleOfRows): Reason | null {
  return sold.ofSale === null && sold.charged.length === 0 && kind !== "fee" && !isFree(line)
    ? reason("vat-box-unclear", { line: line.lineNumber, kind, of: "sale-unknown" })
    : null;
}

/** Returns the largest; of several equal ones, the first. */
export const largest = (parts: SaleOfRows["charged"]): ChargedPart | null =>
  parts.reduce<ChargedPart | null>(
    (best, part) => (best === null || dec(part.gross).gt(best.gross) ? part : best),
    null,
  );

/**
 * What was sold under the reverse charge and takes this line with it, into its box. `null`: nothing
 * was, or the line is a tip, which pays for nothing.
 */
function reversedFor(
  line: SourceLine,
  kind: Kind,
  sold: SaleOfRows,
): Result<ChargedPart | null, Reason> {
  if (sold.sale.kind !== "domestic" || line.kind === "tip") return ok(null);
  const unknown = sold.reversible ? unknownSale(line, kind, sold) : null;
  if (unknown !== null) return err(unknown);
  const from = takenOff(line, sold).filter((part) => same(part.rate, 0));
  const reversed = from.filter(({ homeRate }) => !same(homeRate, 0));
  if (reversed.length === 0) return ok(null);
  // It was sold under the reverse charge, and the customer isn't marked for that any more.
  if (!sold.reversible)
    return sold.charged.length > 0
      ? ok(null)
      : err(reason("vat-box-unclear", { line: line.lineNumber, kind, of: "reversed-before" }));
  return reversed.length === from.length
    ? ok(largest(reversed))
    : err(reason("vat-box-unclear", { line: line.lineNumber, kind, of: "reversed-and-exempt" }));
}

/** The adjusting article of a coding books to the accounts of that coding. */
function onAdjusting(
  line: SourceLine,
  coding: string,
  articles: SystemArticles,
): Result<OwnRow, Reason> {
  const id = articles.adjusting[coding];
  return id === undefined
    ? err(
        reason("own-article-missing", {
          article: "adjusting",
          rate: "0",
          coding,
          line: line.lineNumber,
        }),
      )
    : ok({ rate: "0", id });
}

const differs = (
  line: SourceLine,
  source: Decimal,
  ledger: Decimal | null,
  { sale }: SaleOfRows,
  why: ParamsOf<"sale-vat-differs">["why"],
): Reason =>
  reason("sale-vat-differs", {
    line: line.lineNumber,
    sku: null,
    source,
    ledger,
    coding: null,
    why,
    country: sale.country,
  });

export const byRate = (articles: Readonly<Record<string, string>>, rate: Decimal): string | null =>
  Object.entries(articles).find(([key]) => same(key, rate))?.[1] ?? null;

const highest = (articles: Readonly<Record<string, string>>): Decimal =>
  Object.keys(articles).reduce((best, rate) => (dec(rate).gt(dec(best)) ? rate : best), "0");
