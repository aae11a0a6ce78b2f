/**
 * A used gift card that is edited after the invoice was booked: its payment stands in the ledger,
 * and what money it stands for isn't known. By the flow, against both sandboxes.
 */
import { expect, test } from "vitest";
import type { Json } from "../../support/flow-world.ts";
import { books, BUYER, card, change, mug, said, tenant } from "./registered-world.kit.ts";

async function invoiced(lines: readonly Json[], paymentStatus = "Paid", orders: Json = {}) {
  const world = await tenant(orders);
  const order = await world.place({ ...BUYER, paymentStatus, lines });
  await world.book(order.id);
  return { world, order };
}

test("a card that is raised and the rest paid: no money is registered that didn't come in", async () => {
  const { world, order } = await invoiced([mug(125), card(50)], "Open");
  const paid = { paymentStatus: "Paid", amountPaid: 25 };
  await change(world, order, { lines: [mug(125), card(100)], ...paid });
  const run = await world.book(order.id);
  expect(run.end.outcome).toBe("needs-attention");
  expect(said(run)).toMatch(/gift-card-changed: Gift cards of 100\.00 .* gift cards of 50\.00/);
  expect(await books(world)).toMatchObject({ 1510: 75, 2421: 50 });
  const retry = await world.book(order.id, ["retry-by-person"]);
  expect([retry.writes, retry.codes]).toEqual([[], expect.arrayContaining(["gift-card-changed"])]);
});

test("a card that is taken out while the goods are edited is told, also where money isn't registered", async () => {
  const book = { articleCode: "BOOK", vatCode: "L", quantity: 1, price: 10 };
  for (const payments of ["register", "none"]) {
    const { world, order } = await invoiced([mug(125), card(50)], "Paid", { payments });
    await change(world, order, { lines: [mug(125), book] });
    const run = await world.book(order.id);
    expect(run.end.outcome).toBe("needs-attention");
    expect(said(run)).toMatch(/gift-card-changed: Gift cards of 0\.00 .* gift cards of 50\.00/);
  }
});

test("of two cards the first is taken out: the second doesn't count as the first", async () => {
  const { world, order } = await invoiced([mug(125), card(60), card(10)]);
  await change(world, order, { lines: [mug(125), card(10)], amountPaid: 115 });
  const run = await world.book(order.id);
  expect(said(run)).toMatch(/gift-card-changed: Gift cards of 10\.00 .* gift cards of 70\.00/);
});

test("cards in another order, or one more, are no change of those that are registered", async () => {
  const { world, order } = await invoiced([mug(125), card(60), card(10)], "Open");
  await change(world, order, { lines: [mug(125), card(10), card(60)] });
  expect((await world.book(order.id)).codes).not.toContain("gift-card-changed");
  const more = [mug(125), card(60), card(10), card(5)];
  await change(world, order, { lines: more });
  await world.book(order.id);
  expect((await books(world))["2421"]).toBe(75);
});

test("nobody is advised to credit what was sold when only the card changed", async () => {
  const { world, order } = await invoiced([mug(125), card(50)]);
  await change(world, order, { lines: [mug(125), card(25)] });
  const run = await world.book(order.id);
  expect(said(run)).not.toMatch(/credit invoice or a new invoice|already has 100\.00 registered/);
  expect(run.end.outcome).toBe("needs-attention");
});

test("an invoice that is cancelled: that its card has nothing back is told", async () => {
  const { world, order } = await invoiced([mug(125), card(50)]);
  await change(world, order, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
  const run = await world.book(order.id);
  expect(run.end.outcome).toBe("needs-attention");
  expect(said(run)).toMatch(/gift-card-not-restored: Gift cards paid 50\.00 of invoice/);
  expect(await books(world)).toEqual({ 1510: -50, 2421: 50 });
});

test("of two invoices that are cancelled, that which the card paid is named", async () => {
  const { world, order } = await invoiced([mug(332)]);
  const paid = { paymentStatus: "PartlyPaid", amountPaid: 332 };
  await change(world, order, { lines: [mug(332), mug(40)], ...paid });
  await world.book(order.id);
  await change(world, order, { lines: [mug(332), mug(40), card(40)] });
  await world.book(order.id);
  expect(await remaining(world)).toEqual([0, 0]);
  await change(world, order, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
  const run = await world.book(order.id);
  expect(said(run)).toMatch(/gift-card-not-restored: Gift cards paid 40\.00 of invoice 1002, /);
});

/** What remains of each invoice, oldest first. */
const remaining = async (world: Awaited<ReturnType<typeof tenant>>) =>
  ((await world.ledger())["customerinvoices"] ?? []).map((one) => one["RemainingAmount"]);

test("a card of an edit pays the invoice of that edit, where the one before was paid and credited", async () => {
  const { world, order } = await invoiced([mug(332)]);
  const edited = { lines: [mug(24.89), card(0.5)], paymentStatus: "PartlyPaid", amountPaid: 12.2 };
  await change(world, order, edited);
  const run = await world.book(order.id);
  expect(run.end.outcome).toBe("updated");
  expect(run.codes).toEqual(expect.arrayContaining(["gift-card-registered", "refund-registered"]));
  expect(await remaining(world)).toEqual([0, -12.2, 24.39]);
  expect(await books(world)).toMatchObject({ 1510: 12.19, 1930: 12.2, 2421: 0.5 });
  expect((await world.book(order.id, ["retry-by-person"])).writes).toEqual([]);
});

test("a card on a later invoice isn't money on it: what comes later is registered in full, once", async () => {
  const { world, order } = await invoiced([mug(332)]);
  const edited = { lines: [mug(24.89), card(0.5)], paymentStatus: "PartlyPaid", amountPaid: 0.01 };
  await change(world, order, edited);
  await world.book(order.id);
  await change(world, order, { paymentStatus: "Paid", amountPaid: 24.39 });
  const run = await world.book(order.id);
  expect(run.end.outcome).toBe("booked");
  expect(said(run)).toContain("payment-registered: The payment of 24.38 was registered");
  expect(said(run)).toContain("already has 332.00 registered");
  expect(await remaining(world)).toEqual([0, -0.01, 0.01]);
  expect((await world.book(order.id, ["retry-by-person"])).writes).toEqual([]);
});

test("two cards that no invoice has room for together pay one each", async () => {
  const { world, order } = await invoiced([mug(50)], "Open");
  await change(world, order, {
    lines: [mug(50), mug(40), card(35), card(45)],
    paymentStatus: "PartlyPaid",
    amountPaid: 5,
  });
  const run = await world.book(order.id);
  expect(run.end.outcome).toBe("updated");
  expect(run.codes).not.toContain("payment-already-registered");
  expect(await remaining(world)).toEqual([0, 5]);
  expect(await books(world)).toMatchObject({ 1510: 5, 1930: 5, 2421: 80 });
  await change(world, order, { paymentStatus: "Paid", amountPaid: 10 });
  await world.book(order.id);
  expect(await remaining(world)).toEqual([0, 0]);
  expect((await world.book(order.id, ["retry-by-person"])).writes).toEqual([]);
});

test("three cards that fit in one way alone are paid in that way", async () => {
  const { world, order } = await invoiced([mug(60)], "Open");
  await change(world, order, { lines: [mug(60), mug(50), card(50), card(30), card(29)] });
  expect((await world.book(order.id)).end.outcome).toBe("updated");
  expect(await remaining(world)).toEqual([1, 0]);
  expect(await books(world)).toMatchObject({ 1510: 1, 2421: 109 });
});

test("of cards that no way was found for, the one that is left is told with the room that is left", async () => {
  const { world, order } = await invoiced([mug(60)], "Open");
  const cards = [card(40), card(30), card(20), card(19)];
  await change(world, order, { lines: [mug(60), mug(50), ...cards] });
  const run = await world.book(order.id);
  expect(said(run)).toContain(
    "A payment of 19.00 still has to be registered, but only 10.00 of the invoice is open",
  );
  expect(await remaining(world)).toEqual([60, 50]);
});

test.each([
  ["one card", [card(80)], "80.00", "50.00"],
  ["of two cards one", [card(30), card(52)], "52.00", "50.00"],
])(
  "%s that no invoice has room for is told with the room there is",
  async (_, cards, due, room) => {
    const { world, order } = await invoiced([mug(50)], "Open");
    await change(world, order, { lines: [mug(50), mug(40), ...cards] });
    const run = await world.book(order.id);
    expect(said(run)).toContain(
      `A payment of ${due} still has to be registered, but only ${room} of the invoice is open`,
    );
    expect(await remaining(world)).toEqual([50, 40]);
  },
);

test("a card that a person registered on the first invoice isn't registered on that of the edit", async () => {
  const { world, order } = await invoiced([mug(100)], "Open");
  const [first] = (await world.ledger())["customerinvoices"] ?? [];
  const byHand = {
    PaymentAmount: 80,
    CompanyBankAccountId: world.settings.lookups.giftCard.default,
  };
  const path = `/customerinvoices/${String(first?.["Id"])}/payments`;
  await world.control("eaccounting", "POST", path, byHand);
  await change(world, order, { lines: [mug(400), card(80)] });
  const run = await world.book(order.id);
  expect(run.codes).toContain("gift-card-already-registered");
  expect(await remaining(world)).toEqual([20, -100, 400]);
});
