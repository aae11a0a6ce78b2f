/** The form of one row, and what the ledger makes of rows: each rule by figures worked out by hand. */
import { describe, expect, test } from "vitest";
import { dec } from "../../../src/domain/money.ts";
import {
  type FormRules,
  predict,
  rowAmount,
  rowForm,
  type RowSource,
} from "../../../src/flows/orders/money/row-form.ts";

const SOURCE: RowSource = {
  quantity: "2",
  price: "10.00",
  discount: "0",
  rate: "0.25",
  target: "20.00",
};
const RULES: FormRules = {
  sourceIncludesVat: true,
  documentIncludesVat: true,
  priceDecimals: 2,
  quantityDecimals: 4,
  stock: false,
  systemArticle: false,
};

/** Quantity, price, discount, amount and rest, as on one line of a document. */
const formOf = (source: Partial<RowSource>, rules: Partial<FormRules> = {}): readonly string[] => {
  const { form, quantity, unitPrice, discount, amount, rest } = rowForm(
    { ...SOURCE, ...source },
    { ...RULES, ...rules },
  );
  return [form, `${quantity} × ${unitPrice} − ${discount}`, amount, rest];
};

describe("the source's own figures, where the ledger makes its amount of them", () => {
  test.each([
    ["as they are", {}, {}, "2 × 10 − 0", "20.00"],
    ["with a discount", { discount: "0.1", target: "18.00" }, {}, "2 × 10 − 0.1", "18.00"],
    ["all taken off", { discount: "1", target: "0.00" }, {}, "2 × 10 − 1", "0.00"],
    [
      "VAT taken out of the price",
      { price: "12.50" },
      { documentIncludesVat: false },
      "2 × 10 − 0",
      "20.00",
    ],
    [
      "VAT put on the price",
      { target: "25.00" },
      { sourceIncludesVat: false },
      "2 × 12.5 − 0",
      "25.00",
    ],
    [
      "neither has VAT",
      {},
      { sourceIncludesVat: false, documentIncludesVat: false },
      "2 × 10 − 0",
      "20.00",
    ],
    [
      "given back, by its quantity",
      { quantity: "-2", target: "-20.00" },
      {},
      "-2 × 10 − 0",
      "-20.00",
    ],
    [
      "given back, by its price",
      { price: "-10.00", target: "-20.00" },
      {},
      "-2 × 10 − 0",
      "-20.00",
    ],
    [
      "nothing given back",
      { quantity: "-2", price: "0", target: "0.00" },
      {},
      "-2 × 0 − 0",
      "0.00",
    ],
    [
      "no finer than the fields",
      { quantity: "1.23456", price: "1.23456", discount: "0.12345", target: "1.34" },
      { priceDecimals: 4 },
      "1.2346 × 1.2346 − 0.1235",
      "1.34",
    ],
    [
      "no finer than a narrower field",
      { quantity: "1.23456", price: "10.006", target: "12.31" },
      { quantityDecimals: 2 },
      "1.23 × 10.01 − 0",
      "12.31",
    ],
  ])("%s", (_, source, rules, row, amount) => {
    expect(formOf(source, rules)).toEqual(["as-source", row, amount, "0.00"]);
  });
});

describe("another form, where they don't", () => {
  test.each([
    ["the price follows from the amount", { target: "19.00" }, {}, "2 × 9.5 − 0", "19.00"],
    [
      "a discount below nothing is in the price",
      { discount: "-0.1", target: "22.00" },
      {},
      "2 × 11 − 0",
      "22.00",
    ],
    [
      "a discount of more than all is in the quantity's sign",
      { discount: "1.1", target: "-2.00" },
      {},
      "-2 × 1 − 0",
      "-2.00",
    ],
  ])("%s", (_, source, rules, row, amount) => {
    expect(formOf(source, rules)).toEqual(["price-from-amount", row, amount, "0.00"]);
  });

  const third = { quantity: "3", target: "10.00" };
  test("a row whose quantity means nothing becomes one piece, exact to the cent", () => {
    const system = { systemArticle: true };
    expect(formOf(third, system)).toEqual(["one-piece", "1 × 10 − 0", "10.00", "0.00"]);
    expect(formOf({ ...third, target: "-10.00" }, system)).toEqual([
      "one-piece",
      "-1 × 10 − 0",
      "-10.00",
      "0.00",
    ]);
    // Its own figures come first all the same.
    expect(formOf({}, system)[0]).toBe("as-source");
  });

  test.each([
    ["the nearer price", third, "3 × 3.33 − 0", "9.99", "0.01"],
    ["the nearer price from above", { ...third, price: "3.32" }, "3 × 3.33 − 0", "9.99", "0.01"],
    [
      "a price that is nearer than too much",
      { ...third, price: "3.34" },
      "3 × 3.33 − 0",
      "9.99",
      "0.01",
    ],
    [
      "of equals the source's own",
      { ...third, price: "6.66", discount: "0.5" },
      "3 × 6.66 − 0.5",
      "9.99",
      "0.01",
    ],
    [
      "the source's own where it lacks less",
      { quantity: "150", price: "0.66", discount: "0.9", target: "10.00" },
      "150 × 0.66 − 0.9",
      "9.90",
      "0.10",
    ],
  ])("else the nearest is taken with what it lacks: %s", (_, source, row, amount, rest) => {
    expect(formOf(source)).toEqual(["nearest", row, amount, rest]);
  });

  test("a quantity that moves stock keeps its sign, whatever the row lacks by it", () => {
    expect(formOf({ target: "-20.00" }, { stock: true })).toEqual([
      "nearest",
      "2 × 0 − 0",
      "0.00",
      "-20.00",
    ]);
  });
});

test("a row's amount is rounded half away from zero, after the discount", () => {
  const of = (quantity: string, price: string, discount: string) =>
    rowAmount(dec(quantity), dec(price), dec(discount)).toFixed();
  expect([of("0.5", "0.01", "0"), of("-0.5", "0.01", "0")]).toEqual(["0.01", "-0.01"]);
  expect([of("1", "0.05", "0.1"), of("3", "0.05", "0.1")]).toEqual(["0.05", "0.14"]);
});

describe("what the ledger makes of rows", () => {
  const row = (amount: string, vatRate: string | null) => ({ amount, vatRate });
  const three = (amount: string) => [row(amount, "0.25"), row(amount, "0.25"), row(amount, "0.25")];

  test("without VAT in the prices, it comes on top: by row or by rate", () => {
    expect(predict(three("10.05"), false)).toEqual({
      row: {
        net: "30.15",
        vat: "7.53",
        gross: "37.68",
        perRate: [{ rate: "0.25", net: "30.15", vat: "7.53" }],
      },
      rate: {
        net: "30.15",
        vat: "7.54",
        gross: "37.69",
        perRate: [{ rate: "0.25", net: "30.15", vat: "7.54" }],
      },
    });
  });

  test("with VAT in the prices, it is taken out of them, and the gross is their sum", () => {
    expect(predict(three("10.02"), true)).toEqual({
      row: {
        net: "24.06",
        vat: "6.00",
        gross: "30.06",
        perRate: [{ rate: "0.25", net: "24.06", vat: "6.00" }],
      },
      rate: {
        net: "24.05",
        vat: "6.01",
        gross: "30.06",
        perRate: [{ rate: "0.25", net: "24.05", vat: "6.01" }],
      },
    });
  });

  test("rates are told apart by their figure, lowest first, and text counts nothing", () => {
    const rows = [
      row("100.00", "0.25"),
      row("0.00", null),
      row("50.00", "0.06"),
      row("10.00", "0"),
      row("100.00", "0.250"),
      row("-20.00", "0.120"),
    ];
    expect(predict(rows, false).rate).toEqual({
      net: "240.00",
      vat: "50.60",
      gross: "290.60",
      perRate: [
        { rate: "0", net: "10.00", vat: "0.00" },
        { rate: "0.06", net: "50.00", vat: "3.00" },
        { rate: "0.12", net: "-20.00", vat: "-2.40" },
        { rate: "0.25", net: "200.00", vat: "50.00" },
      ],
    });
    expect(predict([], true).row).toEqual({ net: "0.00", vat: "0.00", gross: "0.00", perRate: [] });
  });
});

test("a quantity of which the document's field leaves nothing is one piece, unless it moves stock", () => {
  const fine = { quantity: "0.004", price: "25000.00", target: "100.00" };
  const draft = { quantityDecimals: 2 };
  expect(formOf(fine, draft)).toEqual(["one-piece", "1 × 100 − 0", "100.00", "0.00"]);
  expect(formOf({ ...fine, quantity: "-0.004", target: "-100.00" }, draft)).toEqual([
    "one-piece",
    "-1 × 100 − 0",
    "-100.00",
    "0.00",
  ]);
  expect(formOf(fine, { ...draft, stock: true })).toEqual([
    "nearest",
    "0 × 25000 − 0",
    "0.00",
    "100.00",
  ]);
});
