/**
 * Differences between two plans as the pages tell them: every field that the comparison knows has
 * its name, and ids have theirs.
 */
import "../support/load-messages.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { formatOf } from "../../src/http/words/format.ts";
import { describedDifference } from "../../src/http/pages/settings/saving/difference-words.ts";
import { RulePreview } from "../../src/http/pages/settings/saving/preview.tsx";
import { LanguageContext } from "../../src/http/pages/frame/use-messages.ts";
import type { Preview } from "../../src/http/usecases/dry-runs/preview.ts";
import { messagesOf } from "../../src/messages/index.ts";

const source = readFileSync(
  join(import.meta.dirname, "../../src/flows/orders/trial/plan-vs-other-settings.ts"),
  "utf8",
);
const namesIn = (name: string): readonly string[] =>
  [
    ...(new RegExp(`function ${name}\\([\\s\\S]*?\\n}`).exec(source)?.[0] ?? "").matchAll(
      /\b([A-Z]\w+):/g,
    ),
  ].map(([, field = ""]) => field);

const texts = (language: (typeof LANGUAGES)[number]) => ({
  messages: messagesOf(language),
  names: new Map([["t-1", "14 dagar"]]),
  articles: { "a-1": "MUG" },
  format: formatOf(language),
  currency: "SEK",
  customer: "Anna AB",
});

test("every field of a head and of a row has its name in each language", () => {
  const [head, row] = [namesIn("headOf"), namesIn("rowText")];
  expect([head.length, row.length]).toEqual([12, 7]);
  for (const language of LANGUAGES) {
    expect(
      [...head, "outcome", "date", "text", "series", "item"].filter(
        (field) => messagesOf(language).find(`differences.fields.${field}`) === null,
      ),
      language,
    ).toEqual([]);
    expect(
      row.filter((field) => messagesOf(language).find(`differences.rowFields.${field}`) === null),
      language,
    ).toEqual([]);
  }
});

test.each([
  [
    { field: "TermsOfPaymentId", before: null, after: "t-1" },
    ["Betalningsvillkor", "enligt kunden", "14 dagar"],
  ],
  [
    { field: "TermsOfPaymentId", before: "gone", after: null },
    ["Betalningsvillkor", "gone", "enligt kunden"],
  ],
  [{ field: "Status", before: "draft", after: "ongoing" }, ["Status", "Utkast", "Pågående"]],
  [{ field: "Row 2: ArticleId", before: "a-1", after: "a-2" }, ["Rad 2: Artikel", "MUG", "a-2"]],
  [
    { field: "Row 3", before: null, after: "3001: -80.00 Mug" },
    ["Rad 3", null, "3001: −80,00 SEK Mug"],
  ],
  [
    { field: "outcome", before: "written", after: "held: terms-not-mapped" },
    ["Resultat", "ett dokument skapas", "kvarhållen"],
  ],
  [
    { field: "customer", before: "6d332e43-0000-4000-8000-000000000000", after: null },
    ["Kund", "Anna AB", null],
  ],
  [
    { field: "DeliveryCustomerName", before: "constructor", after: "x" },
    ["DeliveryCustomerName", "constructor", "x"],
  ],
] as const)("the difference %j is read as %j in Swedish", (difference, told) => {
  const { field, before, after } = describedDifference(texts("sv"), difference);
  expect([field, before, after]).toEqual(told);
});

test("what is to be done afterwards is told in words, with the names of what it is about", () => {
  const missing = (method: string) => reason("payment-method-not-mapped", { method });
  const preview: Preview = {
    compared: 1,
    held: 0,
    changed: [
      {
        jobId: "j1",
        label: "1001",
        settingsVersion: 1,
        gross: "100.00",
        currency: "SEK",
        differences: [{ field: "attention", before: null, after: "payment-method-not-mapped" }],
        reasons: { before: [], after: [missing("7")] },
        articles: {},
        customer: null,
        vouchers: { before: null, after: null },
      },
    ],
    lacked: [],
  };
  const names = {
    "asperion.paymentMethods": {
      entries: [{ id: "7", name: "Swish", note: null }],
      readAt: 1,
      fault: null,
    },
  };
  const html = String(
    jsx(
      LanguageContext.Provider as unknown as string,
      { value: "en" },
      jsx(RulePreview as unknown as string, { preview, tenantId: "t", names }),
    ),
  );
  expect(html).toContain("1 order would get a document and need action afterwards");
  expect(html).toContain("No payment account is set for payment method Swish");
  expect(html).not.toContain("payment-method-not-mapped");
});
