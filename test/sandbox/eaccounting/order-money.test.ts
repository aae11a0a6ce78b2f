// What an order adds up to, over the API, under the switches that touch money.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  articleBody,
  articleId,
  customerBody,
  customerId,
  demo,
  orderBody,
  row,
  startFrozen,
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

const figures = async (more: JsonObject = {}) => {
  const { body } = await ledger.api("POST", "/orders", orderBody(ledger, more));
  return [body["Amount"], body["VatAmount"], body["RoundingsAmount"], body["IncludesVat"]];
};
const person = () => customerId(ledger, "Anna Andersson");
const customer = async (more: JsonObject) =>
  textOf((await ledger.api("POST", "/customers", customerBody(ledger, more))).body["Id"]);

test("a company's prices exclude VAT, a private person's include it", async () => {
  expect(await figures()).toEqual([100, 25, 0, false]);
  expect(await figures({ CustomerId: person() })).toEqual([80, 20, 0, true]);
});

test.each([
  ["private-unless-setting", false, [false, true]],
  ["private-unless-setting", true, [false, false]],
  ["inverted", false, [false, false]],
  ["inverted", true, [false, true]],
  ["never", false, [false, false]],
  ["always", false, [true, true]],
])("reading %s with the setting %s", async (includesVatReading, ShowPricesExclVatPC, expected) => {
  await ledger.control("PUT", "/switches", { includesVatReading });
  await ledger.control("PUT", "/company", { ShowPricesExclVatPC });
  expect([(await figures())[3], (await figures({ CustomerId: person() }))[3]]).toEqual(expected);
});

test("the price basis follows the stored customer, also after a person changed its kind", async () => {
  await ledger.control("PATCH", `/customers/${person()}`, { IsPrivatePerson: false });
  expect(await figures({ CustomerId: person() })).toEqual([100, 25, 0, false]);
});

test("VAT is rounded by row or by rate", async () => {
  const Rows = [0, 1, 2].map((line) =>
    row(ledger, "TSHIRT", { LineNumber: line, UnitPrice: 33.33 }),
  );
  expect(await figures({ CustomerId: person(), Rows })).toEqual([79.98, 20.01, 0, true]);
  await ledger.control("PUT", "/switches", { vatRounding: "rate" });
  expect(await figures({ CustomerId: person(), Rows })).toEqual([79.99, 20, 0, true]);
});

test("half a cent goes away from nought or to the even cent", async () => {
  const Rows = [row(ledger, "TSHIRT", { UnitPrice: 0.25, Quantity: 0.5 })];
  expect(await figures({ Rows })).toEqual([0.13, 0.03, 0, false]);
  await ledger.control("PUT", "/switches", { roundingHalf: "even" });
  expect(await figures({ Rows })).toEqual([0.12, 0.03, 0, false]);
});

test("the amount is without VAT, or all there is to pay", async () => {
  await ledger.control("PUT", "/switches", { orderAmountBasis: "incl" });
  await ledger.control("PUT", "/company", { DomesticCurrencyRounding: 1 });
  expect(await figures({ Rows: [row(ledger, "TSHIRT", { UnitPrice: 99.99 })] })).toEqual([
    125,
    25,
    0.01,
    false,
  ]);
});

test("the total is rounded to whole units at home only", async () => {
  await ledger.control("PUT", "/company", { DomesticCurrencyRounding: 1 });
  const Rows = [row(ledger, "GIFTCARD", { UnitPrice: 99.49 })];
  expect(await figures({ Rows })).toEqual([99.49, 0, -0.49, false]);
  expect(await figures({ Rows, CurrencyCode: "EUR" })).toEqual([99.49, 0, 0, false]);
});

test("rates, quantities and discounts mix", async () => {
  const Rows = [
    row(ledger, "TSHIRT", { Quantity: 3, UnitPrice: 26.66 }),
    row(ledger, "BOOK", { LineNumber: 1, UnitPrice: 4999, DiscountPercentage: 0.1235 }),
    row(ledger, "FOOD", { LineNumber: 2, Quantity: 0.125, UnitPrice: 79.9 }),
  ];
  expect(await figures({ Rows })).toEqual([4471.59, 284.1, 0, false]);
});

describe("abroad", () => {
  test("no VAT for a company with a VAT number in the EU, nor outside the EU", async () => {
    expect(
      await figures({
        CustomerId: await customer({ InvoiceCountryCode: "DE", VatNumber: "DE123456789" }),
      }),
    ).toEqual([100, 0, 0, false]);
    expect(await figures({ CustomerId: await customer({ InvoiceCountryCode: "US" }) })).toEqual([
      100,
      0,
      0,
      false,
    ]);
  });

  test("the seller's VAT without a number, and where VAT is forced", async () => {
    expect(await figures({ CustomerId: await customer({ InvoiceCountryCode: "DE" }) })).toEqual([
      100,
      25,
      0,
      false,
    ]);
    expect(
      await figures({
        CustomerId: await customer({ InvoiceCountryCode: "NO", ForceBookkeepVat: true }),
      }),
    ).toEqual([100, 25, 0, false]);
  });

  test("the buyer's rate under OSS, where article and company use it, by the customer's country unless deliveries decide", async () => {
    const oss =
      (await ledger.api("POST", "/articles", articleBody(ledger, "Goods 25", { UsesMoss: true })))
        .body["Id"] ?? null;
    const german = await customer({ InvoiceCountryCode: "DE", IsPrivatePerson: true });
    const Rows = [row(ledger, "TSHIRT", { ArticleId: oss, UnitPrice: 119 })];
    expect(await figures({ CustomerId: german, Rows })).toEqual([100, 19, 0, true]);
    expect((await figures({ CustomerId: german, Rows, DeliveryCountryCode: "FI" }))[1]).toBe(19);
    await ledger.control("PUT", "/switches", { ossCountry: "delivery" });
    expect((await figures({ CustomerId: german, Rows, DeliveryCountryCode: "FI" }))[1]).toBe(24.18);
    expect(
      (await figures({ CustomerId: german, Rows: [row(ledger, "TSHIRT", { UnitPrice: 119 })] }))[1],
    ).toBe(23.8);
    await ledger.control("PUT", "/company", { UsesMoss: false });
    expect((await figures({ CustomerId: german, Rows }))[1]).toBe(23.8);
  });

  test("what the order says about its country changes nothing", async () => {
    expect((await figures({ InvoiceCountryCode: "US", DeliveryCountryCode: "US" }))[1]).toBe(25);
  });
});

test("reverse charge on construction needs the customer's flag", async () => {
  const Rows = [row(ledger, "SERVICE", { EligibleForReverseChargeOnVat: true })];
  const flagged = await customer({
    InvoiceCountryCode: "SE",
    VatNumber: "SE556677889901",
    ReverseChargeOnConstructionServices: true,
  });
  expect(
    await figures({ CustomerId: flagged, Rows, ReverseChargeOnConstructionServices: true }),
  ).toEqual([100, 0, 0, false]);
  const refused = await ledger.api(
    "POST",
    "/orders",
    orderBody(ledger, { Rows, ReverseChargeOnConstructionServices: true }),
  );
  expect(refused.status).toBe(400);
});

describe("an invoice from an order", () => {
  const convert = async (more: JsonObject = {}) => {
    const order = await ledger.api("POST", "/orders", orderBody(ledger, more));
    return ledger.api("POST", `/orders/${textOf(order.body["Id"])}/convert`, {});
  };
  const vouchers = async () =>
    (await ledger.api("GET", "/vouchers")).body["Data"] as unknown as {
      Rows: { AccountNumber: number; DebitAmount: number; CreditAmount: number }[];
    }[];

  test("tells VAT per rate and books a voucher that balances", async () => {
    await ledger.control("PUT", "/company", { DomesticCurrencyRounding: 1 });
    const { body } = await convert({
      Rows: [
        row(ledger, "TSHIRT", { UnitPrice: 99.99 }),
        row(ledger, "BOOK", { LineNumber: 1 }),
        row(ledger, "SERVICE", { LineNumber: 2 }),
      ],
    });
    expect(body).toMatchObject({
      TotalAmount: 356,
      TotalVatAmount: 56,
      TotalRoundings: 0.01,
      RemainingAmount: 356,
      DueDate: "2026-07-15",
      VoucherNumber: "A1",
    });
    expect(body["VatSpecification"]).toEqual([
      { AmountInvoiceCurrency: 199.99, VatAmountInvoiceCurrency: 50, VatPercent: 25 },
      { AmountInvoiceCurrency: 100, VatAmountInvoiceCurrency: 6, VatPercent: 6 },
    ]);
    const [voucher] = await vouchers();
    expect(
      voucher?.Rows.map((one) => [one.AccountNumber, one.DebitAmount, one.CreditAmount]),
    ).toEqual([
      [3001, 0, 99.99],
      [3041, 0, 100],
      [2611, 0, 50],
      [3003, 0, 100],
      [2631, 0, 6],
      [3740, 0, 0.01],
      [1510, 356, 0],
    ]);
  });

  test("books to the coding's account for that kind of sale, or is 4024 without one", async () => {
    await convert({
      CustomerId: await customer({ InvoiceCountryCode: "DE", VatNumber: "DE123456789" }),
    });
    expect((await vouchers())[0]?.Rows.map((one) => one.AccountNumber)).toEqual([3108, 1510]);
    const coding = demo(ledger).articles.get(articleId(ledger, "TSHIRT"))?.CodingId;
    await ledger.control("PATCH", `/articleaccountcodings/${coding}`, {
      DomesticSalesSubjectToVatAccountNumber: null,
    });
    expect((await convert()).body["ErrorCode"]).toBe(4024);
    expect((await ledger.api("GET", "/customerinvoices")).body["Meta"]).toMatchObject({
      TotalNumberOfResults: 1,
    });
  });

  test("is refused in a locked period and a locked year", async () => {
    await ledger.control("PUT", "/company", { lockedTo: "2026-06-15" });
    const locked = await convert();
    expect([locked.status, locked.body["ErrorCode"]]).toEqual([400, 4013]);
    await ledger.control("PUT", "/company", { lockedTo: null });
    await ledger.control("PATCH", `/fiscalyears/${demo(ledger).fiscalYearOf("2026-06-15")?.Id}`, {
      IsLockedForAccounting: true,
    });
    await ledger.control("PUT", "/switches", { status4013: "403" });
    const year = await convert();
    expect([year.status, year.body["ErrorCode"]]).toEqual([403, 4013]);
  });

  test("needs an order in its customer's currency, or takes its figures for that currency", async () => {
    const refused = await convert({ CurrencyCode: "EUR" });
    expect([refused.status, refused.body["ErrorCode"]]).toEqual([400, 2000]);
    await ledger.control("PUT", "/switches", { convertOtherCurrency: "customer-currency" });
    expect((await convert({ CurrencyCode: "EUR" })).body).toMatchObject({
      CurrencyCode: "SEK",
      TotalAmount: 125,
    });
  });

  test("is for the ordered quantities, or for the delivered ones, of which there must be some", async () => {
    const Rows = [
      row(ledger, "TSHIRT", { Quantity: 3, DeliveredQuantity: 2 }),
      row(ledger, "MUG", { LineNumber: 1, UnitPrice: 10 }),
    ];
    expect((await convert({ Rows })).body).toMatchObject({ TotalAmount: 387.5 });
    await ledger.control("PUT", "/switches", { convertInvoices: "delivered" });
    expect((await convert({ Rows })).body).toMatchObject({
      TotalAmount: 250,
      Rows: [{ Quantity: 2 }, { Quantity: 0 }],
    });
    expect((await convert()).body["ErrorCode"]).toBe(4031);
  });
});
