import { describe, expect, it } from "vitest";
import { choose } from "../../src/settings/lookup.ts";
import { clash, keyFault, type LookupFacts } from "../../src/settings/lookup-key.ts";
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

it.each([
  ["30@EUR", "two-letter country code"],
  ["30@DE from 2026-13-01", "this date doesn't exist"],
  ["30 from 2026-02-01 until 2026-01-01", "before it starts"],
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
});
