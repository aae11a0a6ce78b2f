/**
 * The buyer's data change in the shop after the order was invoiced: deleted, corrected, moved. What
 * was invoiced stays its customer's, and none is made or changed for it.
 */
import { expect, test } from "vitest";
import { answersOf, RETRY } from "../../../src/domain/jobs/requested-actions.ts";
import type { FlowWorld, Json } from "../../support/flow-world.ts";
import { companyBuyer, homeAddress, privateBuyer } from "../../support/orders.ts";
import { books, change, mug, tenant } from "./registered-world.kit.ts";

const deleted = (emailAddress: string | null): Json => ({
  companyName: null,
  attentionTo: "Deleted",
  emailAddress,
  invoiceAddress: { name: "Deleted", address: "", city: "", postCode: "", countryCode: "SE" },
  deliveryAddress: null,
});
const abroad = (countryCode: string): Json => ({
  ...homeAddress("Abroad"),
  countryCode,
  postCode: "10115",
  city: "Berlin",
});

const CHANGES: Readonly<Record<string, Json>> = {
  "all data deleted": deleted(null),
  "deleted, with a substitute for the e-mail address": deleted("deleted-1@example.invalid"),
  "another e-mail address": { emailAddress: "corrected@example.com" },
  "a company name": { companyName: "Added AB" },
  "a company name and its VAT number": { companyName: "Added AB", vatNumber: "SE556677889901" },
  "no company name": { companyName: null },
  "moved abroad": { invoiceAddress: abroad("DE"), deliveryAddress: abroad("DE") },
  "an invoice address abroad": { invoiceAddress: abroad("NO") },
  "a country that eAccounting doesn't have": { invoiceAddress: abroad("XX") },
  "no address": { invoiceAddress: null },
};
const SOLD = { 1510: 250, 2611: -50, 3001: -200 };
const HALF = { 1510: 125, 2611: -25, 3001: -100 };
const FOLLOWS: Readonly<Record<string, { readonly does: Json | "credit"; readonly left: object }>> =
  {
    "nothing else": { does: {}, left: SOLD },
    paid: {
      does: { paymentStatus: "Paid", amountPaid: 250 },
      left: { 1930: 250, 2611: -50, 3001: -200 },
    },
    cancelled: { does: { status: 9 }, left: {} },
    lowered: { does: { lines: [mug(125)] }, left: HALF },
    "a credit order": { does: "credit", left: HALF },
  };

const customers = async (world: FlowWorld): Promise<string> =>
  JSON.stringify((await world.ledger())["customers"]);
const invoiced = async (world: FlowWorld): Promise<readonly unknown[]> => {
  const { customerinvoices = [] } = await world.ledger();
  return [...new Set(customerinvoices.map((one) => one["CustomerId"]))];
};
const VAT_OF_ALL = { pricesIncludeVat: true, paymentStatus: "Open", lines: [mug(125, 2)] };

async function debtorOf(world: FlowWorld, { companyName, attentionTo, emailAddress }: Json) {
  const address = { address: "Storgatan 1", postCode: "111 22", city: "Stockholm" };
  const made = await world.control("asperion", "POST", "/debtors", {
    name: companyName ?? attentionTo,
    emailAddress,
    countryCode: "SE",
    ...address,
  });
  return Number((made as Json)["id"]);
}

/** Of an edit that also goes elsewhere, VAT is a question: it is a person's, as ever. */
const isOfAnotherPlace = (what: string, then: string): boolean =>
  what === "moved abroad" && then === "lowered";
const CASES = ["private", "company"].flatMap((kind) =>
  ["guest", "debtor"].flatMap((who) =>
    Object.keys(CHANGES).flatMap((what) =>
      Object.keys(FOLLOWS)
        .filter((then) => !isOfAnotherPlace(what, then))
        .map((then) => [kind, who, what, then] as const),
    ),
  ),
);

test.each(CASES)("%s, a %s: %s, then %s: all on the invoice's customer", async (...of) => {
  const [kind, who, what, then] = of;
  const world = await tenant();
  const plain = kind === "private" ? privateBuyer("Bought") : companyBuyer("Bought");
  const debtorId = who === "guest" ? null : await debtorOf(world, plain);
  const buyer: Json = { ...plain, ...(debtorId === null ? {} : { debtorId }) };
  const order = await world.place({ ...buyer, ...VAT_OF_ALL });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const before = await customers(world);

  await change(world, order, CHANGES[what] ?? {});
  const told = await world.book(order.id);
  expect(["booked", "needs-attention"]).toContain(told.end.outcome);
  expect(["order-unchanged", "order-changed-after-booking"]).toContain(told.codes[0]);
  expect(told.writes).toEqual([]);

  const { does, left } = FOLLOWS[then] ?? { does: {}, left: {} };
  const back = { creditsOrderId: order.id, ...VAT_OF_ALL, lines: [mug(125, -1)] };
  const { id } =
    does === "credit" ? await world.place({ ...buyer, ...CHANGES[what], ...back }) : order;
  if (does !== "credit") await change(world, order, does);
  const run = await world.book(id);
  expect(["booked", "updated", "needs-attention"]).toContain(run.end.outcome);
  expect(await books(world)).toEqual(left);
  expect([await customers(world), (await invoiced(world)).length]).toEqual([before, 1]);
  expect((await world.book(id)).writes).toEqual([]);
});

test("an edit of an order that goes to another country by now is held, and its payment isn't", async () => {
  const world = await tenant();
  const order = await world.place({ ...privateBuyer("Moved"), ...VAT_OF_ALL });
  await world.book(order.id);
  await change(world, order, { ...CHANGES["moved abroad"], lines: [mug(125)] });
  const edited = await world.book(order.id);
  expect([edited.end.outcome, edited.codes, await books(world)]).toEqual([
    "held",
    ["sale-place-differs"],
    SOLD,
  ]);
  await change(world, order, {
    lines: [mug(125, 2)],
    paymentStatus: "Paid",
    amountPaid: 250,
  });
  const paid = await world.book(order.id);
  expect([paid.end.outcome, paid.codes]).toEqual([
    "needs-attention",
    expect.arrayContaining(["sale-place-differs", "payment-registered"]),
  ]);
  expect(await books(world)).toEqual({ 1930: 250, 2611: -50, 3001: -200 });
});

test("the debtor is deleted in the shop: payments and cancellations go on", async () => {
  const world = await tenant();
  const plain = companyBuyer("Left");
  const debtorId = await debtorOf(world, plain);
  const order = await world.place({ ...plain, debtorId, ...VAT_OF_ALL });
  await world.book(order.id);
  await world.control("asperion", "DELETE", `/debtors/${debtorId}`);
  await change(world, order, { emailAddress: "later@example.com", paymentStatus: "Paid" });
  const paid = await world.book(order.id);
  expect([paid.end.outcome, await books(world)]).toEqual([
    "booked",
    { 1930: 250, 2611: -50, 3001: -200 },
  ]);
  await change(world, order, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
  expect([(await world.book(order.id)).end.outcome, await books(world)]).toEqual(["updated", {}]);
});

/** The order is another debtor's by now; `knows`: who has a customer in eAccounting. */
async function anothers(knows: boolean) {
  const world = await tenant();
  const [one, two] = [companyBuyer("First"), companyBuyer("Second")];
  const [first, second] = [await debtorOf(world, one), await debtorOf(world, two)];
  const order = await world.place({ ...one, debtorId: first, ...VAT_OF_ALL });
  await world.book(order.id);
  if (knows) {
    const other = { ...VAT_OF_ALL, lines: [mug(80)] };
    await world.book((await world.place({ ...two, debtorId: second, ...other })).id);
  }
  const before = { customers: await customers(world), books: await books(world) };
  await change(world, order, { ...two, debtorId: second });
  return { world, order, before, buyer: { ...two, debtorId: second } };
}

test.each([true, false])(
  "an edit of an order that is another debtor's by now is held, and a retry books it on the invoice's customer; that one has a customer: %s",
  async (knows) => {
    const { world, order, before } = await anothers(knows);
    await change(world, order, { lines: [mug(125)] });
    const held = await world.book(order.id);
    expect([held.end.outcome, held.codes[0], held.writes]).toEqual([
      "held",
      "delta-customer-differs",
      [],
    ]);
    expect(await customers(world)).toBe(before.customers);
    const again = await world.book(order.id, [RETRY]);
    expect([again.codes[0], again.writes]).toEqual(["delta-customer-differs", []]);
    await world.book(order.id, [RETRY, ...answersOf(held.end)]);
    const was = before.books[1510] ?? 0;
    expect((await books(world))[1510]).toBe(was - 125);
    expect(await customers(world)).toBe(before.customers);
  },
);

test.each([true, false])(
  "a credit order of another debtor than its invoice has is held, and a retry books it on the invoice's customer; that one has a customer: %s",
  async (knows) => {
    const { world, order, before, buyer } = await anothers(knows);
    const back = { creditsOrderId: order.id, ...VAT_OF_ALL, lines: [mug(125, -1)] };
    const { id } = await world.place({ ...buyer, ...back });
    const held = await world.book(id);
    expect([held.end.outcome, held.codes, held.writes]).toEqual([
      "held",
      ["credit-customer-differs"],
      [],
    ]);
    const again = await world.book(id, [RETRY]);
    expect([again.codes, again.writes]).toEqual([["credit-customer-differs"], []]);
    const answered = await world.book(id, [RETRY, ...answersOf(held.end)]);
    expect(answered.end.outcome).toBe("booked");
    expect((await books(world))[1510]).toBe((before.books[1510] ?? 0) - 125);
    expect(await customers(world)).toBe(before.customers);
  },
);

test.each([false, true])(
  "where several customers fit the buyer of a credit order or of an edit (%s), that is what is told",
  async (isEdit) => {
    const { world, order, buyer } = await anothers(false);
    for (const CustomerNumber of ["701", "702"])
      await world.control("eaccounting", "POST", "/customers", {
        CustomerNumber,
        Name: "Second",
        IsPrivatePerson: false,
        EmailAddress: (buyer as Json)["emailAddress"],
      });
    const back = { creditsOrderId: order.id, ...VAT_OF_ALL, lines: [mug(125, -1)] };
    if (isEdit) await change(world, order, { lines: [mug(125)] });
    const { id } = isEdit ? order : await world.place({ ...buyer, ...back });
    const held = await world.book(id, [RETRY]);
    expect([held.end.outcome, held.codes[0], held.writes]).toEqual([
      "held",
      "customer-ambiguous",
      [],
    ]);
  },
);

test("what a person says of one buyer isn't said of the next", async () => {
  const { world, order } = await anothers(false);
  await change(world, order, { lines: [mug(125)] });
  const held = await world.book(order.id);
  const third = companyBuyer("Third");
  await change(world, order, { ...third, debtorId: await debtorOf(world, third) });
  const again = await world.book(order.id, [RETRY, ...answersOf(held.end)]);
  expect([again.codes[0], again.writes]).toEqual(["delta-customer-differs", []]);
});

test.each([
  ["paid", { paymentStatus: "Paid", amountPaid: 250 }],
  ["cancelled", { status: 9 }],
])("an order that is another debtor's by now is %s on the invoice's customer", async (_, does) => {
  const { world, order, before } = await anothers(true);
  await change(world, order, does);
  await world.book(order.id);
  expect((await books(world))[1510]).toBe((before.books[1510] ?? 0) - 250);
  expect(await customers(world)).toBe(before.customers);
});
