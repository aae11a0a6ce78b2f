/**
 * Promise 8 for customers: what a person corrected in the ledger's customer is never overwritten
 * unasked.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, homeAddress, mug } from "../support/orders.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
  // A vendor that adds a field of its own, and takes back any that it once served.
  await bridge.control("eaccounting", "PUT", "/switches", { extraFields: "on" });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const customerOf = async (buyer: Json): Promise<Json> => {
  const found =
    (await bridge.ledger())["customers"]?.filter(
      (customer) => customer["EmailAddress"] === buyer["emailAddress"],
    ) ?? [];
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};

/**
 * An order makes the customer; a person corrects it in the ledger; the next order brings another
 * street.
 */
async function corrected(
  policy: string,
): Promise<{ buyer: Json; outcome: string | null; codes: readonly string[]; orders: number }> {
  await bridge.reconfigure(tenant, { customers: { changedByPerson: policy } });
  const buyer = { ...companyBuyer(`Corrected${(n += 1)}`), phoneNumber: "08-1" };
  expect(
    (await bridge.book(tenant, (await bridge.place({ ...buyer, lines: [mug()] })).id)).job.outcome,
  ).toBe("booked");
  await bridge.control(
    "eaccounting",
    "PATCH",
    `/customers/${String((await customerOf(buyer))["Id"])}`,
    { Telephone: "08-99 (new, AB)", NewFieldOfTheVendor: "keep me", DiscountPercentage: 0.1 },
  );
  const next = await bridge.place({
    ...buyer,
    invoiceAddress: { ...homeAddress("Moved AB"), address: "Nygatan 2" },
    lines: [mug()],
  });
  const { job } = await bridge.book(tenant, next.id);
  return {
    buyer,
    outcome: job.outcome,
    codes: codesOf(job),
    orders: (await bridge.ordersOf(next.orderNumber)).length,
  };
}

test("a corrected field stays while the rest is brought up to date, fields that we don't know survive, and the order is booked", async () => {
  const { buyer, outcome, codes, orders } = await corrected("leave");
  expect([outcome, orders]).toEqual(["booked", 1]);
  expect(codes).toEqual(expect.arrayContaining(["customer-fields-kept", "customer-updated"]));
  expect(await customerOf(buyer)).toMatchObject({
    Telephone: "08-99 (new, AB)",
    InvoiceAddress1: "Nygatan 2",
    NewFieldOfTheVendor: "keep me",
    DiscountPercentage: 0.1,
  });
});

test("where the tenant wants to be asked, the order is held and nothing is overwritten", async () => {
  const { buyer, outcome, codes, orders } = await corrected("hold");
  expect([outcome, codes, orders]).toEqual(["held", ["customer-changed-by-person"], 0]);
  expect(await customerOf(buyer)).toMatchObject({
    Telephone: "08-99 (new, AB)",
    InvoiceAddress1: "Storgatan 1",
  });
});

test("a correction is overwritten only where the tenant wants that", async () => {
  const { buyer, outcome } = await corrected("overwrite");
  expect(outcome).toBe("booked");
  expect(await customerOf(buyer)).toMatchObject({
    Telephone: "08-1",
    InvoiceAddress1: "Nygatan 2",
  });
});

test("a customer that was deleted is never replaced by the one that got its number", async () => {
  await bridge.reconfigure(tenant, { customers: { changedByPerson: "leave" } });
  const buyers = [companyBuyer("Deleted"), companyBuyer("Renumbered")];
  for (const buyer of buyers) {
    const { id } = await bridge.place({ ...buyer, lines: [mug()] });
    expect((await bridge.book(tenant, id)).job.outcome).toBe("booked");
  }
  const [gone = {}, other = {}] = await Promise.all(buyers.map(customerOf));
  await bridge.control("eaccounting", "DELETE", `/customers/${String(gone["Id"])}`);
  await bridge.control("eaccounting", "PATCH", `/customers/${String(other["Id"])}`, {
    CustomerNumber: gone["CustomerNumber"],
  });
  const next = await bridge.place({ ...buyers[0], lines: [mug()] });
  const { job } = await bridge.book(tenant, next.id);
  expect([job.outcome, codesOf(job)]).toEqual(["held", ["customer-number-taken"]]);
  expect(await bridge.ordersOf(next.orderNumber)).toEqual([]);
});
