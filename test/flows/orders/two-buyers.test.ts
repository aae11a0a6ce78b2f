/** Two buyers who are one customer of the ledger: what an invoice says of each of them. */
import { expect, test } from "vitest";
import { RETRY } from "../../../src/domain/jobs/requested-actions.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { mug } from "../../support/orders.ts";

type Buyer = readonly [name: string, street: string];
const ANNA: Buyer = ["Anna Berg", "Storgatan 1"];
const BO: Buyer = ["Bo Lund", "Lillgatan 9"];

const placeOf = ([name, address]: Buyer): Json => ({
  name,
  address,
  postCode: "111 22",
  city: "Stockholm",
  countryCode: "SE",
});

const ordered = (buyer: Buyer, debtorId: number | null): Json => ({
  debtorId,
  attentionTo: buyer[0],
  emailAddress: "family@home.example",
  pricesIncludeVat: true,
  paymentStatus: "Open",
  invoiceAddress: placeOf(buyer),
  deliveryAddress: placeOf(buyer),
  lines: [mug(1)],
});

const debtor = async (world: FlowWorld, buyer: Buyer, more: Json = {}): Promise<number> => {
  const made = (await world.control("asperion", "POST", "/debtors", {
    ...placeOf(buyer),
    emailAddress: "family@home.example",
    ...more,
  })) as Json;
  return Number(made["id"]);
};

/** Books the order, and returns what its document says of the buyer. */
async function booked(world: FlowWorld, order: Json, list = "customerinvoices") {
  const placed = await world.place(order);
  const run = await world.book(placed.id);
  const document = ((await world.ledger())[list] ?? []).find((one) =>
    JSON.stringify(one).includes(`${placed.orderNumber} #`),
  );
  return {
    outcome: run.end.outcome,
    codes: run.codes.filter((code) => code.startsWith("customer")),
    buyer: [document?.["InvoiceCustomerName"], document?.["InvoiceAddress1"]],
  };
}

test.each([
  ["invoice", "customerinvoices"],
  ["draft-invoice", "customerinvoicedrafts"],
] as const)(
  "an account and a guest of one e-mail address: each %s bears its own buyer's name",
  async (type, list) => {
    const world = await FlowWorld.open();
    world.configure({ orders: { type } });
    const anna = ordered(ANNA, await debtor(world, ANNA));
    const bo = ordered(BO, null);
    for (const [order, buyer] of [
      [anna, ANNA],
      [bo, BO],
      [anna, ANNA],
      [bo, BO],
    ] as const)
      expect(await booked(world, order, list)).toMatchObject({ outcome: "booked", buyer });
    // Nothing changed since: no call for the customer, and no write.
    expect((await booked(world, bo, list)).codes).toEqual(["customer-known"]);
  },
);

const NORTH: Buyer = ["North AB", "Norrgatan 1"];
const SOUTH: Buyer = ["South AB", "Sodergatan 2"];
const grouped = async (world: FlowWorld, buyer: Buyer): Promise<Json> => {
  const company = {
    vatNumber: "SE556677889901",
    emailAddress: `${buyer[0].slice(0, 5)}@x.example`,
  };
  return {
    ...ordered(buyer, await debtor(world, buyer, company)),
    ...company,
    companyName: buyer[0],
    attentionTo: null,
    pricesIncludeVat: false,
  };
};

test.each([
  ["invoice", ["customer-known", "customer-name-differs"]],
  ["draft-invoice", ["customer-known", "customer-name-differs"]],
  ["sales-order", ["customer-known"]],
] as const)(
  "a company that shares its VAT number is told of, with each %s that bears the other's name",
  async (type, codes) => {
    const world = await FlowWorld.open();
    world.configure({ orders: { type, findCustomerBy: ["vat-number"] } });
    const north = await grouped(world, NORTH);
    const south = await grouped(world, SOUTH);
    expect((await booked(world, north)).codes).toEqual(["customer-created"]);
    await booked(world, south);
    expect((await booked(world, south)).codes).toEqual(codes);
    expect((await booked(world, north)).codes).toEqual(["customer-known"]);
  },
);

test.each([
  ["Bo Lund", true],
  ["Anna  BERG", false],
  ["Berg", false],
])(
  "where orders don't update customers, an invoice for %s that Anna Berg stands on is told of: %s",
  async (name, isTold) => {
    const world = await FlowWorld.open();
    world.configure({ orders: { type: "invoice", updateCustomer: false } });
    await booked(world, ordered(ANNA, await debtor(world, ANNA)));
    const other = ordered([name, "Lillgatan 9"], null);
    for (const found of ["customer-found", "customer-known"]) {
      const run = await booked(world, other);
      expect([run.outcome, run.buyer[0]]).toEqual(["booked", "Anna Berg"]);
      expect(run.codes).toEqual([found, ...(isTold ? ["customer-name-differs"] : [])]);
    }
  },
);

test("a customer that is put right in eAccounting is no longer told of once it was read", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "invoice", updateCustomer: false } });
  await booked(world, ordered(ANNA, await debtor(world, ANNA)));
  expect((await booked(world, ordered(BO, null))).codes).toContain("customer-name-differs");
  const [customer] = ((await world.ledger())["customers"] ?? []).filter(
    (one) => one["EmailAddress"] === "family@home.example",
  );
  await world.control("eaccounting", "PATCH", `/customers/${String(customer?.["Id"])}`, {
    Name: "Bo Lund",
  });
  const order = await world.place(ordered(BO, null));
  const run = await world.book(order.id, [RETRY]);
  expect([run.end.outcome, run.codes.includes("customer-name-differs")]).toEqual(["booked", false]);
});

test.each([
  ["a credit order", "order"],
  ["a cancellation", "cancelled"],
  ["an edit", "edited"],
] as const)(
  "%s of an invoice for Anna Berg says so where its credit bears the name of Bo Lund",
  async (_, what) => {
    const world = await FlowWorld.open();
    const ways = { cancelledAfterBooking: "credit", editedAfterBooking: "delta" } as const;
    world.configure({ orders: { type: "invoice", ...ways } });
    const anna = { ...ordered(ANNA, await debtor(world, ANNA)), lines: [mug(2)] };
    const credited = async (): Promise<readonly string[]> => {
      const placed = await world.place(anna);
      expect((await world.book(placed.id)).end.outcome).toBe("booked");
      await between();
      const back = { ...anna, creditsOrderId: placed.id, lines: [mug(-2)] };
      const change = what === "cancelled" ? { status: 9 } : { lines: [mug(1)] };
      const { id } = what === "order" ? await world.place(back) : placed;
      if (what !== "order") await world.control("asperion", "PATCH", `/orders/${id}`, change);
      return (await world.book(id)).codes;
    };
    let between = async (): Promise<unknown> => undefined;
    expect(await credited()).not.toContain("customer-name-differs");
    between = () => booked(world, ordered(BO, null));
    expect(await credited()).toContain("customer-name-differs");
    // A run that ends once its credit is booked, before it is recorded: the next one tells it.
    between = async () => {
      await booked(world, ordered(BO, null));
      world.answered = async () => {
        const { kind, key } = world["journal"].at(-1) ?? {};
        if (kind !== "draft.convert") return;
        world.answered = null;
        const ends = new Error("the run ends here");
        throw Object.assign(ends, { orderId: Number(key?.split(":")[1]) });
      };
    };
    const ended = (await credited().catch((cause: unknown) => cause)) as { orderId: number };
    await world.resolveDoubts(ended.orderId);
    expect((await world.book(ended.orderId)).codes).toContain("customer-name-differs");
  },
);
