/** Lines that are booked by a coding: one that the settings name, or that a table leads to. */
import { describe, expect, test } from "vitest";
import type { LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import { found, type Given, MUG, whole } from "./articles.kit.ts";
import { codings, GIFT_CODING, SERVICE_CODING, type Sold, systemArticles } from "./kit.ts";

describe("a coding that the settings name", () => {
  const card: Sold = { kind: "gift-card", price: "100.00", rate: "0" };
  const chosen = { settings: { orders: { giftCardCoding: GIFT_CODING } } } as const;
  const abroad = (outsideEu: number | null): Given => ({
    ...chosen,
    sale: { kind: "export", country: "NO" },
    codings: codings.map((coding) =>
      coding.id === GIFT_CODING
        ? { ...coding, accounts: { ...coding.accounts, outsideEu } }
        : coding,
    ),
  });
  const type: Sold = { kind: "sales-type", salesTypeId: "7", sku: "S", price: "100.00" };
  const typed = (value: string): Given["settings"] => ({
    lookups: { salesType: { table: { "7": value } } },
  });

  test.each<[string, Sold, Given, unknown]>([
    ["stands for a gift card", card, chosen, [`own-item-${GIFT_CODING}`, "own-gift-card", "0"]],
    [
      "of gift cards is needed",
      card,
      {},
      ["gift-card-coding-unfit", { coding: null, why: "not-chosen", account: null }],
    ],
    [
      "of gift cards books to the same account abroad",
      card,
      abroad(2421),
      [`own-item-${GIFT_CODING}`, "own-gift-card", "0"],
    ],
    [
      "of gift cards that would be revenue abroad is held",
      card,
      abroad(3105),
      ["coding-without-account", { line: 2, sku: null, coding: GIFT_CODING, kind: "gift-card" }],
    ],
    [
      "of gift cards that has no account abroad is held",
      card,
      abroad(null),
      ["coding-without-account", { line: 2, sku: null, coding: GIFT_CODING, kind: "export" }],
    ],
    [
      "is told where the ledger doesn't list it",
      card,
      { ...chosen, codings: [] },
      ["coding-not-found", { line: 2, sku: null, article: null, coding: GIFT_CODING }],
    ],
    [
      "is told where no article was made for it",
      card,
      { ...chosen, systemArticles: { item: {} } },
      ["own-article-missing", { article: "gift-card", rate: "0", coding: GIFT_CODING, line: 2 }],
    ],
    [
      "is the same in capitals",
      card,
      { settings: { orders: { giftCardCoding: GIFT_CODING.toUpperCase() } } },
      [`own-item-${GIFT_CODING}`, "own-gift-card", "0"],
    ],
    [
      "is told where the line has another rate",
      { ...card, rate: "0.25" },
      chosen,
      [
        "vat-rate-differs",
        { line: 2, sku: null, source: "0.25", ledger: "0", coding: GIFT_CODING },
      ],
    ],
    [
      "stands for a sales type",
      type,
      { settings: typed(SERVICE_CODING) },
      [`own-item-${SERVICE_CODING}`, "own-sales-type", "0.25"],
    ],
    [
      "may be an article of a sales type instead",
      type,
      { settings: typed("HOURS"), articles: { HOURS: {} } },
      ["article-HOURS", "sales-type", "0.25"],
    ],
    [
      "may be no article that isn't there",
      type,
      { settings: typed("HOURS"), articles: { HOURS: { kind: "missing" } } },
      ["article-not-found", { line: 2, sku: "HOURS" }],
    ],
    ["of a sales type is needed", type, {}, ["sales-type-not-mapped", { line: 2, salesType: "7" }]],
  ])("%s", (_, sold, given, wanted) => {
    expect(found(sold, given)).toEqual(wanted);
  });

  test("of a set-up from before such codings and OSS is told, and no fault", () => {
    const before = { item: undefined, oss: undefined } as never;
    expect(found(card, { ...chosen, systemArticles: before })).toEqual([
      "own-article-missing",
      { article: "gift-card", rate: "0", coding: GIFT_CODING, line: 2 },
    ]);
    const at = { settings: typed(SERVICE_CODING), systemArticles: before };
    expect(found(type, at)).toEqual([
      "own-article-missing",
      { article: "item", rate: "0.25", coding: SERVICE_CODING, line: 2 },
    ]);
  });

  test("is sold under the one-stop-shop where an article was made for that, but never a card", () => {
    const sale: Given = {
      sale: { kind: "eu-consumer", country: "DE", oss: true },
      rates: { buyerRates: new Map([["0.25", "0.19"]]) },
      settings: { ...typed(SERVICE_CODING), ...chosen.settings },
      systemArticles: {
        oss: { item: { [SERVICE_CODING]: "oss-item", [GIFT_CODING]: "oss-card" } },
      },
      codings: codings.map((coding) => ({
        ...coding,
        accounts: { ...coding.accounts, oss: 3109, withinEuWithVat: 2421 },
      })),
    };
    expect(whole({ ...type, rate: "0.19" }, sale)).toMatchObject({
      id: "oss-item",
      rate: "0.19",
      oss: true,
      by: "own-sales-type",
    });
    expect(whole(card, sale)).toMatchObject({ id: `own-item-${GIFT_CODING}`, rate: "0" });
    expect(found(type, { ...sale, systemArticles: { oss: {} } })).toEqual([
      `own-item-${SERVICE_CODING}`,
      "own-sales-type",
      "0.25",
    ]);
  });
});

describe("a table of codings", () => {
  const ID = "6f000000-0000-4000-8000-0000000000aa";
  const own: LedgerCoding = {
    id: ID,
    name: "Ours 25",
    kind: "goods",
    vatRate: "0.25",
    active: true,
    accounts: {
      domestic: 3001,
      domesticExempt: 3004,
      withinEu: 3108,
      triangular: 3107,
      outsideEu: 3105,
      oss: 3109,
      withinEuWithVat: 3106,
      reversed: 3231,
    },
  };
  const TABLES = [
    ["goodsCoding", "article", "goods"],
    ["shippingCoding", "shipping", "shipping"],
    ["discountCoding", "discount", "discount"],
    ["feeCoding", "fee", "fee"],
    ["tipCoding", "tip", "tip"],
  ] as const;
  const byTable = (table: (typeof TABLES)[number][0], more: Given = {}): Given => ({
    settings: {
      ...(table === "goodsCoding" ? { orders: { goods: { by: "coding", exceptions: [] } } } : {}),
      lookups: { [table]: { table: { "25%": ID } } },
    },
    codings: [own],
    systemArticles: { [table]: { [ID]: `our-${table}` } },
    ...more,
  });

  test.each(TABLES)("%s chooses the article of a %s line, and why", (table, kind, word) => {
    const sold: Sold = { kind, sku: null, price: "10.00" };
    const goods = table === "goodsCoding";
    const { why, ...rest } = whole(sold, byTable(table));
    expect(rest).toEqual({
      id: `our-${table}`,
      number: null,
      name: null,
      codingId: goods ? ID : null,
      stock: false,
      rate: "0.25",
      by: goods ? "goods-coding" : "coding",
    });
    expect([why?.code, why?.params]).toEqual([
      "lookup-chosen",
      { lookup: table, line: 2, from: "25%", by: "table", key: null, value: "Ours 25" },
    ]);
    expect(found(sold, byTable(table, { systemArticles: { [table]: {} } }))).toEqual([
      "own-article-missing",
      { article: word, rate: "0.25", coding: ID, line: 2 },
    ]);
    const { [table]: _, ...none } = systemArticles;
    expect(
      found(sold, { ...byTable(table), systemArticles: { ...none, [table]: undefined } as never }),
    ).toEqual(["own-article-missing", { article: word, rate: "0.25", coding: ID, line: 2 }]);
  });

  test("of fees is that of tips too, where tips have none", () => {
    expect(found({ kind: "tip", price: "10.00" }, byTable("feeCoding"))).toEqual([
      "our-feeCoding",
      "coding",
      "0.25",
    ]);
  });

  test("has articles of its own under the one-stop-shop", () => {
    const sale: Given = {
      sale: { kind: "eu-consumer", country: "DE", oss: true },
      rates: { buyerRates: new Map([["0.25", "0.19"]]) },
      settings: {
        orders: { goods: { by: "coding", exceptions: [] } },
        lookups: { goodsCoding: { default: ID } },
      },
    };
    const sold: Sold = { price: "10.00", rate: "0.19" };
    const oss = { goodsCoding: { [ID]: "our-oss" } };
    expect(
      whole(sold, { ...byTable("goodsCoding"), ...sale, systemArticles: { oss } }),
    ).toMatchObject({ id: "our-oss", oss: true, rate: "0.19", codingId: ID });
    expect(found(sold, { ...byTable("goodsCoding"), ...sale })).toEqual([
      "own-article-missing",
      { article: "goods", rate: "0.25", coding: ID, line: 2 },
    ]);
    const plain = { ...own, accounts: { ...own.accounts, oss: null } };
    expect(
      found({ price: "10.00" }, { ...byTable("goodsCoding"), ...sale, codings: [plain] }),
    ).toEqual(["our-goodsCoding", "goods-coding", "0.25"]);
  });

  const at = { line: 2, sku: "MUG" };
  const home = { rate: "0.25", vatCode: "H", country: "SE" };
  const NO_ROW: Given["settings"] = {
    orders: { goods: { by: "coding", exceptions: [] } },
    lookups: { goodsCoding: { table: { "12%": ID } } },
  };
  test.each<[string, Given, unknown]>([
    [
      "no row for the line",
      { settings: NO_ROW },
      ["goods-coding-missing", { ...at, ...home, sale: "home" }],
    ],
    [
      "no row, of an order from nowhere",
      {
        settings: NO_ROW,
        facts: { country: undefined } as never,
      },
      ["goods-coding-missing", { ...at, ...home, country: null, sale: "home" }],
    ],
    [
      "a row with a coding that the ledger doesn't list",
      { codings: [] },
      ["coding-not-found", { ...at, article: null, coding: ID }],
    ],
    [
      "a row with a coding that isn't in use",
      { codings: [{ ...own, active: false }] },
      ["coding-ended", { ...at, coding: "Ours 25", lookup: "goodsCoding" }],
    ],
    [
      "a row with a coding of another rate",
      { codings: [{ ...own, vatRate: "0.12" }] },
      ["vat-rate-differs", { ...at, source: "0.25", ledger: "0.12", coding: ID }],
    ],
  ])("holds goods where it has %s", (_, given, told) => {
    expect(found({ ...MUG, vatCode: "H" }, byTable("goodsCoding", given))).toEqual(told);
  });

  test("that has nothing for shipping leaves it to our article of its rate", () => {
    const none = byTable("shippingCoding", { settings: {} });
    expect(found({ kind: "shipping", price: "9.00" }, none)).toEqual([
      "own-shipping-0.25",
      "own-shipping",
      "0.25",
    ]);
  });
});
