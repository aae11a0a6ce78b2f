import { describe, expect, it } from "vitest";
import type { Debtor, Order } from "../../../src/domain/orders/order.ts";
import { reason } from "../../../src/domain/reasons/index.ts";
import { partyOf } from "../../../src/flows/parties/party.ts";
import { planCustomer, type PlannedCustomer } from "../../../src/flows/parties/plan-customer.ts";
import { address, codesOf, company, debtor, noAddress, order, settings } from "../orders/kit.ts";

const terms = [
  { id: "terms-30", name: "30 days", days: 30 },
  { id: "terms-10", name: "10 days", days: 10 },
];
type Given = Parameters<typeof settings>[0];
const plan = (
  fields: Partial<Order> = {},
  from: Partial<Debtor> | null = {},
  given: Given = {},
  home = company,
) => {
  const set = settings(given);
  return planCustomer({
    party: partyOf(order([{ price: "1.00" }], fields), from === null ? null : debtor(from), set),
    settings: set,
    company: home,
    terms,
  });
};
const made = (...args: Parameters<typeof plan>): PlannedCustomer => {
  const planned = plan(...args);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return planned.value;
};

describe("a customer's fields", () => {
  it("are those of the order and its debtor", () => {
    expect(
      made(
        { companyName: "Bygg AB", attentionTo: "Bo Ek", phone: "08-1" },
        { mobile: "070-1", organisationNumber: "556000-0000", vatNumber: "556000000001" },
      ).fields,
    ).toEqual({
      number: "AS55",
      kind: "company",
      name: "Bygg AB",
      contactPerson: "Bo Ek",
      email: "anna@example.com",
      phone: "08-1",
      mobile: "070-1",
      organisationNumber: "556000-0000",
      vatNumber: "SE556000000001",
      address1: "Storgatan 1",
      address2: null,
      postCode: "11122",
      city: "Stockholm",
      country: "SE",
      deliveryName: null,
      deliveryAddress1: null,
      deliveryAddress2: null,
      deliveryPostCode: null,
      deliveryCity: null,
      deliveryCountry: null,
      termsOfPaymentId: "terms-30",
      note: null,
      upkeep: null,
      labels: null,
    });
  });

  it("keep a name that is too long in the note, and record that it was cut", () => {
    const name = `${"Bygg och anläggning ".repeat(3)}AB`;
    const { fields, reasons } = made({ companyName: name });
    expect([(fields.name?.length ?? 51) <= 50, fields.note]).toEqual([true, name]);
    expect(reasons).toContainEqual({
      code: "text-shortened",
      params: { field: "customer.name", line: null, max: 50 },
    });
  });

  it("have the delivery address where it is another one", () => {
    expect(
      made({ deliveryAddress: address({ name: "Bo Ek", street: "Hamngatan 3" }) }).fields,
    ).toMatchObject({
      deliveryName: "Bo Ek",
      deliveryAddress1: "Hamngatan 3",
      deliveryCity: "Stockholm",
    });
    expect(made({ deliveryAddress: address() }).fields).toMatchObject({
      deliveryName: null,
      deliveryCity: null,
    });
  });

  it("have the company's country where the shop says none, and say so", () => {
    const nowhere = { ...address(), country: null };
    const { fields, reasons } = made({ invoiceAddress: nowhere, deliveryAddress: nowhere });
    expect(fields.country).toBe("SE");
    expect(reasons.filter(({ code }) => code === "address-missing-filled")).toEqual([
      reason("address-missing-filled", { field: "invoice.country", with: "SE" }),
    ]);
    expect(codesOf(made())).not.toContain("address-missing-filled");
  });

  it("fill a missing post code, city and country, and record it", () => {
    const { fields, reasons } = made(
      { invoiceAddress: { ...noAddress, name: "Anna" } },
      { address: noAddress },
    );
    expect(fields).toMatchObject({ postCode: "-", city: "-", address1: null });
    expect(codesOf({ reasons }).filter((code) => code === "address-missing-filled")).toHaveLength(
      3,
    );
  });

  it("leave out what would refuse the whole customer: half an address, a VAT number of no known form", () => {
    const { fields, reasons } = made({ email: `${"a".repeat(251)}@b.se`, vatNumber: "no" });
    expect(fields).toMatchObject({ email: null, vatNumber: null });
    expect(
      reasons.filter(({ code }) => code === "field-left-out").map(({ params }) => params["field"]),
    ).toEqual(["customer.email", "customer.vatNumber"]);
  });
});

describe("terms of payment of a customer", () => {
  it("come from the look-up by the debtor's condition, else from the company", () => {
    const table: Given = { lookups: { termsOfPayment: { table: { "3": "terms-10" } } } };
    expect(made({}, { paymentConditionId: "3" }, table).fields.termsOfPaymentId).toBe("terms-10");
    expect(made({}, { paymentConditionId: "4" }, table).fields.termsOfPaymentId).toBe("terms-30");
  });

  it("that don't exist, or nobody chose, are held", () => {
    expect(
      plan(
        {},
        { paymentConditionId: "3" },
        { lookups: { termsOfPayment: { table: { "3": "gone" } } } },
      ),
    ).toMatchObject({ ok: false, error: [{ code: "terms-not-mapped" }] });
    expect(plan({}, {}, {}, { ...company, termsOfPaymentId: null })).toMatchObject({
      ok: false,
      error: [{ code: "terms-not-mapped" }],
    });
  });
});

describe("a customer that can't be made", () => {
  it("has no name, or nothing to derive a number from", () => {
    expect(plan({ invoiceAddress: noAddress, debtorId: null }, null)).toMatchObject({
      ok: false,
      error: [{ code: "customer-not-identifiable", params: { by: "name" } }],
    });
    expect(plan({ debtorId: null, email: null }, null)).toMatchObject({
      ok: false,
      error: [{ code: "customer-not-identifiable", params: { by: "email" } }],
    });
  });

  it("has a post code that doesn't fit", () => {
    expect(plan({ invoiceAddress: address({ postCode: "12345678901" }) })).toMatchObject({
      ok: false,
      error: [{ code: "post-code-too-long" }],
    });
  });
});
