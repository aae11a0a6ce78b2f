/**
 * The product flow's calls of the tenant's object: its memory of products, and what passes over the
 * ledger found.
 */
import type { LedgerProduct, ProductMemory } from "../../domain/goods/product.ts";
import type { Result, Failure } from "../../domain/result.ts";

/** An article as a pass read it. */
export type StageItem = {
  readonly product: LedgerProduct;
  /** Whether it is wanted in the shop. If not, it only counts while we have it there. */
  readonly goes: boolean;
  /** Code of the parent that it belongs to as a variant, `null` for none. */
  readonly group: string | null;
  /** Fingerprint of what the shop should have of it. */
  readonly desired: string;
};

export type Staged = {
  /** Articles that aren't in the shop as they should be, by their id: each needs a job. */
  readonly differ: readonly string[];
  /** Jobs of products that are still to be done. */
  readonly open: number;
};

export type ProductRow = {
  /** As the last pass found it; `null` for a group. */
  readonly product: LedgerProduct | null;
  readonly group: string | null;
  readonly desired: string | null;
  /** The group that it was last written with. */
  readonly pushedGroup: string | null;
  readonly memory: ProductMemory;
};

export type ProductKnown = {
  readonly row: ProductRow | null;
  /** The parent of its group, if it has one that is known. */
  readonly parent: ProductRow | null;
  /** Active members of its group. */
  readonly members: number;
  /** It was made of an order's line. */
  readonly made: boolean;
  /** The shop's code that a person linked; `null` or absent: it is found by its number. */
  readonly linked?: string | null;
};

/** `number`: as the last pass read it, `null` for a group. `gone`: no longer in the ledger. */
export type ProductOwner = {
  readonly id: string;
  readonly number: string | null;
  readonly gone: boolean;
  /** What was written to the shop's article for it; absent: not known. */
  readonly fields?: ProductMemory["fields"];
};

/** Saved with the next call of the object. What isn't named stays. */
export type ProductPatch = {
  readonly id: string;
  readonly memory?: ProductMemory;
  /** The content that was settled or given up: no pass asks for it again until it changes. */
  readonly settledState?: string;
  readonly pushedGroup?: string | null;
  /** The article as it was read by itself. */
  readonly product?: LedgerProduct;
  readonly gone?: boolean;
};

/** What is known of an article that was read, without noting it. */
export type Compared = Pick<ProductKnown, "made" | "linked"> & {
  readonly id: string;
  readonly row: ProductRow | null;
  /**
   * `left`: it isn't wanted in the shop, and isn't there through us. `settled`: the shop has it as
   * it should be. `differs`: a run would give it a job.
   */
  readonly stands: "left" | "settled" | "differs";
};

/** The object's memory of products, as a flow asks for it. */
export type ProductPorts = {
  stage(items: readonly StageItem[], pass: number | null): Promise<Result<Staged, Failure>>;
  /** Returns what `stage` would find, without staging anything. */
  compare(items: readonly StageItem[]): Promise<Result<readonly Compared[], Failure>>;
  /** Jobs of products that are still to be done. */
  open(): Promise<Result<number, Failure>>;
  known(id: string, group: string | null): Promise<Result<ProductKnown, Failure>>;
  owner(asperionId: number, except: string): Promise<Result<ProductOwner | null, Failure>>;
  unmet(pass: number, after: string): Promise<Result<readonly string[], Failure>>;
  save(patch: ProductPatch): void;
};

export type ProductAsk =
  | { readonly ask: "stage"; readonly items: readonly StageItem[]; readonly pass: number | null }
  | { readonly ask: "compare"; readonly items: readonly StageItem[] }
  | { readonly ask: "open" }
  /** `group` asks for the group itself. */
  | { readonly ask: "known"; readonly id: string; readonly group: string | null }
  /** Who else is known to be this article of the shop. */
  | { readonly ask: "owner"; readonly asperionId: number; readonly except: string }
  /** Articles in the shop through us that the pass of this number hasn't met, after this id. */
  | { readonly ask: "unmet"; readonly pass: number; readonly after: string };

export type ProductAnswer =
  | { readonly kind: "staged"; readonly staged: Staged }
  | { readonly kind: "compared"; readonly compared: readonly Compared[] }
  | { readonly kind: "open"; readonly open: number }
  | { readonly kind: "known"; readonly known: ProductKnown }
  | { readonly kind: "owner"; readonly owner: ProductOwner | null }
  | { readonly kind: "unmet"; readonly ids: readonly string[] };

export const GROUP_PREFIX = "group:";
export const groupId = (code: string): string => `${GROUP_PREFIX}${code}`;

/** The event of a person's retry: it may make again what somebody deleted in the shop. */
export const BY_PERSON = "retry-by-person";

/** Keys of jobs. */
export const PRODUCTS_KEY = "products";
export const productKey = (id: string): string => `product:${id}`;
export const groupKey = (code: string): string => productKey(groupId(code));
