/**
 * The figure that the settings give for one article: the flow's own plan, as if the shop had the
 * article, kept its stock, and everything that it sold were booked.
 */
import type { Decimal } from "../../domain/money.ts";
import type { LedgerStock } from "../../domain/goods/stock.ts";
import type { GoodsSettings } from "../../settings/orders/codings.ts";
import type { Lookup } from "../../settings/lookups/lookup.ts";
import type { StockSettings } from "../../settings/stock/stock-settings.ts";
import { type LeftAlone, planStock } from "./plan.ts";

export type StockPreview =
  | { readonly kind: "figure"; readonly figure: Decimal }
  | { readonly kind: "left"; readonly why: LeftAlone }
  | { readonly kind: "inactive" };

const NOTHING: Decimal = "0";

export function previewStock(
  article: LedgerStock,
  settings: StockSettings,
  goods: GoodsSettings,
  soldAs: Lookup,
): StockPreview {
  if (!article.active) return { kind: "inactive" };
  const plan = planStock({
    settings,
    ledger: [article],
    shop: [{ id: 0, code: article.number, stock: NOTHING, managed: true, field: null }],
    unbooked: new Map(),
    moving: new Set(),
    goods,
    soldAs,
  });
  const [difference] = plan.differences;
  if (difference !== undefined) return { kind: "figure", figure: difference.target };
  const [why] = Object.entries(plan.left).flatMap(([left, codes]) =>
    codes.length === 0 ? [] : [left as LeftAlone],
  );
  return why === undefined ? { kind: "figure", figure: NOTHING } : { kind: "left", why };
}
