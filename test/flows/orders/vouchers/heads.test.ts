/** A ledger whose lists leave the vouchers' rows out: each is read by itself where it is needed. */
import { expect, test } from "vitest";
import { FlowWorld } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { vouchersOf } from "../../../support/vouchers.ts";

test.each(["edited", "cancelled"])(
  "an order that is %s has its voucher taken back",
  async (how) => {
    const world = await FlowWorld.open();
    await world.control("eaccounting", "PUT", "/switches", { listRows: "heads" });
    world.configure({
      orders: { type: "mutation", editedAfterBooking: "delta", cancelledAfterBooking: "credit" },
      lookups: VOUCHER_LOOKUPS,
    });
    const placed = await world.place({ ...companyBuyer(`Heads${how}`), lines: [mug(10)] });
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    await world.control(
      "asperion",
      "PATCH",
      `/orders/${placed.id}`,
      how === "edited" ? { lines: [mug(20)] } : { status: 9 },
    );
    const { end, codes } = await world.book(placed.id);
    expect([end.outcome, codes.includes("voucher-reversed")]).toEqual(["updated", true]);
    const vouchers = await vouchersOf(
      { ledger: () => world.ledger() as never },
      placed.orderNumber,
    );
    expect(vouchers).toHaveLength(how === "edited" ? 3 : 2);
  },
);
