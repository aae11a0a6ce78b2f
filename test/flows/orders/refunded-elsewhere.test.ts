/** Money of a cancelled order that was refunded where the shop can't show it: a skip ends it. */
import { describe, expect, test } from "vitest";
import {
  withoutRefundedElsewhere,
  withRefundedElsewhere,
} from "../../../src/flows/orders/decision/refunded-elsewhere.ts";
import type { FlowWorld, Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import {
  balances,
  booked,
  cancelled,
  edit,
  KEPT,
  opened,
  refunded,
  told,
  type Placed,
} from "./cancelled-paid.kit.ts";

/** A person skips it, as the money went back where the shop can't show it. */
function skip(world: FlowWorld, { id }: Placed, { end }: Run): void {
  const said = withRefundedElsewhere(world.documentsOf(id), end.reasons);
  if (said === null) throw new Error("nothing was told");
  world.save(`order:${id}`, said);
}
/** What providers owe of it, as its documents count it. */
const owed = (world: FlowWorld, { id }: Placed): string =>
  world
    .documentsOf(id)
    .filter(({ state }) => state === "live")
    .reduce((all, { voucher }) => all + Number(voucher?.clearing?.moved ?? 0), 0)
    .toFixed(2);

describe("money that was refunded where the shop can't show it", () => {
  test("ends with a skip for good, and isn't owed by a provider any more", async () => {
    const world = await opened();
    const placed = await booked(world);
    skip(world, placed, await edit(world, placed, cancelled));
    expect(owed(world, placed)).toBe("0.00");
    // Neither a later event of the shop nor the refund that it marks at last moves anything.
    for (const change of [{ comments: "sent back" }, refunded]) {
      await world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
      const run = await world.book(placed.id);
      expect([run.end.outcome, run.codes, run.writes]).toEqual([
        "skipped",
        ["cancelled-before-booking"],
        [],
      ]);
    }
    // A person books it by hand.
    expect(await balances(world)).toEqual(KEPT);
    for (const document of withoutRefundedElsewhere(world.documentsOf(placed.id)))
      world.save(`order:${placed.id}`, document);
    expect(owed(world, placed)).toBe("125.00");
    const undone = await world.book(placed.id);
    expect([undone.codes.includes("voucher-paid"), await balances(world)]).toEqual([true, {}]);
  });

  test("is told again only for what comes besides", async () => {
    const world = await opened();
    const placed = await booked(world);
    await edit(world, placed, cancelled);
    const part = await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 75 });
    skip(world, placed, part);
    expect((await world.book(placed.id)).end.outcome).toBe("skipped");
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { amountPaid: 100 });
    const run = await world.book(placed.id);
    expect([told(run).slice(0, 3), run.writes]).toEqual([
      ["needs-attention", "paid-after-cancellation", "25.00"],
      [],
    ]);
  });

  test.each(["register", "none"] as const)(
    "ends so on the credit of an invoice (refunds: %s)",
    async (refunds) => {
      const world = await opened({ type: "invoice", refunds });
      const placed = await booked(world);
      skip(world, placed, await edit(world, placed, cancelled));
      for (const change of [{ comments: "sent back" }, refunded]) {
        const run = await edit(world, placed, change);
        expect([run.end.outcome, run.writes]).toEqual(["updated", []]);
        expect(run.codes).not.toContain("cancelled-money-kept");
      }
    },
  );

  test("ends so on an item of the customer ledger", async () => {
    const world = await opened(
      {},
      { receivable: "ledger-item", ledgerItemsFrom: 91_000, paid: "receivable" },
    );
    const placed = await booked(world, { paymentStatus: "Open", amountPaid: null });
    await edit(world, placed, { paymentStatus: "Paid", amountPaid: 125 });
    skip(world, placed, await edit(world, placed, cancelled));
    for (const change of [{ comments: "sent back" }, refunded])
      expect((await edit(world, placed, change)).end.outcome).toBe("skipped");
  });

  test.each(["invoice", "mutation"])(
    "isn't asked of an order that was cancelled before it was paid or booked (%s)",
    async (type) => {
      const world = await opened({ type });
      const unpaid = { paymentStatus: "Open", amountPaid: null };
      const before = await world.place({
        ...companyBuyer("Never"),
        ...cancelled,
        ...unpaid,
        lines: [{ ...mug(10), price: 10 }],
      });
      expect((await world.book(before.id)).codes).toEqual(["cancelled-before-booking"]);
      const placed = await booked(world, unpaid);
      const run = await edit(world, placed, cancelled);
      expect([run.end.outcome, run.codes.includes("cancelled-money-kept")]).toEqual([
        "updated",
        false,
      ]);
    },
  );
});
