/** A payment that failed, was reversed in the ledger as advised, and is made again. */
import { expect, test } from "vitest";
import { BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

async function failed(taken: boolean) {
  const world = await tenant();
  const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: [mug(125)] });
  await world.book(order.id);
  await change(world, order, { paymentStatus: "Open", amountPaid: 0 });
  expect(said(await world.book(order.id))).toMatch(
    /If the payment failed, reverse it manually in eAccounting/,
  );
  const [invoice] = (await world.ledger())["customerinvoices"] ?? [];
  // Stands for the payment that a person took back: all remains again.
  if (taken)
    await world.control("eaccounting", "PATCH", `/customerinvoices/${String(invoice?.["Id"])}`, {
      RemainingAmount: 125,
      RemainingAmountInvoiceCurrency: 125,
    });
  await world.book(order.id);
  await change(world, order, { paymentStatus: "Paid", amountPaid: 125 });
  return { world, order };
}

test("it is registered when it comes again, and once", async () => {
  const { world, order } = await failed(true);
  const run = await world.book(order.id);
  expect(run.writes.map(({ kind }) => kind)).toEqual(["payment.create"]);
  const [invoice] = (await world.ledger())["customerinvoices"] ?? [];
  expect(invoice?.["RemainingAmount"]).toBe(0);
  const later = await world.book(order.id);
  expect([later.end.outcome, later.writes]).toEqual(["booked", []]);
});

test("one that stands in the ledger isn't registered a second time", async () => {
  const { world, order } = await failed(false);
  expect((await world.book(order.id)).writes).toEqual([]);
  expect((await world.book(order.id, ["retry-by-person"])).writes).toEqual([]);
});

test("what an edit gave back is counted from what stands, not from the payment that failed", async () => {
  const { world, order } = await failed(true);
  await world.book(order.id);
  await change(world, order, { lines: [mug(100)], amountPaid: 100 });
  const run = await world.book(order.id);
  const refunds = run.end.reasons.filter(({ code }) => code === "refund-registered");
  expect(refunds.map(({ params }) => params["amount"])).toEqual(["25.00"]);
});
