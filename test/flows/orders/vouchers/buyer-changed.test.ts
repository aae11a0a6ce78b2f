/**
 * An order whose claim stands on its customer in the customer ledger, and whose buyer changes after
 * that was booked: the claim moves to the new one, or a person is told.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

const [FIRST, SECOND] = [privateBuyer("FirstBuyer"), privateBuyer("SecondBuyer")];

async function booked(orders: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({
    orders: {
      type: "mutation",
      editedAfterBooking: "delta",
      voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_000 },
      ...orders,
    },
    lookups: {
      ...VOUCHER_LOOKUPS,
      paymentMethod: {
        default: String(
          ((await world.ledger())["bankaccounts"] ?? []).find(
            (one) => one["LedgerAccountNumber"] === 1930,
          )?.["Id"],
        ),
        table: {},
      },
    },
  });
  const order = await world.place({ ...FIRST, paymentStatus: "Open", lines: [mug(2)] });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  return { world, order, total: Number(order["amountInclVat"]).toFixed(2) };
}

const change = (world: FlowWorld, id: number, fields: Json) =>
  world.control("asperion", "PATCH", `/orders/${id}`, fields);

/** What stands on each customer, by name; without those whom nothing is asked of. */
async function claims(world: FlowWorld): Promise<Readonly<Record<string, string>>> {
  const { customers = [], customerledgeritems = [] } = await world.ledger();
  const owed = new Map<string, number>();
  for (const item of customerledgeritems) {
    const name = String(customers.find(({ Id: id }) => id === item["CustomerId"])?.["Name"]);
    owed.set(name, (owed.get(name) ?? 0) + Number(item["TotalAmountInvoiceCurrency"]));
  }
  return Object.fromEntries(
    [...owed].filter(([, sum]) => sum !== 0).map(([name, sum]) => [name, sum.toFixed(2)]),
  );
}

test("the claim is taken back from the old customer and booked on the new one", async () => {
  const { world, order, total } = await booked();
  expect(Object.values(await claims(world))).toEqual([total]);
  const before = Object.keys(await claims(world));
  await change(world, order.id, SECOND);
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes]).toEqual([
    "updated",
    expect.arrayContaining(["voucher-booked", "voucher-reversed"]),
  ]);
  const after = await claims(world);
  expect([Object.values(after), Object.keys(after)]).not.toEqual([[total], before]);
  expect(Object.values(after)).toEqual([total]);
  // Whatever comes again changes nothing.
  expect((await world.book(order.id)).writes).toEqual([]);
  expect(await claims(world)).toEqual(after);
});

test("a person is told where what is booked stays, and nothing is written", async () => {
  const { world, order } = await booked({ editedAfterBooking: "hold" });
  const before = await claims(world);
  await change(world, order.id, SECOND);
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes[0]]).toEqual([
    "needs-attention",
    "voucher-changed-after-booking",
  ]);
  expect(run.writes.filter(({ kind }) => kind.startsWith("ledger-item"))).toEqual([]);
  expect(await claims(world)).toEqual(before);
});

test("what was paid on the old customer's claim stays, and a person is told", async () => {
  const { world, order } = await booked({ payments: "register" });
  await change(world, order.id, { paymentStatus: "PartlyPaid", amountPaid: 10 });
  expect((await world.book(order.id)).codes).toContain("payment-registered");
  const before = await claims(world);
  await change(world, order.id, SECOND);
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "voucher-item-paid"]);
  expect(await claims(world)).toEqual(before);
});

test("the same buyer in other words is no other customer", async () => {
  const { world, order } = await booked();
  await change(world, order.id, { comments: "call first", phoneNumber: "0701234567" });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["booked", "order-unchanged"]);
});
