/**
 * Settings tried on one article give what a run gives: the same plan, as if the shop had no such
 * article yet, or had it and everything were booked.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_MEMORY } from "../../src/domain/goods/product.ts";
import { planProduct } from "../../src/flows/products/plan.ts";
import { previewProduct } from "../../src/flows/products/product-preview.ts";
import { previewStock } from "../../src/flows/stock/stock-preview.ts";
import { planStock } from "../../src/flows/stock/plan.ts";
import { goodsSettings } from "../../src/settings/orders/codings.ts";
import { MODEL_CODING, MODEL_PRODUCT } from "../../src/settings/rules/models.ts";
import { NO_OWN_ARTICLES } from "../../src/domain/ledger/ledger.ts";
import { article, CONTEXT, settings } from "./products/kit.ts";
import type { Lookup } from "../../src/settings/lookups/lookup.ts";
import { inLedger, inShop, NO_LOOKUP, settings as stock } from "./stock/kit.ts";

const LEDGER = {
  company: { currency: CONTEXT.currency },
  codings: CONTEXT.codings,
  systemArticles: CONTEXT.systemArticles,
};
const GOODS = goodsSettings.parse({});

test.each([
  {},
  { fields: { name: { from: "none", expression: `upper(name) + "!"` } } },
  { fields: { name: { from: "none", expression: `coalesce(note, "-")` } } },
  { filter: { numbers: ["HAT*"] } },
  { filter: { expression: "active && !service" } },
  { vatCode: {} },
  { createOnly: true },
])("an article under %j is planned as a run plans it", (change) => {
  const chosen = settings(change);
  for (const product of [
    article(),
    article({ active: false }),
    article({ id: "own-1" }),
    article({ codingId: "unknown" }),
  ])
    expect(previewProduct(product, LEDGER, chosen).plan).toEqual(
      planProduct({
        product,
        presence: "there",
        context: CONTEXT,
        settings: chosen,
        memory: NO_MEMORY,
        target: null,
      }),
    );
});

test("what keeps an article on hold doesn't hide what its fields would be", () => {
  const chosen = settings({ vatCode: {} });
  const { plan, fields } = previewProduct(article(), LEDGER, chosen);
  expect([plan.do, fields.name, fields.priceExclVat]).toEqual(["hold", "Cap", "100"]);
});

test("the example has all that an expression can ask for, and is sent under the default settings", () => {
  const ledger = {
    company: { currency: "SEK" },
    codings: [MODEL_CODING],
    systemArticles: NO_OWN_ARTICLES,
  };
  expect(previewProduct(MODEL_PRODUCT, ledger, settings())).toMatchObject({
    plan: { do: "create" },
    fields: { sku: MODEL_PRODUCT.number, priceExclVat: "100", vatCode: "H" },
  });
});

test("the figure of stock is what a run writes into the shop, whatever the shop has now", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("available", "balance", "margin", "percentage", "expression"),
      fc.constantFrom("down", "nearest", "up"),
      fc.boolean(),
      fc.constantFrom("correction-order", "article-field"),
      fc.integer({ min: -20, max: 200 }),
      fc.integer({ min: 0, max: 50 }),
      (calculation, rounding, floorAtZero, strategy, balance, reserved) => {
        const chosen = stock({
          calculation,
          rounding,
          floorAtZero,
          strategy,
          margin: "2",
          percentage: "33",
          expression: calculation === "expression" ? "available / 2 - 1" : "",
        } as never);
        const shelf = inLedger("CAP", String(balance), String(reserved));
        const plan = planStock({
          settings: chosen,
          ledger: [shelf],
          shop: [inShop("CAP", "-9999", { field: "-9999" })],
          unbooked: new Map(),
          moving: new Set(),
          goods: GOODS,
          soldAs: NO_LOOKUP,
        });
        expect(previewStock(shelf, chosen, GOODS, NO_LOOKUP)).toEqual({
          kind: "figure",
          figure: plan.differences[0]?.target,
        });
      },
    ),
  );
});

test("an article whose stock isn't kept, that is booked by coding, or gets no figure says so", () => {
  const of = (
    fields: object,
    change: object = {},
    goods: object = {},
    soldAs: Lookup = NO_LOOKUP,
  ) =>
    previewStock(
      inLedger("CAP", "5", "0", fields),
      stock(change as never),
      goodsSettings.parse(goods),
      soldAs,
    );
  expect(of({ counted: false })).toEqual({ kind: "left", why: "stock-not-kept" });
  expect(of({ active: false })).toEqual({ kind: "inactive" });
  expect(of({}, {}, { by: "coding" })).toEqual({ kind: "left", why: "stock-booked-by-coding" });
  expect(of({}, {}, {}, { table: { CAP: "HAT" } })).toEqual({
    kind: "left",
    why: "stock-sold-as-other",
  });
  expect(of({}, { calculation: "expression", expression: "available / (balance - 5)" })).toEqual({
    kind: "left",
    why: "stock-no-figure",
  });
});
