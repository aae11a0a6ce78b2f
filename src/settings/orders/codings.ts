/**
 * How goods are booked, and the tables that choose an article coding of the ledger. Rows of orders
 * and invoices have no account, only an article; so each coding has a system article, and goods
 * need no article in the ledger. Pure.
 *
 * A table is asked by the shop's VAT code and by the VAT rate (`25%`), narrowed by country, kind of
 * sale, kind of customer and day (see lookup-key.ts).
 */
import { z } from "zod";
import type { Coded } from "../../domain/ledger/ledger.ts";
import { dec, type Decimal, plain } from "../../domain/money.ts";
import { fitsGlob } from "../products/number-pattern.ts";
import { type LookupFacts, parseKey, type SaleFacts } from "../lookups/lookup-key.ts";
import { choose, type Choice, type Lookup, lookupOf } from "../lookups/lookup.ts";

export const goodsSettings = z
  .strictObject({
    /**
     * `article`: by the ledger's article of the same code, which moves stock. `coding`: by the
     * table `lookups.goodsCoding`.
     */
    by: z.enum(["article", "coding"]).default("article"),
    /** Article codes of the shop, as patterns with `*` and `?`, that are booked the other way. */
    exceptions: z.array(z.string().trim().min(1).max(40)).max(100).default([]),
  })
  .prefault({});

export type GoodsSettings = z.infer<typeof goodsSettings>;

/** Whether goods of this article code of the shop are booked by coding; `null`: no code. */
export function isByCoding(goods: GoodsSettings, sku: string | null): boolean {
  const { by, exceptions } = goods;
  const excepted = sku !== null && exceptions.some((pattern) => fitsGlob(pattern, sku));
  return (by === "coding") !== excepted;
}

/** Whether any, and whether all, goods may be booked by coding. */
export const someByCoding = ({ by, exceptions }: GoodsSettings): boolean =>
  by === "coding" || exceptions.length > 0;
export const allByCoding = ({ by, exceptions }: GoodsSettings): boolean =>
  by === "coding" && exceptions.length === 0;

const coding = lookupOf(z.guid());

/** VAT code or rate → id of a coding, each for one kind of line. */
export const codingLookups: Readonly<Record<Coded, typeof coding>> = {
  goodsCoding: coding,
  shippingCoding: coding,
  discountCoding: coding,
  feeCoding: coding,
  /** Falls back on `orders.tipCoding`, then on that of fees. */
  tipCoding: coding,
};

/** A rate as tables name it: `25%`, `25.5%`. */
export const rateValue = (rate: Decimal): string => `${plain(dec(rate).times(100))}%`;

/** A row with the VAT code goes before one with the rate, and that before the default. */
export function chooseCoding(
  lookup: Lookup | undefined,
  { vatCode, vatRate }: { readonly vatCode: string | null; readonly vatRate: Decimal },
  facts: LookupFacts & SaleFacts,
): Choice {
  if (lookup !== undefined && vatCode !== null && lookup.force === undefined) {
    const byCode = choose({ table: lookup.table }, vatCode, facts);
    const names = byCode.key === undefined || parseKey(byCode.key, true).value !== null;
    if (byCode.value !== null && names) return byCode;
  }
  return choose(lookup, rateValue(vatRate), facts);
}

/** Ids of the codings that a table may lead to, lower case, each once. */
export function codingsNamed(lookup: Lookup | undefined): readonly string[] {
  if (lookup === undefined) return [];
  const { force, default: rest, table } = lookup;
  const named = [force, rest, ...Object.values(table)].flatMap((id) =>
    id === undefined ? [] : [id.toLowerCase()],
  );
  return [...new Set(named)];
}

/** The orders' settings about sales to other countries and in other currencies. */
export const crossBorderOrders = {
  /** An EU company without a VAT number: hold it, or tax it as a private person. */
  companyWithoutVatNumber: z.enum(["hold", "as-private"]).default("hold"),
  /**
   * A customer whose invoices are in another currency than the order: hold it, or give the party a
   * second customer in that currency.
   */
  customerInOtherCurrency: z.enum(["hold", "second-customer"]).default("hold"),
  /**
   * VAT codes of the shop that mean triangular trade: the company buys in one member state and has
   * the goods sent to its buyer in another. Empty: no code means it.
   */
  triangularVatCodes: z.array(z.string().trim().min(1).max(50)).max(20).default([]),
};
