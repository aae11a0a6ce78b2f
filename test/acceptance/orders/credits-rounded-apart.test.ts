/**
 * Pieces that are credited one by one, each credit rounded by itself: what the shop gave back is
 * booked, though it comes to a cent more than all of them were sold for. Nothing else is.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const mug = (quantity: number, price: number): Json => ({
  articleCode: "MUG",
  vatCode: "H",
  quantity,
  price,
});

const APART = "credit-rounded-apart";
const EXCEEDS = "credit-exceeds-original";

describe.each(["invoice", "mutation"])("%s", (type) => {
  async function played(
    lines: readonly Json[],
    credits: readonly (readonly Json[])[],
    head: Json = {},
  ) {
    const world = await FlowWorld.open();
    world.configure({
      orders: { type, payments: "none" },
      lookups: type === "mutation" ? VOUCHER_LOOKUPS : {},
    });
    const who = {
      ...companyBuyer("Apart"),
      pricesIncludeVat: false,
      paymentStatus: "Open",
      ...head,
    };
    const order = await world.place({ ...who, lines });
    expect((await world.book(order.id)).end.outcome).toBe("booked");
    const ends: (readonly [outcome: string, told: unknown])[] = [];
    for (const back of credits) {
      const credit = await world.place({ ...who, creditsOrderId: order.id, lines: back });
      const { end } = await world.book(credit.id);
      const told = end.reasons.find(({ code }) => code === APART || code === EXCEEDS);
      ends.push([end.outcome, told?.code === APART ? told.params : (told?.code ?? null)]);
    }
    return ends;
  }

  test("the last of three is booked as the shop has it, and told", async () => {
    const one = [mug(-1, 33.34)];
    expect(await played([mug(3, 33.34)], [one, one, one])).toEqual([
      ["booked", null],
      ["booked", null],
      ["booked", { invoiced: "125.03", credited: "83.36", credit: "41.68", over: "0.01" }],
    ]);
  });

  test("a discount of the head, rounded anew with each of three", async () => {
    const [one, head] = [[mug(-1, 33.33)], { pricesIncludeVat: true, discountPercentage: 10 }];
    const ends = await played([mug(3, 33.33)], [one, one, one], head);
    expect(ends.at(-1)).toEqual([
      "booked",
      { invoiced: "89.99", credited: "60.00", credit: "30.00", over: "0.01" },
    ]);
  });

  test("prices without VAT, each line rounded twice", async () => {
    const less = (quantity: number) => [{ ...mug(quantity, 37.04), discountPercentage: 10 }];
    const ends = await played(less(3), [less(-1), less(-1), less(-1)]);
    expect(ends.at(-1)).toEqual([
      "booked",
      { invoiced: "125.01", credited: "83.36", credit: "41.68", over: "0.03" },
    ]);
  });

  test("a cent beside all pieces is held, and beside all pieces and their discount", async () => {
    const off = (quantity: number, price: number): Json => ({
      lineType: "Discount",
      description: "Discount",
      vatCode: "H",
      quantity,
      price,
    });
    const head = { pricesIncludeVat: true };
    const cent = [off(-1, 0.01)];
    const all = await played([mug(1, 100)], [cent, [mug(-1, 100)]], head);
    expect(all.at(-1)).toEqual(["held", EXCEEDS]);
    const whole = [mug(1, 100), off(-1, 10)];
    const both = await played(whole, [[mug(-1, 100), off(1, 10)], cent], head);
    expect(both.at(-1)).toEqual(["held", EXCEEDS]);
  });

  test("a piece more than was sold is held", async () => {
    const one = [mug(-1, 33.34)];
    const ends = await played([mug(3, 33.34)], [one, one, one, [mug(-1, 0.01)]]);
    expect(ends.at(-1)).toEqual(["held", EXCEEDS]);
  });

  test("a cent more at another price is held", async () => {
    expect(await played([mug(2, 100)], [[mug(-1, 100)], [mug(-1, 100.01)]])).toEqual([
      ["booked", null],
      ["held", EXCEEDS],
    ]);
  });

  test("a cent more in the only credit is held", async () => {
    expect(await played([mug(2, 100)], [[mug(-2, 100.01)]])).toEqual([["held", EXCEEDS]]);
  });
});
