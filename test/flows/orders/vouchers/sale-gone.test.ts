/**
 * What comes after a voucher is no longer in the books: deleted in eAccounting, or taken back. No
 * credit and no payment is booked on top of nothing, and the advice leads to no second credit.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

const BOOK_AGAIN = ["book-again", "retry-by-person"];
let buyers = 0;

async function booked(payment: "Open" | "Paid", orders: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({
    orders: {
      type: "mutation",
      voucher: { paid: "clearing" },
      payments: "register",
      refunds: "register",
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      ...orders,
    } as never,
    lookups: VOUCHER_LOOKUPS,
  });
  const who = { ...privateBuyer(`Gone${(buyers += 1)}`), paymentMethodId: "CARD" };
  const order = await world.place({ ...who, paymentStatus: payment, lines: [mug(1)] });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const patch = (body: Json) =>
    world.control("asperion", "PATCH", `/orders/${order.id}`, body) as Promise<unknown>;
  const credit = async () => {
    const placed = await world.place({
      ...who,
      paymentStatus: payment === "Paid" ? "Refunded" : "Open",
      creditsOrderId: order.id,
      lines: [mug(-1)],
    });
    return { id: placed.id, run: await world.book(placed.id) };
  };
  const vouchers = async () => (await world.ledger())["vouchers"] ?? [];
  const remove = async (index: number) =>
    world.control(
      "eaccounting",
      "DELETE",
      `/vouchers/${String((await vouchers())[index]?.["Id"])}`,
    );
  return { world, order, patch, credit, vouchers, remove };
}

const why = ({ end }: Awaited<ReturnType<FlowWorld["book"]>>) => [
  end.outcome,
  end.reasons[0]?.code,
  end.reasons[0]?.params["why"] ?? null,
];

test("a credit of a voucher that was deleted is held, and goes once the order is booked again", async () => {
  const { world, order, credit, vouchers, remove } = await booked("Paid");
  await remove(0);
  const { id, run } = await credit();
  expect(why(run)).toEqual(["held", "credit-original-not-here", "deleted"]);
  expect(await vouchers()).toEqual([]);
  expect((await world.book(order.id, BOOK_AGAIN)).end.outcome).toBe("booked");
  expect((await world.book(id, ["retry-by-person"])).codes[0]).toBe("voucher-credit-booked");
});

test("a payment isn't booked beside a voucher that was deleted", async () => {
  const { world, order, patch, vouchers, remove } = await booked("Open");
  await remove(0);
  await patch({ paymentStatus: "Paid", amountPaid: order["amountInclVat"] });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
    "needs-attention",
    "document-gone",
    [],
  ]);
  expect((await world.book(order.id, BOOK_AGAIN)).end.outcome).toBe("booked");
  expect(await vouchers()).toHaveLength(1);
});

test("a payment's voucher that was deleted is booked again where a person wants that", async () => {
  const { world, order, patch, remove } = await booked("Open");
  await patch({ paymentStatus: "Paid", amountPaid: order["amountInclVat"] });
  expect((await world.book(order.id)).codes).toContain("voucher-paid");
  const cleared = await balanceOf(world, 1580);
  await remove(1);
  await patch({ lines: [mug(2)] });
  expect((await world.book(order.id)).codes[0]).toBe("document-gone");
  await patch({ lines: [mug(1)] });
  expect((await world.book(order.id, BOOK_AGAIN)).end.outcome).toMatch(/^(?:booked|updated)$/);
  expect([await balanceOf(world, 1580), await balanceOf(world, 1510)]).toEqual([cleared, 0]);
});

test.each<[string, Json]>([
  ["was cancelled", { status: 9 }],
  ["was edited to nothing", { lines: [] }],
])(
  "a credit of a voucher that %s and taken back is held, with no call to book it",
  async (_, to) => {
    const { world, order, patch, credit } = await booked("Paid");
    await patch(to);
    expect((await world.book(order.id)).codes).toContain("voucher-reversed");
    const { run } = await credit();
    expect(why(run)).toEqual(["held", "credit-original-not-here", "taken-back"]);
  },
);

test("so is one of an order that left its day before it was booked", async () => {
  const { world, order, patch, credit } = await booked("Paid", {
    voucher: { paid: "clearing", level: "daily" },
  });
  await patch({ status: 9 });
  await world.book(order.id);
  const { run } = await credit();
  expect(why(run)).toEqual(["held", "credit-original-not-here", "taken-back"]);
});

async function balanceOf(world: FlowWorld, account: number): Promise<number> {
  const { trialBalance } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
  };
  return trialBalance.find((one) => one.account === account)?.balance ?? 0;
}

test.each<[string, string, readonly string[]]>([
  ["hold", "needs-attention", ["voucher-changed-after-booking"]],
  ["delta", "updated", ["voucher-credit-booked"]],
])(
  "a credit that names another order is a change (%s)",
  async (editedAfterBooking, outcome, codes) => {
    const { world, credit } = await booked("Paid", { editedAfterBooking });
    const { id, run } = await credit();
    expect(run.end.outcome).toBe("booked");
    const other = await world.place({
      ...privateBuyer(`Other${(buyers += 1)}`),
      paymentMethodId: "CARD",
      lines: [mug(1)],
    });
    await world.book(other.id);
    await world.control("asperion", "PATCH", `/orders/${id}`, { creditsOrderId: other.id });
    const moved = await world.book(id);
    expect([moved.end.outcome, moved.codes.slice(0, 1)]).toEqual([outcome, codes]);
  },
);

test("an order that is edited to zero is taken back where those are left out", async () => {
  const { world, order, patch, vouchers } = await booked("Paid", { zeroTotal: "skip" });
  await patch({ lines: [{ ...mug(1), discountPercentage: 100 }] });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes, (await vouchers()).length]).toEqual([
    "updated",
    ["voucher-reversed"],
    2,
  ]);
  expect((await world.book(order.id)).end.outcome).toBe("skipped");
});
