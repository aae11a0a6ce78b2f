// Payments: what they must be like, what they leave, and what they book.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  bankAccountId,
  customerBody,
  demo,
  invoiceBody,
  invoiceRow,
  paymentBody,
  startFrozen,
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
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

const bank = (number: number) => bankAccountId(ledger, number);
const invoice = async (more: JsonObject = {}) =>
  textOf((await ledger.api("POST", "/customerinvoices", invoiceBody(ledger, more))).body["Id"]);
const pay = (id: string, more: JsonObject = {}) =>
  ledger.api("POST", `/customerinvoices/${id}/payments`, paymentBody(ledger, more));
const read = async (id: string) => (await ledger.api("GET", `/customerinvoices/${id}`)).body;
const switches = (wanted: JsonObject) => ledger.control("PUT", "/switches", wanted);
const lastVoucher = () =>
  ((demo(ledger).vouchers.all().at(-1)?.["Rows"] ?? []) as unknown as JsonObject[]).map((one) => [
    one["AccountNumber"],
    one["DebitAmount"],
    one["CreditAmount"],
  ]);
const euro = async (more: JsonObject = {}) =>
  invoice({
    CustomerId:
      (
        await ledger.api(
          "POST",
          "/customers",
          customerBody(ledger, { InvoiceCountryCode: "DE", CurrencyCode: "EUR" }),
        )
      ).body["Id"] ?? null,
    InvoiceDate: "2026-06-12",
    ...more,
  });

test.each([
  [{ CompanyBankAccountId: "11111111-1111-4111-8111-111111111111" }, 404, 3000],
  [{ PaymentDate: null }, 400, 2000],
  [{ PaymentDate: "2026-06-16" }, 400, 4023],
  [{ PaymentDate: "2024-12-31" }, 400, 3001],
  [{ PaymentAmount: 0 }, 400, 2000],
  [{ PaymentAmount: -125 }, 400, 2000],
  [{ PaymentAmount: 125.01 }, 400, 2000],
  [{ PaymentAmount: 0.001 }, 400, 2000],
  [{ PaymentCurrency: "EUR" }, 400, 2000],
  [{ PaymentCurrency: null }, 400, 2000],
  [{ PaymentType: 0 }, 400, 2000],
  [{ PaymentType: 5 }, 400, 2000],
  [{ PaymentType: "CompletePayment" }, 400, 2000],
  [{ PaymentType: 2, PaymentAmount: 100 }, 400, 2000],
  [{ PaymentType: 3, PaymentAmount: 1 }, 400, 2000],
  [{ PaymentType: 3, PaymentAmount: -0.5 }, 400, 2000],
  [{ DomesticPaymentAmount: 125 }, 400, 4039],
  [{ FactoringFeeAmount: 5, PaymentAmount: 120 }, 400, 3002],
  [{ Reference: "x".repeat(101) }, 400, 2000],
  [{ InvoiceId: null }, 400, 2000],
])("a payment with %j is refused, and nothing is paid", async (more, status, code) => {
  const id = await invoice();
  expect(outcome(await pay(id, more as JsonObject))).toEqual([status, code]);
  expect(await read(id)).toMatchObject({
    RemainingAmount: 125,
    PaymentStatus: 1,
    PaymentDate: null,
  });
  expect(demo(ledger).vouchers.all()).toHaveLength(1);
});

test("an invoice is paid in parts until nothing remains, and never over", async () => {
  const id = await invoice();
  const paid = await pay(id, { PaymentAmount: 100, Reference: "1001 #K7Q2M9XA" });
  expect(paid).toMatchObject({
    status: 201,
    body: {
      PaymentAmount: 100,
      BankTransactionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      Reference: "1001 #K7Q2M9XA",
    },
  });
  expect(await read(id)).toMatchObject({
    RemainingAmountInvoiceCurrency: 25,
    PaymentStatus: 1,
    PaymentDate: "2026-06-15T00:00:00Z",
  });
  expect(lastVoucher()).toEqual([
    [1930, 100, 0],
    [1510, 0, 100],
  ]);
  expect(outcome(await pay(id, { PaymentAmount: 100 }))).toEqual([400, 2000]);
  expect((await pay(id, { PaymentAmount: 25, PaymentType: 2 })).status).toBe(201);
  expect(await read(id)).toMatchObject({ RemainingAmountInvoiceCurrency: 0, PaymentStatus: 0 });
  expect(outcome(await pay(id, { PaymentAmount: 1 }))).toEqual([400, 2000]);
});

test("the same payment twice is two payments while something remains", async () => {
  const id = await invoice({ Rows: [invoiceRow(ledger, "TSHIRT", { Quantity: 3 })] });
  await pay(id);
  await pay(id);
  expect(await read(id)).toMatchObject({ RemainingAmount: 125 });
});

test("bank fee, charge and rounding settle their part without money on the bank", async () => {
  const id = await invoice();
  await pay(id, { PaymentAmount: 100, BankFeeAmount: 5 });
  expect(lastVoucher()).toEqual([
    [1930, 100, 0],
    [6570, 5, 0],
    [1510, 0, 105],
  ]);
  await pay(id, { PaymentType: 4, PaymentAmount: 19.5 });
  expect(lastVoucher()).toEqual([
    [6570, 19.5, 0],
    [1510, 0, 19.5],
  ]);
  await pay(id, { PaymentType: 3, PaymentAmount: 0.5 });
  expect(lastVoucher()).toEqual([
    [3740, 0.5, 0],
    [1510, 0, 0.5],
  ]);
  expect(await read(id)).toMatchObject({ RemainingAmount: 0, PaymentStatus: 0 });
});

test("a rounding below nought makes room for what was really paid, where the switch says so", async () => {
  await switches({ negativeRoundingPayment: "allowed" });
  const id = await invoice();
  await pay(id, { PaymentType: 3, PaymentAmount: -0.49 });
  expect(await read(id)).toMatchObject({ RemainingAmount: 125.49 });
  expect(lastVoucher()).toEqual([
    [3740, 0, 0.49],
    [1510, 0.49, 0],
  ]);
  expect((await pay(id, { PaymentAmount: 125.49, PaymentType: 2 })).status).toBe(201);
});

test("a complete payment of less closes the invoice where the switch says so, and the rest is rounding", async () => {
  await switches({ completePaymentDiffers: "closes" });
  const id = await invoice();
  await pay(id, { PaymentType: 2, PaymentAmount: 124 });
  expect(await read(id)).toMatchObject({ RemainingAmount: 0 });
  expect(lastVoucher()).toEqual([
    [1930, 124, 0],
    [3740, 1, 0],
    [1510, 0, 125],
  ]);
});

test("a locked period has a voucher's code, or an invoice's", async () => {
  const id = await invoice();
  await ledger.control("PUT", "/company", { lockedTo: "2026-06-15" });
  expect(outcome(await pay(id))).toEqual([400, 4026]);
  await switches({ paymentLockCode: "4013" });
  expect(outcome(await pay(id))).toEqual([400, 4013]);
});

describe("a credit", () => {
  test("is paid back, without a minus or with one", async () => {
    const one = await invoice({ IsCreditInvoice: true });
    expect(outcome(await pay(one, { PaymentAmount: -125 }))).toEqual([400, 2000]);
    expect((await pay(one)).status).toBe(201);
    expect(lastVoucher()).toEqual([
      [1930, 0, 125],
      [1510, 125, 0],
    ]);
    expect(await read(one)).toMatchObject({ RemainingAmount: 0, PaymentStatus: 0 });
    await switches({ creditPaymentSign: "negative" });
    const two = await invoice({ IsCreditInvoice: true });
    expect(outcome(await pay(two))).toEqual([400, 2000]);
    await pay(two, { PaymentAmount: -25 });
    expect(await read(two)).toMatchObject({ RemainingAmount: -100 });
  });
});

describe("in another currency", () => {
  test("what the rate did meanwhile is a gain or a loss, and the last payment clears both currencies", async () => {
    const id = await euro();
    const before = await read(id);
    await pay(id, { PaymentCurrency: "EUR", PaymentAmount: 41.67 });
    await pay(id, { PaymentCurrency: "EUR", PaymentAmount: 83.33 });
    expect(await read(id)).toMatchObject({ RemainingAmount: 0, RemainingAmountInvoiceCurrency: 0 });
    const receivable = demo(ledger)
      .vouchers.all()
      .flatMap((voucher) => voucher["Rows"] as unknown as JsonObject[])
      .filter((one) => one["AccountNumber"] === 1510);
    expect(receivable[0]?.["DebitAmount"]).toBe(before["TotalAmount"]);
    expect(
      receivable.reduce(
        (sum, one) =>
          sum + Math.round((Number(one["DebitAmount"]) - Number(one["CreditAmount"])) * 100),
        0,
      ),
    ).toBe(0);
  });

  test.each([
    ["more", 3960, "CreditAmount"],
    ["less", 7960, "DebitAmount"],
  ])(
    "what is worth %s when it is paid than when it was invoiced is on %s",
    async (worth, account, side) => {
      const rate = async (date: string) =>
        Number(
          (
            await ledger.api(
              "GET",
              `/currencies/exchangerate?sourceCurrencyCode=EUR&targetCurrencyCode=SEK&date=${date}`,
            )
          ).body["Rate"],
        );
      const days = ["2026-06-08", "2026-06-15"];
      const [first = 0, second = 0] = await Promise.all(days.map(rate));
      const [invoiced = "", paid = ""] =
        first < second === (worth === "more") ? days : days.toReversed();
      await pay(await euro({ InvoiceDate: invoiced }), {
        PaymentCurrency: "EUR",
        PaymentAmount: 125,
        PaymentDate: paid,
      });
      const rows = (demo(ledger).vouchers.all().at(-1)?.["Rows"] ?? []) as unknown as JsonObject[];
      expect(rows.map((one) => one["AccountNumber"])).toEqual([1930, account, 1510]);
      expect(Number(rows[1]?.[side])).toBeGreaterThan(0);
    },
  );

  test("the bank's own amount is for a cheque account; a currency account must have the invoice's", async () => {
    const id = await euro();
    await pay(id, { PaymentCurrency: "EUR", PaymentAmount: 10, DomesticPaymentAmount: 113.2 });
    expect(lastVoucher()[0]).toEqual([1930, 113.2, 0]);
    expect(
      outcome(
        await pay(id, {
          CompanyBankAccountId: bank(1934),
          PaymentCurrency: "EUR",
          PaymentAmount: 10,
          DomesticPaymentAmount: 113.2,
        }),
      ),
    ).toEqual([400, 4039]);
    expect(
      (
        await pay(id, {
          CompanyBankAccountId: bank(1934),
          PaymentCurrency: "EUR",
          PaymentAmount: 10,
        })
      ).status,
    ).toBe(201);
    expect(outcome(await pay(await invoice(), { CompanyBankAccountId: bank(1934) }))).toEqual([
      400, 2000,
    ]);
  });
});

test("a payment can be found among its bank account's transactions, by its reference or the invoice's", async () => {
  const id = await invoice();
  const matched = (query = "") =>
    ledger.api("GET", `/banktransactions/${bank(1930)}/matched${query}`, undefined, {
      scope: "ea:api ea:sales",
    });
  await pay(id, { PaymentAmount: 100, Reference: "1001 #K7Q2M9XA" });
  await pay(id, { PaymentAmount: 0.5, PaymentType: 3 });
  const { Data } = (await matched()).body as { Data?: JsonObject[] };
  expect(Data).toMatchObject([
    {
      TransactionDate: "2026-06-15",
      TransactionAmount: 100,
      Reference: "1001 #K7Q2M9XA",
      Rows: [
        { Number: "1001", Source: "CustomerInvoice", SourceId: id, PaymentVoucherNumber: "A2" },
      ],
    },
  ]);
  expect((await matched("?fromDate=2026-07-01&toDate=2026-07-31")).body["Data"]).toEqual([]);
  await switches({ bankTransactionReference: "invoice" });
  await pay(id, { PaymentAmount: 10, Reference: "1001 #K7Q2M9XA" });
  expect(
    (
      await ledger.api(
        "GET",
        `/banktransactions/${bank(1930)}/matched?${new URLSearchParams({ $filter: "Reference eq '1001'" })}`,
      )
    ).body["Meta"],
  ).toMatchObject({ TotalNumberOfResults: 1 });
  expect((await ledger.api("GET", `/banktransactions/${bank(1580)}/matched`)).body["Data"]).toEqual(
    [],
  );
});

describe("a year that books when paid, or not at all", () => {
  const method = (BookkeepingMethod: number) =>
    ledger.control("PATCH", `/fiscalyears/${demo(ledger).fiscalYearOf("2026-06-15")?.Id}`, {
      BookkeepingMethod,
    });

  test("has no voucher of the invoice; its sales and VAT come with the payments, to the cent", async () => {
    await method(1);
    const id = await invoice({
      Rows: [
        invoiceRow(ledger, "TSHIRT", { UnitPrice: 33.33 }),
        invoiceRow(ledger, "BOOK", { UnitPrice: 10.01 }),
      ],
    });
    expect(await read(id)).toMatchObject({
      VoucherNumber: null,
      VoucherId: "00000000-0000-0000-0000-000000000000",
      RemainingAmount: 52.27,
    });
    await pay(id, { PaymentAmount: 17 });
    await pay(id, { PaymentAmount: 17 });
    await pay(id, { PaymentAmount: 18.27 });
    const sums = new Map<unknown, number>();
    for (const voucher of demo(ledger).vouchers.all()) {
      for (const one of voucher["Rows"] as unknown as JsonObject[])
        sums.set(
          one["AccountNumber"],
          (sums.get(one["AccountNumber"]) ?? 0) +
            Math.round(100 * (Number(one["CreditAmount"]) - Number(one["DebitAmount"]))),
        );
    }
    expect(Object.fromEntries(sums)).toEqual({
      1930: -5227,
      3001: 3333,
      2611: 833,
      3003: 1001,
      2631: 60,
    });
  });

  test("has no vouchers at all without bookkeeping", async () => {
    await method(2);
    const id = await invoice();
    expect((await pay(id)).status).toBe(201);
    expect(await read(id)).toMatchObject({ RemainingAmount: 0 });
    expect(demo(ledger).vouchers.all()).toEqual([]);
  });
});

test("a person pays an invoice with the least of words", async () => {
  const id = await invoice();
  expect(
    (await ledger.control("POST", `/customerinvoices/${id}/payments`, { PaymentAmount: 25 })).body,
  ).toMatchObject({ PaymentType: 1 });
  expect((await ledger.control("POST", `/customerinvoices/${id}/payments`)).body).toMatchObject({
    PaymentType: 2,
    PaymentAmount: 100,
  });
  expect(await read(id)).toMatchObject({ PaymentStatus: 0 });
});
