/**
 * A text that names a button or a setting names it as the page does, in every language; and what it
 * counts stands in its sentence.
 */
import { reasonText } from "../support/reason-text.ts";
import { reason, type ReasonCode, REASON_CODES, REASONS } from "../../src/domain/reasons/index.ts";
import { bareReason } from "../support/bare-reason.ts";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { allCatalogues as catalogues } from "../support/catalogues.ts";

const NAMES = [
  ["reasons.article-not-found.next", "fields.orders.missingSku.label"],
  ["signIn.wrongAdministration", "removal.againTitle"],
  ["signIn.wrongAdministration", "settings.sections.shop"],
  ["reasons.link-not-found.next", "manualLinks.press"],
] as const;

test.each(LANGUAGES.flatMap((language) => NAMES.map((pair) => [language, ...pair] as const)))(
  "in %s, %s names %s as it is called",
  (language, id, of) => {
    const textOf = (wanted: string): string | undefined =>
      catalogues.get(language)?.find((one) => one.id === wanted)?.text;
    expect(textOf(id)).toContain(textOf(of));
  },
);

test("fields of a customer are said by their names, and one without a name as it is", () => {
  const why = reason("customer-fields-kept", {
    customer: "c-1",
    fields: "Name, InvoiceCity, CustomerLabels, Unknown",
    both: "EmailAddress",
  });
  const said = LANGUAGES.map((language) => reasonText(why, language).text);
  const named = [
    ["Name, Invoice city, Labels, Unknown", "E-mail"],
    ["Naam, Plaats factuuradres, Labels, Unknown", "E-mail"],
    ["Nazwa, Miejscowość (adres do faktury), Etykiety, Unknown", "E-mail"],
    ["Namn, Fakturaadressens ort, Etiketter, Unknown", "E-post"],
  ];
  for (const [at, [fields = "", both = ""]] of named.entries()) {
    expect(said[at]).toContain(fields);
    expect(said[at]).toContain(both);
  }
});

test.each(LANGUAGES)(
  "a voucher's level of detail is called as in the settings (%s)",
  (language) => {
    const label = (level: string): string | undefined =>
      catalogues
        .get(language)
        ?.find(({ id }) => id === `fields.orders.voucher.level.options.${level}`)?.text;
    const levels = ["simple", "recommended", "complex", "extreme", "daily"] as const;
    const said = levels.map(
      (level) => reasonText(reason("voucher-planned", { level, rows: 3 }), language).text,
    );
    expect(said).toEqual(
      levels.map((level) => expect.stringContaining(`: ${label(level)?.toLowerCase()})`)),
    );
  },
);

test.each(LANGUAGES)("a reason names order statuses as the settings do (%s)", (language) => {
  const texts = new Map((catalogues.get(language) ?? []).map(({ id, text }) => [id, text]));
  for (const status of ["1", "2", "3", "4", "5"])
    expect(texts.get(`reasonParts.orderStatus.${status}`)).toBe(
      texts.get(`fields.orders.statuses.options.${status}`),
    );
});

/** Those that name no first article or line. */
const COUNTED = [
  "payout-invoices-checked",
  "payout-invoices-settled",
  "payout-overlaps",
  "stock-corrected",
  "stock-equal",
  "stock-field-written",
  "stock-unbooked",
  "stock-would-change",
] as const satisfies readonly ReasonCode[];

test.each(LANGUAGES)("what is counted stands within a sentence (%s)", (language) => {
  const first = REASON_CODES.filter((code) => {
    const names = Object.keys(REASONS[code].params);
    const has = (...all: readonly string[]) => all.every((name) => names.includes(name));
    return has("articles", "first") || has("count", "line", "amount");
  });
  expect(first.length).toBeGreaterThan(12);
  for (const code of [...first, ...COUNTED])
    for (const count of [1, 4]) {
      const counts = Object.entries(REASONS[code].params).flatMap(([name, kind]) =>
        kind === "count" || name === "pieces" ? [[name, count]] : [],
      );
      const told = { ...Object.fromEntries(counts), first: "MUG", line: 7, amount: "15.90" };
      const { text } = reasonText(bareReason(code, told), language);
      expect(text).not.toMatch(/: [14]\b/);
      expect(text).toMatch(first.includes(code) ? /MUG|7/ : new RegExp(`\\b${count}\\b`));
    }
});

test("a customer without a number isn't named by the vendor's id", () => {
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  for (const one of [
    reason("customer-gone", { customer: id, number: id }),
    reason("customer-name-differs", { customer: id }),
    reason("customer-linked", { number: id, actor: "Anna" }),
    reason("currency-differs", { order: "EUR", customer: "SEK", defaultCustomer: id }),
    reason("sale-place-differs", { goods: "NO", ledger: "SE", defaultCustomer: id }),
  ])
    for (const language of LANGUAGES) {
      const { text, next } = reasonText(one, language);
      expect(`${text} ${next}`, one.code).not.toContain(id);
    }
});

/** "Product" is what this software is. */
const PRODUCTS = { en: /\bproducts\b/i, nl: /\bproducten\b/i, pl: /produkty/i, sv: /produkter\b/i };

test.each(LANGUAGES)("an article is never called a product (%s)", (language) => {
  const wrong = (catalogues.get(language) ?? []).filter(({ text }) =>
    PRODUCTS[language].test(text.replaceAll(/\bproducts \{/g, "{")),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test.each([
  ["en", "sales order 7", "by the operator: 7"],
  ["nl", "verkooporder 7", ": 7."],
  ["pl", "zamówienie sprzedaży 7", ": 7."],
  ["sv", "försäljningsorder 7", ": 7."],
] as const)("an unlinked document is named by what it is in %s", (language, one, several) => {
  const unlinked = (as: "sales-order" | null): string =>
    reasonText(
      reason("document-unlinked", { actor: "operator", documents: "7", as, cancelled: false }),
      language,
    ).text;
  expect(unlinked("sales-order")).toContain(one);
  expect(unlinked(null)).toContain(several);
});

test.each([
  ["en", "invoice 7, credit invoice 8, (no number)."],
  ["nl", "factuur 7, creditnota 8, "],
  ["pl", "faktura 7, faktura korygująca 8, "],
  ["sv", "faktura 7, kreditfaktura 8, "],
] as const)("several unlinked documents are named each by what it is in %s", (language, said) => {
  const each = "invoice:7, credit:8, :d17ff0df-4925-444e-8331-1230da3b472c";
  const params = { actor: "operator", documents: "7, 8", as: null, each, cancelled: false };
  expect(reasonText(reason("document-unlinked", params), language).text).toContain(said);
});
