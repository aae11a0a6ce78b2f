/** Whether anything was sold to a debtor, however the vendor takes the filter by debtor. */
import { expect, test } from "vitest";
import { soldTo } from "../../src/asperion/debtor-orders.ts";
import { stockMarker } from "../../src/domain/goods/stock.ts";
import { FlowWorld } from "../support/flow-world.ts";
import { mug } from "../support/orders.ts";
import { DEMO_SHOP } from "../sandbox/asperion/seed.ts";

const CORRECTIONS = 205;

test.each(["works", "refused", "ignored"] as const)(
  "the filter by debtor %s",
  async (debtorFilter) => {
    const world = await FlowWorld.open();
    await world.control("asperion", "PUT", "/switches", { debtorFilter });
    const sold = (debtor: number) =>
      world.look(1, (ports) => soldTo(ports.read, DEMO_SHOP, debtor));
    const other = await world.place({ debtorId: 203, lines: [mug(2)] });
    expect(await sold(CORRECTIONS)).toEqual({ ok: true, value: null });
    expect(await sold(203)).toEqual({ ok: true, value: other.orderNumber });
    // What costs nothing is no sale.
    await world.place({
      debtorId: CORRECTIONS,
      reference: stockMarker(1, "ABCDEFGH"),
      lines: [{ ...mug(-2), price: 0 }],
    });
    expect(await sold(CORRECTIONS)).toEqual({ ok: true, value: null });
    const sale = await world.place({ debtorId: CORRECTIONS, lines: [mug(1)] });
    await world.place({
      debtorId: CORRECTIONS,
      reference: stockMarker(2, "ABCDEFGH"),
      lines: [{ ...mug(1), price: 0 }],
    });
    expect(await sold(CORRECTIONS)).toEqual({ ok: true, value: sale.orderNumber });
  },
);
