/** What rows need to know of their sale, and our own articles for what goes with the goods. */
import { describe, expect, test } from "vitest";
import type { LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import { saleOfRows, type SaleOfRows } from "../../../src/flows/orders/money/cross-border-rows.ts";
import type { Sale } from "../../../src/flows/orders/money/cross-border-sale.ts";
import { byRate, ownRow } from "../../../src/flows/orders/money/own-rows.ts";
import { codingOf, lineOf, OSS, rowsOf, sale } from "./cross-border-rows.kit.ts";
import {
  company,
  customer,
  input,
  order,
  settings,
  type Sold,
  systemArticles,
  tax,
} from "./kit.ts";

describe("what the rows need to know of a sale", () => {
  const known = (
    sold: readonly Sold[],
    of: Sale = OSS,
    fields: Partial<Parameters<typeof input>[1]> = {},
  ) => {
    const all = input(order(sold), fields);
    const lines = all.order.lines.map((one) => ({ ...one, fromHead: false }));
    const { buyerRates, plainRates, ...rest } = saleOfRows(of, lines, { ...all, facts: {} });
    return { buyer: [...buyerRates], plain: [...plainRates], ...rest };
  };
  const marked = (price: string, rate: string, home = "0.25"): Sold => ({
    sku: `O-${home}`,
    price,
    rate,
  });

  test("the buyer's rates, by the first line of each rate at home that was charged", () => {
    const { buyer, plain } = known([
      marked("0", "0.05"),
      marked("10.00", "0.19"),
      marked("10.00", "0.07"),
      marked("10.00", "0.07", "0.12"),
      { sku: "G-0.06", price: "5.00", rate: "0.06" },
    ]);
    expect([buyer, plain]).toEqual([
      [
        ["0.25", "0.19"],
        ["0.12", "0.07"],
      ],
      ["0.06"],
    ]);
  });

  test("of free lines only those that name a rate, after all that was charged", () => {
    expect(known([marked("0", "0")]).buyer).toEqual([]);
    expect(known([marked("0", "0.19")]).buyer).toEqual([["0.25", "0.19"]]);
    expect(known([{ sku: "G-0.25", price: "0", rate: "0" }]).plain).toEqual([]);
  });

  test("no buyer's rates without OSS", () => {
    expect(known([marked("10.00", "0.25")], sale("eu-consumer"))).toMatchObject({
      buyer: [],
      plain: [],
    });
  });

  test("the main rate is that of the largest amount, of equals the first, whichever way it goes", () => {
    const goods = (rate: string, price: string): Sold => ({ sku: `G-${rate}`, price, rate });
    const main = (...sold: readonly Sold[]) => known(sold, sale("domestic")).mainRate;
    expect([
      main(goods("0.25", "5.00"), goods("0.12", "9.00"), goods("0.06", "1.00")),
      main(goods("0.25", "5.00"), goods("0.12", "5.00")),
      main(goods("0.25", "5.00"), goods("0.12", "-9.00")),
      main({ kind: "shipping", price: "9.00" }),
    ]).toEqual(["0.12", "0.25", "0.12", null]);
  });

  test("whether goods are among them", () => {
    const sold = (sku: string | null): Sold => ({ sku, price: "1.00" });
    const goods = (...skus: readonly (string | null)[]) =>
      known(skus.map(sold), sale("domestic")).goods;
    expect([goods("S-0.25"), goods("S-0.25", "G-0.25"), goods(null), goods("toString")]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(known([sold("G-0.25")], sale("domestic"), { codings: [] })).toMatchObject({
      goods: false,
      mainRate: null,
    });
  });

  test("goods by coding have the rate and the marks of their coding", () => {
    const ID = "6f000000-0000-4000-8000-0000000000bb";
    const by = (fields: Partial<LedgerCoding> = {}, price = "10.00", table = "25%") =>
      known([{ sku: "PRINT", price, rate: "0.25" }], OSS, {
        settings: settings({
          orders: { goods: { by: "coding", exceptions: [] } },
          lookups: { goodsCoding: { table: { [table]: ID } } },
        }),
        codings: [{ ...codingOf("0.12"), id: ID, ...fields }],
      });
    expect(by()).toMatchObject({
      buyer: [["0.12", "0.25"]],
      plain: [],
      mainRate: "0.12",
      goods: true,
    });
    expect(by({ kind: "service" }).goods).toBe(false);
    expect(by({ accounts: { ...codingOf("0.12").accounts, oss: null } })).toMatchObject({
      buyer: [],
      plain: ["0.12"],
    });
    for (const none of [by({ active: false }), by({}, "10.00", "12%")])
      expect(none).toMatchObject({ buyer: [], plain: [], mainRate: null, goods: false });
  });

  test("what goes with goods by coding is none of them", () => {
    const set = settings({
      orders: { goods: { by: "coding", exceptions: [] } },
      lookups: { goodsCoding: { default: "6f000000-0000-4000-8000-0000000000bb" } },
    });
    const list = [{ ...codingOf("0.12"), id: "6f000000-0000-4000-8000-0000000000bb" }];
    const shipping = { kind: "shipping", price: "10.00" } as const;
    expect(known([shipping], sale("domestic"), { settings: set, codings: list })).toMatchObject({
      goods: false,
      mainRate: null,
    });
  });

  test("whether construction may be sold under the reverse charge", () => {
    const reversible = (
      uses: boolean | undefined,
      kind: "company" | "private",
      reverseConstruction?: boolean,
    ) =>
      known([marked("1.00", "0.25")], sale("domestic"), {
        company: { ...company, ...(uses === undefined ? {} : { usesReverseConstruction: uses }) },
        customer: customer(
          kind,
          reverseConstruction === undefined ? {} : { tax: tax({ reverseConstruction }) },
        ),
      }).reversible;
    expect([
      reversible(true, "company", true),
      reversible(true, "company", false),
      // Nobody looked a company up yet: it may be marked.
      reversible(true, "company"),
      reversible(true, "private"),
      reversible(false, "company", true),
      reversible(undefined, "company", true),
    ]).toEqual([true, false, true, false, false, false]);
  });
});

describe("our article for shipping, discounts and fees", () => {
  const of = (
    sold: Sold,
    kind: "shipping" | "discount" | "fee",
    of_: Sale,
    rows: Partial<SaleOfRows> = {},
    articles = systemArticles,
  ): unknown => {
    const result = ownRow(
      lineOf({ kind, price: "9.00", ...sold }),
      kind,
      articles,
      rowsOf(of_, rows),
    );
    return result.ok ? result.value : [result.error.code, result.error.params];
  };
  const buyers = { buyerRates: new Map([["0.25", "0.19"]]) };
  const missing = (article_: string, rate: string) => [
    "own-article-missing",
    { article: article_, rate, coding: null, line: 3 },
  ];
  const differs = (source: string, ledger: string | null, why: string) => [
    "sale-vat-differs",
    { line: 3, sku: null, source, ledger, coding: null, why, country: "DE" },
  ];
  const noneAbroad = { ...systemArticles, shippingAbroad: null };

  test.each<[string, Parameters<typeof of>, unknown]>([
    [
      "is that of the line's rate at home",
      [{ rate: "0.12" }, "shipping", sale("domestic")],
      { id: "own-shipping-0.12", rate: "0.12" },
    ],
    [
      "and to a person in the EU without OSS",
      [{ rate: "0.12" }, "fee", sale("eu-consumer")],
      { id: "own-fee-0.12", rate: "0.12" },
    ],
    [
      "of what wasn't made is told",
      [{ rate: "0.19" }, "discount", sale("domestic")],
      missing("discount", "0.19"),
    ],
    [
      "of an export goes with goods",
      [{ rate: "0" }, "shipping", sale("export"), { mainRate: "0.12" }],
      { id: "own-shipping-abroad", rate: "0" },
    ],
    [
      "of services exported is that of their rate",
      [{ rate: "0" }, "shipping", sale("export"), { goods: false, mainRate: "0.12" }],
      { id: "own-shipping-0.12", rate: "0" },
    ],
    [
      "of goods exported is that of their rate where none was made for it",
      [{ rate: "0" }, "shipping", sale("eu-business"), { mainRate: "0.12" }, noneAbroad],
      { id: "own-shipping-0.12", rate: "0" },
    ],
    [
      "of a discount abroad is that of the goods' rate",
      [{ rate: "0" }, "discount", sale("eu-business"), { mainRate: "0.06" }],
      { id: "own-discount-0.06", rate: "0" },
    ],
    [
      "abroad, beside no article, is that of the highest rate",
      [{ rate: "0" }, "fee", sale("export")],
      { id: "own-fee-0.255", rate: "0" },
    ],
    [
      "abroad, of which none was made, is told",
      [{ rate: "0" }, "fee", sale("export"), { mainRate: "0.19" }],
      missing("fee", "0.19"),
    ],
    [
      "with VAT to a business is told",
      [{ rate: "0.25" }, "shipping", sale("eu-business")],
      differs("0.25", "0", "eu-business"),
    ],
    [
      "with VAT of an export is told",
      [{ rate: "0.25" }, "shipping", sale("export")],
      differs("0.25", "0", "export"),
    ],
    [
      "that is free bears none abroad, whatever its rate",
      [{ rate: "0.25", price: "0" }, "discount", sale("export"), { mainRate: "0.25" }],
      { id: "own-discount-0.25", rate: "0" },
    ],
    [
      "under OSS is the one of the rate at home that the buyer's stands for",
      [{ rate: "0.190" }, "shipping", OSS, buyers],
      { id: "own-oss-shipping-0.25", rate: "0.19", oss: true },
    ],
    [
      "under OSS without VAT is ours without VAT",
      [{ rate: "0" }, "shipping", OSS, buyers],
      { id: "own-shipping-0", rate: "0" },
    ],
    [
      "under OSS is ours of a rate at home that was sold as well",
      [{ rate: "0.12" }, "discount", OSS, { ...buyers, plainRates: new Set(["0.25", "0.12"]) }],
      { id: "own-discount-0.12", rate: "0.12" },
    ],
    [
      "under OSS of a rate that nothing else has is told",
      [{ rate: "0.07" }, "shipping", OSS, { ...buyers, plainRates: new Set(["0.12"]) }],
      differs("0.07", null, "oss-own"),
    ],
    [
      "under OSS that wasn't made is told",
      [{ rate: "0.19" }, "fee", OSS, buyers],
      missing("fee", "0.19"),
    ],
  ])("%s", (_, asked, wanted) => {
    expect(of(...asked)).toEqual(wanted);
  });

  test("of a set-up from before fees and OSS is told, and no fault", () => {
    const { fee: _fee, oss: _oss, ...old } = systemArticles;
    expect([
      of({}, "fee", sale("domestic"), {}, old),
      of({ rate: "0" }, "fee", sale("export"), {}, old),
      of({ rate: "0.19" }, "shipping", OSS, buyers, old),
    ]).toEqual([missing("fee", "0.25"), missing("fee", "0"), missing("shipping", "0.19")]);
  });
});

test("a rate is found by its figure, however it is written", () => {
  expect([
    byRate({ "0.25": "a" }, "0.250"),
    byRate({ "0.250": "a" }, "0.25"),
    byRate({}, "0"),
  ]).toEqual(["a", "a", null]);
});
