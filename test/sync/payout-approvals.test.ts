/**
 * A payout is booked as it was approved: its rows, its series, and the order of every line. What
 * changes any of these before it is booked is shown anew, and nothing is booked. Nobody takes the
 * plan of the run that books it.
 */
import { expect, test } from "vitest";
import { actionPreviewKey } from "../../src/domain/jobs/run-preview.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { enqueue } from "../../src/sync/tenant/intake/intake.ts";
import {
  beginByAlarm,
  hasPlansToMake,
  advancePlans,
} from "../../src/sync/tenant/payouts/plan/current.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import { byId } from "../../src/sync/tenant/payouts/payout-store.ts";
import { approve, choose, one } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, line, order, PAYOUT, payoutShop, settings } from "./payouts.kit.ts";

type PayoutShop = ReturnType<typeof payoutShop>;

async function markOf(context: TenantContext): Promise<string> {
  for (;;) {
    const shown = await one(context, PAYOUT);
    if (shown === null) throw new Error("there is no payout");
    if (shown.mark !== "" && !hasPlansToMake(context.sql)) return shown.mark;
    await advancePlans(context);
  }
}

async function staged(count: number): Promise<PayoutShop> {
  const made = payoutShop();
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
const CHANGES: readonly (readonly [string, (shop: PayoutShop) => void])[] = [
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
  const approved = await approve(context, PAYOUT, { mark, actor: "x" });
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
  expect(await approve(context, PAYOUT, { mark, actor: "x" })).toEqual({
    ok: false,
    why: "changed",
  });
  expect(await approve(context, PAYOUT, { mark: now, actor: "x" })).toMatchObject({ ok: true });
});

test("an order chosen in place of another one of the same amount is another approval", async () => {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 3; n += 1) order(sql, n);
  await hand(context, [line(0), line(1, { reference: "WHO", paymentId: null })]);
  expect((await one(context, PAYOUT))?.plan.kind).toBe("held");
  expect(choose(context, PAYOUT, "l1", "1001")).toMatchObject({ ok: true });
  const shown = await markOf(context);
  expect(choose(context, PAYOUT, "l1", "1002")).toMatchObject({ ok: true });
  expect(await approve(context, PAYOUT, { mark: shown, actor: "x" })).toEqual({
    ok: false,
    why: "changed",
  });
});

/** Approved, and its run claimed. */
async function running() {
  const { sql, context } = await staged(LONG);
  const mark = await markOf(context);
  const approved = await approve(context, PAYOUT, { mark, actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  const claim = (jobId: string): ClaimRef => {
    run(
      sql,
      "UPDATE jobs SET status = 'running', claim = 1, lease_until = ? WHERE id = ?",
      context.now() + 60_000,
      jobId,
    );
    return { tenantId: "t", jobId, claimNo: 1 };
  };
  const plan = (ref: ClaimRef) => forRun(context, ref, { ask: "plan", inSteps: true });
  return { context, mark, job: approved.jobId, claim, plan };
}

test.each<[string, (context: TenantContext) => void]>([
  [
    "as another one took its place",
    (context) => {
      const row = byId(context.sql, PAYOUT);
      if (row !== null) beginByAlarm(context, row);
    },
  ],
])("a run whose plan is begun anew counts its lines once: %s", async (_, change) => {
  const { context, mark, job, claim, plan } = await running();
  const ref = claim(job);
  for (let calls = 0; calls < 3; calls += 1)
    expect(await plan(ref)).toMatchObject({ kind: "planning" });
  change(context);
  let answer = await plan(ref);
  while (answer.kind === "planning") answer = await plan(ref);
  expect(answer).toMatchObject({ mark, approved: mark });
});

test("a dry run takes no plan away from the run that books, nor from another one", async () => {
  const { context, mark, job, claim, plan } = await running();
  const tries = (deed: string): ClaimRef => {
    const key = actionPreviewKey(`payout:${PAYOUT}`, deed);
    return claim(enqueue(context, { key, flow: "dry-run", type: "x", lane: "live" }).job.id);
  };
  const BUSY = { kind: "plan", plan: { kind: "held", reasons: [{ code: "payout-planning" }] } };
  // It is there before the run that books is claimed, which then takes the plan.
  const first = tries("retry");
  expect(await plan(first)).toMatchObject({ kind: "planning" });
  expect(await plan(tries("again"))).toMatchObject(BUSY);
  expect(await plan(first)).toMatchObject({ kind: "planning" });
  const ref = claim(job);
  let calls = 0;
  let answer = await plan(ref);
  for (; answer.kind === "planning" && calls < 60; calls += 1) {
    expect(await plan(first)).toMatchObject(BUSY);
    answer = await plan(ref);
  }
  expect(answer).toMatchObject({ mark, approved: mark });
  expect(await plan(first)).toMatchObject({
    plan: { kind: "held", reasons: [{ params: { done: LONG, of: LONG } }] },
  });
  expect(await forRun(context, first, { ask: "claim" })).toEqual({ kind: "none" });
  expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "claimed" });
});
