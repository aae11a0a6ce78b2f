/** What rows say and bear: words, quantities, marks, and where cents go. */
import { describe, expect, test } from "vitest";
import type { SystemArticles } from "../../../src/domain/ledger/ledger.ts";
import { reason } from "../../../src/domain/reasons/index.ts";
import type { RowArticle } from "../../../src/flows/orders/money/articles.ts";
import type { SourceLine } from "../../../src/flows/orders/money/lines.ts";
import { makeRows, type RowRules } from "../../../src/flows/orders/money/rows.ts";
import { line, type Sold } from "./kit.ts";

const SYSTEM: SystemArticles = {
  adjusting: { goods: "adjusts-goods", services: "adjusts-services" },
  shipping: {},
  discount: {},
  closing: "closes",
  oss: { adjusting: { goods: "adjusts-oss-goods" } },
};
const RULES: RowRules = {
  charged: "0.00",
  sourceIncludesVat: true,
  documentIncludesVat: true,
  rounding: "rate",
  systemArticles: SYSTEM,
  roundingWord: "Rounding",
};
const GOODS: RowArticle = {
  id: "goods-article",
  number: "G",
  name: "Goods",
  codingId: "goods",
  stock: false,
  rate: "0.25",
  by: "sku",
};

type Given = readonly [Sold, (Partial<RowArticle> | null)?, Partial<SourceLine>?];

/** Rows of lines with these articles, `null` for text; charged is what the lines come to. */
function made(given: readonly Given[], rules: Partial<RowRules> = {}) {
  const lines = given.map(([sold, article = {}, fields], index) => ({
    line: { ...line(sold, index + 1, true), fromHead: false, ...fields },
    article: article === null ? null : { ...GOODS, ...article },
  }));
  const charged = lines.reduce((sum, one) => sum + Number(one.line.gross), 0).toFixed(2);
  return makeRows(lines, { ...RULES, charged, ...rules });
}

function rowsOf(...of: Parameters<typeof made>) {
  const rows = made(...of);
  if (!rows.ok) throw new Error(rows.error.map(({ code }) => code).join());
  return rows.value;
}

/** Articles and amounts of the rows that correct the sum, with their rate. */
const corrections = (...of: Parameters<typeof made>) =>
  rowsOf(...of).corrections.map(({ articleId, vatRate, amount }) => [articleId, vatRate, amount]);
const faults = (...of: Parameters<typeof made>) => {
  const rows = made(...of);
  return rows.ok ? [] : rows.error.map(({ code, params }) => [code, params]);
};

describe("the words of a row", () => {
  test.each<[string, Given, string]>([
    ["are the line's", [{ text: " Blue mug " }], "Blue mug"],
    [
      "name what a placeholder stands for",
      [{ text: "Blue mug", sku: "MUG-B" }, { by: "placeholder" }],
      "MUG-B Blue mug",
    ],
    [
      "name the goods that are booked by coding",
      [{ text: "Blue mug", sku: "MUG-B" }, { by: "goods-coding" }],
      "MUG-B Blue mug",
    ],
    [
      "are the line's own where a stand-in has no code to name",
      [{ text: "Blue mug", sku: null }, { by: "goods-coding" }],
      "Blue mug",
    ],
    [
      "leave the code to an article that was found by it",
      [{ text: "Blue mug", sku: "MUG-B" }],
      "Blue mug",
    ],
    ["are the article's name where the line has none", [{ text: " " }], "Goods"],
    ["else the article's number", [{ text: "" }, { name: null }], "G"],
    [
      "else the line's code",
      [
        { text: "", sku: "X1" },
        { name: null, number: null },
      ],
      "X1",
    ],
    [
      "and never nothing",
      [
        { text: "", sku: null },
        { name: null, number: null },
      ],
      "-",
    ],
  ])("%s", (_, given, text) => {
    expect(rowsOf([given]).lines.map((row) => row.text)).toEqual([text]);
  });

  test("are cut to the 2000 characters of the vendor, and that is told", () => {
    const whole = rowsOf([[{ text: "w".repeat(2000) }]]);
    expect([whole.lines[0]?.text.length, whole.reasons]).toEqual([2000, []]);
    const cut = rowsOf([[{ text: "first" }], [{ text: "w".repeat(2001) }]]);
    expect(cut.lines[1]?.text.length).toBe(2000);
    expect(cut.reasons).toEqual([reason("text-shortened", { field: "row", line: 2, max: 2000 })]);
    expect(rowsOf([[{ text: ` ${"w".repeat(2000)} ` }]]).reasons).toEqual([]);
  });
});

describe("quantities", () => {
  test.each<[string, string, RowRules["quantityDecimals"], readonly unknown[]]>([
    ["of an order may have four decimals", "0.1234", undefined, []],
    ["beyond that are rounded", "0.12345", undefined, ["0.1235", 4]],
    ["of a draft have two decimals", "0.12", 2, []],
    ["are rounded half away from zero", "0.125", 2, ["0.13", 2]],
    ["given back as well", "-0.125", 2, ["-0.13", 2]],
  ])("%s: %s", (_, quantity, quantityDecimals, [written, decimals]) => {
    const rules = quantityDecimals === undefined ? {} : { quantityDecimals };
    const { reasons } = rowsOf([[{ quantity, price: "100.00" }]], rules);
    expect(reasons).toEqual(
      written === undefined
        ? []
        : [reason("quantity-rounded", { line: 1, source: quantity, written, decimals } as never)],
    );
  });

  test("that move stock are held where the document's field is too narrow, each by its line", () => {
    const stock = { stock: true };
    const fine: Given = [{ quantity: "0.125", price: "1.00", sku: "W" }, stock];
    expect(faults([fine, [{ price: "1.00" }], fine], { quantityDecimals: 2 })).toEqual([
      ["quantity-too-fine", { line: 1, sku: "W", quantity: "0.125", decimals: 2 }],
      ["quantity-too-fine", { line: 3, sku: "W", quantity: "0.125", decimals: 2 }],
    ]);
  });

  test.each<[string, Given, Partial<RowRules>]>([
    [
      "an order's field is wide enough",
      [{ quantity: "0.12345", price: "9.00" }, { stock: true }],
      {},
    ],
    ["it fits", [{ quantity: "0.12", price: "9.00" }, { stock: true }], { quantityDecimals: 2 }],
    ["no stock moves", [{ quantity: "0.125", price: "9.00" }], { quantityDecimals: 2 }],
    ["it is a line of words", [{ kind: "text", quantity: "0.125" }, null], { quantityDecimals: 2 }],
  ])("are nothing to hold where %s", (_, given, rules) => {
    expect(faults([given], rules)).toEqual([]);
  });
});

describe("a line's row", () => {
  test("tells by what its article, rate and amount were chosen", () => {
    const why = reason("lookup-chosen", {
      lookup: "goodsCoding",
      line: 1,
      from: null,
      by: "default",
      key: null,
      value: "Goods",
    });
    const sold: Sold = { price: "10.00", quantity: "3", sku: "MUG", vatCode: "H" };
    const chosen = {
      by: "goods-coding",
      sku: "MUG",
      article: "goods-article",
      coding: "goods",
      vatRate: "0.25",
      vatCode: "H",
      form: "as-source",
      source: "30.00",
      amount: "30.00",
    } as const;
    expect(rowsOf([[sold, { by: "goods-coding", why }]]).lines[0]?.reasons).toEqual([
      reason("line-article-chosen", chosen),
      why,
    ]);
    expect(rowsOf([[sold, { by: "goods-coding", oss: true }]]).lines[0]?.reasons).toEqual([
      reason("line-article-chosen", { ...chosen, oss: true }),
    ]);
  });

  test("names its line, unless it was made of the head's discount", () => {
    const { lines } = rowsOf([[{ price: "9.00" }], [{ price: "-1.00" }, {}, { fromHead: true }]]);
    expect(lines.map(({ sourceLine }) => sourceLine)).toEqual([1, null]);
  });

  test("is marked for the reverse charge where its article is sold so, and no other is", () => {
    const { lines } = rowsOf([
      [
        { price: "9.00", rate: "0" },
        { rate: "0", reversed: true },
      ],
      [{ price: "9.00" }],
    ]);
    expect(lines.map((row) => row.reversed)).toEqual([true, undefined]);
    expect(Object.keys(lines[1] ?? {})).not.toContain("reversed");
  });

  test("of words bears nothing", () => {
    const { lines, corrections: none } = rowsOf([[{ kind: "text", text: "Thanks" }, null]]);
    expect([lines, none]).toEqual([
      [
        {
          role: "text",
          sourceLine: 1,
          articleId: null,
          text: "Thanks",
          quantity: "0",
          unitPrice: "0",
          discount: "0",
          vatRate: null,
          amount: "0.00",
          reasons: [],
        },
      ],
      [],
    ]);
  });

  test("has a price of two decimals, or of four where the customer is abroad", () => {
    const fine: Given = [{ price: "0.0375", quantity: "40" }];
    const priced = (rules: Partial<RowRules>) =>
      rowsOf([fine], rules).lines.map(({ unitPrice, amount }) => [unitPrice, amount]);
    expect([priced({}), priced({ priceDecimals: 4 })]).toEqual([
      [["0.04", "1.60"]],
      [["0.0375", "1.50"]],
    ]);
  });
});

describe("cents that rows lack go on the adjusting article", () => {
  /** 40 × 0.0375 is 1.50; the row is 1.60, so 0.10 too much. */
  const off = (fields: Sold = {}): Sold => ({ price: "0.0375", quantity: "40", ...fields });

  test("of their coding, all of one coding together", () => {
    expect(corrections([[off()], [off(), { codingId: "services" }], [off()]])).toEqual([
      ["adjusts-goods", "0.25", "-0.20"],
      ["adjusts-services", "0.25", "-0.10"],
    ]);
  });

  test("apart by rate, by the one-stop-shop and by the reverse charge", () => {
    expect(
      corrections([
        [off()],
        [off(), { oss: true }],
        [off({ rate: "0" }), { rate: "0", reversed: true }],
        [off({ rate: "0" }), { rate: "0" }],
      ]),
    ).toEqual([
      ["adjusts-goods", "0.25", "-0.10"],
      ["adjusts-oss-goods", "0.25", "-0.10"],
      ["adjusts-goods", "0", "-0.10"],
      ["adjusts-goods", "0", "-0.10"],
    ]);
    const reversed = rowsOf([[off({ rate: "0" }), { rate: "0", reversed: true }], [off()]]);
    expect(reversed.corrections.map((row) => row.reversed)).toEqual([true, undefined]);
    expect(Object.keys(reversed.corrections[1] ?? {})).not.toContain("reversed");
  });

  test("none is needed where nothing is lacking, or what is lacking cancels out", () => {
    expect(corrections([[{ price: "9.99" }]])).toEqual([]);
    // 40 × 0.0325 is 1.30: 0.03 makes 1.20 of it.
    expect(corrections([[off()], [off({ price: "0.0325" })]])).toEqual([]);
  });

  test("and are one piece of it in the company's words, negative by its quantity", () => {
    const [row] = rowsOf([[off()]]).corrections;
    expect(row).toEqual({
      role: "adjusting",
      sourceLine: null,
      articleId: "adjusts-goods",
      text: "Rounding",
      quantity: "-1",
      unitPrice: "0.1",
      discount: "0",
      vatRate: "0.25",
      amount: "-0.10",
      reasons: [
        reason("adjusting-row", {
          amount: "-0.10",
          coding: "goods",
          vatRate: "0.25",
          ofHead: "0.00",
        }),
      ],
    });
  });

  test("that isn't there holds the order, for every coding at once", () => {
    const other = { codingId: "other" };
    expect(faults([[off(), other], [off(), { ...other, oss: true }], [off()]])).toEqual([
      ["own-article-missing", { article: "adjusting", rate: "0.25", coding: "other", line: null }],
      ["own-article-missing", { article: "adjusting", rate: "0.25", coding: "other", line: null }],
    ]);
    const none = { ...SYSTEM, oss: undefined } as unknown as SystemArticles;
    expect(faults([[off(), { oss: true }]], { systemArticles: none })).toHaveLength(1);
  });
});

test("an adjusting and a closing article that are missing are told at once", () => {
  const none = { ...SYSTEM, adjusting: {}, closing: null };
  const rules = { documentIncludesVat: false, charged: "99.99", systemArticles: none };
  expect(faults([[{ price: "33.33", quantity: "3" }]], rules).map(([, params]) => params)).toEqual([
    { article: "adjusting", rate: "0.25", coding: "goods", line: null },
    { article: "closing", rate: "0", coding: null, line: null },
  ]);
});

describe("what the head was charged beyond its lines", () => {
  const own = { codingId: null, id: "own-shipping" };

  test.each<[string, readonly Given[], string, readonly unknown[]]>([
    [
      "goes on the largest coding",
      [[{ price: "5.00" }, { codingId: "services" }], [{ price: "20.00" }]],
      "25.01",
      ["adjusts-goods", "0.25", "0.01"],
    ],
    [
      "by its size, whichever way money goes",
      [[{ price: "5.00" }, { codingId: "services" }], [{ price: "-20.00" }]],
      "-15.01",
      ["adjusts-goods", "0.25", "-0.01"],
    ],
    [
      "of equals on the first",
      [[{ price: "5.00" }, { codingId: "services" }], [{ price: "5.00" }]],
      "10.01",
      ["adjusts-services", "0.25", "0.01"],
    ],
    [
      "on a coding that is the largest by all of its rows",
      [[{ price: "8.00" }, { codingId: "services" }], [{ price: "5.00" }], [{ price: "5.00" }]],
      "18.01",
      ["adjusts-goods", "0.25", "0.01"],
    ],
    [
      "on a system article itself",
      [[{ price: "20.00" }, own], [{ price: "5.00" }]],
      "25.01",
      ["own-shipping", "0.25", "0.01"],
    ],
    [
      "whose two rates are two",
      [
        [{ price: "15.00" }, own],
        [
          { price: "15.00", rate: "0.12" },
          { ...own, rate: "0.12" },
        ],
        [{ price: "20.00" }],
      ],
      "50.01",
      ["adjusts-goods", "0.25", "0.01"],
    ],
  ])("%s", (_, given, charged, row) => {
    expect(corrections(given, { charged })).toEqual([row]);
  });

  test("is told apart from what the rows lack", () => {
    const { corrections: rows } = rowsOf([[{ price: "0.0375", quantity: "40" }]], {
      charged: "1.51",
    });
    expect(rows.map(({ amount, reasons }) => [amount, reasons])).toEqual([
      [
        "-0.09",
        [
          reason("adjusting-row", {
            amount: "-0.09",
            coding: "goods",
            vatRate: "0.25",
            ofHead: "0.01",
          }),
        ],
      ],
    ]);
  });

  test("goes on a closing row without VAT where prices exclude it", () => {
    const rules = { documentIncludesVat: false, charged: "100.00" };
    const given: readonly Given[] = [[{ price: "100.00", rate: "0.21" }, { rate: "0.21" }]];
    // 82.64 and 17.35 of VAT.
    expect(rowsOf(given, rules).corrections).toEqual([
      {
        role: "closing",
        sourceLine: null,
        articleId: "closes",
        text: "Rounding",
        quantity: "1",
        unitPrice: "0.01",
        discount: "0",
        vatRate: "0",
        amount: "0.01",
        reasons: [
          reason("closing-row", {
            amount: "0.01",
            charged: "100.00",
            predicted: "99.99",
            rounding: "rate",
          }),
        ],
      },
    ]);
    expect(faults(given, { ...rules, systemArticles: { ...SYSTEM, closing: null } })).toEqual([
      ["own-article-missing", { article: "closing", rate: "0", coding: null, line: null }],
    ]);
    // Without VAT, or with it in the prices, an adjusting row is enough.
    const free: readonly Given[] = [[{ price: "100.00", rate: "0" }, { rate: "0" }]];
    expect(corrections(free, { ...rules, charged: "100.01" })).toEqual([
      ["adjusts-goods", "0", "0.01"],
    ]);
    const withWords: readonly Given[] = [...free, [{ kind: "text" }, null]];
    expect(corrections(withWords, { ...rules, charged: "100.01" })).toEqual([
      ["adjusts-goods", "0", "0.01"],
    ]);
    // One row with VAT among them is enough for a closing row.
    expect(
      corrections([...free, [{ price: "1.00", rate: "0.25" }]], { ...rules, charged: "101.01" }),
    ).toEqual([["closes", "0", "0.01"]]);
  });
});
