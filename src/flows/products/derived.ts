/**
 * Values that the shop derives when it takes a write, such as one price from the other. A write
 * sends the whole article: a field that we left as it was, and that comes back otherwise, was
 * derived, and no person changed it.
 */
import type { ShopArticle } from "../../asperion/products.ts";
import { fingerprint } from "../../domain/platform/fingerprint.ts";
import type { ProductField, ProductFields, ProductMemory } from "../../domain/goods/product.ts";
import { canonical } from "./canonical.ts";

/** The memory after a write of `fields` to `before`: derived values count as stored of ours. */
export function withDerived(
  memory: ProductMemory,
  fields: ProductFields,
  before: ShopArticle | null,
  answered: ShopArticle,
): ProductMemory {
  if (before === null) return memory;
  const more = (Object.keys(memory.fields) as ProductField[]).flatMap((field) => {
    const known = memory.fields[field];
    const was = canonical(field, before.product[field]);
    const now = canonical(field, answered.product[field]);
    // What the answer doesn't show isn't known to have changed.
    if (known === undefined || fields[field] !== undefined || now === "" || now === was) return [];
    const isOurs = [known.pushed, known.stored, ...known.tried].includes(fingerprint(was));
    return isOurs ? [[field, { ...known, stored: fingerprint(now) }] as const] : [];
  });
  return { ...memory, fields: { ...memory.fields, ...Object.fromEntries(more) } };
}
