/** A customer that is there already: what is written, what stays, what is asked first. */
import { describe, expect, test } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import { findOrCreateCustomer, type Wanted } from "../../../src/flows/parties/find-or-create.ts";
import { partyFingerprint, partyOf } from "../../../src/flows/parties/party.ts";
import { planCustomer } from "../../../src/flows/parties/plan-customer.ts";
import type { Settings } from "../../../src/settings/schema.ts";
import { address, company, order, settings } from "../orders/kit.ts";
import { Ledger, type Raw, TERMS_30 } from "./ledger.ts";

type Given = Parameters<typeof settings>[0];

function wanted(of: Order, set: Settings): Wanted {
  const party = partyOf(of, null, set);
  const plan: Wanted["plan"] = (there) =>
    planCustomer({
      party,
      settings: set,
      company: { ...company, termsOfPaymentId: TERMS_30 },
      terms: [],
      there,
    });
  return {
    party,
    linkSource: String(of.debtorId),
    fingerprint: partyFingerprint(of),
    update: set.orders.updateCustomer,
    currency: null,
    make: true,
    plan,
  };
}

/** What an order does about its customer. */
async function meet(
  ledger: Ledger,
  fields: Partial<Order> = {},
  given: Given = {},
): Promise<{ kind: string; codes: readonly string[]; params: Record<string, unknown> }> {
  const set = settings(given);
  const of = order([{ price: "1.00" }], { phone: "08-1", ...fields });
  const knownState = await findOrCreateCustomer(ledger.ports("order:1", set), wanted(of, set));
  if (!knownState.ok) return { kind: knownState.error.kind, codes: [], params: {} };
  return {
    kind: knownState.value.kind,
    codes: knownState.value.reasons.map(({ code }) => code),
    params: Object.assign(
      {},
      ...knownState.value.reasons.map(({ code, params }) => ({ [code]: params })),
    ),
  };
}

const moved = { invoiceAddress: address({ street: "Nygatan 2" }) };
const shown = ({ Telephone, InvoiceAddress1 }: Raw) => ({ Telephone, InvoiceAddress1 });

describe("a telephone number that somebody corrected in the ledger", () => {
  const corrected = async (): Promise<Ledger> => {
    const ledger = new Ledger();
    await meet(ledger);
    ledger.edit(ledger.only["Id"], {
      Telephone: "08-99",
      NewField: { of: "the vendor" },
      DiscountPercentage: 0.1,
    });
    return ledger;
  };

  test("stays, the rest is written, and it is said", async () => {
    const ledger = await corrected();
    const knownState = await meet(ledger, moved);
    expect(shown(ledger.only)).toEqual({ Telephone: "08-99", InvoiceAddress1: "Nygatan 2" });
    expect(knownState.params["customer-fields-kept"]).toMatchObject({
      fields: "Telephone",
      both: null,
    });
    expect(ledger.only).toMatchObject({ NewField: { of: "the vendor" }, DiscountPercentage: 0.1 });
  });

  test("stays at every later update, also when the shop's number changes, which is said as well", async () => {
    const ledger = await corrected();
    await meet(ledger, moved);
    const knownState = await meet(ledger, { phone: "08-2" });
    expect(shown(ledger.only)).toEqual({ Telephone: "08-99", InvoiceAddress1: "Storgatan 1" });
    expect(knownState.params["customer-fields-kept"]).toMatchObject({
      fields: "Telephone",
      both: "Telephone",
    });
  });

  test("is the shop's again once both say the same", async () => {
    const ledger = await corrected();
    await meet(ledger, { phone: "08-99" });
    await meet(ledger, { phone: "08-3" });
    expect(shown(ledger.only)).toEqual({ Telephone: "08-3", InvoiceAddress1: "Storgatan 1" });
  });

  test("holds what needs the customer where the tenant wants to be asked, and nothing is written", async () => {
    const ledger = await corrected();
    const writes = ledger.writes.length;
    expect(await meet(ledger, moved, { customers: { changedByPerson: "hold" } })).toMatchObject({
      kind: "held",
      params: { "customer-changed-by-person": { fields: "Telephone" } },
    });
    expect(ledger.writes).toHaveLength(writes);
  });

  test("is overwritten only where the tenant wants that, and it is said", async () => {
    const ledger = await corrected();
    expect(
      (await meet(ledger, moved, { customers: { changedByPerson: "overwrite" } })).params[
        "customer-updated"
      ],
    ).toMatchObject({ overwritten: "Telephone" });
    expect(shown(ledger.only)).toEqual({ Telephone: "08-1", InvoiceAddress1: "Nygatan 2" });
  });

  test("stays whichever of two debtors with one address orders next", async () => {
    const ledger = await corrected();
    await meet(ledger, { debtorId: 71, phone: "08-71" });
    expect(ledger.only["Telephone"]).toBe("08-99");
    await meet(ledger, moved);
    expect(shown(ledger.only)).toEqual({ Telephone: "08-99", InvoiceAddress1: "Nygatan 2" });
  });
});

test("an update whose answer was lost is nobody's change, whether it came through or not", async () => {
  const ledger = new Ledger();
  await meet(ledger);
  ledger.loseNext = "answer";
  expect((await meet(ledger, moved)).kind).toBe("unknown-outcome");
  const knownState = await meet(ledger, { invoiceAddress: address({ street: "Nygatan 3" }) });
  expect([
    ledger.only["InvoiceAddress1"],
    knownState.codes.includes("customer-fields-kept"),
  ]).toEqual(["Nygatan 3", false]);
});

test("an update whose answer was lost is looked at again, also when the shop takes its change back", async () => {
  const ledger = new Ledger();
  await meet(ledger);
  ledger.loseNext = "answer";
  await meet(ledger, moved);
  await meet(ledger);
  expect(ledger.only["InvoiceAddress1"]).toBe("Storgatan 1");
});

test("an update that comes true late, over one that was answered, is nobody's change", async () => {
  const ledger = new Ledger();
  await meet(ledger);
  ledger.loseNext = "request";
  expect((await meet(ledger, { phone: "08-2" })).kind).toBe("unknown-outcome");
  await meet(ledger, { phone: "08-3" });
  ledger.edit(ledger.only["Id"], { Telephone: "08-2" });
  const knownState = await meet(ledger, { phone: "08-4" });
  expect([ledger.only["Telephone"], knownState.codes.includes("customer-fields-kept")]).toEqual([
    "08-4",
    false,
  ]);
});

test("an update that was lost on its way is made by the next run", async () => {
  const ledger = new Ledger();
  await meet(ledger);
  ledger.loseNext = "request";
  await meet(ledger, moved);
  await meet(ledger, moved);
  expect(ledger.only["InvoiceAddress1"]).toBe("Nygatan 2");
});

test("two debtors of one customer don't take each other's writes for a person's", async () => {
  const ledger = new Ledger();
  await meet(ledger);
  await meet(ledger, { debtorId: 71, phone: "08-71" });
  const knownState = await meet(ledger, { phone: "08-2" });
  expect([ledger.only["Telephone"], knownState.codes.includes("customer-fields-kept")]).toEqual([
    "08-2",
    false,
  ]);
});

describe("two debtors of one VAT number", () => {
  const VAT = "SE556677889901";
  const by: Given = { orders: { findCustomerBy: ["vat-number"] } };
  const group = (debtorId: number, companyName: string, more: Partial<Order> = {}) => ({
    debtorId: debtorId as NonNullable<Order["debtorId"]>,
    companyName,
    email: `${companyName.toLowerCase().replaceAll(" ", ".")}@example.com`,
    vatNumber: VAT,
    organisationNumber: null,
    ...more,
  });

  test("share its customer, which keeps the data of the one that it was made from", async () => {
    const ledger = new Ledger();
    await meet(ledger, group(1, "Group North AB"), by);
    for (const debtor of [group(2, "Group South AB"), group(2, "Group South AB", { phone: "1" })]) {
      const second = await meet(ledger, debtor, by);
      expect([second.kind, ledger.only["Name"]]).toEqual(["customer", "Group North AB"]);
    }
    await meet(ledger, group(1, "Group North Holding AB"), by);
    expect(ledger.only).toMatchObject({
      Name: "Group North Holding AB",
      EmailAddress: "group.north.holding.ab@example.com",
    });
  });

  test("of one registration number are one company, which shows what was said last", async () => {
    const ledger = new Ledger();
    const one = { organisationNumber: "5566778899" };
    await meet(ledger, group(1, "Moved AB", one), by);
    await meet(ledger, group(2, "Renamed AB", one), by);
    expect(ledger.only["Name"]).toBe("Renamed AB");
  });

  test("a customer that wasn't made from a debtor is brought up to date", async () => {
    const ledger = new Ledger();
    ledger.add({ CustomerNumber: "77", Name: "Old name", VatNumber: VAT, IsPrivatePerson: false });
    await meet(ledger, group(2, "Group South AB"), by);
    expect(ledger.only["Name"]).toBe("Group South AB");
  });
});

test("a customer that was found is brought up to date once; what is changed in it afterwards is a person's", async () => {
  const ledger = new Ledger();
  const { Id } = ledger.add({ EmailAddress: "anna@example.com", Telephone: "08-55" });
  expect((await meet(ledger)).codes).toContain("customer-found");
  expect(ledger.one(Id)["Telephone"]).toBe("08-1");
  ledger.edit(Id, { Telephone: "08-99" });
  await meet(ledger, moved);
  expect(shown(ledger.one(Id))).toEqual({ Telephone: "08-99", InvoiceAddress1: "Nygatan 2" });
});

test("without updates nothing is written, and what is corrected meanwhile stays when they are switched on", async () => {
  const ledger = new Ledger();
  const { Id } = ledger.add({ EmailAddress: "anna@example.com", Telephone: "08-55" });
  await meet(ledger, {}, { orders: { updateCustomer: false } });
  expect(ledger.writes).toEqual([]);
  ledger.edit(Id, { Telephone: "08-99" });
  await meet(ledger, moved);
  expect(shown(ledger.one(Id))).toEqual({ Telephone: "08-99", InvoiceAddress1: "Nygatan 2" });
});

test("in trial mode nothing is written, and the customer isn't taken for up to date", async () => {
  const ledger = new Ledger();
  const { Id } = ledger.add({ EmailAddress: "anna@example.com" });
  const set = { ...settings(), trial: true };
  const of = order([{ price: "1.00" }], moved);
  await findOrCreateCustomer(ledger.ports("order:1", set), wanted(of, set));
  expect(ledger.writes).toEqual([]);
  expect(ledger.rehearsed).toMatchObject([
    { kind: "customer.update", method: "PUT", body: { InvoiceAddress1: "Nygatan 2" } },
  ]);
  await meet(ledger, moved);
  expect(ledger.one(Id)["InvoiceAddress1"]).toBe("Nygatan 2");
});

test("nothing that differs, nothing that is written", async () => {
  const ledger = new Ledger();
  await meet(ledger);
  const writes = ledger.writes.length;
  await meet(ledger, { paymentConditionId: "9" });
  expect(ledger.writes).toHaveLength(writes);
});
