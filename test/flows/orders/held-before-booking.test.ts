import { describe, expect, it } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import {
  address,
  article,
  articles,
  codesOf,
  customer,
  forPerson,
  order,
  type Sold,
  tax,
} from "./kit.ts";

const one: readonly Sold[] = [{ price: "100.00" }];
const held = (
  sold: readonly Sold[],
  fields: Partial<Order> = {},
  rest: Partial<PlanInput> = {},
) => {
  const plan = forPerson(order(sold, fields), rest);
  return plan.kind === "hold" ? plan.reasons : "written";
};

describe("what isn't booked yet is held, each kind by its own reason", () => {
  it.each([
    ["credit-order", { creditsOrderId: order(one).id }, one],
    ["credit-order", {}, [{ price: "100.00", quantity: "-1" }]],
    ["total-not-positive", {}, [{ price: "0" }]],
    ["total-not-positive", {}, [...one, { kind: "fee", quantity: "-1", price: "100.00" }]],
    ["currency-unknown", { currency: "XYZ" }, one],
  ] as const satisfies readonly (readonly [string, Partial<Order>, readonly Sold[]])[])(
    "%s",
    (code, fields, sold) => {
      expect(held(sold, fields)).toMatchObject([{ code }]);
    },
  );

  it("a sale abroad isn't decided while the ledger's countries haven't been read", () => {
    for (const fields of [
      { invoiceAddress: address({ country: "DE" }) },
      { deliveryAddress: address({ country: "NO" }) },
    ])
      expect(held(one, fields, { countries: [] })).toMatchObject([{ code: "foreign-sale" }]);
  });

  it("a customer that the ledger taxes as foreign is foreign, whatever the order's address says", () => {
    expect(
      held(one, {}, { customer: customer("private", { country: "DE", tax: tax() }) }),
    ).toMatchObject([{ code: "sale-place-differs", params: { goods: "SE", ledger: "DE" } }]);
  });

  it("an address without a country is at home", () => {
    expect(
      held(
        one,
        { invoiceAddress: address({ country: null }) },
        { customer: customer("private", { country: null }) },
      ),
    ).toBe("written");
  });

  it("tells all that stands in the way, not only the first", () => {
    expect(codesOf(forPerson(order([{ price: "0" }], { currency: "XTS" })))).toEqual([
      "total-not-positive",
      "currency-unknown",
    ]);
  });
});

describe("articles", () => {
  const sku = (answer: PlanInput["articles"][string], rate = "0.25") =>
    held([{ price: "100.00", sku: "X", rate }], {}, { articles: { X: answer } });

  it("a line without a SKU is held", () => {
    expect(held([{ price: "100.00", sku: null }])).toMatchObject([
      { code: "sku-missing-on-line", params: { line: 1 } },
    ]);
  });

  it("missing, ambiguous and inactive ones are held by name", () => {
    expect(sku({ kind: "missing" })).toMatchObject([
      { code: "article-not-found", params: { line: 1, sku: "X" } },
    ]);
    expect(sku({ kind: "ambiguous", count: 2 })).toMatchObject([
      { code: "article-ambiguous", params: { count: 2 } },
    ]);
    expect(sku({ kind: "found", article: article("X", "0.25", { active: false }) })).toMatchObject([
      { code: "article-inactive" },
    ]);
  });

  it("a coding that isn't listed is held: its rate isn't guessed", () => {
    expect(
      sku({ kind: "found", article: article("X", "0.25", { codingId: "gone" }) }),
    ).toMatchObject([{ code: "coding-not-found" }]);
  });

  it("a line whose rate isn't what the ledger charges is held with both", () => {
    expect(sku({ kind: "found", article: article("X", "0.12") })).toMatchObject([
      { code: "vat-rate-differs", params: { sku: "X", source: "0.25", ledger: "0.12" } },
    ]);
  });

  it("a rate is the same however it is written", () => {
    expect(sku({ kind: "found", article: article("X", "0.25") }, "0.250")).toBe("written");
  });

  it("a SKU that nobody looked up is a bug, never a missing article", () => {
    expect(() => forPerson(order([{ price: "1.00", sku: "unasked" }]), { articles })).toThrow(
      /looked up/,
    );
  });

  it("a SKU named like a part of every object isn't found there", () => {
    expect(() => forPerson(order([{ price: "1.00", sku: "constructor" }]), { articles })).toThrow(
      /looked up/,
    );
  });
});
