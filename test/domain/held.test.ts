import { describe, expect, test } from "vitest";
import { areaOf, groupsOf, heldCauseOf, type HeldSum } from "../../src/domain/jobs/held.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { bareReason } from "../support/bare-reason.ts";

describe("the thing that has to be mended", () => {
  test.each<readonly [string, Reason, string]>([
    ["an article, on whatever line", reason("article-not-found", { sku: "MUG", line: 3 }), "MUG"],
    ["a VAT code", reason("vat-code-unknown", { vatCode: "H", line: 1 }), "H"],
    ["a payment method", reason("payment-method-not-mapped", { method: "7" }), "7"],
    ["no payment method", reason("payment-method-not-mapped", { method: null }), ""],
    [
      "an account, and what asks for it",
      reason("account-missing", { lookup: "clearingAccount", from: "7", line: 1, country: "SE" }),
      "clearingAccount 7",
    ],
    [
      "an account abroad",
      reason("account-missing-abroad", { lookup: "revenueAccount", country: "DE" }),
      "revenueAccount DE",
    ],
    [
      "an account abroad, and what asks for it",
      reason("account-missing-abroad", { lookup: "revenueAccount", country: "NO", from: "21%" }),
      "revenueAccount NO 21%",
    ],
    [
      "where a sale goes, and where it would be taxed",
      reason("sale-place-differs", { goods: "NO", ledger: "SE", byDelivery: false }),
      "NO SE",
    ],
    [
      "currencies, and the customer that orders share",
      reason("currency-differs", { order: "EUR", customer: "SEK", defaultCustomer: "1002" }),
      "EUR SEK 1002",
    ],
    [
      "all that the sentence says of a sale abroad, but its line",
      reason("sale-vat-differs", {
        why: "export",
        country: "NO",
        source: "0.25",
        ledger: "0",
        sku: "LAMP 2",
        line: 3,
        coding: null,
      }),
      "export NO 0.25 0 LAMP 2",
    ],
    [
      "an article, and the kind of sale that its coding has no account for",
      bareReason("coding-without-account", { kind: "export", sku: "LAMP", line: 1 }),
      "export LAMP",
    ],
    ["the order that is credited", reason("credit-of-sales-order", { order: "1015" }), "1015"],
    ["a rate", bareReason("new-article-coding-missing", { rate: "0.25", sku: "A" }), "0.25"],
    [
      "a rule's field",
      bareReason("rule-failed", { field: "OurReference", line: 2 }),
      "OurReference",
    ],
    [
      "no customer, whom its rows name, and whose heading doesn't",
      reason("customer-inactive", { customer: "1002", of: "invoice" }),
      "invoice",
    ],
    ["nothing that is named", reason("document-gone", { document: "17", later: false }), ""],
    [
      "a thing that is long",
      reason("article-not-found", { sku: "x".repeat(300) }),
      "x".repeat(120),
    ],
  ])("%s", (_, why, thing) => {
    expect(heldCauseOf(why)).toEqual({ cause: why.code, thing });
  });
});

const sum = (over: Partial<HeldSum>): HeldSum => ({
  cause: "article-not-found",
  thing: "MUG",
  currency: "SEK",
  count: 1,
  gross: "1000000",
  since: 10,
  ...over,
});

describe("what has the same cause and thing is one group", () => {
  test.each<readonly [string, readonly HeldSum[], readonly unknown[]]>([
    ["nothing", [], []],
    [
      "amounts stand by currency, and counts are added up",
      [sum({ count: 6, gross: "3141250000" }), sum({ currency: "EUR", gross: "500000", since: 4 })],
      [
        {
          cause: "article-not-found",
          thing: "MUG",
          count: 7,
          since: 4,
          amounts: [
            { currency: "SEK", gross: "3141.25" },
            { currency: "EUR", gross: "0.50" },
          ],
        },
      ],
    ],
    [
      "what has no amount counts all the same",
      [sum({ currency: null, gross: null, count: 2 })],
      [{ cause: "article-not-found", thing: "MUG", count: 2, since: 10, amounts: [] }],
    ],
    [
      "more than a number is exact",
      [sum({ gross: "9007199254740993000001" })],
      [
        expect.objectContaining({
          amounts: [{ currency: "SEK", gross: "9007199254740993.000001" }],
        }),
      ],
    ],
    [
      "the longest open first, then the largest; a thing apart from a cause",
      [
        sum({ thing: "B", since: 20 }),
        sum({ thing: "A", since: 20 }),
        sum({ cause: "MUG", thing: "article-not-found", since: 20, count: 3 }),
        sum({ thing: "", since: 30 }),
        sum({ thing: "C", since: 5 }),
      ],
      ["C", "article-not-found", "A", "B", ""].map((thing) => expect.objectContaining({ thing })),
    ],
  ])("%s", (_, sums, groups) => {
    expect(groupsOf(sums)).toEqual(groups);
  });
});

test.each([
  ["article-not-found", "article"],
  ["own-article-missing", "article"],
  ["vat-code-unknown", "vat"],
  ["goods-coding-missing", "vat"],
  ["new-article-coding-missing", "vat"],
  ["payment-method-not-mapped", "payment"],
  ["gift-card-account-missing", "account"],
  ["account-missing-abroad", "account"],
  ["customer-ambiguous", "customer"],
  ["perhaps-booked-by-hand", "document"],
  ["order-cancelled-after-booking", "change"],
  ["delta-beside-credits", "change"],
  ["attachment-refused", "delivery"],
  ["payout-voucher-gone", "payout"],
  ["reconciliation-amount", "reconciliation"],
  ["faulty-source-totals", "source"],
  ["total-not-positive", "source"],
  ["triangular-mixed", "vat"],
  ["foreign-sale", "vat"],
  ["rule-failed", "rule"],
  ["rejected-by-vendor", "connection"],
  ["poison", "other"],
  ["told-by-newer-release", "other"],
])("%s is looked for under %s", (cause, area) => {
  expect(areaOf(cause)).toBe(area);
});
