/** Amounts as people of each country type them: read as they meant it, or left to be refused. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import {
  amountInput,
  decimalInput,
  shownAmount,
  shownDecimal,
} from "../../src/http/pages/forms/decimal-input.ts";

test.each([
  ["100", "100.00"],
  ["100,5", "100.50"],
  ["0.05", "0.05"],
  ["1 234,56", "1234.56"],
  ["1\u00a0234,56", "1234.56"],
  ["1\u202f234.56", "1234.56"],
  ["1.234,56", "1234.56"],
  ["1,234.56", "1234.56"],
  ["1'234.56", "1234.56"],
  ["1.234.567", "1234567.00"],
  ["1,234,567.8", "1234567.80"],
])("%s is the same to everybody", (typed, amount) => {
  for (const language of [null, ...LANGUAGES])
    expect([language, amountInput(typed, language)]).toEqual([language, amount]);
});

test("a lone sign before three figures sets thousands apart only where the language does so", () => {
  const read = (typed: string) =>
    Object.fromEntries(LANGUAGES.map((language) => [language, amountInput(typed, language)]));
  expect(read("1.234")).toEqual({ en: "1.234", nl: "1234.00", pl: "1.234", sv: "1.234" });
  expect(read("1,234")).toEqual({ en: "1234.00", nl: "1,234", pl: "1,234", sv: "1,234" });
  expect([amountInput("1.234"), amountInput("1,234")]).toEqual(["1.234", "1,234"]);
});

test.each([
  "1.23.45",
  "1,23,456",
  "12.34,567",
  "1.234.56",
  "1,234,56",
  "-5",
  "5 kr",
  "",
  "1234567890",
])("%s is no amount, and stays as it was typed", (typed) => {
  for (const language of [null, ...LANGUAGES]) expect(amountInput(typed, language)).toBe(typed);
});

test("what a field shows is read as the same again, in every language", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999_999 }),
      fc.constantFrom(...LANGUAGES),
      (cents, language) => {
        const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        expect(amountInput(shownAmount(amount, language), language)).toBe(amount);
        expect(decimalInput(shownDecimal(amount, language))).toBe(amount);
      },
    ),
  );
  expect(LANGUAGES.map((language) => shownAmount("1234.50", language))).toEqual([
    "1,234.50",
    "1.234,50",
    "1\u00a0234,50",
    "1\u00a0234,50",
  ]);
  // What isn't read stays as it was typed.
  expect(LANGUAGES.map((language) => shownAmount("1.234", language))).toEqual(
    LANGUAGES.map(() => "1.234"),
  );
});
