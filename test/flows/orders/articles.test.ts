/** Which article stands for a line, and what is told where none may: each rule by its facts. */
import { describe, expect, test } from "vitest";
import type { LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import { itemCodingFor } from "../../../src/flows/orders/money/item-coding.ts";
import { TO_BE_MADE } from "../../../src/flows/orders/shared/plan-input.ts";
import { asked, found, type Given, MUG, whole } from "./articles.kit.ts";
import {
  codingId,
  codings,
  GIFT_CODING,
  SERVICE_CODING,
  settings,
  type Sold,
  TIP_CODING,
} from "./kit.ts";

describe("goods by their code", () => {
  test("are the ledger's article, with its number, name, coding and stock", () => {
    expect(whole(MUG, { articles: { MUG: { stock: true } } })).toEqual({
      id: "article-MUG",
      number: "MUG",
      name: "Article MUG",
      codingId: codingId("0.25"),
      stock: true,
      rate: "0.25",
      by: "sku",
    });
  });

  const at = { line: 2, sku: "MUG" };
  test.each<[string, Sold, Given, unknown]>([
    ["name none", { ...MUG, sku: null }, {}, ["sku-missing-on-line", { line: 2 }]],
    [
      "name one that isn't there",
      MUG,
      { articles: { MUG: { kind: "missing" } } },
      ["article-not-found", at],
    ],
    [
      "name two",
      MUG,
      { articles: { MUG: { kind: "ambiguous", count: 2 } } },
      ["article-ambiguous", { ...at, count: 2 }],
    ],
    [
      "name one that isn't sold any more",
      MUG,
      { articles: { MUG: { active: false } } },
      ["article-inactive", { ...at, article: "article-MUG" }],
    ],
    [
      "name one of tax-reduced work",
      MUG,
      { articles: { MUG: { taxReduced: true } } },
      ["article-tax-reduced", at],
    ],
    [
      "name one whose coding the ledger doesn't list",
      MUG,
      { articles: { MUG: { codingId: "gone" } } },
      ["coding-not-found", { ...at, article: "article-MUG", coding: "gone" }],
    ],
    [
      "are sold at another rate",
      { ...MUG, rate: "0.12" },
      { articles: { MUG: {} } },
      ["vat-rate-differs", { ...at, source: "0.12", ledger: "0.25", coding: codingId("0.25") }],
    ],
  ])("are held where they %s", (_, sold, given, told) => {
    expect(found(sold, given)).toEqual(told);
  });

  test("that nobody looked up are a bug, by whatever name", () => {
    for (const sku of ["MUG", "toString"])
      expect(() => asked({ ...MUG, sku })).toThrow("without having looked up");
  });
});

describe("goods that the ledger lacks", () => {
  const missing: Given = { articles: { MUG: { kind: "missing" } } };
  const make = { settings: { orders: { missingSku: "create" } } } as const;
  const stand = { settings: { orders: { missingSku: "placeholder" } } } as const;

  test("are made of the coding for goods of their rate, where the tenant wants it", () => {
    expect(whole(MUG, { ...missing, ...make })).toEqual({
      id: TO_BE_MADE,
      number: "MUG",
      name: null,
      codingId: codingId("0.25"),
      stock: false,
      rate: "0.25",
      by: "to-be-made",
    });
  });

  test("are made where a person wants this one, and no other", () => {
    expect(found(MUG, { ...missing, making: ["MUG"] })).toEqual([TO_BE_MADE, "to-be-made", "0.25"]);
    expect(found(MUG, { ...missing, making: ["CUP"] })).toEqual([
      "article-not-found",
      { line: 2, sku: "MUG" },
    ]);
  });

  test("have the rate of the first line that sells them: a second rate is held", () => {
    const sold: readonly Sold[] = [
      { ...MUG, kind: "shipping", rate: "0.06" },
      { ...MUG, sku: "CUP", rate: "0.06" },
      { ...MUG, rate: "0.12" },
    ];
    expect(found(MUG, { ...missing, ...make, order: sold })).toEqual([
      "vat-rate-differs",
      { line: 2, sku: "MUG", source: "0.25", ledger: "0.12", coding: codingId("0.12") },
    ]);
  });

  test.each([
    ["made, by the first line that sells them", make, 1],
    ["stood for, by their own line", stand, 2],
  ] as const)("are held where no coding would do for what is %s", (_, choice, at) => {
    expect(found({ ...MUG, rate: "0.17" }, { ...missing, ...choice })).toEqual([
      "new-article-coding-missing",
      { line: at, sku: "MUG", rate: "0.17", coding: null, count: 0 },
    ]);
  });

  test("may have a number of 40 characters, and no longer one", () => {
    const named = (length: number): unknown => {
      const sku = "X".repeat(length);
      return found({ ...MUG, sku }, { articles: { [sku]: { kind: "missing" } }, ...make });
    };
    expect([named(40), named(41)]).toEqual([
      [TO_BE_MADE, "to-be-made", "0.25"],
      ["article-number-too-long", { line: 2, sku: "X".repeat(41), max: 40 }],
    ]);
  });

  test("have one of ours stand for them, where the tenant wants that", () => {
    expect(whole(MUG, { ...missing, ...stand })).toEqual({
      id: `own-item-${codingId("0.25")}`,
      number: null,
      name: null,
      codingId: null,
      stock: false,
      rate: "0.25",
      by: "placeholder",
    });
  });

  test("are neither made nor stood for abroad, where the line's rate tells no coding", () => {
    const abroad = { sale: { kind: "export", country: "NO" } } as const;
    for (const choice of [make, stand, { making: ["MUG"] }])
      expect(found({ ...MUG, rate: "0" }, { ...missing, ...choice, ...abroad })).toEqual([
        "article-not-found-abroad",
        { line: 2, sku: "MUG" },
      ]);
  });

  test("are the ledger's own where it has them, whatever the tenant wants", () => {
    for (const choice of [make, stand])
      expect(found(MUG, { articles: { MUG: {} }, ...choice })).toEqual([
        "article-MUG",
        "sku",
        "0.25",
      ]);
  });
});

describe("the coding of what is made or stood for", () => {
  const lineOf = (vatRate: string) => ({ lineNumber: 3, sku: "MUG", vatRate });
  const other = (fields: Partial<LedgerCoding>): LedgerCoding => {
    const [first] = codings.filter(({ id }) => id === codingId("0.25"));
    if (first === undefined) throw new Error("no coding");
    return { ...first, id: "6f000000-0000-4000-8000-00000000000f", ...fields };
  };
  const chosen = (
    of: readonly LedgerCoding[],
    orders: NonNullable<Parameters<typeof settings>[0]>["orders"] = {},
    rate = "0.25",
  ): unknown => {
    const result = itemCodingFor(lineOf(rate), { codings: of, settings: settings({ orders }) });
    return result.ok ? result.value.id : [result.error.code, result.error.params];
  };
  const none = (count: number, coding: string | null = null, rate = "0.25") => [
    "new-article-coding-missing",
    { line: 3, sku: "MUG", rate, coding, count },
  ];
  const OTHER = other({}).id;
  const noAccount = { ...other({}).accounts, domestic: null, domesticExempt: null };

  test.each<[string, readonly LedgerCoding[], unknown]>([
    ["the only one of its rate", [other({})], OTHER],
    ["none of another rate", [other({ vatRate: "0.12" })], none(0)],
    ["none that isn't in use", [other({ active: false })], none(0)],
    ["none for services", [other({ kind: "service" })], none(0)],
    ["none without an account at home", [other({ accounts: noAccount })], none(0)],
    ["of two, none", [other({}), other({ id: "second" })], none(2)],
    ["of two, the one that is in use", [other({}), other({ id: "second", active: false })], OTHER],
  ])("is for goods: %s", (_, of, wanted) => {
    expect(chosen(of)).toEqual(wanted);
  });

  test("without VAT needs an account for that", () => {
    const free = other({
      vatRate: "0",
      accounts: { ...noAccount, domesticExempt: 3004 },
    });
    const lacking = other({ vatRate: "0.25", accounts: { ...noAccount, domesticExempt: 3004 } });
    expect([chosen([free], {}, "0"), chosen([lacking])]).toEqual([OTHER, none(0)]);
  });

  test("is never that of gift cards or tips, which count for none", () => {
    const card = other({ id: GIFT_CODING, vatRate: "0" });
    const tip = other({ id: TIP_CODING, vatRate: "0" });
    const goods = other({ vatRate: "0" });
    const both = { giftCardCoding: GIFT_CODING, tipCoding: TIP_CODING };
    expect([chosen([card, tip, goods], both, "0"), chosen([card, tip], both, "0")]).toEqual([
      OTHER,
      none(0, null, "0"),
    ]);
  });

  test("is the one that the settings name of that rate, services and capitals included", () => {
    const named = (id: string) => ({ newArticles: { codings: { "25": id }, unit: null } });
    const services = other({ kind: "service" });
    expect(chosen([other({ id: "second" }), services], named(OTHER))).toBe(OTHER);
    expect(chosen([other({ id: OTHER.toUpperCase() })], named(OTHER))).toBe(OTHER.toUpperCase());
    // One that is named and can't be used is told, and nothing is guessed in its place.
    expect(chosen([other({ id: "second" })], named(OTHER))).toEqual(none(1, OTHER));
    expect(chosen([other({ vatRate: "0.12" })], named(OTHER))).toEqual(none(0, OTHER));
  });
});

describe("shipping, fees, discounts and tips", () => {
  const perRate = { "0.25": "own" };
  test.each<[string, Sold, Given, unknown]>([
    [
      "shipping is the article that it names",
      { kind: "shipping", sku: "POST", price: "9.00" },
      { articles: { POST: {} } },
      ["article-POST", "sku", "0.25"],
    ],
    [
      "else one of ours, of its rate",
      { kind: "shipping", sku: "POST", price: "9.00", rate: "0.12" },
      { articles: { POST: { kind: "missing" } } },
      ["own-shipping-0.12", "own-shipping", "0.12"],
    ],
    [
      "that names one which isn't sold any more, is held",
      { kind: "fee", sku: "POST", price: "9.00" },
      { articles: { POST: { active: false } } },
      ["article-inactive", { line: 2, sku: "POST", article: "article-POST" }],
    ],
    [
      "a fee is one of ours for fees",
      { kind: "fee", price: "9.00" },
      {},
      ["own-fee-0.25", "own-fee", "0.25"],
    ],
    [
      "a discount is one of ours for discounts, whatever it names",
      { kind: "discount", sku: "OFF", price: "-9.00" },
      { articles: { OFF: {} } },
      ["own-discount-0.25", "own-discount", "0.25"],
    ],
    [
      "a tip is one of ours for fees",
      { kind: "tip", price: "9.00" },
      {},
      ["own-fee-0.25", "own-tip", "0.25"],
    ],
    [
      "a tip is the article that it names",
      { kind: "tip", sku: "TIP", price: "9.00" },
      { articles: { TIP: {} } },
      ["article-TIP", "sku", "0.25"],
    ],
    [
      "a tip is of the coding that the settings name",
      { kind: "tip", price: "9.00", rate: "0" },
      { settings: { orders: { tipCoding: TIP_CODING } } },
      [`own-item-${TIP_CODING}`, "own-tip", "0"],
    ],
    [
      "one of ours that isn't made is told",
      { kind: "shipping", price: "9.00", rate: "0.12" },
      { systemArticles: { shipping: perRate } },
      ["own-article-missing", { article: "shipping", rate: "0.12", coding: null, line: 2 }],
    ],
    [
      "the VAT code's own article goes before",
      { kind: "shipping", price: "9.00", vatCode: "H" },
      { settings: { lookups: { vat: { table: { H: "POST" } } } }, articles: { POST: {} } },
      ["article-POST", "vat-code", "0.25"],
    ],
    [
      "the VAT code's article that isn't there is told",
      { kind: "discount", price: "-9.00", vatCode: "H" },
      {
        settings: { lookups: { vat: { table: { H: "OFF" } } } },
        articles: { OFF: { kind: "missing" } },
      },
      ["article-not-found", { line: 2, sku: "OFF" }],
    ],
    [
      "the VAT code's coding is one of ours",
      { kind: "fee", price: "9.00", vatCode: "H" },
      { settings: { lookups: { vat: { table: { H: SERVICE_CODING } } } } },
      [`own-item-${SERVICE_CODING}`, "own-fee", "0.25"],
    ],
  ])("%s", (_, sold, given, wanted) => {
    expect(found(sold, given)).toEqual(wanted);
  });

  test("are no article of a coding of ours: their quantity means nothing, and moves no stock", () => {
    for (const kind of ["shipping", "fee", "discount", "tip"] as const)
      expect(whole({ kind, price: "9.00" })).toMatchObject({
        number: null,
        name: null,
        codingId: null,
        stock: false,
      });
  });
});
