/**
 * What the tests of the product plan work with: an article, its surroundings, and a shop that
 * stores what it is told.
 */
import type { ShopArticle } from "../../../src/asperion/products.ts";
import { NO_OWN_ARTICLES, type LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import {
  type LedgerProduct,
  NO_MEMORY,
  type ProductFields,
  type ProductMemory,
  type ShopProduct,
} from "../../../src/domain/goods/product.ts";
import { productSettings, type ProductSettings } from "../../../src/settings/products/products.ts";
import type { ProductContext } from "../../../src/flows/products/filter.ts";
import { withDerived } from "../../../src/flows/products/write.ts";
import {
  memoryAfterAgreement,
  unchangedFields,
  planProduct,
  type Presence,
  type ProductPlan,
  memoryAfterPush,
  rememberAttempt,
} from "../../../src/flows/products/plan.ts";

export const CODING = "11111111-1111-4111-8111-111111111111";
export const SERVICES = "22222222-2222-4222-8222-222222222222";
export const ARTICLE = "33333333-3333-4333-8333-333333333333";

const coding = (id: string, kind: LedgerCoding["kind"], vatRate: string): LedgerCoding => ({
  id,
  name: `${kind} ${vatRate}`,
  kind,
  vatRate,
  active: true,
  accounts: {
    domestic: 3001,
    domesticExempt: 3004,
    withinEu: null,
    triangular: null,
    outsideEu: null,
    oss: null,
    withinEuWithVat: null,
    reversed: null,
  },
});

export const CONTEXT: ProductContext = {
  currency: "SEK",
  codings: [coding(CODING, "goods", "0.25"), coding(SERVICES, "service", "0.25")],
  systemArticles: {
    ...NO_OWN_ARTICLES,
    closing: "own-1",
    goodsCoding: { [CODING]: "own-2" },
    oss: { feeCoding: { [CODING]: "own-3" } },
  },
};

export const article = (change: Partial<LedgerProduct> = {}): LedgerProduct => ({
  id: ARTICLE,
  number: "CAP",
  name: "Cap",
  nameEnglish: "Cap (English)",
  note: "Warm",
  netPrice: "100",
  grossPrice: "125",
  codingId: CODING,
  unit: "pcs",
  active: true,
  service: false,
  labels: [],
  barcodes: [],
  stockLocation: null,
  supplierNumber: null,
  ...change,
});

export const settings = (change: Record<string, unknown> = {}): ProductSettings =>
  productSettings.parse({ enabled: true, vatCode: { table: { "25": "H" } }, ...change });

const EMPTY: ShopProduct = {
  sku: "",
  name: null,
  shortDescription: null,
  longDescription: null,
  unit: null,
  priceExclVat: null,
  priceInclVat: null,
  currency: null,
  ean: null,
  vatCode: null,
  salesType: null,
  active: true,
  kind: "simple",
  parent: null,
  attributes: [],
  free1: null,
  free2: null,
  free3: null,
  free4: null,
  free5: null,
};

export const inShop = (fields: ProductFields, id = 7): ShopArticle => ({
  id,
  product: { ...EMPTY, ...fields },
  raw: {},
});

/**
 * One product between the two, with the memory that runs leave behind. `store` is how the shop
 * stores what it is told.
 */
export class Sync {
  #memory: ProductMemory = NO_MEMORY;
  target: ShopArticle | null = null;
  writes = 0;
  now = Date.parse("2026-11-24T12:00:00Z");

  constructor(readonly store: (fields: ProductFields) => ProductFields = (fields) => fields) {}

  get memory(): ProductMemory {
    return this.#memory;
  }

  /** As the tenant's object keeps it: three columns, the fields as JSON. */
  set memory({ asperionId, sku, fields }: ProductMemory) {
    this.#memory = { asperionId, sku, fields: JSON.parse(JSON.stringify(fields)) };
  }

  run(
    product: LedgerProduct,
    how: ProductSettings = settings(),
    presence: Presence = "there",
  ): ProductPlan {
    const plan = planProduct({
      product,
      presence,
      context: CONTEXT,
      settings: how,
      memory: this.memory,
      target: this.target,
    });
    if (plan.do === "hold" || plan.do === "leave-out") return plan;
    if (this.target !== null)
      this.memory = memoryAfterAgreement(this.memory, plan.decided, this.target, this.now);
    if (plan.do === "nothing") return plan;
    this.writes += 1;
    const after = inShop({ ...this.target?.product, ...this.store(plan.fields) });
    const known = memoryAfterPush(this.memory, plan.fields, after, this.now);
    this.memory = withDerived(known, plan.fields, this.target, after);
    this.target = after;
    return plan;
  }

  /** A write on its way, whose answer never comes. Answers the shop as it is to become, late. */
  lose(product: LedgerProduct): () => void {
    const { target } = this;
    const plan = planProduct({
      product,
      presence: "there",
      context: CONTEXT,
      settings: settings(),
      memory: this.memory,
      target,
    });
    if (plan.do !== "update" || target === null) throw new Error("there is nothing to lose");
    const whole = { ...unchangedFields(this.memory, target), ...plan.fields };
    this.memory = rememberAttempt(this.memory, whole, this.now);
    return () => void (this.target = inShop({ ...target.product, ...plan.fields }));
  }

  /** Somebody in the shop. */
  edit(fields: ProductFields): void {
    if (this.target === null) throw new Error("there is nothing to edit");
    this.target = { ...this.target, product: { ...this.target.product, ...fields } };
  }
}

export const codes = (plan: ProductPlan): readonly string[] =>
  plan.reasons.map((reason) => reason.code);
export const written = (plan: ProductPlan): ProductFields | null =>
  plan.do === "create" || plan.do === "update" ? plan.fields : null;
