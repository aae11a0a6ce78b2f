/**
 * Credits of a voucher whose order a gift card paid a part of. The shop may say that the card gets
 * its part back, or give all of it back as money: together never more than was sold.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { companyBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { balances } from "../generated.kit.ts";

const mug = (quantity: number, price = 100): Json => ({
  articleCode: "MUG",
  vatCode: "H",
  quantity,
  price,
});
const card = (quantity: number, price = 25): Json => ({
  lineType: "GiftCard",
  description: "Card",
  vatCode: "N",
  quantity,
  price,
});

async function played(lines: readonly Json[], credits: readonly (readonly Json[])[]) {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "mutation", payments: "none" }, lookups: VOUCHER_LOOKUPS });
  const before = await balances(world);
  const who = { ...companyBuyer("Carded"), pricesIncludeVat: false, paymentStatus: "Open" };
  const order = await world.place({ ...who, lines });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const codes: string[] = [];
  for (const back of credits) {
    const credit = await world.place({ ...who, creditsOrderId: order.id, lines: back });
    codes.push((await world.book(credit.id)).codes[0] ?? "");
  }
  const after = await balances(world);
  const accounts = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const moved = accounts.flatMap((account) => {
    const by = Math.round(((after[Number(account)] ?? 0) - (before[Number(account)] ?? 0)) * 100);
    return by === 0 ? [] : [`${account} ${(by / 100).toFixed(2)}`];
  });
  return { codes, moved };
}

const BOOKED = "voucher-credit-booked";
const EXCEEDS = "credit-exceeds-original";

describe("an order of 125.00 that a card paid 25.00 of", () => {
  const lines = [mug(1), card(-1)];

  test("is credited whole with the card: nothing is left on any account", async () => {
    expect(await played(lines, [[mug(-1), card(1)]])).toEqual({ codes: [BOOKED], moved: [] });
  });

  test("is credited whole without it: all of it is owed to the buyer as money", async () => {
    expect(await played(lines, [[mug(-1)]])).toEqual({
      codes: [BOOKED],
      moved: ["1510 -25.00", "2421 25.00"],
    });
  });

  test("is credited no further, whichever form came first", async () => {
    const [once, again] = [[mug(-1)], [mug(-1, 20)]];
    expect((await played(lines, [once, again])).codes).toEqual([BOOKED, EXCEEDS]);
    expect((await played(lines, [[mug(-1), card(1)], again])).codes).toEqual([BOOKED, EXCEEDS]);
  });

  test("is credited in parts of either form", async () => {
    const parts = [[mug(-1, 40)], [mug(-1, 60), card(1)]];
    expect(await played(lines, parts)).toEqual({ codes: [BOOKED, BOOKED], moved: [] });
  });

  test("isn't credited by more than was sold", async () => {
    expect((await played(lines, [[mug(-1, 100.01)]])).codes).toEqual([EXCEEDS]);
  });
});

test("what a card paid whole is credited as money", async () => {
  expect(await played([mug(1), card(-1, 125)], [[mug(-1)]])).toEqual({
    codes: [BOOKED],
    moved: ["1510 -125.00", "2421 125.00"],
  });
});

describe("a refund onto a gift card, which comes to 0.00", () => {
  test("gives the card back what it paid: nothing is left on any account", async () => {
    const back = [[mug(-1), card(1, 125)]];
    expect(await played([mug(1), card(-1, 125)], back)).toEqual({ codes: [BOOKED], moved: [] });
  });

  test("takes the sale back and owes it to a card where money paid", async () => {
    expect(await played([mug(1)], [[mug(-1), card(1, 125)]])).toEqual({
      codes: [BOOKED],
      moved: ["1510 125.00", "2421 -125.00"],
    });
  });

  test("isn't given back twice", async () => {
    const again = [mug(-1), card(1, 125)];
    expect((await played([mug(1)], [again, again])).codes).toEqual([BOOKED, EXCEEDS]);
  });

  test("and a sold card beside it stays as it is", async () => {
    const sold = [mug(1), card(1, 125)];
    expect(await played(sold, [[mug(-1), card(1, 125)]])).toEqual({
      codes: [BOOKED],
      moved: ["1510 250.00", "2421 -250.00"],
    });
  });
});
