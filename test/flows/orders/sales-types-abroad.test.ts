/** What is sold by sales type is goods or a service as its article is, wherever an order goes. */
import { describe, expect, test } from "vitest";
import type { LedgerCustomer } from "../../../src/domain/ledger/ledger.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import {
  address,
  codesOf,
  company,
  customer,
  input,
  order,
  SERVICE_CODING,
  settings,
  type Sold,
  tax,
} from "./kit.ts";

const LEADS = {
  "1": "G-0.25",
  "2": "S-0.25",
  "3": "O-0.25",
  "4": SERVICE_CODING,
};
const by = (salesTypeId: string, fields: Sold = {}): Sold => ({
  kind: "sales-type",
  salesTypeId,
  sku: null,
  price: "100.00",
  ...fields,
});
const shipping: Sold = { kind: "shipping", price: "10.00", rate: "0" };
const free = { rate: "0" } as const;

function articlesOf(
  lines: readonly Sold[],
  of: Partial<Order>,
  who: LedgerCustomer,
  uses: Partial<typeof company> = {},
): unknown {
  const plan = planOrder(
    input(order(lines, of), {
      customer: who,
      company: { ...company, ...uses },
      settings: settings({ lookups: { salesType: { table: LEADS } } }),
    }),
  );
  return plan.kind === "hold"
    ? codesOf(plan)
    : plan.document.rows.map(({ articleId }) => articleId);
}

const norwegian = customer("private", { country: "NO", tax: tax() });
const dutch = customer("company", { country: "NL", tax: tax({ vatCountry: "NL" }) });
const person = customer("private", { country: "NL", tax: tax() });
const to = (country: string): Partial<Order> => ({
  invoiceAddress: address({ country, postCode: "1011" }),
});

test.each([
  ["exported", to("NO"), norwegian],
  ["sold to a business in the EU", to("NL"), dutch],
])("shipping of goods by sales type that are %s goes with goods", (_, of, who) => {
  expect(articlesOf([by("1", free), shipping], of, who)).toEqual([
    "article-G-0.25",
    "own-shipping-abroad",
  ]);
});

test.each([
  ["2", "article-S-0.25"],
  ["4", `own-item-${SERVICE_CODING}`],
])("shipping of services by sales type %s goes with services", (type, article) => {
  const own = articlesOf([by(type, free), shipping], to("NO"), norwegian);
  // The coding of services has no account for exports here.
  expect(own).toEqual(type === "4" ? ["coding-without-account"] : [article, "own-shipping-0.25"]);
});

describe("services with goods by sales type, sent abroad and paid for at home", () => {
  const sent: Partial<Order> = { deliveryAddress: address({ country: "NO", postCode: "0150" }) };
  const service: Sold = { sku: "S-0.25", price: "100.00" };
  const swede = customer("private", { tax: tax() });
  test.each<[string, readonly Sold[], unknown]>([
    ["goods by article", [service, { price: "900.00" }], ["sale-place-differs"]],
    ["goods by sales type", [service, by("1")], ["sale-place-differs"]],
    ["a service by sales type", [service, by("2")], ["article-S-0.25", "article-S-0.25"]],
    [
      "a service by the coding of a sales type",
      [service, by("4")],
      ["article-S-0.25", `own-item-${SERVICE_CODING}`],
    ],
    ["a sales type that leads nowhere", [service, by("9")], ["sale-place-differs"]],
  ])("%s", (_, lines, wanted) => {
    expect(articlesOf(lines, sent, swede)).toEqual(wanted);
  });
});

test("shipping under OSS has the buyer's rate of goods by sales type", () => {
  const lines = [by("3", { rate: "0.21" }), { ...shipping, rate: "0.21" }];
  expect(articlesOf(lines, to("NL"), person, { usesOss: true })).toEqual([
    "article-O-0.25",
    "own-oss-shipping-0.25",
  ]);
});
