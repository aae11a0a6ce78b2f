/**
 * Each amount on a page has its currency, in its cell or in the name of its column. What the pages'
 * code formats without one is listed here with why that is right.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { reasonText } from "../../src/messages/reasons.ts";
import { describedDifference } from "../../src/http/pages/settings/saving/difference-words.ts";
import { formatOf } from "../../src/http/words/format.ts";
import { bareReason } from "../support/bare-reason.ts";

const PAGES = join(import.meta.dirname, "../../src/http/pages");

/** By file: how many, and why no currency belongs there. */
const WITHOUT: Readonly<Record<string, readonly [count: number, why: string]>> = {
  "attention/sheet.tsx": [1, "an article's price, of which the vendor doesn't say the currency"],
  "forms/decimal-input.ts": [2, "what stands in a field that somebody fills"],
  "orders/stock-changes.tsx": [1, "quantities"],
  "orders/record/record-card.tsx": [
    1,
    "an article's prices, of which neither vendor says the currency",
  ],
  "settings/versions/change-words.ts": [1, "limits of the settings, whatever the currency is"],
  "days/amounts.tsx": [3, "the column names the currency"],
  "orders/record/article-orders.tsx": [1, "quantities"],
  "orders/record/article-stock.tsx": [2, "quantities"],
  "payouts/statement-page.tsx": [6, "the column names the currency"],
};

test("an amount is formatted with its currency, or is listed with why it has none", () => {
  const found: Record<string, number> = {};
  for (const file of readdirSync(PAGES, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(file)) continue;
    const text = readFileSync(join(PAGES, file), "utf8");
    const bare = [...text.matchAll(/(?:ormat(?:Of\([^()]*\))?\.|[^\w.])amount\((?!\()/g)].filter(
      ({ 0: said, index }) =>
        said.includes(".") &&
        !/^[^;]{0,160}?[cC]urrency/s.test(text.slice(index).split("</")[0] ?? ""),
    );
    if (bare.length > 0) found[file] = bare.length;
  }
  expect(found).toEqual(
    Object.fromEntries(Object.entries(WITHOUT).map(([file, [count]]) => [file, count])),
  );
});

test.each(LANGUAGES)(
  "money has the decimals of its currency in %s, and nothing is hidden",
  (language) => {
    const { money } = formatOf(language);
    const plainly = (text: string) => text.replaceAll(/[^\w,.-]/g, " ");
    expect(plainly(money("1500.00", "JPY"))).toMatch(/^1[ ,.]500 JPY$/);
    expect(plainly(money("-1500.00", "ISK"))).toMatch(/1[ ,.]500 ISK$/);
    expect(plainly(money("1500.50", "JPY"))).toMatch(/^1[ ,.]500[.,]5 JPY$/);
    expect(money("1.50", "KWD")).toMatch(/^1[.,]500 KWD$/);
    expect(money("0.00", "JPY")).toBe("0 JPY");
    expect(plainly(money("1500.00", "EUR"))).toMatch(/^1[ ,.]500[.,]00 EUR$/);
    expect(plainly(money("349", "SEK"))).toMatch(/^349[.,]00 SEK$/);
    expect(plainly(money("349.5000", "SEK"))).toMatch(/^349[.,]50 SEK$/);
    expect(plainly(money("0.125", "SEK"))).toMatch(/^0[.,]125 SEK$/);
    expect(plainly(money("349", null))).toBe("349");
    expect(plainly(money("1500.00", null))).toMatch(/^1[ ,.]500[.,]00$/);
    const said = (currency: string) =>
      reasonText(
        messagesOf(language),
        reason("link-amount-differs", { order: "1500.00", document: "1600.00", currency }),
      ).text;
    expect(said("JPY")).not.toMatch(/[.,]00(?!\d)/);
    expect(said("SEK").match(/[.,]00(?!\d)/g)).toHaveLength(2);
  },
);

test("lines of a payout without an order are told with their currency; an old reason has none", () => {
  const said = (currency: string | null) =>
    reasonText(
      messagesOf("en"),
      reason("payout-lines-unmatched", {
        count: 1,
        line: 3,
        amount: "199.00",
        currency,
        above: null,
      }),
    ).text;
  expect(said("SEK")).toContain("199.00 SEK in all");
  expect(said(null)).toContain("199.00 in all");
});

test.each([
  ["voucher-has-credits", "credits of 250.00"],
  ["voucher-item-paid", "250.00"],
  ["payout-order-on-voucher", "250.00"],
] as const)("what %s tells has its currency; an old one has none", (code, amount) => {
  const params = { why: "changed", number: "V1", count: 1, line: 3 };
  for (const language of LANGUAGES) {
    const said = (more: object) => {
      const told = { ...params, credited: "250.00", amount: "250.00", ...more };
      return reasonText(messagesOf(language), bareReason(code, told)).text;
    };
    expect(said({ currency: "SEK" })).toMatch(/250[.,]00 SEK/);
    expect(said({})).toMatch(/250[.,]00/);
    expect(said({})).not.toContain("SEK");
  }
  const told = { ...params, credited: "250.00", amount: "250.00", currency: "SEK" };
  expect(reasonText(messagesOf("en"), bareReason(code, told)).text).toContain(`${amount} SEK`);
});

test("a difference between two plans has the order's currency at each amount, and at nothing else", () => {
  const texts = {
    messages: messagesOf("en"),
    names: new Map<string, string>(),
    articles: {},
    format: formatOf("en"),
    currency: "EUR",
    customer: null,
  };
  const after = (field: string, text: string) =>
    describedDifference(texts, { field, before: null, after: text }).after;
  expect(after("Gross", "1234.50")).toBe("1,234.50 EUR");
  expect(after("Vat", "20.00")).toBe("20.00 EUR");
  expect(after("Row 2: UnitPrice", "9.9900")).toMatch(/^9\.99(00)? EUR$/);
  expect(after("Row 2: Quantity", "3")).toBe("3");
  expect(after("Row 1", "1930: -100.00 Bank: 12.00")).toBe("1930: -100.00 EUR Bank: 12.00");
  expect(after("Row 1", "Blue mug: 80.00")).toBe("Blue mug: 80.00 EUR");
  expect(after("Row 1", "Blue mug")).toBe("Blue mug");
});
