/**
 * The configurable article above a group of variants. It is created from its first member;
 * afterwards only its active state follows the group, and everything else in it is the shop's, so
 * that members may come and go.
 */
import type { ShopArticle } from "../../asperion/products.ts";
import { fingerprint } from "../../domain/fingerprint.ts";
import type { Attribute, ProductFields, ProductMemory } from "../../domain/product.ts";
import { type Reason, reason } from "../../domain/reasons.ts";
import { cutTrimmed } from "../../domain/text.ts";
import { canonical, type Decided } from "./plan.ts";

type ParentPlan = {
  readonly decided: readonly Decided[];
  readonly reasons: readonly Reason[];
} & (
  | { readonly do: "create" | "update"; readonly fields: ProductFields }
  | { readonly do: "nothing" }
  | { readonly do: "hold" }
);

/**
 * Whether the parent has to be looked at: it isn't known yet, or its group has come to life or to
 * its end.
 */
export function parentNeedsWork(memory: ProductMemory | null, members: number): boolean {
  if (memory === null || memory.asperionId === null) return true;
  const known = memory.fields.active;
  // One that was there before us and was only taken over is left alone.
  return known !== undefined && known.pushed !== fingerprint(canonical("active", members > 0));
}

/**
 * `member`: the fields of the article that asks for its parent; `null` when a group only comes to
 * its end.
 */
export function planParent(
  code: string,
  member: ProductFields | null,
  members: number,
  memory: ProductMemory | null,
  target: ShopArticle | null,
): ParentPlan {
  if (target === null && memory !== null && memory.asperionId !== null && member !== null)
    return { do: "hold", decided: [], reasons: [reason("product-gone", { code })] };
  if (target === null) {
    if (member === null) return { do: "nothing", decided: [], reasons: [] };
    const { currency, vatCode, salesType } = member;
    const fields: ProductFields = {
      sku: code,
      name: parentName(member.name ?? code, member.attributes ?? []),
      kind: "configurable",
      active: members > 0,
      ...(currency === undefined || currency === null ? {} : { currency }),
      ...(vatCode === undefined ? {} : { vatCode }),
      ...(salesType === undefined ? {} : { salesType }),
    };
    return {
      do: "create",
      fields,
      decided: [],
      reasons: [reason("product-parent-created", { code })],
    };
  }
  if (target.product.kind !== "configurable")
    return {
      do: "hold",
      decided: [],
      reasons: [reason("product-parent-not-configurable", { code })],
    };
  const known = memory?.fields.active;
  const there = fingerprint(canonical("active", target.product.active));
  const ours = known !== undefined && [known.pushed, known.stored, ...known.tried].includes(there);
  if (!ours || target.product.active === members > 0)
    return {
      do: "nothing",
      decided: ours ? [{ field: "active", verdict: "equal" }] : [],
      reasons: [],
    };
  return {
    do: "update",
    fields: { active: members > 0 },
    decided: [],
    reasons: [
      reason(members > 0 ? "product-parent-activated" : "product-parent-deactivated", { code }),
    ],
  };
}

/** "Hoodie M" of the size M is "Hoodie": words at the end that name the member are left out. */
export function parentName(name: string, attributes: readonly Attribute[]): string {
  const values = new Set(attributes.map(({ value }) => value.toLowerCase()));
  const words = name.split(/\s+/);
  while (words.length > 1 && values.has((words.at(-1) ?? "").replace(/[,;/-]+$/, "").toLowerCase()))
    words.pop();
  return cutTrimmed(words.join(" ").replace(/[\s,;/-]+$/, ""), 255) || name;
}
