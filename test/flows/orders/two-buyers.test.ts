/** Two buyers who are one customer of the ledger: what an invoice says of each of them. */
import { expect, test } from "vitest";
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
