/** Rules of the tenant on a customer: what they fill, and that a person's own entry stays. */
import { expect, test } from "vitest";
import { createCustomer, updateCustomer } from "../../../src/eaccounting/customers.ts";
import { partyOf } from "../../../src/flows/parties/party.ts";
import { planCustomer } from "../../../src/flows/parties/plan-customer.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { company, order } from "../orders/kit.ts";

const plan = (customers: object[], name = "Bygg AB") => {
  const settings = settingsSchema.parse({ mapping: { customers } });
  return planCustomer({
    party: partyOf(
      order([{ price: "1.00" }], { companyName: name, email: "Info@Bygg.SE" }),
      null,
      settings,
    ),
    settings,
    company,
    terms: [{ id: "terms-30", name: "30 days", days: 30 }],
  });
};

test("fields that nothing else fills come from rules, and are explained", () => {
  const right = plan([
    { target: "ElectronicAddress", expression: 'lower(coalesce(customer.email, ""))' },
    { target: "WebshopCustomerNumber", expression: 'number(coalesce(customer.debtorId, "0"))' },
  ]);
  if (!right.ok) throw new Error(JSON.stringify(right.error));
  expect(createCustomer(right.value.fields).body).toMatchObject({
    ElectronicAddress: "info@bygg.se",
    WebshopCustomerNumber: 55,
    Name: "Bygg AB",
  });
  expect(right.value.reasons.filter(({ code }) => code === "field-mapped")).toMatchObject([
    { code: "field-mapped", params: { field: "customer.ElectronicAddress" } },
    { code: "field-mapped" },
  ]);
});

test("a rule that stops holds this customer, and no other", () => {
  const rule = [
    { target: "WebshopCustomerNumber", expression: 'number(coalesce(customer.name, "0"))' },
  ];
  expect(plan(rule)).toMatchObject({
    ok: false,
    error: [{ code: "rule-failed", params: { fault: "not-a-number" } }],
  });
  expect(plan(rule, "4711")).toMatchObject({
    ok: true,
    value: { fields: { mapped: { WebshopCustomerNumber: 4711 } } },
  });
});

test("an update writes mapped fields where they differ, but those that a person keeps", () => {
  const planned = plan([{ target: "WwwAddress", default: "www.bygg.example" }]);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  const raw = {
    ...(createCustomer(planned.value.fields).body as object),
    WwwAddress: "www.other.example",
  };
  expect(updateCustomer("c", raw, planned.value.fields)?.body).toMatchObject({
    WwwAddress: "www.bygg.example",
  });
  expect(updateCustomer("c", raw, planned.value.fields, ["WwwAddress"])).toBeNull();
});
