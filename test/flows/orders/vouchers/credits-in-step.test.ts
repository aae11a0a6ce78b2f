/**
 * Credits of a voucher in a foreign currency, one after another: their cents, paid back now or
 * later, and met again.
 */
import { beforeEach, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { movedBy, vouchersOf } from "../../../support/vouchers.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

const PIECES = 7;
let world: FlowWorld;

beforeEach(async () => {
  world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/books", { checkEachWrite: true });
  const orders = { type: "mutation", payments: "register", refunds: "register" };
  const voucher = { paid: "clearing", level: "extreme" };
  world.configure({ orders: { ...orders, voucher }, lookups: VOUCHER_LOOKUPS });
});

const moved = async (ids: readonly string[]) => {
  const ledger = { ledger: () => world.ledger() as never };
  return movedBy((await Promise.all(ids.map((id) => vouchersOf(ledger, id)))).flat());
};

type Placed = Awaited<ReturnType<FlowWorld["place"]>>;

/** An order of seven pieces, paid at once or in two parts, and a credit of each piece. */
async function credited(
  payment: "at once" | "later" | "never",
  back: "at once" | "later",
  pieces = PIECES,
) {
  const more = { ...privateBuyer("Step"), currencyCode: "EUR", paymentMethodId: "CARD" };
  const lines = Array.from({ length: PIECES }, (_, n): Json => ({
    ...mug(),
    price: (37 + 11 * n) / 100,
  }));
  const first = payment === "at once" ? "Paid" : "Open";
  const placed = await world.place({ ...more, lines, paymentStatus: first });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  const pay = async (order: Placed, change: Json): Promise<void> => {
    await world.control("asperion", "PATCH", `/orders/${order.id}`, change);
    expect((await world.book(order.id)).codes).toContain("voucher-paid");
  };
  if (payment === "later") await pay(placed, { paymentStatus: "PartlyPaid", amountPaid: 1.11 });
  if (payment === "later") await pay(placed, { paymentStatus: "Paid", amountPaid: null });
  const credits: Placed[] = [];
  for (let n = 0; n < pieces; n += 1) {
    const paymentStatus = payment !== "never" && back === "at once" ? "Refunded" : "Open";
    const piece = { ...lines[n], quantity: -1 };
    const credit = await world.place({
      ...more,
      creditsOrderId: placed.id,
      lines: [piece],
      paymentStatus,
    });
    expect((await world.book(credit.id)).codes[0]).toBe("voucher-credit-booked");
    credits.push(credit);
  }
  for (const credit of back === "later" && payment !== "never" ? credits : [])
    await pay(credit, { paymentStatus: "Refunded" });
  return { credits, numbers: [placed, ...credits].map(({ orderNumber }) => orderNumber) };
}

test.each([
  ["at once", "at once"],
  ["at once", "later"],
  ["later", "at once"],
  ["later", "later"],
  ["never", "later"],
] as const)(
  "of an order that was paid %s, paid back %s, leave nothing on any account",
  async (payment, back) => {
    const { numbers } = await credited(payment, back);
    expect(await moved(numbers)).toEqual({});
  },
);

test("are each what they were booked as when they are met again, also once others were taken back", async () => {
  const { credits } = await credited("at once", "at once");
  for (const { id } of credits.slice(1, -1)) {
    const document = world.documentsOf(id)[0];
    if (document !== undefined) world.save(`order:${id}`, { ...document, state: "gone" });
    const last = credits.at(-1)?.id ?? 0;
    await world.control("asperion", "PATCH", `/orders/${last}`, { comments: `Left at door ${id}` });
    const knownState = await world.book(last);
    expect([knownState.codes, knownState.writes]).toEqual([["order-unchanged"], []]);
  }
});

test("of an earlier release, which kept nothing of this, are met again as they were booked", async () => {
  const [first] = (await credited("never", "later")).credits;
  if (first === undefined) throw new Error("nothing was credited");
  for (const document of world.documentsOf(first.id)) {
    if (document.voucher === undefined) continue;
    const { shares: _shares, credited: _credited, ...voucher } = document.voucher;
    world.save(`order:${first.id}`, { ...document, voucher });
  }
  await world.control("asperion", "PATCH", `/orders/${first.id}`, {
    comments: "Left at the webhook endpoint",
  });
  expect((await world.book(first.id)).codes).toEqual(["order-unchanged"]);
});
