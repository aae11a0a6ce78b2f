// Customer ledger items: a voucher's receivable that is registered with an invoice number of its own.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  demo,
  invoiceBody,
  ledgerItemBody,
  paymentBody,
  startFrozen,
  voucherBody,
  outcome,
} from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  await ledger.control("POST", "/reset", { keep: ["clock"] });
  await ledger.control("PUT", "/books", { checkEachWrite: true });
});

const PATH = "/customerledgeritems/customerledgeritemswithvoucher";
const together = (more: JsonObject = {}, voucher: JsonObject = {}) =>
  ledger.api("POST", PATH, ledgerItemBody(ledger, { Voucher: voucherBody(voucher), ...more }));
const counts = () => [demo(ledger).vouchers.all().length, demo(ledger).ledgerItems.all().length];

test("voucher and item are made together, or neither of them", async () => {
  expect(
    outcome(await together({}, { Rows: [{ AccountNumber: 1510, DebitAmount: 125 }] })),
  ).toEqual([400, 2000]);
  expect(outcome(await together({ InvoiceNumber: 0 }))).toEqual([400, 2000]);
  expect(outcome(await together({}, { VoucherDate: "2024-12-31" }))).toEqual([400, 3001]);
  expect(counts()).toEqual([0, 0]);
  const made = await together({}, { VoucherText: "1001 #K7Q2M9XA" });
  expect(made).toMatchObject({
    status: 201,
    body: { InvoiceNumber: 50_001, RemainingAmountInvoiceCurrency: 125, CurrencyRate: 1 },
  });
  expect(demo(ledger).vouchers.get(textOf(made.body["VoucherId"]))).toMatchObject({
    VoucherText: "1001 #K7Q2M9XA",
    NumberAndNumberSeries: "A1",
  });
  expect((await ledger.api("GET", `/customerledgeritems/${textOf(made.body["Id"])}`)).body).toEqual(
    made.body,
  );
  expect(counts()).toEqual([1, 1]);
});

test.each([
  [{ InvoiceNumber: "SO-1001" }, 400, 2000],
  [{ InvoiceDate: null }, 400, 2000],
  [{ DueDate: null }, 400, 2000],
  [{ CurrencyCode: "XXX" }, 400, 2000],
  [{ TotalAmountInvoiceCurrency: 124.99, RemainingAmountInvoiceCurrency: 100 }, 400, 2000],
  [{ RemainingAmountInvoiceCurrency: 125.01 }, 400, 2000],
  [{ IsCreditInvoice: true }, 400, 2000],
  [{ TotalAmountInvoiceCurrency: 100_000_000 }, 400, 2000],
  [{ CustomerId: "11111111-1111-4111-8111-111111111111" }, 404, 3000],
])("an item with %j is refused", async (more, status, code) => {
  expect(outcome(await together(more as JsonObject))).toEqual([status, code]);
  expect(counts()).toEqual([0, 0]);
});

test("its number must be free among items and invoices, and invoices go round it", async () => {
  await ledger.control("PUT", "/company", { series: { invoice: 50_001 } });
  expect((await together()).status).toBe(201);
  expect(outcome(await together())).toEqual([409, 4000]);
  expect((await ledger.api("POST", "/customerinvoices", invoiceBody(ledger))).body).toMatchObject({
    InvoiceNumber: 50_002,
  });
  expect(outcome(await together({ InvoiceNumber: 50_002 }))).toEqual([409, 4000]);
});

test("an item can be put on a manual voucher that is there, not on an invoice's", async () => {
  const voucher = (await ledger.api("POST", "/vouchers", voucherBody())).body["Id"] ?? null;
  expect(
    (
      await ledger.api(
        "POST",
        "/customerledgeritems",
        ledgerItemBody(ledger, { VoucherId: voucher }),
      )
    ).status,
  ).toBe(201);
  const invoice = await ledger.api("POST", "/customerinvoices", invoiceBody(ledger));
  expect(
    outcome(
      await ledger.api(
        "POST",
        "/customerledgeritems",
        ledgerItemBody(ledger, {
          InvoiceNumber: 50_002,
          VoucherId: invoice.body["VoucherId"] ?? null,
        }),
      ),
    ),
  ).toEqual([400, 2000]);
});

test("the voucher's receivable need not be the item's total where the switch says so", async () => {
  await ledger.control("PUT", "/switches", { ledgerItemMatchesVoucher: "no" });
  expect(
    (await together({ TotalAmountInvoiceCurrency: 100, RemainingAmountInvoiceCurrency: 100 }))
      .status,
  ).toBe(201);
});

test("a credit is below nought, its receivable on the other side", async () => {
  const Rows = [
    { AccountNumber: 1510, CreditAmount: 125 },
    { AccountNumber: 3001, DebitAmount: 125 },
  ];
  expect(
    (
      await together(
        {
          IsCreditInvoice: true,
          TotalAmountInvoiceCurrency: -125,
          RemainingAmountInvoiceCurrency: -125,
        },
        { Rows },
      )
    ).status,
  ).toBe(201);
});

test("it shows as a quick invoice, and is paid as one; or it doesn't", async () => {
  const { body } = await together({ RemainingAmountInvoiceCurrency: 100 });
  expect((await ledger.api("GET", `/customerinvoices/${textOf(body["Id"])}`)).body).toMatchObject({
    IsQuickInvoice: true,
    InvoiceNumber: 50_001,
    TotalAmount: 125,
    RemainingAmount: 100,
    VoucherNumber: "A1",
    Rows: [],
  });
  expect(
    (
      await ledger.api(
        "POST",
        `/customerinvoices/${textOf(body["Id"])}/payments`,
        paymentBody(ledger, { PaymentAmount: 40 }),
      )
    ).status,
  ).toBe(201);
  expect(
    (await ledger.api("GET", `/customerledgeritems/${textOf(body["Id"])}`)).body,
  ).toMatchObject({
    RemainingAmountInvoiceCurrency: 60,
  });
  expect((await ledger.control("GET", "/books")).body).toMatchObject({
    problems: [],
    broken: [],
    receivables: { accounts: 85, documents: 85 },
  });
  await ledger.control("PUT", "/switches", { ledgerItemsAsInvoices: "no" });
  const other = await together({ InvoiceNumber: 50_002 });
  expect((await ledger.api("GET", `/customerinvoices/${textOf(other.body["Id"])}`)).status).toBe(
    404,
  );
});

test("its customer can't be deleted", async () => {
  await ledger.control("PUT", "/switches", { ledgerItemsAsInvoices: "no" });
  const { body } = await together();
  expect(outcome(await ledger.api("DELETE", `/customers/${textOf(body["CustomerId"])}`))).toEqual([
    400, 4001,
  ]);
});
