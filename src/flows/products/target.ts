/**
 * Finds a product in the shop: by its code, compared exactly, and by the id under which we know it.
 * A code of another article is never taken as ours, nor is the article of another product that
 * doesn't have its new code yet. A product that a person linked is the article with the named code,
 * whoever had it before.
 */
import { findProducts, readProduct, type ShopArticle } from "../../asperion/products.ts";
import type { ProductMemory } from "../../domain/goods/product.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { FlowPorts, MemoryPort, RunFacts, VendorPort } from "../port.ts";

/** `from`: the product that had the shop's article before and has left its number to this one. */
type ProductTarget =
  | {
      readonly kind: "found";
      readonly article: ShopArticle | null;
      readonly from: string | null;
      /** What was written to it for that product. */
      readonly fields?: ProductMemory["fields"];
    }
  | { readonly kind: "code-taken"; readonly by: number }
  /** Two products have each other's number by now: in the shop each stands in the other's way. */
  | { readonly kind: "codes-crossed"; readonly other: string };
export type FoundLinked = ProductTarget | { readonly kind: "link-missing"; readonly code: string };

export async function findTarget(
  ports: FlowPorts,
  id: string,
  code: string,
  memory: ProductMemory,
): Promise<Result<ProductTarget, Failure>> {
  const named = await findNamed(ports, code);
  if (!named.ok) return named;
  if (named.value !== null && "by" in named.value) return ok(named.value);
  const { asperionId } = memory;
  if (asperionId === null)
    return named.value === null
      ? ok({ kind: "found", article: null, from: null })
      : takenOver(ports, id, code, named.value);
  if (named.value?.id === asperionId)
    return ok({ kind: "found", article: named.value, from: null });
  // Another code in the ledger or in the shop by now, or gone there. The list has named the
  // administration.
  const own = await readProduct(ports.read, asperionId);
  if (!own.ok) return own;
  if (own.value !== null && named.value !== null)
    return inTheWay(ports, id, own.value, named.value);
  // Its own article is deleted; the one that has its code now may be another product's.
  if (own.value === null && named.value !== null) return takenOver(ports, id, code, named.value);
  return ok({ kind: "found", article: own.value, from: null });
}

/**
 * `code` is the shop's own, which stays. What is known by its id since it was linked is that
 * article, also under another code: linking forgets what was known before.
 */
export async function findLinked(
  ports: RunFacts & VendorPort & MemoryPort,
  id: string,
  code: string,
  { asperionId }: ProductMemory,
): Promise<Result<FoundLinked, Failure>> {
  const named = await findNamed(ports, code);
  if (!named.ok) return named;
  if (named.value !== null && "by" in named.value) return ok(named.value);
  if (asperionId !== null && named.value?.id !== asperionId) {
    const own = await readProduct(ports.read, asperionId);
    if (!own.ok) return own;
    if (own.value !== null) return ok({ kind: "found", article: own.value, from: null });
  }
  if (named.value === null) return ok({ kind: "link-missing", code });
  const owner = await ports.products.owner(named.value.id, id);
  return owner.ok
    ? ok({ kind: "found", article: named.value, from: owner.value?.id ?? null })
    : owner;
}

/**
 * Two of one code, which the shop may have taken after a lost answer (P30): nobody knows which of
 * them is meant. What an update sends back is the whole article: where lists weren't seen to show
 * it (P42), it is read by itself.
 */
async function findNamed(
  {
    read,
    administrationId,
    lists,
  }: Pick<RunFacts & VendorPort, "read" | "administrationId" | "lists">,
  code: string,
): Promise<Result<ShopArticle | null | Extract<ProductTarget, { kind: "code-taken" }>, Failure>> {
  const found = await findProducts(read, code, administrationId);
  if (!found.ok) return found;
  const [first, second] = found.value;
  if (second !== undefined) return ok({ kind: "code-taken", by: second.id });
  if (first === undefined || lists.articlesListedWhole === true) return ok(first ?? null);
  const whole = await readProduct(read, first.id);
  // One that has got another code in between is no longer the one of this code.
  return whole.ok && whole.value?.product.sku !== first.product.sku ? ok(null) : whole;
}

/** The article of this code is another's; that one's number may be the code of our own. */
async function inTheWay(
  ports: FlowPorts,
  id: string,
  own: ShopArticle,
  named: ShopArticle,
): Promise<Result<ProductTarget, Failure>> {
  const owner = await ports.products.owner(named.id, id);
  if (!owner.ok) return owner;
  const other = owner.value?.gone === false ? owner.value.number : null;
  return ok(
    other !== null && other === own.product.sku
      ? { kind: "codes-crossed", other }
      : { kind: "code-taken", by: named.id },
  );
}

/**
 * An unknown article may be another product's. Numbers are unique in the ledger: a product last
 * read under this number has left it since, and leaves its article too.
 */
async function takenOver(
  ports: FlowPorts,
  id: string,
  code: string,
  article: ShopArticle,
): Promise<Result<ProductTarget, Failure>> {
  const owner = await ports.products.owner(article.id, id);
  if (!owner.ok) return owner;
  if (owner.value === null) return ok({ kind: "found", article, from: null });
  return ok(
    owner.value.gone || owner.value.number === code
      ? { kind: "found", article, from: owner.value.id, fields: owner.value.fields ?? {} }
      : { kind: "code-taken", by: article.id },
  );
}
