/**
 * Finds a product in the shop: by its code, compared exactly, and by the id under which we know it. A code that another
 * article has is never taken for ours.
 */
import { findProduct, readProduct, type ShopArticle } from "../../asperion/products.ts";
import type { Failure } from "../../domain/failure.ts";
import type { ProductMemory } from "../../domain/product.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowPorts } from "../port.ts";

export type Found = { readonly kind: "found"; readonly article: ShopArticle | null } | { readonly kind: "code-taken"; readonly by: number };

export async function findTarget(ports: FlowPorts, code: string, memory: ProductMemory): Promise<Result<Found, Failure>> {
  const named = await findProduct(ports.read, code, ports.administrationId);
  if (!named.ok) return named;
  const { asperionId } = memory;
  if (asperionId === null || named.value?.id === asperionId) return ok({ kind: "found", article: named.value });
  // Another code in the ledger or in the shop by now, or gone there. The list has named the administration.
  const own = await readProduct(ports.read, asperionId);
  if (!own.ok) return own;
  if (own.value !== null && named.value !== null) return ok({ kind: "code-taken", by: named.value.id });
  return ok({ kind: "found", article: own.value ?? named.value });
}
