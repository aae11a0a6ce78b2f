/**
 * What goes with the goods or services of an order that bear no VAT: nothing but the account tells
 * what it belongs to, so it has to be theirs.
 */
import { describe, expect, test } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import {
  address,
  codesOf,
  codingId,
  company,
  customer,
  forCompany,
  order,
  settings,
  type Sold,
  systemArticles,
  tax,
} from "./kit.ts";

const free = { rate: "0" } as const;
const service: Sold = { ...free, sku: "S-0.25", price: "900.00" };
const goods: Sold = { ...free, sku: "G-0.25", price: "500.00" };
const discount: Sold = { ...free, kind: "discount", quantity: "-1", price: "100.00" };
const onServices = `own-adjusting-${codingId("0.25", "service")}`;

type Made = Parameters<typeof forCompany>[1];
const planned = (lines: readonly Sold[], of: Partial<Order>, fields: Made): readonly string[] => {
  const plan = forCompany(order(lines, { pricesIncludeVat: false, ...of }), {
    form: "invoice",
    today: "2026-11-24",
    ...fields,
  });
  return plan.kind === "hold"
    ? codesOf(plan)
    : plan.document.rows.map(({ articleId, amount, reversed }) =>
        [articleId, amount, ...(reversed === true ? ["reversed"] : [])].join(" "),
      );
};

describe.each(["NL", "NO"])("a discount of a sale without VAT to %s", (country) => {
  const abroad = (lines: readonly Sold[], of: Partial<Order> = {}, fields: Made = {}) =>
    planned(
      lines,
      { invoiceAddress: address({ country, postCode: "1011" }), ...of },
      {
        customer: customer("company", {
          country,
          tax: tax({ vatCountry: country === "NL" ? "NL" : null }),
        }),
        ...fields,
      },
    );

  test("stands on the account of the services that it is taken off", () => {
    expect(abroad([service, discount])).toEqual(["article-S-0.25 900.00", `${onServices} -100.00`]);
  });

  test("of the whole order does the same", () => {
    const head = { headDiscount: "0.1", net: "810.00", vat: "0.00", gross: "810.00" };
    expect(abroad([service], head)).toEqual(["article-S-0.25 900.00", `${onServices} -90.00`]);
  });

  test("goes with the largest of several services", () => {
    const other = { ...service, sku: "S-0.12", price: "901.00" };
    expect(abroad([service, other, discount])).toEqual([
      "article-S-0.25 900.00",
      "article-S-0.12 901.00",
      `own-adjusting-${codingId("0.12", "service")} -100.00`,
    ]);
  });

  test("stands with goods as ever", () => {
    expect(abroad([goods, discount])).toEqual([
      "article-G-0.25 500.00",
      "own-discount-0.25 -100.00",
    ]);
  });

  test("is held where goods and services were sold: nothing says how much is whose", () => {
    expect(abroad([service, goods, discount])).toEqual(["vat-box-unclear"]);
    const free_: Sold = { ...goods, price: "0" };
    expect(abroad([service, free_, discount])).toEqual([
      "article-S-0.25 900.00",
      "article-G-0.25 0.00",
      `${onServices} -100.00`,
    ]);
  });

  test("of the whole order is off goods and services alike, with the goods' shipping", () => {
    const head = { headDiscount: "0.1", net: "1260.00", vat: "0.00", gross: "1260.00" };
    expect(abroad([service, goods], head)).toEqual([
      "article-S-0.25 900.00",
      "article-G-0.25 500.00",
      `${onServices} -90.00`,
      "own-discount-0.25 -50.00",
    ]);
    const shipping: Sold = { ...free, kind: "shipping", price: "100.01" };
    const shipped = { headDiscount: "0.1", net: "1350.01", vat: "0.00", gross: "1350.01" };
    expect(abroad([service, goods, shipping], shipped).slice(-2)).toEqual([
      `${onServices} -90.00`,
      "own-discount-0.25 -60.00",
    ]);
  });

  test("of a line stands with its line, where discounts stand apart", () => {
    const apart = { settings: settings({ orders: { lineDiscounts: "apart" } }) };
    const lines = [{ ...service, discount: "0.1" }, goods];
    expect(abroad(lines, {}, apart)).toEqual([
      "article-S-0.25 900.00",
      `${onServices} -90.00`,
      "article-G-0.25 500.00",
    ]);
  });

  test("is held where set-up made no article for the services' cents", () => {
    const none = { systemArticles: { ...systemArticles, adjusting: {} } };
    expect(abroad([service, discount], {}, none)).toEqual(["own-article-missing"]);
  });
});

describe("under the reverse charge for construction", () => {
  const reversed = {
    company: { ...company, usesReverseConstruction: true },
    customer: customer("company", { tax: tax({ reverseConstruction: true }) }),
  };
  const at = (lines: readonly Sold[], of: Partial<Order> = {}, fields: Made = {}) =>
    planned(lines, of, { ...reversed, ...fields });
  const work = "article-S-0.25 900.00 reversed";

  test.each<[string, Sold, string]>([
    ["a discount", discount, `${onServices} -100.00 reversed`],
    ["a fee", { ...free, kind: "fee", price: "50.00" }, "own-fee-0.25 50.00 reversed"],
    ["shipping", { ...free, kind: "shipping", price: "50.00" }, "own-shipping-0.25 50.00 reversed"],
  ])("%s of the work goes with it", (_, line, row) => {
    expect(at([service, line])).toEqual([work, row]);
  });

  test("a discount of the whole order goes with it", () => {
    const head = { headDiscount: "0.1", net: "810.00", vat: "0.00", gross: "810.00" };
    expect(at([service], head)).toEqual([work, `${onServices} -90.00 reversed`]);
  });

  test("a line's own discount goes with it, where discounts stand apart", () => {
    const apart = settings({ orders: { lineDiscounts: "apart" } });
    expect(at([{ ...service, discount: "0.1" }], {}, { settings: apart })).toEqual([
      work,
      `${onServices} -90.00 reversed`,
    ]);
  });

  test("a tip goes with nothing", () => {
    expect(at([service, { ...free, kind: "tip", price: "50.00" }])).toEqual([
      work,
      "own-fee-0 50.00",
    ]);
  });

  test("a discount is held beside what is exempt: nothing says how much is whose", () => {
    const exempt: Sold = { ...free, sku: "S-0", price: "100.00" };
    expect(at([service, exempt, discount])).toEqual(["vat-box-unclear"]);
    expect(at([exempt, { ...discount, price: "10.00" }])).toEqual([
      "article-S-0 100.00",
      "own-discount-0 -10.00",
    ]);
  });

  test("a discount of the whole order is off what is exempt and off the work", () => {
    const exempt: Sold = { ...free, sku: "S-0", price: "100.00" };
    const head = { headDiscount: "0.1", net: "900.00", vat: "0.00", gross: "900.00" };
    expect(at([service, exempt], head)).toEqual([
      work,
      "article-S-0 100.00",
      `${onServices} -90.00 reversed`,
      "own-discount-0 -10.00",
    ]);
  });

  test("a discount with VAT goes with what was sold with VAT", () => {
    const plain: Sold = { sku: "S-0.25", price: "200.00" };
    expect(at([service, plain, { ...discount, rate: "0.25" }])).toEqual([
      work,
      "article-S-0.25 200.00",
      "own-discount-0.25 -100.00",
    ]);
  });

  test("a customer who isn't marked gets no such row", () => {
    const sold = [{ sku: "S-0.25", price: "900.00" }, discount];
    const unmarked = { customer: customer("company", { tax: tax() }) };
    expect(at(sold, {}, unmarked)).toEqual(["article-S-0.25 900.00", "own-discount-0 -100.00"]);
  });
});
