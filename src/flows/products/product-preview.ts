/**
 * What the settings would make of one article, as if the shop didn't have it yet: the flow's own
 * plan, without memory and without a counterpart.
 */
import type { LedgerCoding, LedgerCompany, SystemArticles } from "../../domain/ledger/ledger.ts";
import { type LedgerProduct, NO_MEMORY, type ProductFields } from "../../domain/goods/product.ts";
import type { ProductSettings } from "../../settings/products/products.ts";
import { desiredProduct } from "./desired-product.ts";
import { planProduct, type ProductPlan } from "./plan.ts";

/** `fields`: as the shop would get them, also while something else keeps the article on hold. */
export type ProductPreview = { readonly plan: ProductPlan; readonly fields: ProductFields };

export function previewProduct(
  product: LedgerProduct,
  ledger: {
    readonly company: Pick<LedgerCompany, "currency">;
    readonly codings: readonly LedgerCoding[];
    readonly systemArticles: SystemArticles;
  },
  settings: ProductSettings,
): ProductPreview {
  const { company, codings, systemArticles } = ledger;
  const context = { currency: company.currency, codings, systemArticles };
  const plan = planProduct({
    product,
    presence: "there",
    context,
    settings,
    memory: NO_MEMORY,
    target: null,
  });
  switch (plan.do) {
    case "create":
      return { plan, fields: plan.fields };
    case "hold":
      return { plan, fields: desiredProduct(product, context, settings).fields };
    default:
      return { plan, fields: {} };
  }
}
