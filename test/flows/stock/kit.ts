/**
 * A shelf on both sides: an article of the ledger, the same one in the shop, and settings with what
 * a test names.
 */
import type { LedgerStock, ShopStock } from "../../../src/domain/goods/stock.ts";
import { planStock, type StockInput, type StockPlan } from "../../../src/flows/stock/plan.ts";
import { turnsOf } from "../../../src/flows/stock/turns.ts";
import type { GoodsSettings } from "../../../src/settings/orders/codings.ts";
import type { Lookup } from "../../../src/settings/lookups/lookup.ts";
import { type StockSettings, stockSettings } from "../../../src/settings/stock/stock-settings.ts";

export const settings = (fields: Partial<StockSettings> = {}): StockSettings =>
  stockSettings.parse({ enabled: true, correctionDebtor: 205, ...fields });

/** Available follows from balance and reserved, unless it is named. */
export function inLedger(
  number: string,
  balance: string,
  reserved = "0",
  fields: Partial<LedgerStock> = {},
): LedgerStock {
  const available = String(Number(balance) - Number(reserved));
  return {
    id: `ledger-${number}`,
    number,
    active: true,
    counted: true,
    balance,
    reserved,
    available,
    ...fields,
  };
}

export function inShop(code: string, stock: string, fields: Partial<ShopStock> = {}): ShopStock {
  return {
    id: Array.from(code).reduce((sum, letter) => sum + letter.charCodeAt(0), 0),
    code,
    stock,
    managed: true,
    field: null,
    ...fields,
  };
}

export type Shelf = {
  readonly settings?: Partial<StockSettings>;
  readonly ledger: readonly LedgerStock[];
  readonly shop: readonly ShopStock[];
  readonly unbooked?: Readonly<Record<string, string>>;
  readonly moving?: readonly string[];
  /** How goods are booked; by article unless said. */
  readonly goods?: GoodsSettings;
  /** Which articles are sold as others; none unless said. */
  readonly soldAs?: Lookup;
  /** What the runs before this one remembered. */
  readonly memory?: Readonly<Record<string, string>>;
};

export const NO_LOOKUP: Lookup = { table: {} };
export const BY_ARTICLE: GoodsSettings = { by: "article", exceptions: [] };

export function plan(shelf: Shelf): StockPlan {
  const input: StockInput = {
    settings: settings(shelf.settings),
    ledger: shelf.ledger,
    shop: shelf.shop,
    unbooked: new Map(Object.entries(shelf.unbooked ?? {})),
    moving: new Set(shelf.moving ?? []),
    goods: shelf.goods ?? BY_ARTICLE,
    soldAs: shelf.soldAs ?? NO_LOOKUP,
    ...turnsOf(shelf.memory ?? {}),
  };
  return planStock(input);
}

/** "MUG 12 → 10" for each difference, in the order in which they are written. */
export const shown = (of: StockPlan): readonly string[] =>
  of.differences.map(
    (difference) => `${difference.code} ${difference.current || "-"} → ${difference.target}`,
  );
