import { describe, expect, test } from "vitest";
import type { Books, Posting } from "./audit-books.ts";
import {
  audit,
  type Fault,
  FAULTS,
  type Ledger,
  type LedgerDocument,
  type ShopOrder,
} from "./auditor.ts";
import { unnamed } from "./calm.ts";

const order: ShopOrder = {
  id: 1,
  number: "1001",
  live: true,
  kind: "invoice",
  currency: "SEK",
  gross: "125.00",
  vat: "25.00",
  vatSlack: "0.03",
  paid: "125.00",
  edited: false,
  credits: null,
};
const invoice: LedgerDocument = {
  kind: "invoice",
  id: "a",
  order: "1001",
  code: "AAAAAAAA",
  currency: "SEK",
  gross: "125.00",
  vat: "25.00",
  paid: "125.00",
};
const draft: LedgerDocument = {
  ...invoice,
  id: "b",
  code: "BBBBBBBB",
  kind: "draft-invoice",
  paid: null,
};
const voucherOrder: ShopOrder = { ...order, kind: "voucher", vatSlack: "0.00" };
const voucher: LedgerDocument = { ...invoice, kind: "voucher", id: "v" };
const back = (document: LedgerDocument, code: string): LedgerDocument => ({
  ...document,
  id: code,
  code,
  gross: `-${document.gross}`,
  vat: `-${document.vat}`,
  paid: "0.00",
});

const row = (account: number, debit: string, credit = "0.00"): Posting => ({
  account,
  debit,
  credit,
});
/** What the invoice and the voucher above were posted as. */
const POSTED = [row(1510, "125.00"), row(3001, "0.00", "100.00"), row(2611, "0.00", "25.00")];
const books = (change: Partial<Books> = {}): Books => ({
  vouchers: [{ name: "A1", rows: POSTED }],
  vatAccounts: [2611, 2621, 2631],
  invoicedVat: "25.00",
  items: [],
  problems: [],
  ...change,
});
const ledger = (
  documents: readonly LedgerDocument[],
  change: Partial<Books> = {},
  customers: readonly string[] = ["anna@example.com SEK"],
): Ledger => ({ documents, customers, books: books(change) });
const vouched = (documents: readonly LedgerDocument[], vouchers = 1): Ledger =>
  ledger(documents, {
    invoicedVat: "0.00",
    vouchers: Array.from({ length: vouchers }, (_, n) => ({ name: `A${n}`, rows: POSTED })),
  });
const faults = (orders: readonly ShopOrder[], held: Ledger): readonly Fault[] =>
  audit(orders, held).map(({ fault }) => fault);

describe("nothing is to be said of", () => {
  const cancelled = { ...order, live: false };
  const edited: ShopOrder = {
    ...order,
    gross: "100.00",
    vat: "20.00",
    paid: "100.00",
    edited: true,
  };
  const change: LedgerDocument = {
    ...invoice,
    id: "c",
    code: "CCCCCCCC",
    gross: "-25.00",
    vat: "-5.00",
    paid: "-25.00",
  };
  const credit: ShopOrder = {
    ...order,
    id: 2,
    number: "1002",
    gross: "-25.00",
    vat: "-5.00",
    paid: "0.00",
    credits: "1001",
  };
  const cases: readonly (readonly [string, readonly ShopOrder[], Ledger])[] = [
    ["an order with its one document, as it was charged and paid", [order], ledger([invoice])],
    [
      "an order that isn't paid, and an invoice that isn't",
      [{ ...order, paid: "0.00" }],
      ledger([{ ...invoice, paid: "0.00" }]),
    ],
    ["VAT that the ledger rounds otherwise", [order], ledger([{ ...invoice, vat: "24.98" }])],
    ["a cancelled order that was never booked", [cancelled], ledger([])],
    [
      "a cancelled order whose invoice was credited, whether its money was registered before or not",
      [cancelled],
      ledger([{ ...invoice, paid: "0.00" }, back(invoice, "CCCCCCCC")]),
    ],
    [
      "an edited order whose documents come to what it says now",
      [edited],
      ledger([invoice, change]),
    ],
    [
      "a credit order",
      [order, credit],
      ledger([invoice, { ...change, order: "1002", paid: "0.00" }]),
    ],
    ["a voucher", [voucherOrder], vouched([voucher])],
    [
      "a voucher that was taken back and booked anew",
      [{ ...voucherOrder, edited: true }],
      vouched([
        voucher,
        { ...back(voucher, "CCCCCCCC"), paid: "-125.00" },
        { ...voucher, id: "w", code: "DDDDDDDD" },
      ]),
    ],
    [
      "one buyer as two customers in two currencies",
      [order],
      ledger([invoice], {}, ["anna@example.com SEK", "anna@example.com EUR"]),
    ],
  ];
  test.each(cases)("%s", (_, orders, held) => {
    expect(audit(orders, held)).toEqual([]);
  });
});

describe("each fault is seen where it is, and nowhere else", () => {
  const open = { ...invoice, paid: "0.00" };
  const credit = (gross: string, number: string): ShopOrder => ({
    ...order,
    id: Number(number),
    number,
    gross,
    vat: gross,
    paid: "0.00",
    vatSlack: "999",
    credits: "1001",
  });
  const credited = (gross: string, number: string): LedgerDocument => ({
    ...invoice,
    id: number,
    order: number,
    code: number,
    gross,
    vat: "0.00",
    paid: "0.00",
  });
  const cases: readonly (readonly [Fault, string, readonly ShopOrder[], Ledger])[] = [
    ["lost", "an order without a document", [order], ledger([])],
    ["doubled", "two documents of one act", [order], ledger([invoice, { ...invoice, id: "b" }])],
    ["doubled", "a draft beside the invoice", [order], ledger([invoice, draft])],
    [
      "doubled",
      "two documents of one act, of an edited order",
      [{ ...order, edited: true, gross: "250.00" }],
      ledger([invoice, { ...invoice, id: "b" }]),
    ],
    [
      "doubled",
      "two vouchers of an order that nobody changed",
      [voucherOrder],
      vouched([voucher, { ...voucher, id: "w", code: "CCCCCCCC" }], 2),
    ],
    ["amount", "a cent too much", [order], ledger([{ ...invoice, gross: "125.01" }])],
    [
      "amount",
      "an edit that was booked twice",
      [{ ...order, edited: true, gross: "100.00" }],
      ledger([
        invoice,
        { ...back(invoice, "C"), gross: "-25.00", vat: "0.00" },
        { ...back(invoice, "D"), gross: "-25.00", vat: "0.00" },
      ]),
    ],
    ["vat", "more of it than rounding explains", [order], ledger([{ ...invoice, vat: "24.90" }])],
    ["vat", "a cent of a voucher's own", [{ ...voucherOrder, vat: "25.01" }], vouched([voucher])],
    [
      "currency",
      "another one than the order's",
      [order],
      ledger([{ ...invoice, currency: "EUR" }]),
    ],
    ["kind", "a draft in place of an invoice", [order], ledger([{ ...draft, order: "1001" }])],
    [
      "not-taken-back",
      "a sales order of a cancelled one",
      [{ ...order, live: false, kind: "sales-order", paid: null }],
      ledger([{ ...invoice, kind: "sales-order", paid: null }]),
    ],
    [
      "not-taken-back",
      "an invoice that was credited in part",
      [{ ...order, live: false }],
      ledger([invoice, { ...back(invoice, "C"), gross: "-100.00" }]),
    ],
    [
      "not-taken-back",
      "a credit of more than was sold",
      [order, { ...credit("-250.00", "1002"), live: false, kind: "sales-order" }],
      ledger([invoice, { ...credited("0.00", "1002"), kind: "sales-order" }]),
    ],
    [
      "over-credited",
      "two credits of all of it",
      [order, credit("-125.00", "1002"), credit("-125.00", "1003")],
      ledger([invoice, credited("-125.00", "1002"), credited("-125.00", "1003")]),
    ],
    ["payment", "a payment that isn't there", [order], ledger([open])],
    [
      "payment",
      "a payment that is there in part",
      [order],
      ledger([{ ...invoice, paid: "124.99" }]),
    ],
    [
      "payment",
      "money that wasn't given back",
      [{ ...order, gross: "-125.00", vat: "-25.00", paid: "-125.00" }],
      ledger([{ ...back(invoice, "C"), paid: "0.00" }]),
    ],
    [
      "paid-twice",
      "half of it, two times",
      [{ ...order, paid: "50.00" }],
      ledger([{ ...invoice, paid: "100.00" }]),
    ],
    ["paid-twice", "what was never paid", [{ ...order, paid: "0.00" }], ledger([invoice])],
    [
      "paid-twice",
      "what was given back, as if it had been received",
      [{ ...order, gross: "-125.00", vat: "-25.00", paid: "-125.00" }],
      ledger([{ ...back(invoice, "C"), paid: "125.00" }]),
    ],
    [
      "stranger",
      "a document of no order",
      [order],
      ledger([invoice, { ...invoice, id: "b", order: "9", code: "C" }]),
    ],
    [
      "customer-doubled",
      "two with one address",
      [order],
      ledger([invoice], {}, ["anna@example.com SEK", "bo@example.com SEK", "anna@example.com SEK"]),
    ],
    [
      "books",
      "a voucher with two unequal sides",
      [order],
      ledger([invoice], { vouchers: [{ name: "A1", rows: [...POSTED, row(3740, "0.01")] }] }),
    ],
    [
      "books",
      "two vouchers whose sides are equal only together",
      [order],
      ledger([invoice], {
        vouchers: [
          { name: "A1", rows: [...POSTED, row(3740, "1.00")] },
          { name: "A2", rows: [row(3740, "0.00", "1.00")] },
        ],
      }),
    ],
    [
      "books",
      "VAT accounts that have other VAT than the documents",
      [order],
      ledger([invoice], { invoicedVat: "24.99" }),
    ],
    [
      "books",
      "an item of the customer ledger that its voucher doesn't carry",
      [order],
      ledger([invoice], { items: [{ name: "900001", owed: "125.00", posted: "124.00" }] }),
    ],
    [
      "books",
      "what the ledger itself says of it",
      [order],
      ledger([invoice], { problems: ["receivables differ"] }),
    ],
  ];
  test.each(cases)("%s: %s", (fault, _, orders, held) => {
    expect([...new Set(faults(orders, held))]).toEqual([fault]);
  });

  test("each has an example", () => {
    expect([...new Set(cases.map(([fault]) => fault))].toSorted()).toEqual([...FAULTS].toSorted());
  });
});

test("what is left to people is announced if an open alert names its very job", () => {
  const job = { id: "j1", key: "order:1", status: "done", outcome: "needs-attention" };
  expect(unnamed([job], [{ jobId: "j1", resolvedAt: null }])).toEqual([]);
  expect(
    unnamed(
      [job],
      [
        { jobId: "j1", resolvedAt: 7 },
        { jobId: "j2", resolvedAt: null },
      ],
    ),
  ).toEqual(["order:1 done needs-attention"]);
});
