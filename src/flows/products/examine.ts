/**
 * One article as it stands on both sides, and what is to be done about it: what a run carries out,
 * and a preview shows.
 */
import type { ShopArticle } from "../../asperion/products.ts";
import {
  isUnpriced,
  type LedgerProduct,
  NO_MEMORY,
  type ProductMemory,
} from "../../domain/goods/product.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { FlowPorts, RunFacts, VendorPort } from "../port.ts";
import type { ProductContext } from "./filter.ts";
import { planProduct, type Presence, type ProductPlan } from "./plan.ts";
import { BY_PERSON } from "./port.ts";
import { stageItem } from "./pull.ts";
import { findLinked, findTarget, type FoundLinked } from "./target.ts";
import { readProductById } from "../../eaccounting/products.ts";

export type ToExamine = {
  readonly id: string;
  readonly product: LedgerProduct;
  readonly presence: Presence;
  readonly memory: ProductMemory;
  /** The code of the shop's article to which a person linked it; `null`: none. */
  readonly linked: string | null;
};

export type Examined =
  /** It isn't known which article of the shop it is. */
  | { readonly kind: "hold"; readonly reason: Reason }
  | {
      readonly kind: "planned";
      readonly plan: ProductPlan;
      readonly memory: ProductMemory;
      readonly target: ShopArticle | null;
      /** The product that had the shop's article before. */
      readonly from: string | null;
    };

export async function examine(
  ports: FlowPorts,
  context: ProductContext,
  { id, product, presence, memory: kept, linked }: ToExamine,
): Promise<Result<Examined, Failure>> {
  const found: Result<FoundLinked, Failure> =
    linked === null
      ? await findTarget(ports, id, product.number, kept)
      : await findLinked(ports, id, linked, kept);
  if (!found.ok) return found;
  if (found.value.kind === "link-missing")
    return ok({
      kind: "hold",
      reason: reason("product-link-missing", { code: found.value.code }),
    });
  if (found.value.kind === "code-taken")
    return ok({ kind: "hold", reason: reason("product-code-taken", { code: product.number }) });
  if (found.value.kind === "codes-crossed")
    return ok({
      kind: "hold",
      reason: reason("product-codes-crossed", { code: product.number, other: found.value.other }),
    });
  const { article: target, from, fields } = found.value;
  // What a person asks for once more after it was deleted in the shop is made as if for the first
  // time.
  const memory =
    target === null && ports.eventTypes.includes(BY_PERSON)
      ? NO_MEMORY
      : { ...kept, fields: fields ?? kept.fields };
  const { products } = ports.settings;
  const plan = planProduct({
    product,
    presence,
    context,
    settings: products,
    memory,
    target,
    isLinked: linked !== null,
  });
  return ok({ kind: "planned", plan, memory, target, from });
}

/** The group that the article is in, once this plan is carried out. */
export function groupAfter(
  plan: ProductPlan,
  { product, presence }: Pick<ToExamine, "product" | "presence">,
  context: ProductContext,
  { products }: FlowPorts["settings"],
): string | null {
  if (plan.do === "leave-out" || presence === "gone" || !products.fields.kind.send) return null;
  return stageItem(product, context, products, false).group;
}

/** Made of an order's line, without a price, and untouched since: not brought back to the shop. */
export const isBareOfOrder = (
  product: LedgerProduct,
  made: boolean,
  memory: ProductMemory,
): boolean => made && memory.asperionId === null && isUnpriced(product);

/** `product`: as it was read last, by its id or by a pass. */
export type ProductPresence = { readonly product: LedgerProduct; readonly presence: Presence };

/**
 * Whether an article is still in the ledger, and how it is there now. A read of one costs a call,
 * so it is made only where it tells something: of an article that a full pass has missed, as a
 * moving list proves nothing; and of one that a person retries or resyncs. `product`: as the last
 * pass read it.
 */
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
