/**
 * The address of a customer that is there: nothing stands in for what the shop doesn't say, and no
 * address is made of two.
 */
import { describe, expect, test } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import { findOrCreateCustomer } from "../../../src/flows/parties/find-or-create.ts";
import { partyFingerprint, partyOf } from "../../../src/flows/parties/party.ts";
import { planCustomer } from "../../../src/flows/parties/plan-customer.ts";
import { address, company, noAddress, order, settings } from "../orders/kit.ts";
import { Ledger, type Raw, TERMS_10, TERMS_30 } from "../parties/ledger.ts";
import { ANNA, BYGG, type Given, run } from "./world.ts";

const OSLO: Raw = {
  Name: "Anna Svensson",
  EmailAddress: "anna@example.com",
  IsPrivatePerson: true,
  InvoiceAddress1: "Karl Johans gate 1",
  InvoiceAddress2: "c/o Olsson",
  InvoicePostalCode: "0154",
  InvoiceCity: "Oslo",
  InvoiceCountryCode: "NO",
};
const SILENT = { address: null, postCode: null, city: null, countryCode: null };
const HOME: Raw = {
  ...OSLO,
  InvoiceAddress1: "Storgatan 1",
  InvoicePostalCode: "111 22",
  InvoiceCity: "Stockholm",
  InvoiceCountryCode: "SE",
};

const there = (fields: Raw): Ledger => {
  const ledger = new Ledger();
  ledger.add(fields);
  return ledger;
};

/** What one order does about its customer. */
async function order1(ledger: Ledger, fields: Partial<Order>): Promise<readonly string[]> {
  const set = settings({});
  const of = order([{ price: "1.00" }], fields);
  const party = partyOf(of, null, set);
  const met = await findOrCreateCustomer(ledger.ports("order:1", set), {
    party,
    linkSource: String(of.debtorId),
    fingerprint: partyFingerprint(of),
    update: true,
    currency: null,
    make: true,
    plan: (customer) =>
      planCustomer({
        party,
        settings: set,
        company: { ...company, termsOfPaymentId: TERMS_30 },
        terms: [],
        there: customer,
      }),
  });
  return met.ok ? met.value.reasons.map(({ code }) => code) : [met.error.kind];
}

describe("a shop that says nothing of where a customer is", () => {
  test("takes neither its address nor its country from the customer: what else is new is written", async () => {
    const ledger = there(OSLO);
    const { codes } = await run(ledger, 55, { ...ANNA, ...SILENT });
    expect(ledger.only).toMatchObject({ ...OSLO, Telephone: "08-1" });
    expect(codes).toContain("customer-updated");
    expect(codes).not.toContain("address-missing-filled");
  });

  test("takes nothing with an order for pick-up, either", async () => {
    const ledger = there(OSLO);
    await order1(ledger, {
      debtorId: null,
      email: "anna@example.com",
      companyName: null,
      phone: "08-1",
      invoiceAddress: { ...noAddress, name: "Anna Svensson" },
      deliveryAddress: noAddress,
    });
    expect(ledger.only).toMatchObject({ ...OSLO, Telephone: "08-1" });
  });

  test("has the customer's own country decide its currency, language and VAT number", async () => {
    const ledger = there({ ...OSLO, CurrencyCode: "EUR", SalesDocumentLanguage: "en" });
    await run(ledger, 55, { ...ANNA, ...SILENT, debtorKindId: "2", vatNumber: "12345678" }, {
      orders: { customerKindConflict: "ledger-wins" },
      lookups: {
        customerCurrency: { table: { SE: "SEK", NO: "EUR" } },
        customerLanguage: { table: { SE: "sv", NO: "en" } },
      },
    } as Given);
    expect(ledger.only).toMatchObject({
      CurrencyCode: "EUR",
      SalesDocumentLanguage: "en",
      VatNumber: "NO12345678",
    });
  });

  test("still has a customer made with what the ledger requires", async () => {
    const ledger = new Ledger();
    await run(ledger, 55, { ...ANNA, ...SILENT });
    expect(ledger.only).toMatchObject({ InvoicePostalCode: "-", InvoiceCity: "-" });
  });
});

test("terms for whoever has none aren't written over those that were agreed with a customer", async () => {
  const given = { lookups: { termsOfPayment: { table: { "2": TERMS_10 }, default: TERMS_30 } } };
  const ledger = there({ ...HOME, TermsOfPaymentId: TERMS_10 });
  await run(ledger, 55, { ...ANNA, paymentConditionId: null }, given as Given);
  expect(ledger.only["TermsOfPaymentId"]).toBe(TERMS_10);
  const other = there({ ...HOME, TermsOfPaymentId: TERMS_30 });
  await run(other, 55, ANNA, given as Given);
  expect(other.only["TermsOfPaymentId"]).toBe(TERMS_10);
});

test("whoever receives the goods doesn't rename the customer who orders them", async () => {
  const ledger = there(OSLO);
  await order1(ledger, {
    debtorId: null,
    email: "anna@example.com",
    companyName: null,
    attentionTo: null,
    invoiceAddress: noAddress,
    deliveryAddress: address({ name: "Bo Ek" }),
  });
  expect(ledger.only).toMatchObject({ Name: "Anna Svensson", DeliveryCustomerName: "Bo Ek" });
});

describe("a country", () => {
  test("in three letters is the one that they mean, in whatever case", async () => {
    for (const [said, country] of [
      ["SWE", "SE"],
      ["nor", "NO"],
      ["GBR", "GB"],
      ["dk", "DK"],
    ] as const) {
      const ledger = new Ledger();
      await run(ledger, 55, { ...ANNA, countryCode: said });
      expect(ledger.only["InvoiceCountryCode"]).toBe(country);
    }
  });

  test("as a word isn't guessed: held, with the field and the word", async () => {
    for (const countryCode of ["Sverige", "XYZ", "S"]) {
      const ledger = new Ledger();
      const ran = await run(ledger, 55, { ...ANNA, countryCode });
      expect([ran.outcome, ledger.writes]).toEqual(["held", []]);
      expect(ran.params["country-not-read"]).toEqual({
        field: "invoice.country",
        country: countryCode.toUpperCase(),
      });
    }
  });
});

test("a third line goes to the second; what doesn't fit there is told", async () => {
  const ledger = new Ledger();
  await run(ledger, 55, { ...ANNA, addressLine2: "c/o Olsson", addressLine3: "Byggnad C" });
  expect(ledger.only["InvoiceAddress2"]).toBe("c/o Olsson, Byggnad C");
  const alone = new Ledger();
  await run(alone, 55, { ...ANNA, addressLine3: "Byggnad C" });
  expect(alone.only["InvoiceAddress2"]).toBe("Byggnad C");
  const long = new Ledger();
  const ran = await run(long, 55, {
    ...ANNA,
    addressLine2: "c/o Olsson och Systrar Aktiebolag",
    addressLine3: "Byggnad C, våning 3",
  });
  expect(long.only["InvoiceAddress2"]).toBe("c/o Olsson och Systrar Aktiebolag, Byggnad C, våni");
  expect(ran.params["text-shortened"]).toMatchObject({ field: "invoice.address2", max: 50 });
});

describe("an address is one value", () => {
  test("a customer who moved has no second line of the address before", async () => {
    const ledger = new Ledger();
    await run(ledger, 55, { ...ANNA, addressLine2: "c/o Olsson" });
    expect(ledger.only["InvoiceAddress2"]).toBe("c/o Olsson");
    await run(ledger, 55, { ...ANNA, address: "Nygatan 2", postCode: "41101", city: "Göteborg" });
    expect(ledger.only).toMatchObject({
      InvoiceAddress1: "Nygatan 2",
      InvoiceAddress2: "",
      InvoicePostalCode: "41101",
      InvoiceCity: "Göteborg",
    });
  });

  test("nor has a delivery", async () => {
    const ledger = new Ledger();
    await order1(ledger, {
      deliveryAddress: address({ street: "Hamngatan 1", street2: "2 tr", postCode: "11147" }),
    });
    await order1(ledger, {
      phone: "08-2",
      deliveryAddress: address({ street: "Kungsgatan 9", postCode: "41119", city: "Göteborg" }),
    });
    expect(ledger.only).toMatchObject({
      DeliveryAddress1: "Kungsgatan 9",
      DeliveryAddress2: "",
      DeliveryPostalCode: "41119",
    });
  });

  test("of which a person corrected one part stays whole, and that is said; the rest is written", async () => {
    const ledger = new Ledger();
    await run(ledger, 55, ANNA);
    ledger.edit(ledger.only["Id"], { InvoiceCity: "Solna" });
    const moved = { ...ANNA, address: "Nygatan 2", postCode: "41101", phoneNumber: "08-2" };
    const ran = await run(ledger, 55, moved);
    expect(ledger.only).toMatchObject({
      InvoiceAddress1: "Storgatan 1",
      InvoicePostalCode: "11122",
      InvoiceCity: "Solna",
      Telephone: "08-2",
    });
    expect(ran.params["customer-fields-kept"]).toMatchObject({
      fields: "InvoiceCity, InvoiceAddress1, InvoicePostalCode",
    });
    // Once both agree on the part that was corrected, the address is the shop's again.
    await run(ledger, 55, { ...moved, city: "Solna" });
    expect(ledger.only).toMatchObject({
      InvoiceAddress1: "Nygatan 2",
      InvoicePostalCode: "41101",
      InvoiceCity: "Solna",
    });
  });

  test("the same place in another writing keeps the second line that the shop doesn't have", async () => {
    const ledger = there(HOME);
    await run(ledger, 55, { ...ANNA, postCode: "11122" });
    expect(ledger.only).toMatchObject({
      InvoiceAddress2: "c/o Olsson",
      InvoicePostalCode: "11122",
    });
  });

  test.each([
    ["postCode", { postCode: null }, "invoice.postCode"],
    ["city", { city: null }, "invoice.city"],
    ["country", { countryCode: null }, "invoice.country"],
  ])(
    "another one that has no %s isn't mixed with the one there, which is said",
    async (_, gap, field) => {
      const ledger = there(OSLO);
      const ran = await run(ledger, 55, { ...ANNA, ...gap });
      expect(ledger.only).toMatchObject(OSLO);
      expect(ran.params["address-incomplete-kept"]).toEqual({ field });
    },
  );

  test("another one without a post code is written where the one there had none", async () => {
    const ledger = new Ledger();
    await run(ledger, 55, { ...ANNA, postCode: null });
    await run(ledger, 55, { ...ANNA, address: "Nygatan 2", postCode: null });
    expect(ledger.only).toMatchObject({ InvoiceAddress1: "Nygatan 2", InvoicePostalCode: "-" });
  });
});

test.each(["111 22", "11 122", "1 11-22"])(
  "a post code that a person only writes otherwise (%s) keeps no address back",
  async (spelt) => {
    const ledger = new Ledger();
    await run(ledger, 55, { ...ANNA, postCode: "111 22" });
    ledger.edit(ledger.only["Id"], { InvoicePostalCode: spelt });
    const moved = { ...ANNA, address: "Nygatan 9", postCode: "41101", city: "Göteborg" };
    expect((await run(ledger, 55, moved)).codes).not.toContain("customer-fields-kept");
    expect(ledger.only).toMatchObject({
      InvoiceAddress1: "Nygatan 9",
      InvoicePostalCode: "41101",
      InvoiceCity: "Göteborg",
    });
  },
);

test("a post code that a person corrected keeps the address", async () => {
  const ledger = new Ledger();
  await run(ledger, 55, { ...ANNA, postCode: "111 22" });
  ledger.edit(ledger.only["Id"], { InvoicePostalCode: "111 23" });
  const moved = { ...ANNA, address: "Nygatan 9", postCode: "41101", city: "Göteborg" };
  expect((await run(ledger, 55, moved)).codes).toContain("customer-fields-kept");
});

test("a class that is cut at a blank makes one label", async () => {
  const ledger = new Ledger();
  const given: Given = { customers: { classifyBy: "characteristic4" } };
  const classed = { ...ANNA, characteristic4: `${"x".repeat(49)} and more` };
  await run(ledger, 55, classed, given);
  const again = await run(ledger, 55, { ...classed, city: "Malmö" }, given);
  expect([ledger.labels.length, again.codes.length > 0]).toEqual([1, true]);
});

test("a VAT number of another country gets no letters of the company's", async () => {
  const vat = async (vatNumber: string) => {
    const ledger = new Ledger();
    const card = { ...BYGG, countryCode: null, cocNumber: null, vatNumber };
    const { codes } = await run(ledger, 56, card);
    return [ledger.only["VatNumber"] ?? null, codes.includes("field-left-out")];
  };
  expect(await vat("123456789B01")).toEqual([null, true]);
  expect(await vat("556000000001")).toEqual(["SE556000000001", false]);
});

test("the debtor of stock corrections gets no customer", async () => {
  const ledger = new Ledger();
  const given = { stock: { correctionDebtor: 55 } } as Given;
  const { outcome, codes } = await run(ledger, 55, ANNA, given);
  expect([outcome, codes, ledger.writes.length]).toEqual(["skipped", ["debtor-of-corrections"], 0]);
});
