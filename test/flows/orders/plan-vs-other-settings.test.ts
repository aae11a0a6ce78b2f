import { expect, test } from "vitest";
import {
  planDifferences,
  planAgain,
} from "../../../src/flows/orders/trial/plan-vs-other-settings.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { codesOf, input, order, SERVICE_CODING, settings } from "./kit.ts";

const hours = order([{ kind: "sales-type", salesTypeId: "10", price: "100.00" }]);
const before = input(hours);

test("an order that was held is what other settings would have made of it", () => {
  const after = planAgain(
    before,
    settings({ lookups: { salesType: { table: { "10": SERVICE_CODING } } } }),
  );
  expect(planDifferences(planOrder(before), after)).toEqual([
    { field: "outcome", before: "held: sales-type-not-mapped", after: "written" },
  ]);
});

test("settings that lead to an article nobody looked up then don't say that it is missing, nor break", () => {
  const wanted = settings({ lookups: { salesType: { table: { "10": "NEVER-ASKED" } } } });
  expect(codesOf(planAgain(before, wanted))).toEqual(["article-not-looked-up"]);
});

test("an article that was missing is shown as it would be made, or stood for", () => {
  const missing = input(order([{ price: "100.00", sku: "NEW-1" }]), {
    articles: { "NEW-1": { kind: "missing" } },
  });
  for (const missingSku of ["create", "placeholder"] as const)
    expect(
      planDifferences(planOrder(missing), planAgain(missing, settings({ orders: { missingSku } }))),
    ).toEqual([{ field: "outcome", before: "held: article-not-found", after: "written" }]);
});

test("an article that would be sold in the place of another, by where it goes, is told where nobody looked it up", () => {
  const sold = input(order([{ price: "100.00", sku: "G-0.25" }]));
  const inPlaceOf = (table: Readonly<Record<string, string>>) =>
    planAgain(sold, settings({ lookups: { article: { table } } }));
  expect(inPlaceOf({ "G-0.25@SE": "NEVER-ASKED" })).toMatchObject({
    kind: "hold",
    reasons: [{ code: "article-not-looked-up", params: { sku: "NEVER-ASKED" } }],
  });
  expect(inPlaceOf({ "G-0.25@NL": "NEVER-ASKED" }).kind).toBe("write");
});

test("an article by VAT code and country is told where nobody looked it up", () => {
  const sold = input(
    order([{ price: "100.00" }, { kind: "shipping", price: "49.00", vatCode: "H" }]),
  );
  expect(
    codesOf(planAgain(sold, settings({ lookups: { vat: { table: { "H@SE": "NEVER-ASKED" } } } }))),
  ).toEqual(["article-not-looked-up"]);
});
