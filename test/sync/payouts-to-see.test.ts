/** How many payouts need somebody before they can be approved: as their list says, at any time. */
import { expect, test } from "vitest";
import { payoutState } from "../../src/http/usecases/voucher-states.ts";
import { monitoring } from "../../src/sync/tenant/calls/monitoring.ts";
import { choose, list, toSee } from "../../src/sync/tenant/payouts/payouts.ts";
import { hand, line, order, PAYOUT, room } from "./payouts.kit.ts";

const inList = async (context: Parameters<typeof list>[0]): Promise<number> =>
  (await list(context)).filter((one) => one.job === null && payoutState(one) === "attention")
    .length;

test("a payout with a line that no order has counts until somebody chooses its order", async () => {
  const { sql, context } = room();
  order(sql, 0);
  order(sql, 5);
  const counts = async () => [await toSee(context), await inList(context)];
  expect(await counts()).toEqual([0, 0]);
  await hand(context, [line(0), line(1)]);
  expect(await counts()).toEqual([1, 1]);
  // Asked again, nothing was done meanwhile.
  expect(await counts()).toEqual([1, 1]);
  expect(await monitoring.open(context)).toEqual({ alerts: 0, approvals: 0, payouts: 1 });
  expect(choose(context, PAYOUT, "l1", "1005")).toMatchObject({ ok: true });
  expect(await counts()).toEqual([0, 0]);
});

test("settings that say otherwise are seen", async () => {
  const { sql, context, configure } = room();
  order(sql, 0);
  await hand(context, [line(0)]);
  expect(await toSee(context)).toBe(0);
  // Without an account for the bank nothing can be booked.
  configure(2, {});
  const counted = await toSee(context).catch(() => null);
  expect(counted).not.toBe(0);
});
