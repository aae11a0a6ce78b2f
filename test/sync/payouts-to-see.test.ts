/** How many payouts need somebody before they can be approved: as their list says, at any time. */
import { expect, test, vi } from "vitest";
import { payoutState } from "../../src/http/usecases/vouchers/voucher-states.ts";
import { placesOf } from "../../src/domain/jobs/open-counts.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import * as causes from "../../src/sync/tenant/monitoring/alert-causes.ts";
import { monitoring } from "../../src/sync/tenant/calls/monitoring.ts";
import * as planning from "../../src/sync/tenant/payouts/plan/steps.ts";
import {
  approve,
  choose,
  list,
  one,
  countNeedingPerson,
} from "../../src/sync/tenant/payouts/payouts.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, line, order, PAYOUT, payoutShop } from "./payouts.kit.ts";

const inList = async (context: Parameters<typeof list>[0]): Promise<number> =>
  (await list(context)).filter((one) => one.job === null && payoutState(one) === "attention")
    .length;

test("a payout with a line that no order has counts until somebody chooses its order", async () => {
  const { sql, context } = payoutShop();
  order(sql, 0);
  order(sql, 5);
  const counts = async () => [await countNeedingPerson(context), await inList(context)];
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
  const { sql, context, configure } = payoutShop();
  order(sql, 0);
  await hand(context, [line(0)]);
  expect(await countNeedingPerson(context)).toBe(0);
  // Without an account for the bank nothing can be booked.
  configure(2, {});
  const counted = await countNeedingPerson(context).catch(() => null);
  expect(counted).not.toBe(0);
});

const MINUTE = 60_000;

test("an approved payout that needs action counts with its list, and in the bell once", async () => {
  const { sql, context } = payoutShop();
  order(sql, 0);
  order(sql, 1);
  await hand(context, [line(0)]);
  const { mark = "" } = (await one(context, PAYOUT)) ?? {};
  const approved = await approve(context, PAYOUT, { mark, actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  expect(placesOf(await monitoring.open(context)).payouts).toBe(0);
  const job = { id: approved.jobId, key: `payout:${PAYOUT}`, flow: "payouts" } as const;
  const gone = reason("payout-voucher-gone", { payout: "po_1", number: "A9" });
  run(sql, "UPDATE jobs SET status = 'done', outcome = 'held', over = 1");
  causes.jobEnded(sql, job, "held", [gone], 1);
  const needing = (await list(context)).filter((of) => payoutState(of) === "attention");
  const places = placesOf(await monitoring.open(context));
  expect(places).toEqual({ attention: 1, approvals: 0, payouts: 1, both: 1, all: 1 });
  expect(places.payouts).toBe(needing.length);
  expect(await one(context, PAYOUT)).toMatchObject({ isAsApproved: true });
  causes.jobEnded(sql, job, "booked", [], 2);
  expect(placesOf(await monitoring.open(context)).all).toBe(0);
});

/** A job that ended: in a busy shop one does every second. */
const jobEnds = (sql: SqlStorage, n: number): void =>
  run(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, outcome, types, reasons, over,
       created_at, updated_at)
     VALUES (?, ?, 'orders', 'live', 'done', 'booked', '[]', '[]', 1, ?, ?)`,
    `j${n}`,
    `order:${n}`,
    n,
    n,
  );

test("jobs that end make no page plan payouts, but every ten minutes; nor does a new object", async () => {
  const { sql, context, clock } = payoutShop();
  order(sql, 0);
  await hand(context, [line(0), line(1)]);
  const planned = vi.spyOn(planning, "step");
  const steps = async (): Promise<readonly [number | undefined, number]> => {
    planned.mockClear();
    const { payouts } = await monitoring.open(context);
    return [payouts, planned.mock.calls.length];
  };
  const [counted, first] = await steps();
  expect([counted, first > 0]).toEqual([1, true]);
  // By now the numbers of all orders are known.
  await steps();
  for (let n = 1; n <= 3; n += 1) {
    jobEnds(sql, n);
    expect(await steps()).toEqual([1, 0]);
  }
  forget(sql);
  expect(await steps()).toEqual([1, 0]);
  // The order that it waited for was written meanwhile.
  order(sql, 1);
  clock.at += 10 * MINUTE;
  expect((await steps())[0]).toBe(0);
  expect(await steps()).toEqual([0, 0]);
});

test("whoever sees the list has the count that the list says, whatever its age", async () => {
  const { sql, context } = payoutShop();
  order(sql, 0);
  await hand(context, [line(0), line(1)]);
  expect(await countNeedingPerson(context)).toBe(1);
  order(sql, 1);
  jobEnds(sql, 1);
  expect(await inList(context)).toBe(0);
  expect(await countNeedingPerson(context)).toBe(0);
});

test("payouts that can't be planned are left out, and nothing else fails for them", async () => {
  const { sql, context, clock } = payoutShop();
  order(sql, 0);
  await hand(context, [line(0), line(1)]);
  const planned = vi.spyOn(planning, "step").mockRejectedValue(new Error("no such line"));
  expect(await monitoring.open(context)).toEqual({ alerts: 0, approvals: 0 });
  // No page after it tries again at once.
  jobEnds(sql, 1);
  planned.mockClear();
  expect(await monitoring.open(context)).toEqual({ alerts: 0, approvals: 0 });
  expect(planned).not.toHaveBeenCalled();
  planned.mockRestore();
  clock.at += 10 * MINUTE;
  expect(await monitoring.open(context)).toEqual({ alerts: 0, approvals: 0, payouts: 1 });
  // What was counted once is said until it can be counted again.
  const again = vi.spyOn(planning, "step").mockRejectedValue(new Error("no such line"));
  jobEnds(sql, 2);
  clock.at += 10 * MINUTE;
  expect(await monitoring.open(context)).toMatchObject({ payouts: 1 });
  again.mockRestore();
});
