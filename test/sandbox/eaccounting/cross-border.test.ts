// Companies of other countries and customers abroad: each country's own accounts and rates, reverse charge, OSS, export,
// currencies, and what the EU's register says.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { customerBody, startFrozen } from "./fixtures.ts";
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

const NAMES: Readonly<Record<string, string>> = {
  SE: "Svensk AB",
  NL: "Nederlands BV",
  NO: "Norsk AS",
  FI: "Suomi Oy",
};

async function open(country: string): Promise<string> {
  const name = NAMES[country] ?? "";
  expect(
    (await ledger.control("POST", "/companies", { name, country, customersAbroad: true })).status,
  ).toBe(201);
  return name;
}

function world(company: string) {
  const found = ledger.sandbox.world().company(company);
  if (found === null) throw new Error(`no company ${company}`);
  return found;
}

/**
 * What an invoice of one article for 100 (before or with VAT, as the customer's kind has it) comes
 * to, and where it is booked.
 */
async function sell(company: string, customer: string, article = "TSHIRT", more: JsonObject = {}) {
  const { customers, articles, vouchers } = world(company);
  const body = {
    CustomerId: customers.find((one) => one.Name === customer)?.Id ?? "",
    EuThirdParty: false,
    RotReducedInvoicingType: 0,
    Rows: [
      {
        ArticleId: articles.find((one) => one.Number === article)?.Id ?? "",
        Quantity: 1,
        UnitPrice: 100,
      },
    ],
    ...more,
  };
  const made = await ledger.api("POST", "/customerinvoices", body, { company });
  expect(made.status).toBe(201);
  const rows = (vouchers.get(textOf(made.body["VoucherId"]))?.["Rows"] ??
    []) as unknown as JsonObject[];
  return {
    currency: made.body["CurrencyCode"],
    total: made.body["TotalAmountInvoiceCurrency"],
    vat: made.body["TotalVatAmountInvoiceCurrency"],
    accounts: rows.map((one) => one["AccountNumber"]),
  };
}

test.each([
  ["SE", "Kundbolaget AB", { currency: "SEK", total: 125, vat: 25, accounts: [3001, 2611, 1510] }],
  ["SE", "Anna Andersson", { currency: "SEK", total: 100, vat: 20, accounts: [3001, 2611, 1510] }],
  ["SE", "Windmolen BV", { currency: "EUR", total: 100, vat: 0, accounts: [3108, 1510] }],
  ["SE", "Jan de Vries", { currency: "EUR", total: 100, vat: 20, accounts: [3106, 2611, 1510] }],
  ["SE", "Fjord AS", { currency: "NOK", total: 100, vat: 0, accounts: [3105, 1510] }],
  ["SE", "Kari Nordmann", { currency: "NOK", total: 100, vat: 0, accounts: [3105, 1510] }],
  ["NL", "Kundbolaget AB", { currency: "EUR", total: 121, vat: 21, accounts: [8000, 1661, 1300] }],
  ["NL", "Müller GmbH", { currency: "EUR", total: 100, vat: 0, accounts: [8101, 1300] }],
  [
    "NL",
    "Erika Mustermann",
    { currency: "EUR", total: 100, vat: 17.36, accounts: [8100, 1661, 1300] },
  ],
  ["NO", "Kundbolaget AB", { currency: "NOK", total: 125, vat: 25, accounts: [3000, 2700, 1500] }],
  // Norway isn't in the EU: every sale abroad is export.
  ["NO", "Erika Mustermann", { currency: "EUR", total: 100, vat: 0, accounts: [3202, 1500] }],
  [
    "FI",
    "Kundbolaget AB",
    { currency: "EUR", total: 125.5, vat: 25.5, accounts: [3000, 2939, 1701] },
  ],
])("a company of %s sells to %s", async (country, customer, expected) => {
  const company = await open(country);
  expect(await sell(company, customer)).toEqual(expected);
});

test("under OSS the rate is that of the customer's country, or of where the goods go for a customer marked so, and the VAT is on an account of its own", async () => {
  const company = await open("NL");
  await ledger.control(
    "PATCH",
    `/articles/${world(company).articles.find((one) => one.Number === "TSHIRT")?.Id}?company=${encodeURIComponent(company)}`,
    { UsesMoss: true },
  );
  expect(await sell(company, "Erika Mustermann")).toEqual({
    currency: "EUR",
    total: 100,
    vat: 15.97,
    accounts: [8104, 1665, 1300],
  });
  expect(
    await sell(company, "Erika Mustermann", "TSHIRT", { DeliveryCountryCode: "FI" }),
  ).toMatchObject({ vat: 15.97 });
  await ledger.control("PUT", "/switches", { ossCountry: "delivery" });
  expect(
    await sell(company, "Erika Mustermann", "TSHIRT", { DeliveryCountryCode: "FI" }),
  ).toMatchObject({ vat: 20.32 });
  await ledger.control("PUT", "/switches", { ossCountry: "vat-country" });
  const marked = {
    DeliveryBasedVat: true,
    DeliveryCity: "Berlin",
    DeliveryPostalCode: "10115",
    DeliveryCountryCode: "DE",
  };
  await ledger.control(
    "PATCH",
    `/customers/${world(company).customers.find((one) => one.Name === "Erika Mustermann")?.Id}?company=${encodeURIComponent(company)}`,
    marked,
  );
  expect(
    await sell(company, "Erika Mustermann", "TSHIRT", { DeliveryCountryCode: "FI" }),
  ).toMatchObject({ vat: 20.32 });
  expect(await sell(company, "Müller GmbH")).toMatchObject({ vat: 0, accounts: [8101, 1300] });
});

test("a country's own articles carry its rates, and its bank takes its payments", async () => {
  const company = await open("NL");
  expect(await sell(company, "Kundbolaget AB", "BOOK")).toMatchObject({
    total: 109,
    accounts: [8010, 1662, 1300],
  });
  const [invoice] = world(company).invoices.all();
  await ledger.control(
    "POST",
    `/customerinvoices/${invoice?.Id}/payments?company=${encodeURIComponent(company)}`,
  );
  expect(
    (await ledger.control("GET", `/books?company=${encodeURIComponent(company)}`)).body,
  ).toMatchObject({
    problems: [],
    broken: [],
    trialBalance: [
      { account: 1100, balance: 109 },
      { account: 1300, balance: 0 },
      { account: 1662, balance: -9 },
      { account: 8010, balance: -100 },
    ],
  });
});

test.each([
  ["invalid", 400, 4025],
  ["down", 400, 4100],
])("the register can say %s of one number alone", async (answer, status, code) => {
  await ledger.control("PUT", "/vies", { DE999999999: answer });
  const post = (VatNumber: string) =>
    ledger.api("POST", "/customers", customerBody(ledger, { InvoiceCountryCode: "DE", VatNumber }));
  const refused = await post("de999999999");
  expect([refused.status, refused.body["ErrorCode"]]).toEqual([status, code]);
  expect((await post("DE123456789")).status).toBe(201);
});
