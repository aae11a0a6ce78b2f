/**
 * Whether an article is still in the ledger, and how it is there now. A pass reads articles by the
 * page, and its jobs work with what it read. A read of one by its id costs a call, so it is made
 * only where it tells something: of an article that a full pass has missed, as a moving list proves
 * nothing; and of one that a person retries or resyncs, to see it as it is.
 */
import type { Failure } from "../../domain/vendors/failure.ts";
import type { LedgerProduct, ProductMemory } from "../../domain/goods/product.ts";
import { ok, type Result } from "../../domain/result.ts";
import { readProductById } from "../../eaccounting/products.ts";
import type { RunFacts, VendorPort } from "../port.ts";
import type { Presence } from "./plan.ts";
import { BY_PERSON } from "./port.ts";

/** `product`: as it was read last, by its id or by a pass. */
export type ProductPresence = { readonly product: LedgerProduct; readonly presence: Presence };

/** `product`: as the last pass read it. */
export async function readPresence(
  { eventTypes, lookUp }: Pick<RunFacts & VendorPort, "eventTypes" | "lookUp">,
  id: string,
  product: LedgerProduct,
): Promise<Result<ProductPresence, Failure>> {
  if (!eventTypes.includes("unmet") && !eventTypes.includes(BY_PERSON))
    return ok({ product, presence: "there" });
  const read = await readProductById(lookUp, id);
  if (!read.ok) return read;
  return ok(
    read.value === null
      ? { product, presence: "gone" }
      : { product: read.value, presence: "there" },
  );
}

/** One that never was in the shop leaves nothing to do there, whatever it was held for. */
export const isGoneForGood = (
  { presence }: ProductPresence,
  { asperionId }: ProductMemory,
): boolean => presence === "gone" && asperionId === null;
