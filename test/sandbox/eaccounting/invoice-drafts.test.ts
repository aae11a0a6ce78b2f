// Invoice drafts: what is refused, what is filled in, and how one becomes an invoice, once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  articleId,
  customerBody,
  customerId,
  demo,
  draftBody,
  draftRow,
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
  ledger.api("POST", "/customerinvoicedrafts", draftBody(ledger, more));
const put = (id: unknown, body: JsonObject) =>
  ledger.api("PUT", `/customerinvoicedrafts/${textOf(id)}`, body);
const notes = async () =>
  ((await ledger.control("GET", "/faultsOfClient")).body["faults"] as unknown as JsonObject[]).map(
    (one) => `${textOf(one["kind"])} ${textOf(one["field"])}`,
  );
const rows = (body: JsonObject) => body["Rows"] as unknown as JsonObject[];
const KEEP = "?keepOriginalDraftDate=true&overrideCompanyKeepOriginalDraftDate=true";
const convert = async (more: JsonObject, expected?: JsonObject, query = KEEP) => {
  const draft = await post(more);
  return ledger.api(
    "POST",
    `/customerinvoicedrafts/${textOf(draft.body["Id"])}/convert${query}`,
    expected,
  );
};
const left = async () =>
  ((await ledger.api("GET", "/customerinvoicedrafts")).body["Meta"] as JsonObject)[
    "TotalNumberOfResults"
  ];

test.each([
  ["CustomerId", null, 400, 2000],
  ["CustomerId", "11111111-1111-4111-8111-111111111111", 404, 3000],
  ["TermsOfPaymentId", "11111111-1111-4111-8111-111111111111", 404, 3000],
  ["RotReducedInvoicingType", 3, 400, 2000],
  ["RotReducedInvoicingType", 1, 400, 2000],
  ["RotPropertyType", 1, 400, 2000],
  ["InvoiceDate", "10/6/2026", 400, 2000],
  ["OurReference", "x".repeat(101), 400, 2000],
  ["BuyersOrderReference", "x".repeat(36), 400, 2000],
  ["DeliveryCustomerName", "x".repeat(51), 400, 2000],
  ["DeliveryCountryCode", "XX", 400, 2000],
  ["CurrencyRate", 11.25, 400, 2000],
  ["SendType", 1, 400, 2000],
])("a draft with %s %s is refused", async (field, value, status, code) => {
  expect(outcome(await post({ [field]: value }))).toEqual([status, code]);
});

test.each([
  ["ArticleId", null],
  ["UnitPrice", 10.001],
  ["UnitPrice", -1],
  ["Quantity", 1.001],
  ["DiscountPercentage", 10],
  ["DiscountPercentage", 0.12345],
  ["Text", "x".repeat(2001)],
  ["LineNumber", 1001],
  ["ReversedConstructionServicesVatFree", true],
  ["IsVatFree", true],
  ["AccountNumber", 3001],
])("a row with %s %s is refused by name", async (field, value) => {
  const answer = await post({
    Rows: [draftRow(ledger, "TSHIRT"), draftRow(ledger, "MUG", { [field]: value })],
  });
  expect(outcome(answer)).toEqual([400, 2000]);
  expect(answer.body["Errors"]).toMatchObject([{ Field: `Rows[1].${field}` }]);
});

test("abroad, prices have four decimals; a domestic customer's other currency doesn't change that", async () => {
  const Rows = [draftRow(ledger, "TSHIRT", { UnitPrice: 10.0001 })];
  const foreign =
    (await ledger.api("POST", "/customers", customerBody(ledger, { InvoiceCountryCode: "DE" })))
      .body["Id"] ?? null;
  const euro =
    (await ledger.api("POST", "/customers", customerBody(ledger, { CurrencyCode: "EUR" }))).body[
      "Id"
    ] ?? null;
  expect(outcome(await post({ CustomerId: foreign, Rows }))).toEqual([201, null]);
  expect(outcome(await post({ CustomerId: euro, Rows }))).toEqual([400, 2000]);
});

test("what is left empty is filled from the customer and the article; name and city are the customer's for good", async () => {
  const { status, body } = await post({ InvoiceCity: "Malmö", DeliveryCity: "Lund" });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    InvoiceCustomerName: "Kundbolaget AB",
    InvoiceCity: "Stockholm",
    DeliveryCity: "Lund",
    CustomerNumber: "1003",
    InvoiceCurrencyCode: "SEK",
    IncludesVat: false,
  });
  expect(rows(body)[0]).toMatchObject({
    LineNumber: 0,
    Text: "T-shirt",
    ArticleNumber: "TSHIRT",
    VatRate: 0.25,
    Amount: 100,
    UnitAbbreviation: "st",
  });
  expect(await notes()).toEqual(["read-only-field InvoiceCity"]);
  await ledger.control("PUT", "/switches", { readOnlyFields: "refused" });
  expect(outcome(await post({ InvoiceCity: "Malmö" }))).toEqual([400, 2000]);
});

test("a draft may have no rows, and is worth nought", async () => {
  const { Rows: _, ...bare } = draftBody(ledger);
  const made = await ledger.api("POST", "/customerinvoicedrafts", bare);
  expect(made).toMatchObject({ status: 201, body: { TotalAmount: 0, TotalVatAmount: 0 } });
  expect(
    outcome(await ledger.api("POST", `/customerinvoicedrafts/${textOf(made.body["Id"])}/convert`)),
  ).toEqual([400, 2000]);
});

test("totals follow price basis, rates and rounding, in the draft's currency and the company's", async () => {
  const Rows = [
    draftRow(ledger, "TSHIRT", { UnitPrice: 33.33 }),
    draftRow(ledger, "TSHIRT", { UnitPrice: 33.33 }),
    draftRow(ledger, "BOOK"),
  ];
  expect((await post({ Rows })).body).toMatchObject({
    TotalAmount: 189.32,
    TotalVatAmount: 22.66,
    TotalRoundings: 0,
    TotalAmountBaseCurrency: 189.32,
  });
  await ledger.control("PUT", "/switches", {
    vatRounding: "rate",
    draftTotalBasis: "excl",
    draftRowAmount: "nought",
  });
  await ledger.control("PUT", "/company", { DomesticCurrencyRounding: 1 });
  const other = await post({ Rows, CustomerId: customerId(ledger, "Anna Andersson") });
  expect(other.body).toMatchObject({
    TotalAmount: 147.67,
    TotalVatAmount: 18.99,
    TotalRoundings: 0.34,
    IncludesVat: true,
  });
  expect(rows(other.body).map((one) => one["Amount"])).toEqual([0, 0, 0]);
});

test("a customer's own currency is worth the day's rate", async () => {
  const CustomerId =
    (
      await ledger.api(
        "POST",
        "/customers",
        customerBody(ledger, {
          InvoiceCountryCode: "DE",
          CurrencyCode: "EUR",
          VatNumber: "DE123456789",
        }),
      )
    ).body["Id"] ?? null;
  const { body } = await post({ CustomerId });
  expect(body).toMatchObject({ InvoiceCurrencyCode: "EUR", TotalAmount: 100, TotalVatAmount: 0 });
  expect(Number(body["TotalAmountBaseCurrency"])).toBeGreaterThan(1100);
});

test("reverse charge is asked for by row, of a customer that has it", async () => {
  const CustomerId =
    (
      await ledger.api(
        "POST",
        "/customers",
        customerBody(ledger, {
          InvoiceCountryCode: "SE",
          VatNumber: "SE556677889901",
          ReverseChargeOnConstructionServices: true,
        }),
      )
    ).body["Id"] ?? null;
  const service = (reversed: boolean) => [
    draftRow(ledger, "SERVICE", { ReversedConstructionServicesVatFree: reversed }),
  ];
  expect((await post({ CustomerId, Rows: service(true) })).body).toMatchObject({
    TotalVatAmount: 0,
    ReverseChargeOnConstructionServices: true,
  });
  expect((await post({ CustomerId, Rows: service(false) })).body).toMatchObject({
    TotalVatAmount: 25,
    ReverseChargeOnConstructionServices: false,
  });
});

test("a price of nought is the article's where the draft asks for that", async () => {
  const Rows = [draftRow(ledger, "TSHIRT", { UnitPrice: 0 })];
  expect((await post({ Rows })).body).toMatchObject({ TotalAmount: 0 });
  expect((await post({ Rows, ReplaceUnitPriceWhenZero: true })).body).toMatchObject({
    TotalAmount: 25,
  });
});

test("a draft shows today, unless the company keeps its date", async () => {
  expect((await post()).body).toMatchObject({ InvoiceDate: "2026-06-15", DueDate: "2026-07-15" });
  await ledger.control("PUT", "/company", { KeepOriginalDraftDate: true });
  expect((await post()).body).toMatchObject({ InvoiceDate: "2026-06-10", DueDate: "2026-07-10" });
});

describe("PUT and DELETE", () => {
  test("the very answer sent back keeps rows, figures and stamps", async () => {
    const { body } = await post({
      OurReference: "x",
      Rows: [draftRow(ledger, "TSHIRT"), draftRow(ledger, "MUG", { LineNumber: 7 })],
    });
    expect((await put(body["Id"], body)).body).toEqual(body);
    expect(await notes()).toEqual([]);
  });

  test("what is left out is lost, and the totals follow the new rows", async () => {
    const { body } = await post({ OurReference: "x" });
    const { InvoiceDate: _, ...less } = draftBody(ledger, { Rows: [draftRow(ledger, "BOOK")] });
    expect((await put(body["Id"], less)).body).toMatchObject({
      Id: body["Id"],
      OurReference: null,
      TotalAmount: 106,
    });
  });

  test("a deleted draft is gone, and its customer can go too", async () => {
    const { body } = await post();
    expect(
      outcome(await ledger.api("DELETE", `/customers/${customerId(ledger, "Kundbolaget AB")}`)),
    ).toEqual([400, 4001]);
    expect(
      (await ledger.api("DELETE", `/customerinvoicedrafts/${textOf(body["Id"])}`)).status,
    ).toBe(200);
    expect(outcome(await put(body["Id"], draftBody(ledger)))).toEqual([404, 3000]);
    expect(
      (await ledger.api("DELETE", `/customers/${customerId(ledger, "Kundbolaget AB")}`)).status,
    ).toBe(200);
  });
});

describe("convert", () => {
  test("makes an invoice with number and voucher, once", async () => {
    const draft = await post({ OurReference: "1001 #K7Q2M9XA" });
    const path = `/customerinvoicedrafts/${textOf(draft.body["Id"])}/convert${KEEP}`;
    const invoice = await ledger.api("POST", path);
    expect(invoice).toMatchObject({
      status: 201,
      body: {
        InvoiceNumber: 1001,
        InvoiceDate: "2026-06-10",
        DueDate: "2026-07-10",
        TotalAmount: 125,
        RemainingAmount: 125,
        VoucherNumber: "A1",
        CreatedFromDraftId: draft.body["Id"],
        OurReference: "1001 #K7Q2M9XA",
        SendType: 0,
      },
    });
    expect(await left()).toBe(0);
    expect(outcome(await ledger.api("POST", path))).toEqual([404, 3000]);
    expect((await ledger.control("GET", "/audit")).body).toMatchObject({
      doubles: [],
      counts: { invoices: 1, "invoice-drafts": 0, vouchers: 1 },
    });
  });

  test.each([
    ["", false, "2026-06-15"],
    ["", true, "2026-06-10"],
    [KEEP, false, "2026-06-10"],
    ["?keepOriginalDraftDate=true", false, "2026-06-15"],
    ["?overrideCompanyKeepOriginalDraftDate=true", true, "2026-06-15"],
  ])(
    "with %s and the company's setting %s is dated %s",
    async (query, KeepOriginalDraftDate, day) => {
      await ledger.control("PUT", "/company", { KeepOriginalDraftDate });
      expect((await convert({}, undefined, query)).body).toMatchObject({ InvoiceDate: day });
    },
  );

  test("keeps the date by one parameter alone where the switch says so, and a misspelt one is noted", async () => {
    await ledger.control("PUT", "/switches", { keepDateNeedsOverride: "no" });
    expect((await convert({}, undefined, "?keepOriginalDraftDate=true")).body).toMatchObject({
      InvoiceDate: "2026-06-10",
    });
    expect((await convert({}, undefined, "?keepDate=true")).body).toMatchObject({
      InvoiceDate: "2026-06-15",
    });
    expect(await notes()).toEqual(["unknown-parameter keepDate"]);
  });

  test("refuses a future date, a locked period and a date in no fiscal year", async () => {
    expect(outcome(await convert({ InvoiceDate: "2026-06-16" }))).toEqual([400, 4023]);
    await ledger.control("PUT", "/company", { lockedTo: "2026-06-10" });
    expect(outcome(await convert({}))).toEqual([400, 4013]);
    expect(outcome(await convert({ InvoiceDate: "2024-12-31" }))).toEqual([400, 3001]);
    expect(await left()).toBe(3);
    expect((await ledger.control("GET", "/audit")).body).toMatchObject({
      counts: { invoices: 0, vouchers: 0 },
    });
  });

  test("refuses a coding without the account for that kind of sale, and draws no number", async () => {
    const coding = demo(ledger).articles.get(articleId(ledger, "TSHIRT"))?.CodingId;
    await ledger.control("PATCH", `/articleaccountcodings/${coding}`, {
      DomesticSalesSubjectToVatAccountNumber: null,
    });
    expect(outcome(await convert({}))).toEqual([400, 4024]);
    expect((await convert({ Rows: [draftRow(ledger, "BOOK")] })).body).toMatchObject({
      InvoiceNumber: 1001,
      VoucherNumber: "A1",
    });
  });

  const TWO = {
    Rows: [
      { LineNumber: 10, UnitPrice: 33.33 },
      { LineNumber: 20, UnitPrice: 100, Quantity: -1, DiscountPercentage: 0.75 },
    ],
  };
  const twoRows = () => ({ Rows: TWO.Rows.map((one) => draftRow(ledger, "TSHIRT", one)) });

  test("checks the expected totals and rows to the cent, each one that is given", async () => {
    const right = {
      TotalAmountInvoiceCurrency: 10.41,
      TotalVatAmountInvoiceCurrency: 2.08,
      TotalRoundingsInvoiceCurrency: 0,
      Rows: [
        {
          LineNumber: 20,
          TotalAmountNoVatInvoiceCurrency: -25,
          TotalAmountIncVatInvoiceCurrency: -31.25,
        },
        {
          LineNumber: 10,
          TotalAmountNoVatInvoiceCurrency: 33.33,
          TotalAmountIncVatInvoiceCurrency: 41.66,
        },
      ],
    };
    for (const wrong of [
      { TotalAmountInvoiceCurrency: 10.42 },
      { TotalVatAmountInvoiceCurrency: 2 },
      { TotalRoundingsInvoiceCurrency: 0.01 },
      { Rows: [{ LineNumber: 30 }] },
      { Rows: [{ LineNumber: 10, TotalAmountNoVatInvoiceCurrency: 33.34 }] },
      { Rows: [{ LineNumber: 10, TotalAmountIncVatInvoiceCurrency: 41.67 }] },
      { Total: 10.41 },
    ]) {
      expect(outcome(await convert(twoRows(), { ...right, ...wrong }))).toEqual([400, 2000]);
    }
    expect(await left()).toBe(7);
    expect(
      (await convert(twoRows(), { ...right, TotalRoundingsInvoiceCurrency: null })).body,
    ).toMatchObject({ TotalAmount: 10.41 });
  });

  test("checks what a private customer pays, prices including VAT", async () => {
    const CustomerId = customerId(ledger, "Anna Andersson");
    const rowOf = (net: number) => ({
      TotalAmountInvoiceCurrency: 100,
      Rows: [
        {
          LineNumber: 0,
          TotalAmountNoVatInvoiceCurrency: net,
          TotalAmountIncVatInvoiceCurrency: 100,
        },
      ],
    });
    expect(outcome(await convert({ CustomerId }, rowOf(100)))).toEqual([400, 2000]);
    expect((await convert({ CustomerId }, rowOf(80))).status).toBe(201);
  });

  test("books what the draft said, also when its customer's kind or the coding has changed since", async () => {
    const { body } = await post({ CustomerId: customerId(ledger, "Anna Andersson") });
    await ledger.control("PATCH", `/customers/${customerId(ledger, "Anna Andersson")}`, {
      IsPrivatePerson: false,
    });
    const invoice = await ledger.api(
      "POST",
      `/customerinvoicedrafts/${textOf(body["Id"])}/convert`,
    );
    expect(invoice.body).toMatchObject({ TotalAmount: 100, TotalVatAmount: 20, IncludesVat: true });
  });
});
