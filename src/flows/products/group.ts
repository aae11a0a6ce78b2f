/**
 * An article's group of variants, and its distinguishing attributes. Decided from the article
 * alone, so that a member that comes or goes changes nothing for the others.
 */
import type { Attribute, LedgerProduct } from "../../domain/goods/product.ts";
import { partsOf, readNumberPattern } from "../../settings/products/number-pattern.ts";
import type { ProductSettings } from "../../settings/products/products.ts";

type Grouping = { readonly parent: string; readonly attributes: readonly Attribute[] };

/** `null`: an article of its own. */
export function groupOf(product: LedgerProduct, settings: ProductSettings): Grouping | null {
  const { variants } = settings;
  // Services have no variants.
  if (variants === null || product.service) return null;
  if (variants.by === "number") {
    const pattern = readNumberPattern(variants.pattern);
    if ("wrong" in pattern) throw new Error("a pattern that the settings must not have taken");
    return partsOf(pattern, product.number);
  }
  const parent = labelled(product, variants.label);
  const attributes = variants.attributes.flatMap((name) => {
    const value = labelled(product, name);
    return value === null ? [] : [{ name, value }];
  });
  return parent === null || attributes.length === 0 ? null : { parent, attributes };
}

/** "Size: M" is M for the name Size, in any case. Of several the alphabetically first counts. */
function labelled(product: LedgerProduct, name: string): string | null {
  const values = product.labels.flatMap((label) => {
    const at = label.indexOf(":");
    return at > 0 && label.slice(0, at).trim().toLowerCase() === name.trim().toLowerCase()
      ? [label.slice(at + 1).trim()]
      : [];
  });
  return values.filter((value) => value !== "").toSorted()[0] ?? null;
}
