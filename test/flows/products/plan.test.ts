import { expect, describe, test } from "vitest";
import { planProduct } from "../../../src/flows/products/plan.ts";
import {
  type LedgerProduct,
  NO_MEMORY,
  type ProductFields,
} from "../../../src/domain/goods/product.ts";
import type { ProductSettings } from "../../../src/settings/products/products.ts";
import { CASES } from "./cases.ts";
import { PRICES } from "./price.cases.ts";
import { UNITS } from "./unit.cases.ts";
import { article, codes, CONTEXT, inShop, SERVICES, settings, Sync, written } from "./kit.ts";

describe("the plan of a product", () => {
  test.each([...CASES, ...PRICES, ...UNITS])(
    "$name",
    ({ settings: chosen, steps, shop, codes: wanted = [], writes }) => {
      const sync = new Sync();
      let how = settings(chosen);
      let product = article();
      let last: readonly string[] = [];
      for (const step of steps) {
        if ("shop" in step) {
          if (step.shop.sku === "(deleted)") sync.target = null;
          else sync.edit(step.shop);
        } else if ("settings" in step) how = settings({ ...chosen, ...step.settings });
        else {
          if ("ledger" in step) product = article(step.ledger);
          last = codes(sync.run(product, how, "gone" in step ? "gone" : "there"));
        }
      }
      expect(last).toEqual(expect.arrayContaining([...wanted]));
      expect(sync.writes).toBe(writes);
      if (shop === null) expect(sync.target).toBeNull();
      else expect(sync.target?.product).toMatchObject(shop);
    },
  );
});

describe("an article that was in the shop before", () => {
  const before = {
    sku: "CAP",
    name: "Old name",
    longDescription: "Told by the shop",
    ean: "7350053850019",
    kind: "variant",
    parent: "CAPS",
    attributes: [{ name: "Size", value: "M" }],
    active: true,
    priceExclVat: "90",
  } as const;

  test("is taken over by its code: fields that may be updated are, and what the ledger doesn't say is left", () => {
    const plan = planProduct({
      product: article(),
      presence: "there",
      context: CONTEXT,
      settings: settings(),
      memory: NO_MEMORY,
      target: inShop(before),
    });
    expect(written(plan)).toEqual({
      name: "Cap",
      unit: "pcs",
      priceExclVat: "100",
      priceInclVat: "125",
      currency: "SEK",
    });
  });

  test("keeps its price and its currency where the ledger has none (0 and 0)", () => {
    const priced = { ...before, priceExclVat: "200", priceInclVat: "250", currency: "EUR" };
    const unpriced = article({ netPrice: "0", grossPrice: "0" });
    const plan = planProduct({
      product: unpriced,
      presence: "there",
      context: CONTEXT,
      settings: settings(),
      memory: NO_MEMORY,
      target: inShop(priced),
    });
    expect(written(plan)).toEqual({ name: "Cap", unit: "pcs" });
    expect(codes(plan)).toContain("product-price-left");
  });

  test("is only remembered where the flow makes articles and nothing else", () => {
    const plan = planProduct({
      product: article(),
      presence: "there",
      context: CONTEXT,
      settings: settings({ createOnly: true }),
      memory: NO_MEMORY,
      target: inShop(before),
    });
    expect([plan.do, codes(plan)]).toEqual(["nothing", ["product-create-only"]]);
  });
});

test("a shop that stores a value otherwise isn't written to again and again, and still takes the next change", () => {
  const sync = new Sync((fields) => ({
    ...fields,
    ...(fields.priceExclVat == null
      ? {}
      : { priceExclVat: String(Math.floor(Number(fields.priceExclVat))) }),
  }));
  sync.run(article({ netPrice: "79.99" }));
  expect(sync.target?.product.priceExclVat).toBe("79");
  const again = sync.run(article({ netPrice: "79.99" }));
  expect([again.do, sync.writes]).toEqual(["nothing", 1]);
  expect(codes(again)).toContain("product-stored-otherwise");
  sync.run(article({ netPrice: "89.99" }));
  expect(sync.target?.product.priceExclVat).toBe("89");
});

test("what was sent without an answer doesn't pass for somebody's change", () => {
  const sync = new Sync();
  sync.run(article());
  // It came through, its answer didn't.
  sync.lose(article({ name: "Hat" }))();
  expect(written(sync.run(article({ name: "Helmet" })))).toEqual({ name: "Helmet" });
});

describe("an article's price is one value", () => {
  test("where somebody changed one of the two prices, the other isn't written beside it", () => {
    const sync = new Sync();
    sync.run(article());
    sync.edit({ priceInclVat: "99" });
    const plan = sync.run(article({ name: "Hat", netPrice: "120", grossPrice: "150" }));
    expect(written(plan)).toEqual({ name: "Hat" });
    expect(plan.reasons).toContainEqual({
      code: "product-field-kept",
      params: { field: "priceInclVat" },
    });
    expect(plan.reasons).toContainEqual({
      code: "product-price-kept",
      params: { field: "priceExclVat" },
    });
    // Once both sides agree on it, the price follows the ledger again.
    sync.edit({ priceInclVat: "150" });
    sync.run(article({ name: "Hat", netPrice: "120", grossPrice: "150" }));
    expect(sync.target?.product).toMatchObject({ priceExclVat: "120", priceInclVat: "150" });
  });

  test("where the setting overwrites, both go out", () => {
    const sync = new Sync();
    const how = settings({
      fields: { priceExclVat: { overwrite: true }, priceInclVat: { overwrite: true } },
    });
    sync.run(article(), how);
    sync.edit({ priceInclVat: "99" });
    sync.run(article({ netPrice: "120", grossPrice: "150" }), how);
    expect(sync.target?.product).toMatchObject({ priceExclVat: "120", priceInclVat: "150" });
  });

  test("a VAT code that only a new article gets, and that is another one by now, is told", () => {
    const sync = new Sync();
    sync.run(article());
    sync.edit({ vatCode: "L" });
    expect(sync.run(article({ netPrice: "110", grossPrice: "137.5" })).reasons).toContainEqual({
      code: "product-vat-code-differs",
      params: { wanted: "H", there: "L" },
    });
    sync.edit({ vatCode: "H" });
    expect(codes(sync.run(article()))).not.toContain("product-vat-code-differs");
  });
});

describe("a write that comes true late, over one that was answered since", () => {
  const OLD = { netPrice: "110", grossPrice: "137.5" };
  const NEW = { netPrice: "120", grossPrice: "150" };

  test("isn't somebody's change: the price is put right by the next run", () => {
    const sync = new Sync();
    sync.run(article());
    const land = sync.lose(article(OLD));
    sync.run(article(NEW));
    land();
    expect(sync.target?.product.priceExclVat).toBe("110");
    const plan = sync.run(article(NEW));
    expect(codes(plan)).not.toContain("product-field-kept");
    expect(sync.target?.product).toMatchObject({ priceExclVat: "120", priceInclVat: "150" });
  });

  test("brings back what it carried of other fields: that isn't somebody's change, either", () => {
    const sync = new Sync();
    sync.run(article());
    const land = sync.lose(article({ name: "Hat" }));
    sync.run(article({ name: "Hat", ...NEW }));
    land();
    expect(sync.target?.product.priceExclVat).toBe("100");
    sync.run(article({ name: "Hat", ...NEW }));
    expect(sync.target?.product).toMatchObject({ name: "Hat", priceExclVat: "120" });
  });

  test("is known through runs that find both sides alike", () => {
    const sync = new Sync();
    sync.run(article());
    const land = sync.lose(article(OLD));
    sync.run(article(NEW));
    sync.run(article(NEW));
    land();
    sync.run(article(NEW));
    expect(sync.target?.product.priceExclVat).toBe("120");
  });

  test("can't come true for ever: after that the same value is somebody's own", () => {
    const sync = new Sync();
    sync.run(article());
    sync.lose(article(OLD));
    sync.now += 61 * 60_000;
    sync.run(article(NEW));
    sync.edit({ priceExclVat: "110", priceInclVat: "137.5" });
    expect(codes(sync.run(article(NEW)))).toContain("product-field-kept");
  });

  test("is forgotten once the shop answers: what somebody enters afterwards is theirs", () => {
    const sync = new Sync();
    sync.run(article());
    sync.run(article(NEW));
    sync.edit({ priceExclVat: "100", priceInclVat: "125" });
    expect(codes(sync.run(article(NEW)))).toContain("product-field-kept");
  });
});

describe("an article that was in the shop before", () => {
  const over = (
    there: ProductFields,
    change: Partial<LedgerProduct> = {},
    how: ProductSettings = settings(),
  ) =>
    planProduct({
      product: article(change),
      presence: "there",
      context: CONTEXT,
      settings: how,
      memory: NO_MEMORY,
      target: inShop({ sku: "CAP", kind: "simple", active: true, ...there }),
    });

  test.each<[string, ProductFields]>([
    ["a variant", { kind: "variant", parent: "CAPS", attributes: [{ name: "Size", value: "M" }] }],
    ["a parent", { kind: "configurable" }],
    ["of a type that nobody here knows", { kind: null }],
  ])("is no service, as its coding says, where it is %s there", (_, there) => {
    const fields = written(over(there, { service: true, codingId: SERVICES })) ?? {};
    for (const field of ["kind", "parent", "attributes"] as const)
      expect(fields).not.toHaveProperty(field);
  });

  test("isn't made a variant where its type is one that nobody here knows", () => {
    const how = settings({ variants: { by: "number", pattern: "{parent}-{Size}" } });
    const fields = written(over({ sku: "CAP-M", kind: null }, { number: "CAP-M" }, how)) ?? {};
    for (const field of ["kind", "parent", "attributes"] as const)
      expect(fields).not.toHaveProperty(field);
  });

  test("stays switched off, and is told, unless the setting overwrites", () => {
    const left = over({ active: false });
    expect(written(left)).not.toHaveProperty("active");
    expect(left.reasons).toContainEqual({
      code: "product-field-kept",
      params: { field: "active" },
    });
    const how = settings({ fields: { active: { overwrite: true } } });
    expect(written(over({ active: false }, {}, how))).toMatchObject({ active: true });
  });

  test("keeps a name of which the ledger has the beginning alone", () => {
    const long = "A very warm woollen cap with ear flaps and a bobble, red";
    for (const length of [49, 50])
      expect(written(over({ name: long }, { name: long.slice(0, length) }))).not.toHaveProperty(
        "name",
      );
    expect(written(over({ name: `Cap, red` }, { name: "Cap" }))).toMatchObject({ name: "Cap" });
  });
});

test("prices of a new VAT rate wait for the code of that rate, and go out with it", () => {
  const sync = new Sync();
  sync.run(article({ netPrice: "100", grossPrice: "125" }));
  const lower = {
    ...CONTEXT,
    codings: CONTEXT.codings.map((coding) => ({ ...coding, vatRate: "0.12" })),
  };
  const table = { "25": "H", "12": "M" };
  const plan = (how: ProductSettings) =>
    planProduct({
      product: article({ name: "Hat", netPrice: "100", grossPrice: "112" }),
      presence: "there",
      context: lower,
      settings: how,
      memory: sync.memory,
      target: sync.target,
    });
  const waits = plan(settings({ vatCode: { table } }));
  expect(written(waits)).toEqual({ name: "Hat" });
  expect(codes(waits)).toContain("product-vat-code-differs");
  const together = plan(settings({ vatCode: { table }, fields: { tax: { onUpdate: true } } }));
  expect(written(together)).toMatchObject({ priceInclVat: "112", vatCode: "M" });
  sync.edit({ vatCode: "M" });
  expect(written(plan(settings({ vatCode: { table } })))).toMatchObject({ priceInclVat: "112" });
});

test("a price that the shop works out of the other one is nobody's change", () => {
  const sync = new Sync((fields) =>
    fields.priceExclVat === undefined
      ? fields
      : { ...fields, priceInclVat: String(Number(fields.priceExclVat) * 1.25) },
  );
  sync.run(article({ netPrice: "100", grossPrice: "125" }));
  sync.run(article({ netPrice: "99.99", grossPrice: "125" }));
  expect(sync.target?.product.priceInclVat).toBe("124.9875");
  const { writes } = sync;
  expect(codes(sync.run(article({ netPrice: "99.99", grossPrice: "125" })))).toContain(
    "product-stored-otherwise",
  );
  expect(sync.writes).toBe(writes);
  sync.run(article({ netPrice: "200", grossPrice: "250" }));
  expect(sync.target?.product).toMatchObject({ priceExclVat: "200", priceInclVat: "250" });
  sync.edit({ priceInclVat: "240" });
  expect(codes(sync.run(article({ netPrice: "210", grossPrice: "262.5" })))).toContain(
    "product-field-kept",
  );
});
