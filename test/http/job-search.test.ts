/** What a person types into the search of a list, as the tenant's object is asked for it. */
import { describe, expect, it, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { reasonText } from "../support/reason-text.ts";
import { parseAmount } from "../../src/http/usecases/search/amount-in.ts";
import { searchConditions } from "../../src/http/usecases/search/job-search.ts";
import { parseDay, parseVoucherQuery } from "../../src/http/usecases/search/vouchers-in.ts";
import { formatOf } from "../../src/http/words/format.ts";
import { reasonsNamedIn } from "../../src/http/usecases/search/reason-phrases.ts";

test.each([
  ["4362,50", "4362.50"],
  ["4362.50", "4362.50"],
  ["4 362,50", "4362.50"],
  ["4\u00a0362,5 SEK", "4362.50"],
  ["4,362.50", "4362.50"],
  ["4.362,50 kr", "4362.50"],
  ["-12,5", "-12.50"],
  ["100", "100.00"],
  ["1,234", "1234.00"],
  ["0", "0.00"],
  ["A-1001", null],
  ["1,2,3", null],
  ["12.345,678", null],
  ["", null],
  ["12 mugs", null],
  ["1".repeat(20), null],
])("%j is the amount %j", (text, amount) => {
  expect(parseAmount(text)).toBe(amount);
});

const finds = (told: Reason, text: string, language: (typeof LANGUAGES)[number]): boolean =>
  reasonsNamedIn(text, language).some(
    ({ code, params }) =>
      code === told.code &&
      params.every(({ name, parts }) =>
        parts.some((part) =>
          String(told.params[name] ?? "")
            .toLowerCase()
            .includes(part),
        ),
      ),
  );

describe.each(LANGUAGES)("in %s", (language) => {
  const told = reason("article-not-found", { sku: "LAMP-1", line: 3 });

  it("finds two words that stand beside each other in a reason as it is shown, where one of them is what it names", () => {
    const words = reasonText(told, language).text.split(" ");
    const at = words.findIndex((word) => word.startsWith("LAMP-1"));
    expect(at).toBeGreaterThan(0);
    expect(finds(told, words.slice(at - 1, at + 1).join(" "), language)).toBe(true);
    expect(finds(told, `${words[at - 1]?.toUpperCase()} lamp`, language)).toBe(true);
    expect(finds(told, `${words[at - 1]} DESK`, language)).toBe(false);
    expect(finds(told, `nonsense LAMP-1`, language)).toBe(false);
  });
});

test("what a name alone would find is left to the search of names, and amounts are asked as they are stored", () => {
  expect(reasonsNamedIn("LAMP-1", "en")).toEqual([]);
  expect(reasonsNamedIn("LAMP-1 DESK", "en")).toEqual([]);
  expect(searchConditions({ text: "4362,50" }, "sv")).toEqual({
    text: "4362,50",
    codes: [],
    amount: "4362.50",
  });
  expect(searchConditions({ text: "article LAMP" }, "en").named?.map(({ code }) => code)).toContain(
    "article-not-found",
  );
});

test.each([
  ["1007", "1007", "1007"],
  ["#1007", "1007", "1007"],
  ["order 1007", "order 1007", "1007"],
  ["Zamówienie #A-1007", "A-1007", "A-1007"],
  ["Anna Svensson", "Anna Svensson", undefined],
  ["4362,50", "4362,50", undefined],
])("%s is looked for as %s, and the order of number %s comes first", (typed, text, number) => {
  const asked = searchConditions({ text: typed }, "en");
  expect([asked.text, asked.number]).toEqual([text, number]);
});

test("what has a letter is looked for among names, word by word; an address and an amount aren't", () => {
  expect(searchConditions({ text: "Żółw, Anna-Karin 24" }, "en").words).toEqual([
    "zolw",
    "anna",
    "karin",
    "24",
  ]);
  for (const text of ["anna@example.com", "4362,50", "1007"])
    expect([text, searchConditions({ text }, "en").words]).toEqual([text, undefined]);
});

const NOW = Date.parse("2026-11-24T12:00:00Z");

test.each([
  ["2026-11-24", "2026-11-24"],
  ["24.11.2026", "2026-11-24"],
  ["24/11/2026", "2026-11-24"],
  ["4-1-2026", "2026-01-04"],
  ["24 November 2026", "2026-11-24"],
  ["24 nov", "2026-11-24"],
  ["25 nov", "2025-11-25"],
  ["31.11.2026", null],
  ["2026-02-30", null],
  ["24 ju 2026", null],
  ["1007", null],
  ["24 mugs 2026", null],
  ["0026-11-24", null],
  ["24.11.0026", null],
  ["24 November 0026", null],
])("typed as %j, the day is %j", (text, day) => {
  expect(parseDay(text, "en", NOW)?.day ?? null).toBe(day);
});

test.each(LANGUAGES)("in %s each day is read as pages write it", (language) => {
  const days = Array.from({ length: 12 }, (_, n) => `2026-${String(n + 1).padStart(2, "0")}-09`);
  expect(days.map((day) => parseDay(formatOf(language).day(day), language, NOW)?.day)).toEqual(
    days,
  );
});

test("a day without a year is the shop's last one of that name, also in the hours before UTC's", () => {
  const found = (text: string, at: string) => parseDay(text, "en", Date.parse(at))?.day;
  expect([
    found("1 Jan", "2026-12-31T23:30:00Z"),
    found("1 Jul", "2026-06-30T22:30:00Z"),
    found("1 Jul", "2026-06-30T21:30:00Z"),
  ]).toEqual(["2027-01-01", "2026-07-01", "2025-07-01"]);
});

test("what a text may name of vouchers and payouts", () => {
  expect(parseVoucherQuery("2026-11-24-2", "en", NOW).day).toEqual({ day: "2026-11-24", n: 2 });
  expect(parseVoucherQuery("voucher A12", "en", NOW).numbers).toEqual(["voucher A12", "A12"]);
  expect(parseVoucherQuery("Stripe", "en", NOW)).toEqual({
    provider: "stripe",
    references: ["Stripe"],
  });
  expect(parseVoucherQuery("other", "en", NOW).provider).toBeUndefined();
  expect(parseVoucherQuery("#1007", "en", NOW).numbers).toEqual(["1007"]);
  expect(parseVoucherQuery("ab", "en", NOW)).toEqual({});
  expect(parseVoucherQuery("K7Q2M5XA", "en", NOW).code).toBe("K7Q2M5XA");
  expect(parseVoucherQuery("#KQWMXABC", "en", NOW).code).toBe("KQWMXABC");
  for (const name of ["Karlsson", "Svensson", "Eriksson"])
    expect(parseVoucherQuery(name, "en", NOW).code).toBeUndefined();
});
