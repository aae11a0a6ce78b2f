/** The default customer is switched on or off after invoices were booked: what was sold decides. */
import { expect, test } from "vitest";
import { books, BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

test.each(["credit order", "cancellation", "telephone"])(
  "what was invoiced is taken back on the invoice's customer: %s",
  async (what) => {
    const world = await tenant({ payments: "none", refunds: "none" });
    const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] });
    await world.book(order.id);
    const guests = (await world.ledger())["customers"]?.find(
      (one) => one["Name"] === "Guest sales",
    )?.["Id"];
    world.configure({ orders: { defaultDebtor: { id: guests, when: "always" } } });
    const credit = {
      ...BUYER,
      creditsOrderId: order.id,
      paymentStatus: "Open",
      lines: [mug(125, -1)],
    };
    const { id } = what === "credit order" ? await world.place(credit) : order;
    if (what === "cancellation") await change(world, order, { status: 9 });
    if (what === "telephone") await change(world, order, { phoneNumber: "070" });
    const run = await world.book(id);
    expect([run.end.outcome, said(run)]).toEqual([
      what === "cancellation" ? "updated" : "booked",
      expect.anything(),
    ]);
    const { customerinvoices = [] } = await world.ledger();
    const buyers = new Set(customerinvoices.map((one) => one["CustomerId"]));
    expect([buyers.size, buyers.has(guests)]).toEqual([1, false]);
  },
);

test.each([
  ["credit order", "booked", { 1510: 125, 2611: -25, 3001: -100 }],
  ["cancellation", "updated", {}],
  ["lowered", "updated", { 1510: 125, 2611: -25, 3001: -100 }],
  ["telephone", "booked", { 1510: 250, 2611: -50, 3001: -200 }],
  ["paid", "booked", { 1930: 250, 2611: -50, 3001: -200 }],
] as const)(
  "what was invoiced on a default customer stays there once there is none: %s",
  async (what, outcome, left) => {
    const world = await tenant();
    const guests = (await world.ledger())["customers"]?.find(
      (one) => one["Name"] === "Guest sales",
    )?.["Id"];
    const made = async () => ((await world.ledger())["customers"] ?? []).length;
    world.configure({ orders: { defaultDebtor: { id: guests, when: "always" } } });
    const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] });
    await world.book(order.id);
    const before = await made();
    world.configure({ orders: { defaultDebtor: null } });
    const back = { creditsOrderId: order.id, paymentStatus: "Open", lines: [mug(125, -1)] };
    const { id } = what === "credit order" ? await world.place({ ...BUYER, ...back }) : order;
    if (what === "cancellation") await change(world, order, { status: 9 });
    if (what === "telephone") await change(world, order, { phoneNumber: "070" });
    if (what === "lowered") await change(world, order, { lines: [mug(125, 1)] });
    if (what === "paid") await change(world, order, { paymentStatus: "Paid", amountPaid: 250 });
    expect((await world.book(id)).end.outcome).toBe(outcome);
    expect([await books(world), await made()]).toEqual([left, before]);
    const { customerinvoices = [] } = await world.ledger();
    expect([...new Set(customerinvoices.map((one) => one["CustomerId"]))]).toEqual([guests]);
    expect((await world.book(id)).writes).toEqual([]);
  },
);
