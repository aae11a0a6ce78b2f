/**
 * One sale written in other words of price and discount, by the shop or by the settings, is the
 * same sale: nothing is booked for it, and nobody is asked.
 */
import { describe, expect, test } from "vitest";
import type { BookedContent } from "../../../src/domain/orders/booked-content.ts";
import { contentOf, differenceOf } from "../../../src/flows/orders/booked/booked-vs-charged.ts";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";
import { order, type Sold } from "./kit.ts";

const content = (...lines: readonly Sold[]): BookedContent => contentOf(order([...lines]));
const GOODS = { rate: "0.25", quantity: "2" } as const;

describe("what is booked and what is charged", () => {
  const nothing = { kind: "parts", reduction: null, addition: null };

  test("don't differ where only price and discount are written otherwise", () => {
    const booked = content({ ...GOODS, price: "100", discount: "0.1" });
    const books = [{ content: booked, sign: 1 as const }];
    expect(differenceOf(books, content({ ...GOODS, price: "90" }))).toEqual(nothing);
  });

  test("differ by the other line alone, where one is only written otherwise", () => {
    const booked = content({ ...GOODS, price: "100", discount: "0.1" });
    const books = [{ content: booked, sign: 1 as const }];
    const more = { rate: "0.12", price: "50", quantity: "1" } as const;
    expect(differenceOf(books, content({ ...GOODS, price: "90" }, more))).toMatchObject({
      reduction: null,
      addition: { gross: "50.00", lines: [{ vatRate: "0.12", quantity: "1" }] },
    });
  });

  test("differ where as many pieces come to another amount, or the amount is of other pieces", () => {
    const booked = content({ ...GOODS, price: "100", discount: "0.1" });
    const books = [{ content: booked, sign: 1 as const }];
    for (const now of [
      { ...GOODS, price: "91" },
      { ...GOODS, quantity: "4", price: "45" },
      { ...GOODS, rate: "0.12", price: "90" },
    ])
      expect(differenceOf(books, content(now))).not.toEqual(nothing);
  });
});

/** Discounts stand where what was sold does. */
const SOLD = VOUCHER_LOOKUPS.revenueAccount;

let n = 0;
async function booked(type: "invoice" | "mutation", change: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type, editedAfterBooking: "hold", voucher: {}, ...change },
    ...(type === "mutation" ? { lookups: { ...VOUCHER_LOOKUPS, discountAccount: SOLD } } : {}),
  });
  const placed = await world.place({
    ...companyBuyer(`Written${(n += 1)}`),
    lines: [{ ...mug(10), price: 10, discountPercentage: 10 }],
  });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  const edit = async (what: Json): Promise<Run> => {
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, what);
    return world.book(placed.id);
  };
  return { world, edit };
}
const said = ({ end, codes, writes }: Run): readonly unknown[] => [
  end.outcome,
  codes[0],
  writes.filter(({ kind }) => !kind.startsWith("customer.")).length,
];
const UNCHANGED = ["booked", "order-unchanged", 0];
const CHANGED = ["needs-attention", "order-changed-after-booking", 0];

describe("a booked invoice", () => {
  test("isn't changed by a telephone number, though line discounts stand apart by now", async () => {
    const { world, edit } = await booked("invoice");
    world.configure({ orders: { lineDiscounts: "apart" } });
    expect(said(await edit({ phoneNumber: "070-1" }))).toEqual(UNCHANGED);
    // And it is known as that from then on.
    expect(said(await edit({ phoneNumber: "070-2" }))).toEqual(UNCHANGED);
  });

  test("isn't changed by a price that has its discount in it", async () => {
    const { edit } = await booked("invoice");
    expect(said(await edit({ lines: [{ ...mug(10), price: 9 }] }))).toEqual(UNCHANGED);
  });

  test("has no documents beside it for that, where edits are booked", async () => {
    const { edit } = await booked("invoice", { editedAfterBooking: "delta" });
    expect(said(await edit({ lines: [{ ...mug(10), price: 9 }] }))).toEqual(UNCHANGED);
  });

  test.each<[string, Json]>([
    ["other words of a line", { lines: [{ ...mug(10), price: 9, description: "Engraved" }] }],
    ["another reference", { lines: [{ ...mug(10), price: 9 }], reference: "Anna" }],
    ["another amount", { lines: [{ ...mug(10), price: 9.1 }] }],
  ])("is changed by %s", async (_what, change) => {
    const { world, edit } = await booked("invoice");
    world.configure({ orders: { lineDiscounts: "apart" } });
    expect(said(await edit(change))).toEqual(CHANGED);
  });
});

test("a booked voucher isn't changed by a price that has its discount in it, where both are on one account", async () => {
  const { edit } = await booked("mutation", { editedAfterBooking: "delta" });
  expect(said(await edit({ lines: [{ ...mug(10), price: 9 }] }))).toEqual(UNCHANGED);
});
