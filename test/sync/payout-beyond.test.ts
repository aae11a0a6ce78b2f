/** What is told of what payouts take of an order beyond what others left of it, and what isn't. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { one } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import {
  fees,
  lost,
  ofOrder,
  refund,
  sale,
  shop,
  withDisputes,
  won,
} from "./payout-disputes.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

test.each([0, 250, 700])(
  "a payout names what it takes beyond what earlier payouts left of an order, of %i lines beside it",
  async (beside) => {
    const { context, book, staged, configure } = shop();
    configure(withDisputes("clearing"));
    const beyond = async (...of: readonly PayoutLine[]) =>
      (await staged([...of.slice(0, 1), ...fees(beside), ...of.slice(1)])).found.beyond;
    const order = { key: "order:0", order: "1000", at: 2, amount: "125.00" };
    expect(await beyond(sale(), refund())).toBeUndefined();
    await book(sale());
    expect(await beyond(sale())).toEqual([{ ...order, what: "below" }]);
    expect(await beyond(refund())).toBeUndefined();
    await book(refund());
    expect(await beyond(lost())).toEqual([{ ...order, what: "above" }]);
    expect(await beyond(refund("-25.00"))).toEqual([{ ...order, what: "above", amount: "25.00" }]);
    // The last one takes up what the first one left, parts later.
    const twice = await beyond(refund("-100.00"), refund("-25.00"));
    expect(twice).toEqual([{ ...order, what: "above" }]);
    // The refund alone would be too much.
    expect(await beyond(refund(), sale())).toBeUndefined();
    expect((await clearing(context, {})).above).toBeUndefined();
  },
);

test.each([0, 250, 700])(
  "so is the part of a sale that is more than is left of its order, of %i lines beside it",
  async (beside) => {
    const { context, book, staged, configure } = shop();
    configure(withDisputes("clearing"));
    await book(ofOrder("sale", "25.00"));
    const beyond = async (...of: readonly PayoutLine[]) =>
      (await staged([...of.slice(0, 1), ...fees(beside), ...of.slice(1)])).found.beyond;
    const order = { key: "order:0", order: "1000", at: 2, what: "below" };
    expect(await beyond(ofOrder("sale", "100.00"))).toBeUndefined();
    expect(await beyond(sale())).toEqual([{ ...order, amount: "25.00" }]);
    const parts = [ofOrder("sale", "60.00"), ofOrder("sale", "40.01")];
    expect(await beyond(...parts)).toEqual([{ ...order, amount: "0.01" }]);
    expect(await beyond(sale(), refund("-25.00"))).toBeUndefined();
    await book(sale());
    expect((await clearing(context, {})).below).toMatchObject({ orders: 1, open: "25.00" });
    expect(await beyond(ofOrder("sale", "10.00"))).toEqual([{ ...order, amount: "10.00" }]);
  },
);

test("what is named follows what other payouts took meanwhile, and ends once it is booked", async () => {
  const { sql, context, book, staged, configure } = shop();
  configure(withDisputes("clearing"));
  await book(sale());
  const { id, found } = await staged([refund(), ...fees(700)]);
  expect(found.beyond).toBeUndefined();
  const again = async (of: string) => (await one(context, of))?.beyond;
  await book(refund());
  const second = await staged([refund(), ...fees(700)]);
  expect(second.found.beyond).toMatchObject([{ what: "above" }]);
  await book(sale());
  expect(await again(second.id)).toBeUndefined();
  await book(refund());
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, state, updated_at)
     VALUES (?, 'payout', 1, 'v', 'live', 1)`,
    `payout:${second.id}`,
  );
  expect(await again(second.id)).toBeUndefined();
  expect(id).not.toBe(second.id);
});

test("a dispute that a credit's voucher took off clearing isn't named", async () => {
  const { context, book, configure, credit } = shop();
  configure(withDisputes("clearing"));
  await book(sale());
  await book(lost());
  credit();
  const { orders, disputed } = await clearing(context, {});
  expect([orders, disputed]).toEqual([[], undefined]);
});

test.each([
  ["lowered by an edit", "100.00", "25.00"],
  ["cancelled, of which a part was paid back", null, "100.00"],
])(
  "a loss of more than the refund of an order that was %s is named, until it is won",
  async (_, to, open) => {
    const { sql, context, book, configure, takeBack } = shop();
    configure(withDisputes("account"));
    await book(sale());
    takeBack();
    if (to === null) await book(refund("-25.00"));
    else
      journal.saveDocument(
        sql,
        "order:0",
        {
          role: "voucher",
          n: 2,
          id: "v 2",
          number: null,
          state: "live",
          sourceHash: null,
          ownedHash: null,
          voucher: {
            charged: to,
            currency: "SEK",
            rate: null,
            ledgerItem: null,
            clearing: { account: 1580, moved: to, day: "2026-03-02", method: "7" },
          },
        },
        3,
      );
    const named = async () => (await clearing(context, {})).disputed;
    expect(await named()).toBeUndefined();
    expect(await book(lost())).toContain("chargeback 6064 125.00 0.00");
    expect(await named()).toMatchObject({ orders: 1, open, first: [{ account: 6064 }] });
    await book(won());
    expect(await named()).toBeUndefined();
  },
);
