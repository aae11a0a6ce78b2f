/** A preview of settings says first what would break, then what several orders share. */
import "../support/load-messages.ts";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { FieldDifference } from "../../src/flows/orders/trial/plan-vs-other-settings.ts";
import { LanguageContext } from "../../src/http/pages/frame/use-messages.ts";
import {
  groupedPreview,
  type PreviewedOrder,
} from "../../src/http/pages/settings/saving/preview-groups.ts";
import { RulePreview } from "../../src/http/pages/settings/saving/preview.tsx";

const TO_INVOICE: readonly FieldDifference[] = [
  { field: "document", before: "sales-order", after: "invoice" },
  { field: "Status", before: "ongoing", after: "draft" },
];

const order = (
  label: string,
  differences: readonly FieldDifference[],
  more: Partial<PreviewedOrder> = {},
): PreviewedOrder => ({
  jobId: `j${label}`,
  label,
  settingsVersion: 1,
  differences,
  reasons: { before: [], after: [] },
  gross: "100.00",
  currency: "SEK",
  articles: {},
  customer: `Customer ${label}`,
  vouchers: { before: null, after: null },
  ...more,
});

const held = order(
  "1018",
  [{ field: "outcome", before: "written", after: "held: gift-card-account-missing" }],
  {
    gross: "99.00",
    customer: "Lena Lindqvist",
    reasons: { before: [], after: [reason("gift-card-account-missing", { card: "GIFT" })] },
  },
);

const CHANGED = [
  order("1012", [
    { field: "OurReference", before: "1012 #24622OQ2", after: "1012 #KBEV54LD" },
    ...TO_INVOICE,
  ]),
  order("1013", TO_INVOICE, { gross: "1248.99" }),
  held,
  order("1014", [
    ...TO_INVOICE,
    { field: "OurReference", before: "Anna · 1014 #24622OQ2", after: "Eva · 1014 #KBEV54LD" },
  ]),
];

const pageOf = (changed: readonly PreviewedOrder[], onHold = 0): string =>
  String(
    jsx(
      LanguageContext.Provider as unknown as string,
      { value: "en" },
      jsx(RulePreview as unknown as string, {
        preview: { compared: 20 + onHold, held: onHold, changed, lacked: [] },
        tenantId: "t",
        names: {},
      }),
    ),
  );
const wordsOf = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

test("the order that would break stands first, in red, with its customer, its amount and why", () => {
  const html = pageOf(CHANGED);
  const text = wordsOf(html);
  expect(text).toContain(
    "4 of the last 20 orders would come out differently. What is in eAccounting stays as it is.",
  );
  expect(html.match(/class="notice bad"/g)).toHaveLength(1);
  const broken = text.indexOf("1 order would be put on hold");
  expect(text.slice(broken)).toMatch(/GIFT.* Order 1018 · Lena Lindqvist · 99\.00 SEK/);
  expect(text.indexOf("Booked invoice")).toBeGreaterThan(broken);
});

test("a change that several orders share stands once, with their number and sum, and lists them folded", () => {
  const text = wordsOf(pageOf(CHANGED));
  expect(text).toMatch(
    /For 3 orders ?, 1,448\.99 SEK ?: Document: +Sales order +→ +Booked invoice/,
  );
  expect(text.match(/Sales order +→ +Booked invoice/g)).toHaveLength(1);
  expect(text).toMatch(/Customer 1012 · 100\.00 SEK .*Customer 1013 · 1,248\.99 SEK/);
});

test("neither our tracking code nor the status of another kind of document is a change", () => {
  const { shared, singles } = groupedPreview(CHANGED);
  expect(shared.map(({ change }) => change.field)).toEqual(["document"]);
  // Somebody's name in the same field is one.
  expect(singles.map(({ order: { label }, differences }) => [label, differences])).toEqual([
    [
      "1014",
      [{ field: "OurReference", before: "Anna · 1014 #24622OQ2", after: "Eva · 1014 #KBEV54LD" }],
    ],
  ]);
  const status: FieldDifference = { field: "Status", before: "draft", after: "ongoing" };
  expect(groupedPreview([order("1", [status])]).singles[0]?.differences).toEqual([status]);
});

test("orders that would break for the same reason stand together", () => {
  const other = order("1019", held.differences, { reasons: held.reasons });
  const { broken } = groupedPreview([held, other]);
  expect(broken.map(({ orders }) => orders.map(({ label }) => label))).toEqual([["1018", "1019"]]);
});

test("an order on hold that would go on stands as that, with why it waits and the way on", () => {
  const why = reason("voucher-changed-after-booking", { number: "A8", why: "changed", day: null });
  const waiting = order(
    "1023",
    [{ field: "outcome", before: `held: ${why.code}`, after: "written" }],
    { reasons: { before: [why], after: [] } },
  );
  const html = pageOf([waiting], 3);
  const text = wordsOf(html);
  expect(text).toContain(
    "1 of 23 orders (the last ones, and 3 more on hold) would come out differently.",
  );
  expect(html.match(/class="notice good"/g)).toHaveLength(1);
  expect(text).toMatch(
    /1 order on hold would be processed again .*press Retry on them.* Order 1023/,
  );
  expect(text).toContain("The order changed in Asperion after voucher A8 was booked.");
  expect(groupedPreview([waiting]).singles).toEqual([]);
});

test("only what would be booked without a person goes on: neither what is left out nor what breaks", () => {
  const why = reason("voucher-changed-after-booking", { number: "A8", why: "changed", day: null });
  const before = `held: ${why.code}`;
  const left = order("1024", [{ field: "outcome", before, after: "left: status-outside-filter" }]);
  const attention = order("1025", [
    { field: "outcome", before, after: "written" },
    { field: "attention", before: null, after: "customer-kind-differs" },
  ]);
  const labels = (orders: readonly PreviewedOrder[]) => orders.map(({ label }) => label);
  const { goOn, broken, singles } = groupedPreview([left, attention]);
  expect(labels(goOn)).toEqual([]);
  expect(broken.map(({ orders }) => labels(orders))).toEqual([["1025"]]);
  expect(labels(singles.map(({ order: one }) => one))).toEqual(["1024"]);
  expect(pageOf([left, attention])).not.toContain('class="notice good"');
});
