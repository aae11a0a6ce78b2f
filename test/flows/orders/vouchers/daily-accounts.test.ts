/** Accounts of waiting shares that eAccounting doesn't have. */
import { expect, test } from "vitest";
import { FlowWorld as World, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { change } from "./daily-world.ts";

test.each([
  ["clearing", "clearingAccount", "Paid"],
  ["revenue", "revenueAccount", "Open"],
  ["VAT", "vatAccount", "Open"],
])(
  "a share on an account that eAccounting doesn't have is told at once, not at the close of its day: %s",
  async (_, lookup, paymentStatus) => {
    const world = await World.open();
    const set = (lookups: Json): void =>
      world.configure({
        orders: { type: "mutation", voucher: { level: "daily", paid: "clearing" } },
        lookups: { ...VOUCHER_LOOKUPS, ...lookups },
      });
    // The ledger would refuse the voucher of the whole day.
    set({ [lookup]: { default: "9876", table: {} } });
    const paid = { paymentMethodId: "CARD", paymentStatus };
    const placed = await world.place({ ...companyBuyer("Unfit"), ...paid, lines: [mug(10)] });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes, run.end.reasons[0]?.params]).toEqual([
      "held",
      ["voucher-account-unfit"],
      { account: "9876", why: "missing", byDay: true },
    ]);
    expect(world.documentsOf(placed.id)).toEqual([]);
    set({});
    const again = await world.book(placed.id, ["retry-by-person"]);
    expect([again.end.outcome, again.codes[0]]).toEqual(["booked", "added-to-day"]);
    // An account that was used before is asked for no more.
    const next = await world.place({ ...companyBuyer("Next"), ...paid, lines: [mug(10)] });
    const { timeline } = await world.book(next.id);
    expect(timeline.filter(({ title }) => title.includes("/accounts"))).toEqual([]);
  },
);

test("beside an account that eAccounting doesn't have, the day's other accounts are read once", async () => {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", voucher: { level: "daily", paid: "clearing" } },
    lookups: { ...VOUCHER_LOOKUPS, revenueAccount: { default: "9876", table: {} } },
  });
  const paid = { paymentMethodId: "CARD", paymentStatus: "Paid" };
  const asked = async (): Promise<number> => {
    const placed = await world.place({ ...companyBuyer("Unfit"), ...paid, lines: [mug(10)] });
    const { end, timeline } = await world.book(placed.id);
    expect(end.outcome).toBe("held");
    return timeline.filter(({ title }) => title.includes("/accounts")).length;
  };
  expect([await asked(), await asked()]).toEqual([3, 1]);
});

test("a payment that comes later, on an account that eAccounting doesn't have, is told at once", async () => {
  const world = await World.open();
  const set = (clearing: string): void =>
    world.configure({
      orders: {
        type: "mutation",
        payments: "register",
        voucher: { level: "daily", paid: "clearing" },
      },
      lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: clearing, table: {} } },
    });
  set("9876");
  const placed = await world.place({
    ...companyBuyer("PaidLater"),
    paymentStatus: "Open",
    lines: [mug(10)],
  });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  await change(world, placed, {
    paymentStatus: "Paid",
    paymentMethodId: "CARD",
    amountPaid: 106.25,
  });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "voucher-account-unfit"]);
  set("1580");
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect(again.codes).toContain("voucher-paid");
});
