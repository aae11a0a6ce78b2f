/** How goods are booked, and which row of a table of codings counts. */
import { describe, expect, it, test } from "vitest";
import { asPlanned } from "../../src/settings/versions/as-planned.ts";
import { chooseCoding, codingsNamed, isByCoding } from "../../src/settings/orders/codings.ts";
import {
  clash,
  keyFault,
  type LookupFacts,
  parseKey,
} from "../../src/settings/lookups/lookup-key.ts";
import { choose } from "../../src/settings/lookups/lookup.ts";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";
import { readStoredSettings } from "../../src/settings/versions/stored-settings.ts";
import { inEnglish } from "../support/in-english.ts";

const ONE = "6f000000-0000-4000-8000-00000000000a";
const OTHER = "6f000000-0000-4000-8000-00000000000b";

type Facts = Parameters<typeof chooseCoding>[2];
const home: Facts = {
  country: "SE",
  area: "home",
  kind: "private",
  date: "2026-11-24",
  sale: "home",
};
const toNl: Facts = { ...home, country: "NL", area: "eu", sale: "oss" };

describe("which goods go by coding", () => {
  it.each([
    ["article", [], "MUG", false],
    ["article", ["PRINT-*"], "MUG", false],
    ["article", ["PRINT-*"], "PRINT-A3", true],
    ["coding", [], "MUG", true],
    ["coding", [], null, true],
    ["coding", ["MUG", "W-??"], "MUG", false],
    ["coding", ["MUG", "W-??"], "W-12", false],
    ["coding", ["MUG", "W-??"], "W-123", true],
    // Codes are told apart by case, as numbers of articles are.
    ["coding", ["MUG"], "mug", true],
    // A line without a code fits no pattern.
    ["coding", ["*"], null, true],
    ["article", ["*"], null, false],
  ] as const)("by %s but for %j: %s is %s", (by, exceptions, sku, wanted) => {
    expect(isByCoding({ by, exceptions: [...exceptions] }, sku)).toBe(wanted);
  });

  it("nothing goes by coding under settings that don't say so", () => {
    const stored = readStoredSettings({ lookups: { vat: { default: "X" } } });
    expect([stored?.orders.goods, stored?.lookups.goodsCoding]).toEqual([
      { by: "article", exceptions: [] },
      { table: {} },
    ]);
  });
});

describe("the row of a table of codings that counts", () => {
  const table = {
    H: "code",
    "H@NL": "code to nl",
    "25%": "rate",
    "25%/company": "rate to companies",
    "21%@NL/oss": "oss to nl",
    "@NL": "any to nl",
    "@EU": "any to the eu",
    "/export": "export",
    "0%/export/company": "export to companies",
    "0%/company/eu-business": "business",
    "12% until 2026-12-31": "12 before",
    "12% from 2027-01-01": "12 after",
  };
  it.each([
    ["H", "0.25", home, "code", undefined],
    ["H", "0.25", toNl, "code to nl", "H@NL"],
    ["L", "0.25", home, "rate", undefined],
    [null, "0.25", home, "rate", undefined],
    ["L", "0.25", { ...home, kind: "company" }, "rate to companies", "25%/company"],
    ["NL21", "0.21", toNl, "oss to nl", "21%@NL/oss"],
    ["NL21", "0.21", { ...toNl, sale: "eu-consumer" }, "any to nl", "@NL"],
    ["DE19", "0.19", { ...toNl, country: "DE" }, "any to the eu", "@EU"],
    ["N", "0", { ...home, country: "NO", area: "outside", sale: "export" }, "export", "/export"],
    [
      "N",
      "0",
      { country: "NO", area: "outside", sale: "export", kind: "company" },
      "export to companies",
      "0%/export/company",
    ],
    // The rate is said more narrowly than the country is.
    [
      "N",
      "0",
      { ...toNl, sale: "eu-business", kind: "company" },
      "business",
      "0%/company/eu-business",
    ],
    [null, "0.12", home, "12 before", "12% until 2026-12-31"],
    [null, "0.12", { ...home, date: "2027-01-01" }, "12 after", "12% from 2027-01-01"],
    [null, "0.06", home, null, undefined],
  ] as const)("%s at %s, %j: %s", (vatCode, vatRate, facts, value, key) => {
    const { value: chosen, key: by } = chooseCoding({ table }, { vatCode, vatRate }, facts);
    expect([chosen, by]).toEqual([value, key]);
  });

  it("is none where one coding is for all, and the default's for the rest", () => {
    const line = { vatCode: "H", vatRate: "0.25" };
    const all = chooseCoding({ force: "all", table }, line, home);
    const rest = chooseCoding({ default: "rest", table: { L: "x" } }, line, home);
    expect([all.value, all.by, rest.value, rest.by]).toEqual(["all", "force", "rest", "default"]);
    expect(chooseCoding(undefined, line, home).by).toBe("nothing");
  });

  it("a row by VAT code for elsewhere hides no row by rate", () => {
    const line = { vatCode: "H", vatRate: "0.25" };
    expect(chooseCoding({ table: { "H@NL": "a", "25%": "b" } }, line, home).value).toBe("b");
  });
});

describe("keys that name the kind of sale", () => {
  it("are read in either order, and only in tables of codings", () => {
    const wanted = { value: "25%", country: "NL", sale: "oss", kind: "private" };
    expect(parseKey("25%@NL/oss/private", true)).toMatchObject(wanted);
    expect(parseKey("25%@NL/private/oss", true)).toMatchObject(wanted);
    // An article's code may end so: elsewhere it is a part of what the shop says.
    expect(parseKey("SHIRT/oss")).toEqual({
      value: "SHIRT/oss",
      country: null,
      kind: null,
      from: null,
      until: null,
    });
    const facts: LookupFacts = { country: "NL", area: "eu", kind: "private" };
    expect(choose({ table: { "SHIRT/oss@NL": "x" } }, "SHIRT/oss", facts).value).toBe("x");
    expect(choose({ table: { "SHIRT/oss": "x" } }, "SHIRT", facts).value).toBe(null);
  });

  it.each([
    ["25%/oss/export", "“25%/oss/export” contains two types of sale or two types of customer"],
    ["/company/private", "“/company/private” contains two types of sale or two types of customer"],
    ["25%@NL/oss/private from 2027-01-01", null],
    ["25%@XYZ/oss", "“25%@XYZ/oss”: after @, enter a two-letter country code, EU or WORLD"],
  ] as const)("%s: %s", (key, fault) => {
    const found = keyFault(key, true);
    expect(found === null ? null : inEnglish(found)).toBe(fault);
  });

  it("clash where they fit the same orders equally", () => {
    expect(clash(["25%/oss/private", "25%/private/oss"], true)).toEqual([
      "25%/oss/private",
      "25%/private/oss",
    ]);
    expect(clash(["25%/oss", "25%/export", "25%/private", "25%"], true)).toBe(null);
  });
});

describe("what is refused when settings are saved", () => {
  const faults = (given: unknown): readonly string[] =>
    settingsSchema.safeParse(given).error?.issues.map(({ path }) => path.join(".")) ?? [];

  it.each([
    ["goods by coding without a table", { orders: { goods: { by: "coding" } } }],
    ["some goods by coding without a table", { orders: { goods: { exceptions: ["X*"] } } }],
  ])("%s", (_, given) => {
    expect(faults(given)).toEqual(["lookups.goodsCoding"]);
    expect(faults({ ...given, lookups: { goodsCoding: { default: ONE } } })).toEqual([]);
  });

  it("rows that clash or can't be meant, and what is no coding", () => {
    const table = (rows: object) => faults({ lookups: { shippingCoding: { table: rows } } });
    expect(table({ "25%/oss/company": ONE, "25%/company/oss": OTHER })).toEqual([
      "lookups.shippingCoding.table",
    ]);
    expect(table({ "25%/oss/home": ONE })).toEqual(["lookups.shippingCoding.table"]);
    expect(table({ "25%": "AS-1" })).toEqual(["lookups.shippingCoding.table.25%"]);
  });

  it("stock that no sale lowers, and accounts of vouchers that nothing gives", () => {
    const goods = { by: "coding", exceptions: [] as string[] };
    const orders = { enabled: true, startLine: "2026-11-01T00:00:00+01:00", goods };
    const lookups = { goodsCoding: { default: ONE } };
    const stock = { enabled: true, correctionDebtor: 205 };
    expect(faults({ orders, lookups, stock })).toEqual(["stock.enabled"]);
    const some = { ...orders, goods: { by: "coding", exceptions: ["W-*"] } };
    expect(faults({ orders: some, lookups, stock })).toEqual([]);
    const accounts = {
      ...lookups,
      vatAccount: { default: "2610" },
      receivableAccount: { default: "1510" },
    };
    const mutation = (more: object) =>
      faults({ orders: { ...orders, type: "mutation", ...more }, lookups: accounts });
    expect(mutation({})).toEqual([]);
    expect(mutation({ voucher: { level: "simple" } })).toEqual(["lookups.revenueAccount"]);
    expect(mutation({ goods: { by: "coding", exceptions: ["X"] } })).toEqual([
      "lookups.revenueAccount",
    ]);
  });
});

test("every coding that a table may lead to is named once", () => {
  expect(
    codingsNamed({ force: ONE.toUpperCase(), default: OTHER, table: { a: ONE, b: OTHER } }),
  ).toEqual([ONE, OTHER]);
});

test("as planned, goods aren't booked otherwise than the stock flow knows", () => {
  const made = (goods: object, stock: boolean): Settings =>
    settingsSchema.parse({
      orders: { enabled: true, startLine: "2026-11-01T00:00:00+01:00", goods },
      lookups: { goodsCoding: { default: ONE } },
      stock: { enabled: stock, correctionDebtor: 205 },
    });
  const [byArticle, mixed] = [{ by: "article" }, { by: "article", exceptions: ["P*"] }];
  expect(asPlanned(made(mixed, true), made(byArticle, true))).toBe(null);
  expect(asPlanned(made(mixed, true), made(mixed, true))?.orders.goods).toMatchObject(mixed);
  expect(asPlanned(made(mixed, false), made(byArticle, false))?.orders.goods).toMatchObject(mixed);
});
