/** A payment that failed, was reversed in the ledger as advised, and is made again. */
import { describe, expect, test } from "vitest";
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

describe("a refund on a credit order that failed", () => {
  const refunded = { paymentStatus: "Refunded", amountPaid: -125 };
  async function refundFailed(taken: boolean) {
    const world = await tenant();
    const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: [mug(125, 2)] });
    await world.book(order.id);
    const credit = await world.place({
      ...BUYER,
      ...refunded,
      creditsOrderId: order.id,
      lines: [mug(125, -1)],
    });
    await world.book(credit.id);
    const fails = async (times: number): Promise<void> => {
      await change(world, credit, { paymentStatus: "Open", amountPaid: 0 });
      expect(said(await world.book(credit.id))).toMatch(
        /0\.00 of this credit was refunded, but 125\.00 is registered .* reverse the refund/,
      );
      const id = String((await world.ledger())["customerinvoices"]?.at(-1)?.["Id"]);
      const remaining = { RemainingAmount: -125, RemainingAmountInvoiceCurrency: -125 };
      // Stands for the refund that a person reversed.
      if (taken) await world.control("eaccounting", "PATCH", `/customerinvoices/${id}`, remaining);
      expect([times, (await world.book(credit.id)).codes.includes(LESS)]).toEqual([times, !taken]);
      await change(world, credit, refunded);
    };
    await fails(1);
    return { world, credit, fails };
  }
  const LESS = "refund-less-than-registered";

  test("is registered when it is made again, each time, and once", async () => {
    const { world, credit, fails } = await refundFailed(true);
    for (const time of [2, 3]) {
      const run = await world.book(credit.id);
      expect(run.writes.map(({ kind }) => kind)).toEqual(["payment.create"]);
      const again = await world.book(credit.id);
      expect([again.end.outcome, again.codes.includes(LESS), again.writes]).toEqual([
        "booked",
        false,
        [],
      ]);
      await fails(time);
    }
  });

  test("and stands in the ledger isn't registered a second time", async () => {
    const { world, credit } = await refundFailed(false);
    for (const asked of [["order.updated"], ["retry-by-person"]]) {
      const run = await world.book(credit.id, asked);
      expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
    }
  });
});
