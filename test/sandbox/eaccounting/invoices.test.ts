// Invoices booked directly, credits, and what the ledger has of them.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  articleBody,
  articleId,
  customerBody,
  customerId,
  demo,
  draftBody,
  draftRow,
  invoiceBody,
  invoiceRow,
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

const post = (more: JsonObject = {}) =>
  ledger.api("POST", "/customerinvoices", invoiceBody(ledger, more));
const switches = (wanted: JsonObject) => ledger.control("PUT", "/switches", wanted);
const voucherRows = () =>
  demo(ledger)
    .vouchers.all()
    .map((voucher) =>
      (voucher["Rows"] as unknown as JsonObject[]).map((one) => [
        one["AccountNumber"],
        one["DebitAmount"],
        one["CreditAmount"],
      ]),
    );
const customer = async (more: JsonObject) =>
  (await ledger.api("POST", "/customers", customerBody(ledger, more))).body["Id"] ?? null;

test.each([
  ["CustomerId", null, 400, 2000],
  ["Rows", null, 400, 2000],
  ["Rows", [], 400, 2000],
  ["InvoiceDate", "2026-06-16", 400, 4023],
  ["InvoiceDate", "2024-12-31", 400, 3001],
  ["SendType", 3, 400, 2000],
  ["SendType", 5, 400, 2000],
  ["TermsOfPaymentId", "11111111-1111-4111-8111-111111111111", 404, 3000],
  ["CreatedFromDraftId", "11111111-1111-4111-8111-111111111111", 404, 3000],
  ["BuyersOrderReference", "x".repeat(36), 400, 2000],
])("an invoice with %s %s is refused, and draws no number", async (field, value, status, code) => {
  expect(outcome(await post({ [field]: value as string }))).toEqual([status, code]);
  expect((await post()).body).toMatchObject({ InvoiceNumber: 1001, VoucherNumber: "A1" });
});

test("an invoice is booked at once, dated today, due by the terms, and can't be changed", async () => {
  const made = await post({ OurReference: "1001 #K7Q2M9XA" });
  expect(made).toMatchObject({
    status: 201,
    body: {
      InvoiceNumber: 1001,
      InvoiceDate: "2026-06-15",
      DueDate: "2026-07-15",
      TotalAmount: 125,
      TotalVatAmount: 25,
      RemainingAmountInvoiceCurrency: 125,
      PaymentStatus: 1,
      VoucherNumber: "A1",
      IsQuickInvoice: false,
    },
  });
  expect(made.body["Rows"]).toMatchObject([
    {
      LineNumber: 0,
      IsTextRow: false,
      Amount: 100,
      AmountNoVat: 100,
      VatRate: 0.25,
      PercentVat: 25,
    },
  ]);
  expect((await ledger.api("GET", `/customerinvoices/${textOf(made.body["Id"])}`)).body).toEqual(
    made.body,
  );
  expect(voucherRows()).toEqual([
    [
      [3001, 0, 100],
      [2611, 0, 25],
      [1510, 125, 0],
    ],
  ]);
  for (const method of ["PUT", "DELETE"])
    expect(
      (
        await ledger.api(
          method,
          `/customerinvoices/${textOf(made.body["Id"])}`,
          invoiceBody(ledger),
        )
      ).status,
    ).toBe(404);
});

test("only what it must have is enough, and a row without an article is text", async () => {
  const bare = {
    CustomerId: customerId(ledger, "Kundbolaget AB"),
    InvoiceDate: "2026-06-01",
    DueDate: "2026-06-20",
    Rows: [invoiceRow(ledger, "TSHIRT"), { Text: "Thank you" }],
  };
  const made = await ledger.api("POST", "/customerinvoices", bare);
  expect(made).toMatchObject({
    status: 201,
    body: {
      TotalAmount: 125,
      DueDate: "2026-06-20",
      Rows: [
        { IsTextRow: false },
        { IsTextRow: true, Text: "Thank you", VatRate: null, Amount: 0 },
      ],
    },
  });
  await switches({ missingValueTypes: "refused" });
  expect(outcome(await ledger.api("POST", "/customerinvoices", bare))).toEqual([400, 2000]);
});

test("a row can be free of VAT, and books to the exempt account", async () => {
  expect(
    (await post({ Rows: [invoiceRow(ledger, "TSHIRT", { IsVatFree: true })] })).body,
  ).toMatchObject({ TotalAmount: 100, TotalVatAmount: 0 });
  expect(voucherRows()).toEqual([
    [
      [3004, 0, 100],
      [1510, 100, 0],
    ],
  ]);
});

test("quantities have two decimals, or four", async () => {
  const Rows = [invoiceRow(ledger, "FOOD", { Quantity: 0.125 })];
  expect(outcome(await post({ Rows }))).toEqual([400, 2000]);
  await switches({ invoiceQuantityDecimals: "4" });
  expect((await post({ Rows })).body).toMatchObject({ TotalAmount: 14 });
});

test("an invoice of nought or less is refused; of nought it may be allowed", async () => {
  const nought = {
    Rows: [invoiceRow(ledger, "TSHIRT"), invoiceRow(ledger, "TSHIRT", { Quantity: -1 })],
  };
  expect(outcome(await post(nought))).toEqual([400, 2000]);
  await switches({ zeroInvoice: "allowed" });
  expect((await post(nought)).body).toMatchObject({ TotalAmount: 0, PaymentStatus: 0 });
  expect(outcome(await post({ Rows: [invoiceRow(ledger, "TSHIRT", { Quantity: -1 })] }))).toEqual([
    400, 2000,
  ]);
});

test("the same body twice is two invoices", async () => {
  const [one, two] = [
    await post({ OurReference: "1 #AAAABBBB" }),
    await post({ OurReference: "1 #AAAABBBB" }),
  ];
  expect([one.body["InvoiceNumber"], two.body["InvoiceNumber"]]).toEqual([1001, 1002]);
  expect((await ledger.control("GET", "/audit")).body).toMatchObject({ doubles: ["#AAAABBBB"] });
});

test("a draft can be booked by its id, as it stands", async () => {
  const draft = await ledger.control("POST", "/customerinvoicedrafts", {
    Rows: [{ ArticleNumber: "BOOK", Quantity: 2, UnitPrice: 10 }],
  });
  expect((await post({ CreatedFromDraftId: draft.body["Id"] ?? null })).body).toMatchObject({
    TotalAmount: 20,
    CreatedFromDraftId: draft.body["Id"],
    CustomerName: "Guest sales",
  });
  expect(
    (await ledger.api("GET", `/customerinvoicedrafts/${textOf(draft.body["Id"])}`)).status,
  ).toBe(404);
});

test("it moves stock as an order does, and a credit gives it back", async () => {
  const balance = async () =>
    (await ledger.api("GET", `/articles/${articleId(ledger, "TSHIRT")}`)).body["StockBalance"];
  await post({ Rows: [invoiceRow(ledger, "TSHIRT", { Quantity: 3 })] });
  expect(await balance()).toBe(97);
  await post({ IsCreditInvoice: true });
  expect(await balance()).toBe(98);
});

test("an unpaid invoice is overdue after its day", async () => {
  const { body } = await post({ InvoiceDate: "2026-05-01", DueDate: "2026-06-14" });
  expect(body).toMatchObject({ PaymentStatus: 2 });
  expect(
    (
      await ledger.api(
        "GET",
        `/customerinvoices?${new URLSearchParams({ $filter: "PaymentStatus eq 2" })}`,
      )
    ).body["Meta"],
  ).toMatchObject({ TotalNumberOfResults: 1 });
});

test("nothing is sent unless it is asked for; what would have gone out is told", async () => {
  const { body } = await post();
  expect(demo(ledger).sent).toEqual([]);
  expect(outcome(await post({ SendType: 1 }))).toEqual([400, 4017]);
  await ledger.control("PATCH", `/customers/${textOf(body["CustomerId"])}`, {
    ElectronicAddress: "0007:5566778899",
  });
  await post({ SendType: 1 });
  expect((await ledger.api("POST", `/customerinvoices/${textOf(body["Id"])}/email`)).status).toBe(
    200,
  );
  expect(
    (await ledger.api("POST", `/customerinvoices/${textOf(body["Id"])}/einvoice`, { SendType: 4 }))
      .status,
  ).toBe(200);
  expect(
    outcome(
      await ledger.api("POST", `/customerinvoices/${textOf(body["Id"])}/einvoice`, { SendType: 3 }),
    ),
  ).toEqual([400, 2000]);
  expect(demo(ledger).sent.map(({ way, to }) => [way, to])).toEqual([
    ["e-invoice", "0007:5566778899"],
    ["email", "faktura@kundbolaget.example"],
    ["Kivra", "Kundbolaget AB"],
  ]);
});

describe("a credit", () => {
  const credit = (quantity: number, more: JsonObject = {}) =>
    post({
      IsCreditInvoice: true,
      Rows: [invoiceRow(ledger, "TSHIRT", { Quantity: quantity })],
      ...more,
    });
  const MINUS = {
    TotalAmount: -125,
    TotalVatAmount: -25,
    RemainingAmount: -125,
    VatSpecification: [
      { AmountInvoiceCurrency: -100, VatAmountInvoiceCurrency: -25, VatPercent: 25 },
    ],
  };

  test("turns the sign of its rows, books the other way round, and what remains is below nought", async () => {
    expect((await credit(1)).body).toMatchObject(MINUS);
    expect(voucherRows()).toEqual([
      [
        [3001, 100, 0],
        [2611, 25, 0],
        [1510, 0, 125],
      ],
    ]);
    expect(demo(ledger).vouchers.all()[0]).toMatchObject({ VoucherType: 15 });
  });

  test("may want its rows turned already", async () => {
    await switches({ creditRows: "negative" });
    expect((await credit(-1)).body).toMatchObject(MINUS);
  });

  test("may show its totals above nought; what remains is below all the same", async () => {
    await switches({ creditTotals: "positive" });
    expect((await credit(1)).body).toMatchObject({
      TotalAmount: 125,
      TotalVatAmount: 25,
      RemainingAmount: -125,
      RemainingAmountInvoiceCurrency: -125,
    });
  });

  test("with the wrong sign is a debit, or refused", async () => {
    expect((await credit(-1)).body).toMatchObject({ TotalAmount: 125, RemainingAmount: 125 });
    await switches({ creditOfWrongSign: "refused" });
    expect(outcome(await credit(-1))).toEqual([400, 2000]);
  });

  test("with the wrong sign is a draft, or refused when it is written and when it is changed", async () => {
    const body = (quantity: number) =>
      draftBody(ledger, {
        IsCreditInvoice: true,
        Rows: [draftRow(ledger, "TSHIRT", { Quantity: quantity })],
      });
    expect(outcome(await ledger.api("POST", "/customerinvoicedrafts", body(-1)))).toEqual([
      201,
      null,
    ]);
    await switches({ creditDraftOfWrongSign: "refused" });
    expect(outcome(await ledger.api("POST", "/customerinvoicedrafts", body(-1)))).toEqual([
      400, 2000,
    ]);
    const right = await ledger.api("POST", "/customerinvoicedrafts", body(1));
    expect(right.status).toBe(201);
    expect(
      outcome(
        await ledger.api("PUT", `/customerinvoicedrafts/${textOf(right.body["Id"])}`, body(-1)),
      ),
    ).toEqual([400, 2000]);
  });

  test.each([
    ["as-row", 100, 125],
    ["as-total", -100, -125],
  ])(
    "has expected rows %s when a draft is converted, and totals below nought",
    async (creditExpectedRows, net, gross) => {
      await switches({ creditExpectedRows });
      const draft = await ledger.control("POST", "/customerinvoicedrafts", {
        CustomerId: customerId(ledger, "Kundbolaget AB"),
        IsCreditInvoice: true,
        Rows: [{ ArticleNumber: "TSHIRT", UnitPrice: 100 }],
      });
      const path = `/customerinvoicedrafts/${textOf(draft.body["Id"])}/convert`;
      const rowsOf = (sign: number) => [
        {
          LineNumber: 0,
          TotalAmountNoVatInvoiceCurrency: sign * net,
          TotalAmountIncVatInvoiceCurrency: sign * gross,
        },
      ];
      expect(
        outcome(
          await ledger.api("POST", path, { TotalAmountInvoiceCurrency: 125, Rows: rowsOf(1) }),
        ),
      ).toEqual([400, 2000]);
      expect(
        outcome(
          await ledger.api("POST", path, { TotalAmountInvoiceCurrency: -125, Rows: rowsOf(-1) }),
        ),
      ).toEqual([400, 2000]);
      expect(
        outcome(
          await ledger.api("POST", path, {
            TotalAmountInvoiceCurrency: -125,
            TotalVatAmountInvoiceCurrency: -25,
            Rows: rowsOf(1),
          }),
        ),
      ).toEqual([201, null]);
    },
  );
});

describe("abroad", () => {
  test("rates, accounts and VAT follow the customer: EU company, EU person, outside, OSS", async () => {
    await post({
      CustomerId: await customer({ InvoiceCountryCode: "DE", VatNumber: "DE123456789" }),
    });
    await post({ CustomerId: await customer({ InvoiceCountryCode: "DE" }) });
    await post({ CustomerId: await customer({ InvoiceCountryCode: "NO" }) });
    const oss =
      (await ledger.api("POST", "/articles", articleBody(ledger, "Goods 25", { UsesMoss: true })))
        .body["Id"] ?? null;
    await post({
      CustomerId: await customer({ InvoiceCountryCode: "NL" }),
      Rows: [invoiceRow(ledger, "TSHIRT", { ArticleId: oss })],
    });
    expect(voucherRows()).toEqual([
      [
        [3108, 0, 100],
        [1510, 100, 0],
      ],
      [
        [3106, 0, 100],
        [2611, 0, 25],
        [1510, 125, 0],
      ],
      [
        [3105, 0, 100],
        [1510, 100, 0],
      ],
      [
        [3109, 0, 100],
        [2670, 0, 21],
        [1510, 121, 0],
      ],
    ]);
  });

  test("the customer's currency is booked in the company's, at the invoice's own rate or the day's", async () => {
    const CustomerId = await customer({ InvoiceCountryCode: "DE", CurrencyCode: "EUR" });
    expect(
      (
        await post({
          CustomerId,
          CurrencyRate: 11.111,
          Rows: [invoiceRow(ledger, "TSHIRT", { UnitPrice: 33.3333, Quantity: 3 })],
        })
      ).body,
    ).toMatchObject({
      CurrencyCode: "EUR",
      CurrencyRate: 11.111,
      TotalAmountInvoiceCurrency: 125,
      TotalAmount: 1388.88,
      TotalVatAmount: 277.78,
      RemainingAmount: 1388.88,
    });
    expect(voucherRows()).toEqual([
      [
        [3106, 0, 1111.1],
        [2611, 0, 277.78],
        [1510, 1388.88, 0],
      ],
    ]);
    const [today, earlier] = [
      await post({ CustomerId }),
      await post({ CustomerId, InvoiceDate: "2026-06-12" }),
    ];
    expect(today.body["CurrencyRate"]).not.toBe(earlier.body["CurrencyRate"]);
  });
});

test("VAT of a rate told as a fraction, where the switch says so", async () => {
  await switches({ vatPercentForm: "fraction" });
  expect((await post()).body["VatSpecification"]).toEqual([
    { AmountInvoiceCurrency: 100, VatAmountInvoiceCurrency: 25, VatPercent: 0.25 },
  ]);
});
