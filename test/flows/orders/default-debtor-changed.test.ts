/** The default customer is switched on after invoices were booked: what was sold decides. */
import { expect, test } from "vitest";
import { BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

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
