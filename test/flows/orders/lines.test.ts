/** The lines that a document is made of, and the articles that they need. */
import { describe, expect, test } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import { reason } from "../../../src/domain/reasons/index.ts";
import {
  codesOfShop,
  linesWithAmounts,
  linesToPlan,
  paidByCards,
  splitGiftCards,
  skusOf,
  replaceArticles,
  sourceLines,
} from "../../../src/flows/orders/money/lines.ts";
import { order, SERVICE_CODING, settings, type Sold } from "./kit.ts";

const MUG: Sold = { sku: "MUG", price: "100.00" };

test("lines keep their numbers and are the shop's own; those of words count nothing", () => {
  const lines = sourceLines(order([MUG, { kind: "text", text: "Thanks" }]));
  expect(lines.map(({ lineNumber, kind, fromHead }) => [lineNumber, kind, fromHead])).toEqual([
    [1, "article", false],
    [2, "text", false],
  ]);
  expect(linesWithAmounts(lines).map(({ kind }) => kind)).toEqual(["article"]);
});

describe("a discount that stands in the head alone", () => {
  const ten = (fields: Partial<Order>): Partial<Order> => ({ headDiscount: "0.1", ...fields });
  const sold: readonly Sold[] = [
    { ...MUG, rate: "0.12", vatCode: "M" },
    { ...MUG, vatCode: "H" },
    { ...MUG, vatCode: "X" },
  ];
  const off = (of: Order) => sourceLines(of).slice(of.lines.length);

  test("is one line of each rate, with the rate's first VAT code", () => {
    const lines = off(order(sold, ten({ net: "224.36", vat: "45.64", gross: "270.00" })));
    expect(lines).toEqual([
      {
        lineNumber: 0,
        kind: "discount",
        sku: null,
        text: "10 %",
        quantity: "-1",
        price: "10.00",
        discount: "0",
        vatCode: "M",
        vatRate: "0.12",
        net: "-8.93",
        vat: "-1.07",
        gross: "-10.00",
        fromHead: true,
      },
      {
        lineNumber: 0,
        kind: "discount",
        sku: null,
        text: "10 %",
        quantity: "-1",
        price: "20.00",
        discount: "0",
        vatCode: "H",
        vatRate: "0.25",
        net: "-16.00",
        vat: "-4.00",
        gross: "-20.00",
        fromHead: true,
      },
    ]);
  });

  test("without a code where the rate's line has none", () => {
    const lines = off(order([MUG], ten({ net: "72.00", vat: "18.00", gross: "90.00" })));
    expect(lines.map(({ vatCode, gross }) => [vatCode, gross])).toEqual([[null, "-10.00"]]);
  });

  test("of a credit is given back: above zero, with a quantity above zero", () => {
    const credit = order(
      [{ ...MUG, quantity: "-1" }],
      ten({ net: "-72.00", vat: "-18.00", gross: "-90.00" }),
    );
    expect(
      off(credit).map(({ quantity, price, net, vat, gross }) => [quantity, price, net, vat, gross]),
    ).toEqual([["1", "10.00", "8", "2", "10"]]);
  });
});

describe("a line's own discount that stands apart", () => {
  const apart = (sold: Sold) =>
    linesToPlan(order([sold]), settings({ orders: { lineDiscounts: "apart" } }), {}).rows;

  test("is a row of its own beside the line, in the line's words and VAT code", () => {
    const sold = { ...MUG, text: "Blue mug", quantity: "2", discount: "0.1", vatCode: "H" };
    expect(
      apart(sold).map(({ price, quantity, text, vatCode }) => [price, quantity, text, vatCode]),
    ).toEqual([
      ["100.00", "2", "Blue mug", "H"],
      ["20.00", "-1", "10 % Blue mug", "H"],
    ]);
    expect(apart(sold)[1]).toMatchObject({ lineNumber: 1, sku: null, fromHead: false });
  });

  test("needs no words", () => {
    expect(apart({ ...MUG, text: "", discount: "0.1" })[1]?.text).toBe("10 %");
  });
});

describe("gift cards that were used", () => {
  const card = (price: string, sku: string | null = null): Sold => ({
    kind: "gift-card",
    sku,
    quantity: "-1",
    price,
    rate: "0",
  });

  test("are taken out of the lines, and the sale comes to what was charged and what they paid", () => {
    const placed = order([MUG, card("30.00", "MALL"), card("20.00")]);
    const { order: sold, cards } = splitGiftCards(placed);
    expect([placed.gross, sold.net, sold.vat, sold.gross]).toEqual([
      "50.00",
      "80.00",
      "20.00",
      "100.00",
    ]);
    expect(sold.lines.map(({ lineNumber }) => lineNumber)).toEqual([1]);
    expect(cards).toEqual([
      { line: 2, code: "MALL", amount: "30.00" },
      { line: 3, code: null, amount: "20.00" },
    ]);
    expect([paidByCards(cards), paidByCards([])]).toEqual(["50.00", "0.00"]);
  });

  test("a card that is sold, and any other line below zero, stays; nothing of the order changes", () => {
    const placed = order(
      [
        { ...card("50.00"), quantity: "1" },
        { ...MUG, quantity: "-1" },
      ],
      {
        gross: "-50.0001",
      },
    );
    expect(splitGiftCards(placed)).toEqual({ order: placed, cards: [] });
  });
});

describe("the numbers that an order's lines need", () => {
  const lookups = (fields: NonNullable<Parameters<typeof settings>[0]>["lookups"]) =>
    settings({ lookups: fields });

  test("the VAT code's article is that of shipping, fees and discounts alone", () => {
    const set = lookups({ vat: { table: { H: "BY-CODE" } } });
    const asked = (kind: Sold["kind"]) =>
      skusOf(order([{ kind: kind ?? "article", sku: null, vatCode: "H" }]), set);
    const kinds = ["article", "shipping", "fee", "discount", "tip", "text", "gift-card"] as const;
    expect(kinds.filter((kind) => asked(kind).includes("BY-CODE"))).toEqual([
      "shipping",
      "fee",
      "discount",
    ]);
  });

  test("a code that leads to a coding needs none, and one by coding neither", () => {
    const toCoding = lookups({ vat: { table: { H: SERVICE_CODING } } });
    expect(skusOf(order([{ kind: "fee", sku: null, vatCode: "H" }]), toCoding)).toEqual([]);
    const byCoding = settings({
      orders: { goods: { by: "coding", exceptions: ["MUG"] } },
      lookups: { goodsCoding: { default: SERVICE_CODING } },
    });
    expect(skusOf(order([MUG, { ...MUG, sku: "CUP" }]), byCoding)).toEqual(["MUG"]);
  });
});

describe("articles that are sold in place of those that the shop names", () => {
  const chosen = (sold: readonly Sold[], table: Readonly<Record<string, string>>) =>
    replaceArticles(order(sold), settings({ lookups: { article: { table } } }), { country: "SE" });

  test("are told with the row that chose them", () => {
    const { order: sold, recorded } = chosen([MUG, { ...MUG, sku: "CUP" }, MUG], {
      MUG: "MUG-2",
      "CUP@SE": "CUP-SE",
    });
    expect(sold.lines.map(({ sku }) => sku)).toEqual(["MUG-2", "CUP-SE", "MUG-2"]);
    const told = { lookup: "article", by: "table" } as const;
    expect(recorded).toEqual([
      reason("lookup-chosen", { ...told, line: 1, from: "MUG", key: null, value: "MUG-2" }),
      reason("lookup-chosen", { ...told, line: 2, from: "CUP", key: "CUP@SE", value: "CUP-SE" }),
      reason("lookup-chosen", { ...told, line: 3, from: "MUG", key: null, value: "MUG-2" }),
    ]);
  });

  test.each<[string, Sold]>([
    ["no row fits", { ...MUG, sku: "CUP" }],
    ["the row names the same", { ...MUG, sku: "SAME" }],
    ["the line names none", { ...MUG, sku: null }],
    ["it isn't an article", { ...MUG, kind: "shipping" }],
  ])("are none where %s: the order stays as it is", (_, sold) => {
    const placed = order([sold]);
    const set = settings({ lookups: { article: { table: { MUG: "MUG-2", SAME: "SAME" } } } });
    const { order: same, recorded } = replaceArticles(placed, set, {});
    expect([same === placed, recorded]).toEqual([true, []]);
  });

  test("leave a line that names no article alone, whatever stands for the rest", () => {
    const set = settings({ lookups: { article: { default: "ANY" } } });
    const placed = order([{ ...MUG, sku: null }]);
    expect(replaceArticles(placed, set, {}).order).toBe(placed);
  });
});

describe("codes that are the shop's own words", () => {
  const codes = (sold: readonly Sold[], set = settings()) => codesOfShop(order(sold), set);

  test("are those of articles, each once", () => {
    expect(
      codes([MUG, { ...MUG, sku: "CUP" }, MUG, { ...MUG, sku: null }, { ...MUG, kind: "tip" }]),
    ).toEqual(["MUG", "CUP"]);
  });

  test("are none of goods by coding", () => {
    const set = settings({
      orders: { goods: { by: "coding", exceptions: ["CUP"] } },
      lookups: { goodsCoding: { default: SERVICE_CODING } },
    });
    expect(codes([MUG, { ...MUG, sku: "CUP" }], set)).toEqual(["CUP"]);
  });

  test.each<[string, NonNullable<Parameters<typeof settings>[0]>["lookups"]]>([
    ["a row", { article: { table: { CUP: "MUG" } } }],
    ["the default", { article: { default: "MUG" } }],
    ["what is forced", { article: { force: "MUG" } }],
  ])("are none that a look-up leads to: %s", (_, lookups) => {
    expect(codes([MUG, { ...MUG, sku: "CUP" }], settings({ lookups }))).toEqual(["CUP"]);
  });
});
