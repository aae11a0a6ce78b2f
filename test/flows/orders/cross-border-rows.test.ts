/** The VAT of one row by the kind of sale, and what is told where shop and ledger disagree. */
import { describe, expect, test } from "vitest";
import type { LedgerArticle, LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import {
  accountOf,
  hasHomeRates,
  isFree,
  rowVat,
  type SaleOfRows,
} from "../../../src/flows/orders/money/cross-border-rows.ts";
import type { Sale } from "../../../src/flows/orders/money/cross-border-sale.ts";
import { codingOf, lineOf, OSS, rowsOf, sale } from "./cross-border-rows.kit.ts";
import { article, codingId, type Sold } from "./kit.ts";

const SALES: readonly Sale[] = [
  sale("domestic"),
  sale("eu-business"),
  sale("eu-consumer"),
  OSS,
  sale("export"),
  sale("export-with-vat"),
];
test("rows bear the rates of the seller's country at home, to persons without OSS, and where VAT is charged all the same", () => {
  expect(SALES.map(hasHomeRates)).toEqual([true, false, true, false, false, true]);
});

test.each([
  ["0.00", "0.00", true],
  ["0.01", "0.00", false],
  ["0.00", "0.01", false],
])("a line of %s with VAT and %s without is free: %s", (gross, net, free) => {
  expect(isFree({ gross, net })).toBe(free);
});

describe("the VAT of a row with an article", () => {
  type Case = {
    readonly sold: Sold;
    readonly article?: Partial<LedgerArticle>;
    readonly coding?: LedgerCoding;
    readonly rows?: Partial<SaleOfRows>;
  };
  const vatOf = (of: Sale, { sold, article: fields, coding, rows }: Case): unknown => {
    const result = rowVat(
      lineOf({ price: "100.00", sku: "MUG", ...sold }),
      article("MUG", "0.25", fields),
      coding ?? codingOf("0.25"),
      rowsOf(of, rows),
    );
    return result.ok ? result.value : [result.error.code, result.error.params];
  };
  const oss = { usesOss: true };
  const buyers = { buyerRates: new Map([["0.25", "0.19"]]) };
  const reversible = { reversible: true };

  test.each<[string, Sale, Case, unknown]>([
    ["at home is that of the coding", sale("domestic"), { sold: {} }, { rate: "0.25" }],
    [
      "at home is nothing under the reverse charge",
      sale("domestic"),
      { sold: { rate: "0" }, rows: reversible },
      { rate: "0", reversed: true },
    ],
    [
      "at home is no reverse charge where VAT was charged",
      sale("domestic"),
      { sold: {}, rows: reversible },
      { rate: "0.25" },
    ],
    [
      "at home is no reverse charge of what bears no VAT anyway",
      sale("domestic"),
      { sold: { rate: "0" }, coding: codingOf("0"), rows: reversible },
      { rate: "0" },
    ],
    [
      "at home is no reverse charge of what is free",
      sale("domestic"),
      { sold: { rate: "0", price: "0" }, rows: reversible },
      { rate: "0.25" },
    ],
    [
      "to a business in the EU is none",
      sale("eu-business"),
      { sold: { rate: "0" } },
      { rate: "0" },
    ],
    ["of an export is none", sale("export"), { sold: { rate: "0" } }, { rate: "0" }],
    ["of an export with VAT is ours", sale("export-with-vat"), { sold: {} }, { rate: "0.25" }],
    [
      "to a person in the EU is ours",
      sale("eu-consumer"),
      { sold: {}, article: oss },
      { rate: "0.25" },
    ],
    [
      "under OSS is the buyer's",
      OSS,
      { sold: { rate: "0.19" }, article: oss, rows: buyers },
      { rate: "0.19", oss: true },
    ],
    [
      "under OSS is the shop's where nothing else was sold at that rate",
      OSS,
      { sold: { rate: "0.19" }, article: oss },
      { rate: "0.19", oss: true },
    ],
    [
      "under OSS is ours for an article that isn't marked",
      OSS,
      { sold: {}, rows: buyers },
      { rate: "0.25" },
    ],
    [
      "under OSS is none of what bears none at home",
      OSS,
      { sold: { rate: "0" }, article: oss, coding: codingOf("0"), rows: buyers },
      { rate: "0", oss: true },
    ],
    [
      "is the ledger's of a free line, whatever the shop's",
      sale("domestic"),
      { sold: { rate: "0.06", price: "0" } },
      { rate: "0.25" },
    ],
  ])("%s", (_, of, with_, wanted) => {
    expect(vatOf(of, with_)).toEqual(wanted);
  });

  const at = { line: 3, sku: "MUG" };
  const differs = (source: string, ledger: string, why: string, country = "DE") => [
    "sale-vat-differs",
    { ...at, source, ledger, coding: codingId("0.25"), why, country },
  ];
  test.each<[string, Sale, Case, unknown]>([
    [
      "at home",
      sale("domestic"),
      { sold: { rate: "0.12" } },
      ["vat-rate-differs", { ...at, source: "0.12", ledger: "0.25", coding: codingId("0.25") }],
    ],
    ["of an export", sale("export"), { sold: {} }, differs("0.25", "0", "export")],
    [
      "of an export with VAT",
      sale("export-with-vat"),
      { sold: { rate: "0" } },
      differs("0", "0.25", "export-with-vat"),
    ],
    ["to a business", sale("eu-business"), { sold: {} }, differs("0.25", "0", "eu-business")],
    [
      "to a person",
      sale("eu-consumer"),
      { sold: { rate: "0.19" }, article: oss },
      differs("0.19", "0.25", "no-oss"),
    ],
    [
      "under OSS, of an article that isn't marked",
      OSS,
      { sold: { rate: "0.19" }, rows: buyers },
      differs("0.19", "0.25", "oss-article"),
    ],
    [
      "under OSS, of an article that isn't marked, at a rate of both countries",
      { ...OSS, country: "DK" },
      { sold: {}, rows: buyers },
      differs("0.25", "0.25", "oss-article", "DK"),
    ],
    [
      "under OSS, of another rate than the buyer's other goods",
      OSS,
      { sold: { rate: "0.07" }, article: oss, rows: buyers },
      differs("0.07", "0.19", "oss-rate"),
    ],
  ])("of a shop that says otherwise is told: %s", (_, of, with_, told) => {
    expect(vatOf(of, with_)).toEqual(told);
  });

  const lacks = (account: keyof LedgerCoding["accounts"]) => codingOf("0.25", { [account]: null });
  test.each<[string, Sale, Case]>([
    ["oss", OSS, { sold: { rate: "0.19" }, article: oss, coding: lacks("oss") }],
    [
      "reversed",
      sale("domestic"),
      { sold: { rate: "0" }, rows: reversible, coding: lacks("reversed") },
    ],
    [
      "triangular",
      sale("eu-business", { triangular: true }),
      { sold: { rate: "0" }, coding: lacks("triangular") },
    ],
    ["eu-business", sale("eu-business"), { sold: { rate: "0" }, coding: lacks("withinEu") }],
    ["eu-consumer", sale("eu-consumer"), { sold: {}, coding: lacks("withinEuWithVat") }],
    ["export", sale("export"), { sold: { rate: "0" }, coding: lacks("outsideEu") }],
  ])("of a coding without its account for that is held: %s", (kind, of, with_) => {
    expect(vatOf(of, with_)).toEqual([
      "coding-without-account",
      { ...at, coding: codingId("0.25"), kind },
    ]);
  });

  test("needs no account that the sale doesn't book on", () => {
    const none = codingOf("0.25", {
      withinEu: null,
      triangular: null,
      outsideEu: null,
      oss: null,
      withinEuWithVat: null,
      reversed: null,
    });
    expect(vatOf(sale("domestic"), { sold: {}, coding: none })).toEqual({ rate: "0.25" });
    expect(vatOf(sale("export-with-vat"), { sold: {}, coding: none })).toEqual({ rate: "0.25" });
  });
});

test.each<[Sale, Parameters<typeof accountOf>[2], number | undefined]>([
  [sale("domestic"), { rate: "0.25" }, undefined],
  [sale("export-with-vat"), { rate: "0.25" }, undefined],
  [sale("domestic"), { rate: "0", reversed: true }, 3231],
  [OSS, { rate: "0.19", oss: true }, 3109],
  [OSS, { rate: "0.25" }, 3106],
  [sale("eu-business"), { rate: "0" }, 3108],
  [sale("eu-business", { triangular: true }), { rate: "0" }, 3107],
  [sale("export"), { rate: "0" }, 3105],
])("a row of %o with %o books on %s", (of, vat, account) => {
  expect(accountOf(codingOf("0.25"), of, vat)).toBe(account);
});
