import { describe, expect, it } from "vitest";
import { choose } from "../../src/settings/lookups/lookup.ts";
import {
  clash,
  keyFault,
  type LookupFacts,
  parseKey,
} from "../../src/settings/lookups/lookup-key.ts";
import { inEnglish } from "../support/in-english.ts";

const toGermany: LookupFacts = { country: "DE", area: "eu", kind: "private", date: "2026-11-24" };

describe("of several rows that fit, the narrowest chooses", () => {
  const table = {
    "30": "plain",
    "30@EU": "eu",
    "30@DE": "de",
    "30@DE/private": "de-person",
    "@DE": "any",
    "/private": "person",
  };
  it.each([
    ["30", toGermany, "de-person", "30@DE/private"],
    ["30", { ...toGermany, kind: "company" }, "de", "30@DE"],
    ["30", { ...toGermany, country: "FR", kind: "company" }, "eu", "30@EU"],
    ["30", { country: "NO", area: "outside", kind: "company" }, "plain", undefined],
    ["14", toGermany, "any", "@DE"],
    ["14", { country: "SE", area: "home", kind: "private" }, "person", "/private"],
    ["14", { country: "SE", area: "home", kind: "company" }, null, undefined],
    [null, toGermany, "any", "@DE"],
  ] as const)("%s with %j gives %s", (from, facts, value, key) => {
    // The value itself counts before what narrows it.
    expect(choose({ table }, from, facts)).toEqual({
      value,
      by: value === null ? "nothing" : "table",
      from,
      ...(key === undefined ? {} : { key }),
    });
  });
});

describe("a look-up that is asked by country", () => {
  const table = {
    NL: "nl",
    "NL/private": "nl-person",
    EU: "eu",
    "EU/company": "eu-company",
    WORLD: "world",
  };
  it.each([
    ["NL", "eu", "private", "nl-person"],
    ["NL", "eu", "company", "nl"],
    ["DE", "eu", "private", "eu"],
    ["DE", "eu", "company", "eu-company"],
    ["NO", "outside", "private", "world"],
    ["SE", "home", "private", null],
  ] as const)("%s (%s, %s) gives %s", (country, area, kind, value) => {
    expect(choose({ table }, country, { country, area, kind }).value).toBe(value);
  });
});

describe("a row that is valid for a time", () => {
  const table = {
    "H@FI": "always",
    "H@FI until 2024-08-31": "24",
    "H@FI from 2024-09-01": "25.5",
    "H@FI from 2027-01-01": "27",
  };
  it.each([
    ["2024-08-31", "24"],
    ["2024-09-01", "25.5"],
    ["2026-12-31", "25.5"],
    ["2027-01-01", "27"],
  ])("on %s gives %s", (date, value) => {
    expect(choose({ table }, "H", { country: "FI", area: "eu", date }).value).toBe(value);
  });
  it("doesn't fit an order whose day isn't known", () => {
    expect(choose({ table }, "H", { country: "FI", area: "eu" }).value).toBe("always");
  });
});

it("a key that is exactly what the shop says means that, whatever it looks like", () => {
  expect(
    choose({ table: { "Retail/private": "a", Retail: "b", "x@EU": "c" } }, "Retail/private", {})
      .value,
  ).toBe("a");
  expect(choose({ table: { "x@EU": "c" } }, "x@EU", {}).value).toBe("c");
});

describe("what a key says", () => {
  const any = { value: null, country: null, kind: null, from: null, until: null };
  it.each([
    ["30", { value: "30" }],
    ["", {}],
    ["30@NL", { value: "30", country: "NL" }],
    ["@WORLD", { country: "WORLD" }],
    ["30/private", { value: "30", kind: "private" }],
    ["30@NL/company", { value: "30", country: "NL", kind: "company" }],
    ["30 from 2026-01-02", { value: "30", from: "2026-01-02" }],
    ["30 until 2026-01-02", { value: "30", until: "2026-01-02" }],
    [
      "30@NL/private from 2026-01-02 until 2026-03-04",
      { value: "30", country: "NL", kind: "private", from: "2026-01-02", until: "2026-03-04" },
    ],
    // What doesn't have the form of a narrowed key is a part of the value.
    ["30@nl", { value: "30@nl" }],
    ["30@N", { value: "30@N" }],
    ["30@EUROPE", { value: "30@EUROPE" }],
    ["30/friend", { value: "30/friend" }],
    ["30/private/company", { value: "30/private", kind: "company" }],
    ["30 from 2026-1-2", { value: "30 from 2026-1-2" }],
    ["30 from 2026-01-02 on", { value: "30 from 2026-01-02 on" }],
    ["30 until 2026-01-02 from 2026-01-01", { value: "30 until 2026-01-02", from: "2026-01-01" }],
    ["one\ntwo@NL", { value: "one\ntwo@NL" }],
  ])("%j", (key, said) => {
    expect(parseKey(key)).toEqual({ ...any, ...said });
  });

  it.each([
    ["25%/oss", { sale: "oss" }],
    ["25%/private/oss", { sale: "oss", kind: "private" }],
    ["25%/oss/export", { sale: "oss", twice: true }],
    ["25%/private/company", { kind: "company", twice: true }],
    ["25%/oss/oss", { sale: "oss", twice: true }],
    ["25%/private/oss/company", { value: "25%/private", sale: "oss", kind: "company" }],
  ])("%j in a table of codings", (key, said) => {
    expect(parseKey(key, true)).toEqual({ ...any, value: "25%", ...said });
  });
});

describe("what narrows, in its order", () => {
  const of = (table: Readonly<Record<string, string>>, from: string | null, facts = toGermany) =>
    choose({ table }, from, facts).value;

  it.each([
    [["30", "@DE/private from 2026-01-01"], "30"],
    [["30@EU/private from 2026-01-01", "30@DE"], "30@DE"],
    [["30@DE from 2026-01-01", "30@DE/private"], "30@DE/private"],
    [["30@DE/private", "30@DE/private until 2026-12-31"], "30@DE/private until 2026-12-31"],
    [["30 until 2026-12-31", "30 from 2026-01-01"], "30 from 2026-01-01"],
    [["30 from 2026-01-01", "30 from 2026-01-01 until 2026-12-31"], undefined],
    [["30 from 2026-01-01", "30 from 2026-10-01"], "30 from 2026-10-01"],
  ])("of %j it is %s, wherever it stands", (keys, wanted) => {
    const table = Object.fromEntries(keys.map((key) => [key, key]));
    const other = Object.fromEntries(keys.toReversed().map((key) => [key, key]));
    const narrowest = wanted ?? keys.at(-1);
    expect([of(table, "30"), of(other, "30")]).toEqual([narrowest, narrowest]);
  });

  it("of two that are equally narrow, the first counts", () => {
    expect(of({ "30@DE until 2026-12-31": "a", "30@DE until 2027-12-31": "b" }, "30")).toBe("a");
  });

  it.each([
    ["30 from 2026-11-25", toGermany],
    ["30 until 2026-11-23", toGermany],
    ["30 until 2026-12-31", { country: "DE" } as LookupFacts],
    ["30@DE", {}],
    ["30@EU", {}],
    ["30@EU", { ...toGermany, area: "outside" } as LookupFacts],
    ["30@WORLD", toGermany],
    ["30/private", {}],
    ["31@DE", toGermany],
  ])("%s doesn't fit %j", (key, facts) => {
    expect(of({ [key]: "x" }, "30", facts)).toBeNull();
  });

  it.each([
    ["30 from 2026-11-24", toGermany],
    ["30 until 2026-11-24", toGermany],
    ["30@WORLD", { country: "NO", area: "outside" } as LookupFacts],
  ])("%s fits %j", (key, facts) => {
    expect(of({ [key]: "x" }, "30", facts)).toBe("x");
  });

  it("a group of countries stands for one only where countries are what is asked by", () => {
    expect(of({ EU: "x" }, "DE")).toBe("x");
    expect(of({ EU: "x" }, "30")).toBeNull();
    expect(of({ EU: "x" }, null, { area: "eu", country: null })).toBeNull();
    expect(of({ EU: "group", DE: "own" }, "DE")).toBe("own");
    expect(of({ DE: "own", EU: "group" }, "DE")).toBe("own");
  });
});

it.each([
  ["30@EUR", "two-letter country code"],
  ["30@DE from 2026-13-01", "this date doesn't exist"],
  ["30 from 2026-02-01 until 2026-01-01", "before it starts"],
  ["30 until 2026-13-01", "this date doesn't exist"],
  ["30@ABC", "“30@ABC”"],
])("%s is refused: %s", (key, why) => {
  const fault = keyFault(key);
  expect(fault === null ? null : inEnglish(fault)).toContain(why);
});

it.each([
  "30",
  "30@NL/private",
  "@EU",
  "/company",
  "NL from 2026-01-01 until 2026-12-31",
  "30 from 2026-01-01 until 2026-01-01",
  "30 until 2026-01-01",
  "30@WORLD",
  "anna@example.com",
])("%s is a key", (key) => {
  expect(keyFault(key)).toBeNull();
});

it("two rows of which chance would choose are found", () => {
  expect(clash(["30@NL from 2026-01-01", "30@NL from 2026-01-01 until 2026-02-01"])).toBeNull();
  expect(
    clash(["30@NL from 2026-01-01 until 2026-03-01", "30@NL from 2026-01-01 until 2026-02-01"]),
  ).toEqual(["30@NL from 2026-01-01 until 2026-03-01", "30@NL from 2026-01-01 until 2026-02-01"]);
  expect(clash(["30", "30@NL", "@NL"])).toBeNull();
  expect(clash([])).toBeNull();
  for (const [one, other] of [
    ["30@NL until 2026-01-01", "31@NL until 2026-01-02"],
    ["30@NL until 2026-01-01", "30@DE until 2026-01-02"],
    ["30@NL/private until 2026-01-01", "30@NL/company until 2026-01-02"],
    ["30 from 2026-01-01", "30 from 2026-01-02"],
    ["30 until 2026-01-01", "30"],
  ] as const)
    expect([one, clash([one, other])]).toEqual([one, null]);
  expect(clash(["1", "30 until 2026-01-01", "2", "30 until 2026-01-02"])).toEqual([
    "30 until 2026-01-01",
    "30 until 2026-01-02",
  ]);
});
