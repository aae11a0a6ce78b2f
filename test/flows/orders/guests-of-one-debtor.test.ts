/**
 * A debtor of the shop that stands for all guests, and that nobody has named as such: the second
 * guest is held, and a customer of its own that changes is not.
 */
import { expect, test } from "vitest";
import { findCustomerToLink } from "../../../src/flows/orders/manual-links/find-customer.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { mug } from "../../support/orders.ts";

/** The sandbox's debtor that stands for guests; it has a name alone. */
const GUESTS = 299;
/** A person's, and a company's. */
const ASA = 204;
const NORRSKEN = 203;

const place = (name: string, address: string, postCode = "111 22"): Json => ({
  name,
  address,
  postCode,
  city: "Stockholm",
  countryCode: "SE",
});
const at = (address: Json): Json => ({ invoiceAddress: address, deliveryAddress: address });

const buyer = (debtorId: number, name: string, more: Json = {}): Json => ({
  debtorId,
  companyName: null,
  attentionTo: name,
  emailAddress: `${name.toLowerCase().replace(" ", ".")}@example.com`,
  pricesIncludeVat: true,
  ...at(place(name, `${name} street 1`)),
  lines: [mug()],
  ...more,
});

async function opened(orders: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order", ...orders } });
  const book = async (order: Json) => {
    const placed = await world.place(order);
    const run = await world.book(placed.id);
    return { id: placed.id, outcome: run.end.outcome, reasons: run.end.reasons, codes: run.codes };
  };
  const names = async (): Promise<readonly unknown[]> =>
    ((await world.ledger())["customers"] ?? []).map((one) => one["Name"]);
  return { world, book, names };
}

test("a second guest on the debtor is held with the debtor's number, and nobody's customer changes", async () => {
  const { book, names } = await opened();
  expect((await book(buyer(GUESTS, "Ada Berg"))).outcome).toBe("booked");
  const before = await names();
  const held = await book(buyer(GUESTS, "Cem Dal"));
  expect(held).toMatchObject({
    outcome: "held",
    reasons: [{ code: "debtor-of-several", params: { debtor: GUESTS } }],
  });
  expect(await names()).toEqual(before);
  // The first one's next order is theirs.
  expect((await book(buyer(GUESTS, "Ada Berg", { lines: [mug(2)] }))).outcome).toBe("booked");
});

test("once the debtor is named in the settings, each guest has a customer of their own", async () => {
  const { world, book, names } = await opened();
  await book(buyer(GUESTS, "Ada Berg"));
  const { id } = await book(buyer(GUESTS, "Cem Dal"));
  world.configure({ orders: { collectiveDebtors: [GUESTS] } });
  expect((await world.book(id)).end.outcome).toBe("booked");
  expect((await book(buyer(GUESTS, "Ada Berg"))).outcome).toBe("booked");
  const made = (await names()).filter((name) => name === "Ada Berg" || name === "Cem Dal");
  expect(made.toSorted()).toEqual(["Ada Berg", "Cem Dal"]);
});

test("a company among the guests is told apart as well", async () => {
  const { book } = await opened();
  const company = (name: string): Json =>
    buyer(GUESTS, name, {
      companyName: `${name} AB`,
      emailAddress: `buy@${name.slice(-3)}.example`,
    });
  expect((await book(company("Ada Berg"))).outcome).toBe("booked");
  expect((await book(company("Cem Dal"))).codes).toEqual(["debtor-of-several"]);
});

test.each<[string, number, Json, Json]>([
  [
    "a person with another e-mail address, who moved",
    ASA,
    {},
    { emailAddress: "asa@new.example", ...at(place("Åsa Öberg", "Hamngatan 9", "211 22")) },
  ],
  [
    "somebody of the same household",
    ASA,
    {},
    { attentionTo: "Nils", emailAddress: "nils@example.com" },
  ],
  [
    "a company whose contact changes",
    NORRSKEN,
    { attentionTo: "Ada Berg", emailAddress: "ada@norrsken.example" },
    { attentionTo: "Cem Dal", emailAddress: "cem@dal.example" },
  ],
  [
    "a company's branch elsewhere, under the same number",
    NORRSKEN,
    { cocNumber: "556677-8899" },
    {
      companyName: "Malmö",
      attentionTo: "Cem Dal",
      emailAddress: "cem@dal.example",
      cocNumber: "556677-8899",
      ...at(place("Malmö", "Hamngatan 9", "211 22")),
    },
  ],
])("not held: %s", async (_what, debtorId, first, then) => {
  const { book } = await opened();
  for (const change of [first, then])
    expect(await book({ debtorId, lines: [mug()], ...change })).toMatchObject({
      outcome: "booked",
    });
});

test("not held: a customer whose card in the shop has what the order says", async () => {
  const { world, book } = await opened();
  await book(buyer(ASA, "Åsa Öberg"));
  expect((await book(buyer(ASA, "Cem Dal"))).codes).toEqual(["debtor-of-several"]);
  await world.control("asperion", "POST", "/debtors", {
    id: ASA,
    emailAddress: "cem.dal@example.com",
  });
  expect((await book(buyer(ASA, "Cem Dal"))).outcome).toBe("booked");
});

test("whom a person linked is taken at their word", async () => {
  const { world, book } = await opened();
  await book(buyer(GUESTS, "Ada Berg"));
  const { id } = await book(buyer(GUESTS, "Cem Dal"));
  const customers = (await world.ledger())["customers"] ?? [];
  const number = String(customers.find((one) => one["Name"] === "Ada Berg")?.["CustomerNumber"]);
  const ask = { what: "customer", number, confirmed: true, actor: "ida" } as const;
  await world.look(id, async (ports) => {
    const linked = await findCustomerToLink(ports, String(id), ask);
    if (!linked.ok || linked.value.kind !== "found") throw new Error(JSON.stringify(linked));
    ports.saveLink(linked.value.link);
  });
  expect((await world.book(id)).end.outcome).toBe("booked");
});

test("where orders leave customers alone, guests share one, and it isn't changed", async () => {
  const { book, names } = await opened({ updateCustomer: false });
  await book(buyer(GUESTS, "Ada Berg"));
  const before = await names();
  expect((await book(buyer(GUESTS, "Cem Dal"))).outcome).toBe("booked");
  expect(await names()).toEqual(before);
});
