/**
 * A buyer's customer that somebody deleted in the ledger, or made inactive: the next order finds or
 * makes another, or says what to do, and a retry sees what was done.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const RETRY = ["retry-by-person"];
const BUYER = companyBuyer("Merged");
const TYPES = ["sales-order", "draft-invoice", "invoice"] as const;

type Ledger = Readonly<Record<string, readonly Json[]>>;

/** A shop with an order of the buyer that was booked, and taken off the ledger again. */
async function known(orders: Json) {
  const world = await FlowWorld.open();
  world.configure({ orders });
  const placed = await world.place({ ...BUYER, lines: [mug(1)] });
  const first = await world.book(placed.id);
  expect(first.end.outcome).toBe("booked");
  const made = first.writes.find(({ kind }) => kind === "customer.create")?.answer;
  const customer = (made as { readonly Id: string }).Id;
  const ledger = (method: string, path: string, body?: Json) =>
    world.control("eaccounting", method, path, body);
  const remove = async (): Promise<void> => {
    const {
      orders: sold = [],
      customerInvoices = [],
      drafts = [],
    } = (await world.ledger()) as Ledger;
    for (const [path, documents] of [
      ["orders", sold],
      ["customerinvoices", customerInvoices],
      ["customerinvoicedrafts", drafts],
    ] as const)
      for (const { Id } of documents) await ledger("DELETE", `/${path}/${String(Id)}`);
    await ledger("DELETE", `/customers/${customer}`);
  };
  return { world, customer, ledger, remove };
}

const customersOf = async (world: FlowWorld): Promise<readonly string[]> =>
  ((await world.ledger())["customers"] ?? [])
    .filter((one) => String(one["Name"]).startsWith("Merged"))
    .map((one) => String(one["Id"]));

test.each(TYPES)(
  "%s: an order whose customer was deleted gets another one, and is booked once",
  async (type) => {
    const { world, customer, remove } = await known({ type });
    await remove();
    const { id } = await world.place({ ...BUYER, lines: [mug(2)] });
    const { end, codes } = await world.book(id);
    expect([end.outcome, codes]).toEqual(["booked", expect.arrayContaining(["customer-created"])]);
    expect(codes.filter((code) => code === "customer-known")).toEqual([]);
    const now = await customersOf(world);
    expect(now).toHaveLength(1);
    expect(now).not.toContain(customer);
    // From now on it is known, and costs no call.
    const next = await world.place({ ...BUYER, lines: [mug(3)] });
    expect((await world.book(next.id)).codes).toContain("customer-known");
  },
);

test("a duplicate that is left of a merger is found by its keys, not made once more", async () => {
  const { world, ledger, remove } = await known({ type: "sales-order" });
  await remove();
  await ledger("POST", "/customers", {
    Name: "Merged AB",
    EmailAddress: String(BUYER["emailAddress"]),
    IsPrivatePerson: false,
  });
  const { id } = await world.place({ ...BUYER, lines: [mug(2)] });
  const { end, codes } = await world.book(id);
  expect([end.outcome, codes]).toEqual(["booked", expect.arrayContaining(["customer-found"])]);
  expect(await customersOf(world)).toHaveLength(1);
});

test.each(TYPES)(
  "%s: an order whose customer was made inactive is held with that reason, until it is active again",
  async (type) => {
    const { world, customer, ledger } = await known({ type });
    await ledger("PATCH", `/customers/${customer}`, { IsActive: false });
    const { id } = await world.place({ ...BUYER, lines: [mug(2)] });
    const held = await world.book(id);
    expect([held.end.outcome, held.codes]).toEqual(["held", ["customer-inactive"]]);
    expect(held.end.reasons[0]?.params["of"]).toBeUndefined();
    expect((await world.book(id, RETRY)).codes).toEqual(["customer-inactive"]);
    await ledger("PATCH", `/customers/${customer}`, { IsActive: true });
    const again = await world.book(id, RETRY);
    expect([again.end.outcome, await customersOf(world)]).toEqual(["booked", [customer]]);
  },
);

test("a retry reads the customer before it writes: nothing is sent for one that is gone", async () => {
  const { world, remove } = await known({ type: "sales-order" });
  await remove();
  const { id } = await world.place({ ...BUYER, lines: [mug(2)] });
  const { end, writes } = await world.book(id, RETRY);
  expect([end.outcome, writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["customer.create", "order.create"],
  ]);
});

test("a fixed customer that is gone or inactive is held as such, and isn't made", async () => {
  const { world, ledger } = await known({ type: "sales-order" });
  const answer = await ledger("POST", "/customers", {
    Name: "Merged fixed",
    IsPrivatePerson: false,
  });
  const fixed = String((answer as Json)["Id"]);
  world.configure({
    orders: { type: "sales-order", defaultDebtor: { id: fixed, when: "always" } },
  });
  const order = async () => (await world.place({ ...BUYER, lines: [mug(2)] })).id;
  expect((await world.book(await order())).end.outcome).toBe("booked");
  await ledger("PATCH", `/customers/${fixed}`, { IsActive: false });
  expect((await world.book(await order())).codes).toEqual(["customer-inactive"]);
});

test("what is refused for something else is refused once, and says what it said", async () => {
  const { world } = await known({ type: "sales-order" });
  // Sent once more, it would be taken.
  await world.control("eaccounting", "POST", "/faults", {
    route: "POST /v2/orders",
    kind: "status",
    times: 1,
    status: 404,
    body: { ErrorCode: 3000, DeveloperErrorMessage: "TermsOfPaymentId", Errors: [] },
  });
  const before = (await world.ledger())["orders"]?.length;
  const { id } = await world.place({ ...BUYER, lines: [mug(2)] });
  await expect(world.book(id)).rejects.toThrow(/"code":3000/);
  expect((await world.ledger())["orders"]?.length).toBe(before);
});

test("an item of the customer ledger gets another customer where its own was deleted; inactive, a retry holds it", async () => {
  const { world, customer, ledger } = await known({ type: "sales-order" });
  world.configure({
    orders: {
      type: "mutation",
      voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 },
    },
    lookups: VOUCHER_LOOKUPS,
  });
  const place = async () => (await world.place({ ...BUYER, lines: [mug(2)] })).id;
  await ledger("PATCH", `/customers/${customer}`, { IsActive: false });
  expect((await world.book(await place(), RETRY)).codes).toEqual(["customer-inactive"]);
  await ledger("DELETE", `/customers/${customer}`);
  const { end, codes } = await world.book(await place());
  expect([end.outcome, codes]).toEqual(["booked", expect.arrayContaining(["customer-created"])]);
});
