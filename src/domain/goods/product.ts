/**
 * A product between ledger and shop: as the ledger has it, as the shop has it, and what is
 * remembered of it. No personal data.
 */
import { dec, type Decimal } from "../money.ts";
import { type LedgerArticle } from "../ledger/ledger.ts";

/** An article of the ledger, as far as a shop may want it. Stored in objects: shapes only grow. */
export type LedgerProduct = Pick<
  LedgerArticle,
  "id" | "number" | "name" | "codingId" | "active" | "service"
> & {
  readonly nameEnglish: string | null;
  readonly note: string | null;
  /** Major units of the company's currency; `null` where the ledger has none. */
  readonly netPrice: Decimal | null;
  readonly grossPrice: Decimal | null;
  readonly unit: string | null;
  readonly labels: readonly string[];
  /** As in the ledger, unchecked. */
  readonly barcodes: readonly string[];
  readonly stockLocation: string | null;
  readonly supplierNumber: string | null;
};

/**
 * The ledger has no price for it. Its two prices can't be empty (documented: numbers from 0 on), so
 * an article without a maintained price has 0 and 0.
 */
export const isUnpriced = ({
  netPrice,
  grossPrice,
}: Pick<LedgerProduct, "netPrice" | "grossPrice">): boolean =>
  [netPrice, grossPrice].every((price) => price === null || dec(price).eq(0));

export const PRODUCT_KINDS = ["simple", "virtual", "configurable", "variant"] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

export type Attribute = { readonly name: string; readonly value: string };

/** An article of the shop: fields that this flow may own. Prices in major units, as it has them. */
export type ShopProduct = {
  readonly sku: string;
  readonly name: string | null;
  readonly shortDescription: string | null;
  readonly longDescription: string | null;
  readonly unit: string | null;
  readonly priceExclVat: Decimal | null;
  readonly priceInclVat: Decimal | null;
  readonly currency: string | null;
  readonly ean: string | null;
  readonly vatCode: string | null;
  readonly salesType: string | null;
  readonly active: boolean;
  /** `null`: a word of the shop that isn't known. */
  readonly kind: ProductKind | null;
  /** Code of the configurable article that a variant belongs to. */
  readonly parent: string | null;
  readonly attributes: readonly Attribute[];
  readonly free1: string | null;
  readonly free2: string | null;
  readonly free3: string | null;
  readonly free4: string | null;
  readonly free5: string | null;
};

export type ProductField = keyof ShopProduct;
export type ProductFields = Partial<ShopProduct>;

/**
 * Fingerprints of a field: as last sent, as the shop's answer had it then, and as it was tried
 * without an answer.
 */
export type FieldMemory = {
  readonly pushed: string | null;
  readonly stored: string | null;
  readonly tried: readonly string[];
  /** Until when a write without an answer may still take effect. */
  readonly until?: number;
};

/** What is remembered of one product. `asperionId` is `null` until it is known in the shop. */
export type ProductMemory = {
  readonly asperionId: number | null;
  /** The code under which it was last read or written in the shop. */
  readonly sku: string | null;
  readonly fields: Readonly<Partial<Record<ProductField, FieldMemory>>>;
};

export const NO_MEMORY: ProductMemory = { asperionId: null, sku: null, fields: {} };
