import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { customerBody, customerId, demo, orderBody, startFrozen, outcome } from "./fixtures.ts";
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
  ledger.api("POST", "/customers", customerBody(ledger, more));
const put = (id: unknown, body: JsonObject) => ledger.api("PUT", `/customers/${textOf(id)}`, body);
const notes = async () =>
  ((await ledger.control("GET", "/faultsOfClient")).body["faults"] as unknown as JsonObject[]).map(
    (one) => [one["kind"], one["field"]],
  );

test("the least customer is made with 201, a number of the series and the company's currency", async () => {
  const next = (await ledger.api("GET", "/companysettings")).body["NextCustomerNumber"];
  const made = await post();
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    CustomerNumber: textOf(next),
    CurrencyCode: "SEK",
    EmailAddress: null,
    IsPrivatePerson: false,
    TermsOfPayment: { NumberOfDays: 30 },
  });
  expect((await ledger.api("GET", `/customers/${textOf(made.body["Id"])}`)).body).toEqual(
    made.body,
  );
});

test.each([
  ["Name", undefined],
  ["Name", null],
  ["Name", "x".repeat(51)],
  ["InvoiceCity", undefined],
  ["InvoiceCity", ""],
  ["InvoicePostalCode", "12345678901"],
  ["TermsOfPaymentId", undefined],
  ["TermsOfPaymentId", "not a guid"],
  ["IsActive", "true"],
  ["IsActive", null],
  ["DiscountPercentage", 1.01],
  ["DiscountPercentage", 0.12345],
  ["InvoiceCountryCode", "XX"],
  ["CurrencyCode", "XXX"],
  ["PropertyType", 3],
  ["WebshopCustomerNumber", 2_147_483_648],
  ["WebshopCustomerNumber", -2_147_483_649],
])("a customer with %s %s is refused", async (field, value) => {
  const body = Object.fromEntries(
    Object.entries({ ...customerBody(ledger), [field]: value }).filter(
      ([, one]) => one !== undefined,
    ),
  ) as JsonObject;
  const answer = await ledger.api("POST", "/customers", body);
  expect(outcome(answer)).toEqual([400, 2000]);
  expect(answer.body["Errors"]).toMatchObject([{ Field: field }]);
});

test("all faults of a body are told at once", async () => {
  const answer = await ledger.api("POST", "/customers", {
    Name: 5,
    IsActive: true,
    IsPrivatePerson: true,
    InvoiceCity: "x",
    Surprise: 1,
  });
  expect((answer.body["Errors"] as unknown as JsonObject[]).map((one) => one["Field"])).toEqual([
    "Name",
    "TermsOfPaymentId",
    "InvoicePostalCode",
    "Surprise",
  ]);
});

test("an unknown field is refused or ignored, and noted either way", async () => {
  expect(outcome(await post({ ZipCode: "1" }))).toEqual([400, 2000]);
  await ledger.control("PUT", "/switches", { unknownFields: "ignored" });
  expect(outcome(await post({ ZipCode: "1", emailAddress: "x" }))).toEqual([201, null]);
  expect(await notes()).toEqual([
    ["unknown-field", "ZipCode"],
    ["unknown-field", "ZipCode"],
    ["wrong-case", "emailAddress"],
  ]);
});

test("a required true or false that is left out is false, or refused, and noted", async () => {
  const { IsPrivatePerson: _, ...rest } = customerBody(ledger);
  expect((await ledger.api("POST", "/customers", rest)).body).toMatchObject({
    IsPrivatePerson: false,
  });
  await ledger.control("PUT", "/switches", { missingValueTypes: "refused" });
  expect(outcome(await ledger.api("POST", "/customers", rest))).toEqual([400, 2000]);
  expect(await notes()).toEqual([
    ["missing-value", "IsPrivatePerson"],
    ["missing-value", "IsPrivatePerson"],
  ]);
});

test("a customer number is taken once, whatever its case", async () => {
  expect((await post({ CustomerNumber: "AS-1" })).body["CustomerNumber"]).toBe("AS-1");
  expect(outcome(await post({ CustomerNumber: "as-1" }))).toEqual([409, 4000]);
  await ledger.control("PUT", "/switches", { status4000: "400" });
  expect(outcome(await post({ CustomerNumber: "AS-1" }))).toEqual([400, 4000]);
  await ledger.control("PUT", "/statuses", { "4000": 422 });
  expect(outcome(await post({ CustomerNumber: "AS-1" }))).toEqual([422, 4000]);
});

test("the series steps over numbers that are taken", async () => {
  await post({ CustomerNumber: String(demo(ledger).series.customer) });
  expect(Number((await post()).body["CustomerNumber"])).toBe(1005);
});

describe("PUT", () => {
  test("replaces the whole: what is left out becomes null", async () => {
    const { body } = await post({ EmailAddress: "a@example.com", Note: "keep me", Telephone: "1" });
    const after = await put(body["Id"], customerBody(ledger));
    expect(after.body).toMatchObject({
      EmailAddress: null,
      Note: null,
      Telephone: null,
      CustomerNumber: body["CustomerNumber"],
    });
    expect(after.body["ChangedUtc"]).not.toBe(body["ChangedUtc"]);
  });

  test("of a part is refused", async () => {
    const { body } = await post();
    expect(outcome(await put(body["Id"], { Id: body["Id"] ?? null, Name: "Only a name" }))).toEqual(
      [400, 2000],
    );
  });

  test("of the very answer of the GET changes nothing and notes nothing", async () => {
    const { body } = await post({ Note: "x" });
    const after = await put(body["Id"], body);
    expect({ ...after.body, ChangedUtc: null }).toEqual({ ...body, ChangedUtc: null });
    expect(await notes()).toEqual([]);
  });

  test("ignores a read-only field and notes that it differs", async () => {
    const { body } = await post();
    const after = await put(body["Id"], { ...body, UnpaidInvoicesAmount: 5 });
    expect(after.body["UnpaidInvoicesAmount"]).toBe(0);
    expect(await notes()).toEqual([["read-only-field", "UnpaidInvoicesAmount"]]);
  });

  test("can't take another's number, and may cost the own one when it leaves it out", async () => {
    const { body } = await post();
    expect(outcome(await put(body["Id"], { ...body, CustomerNumber: "1001" }))).toEqual([
      409, 4000,
    ]);
    await ledger.control("PUT", "/switches", { customerNumberOmittedByPut: "renumbered" });
    expect((await put(body["Id"], customerBody(ledger))).body["CustomerNumber"]).not.toBe(
      body["CustomerNumber"],
    );
  });

  test("of an unknown customer is 404", async () => {
    expect(
      outcome(await put("11111111-1111-4111-8111-111111111111", customerBody(ledger))),
    ).toEqual([404, 3000]);
  });
});

describe("a field the vendor added", () => {
  test("survives a PUT that sends it, and is lost by one that doesn't", async () => {
    await ledger.control("PUT", "/switches", { extraFields: "on" });
    const { body } = await post();
    expect(body["VendorAddedField"]).toMatch(/added by the vendor/);
    expect((await put(body["Id"], { ...body, Note: "x" })).body["VendorAddedField"]).toBe(
      body["VendorAddedField"],
    );
    expect((await put(body["Id"], customerBody(ledger))).body["VendorAddedField"]).toBeNull();
    expect(await notes()).toEqual([["number-omitted", "CustomerNumber"]]);
  });

  test("may be any that a person put on it", async () => {
    await ledger.control("PUT", "/switches", { extraFields: "on" });
    const id = customerId(ledger, "Anna Andersson");
    expect(
      (await ledger.control("PATCH", `/customers/${id}`, { Colour: { name: "blue" } })).body,
    ).toMatchObject({ Colour: { name: "blue" } });
    const { body } = await ledger.api("GET", `/customers/${id}`);
    expect((await put(id, { ...body, Note: "seen" })).body).toMatchObject({
      Colour: { name: "blue" },
      Note: "seen",
    });
    await ledger.control("PUT", "/switches", { extraFields: "off" });
    expect((await ledger.api("GET", `/customers/${id}`)).body).not.toHaveProperty("Colour");
  });
});

describe("VAT numbers", () => {
  const german = { InvoiceCountryCode: "DE", VatNumber: "DE123456789" };

  test.each([
    ["ok", [201, null]],
    ["invalid", [400, 4025]],
    ["down", [400, 4100]],
  ])("the register is %s", async (vies, expected) => {
    await ledger.control("PUT", "/switches", { vies });
    expect(outcome(await post(german))).toEqual(expected);
    expect(outcome(await post({ InvoiceCountryCode: "US", VatNumber: "US12345678" }))).toEqual([
      201,
      null,
    ]);
  });

  test.each([["123456789"], ["DE1234"], ["DE12345678901234"], ["D1234567890"]])(
    "%s is no VAT number",
    async (VatNumber) => {
      expect(outcome(await post({ ...german, VatNumber }))).toEqual([400, 2000]);
    },
  );

  test("need the country, and are needed for reverse charge on construction", async () => {
    expect(outcome(await post({ VatNumber: "DE123456789" }))).toEqual([400, 2000]);
    const reverse = await post({ ReverseChargeOnConstructionServices: true });
    expect(reverse.body["DeveloperErrorMessage"]).toContain(
      "VatNumber can not be null or empty when using ReverseChargeOnConstructionServices",
    );
  });
});

test("VAT can't be forced inside the EU, and delivery-based VAT needs the delivery address", async () => {
  expect(outcome(await post({ ForceBookkeepVat: true, InvoiceCountryCode: "DE" }))).toEqual([
    400, 4035,
  ]);
  expect(outcome(await post({ ForceBookkeepVat: true, InvoiceCountryCode: "NO" }))).toEqual([
    201,
    null,
  ]);
  expect(outcome(await post({ DeliveryBasedVat: true, DeliveryCity: "Berlin" }))).toEqual([
    400, 2000,
  ]);
});

test("settings of direct debit are taken by the schema's own names", async () => {
  const settings = {
    MandateId: "M-1",
    MandateType: 2,
    SequenceType: 1,
    SigningDate: "2026-01-31",
    EndDate: null,
    LatestDirectDebit: null,
    Bic: "NDEASESS",
  };
  expect(
    (await post({ DirectDebitCustomerSettings: settings })).body["DirectDebitCustomerSettings"],
  ).toEqual(settings);
  for (const wrong of [
    { MandateDate: "2026-01-31" },
    { MandateId: "x".repeat(36) },
    { Bic: "x".repeat(12) },
  ])
    expect(outcome(await post({ DirectDebitCustomerSettings: wrong }))).toEqual([400, 2000]);
});

test("copies of mail need a first address, and are five at most", async () => {
  expect(outcome(await post({ EmailAddresses: ["a@example.com"] }))).toEqual([400, 2000]);
  expect(
    outcome(
      await post({ EmailAddress: "a@example.com", EmailAddresses: Array(6).fill("b@example.com") }),
    ),
  ).toEqual([400, 2000]);
});

test("labels are given by id and answered in full; a label in use stays", async () => {
  const label = await ledger.api("POST", "/customerlabels", {
    Name: "asperion-sync",
    Description: "x",
  });
  expect(label.status).toBe(201);
  const Id = label.body["Id"] ?? null;
  expect((await post({ CustomerLabels: [{ Id, Name: "any" }] })).body["CustomerLabels"]).toEqual([
    label.body,
  ]);
  expect(outcome(await post({ CustomerLabels: [{ Id }] }))).toEqual([400, 2000]);
  expect(
    outcome(
      await post({ CustomerLabels: [{ Id: "11111111-1111-4111-8111-111111111111", Name: "any" }] }),
    ),
  ).toEqual([404, 3000]);
  expect(outcome(await ledger.api("DELETE", `/customerlabels/${textOf(Id)}`))).toEqual([400, 4001]);
  expect(
    (await ledger.api("PUT", `/customerlabels/${textOf(Id)}`, { Name: "renamed" })).body,
  ).toMatchObject({ Name: "renamed", Description: null });
});

test("a customer with orders stays, one without goes", async () => {
  const id = customerId(ledger, "Kundbolaget AB");
  await ledger.api("POST", "/orders", orderBody(ledger));
  expect(outcome(await ledger.api("DELETE", `/customers/${id}`))).toEqual([400, 4001]);
  const anna = customerId(ledger, "Anna Andersson");
  expect((await ledger.api("DELETE", `/customers/${anna}`)).status).toBe(200);
  expect((await ledger.api("GET", `/customers/${anna}`)).status).toBe(404);
});
