/** Postings of journal vouchers and payments, and the chart of accounts that they are read with. */
import { describe, expect, test } from "vitest";
import type { Chart } from "../../../../src/domain/ledger/posting.ts";
import { reason } from "../../../../src/domain/reasons/index.ts";
import type { Voucher } from "../../../../src/domain/ledger/voucher.ts";
import {
  chartFrom,
  paymentPosting,
  type SentPayment,
  voucherPosting,
} from "../../../../src/flows/orders/posting/documents.ts";

const SE25 = { id: "vat-25", code: "SE25", rate: "0.25", account: 2611 };

describe("the chart of accounts", () => {
  test("is by number; a name goes without the number that it begins with", () => {
    expect([
      ...chartFrom([
        { id: "3001", name: "3001 Sales", note: null, vat: SE25 },
        { id: "3002", name: "30021 Others", note: null },
        { id: "3003", name: "Sales of 3003 kinds", note: null },
      ]),
    ]).toEqual([
      [3001, { name: "Sales", vat: SE25 }],
      [3002, { name: "30021 Others", vat: null }],
      [3003, { name: "Sales of 3003 kinds", vat: null }],
    ]);
  });
});

describe("a journal voucher", () => {
  const WHY = reason("posting-account-unknown", { part: "vat" });
  const voucher: Voucher = {
    date: "2026-11-24",
    text: "Order 1001",
    series: null,
    rows: [
      {
        role: "revenue",
        account: 3001,
        debit: "0.00",
        credit: "100.00",
        text: "Sales",
        sourceLines: [1, 2],
        reasons: [WHY],
      },
    ],
    ledgerItem: null,
    charged: "100.00",
    currency: "SEK",
    rate: null,
  };
  const CHART: Chart = new Map([[3001, { name: "Sales", vat: SE25 }]]);

  test("is its own posting, in the ledger's currency, with the VAT code of each account", () => {
    expect(voucherPosting(voucher, "SEK", CHART)).toEqual({
      currency: "SEK",
      converted: false,
      date: "2026-11-24",
      lines: [
        {
          role: "revenue",
          account: 3001,
          debit: "0.00",
          credit: "100.00",
          vatCode: "SE25",
          lines: [1, 2],
          reasons: [WHY, { code: "posting-by-chart", params: { account: "3001", code: "SE25" } }],
        },
      ],
    });
  });

  test.each<[string, Chart]>([
    ["isn't in the chart", new Map()],
    ["has no VAT code", new Map([[3001, { name: "Sales", vat: null }]])],
  ])("an account that %s has none, and nothing is told of it", (_, chart) => {
    expect(voucherPosting(voucher, "SEK", chart).lines).toMatchObject([
      { vatCode: null, reasons: [WHY] },
    ]);
  });
});

describe("a payment", () => {
  const paid = (fields: Partial<SentPayment> = {}): SentPayment => ({
    amount: "125.50",
    currency: "SEK",
    date: "2026-11-24",
    isRounding: false,
    ...fields,
  });
  const BANK = { name: "Bank", account: 1930 };
  const lineOf = (role: string, account: number | null, debit: string, credit: string) => ({
    role,
    account,
    debit,
    credit,
    vatCode: null,
    lines: [],
  });
  const unknown = (part: string) => ({ code: "posting-account-unknown", params: { part } });

  test("goes from the receivable to its bank account", () => {
    expect(paymentPosting(paid(), BANK, "SEK")).toEqual({
      currency: "SEK",
      converted: false,
      date: "2026-11-24",
      lines: [
        {
          ...lineOf("bank", 1930, "125.50", "0.00"),
          reasons: [{ code: "posting-by-bank", params: { account: "1930", bank: "Bank" } }],
        },
        { ...lineOf("receivable", null, "0.00", "125.50"), reasons: [unknown("receivable")] },
      ],
    });
  });

  test("that is paid back stands on the other sides", () => {
    expect(paymentPosting(paid({ amount: "-125.50" }), BANK, "SEK").lines).toMatchObject([
      lineOf("bank", 1930, "0.00", "125.50"),
      lineOf("receivable", null, "125.50", "0.00"),
    ]);
  });

  test("in another currency is converted by the ledger", () => {
    expect(paymentPosting(paid({ currency: "EUR" }), BANK, "SEK")).toMatchObject({
      currency: "EUR",
      converted: true,
    });
  });

  test.each([
    ["isn't read", null],
    ["isn't told", { name: "Bank", account: null }],
  ])("whose account %s has an unknown one", (_, bank) => {
    expect(paymentPosting(paid(), bank, "SEK").lines[0]).toEqual({
      ...lineOf("bank", null, "125.50", "0.00"),
      reasons: [unknown("bank")],
    });
  });

  test("that only rounds moves no money: the ledger alone knows its account", () => {
    expect(paymentPosting(paid({ amount: "0.50", isRounding: true }), BANK, "SEK").lines).toEqual([
      { ...lineOf("rounding", null, "0.50", "0.00"), reasons: [unknown("rounding")] },
      { ...lineOf("receivable", null, "0.00", "0.50"), reasons: [unknown("receivable")] },
    ]);
  });
});
