/**
 * A payout is booked as it was approved: its rows, its series, and the order of every line. What
 * changes any of these before it is booked is shown anew, and nothing is booked.
 */
import { expect, test } from "vitest";
import type { ClaimRef } from "../../src/sync/engine-rpc.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { hasPlansToMake, planOn } from "../../src/sync/tenant/payouts/payout-plan.ts";
import { forRun } from "../../src/sync/tenant/payouts/payout-run.ts";
import { approve, choose, one } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, line, order, PAYOUT, room, settings } from "./payouts.kit.ts";

type Room = ReturnType<typeof room>;

async function markOf(context: TenantContext): Promise<string> {
  for (;;) {
    const shown = await one(context, PAYOUT);
    if (shown === null) throw new Error("there is no payout");
    if (shown.mark !== "" && !hasPlansToMake(context.sql)) return shown.mark;
    await planOn(context);
  }
}

async function staged(count: number): Promise<Room> {
  const made = room();
  for (let n = 0; n < count; n += 1) order(made.sql, n);
  order(made.sql, count, "OTHER-1");
  await hand(
    made.context,
    Array.from({ length: count }, (_, n) => line(n)),
  );
  return made;
}

const SHORT = 3;
const LONG = 701;

// Each leaves every row of the voucher as it was.
const CHANGES: readonly (readonly [string, (room: Room) => void])[] = [
  [
    "the number of a line is another order's by now, of the same amount",
    ({ sql }) => {
      run(sql, "UPDATE operations SET marker = 'GONE #K7Q2M9XA' WHERE key = 'order:1'");
      order(sql, 9_000, "1001");
    },
  ],
  [
    "the series of its voucher is another",
    ({ configure }) => configure(2, { ...settings, payouts: { ...settings.payouts, series: "B" } }),
  ],
  [
    "its fees are booked on another account",
    ({ configure }) =>
      configure(2, {
        ...settings,
        lookups: { ...settings.lookups, payoutFee: { default: "3740", table: {} } },
      }),
  ],
  [
    "VAT is taken out of its fees",
    ({ configure }) =>
      configure(2, {
        ...settings,
        payouts: {
          ...settings.payouts,
          accounts: { ...settings.payouts.accounts, inputVat: "2641" },
        },
        lookups: { ...settings.lookups, payoutFeeVat: { default: "included 25", table: {} } },
      }),
  ],
];

test.each(
  CHANGES.flatMap(([what, change]) =>
    [SHORT, LONG].map((count): [string, number, typeof change] => [what, count, change]),
  ),
)("%s: what was approved of %i lines isn't booked, and is shown anew", async (_, count, change) => {
  const made = await staged(count);
  const { sql, context } = made;
  const mark = await markOf(context);
  const approved = await approve(context, PAYOUT, mark, "x");
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  change(made);
  run(
    sql,
    "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?",
    context.now() + 60_000,
  );
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  const answer = await forRun(context, ref, { ask: "plan" });
  expect(answer).toMatchObject({ kind: "plan", approved: mark, plan: { kind: "voucher" } });
  const now = answer.kind === "plan" ? answer.mark : "";
  expect(now).not.toBe(mark);
  // The run holds it (test/e2e/payouts.e2e.test.ts). Then it is approved as it is now, or not.
  run(sql, "UPDATE jobs SET status = 'done', outcome = 'held', over = 1");
  expect(await markOf(context)).toBe(now);
  expect(await approve(context, PAYOUT, mark, "x")).toEqual({ ok: false, why: "changed" });
  expect(await approve(context, PAYOUT, now, "x")).toMatchObject({ ok: true });
});

test("an order chosen in place of another one of the same amount is another approval", async () => {
  const { sql, context } = room();
  for (let n = 0; n < 3; n += 1) order(sql, n);
  await hand(context, [line(0), line(1, { reference: "WHO", paymentId: null })]);
  expect((await one(context, PAYOUT))?.plan.kind).toBe("held");
  expect(choose(context, PAYOUT, "l1", "1001")).toMatchObject({ ok: true });
  const shown = await markOf(context);
  expect(choose(context, PAYOUT, "l1", "1002")).toMatchObject({ ok: true });
  expect(await approve(context, PAYOUT, shown, "x")).toEqual({ ok: false, why: "changed" });
});
