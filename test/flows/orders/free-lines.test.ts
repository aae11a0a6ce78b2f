/** A line of nothing bears no VAT at any rate, so none holds its order, whatever the shop says. */
import { describe, expect, test } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import {
  address,
  articles,
  codesOf,
  codingId,
  company,
  customer,
  input,
  order,
  SERVICE_CODING,
  settings,
  type Sold,
  systemArticles,
  tax,
} from "./kit.ts";

type Settings = Parameters<typeof settings>[0];
function planned(
  lines: readonly Sold[],
  given: Settings = {},
  fields: Partial<PlanInput> = {},
  of: Partial<Order> = {},
): unknown {
  const plan = planOrder(
    input(order(lines, of), {
      settings: settings(given),
      form: "invoice",
      today: "2026-11-24",
      ...fields,
    }),
  );
  return plan.kind === "hold"
    ? codesOf(plan)
    : plan.document.rows.map(({ articleId, vatRate, amount }) =>
        [articleId ?? "words", vatRate ?? "-", amount].join(" "),
      );
}

const mug: Sold = { price: "100.00" };
const MUG = "article-G-0.25 0.25 100.00";
const nothing = { price: "0", rate: "0.19" } as const;

describe("at home, at a rate that none of our articles has,", () => {
  test.each<[string, Sold, string]>([
    ["shipping", { ...nothing, kind: "shipping" }, "own-shipping-0.25 0.25 0.00"],
    ["a fee", { ...nothing, kind: "fee" }, "own-fee-0.25 0.25 0.00"],
    ["a discount", { ...nothing, kind: "discount", quantity: "-1" }, "own-discount-0.25 0.25 0.00"],
    ["a tip", { ...nothing, kind: "tip" }, "own-fee-0.25 0.25 0.00"],
  ])("%s goes with what was sold", (_, line, row) => {
    expect(planned([mug, line])).toEqual([MUG, row]);
  });

  test("such a line that isn't free is held", () => {
    expect(planned([mug, { ...nothing, kind: "shipping", price: "10.00" }])).toEqual([
      "own-article-missing",
    ]);
  });

  test("is held where none of ours is made", () => {
    const none = { systemArticles: { ...systemArticles, shipping: {} } };
    expect(planned([mug, { ...nothing, kind: "shipping" }], {}, none)).toEqual([
      "own-article-missing",
    ]);
  });
});

describe("under OSS", () => {
  const dutch = { invoiceAddress: address({ country: "NL", postCode: "1011AB" }) };
  const fields = {
    company: { ...company, usesOss: true },
    customer: customer("private", { country: "NL", tax: tax() }),
  };
  const sold: Sold = { price: "100.00", rate: "0.21", sku: "O-0.25" };
  const SOLD = "article-O-0.25 0.21 100.00";
  test.each<[string, Sold, string]>([
    [
      "shipping at the rate at home",
      { kind: "shipping", price: "0", rate: "0.25" },
      "own-oss-shipping-0.25 0.21 0.00",
    ],
    [
      "a discount at a rate that nothing has",
      { kind: "discount", quantity: "-1", price: "0", rate: "0.06" },
      "own-oss-discount-0.25 0.21 0.00",
    ],
    // Set-up of the kit made no fee under OSS.
    ["a fee", { kind: "fee", price: "0", rate: "0.06" }, "own-fee-0.25 0.25 0.00"],
  ])("%s goes with what was sold", (_, line, row) => {
    expect(planned([sold, line], {}, fields, dutch)).toEqual([SOLD, row]);
  });
});

test("an export of a rate that no article of ours has goes with any", () => {
  const norwegian = { customer: customer("private", { country: "NO", tax: tax() }) };
  const fee = { systemArticles: { ...systemArticles, fee: { "0.12": "own-fee-0.12" } } };
  const of = { invoiceAddress: address({ country: "NO", postCode: "0150" }) };
  const lines: Sold[] = [
    { price: "100.00", rate: "0", sku: "G-0.25" },
    { kind: "fee", price: "0", rate: "0.25" },
  ];
  expect(planned(lines, {}, { ...norwegian, ...fee }, of)).toEqual([
    "article-G-0.25 0 100.00",
    "own-fee-0.12 0 0.00",
  ]);
});

describe("goods by coding", () => {
  const gift: Sold = { price: "0", rate: "0", sku: "GIFT" };
  const by = (table: Record<string, string>): Settings => ({
    orders: { goods: { by: "coding", exceptions: [] } },
    lookups: { goodsCoding: { table } },
  });
  const own = {
    systemArticles: { ...systemArticles, goodsCoding: { [SERVICE_CODING]: "own-goods" } },
  };
  test.each<[string, Record<string, string>, Sold]>([
    ["by the rate", { "25%": SERVICE_CODING }, mug],
    ["by the code", { H: SERVICE_CODING }, { ...mug, vatCode: "H" }],
  ])("that are free go %s of what was charged", (_, table, sold) => {
    expect(planned([gift, sold], by(table), own)).toEqual([
      "own-goods 0.25 0.00",
      "own-goods 0.25 100.00",
    ]);
  });

  test("that are free are held where the table has nothing for what was charged, either", () => {
    expect(planned([gift, mug], by({ "12%": SERVICE_CODING }), own)).toEqual([
      "goods-coding-missing",
      "goods-coding-missing",
    ]);
  });
});

test("a free article that is missing is stood for at the rate of what was sold", () => {
  const missing = { articles: { ...articles, NEW: { kind: "missing" as const } } };
  const lines: Sold[] = [mug, { ...nothing, sku: "NEW" }];
  expect(planned(lines, { orders: { missingSku: "placeholder" } }, missing)).toEqual([
    MUG,
    `own-item-${codingId("0.25")} 0.25 0.00`,
  ]);
  expect(
    planned(
      [mug, { ...nothing, price: "5.00", sku: "NEW" }],
      { orders: { missingSku: "placeholder" } },
      missing,
    ),
  ).toEqual(["new-article-coding-missing"]);
  // An article that is made would keep a coding that was guessed.
  expect(planned(lines, { orders: { missingSku: "create" } }, missing)).toEqual([
    "new-article-coding-missing",
  ]);
});

test("a gift card of nothing is a row of words where no coding for cards is chosen", () => {
  const card: Sold = { kind: "gift-card", sku: "GC", text: "Gift card", price: "0", rate: "0" };
  expect(planned([mug, card])).toEqual([MUG, "words - 0.00"]);
  expect(planned([mug, { ...card, price: "50.00" }])).toEqual(["gift-card-coding-unfit"]);
});

test("a free line by a sales type that leads nowhere is asked about", () => {
  const line: Sold = { kind: "sales-type", salesTypeId: "77", sku: null, price: "0", rate: "0" };
  expect(planned([mug, line])).toEqual(["sales-type-not-mapped"]);
});
