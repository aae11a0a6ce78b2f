/**
 * An approval is asked for what is taken back of an order, also where the shop empties it, and for
 * nothing else: through to the books, which have the credit once.
 */
import { expect, test } from "vitest";
import type { FlowWorld, Json } from "../../support/flow-world.ts";
import { runOrder } from "../../../src/flows/orders/run.ts";
import type { FlowEnd } from "../../../src/flows/port.ts";
import { books, BUYER, card, change, mug, tenant } from "./registered-world.kit.ts";

const CANCELLED: Json = { status: 9, lines: [] };
const EMPTIED: Json = { lines: [] };
const WAITS = "waits-for-approval";

/** A booked order; from then on what comes to 1,000.00 or more needs an approval. */
async function booked(orders: Json, lines: readonly Json[], credited = 0, rules: Json = {}) {
  const voucher = { level: "recommended", paid: "clearing" };
  const world = await tenant({ voucher, ...orders });
  const order = await world.place({ ...BUYER, lines, paymentStatus: "Open" });
  await world.book(order.id);
  if (credited > 0) {
    const of = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Open" };
    const credit = await world.place({ ...of, lines: [mug(100, -credited)] });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
  }
  world.configure({ orders: { approval: { grossFrom: "1000.00", ...rules } } });
  return { world, order };
}

/** Runs it with what a person approved. */
const run = (world: FlowWorld, { id }: { readonly id: number }, approved: string | null = null) =>
  world.look(id, async (ports): Promise<FlowEnd> => {
    const approval = { liveSince: null, approved };
    const ended = await runOrder({ ...ports, eventTypes: ["order.updated"], approval });
    if (!ended.ok) throw new Error(JSON.stringify(ended.error));
    world.ended(`order:${id}`, ended.value);
    return ended.value;
  });

/** What an approval of it would be for; `null`: it waits for none. */
const asked = ({ outcome, reasons }: FlowEnd): string | null => {
  const why = reasons.find(({ code }) => code === WAITS);
  return outcome === "held" && why !== undefined ? String(why.params["of"]) : null;
};

test.each([
  ["invoice", "delta", CANCELLED],
  ["invoice", "hold", CANCELLED],
  ["invoice", "delta", EMPTIED],
  ["mutation", "delta", CANCELLED],
  ["mutation", "hold", CANCELLED],
  ["mutation", "delta", EMPTIED],
])("as %s, edits %s: it waits, and is credited once when approved", async (type, edits, to) => {
  const { world, order } = await booked({ type, editedAfterBooking: edits }, [mug(100, 50)]);
  const before = await books(world);
  await change(world, order, to);
  const of = asked(await run(world, order));
  expect([of, await books(world)]).toEqual([expect.any(String), before]);
  // Changed again before the approval was carried out: what was approved isn't what would be done.
  await change(world, order, { status: 2, lines: [mug(100, 15)] });
  expect([asked(await run(world, order, of)), await books(world)]).not.toEqual([null, before]);
  expect(await books(world)).toEqual(before);
  await change(world, order, to);
  expect(asked(await run(world, order, of))).toBeNull();
  expect(await books(world)).toEqual({});
  const made = world.documentsOf(order.id).length;
  expect(asked(await run(world, order, of))).toBeNull();
  expect([await books(world), world.documentsOf(order.id).length]).toEqual([{}, made]);
});

test.each(["invoice", "mutation"])(
  "as %s, an approved cancellation is for itself: cancelled again it waits again",
  async (type) => {
    const { world, order } = await booked({ type }, [mug(100)], 0, { credits: true });
    await change(world, order, { status: 9 });
    const of = asked(await run(world, order));
    expect(asked(await run(world, order, of))).toBeNull();
    expect(await books(world)).toEqual({});
    await change(world, order, { status: 2 });
    await run(world, order, of);
    const before = await books(world);
    expect(before).not.toEqual({});
    await change(world, order, { status: 9 });
    expect([asked(await run(world, order, of)), await books(world)]).toEqual([
      expect.any(String),
      before,
    ]);
  },
);

test.each(["delta", "hold"])(
  "what credit orders took back isn't asked about: edits %s",
  async (editedAfterBooking) => {
    const edits = { editedAfterBooking };
    for (const credited of [45, 50]) {
      const { world, order } = await booked(edits, [mug(100, 50)], credited);
      await change(world, order, CANCELLED);
      expect(asked(await run(world, order))).toBeNull();
      expect(await books(world)).toEqual({});
    }
    const { world, order } = await booked({ ...edits, type: "mutation" }, [mug(100, 50)], 5);
    await change(world, order, CANCELLED);
    const end = await run(world, order);
    expect(end.reasons.map(({ code }) => code)).toContain("voucher-has-credits");
  },
);

test.each(["invoice", "mutation"])(
  "as %s, what gift cards paid of a sale is credited with it, and counts",
  async (type) => {
    const lowered = await booked({ type }, [mug(100, 18), card(300)]);
    await change(lowered.world, lowered.order, { lines: [mug(100, 7), card(300)] });
    expect(asked(await run(lowered.world, lowered.order))).not.toBeNull();
    const { world, order } = await booked({ type }, [mug(100, 11), card(200)]);
    await change(world, order, CANCELLED);
    expect(asked(await run(world, order))).not.toBeNull();
  },
);

test.each(["sales-order", "draft-invoice"])(
  "as %s, nobody is asked about what isn't booked",
  async (type) => {
    const { world, order } = await booked({ type }, [mug(100, 50)]);
    await change(world, order, CANCELLED);
    const end = await run(world, order);
    expect([end.outcome, asked(end)]).toEqual(["updated", null]);
  },
);
