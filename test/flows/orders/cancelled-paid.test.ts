/**
 * An order that was paid, booked and then cancelled, of which the shop still has the money: it is
 * owed to the buyer in the books, stays where its payout comes from, and is told until it is paid
 * back.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../../support/flow-world.ts";
import { mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";
import {
  balances,
  BOOKED,
  booked,
  cancelled,
  edit,
  KEPT,
  opened,
  refunded,
  told,
} from "./cancelled-paid.kit.ts";

describe("a voucher whose order was paid and is cancelled", () => {
  test("leaves the money owed to the buyer, and where its payout comes from", async () => {
    const world = await opened();
    const placed = await booked(world);
    const run = await edit(world, placed, cancelled);
    expect([told(run), run.codes]).toEqual([
      ["needs-attention", "cancelled-money-kept", "125.00", "account"],
      ["cancelled-money-kept", "voucher-reversed"],
    ]);
    expect(run.end.reasons[0]?.params["account"]).toBe("1510");
    expect(await balances(world)).toEqual(KEPT);
    const again = await world.book(placed.id);
    expect([told(again), again.writes]).toEqual([told(run), []]);
  });

  test("is settled when the shop pays it back, in parts too, and nobody is told any more", async () => {
    const world = await opened();
    const placed = await booked(world);
    await edit(world, placed, cancelled);
    const part = await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 75 });
    expect([told(part), await balances(world)]).toEqual([
      ["needs-attention", "cancelled-money-kept", "75.00", "account"],
      { 1510: "-75.00", 1580: "75.00" },
    ]);
    const run = await edit(world, placed, refunded);
    expect([run.end.outcome, run.codes.includes("voucher-paid"), await balances(world)]).toEqual([
      "skipped",
      true,
      {},
    ]);
    const after = await world.book(placed.id);
    expect([after.end.outcome, after.writes]).toEqual(["skipped", []]);
  });

  test("is taken back whole where the shop has paid back by then", async () => {
    const world = await opened();
    const placed = await booked(world);
    const run = await edit(world, placed, { ...cancelled, ...refunded });
    expect([run.end.outcome, run.codes, await balances(world)]).toEqual([
      "updated",
      ["voucher-reversed"],
      {},
    ]);
  });

  test.each<[string, Json, Json, string]>([
    ["paid later", { paymentStatus: "Open", amountPaid: null }, {}, "125.00"],
    ["paid in part", { paymentStatus: "PartlyPaid", amountPaid: 50 }, { amountPaid: 50 }, "50.00"],
  ])("counts what was %s", async (_how, first, then, left) => {
    const world = await opened();
    const placed = await booked(world, first);
    const paid = left === "125.00" ? { paymentStatus: "Paid", amountPaid: 125 } : then;
    await edit(world, placed, paid);
    expect(told(await edit(world, placed, cancelled))[2]).toBe(left);
    expect(await balances(world)).toEqual({ 1510: `-${left}`, 1580: left });
    expect((await edit(world, placed, refunded)).end.outcome).toBe("skipped");
    expect(await balances(world)).toEqual({});
  });

  test("whose money comes once more after it was paid back is told as that", async () => {
    const world = await opened();
    const placed = await booked(world);
    await edit(world, placed, { ...cancelled });
    await edit(world, placed, refunded);
    const run = await edit(world, placed, { paymentStatus: "Paid", amountPaid: 125 });
    expect([told(run).slice(0, 2), run.end.reasons[0]?.params["registered"]]).toEqual([
      ["needs-attention", "paid-after-cancellation"],
      "0.00",
    ]);
  });

  test("that was reversed whole has nothing registered any more, whatever comes then", async () => {
    const world = await opened();
    const placed = await booked(world);
    await edit(world, placed, { ...cancelled, ...refunded });
    const run = await edit(world, placed, { paymentStatus: "Paid", amountPaid: 200 });
    expect(run.end.reasons[0]).toMatchObject({
      code: "paid-after-cancellation",
      params: { paid: "200.00", registered: "0.00" },
    });
  });

  test("that lives again has its money, and so it is however often", async () => {
    const world = await opened();
    const placed = await booked(world);
    for (const _time of [1, 2]) {
      expect(told(await edit(world, placed, cancelled))[1]).toBe("cancelled-money-kept");
      expect(await balances(world)).toEqual(KEPT);
      const run = await edit(world, placed, { status: 2 });
      expect([run.end.outcome, await balances(world)]).toEqual([
        "booked",
        { ...BOOKED, 1580: "125.00" },
      ]);
      expect((await world.book(placed.id)).codes).toEqual(["order-unchanged"]);
    }
    // An edit of it, which is booked anew.
    const more = await edit(world, placed, {
      lines: [{ ...mug(12), price: 10 }],
      paymentStatus: "PartlyPaid",
      amountPaid: 125,
    });
    expect([more.end.outcome, await balances(world)]).toEqual([
      "updated",
      { 1510: "25.00", 1580: "125.00", 2611: "-30.00", 3001: "-120.00" },
    ]);
    await edit(world, placed, cancelled);
    expect(await balances(world)).toEqual(KEPT);
    await edit(world, placed, refunded);
    expect(await balances(world)).toEqual({});
  });

  test("that was paid back in part and lives again owes that part", async () => {
    const world = await opened();
    const placed = await booked(world);
    await edit(world, placed, cancelled);
    await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 75 });
    await edit(world, placed, { status: 2 });
    expect(await balances(world)).toEqual({ ...BOOKED, 1510: "50.00", 1580: "75.00" });
    await edit(world, placed, { paymentStatus: "Paid", amountPaid: 125 });
    expect(await balances(world)).toEqual({ ...BOOKED, 1580: "125.00" });
    await edit(world, placed, { ...cancelled, ...refunded });
    expect(await balances(world)).toEqual({});
  });

  test("in another currency comes to nothing once all is paid back, in whatever parts", async () => {
    const world = await opened();
    const placed = await booked(world, {
      currencyCode: "EUR",
      lines: [{ ...mug(3), price: 33.33 }],
      amountPaid: null,
    });
    const { administrations } = (await world.control("asperion", "GET", "/state")) as {
      readonly administrations: readonly { readonly orders: readonly Json[] }[];
    };
    const order = administrations
      .flatMap(({ orders }) => orders)
      .find(({ id }) => id === placed.id);
    const amount = Number(order?.["amountInclVat"]);
    await edit(world, placed, { ...cancelled, paymentStatus: "Paid", amountPaid: amount });
    const kept = await balances(world);
    expect([Object.keys(kept), Number(kept[1510]) + Number(kept[1580])]).toEqual([
      ["1510", "1580"],
      0,
    ]);
    await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 33.33 });
    await edit(world, placed, refunded);
    expect(await balances(world)).toEqual({});
  });

  test("whose answer was lost is found with what it left", async () => {
    const world = await opened();
    const placed = await booked(world);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, cancelled);
    world.answered = async () => {
      throw new Error("the answer is lost");
    };
    await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
    world.answered = null;
    await world.resolveDoubts(placed.id);
    await world.book(placed.id);
    expect(told(await world.book(placed.id))[1]).toBe("cancelled-money-kept");
    expect(await balances(world)).toEqual(KEPT);
    expect((await edit(world, placed, refunded)).end.outcome).toBe("skipped");
    expect(await balances(world)).toEqual({});
  });

  test("stays as it is where no account for what is owed is known", async () => {
    const world = await opened();
    world.configure({
      lookups: { ...VOUCHER_LOOKUPS, receivableAccount: { table: {} } },
    });
    const placed = await booked(world);
    const run = await edit(world, placed, cancelled);
    expect([run.end.outcome, run.codes, run.writes]).toEqual([
      "needs-attention",
      ["voucher-changed-after-booking", "account-missing"],
      [],
    ]);
  });

  test("on an item of the customer ledger is told, its refund too, which nobody can register here", async () => {
    const world = await opened(
      {},
      { receivable: "ledger-item", ledgerItemsFrom: 90_000, paid: "receivable" },
    );
    const placed = await booked(world, { paymentStatus: "Open", amountPaid: null });
    const paid = await edit(world, placed, { paymentStatus: "Paid", amountPaid: 125 });
    expect(paid.codes).toContain("payment-registered");
    expect(told(await edit(world, placed, cancelled))).toEqual([
      "needs-attention",
      "cancelled-money-kept",
      "125.00",
      "item",
    ]);
    // A part that went back doesn't hide what the shop still has.
    for (const [change, amount, kept] of [
      [{ paymentStatus: "PartlyPaid", amountPaid: 100 }, "25.00", "100.00"],
      [refunded, "125.00", null],
    ] as const) {
      const run = await edit(world, placed, change);
      expect([told(run).slice(0, 2), run.end.reasons[0]?.params]).toMatchObject([
        ["needs-attention", "voucher-item-unpayable"],
        { amount, why: "credit", kept },
      ]);
    }
  });
});

describe("an invoice whose order was paid and is cancelled", () => {
  test.each(["register", "none"] as const)(
    "is told as long as the shop has the money (refunds: %s)",
    async (refunds) => {
      const world = await opened({ type: "invoice", refunds });
      const placed = await booked(world);
      for (let events = 0; events < 2; events += 1)
        expect(told(await edit(world, placed, cancelled))).toEqual([
          "needs-attention",
          "cancelled-money-kept",
          "125.00",
          "credit",
        ]);
      const part = await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 75 });
      expect(told(part)).toEqual(["needs-attention", "cancelled-money-kept", "75.00", "credit"]);
      expect((await edit(world, placed, refunded)).end.outcome).toBe("updated");
    },
  );

  test("is told where it was edited to nothing, until it is paid back", async () => {
    const world = await opened({ type: "invoice", refunds: "register" });
    const placed = await booked(world);
    const nothing = { lines: [], paymentStatus: "Paid", amountPaid: 125 };
    expect(told(await edit(world, placed, nothing)).slice(0, 3)).toEqual([
      "needs-attention",
      "cancelled-money-kept",
      "125.00",
    ]);
    expect((await edit(world, placed, refunded)).end.outcome).toBe("updated");
    expect(await balances(world)).toEqual({});
  });

  test.each([["at once"], ["after an edit"]])(
    "is paid back where the shop still names all that was paid, %s",
    async (how) => {
      const world = await opened({ type: "invoice", refunds: "register" });
      const placed = await booked(world);
      if (how === "after an edit")
        await edit(world, placed, { lines: [{ ...mug(6), price: 10 }], amountPaid: 75 });
      // The shop's total as the amount paid.
      const all = { paymentStatus: "Refunded", amountPaid: how === "at once" ? 125 : 75 };
      const run = await edit(world, placed, { ...cancelled, ...all });
      expect(run.end.outcome).toBe("updated");
      expect(await balances(world)).toEqual({});
    },
  );

  test("is told where a part of it is named, which went back or is left", async () => {
    const world = await opened({ type: "invoice", refunds: "register" });
    const placed = await booked(world);
    const part = { paymentStatus: "Refunded", amountPaid: 50 };
    const run = await edit(world, placed, { ...cancelled, ...part });
    expect([run.end.outcome, run.end.reasons[0]]).toMatchObject([
      "needs-attention",
      { code: "payment-status-differs", params: { status: "refunded", paid: "50.00" } },
    ]);
    expect(run.codes).not.toContain("refund-registered");
    expect((await edit(world, placed, refunded)).end.outcome).toBe("updated");
    expect(await balances(world)).toEqual({});
    expect((await edit(world, placed, part)).end.outcome).toBe("updated");
  });

  test.each([
    ["no line", []],
    ["a part of it", [{ ...mug(2), price: 10 }]],
  ])(
    "that is left with %s as it is cancelled isn't paid back beyond the part that is named",
    async (_, lines) => {
      const world = await opened({ type: "invoice", refunds: "register" });
      const placed = await booked(world);
      const part = { paymentStatus: "Refunded", amountPaid: 50 };
      const before = await edit(world, placed, { ...cancelled, ...part, lines });
      expect([before.end.outcome, before.end.reasons[0]]).toMatchObject([
        "needs-attention",
        { code: "payment-status-differs", params: { status: "refunded", paid: "50.00" } },
      ]);
      expect(before.codes).not.toContain("refund-registered");
      expect((await balances(world))[1930]).toBe("125.00");
      expect((await edit(world, placed, { ...part, amountPaid: 125 })).end.outcome).toBe("updated");
      expect(await balances(world)).toEqual({});
      expect((await world.book(placed.id)).writes).toEqual([]);
    },
  );

  test("isn't told where payments aren't registered here, nor where a person decides what becomes of it", async () => {
    const world = await opened({ type: "invoice", payments: "none" });
    expect((await edit(world, await booked(world), cancelled)).end.outcome).toBe("updated");
    world.configure({ orders: { payments: "register", cancelledAfterBooking: "hold" } });
    const held = await edit(world, await booked(world), cancelled);
    expect(held.codes).toEqual(["order-cancelled-after-booking"]);
  });
});

test.each([
  ["none", "nowhere"],
  ["register", "nowhere"],
])(
  "an order that is cancelled before its day is closed, and whose money the shop keeps, is told where vouchers book money (payments: %s)",
  async (payments, stands) => {
    const world = await opened({ payments, refunds: payments }, { level: "daily" });
    const placed = await booked(world);
    const run = await edit(world, placed, cancelled);
    expect(told(run)).toEqual(["needs-attention", "cancelled-money-kept", "125.00", stands]);
    const over = await edit(world, placed, refunded);
    expect(over.codes).not.toContain("cancelled-money-kept");
  },
);

test.each([["recommended"], ["daily"]])(
  "a cancelled order that was paid after its booking isn't told where payments aren't registered (%s)",
  async (level) => {
    const world = await opened({ payments: "none", refunds: "none" }, { level });
    const placed = await booked(world, { paymentStatus: "Open", amountPaid: null });
    await edit(world, placed, { paymentStatus: "Paid", amountPaid: 125 });
    expect((await edit(world, placed, cancelled)).end.outcome).toBe("updated");
  },
);
