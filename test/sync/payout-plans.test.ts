/**
 * Plans of payouts, made in steps: whatever dies or changes between two of them, the plan is that
 * of all lines together, and the same as one that is made at once.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import type { Find, Matched, MatchableOrder } from "../../src/flows/payouts/match.ts";
import { planPayout } from "../../src/flows/payouts/plan-voucher.ts";
import { addLines, NO_SUMS } from "../../src/flows/payouts/sums.ts";
import {
  maxBookedCents,
  paidWith,
  withoutExcessLines,
} from "../../src/flows/payouts/excess-lines.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import {
  beginNumbers,
  indexNumbers,
  numbersAreKnown,
  ordersNumbered,
} from "../../src/sync/tenant/payouts/order-numbers.ts";
import { hasPlansToMake, advancePlans } from "../../src/sync/tenant/payouts/plan/current.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import {
  approve,
  choose,
  lines as linesOf,
  list,
  one,
} from "../../src/sync/tenant/payouts/payouts.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { all, count, run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, line, order, PAYOUT, payoutShop, settings } from "./payouts.kit.ts";
import { matchLines } from "../support/match-lines.ts";

async function finish(context: TenantContext, after: () => void = () => undefined): Promise<void> {
  for (let ticks = 0; hasPlansToMake(context.sql); ticks += 1) {
    // Two of them at once, as an alarm may meet a look.
    await Promise.all([advancePlans(context), advancePlans(context)]);
    after();
    if (ticks > 500) throw new Error("it never ends");
  }
}

test("a long payout says how far it is, then what it would book; looking at it writes nothing", async () => {
  const { sql, context } = payoutShop();
  const lines = Array.from({ length: 1_050 }, (_, n) => line(n));
  for (let n = 0; n < 1_050; n += 1) order(sql, n);
  await hand(context, lines);
  const before = await one(context, PAYOUT);
  expect(before).toMatchObject({ held: null, mark: "", progress: { done: 0, of: 1_050 } });
  expect(before?.plan).toMatchObject({ reasons: [{ code: "payout-planning" }] });
  expect(await approve(context, PAYOUT, { mark: "", actor: "x" })).toEqual({
    ok: false,
    why: "planning",
  });
  const seen = new Set<number>();
  for (let ticks = 0; ticks < 20 && hasPlansToMake(sql); ticks += 1) {
    await advancePlans(context);
    seen.add((await one(context, PAYOUT))?.progress?.done ?? -1);
  }
  expect([...seen].filter((done) => done > 0 && done < 1_050).length).toBeGreaterThan(1);
  await finish(context);
  const shown = await one(context, PAYOUT);
  expect(shown).toMatchObject({ held: false, matched: 1_050, progress: null, unmatched: [] });
  expect(shown?.sums.kinds.sale).toEqual({
    lines: 1_050,
    gross: "131250.00",
    fee: "2625.00",
    net: "128625.00",
  });
  const page = await linesOf(context, PAYOUT, 10);
  expect([page?.page, page?.pages, page?.rows.length]).toEqual([10, 11, 50]);
  expect(page?.rows[0]).toMatchObject({ at: 1_002, order: "2000", by: "reference" });
  const written = sql.exec("SELECT total_changes() AS n").toArray()[0];
  await one(context, PAYOUT);
  await list(context);
  await linesOf(context, PAYOUT, 3);
  expect(sql.exec("SELECT total_changes() AS n").toArray()[0]).toEqual(written);
});

const kinds = fc.constantFrom(
  "sale" as const,
  "refund" as const,
  "fee" as const,
  "chargeback" as const,
  "chargeback-reversed" as const,
);
const IN: ReadonlySet<string> = new Set(["sale", "chargeback-reversed"]);
const one_ = fc.record({
  kind: kinds,
  order: fc.integer({ min: 0, max: 30 }),
  says: fc.constantFrom("reference", "payment", "text", "nothing"),
  cents: fc.integer({ min: 1, max: 12_500 }),
  method: fc.constantFrom("card", "ideal"),
  chosen: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: 25 })),
});

type Whole = { readonly all: readonly Matched[]; readonly within: readonly Matched[] };

/** As the steps do it, with all lines at once. `all`: whatever they come to together. */
function matchedWhole(
  lines: readonly PayoutLine[],
  find: Find,
  persons: ReadonlyMap<string, MatchableOrder>,
): Whole {
  const all = matchLines(lines, { find, currency: "SEK", persons });
  const paid = paidWith(all, "SEK", new Map(), () => null);
  const others = withoutExcessLines(all, "SEK", paid, true);
  return { all, within: withoutExcessLines(others.found, "SEK", others.paid, false).found };
}

/** What is paid of orders of these lines, in cents, and what of it are disputes. */
function paidBy(
  matched: readonly Matched[],
): ReadonlyMap<MatchableOrder, { readonly all: number; readonly disputed: number }> {
  const byOrder = Map.groupBy(
    matched.filter(({ line: { kind }, match }) => match !== null && kind !== "fee"),
    ({ match }) => match?.target.key,
  );
  const sum = (of: readonly Matched[]): number =>
    of.reduce((cents, { line }) => cents + Math.round(Number(line.gross) * 100), 0);
  return new Map(
    [...byOrder.values()].flatMap((of) => {
      const target = of[0]?.match?.target;
      const disputed = sum(of.filter(({ line }) => line.kind.startsWith("chargeback")));
      return target === undefined ? [] : [[target, { all: sum(of), disputed }] as const];
    }),
  );
}

/** An order that is paid no more than it comes to loses no line, and none is paid more. */
function expectBound({ all, within }: Whole): void {
  const isBound = (target: MatchableOrder, paid: { all: number; disputed: number }): boolean => {
    const most = maxBookedCents(target) ?? 0;
    if (paid.all >= 0) return paid.all <= most;
    // A refund and a dispute of all of it may meet.
    return -paid.all <= most || Math.max(paid.disputed - paid.all, -paid.disputed) <= most;
  };
  for (const [target, paid] of paidBy(within)) expect(isBound(target, paid)).toBe(true);
  const fits = new Set(
    [...paidBy(all)].flatMap(([target, paid]) => (isBound(target, paid) ? [target.key] : [])),
  );
  for (const [index, { match }] of all.entries())
    if (match !== null && fits.has(match.target.key)) expect(within[index]?.match).toEqual(match);
}

test("in steps or at once, with the object gone between any two of them: one plan", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(one_, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(0, 600, 1_100),
      async (acts, longer) => {
        const { sql, context } = payoutShop();
        for (let n = 0; n <= 25; n += 1) order(sql, n);
        const some = acts.map(({ kind, order: of, says, cents, method }, n): PayoutLine => {
          const gross = ((IN.has(kind) ? cents : -cents) / 100).toFixed(2);
          return line(n, {
            kind,
            gross: kind === "fee" ? "0.00" : gross,
            fee: kind === "fee" ? (cents / 100).toFixed(2) : "0.00",
            net: kind === "fee" ? (-cents / 100).toFixed(2) : gross,
            reference: says === "reference" ? String(1000 + of) : null,
            text: says === "text" ? `order ${1000 + of}` : "",
            paymentId: says === "nothing" ? null : `pay${of}`,
            method,
          });
        });
        // What fills parts lies between, so that a payment's lines are far from each other.
        const filling = Array.from({ length: longer }, (_, n) =>
          line(100 + n, { reference: null, paymentId: `other${n}`, gross: "1.00", net: "-1.50" }),
        );
        const half = Math.ceil(some.length / 2);
        const lines = [...some.slice(0, half), ...filling, ...some.slice(half)].map((each, at) => ({
          ...each,
          at: at + 2,
        }));
        await hand(context, lines);
        // Only an order whose number is known can be chosen.
        if (acts.some(({ chosen }) => chosen !== null))
          while (!numbersAreKnown(sql)) indexNumbers(sql);
        for (const [n, { chosen }] of acts.entries())
          if (chosen !== null) choose(context, PAYOUT, `l${n}`, String(1000 + chosen));
        await one(context, PAYOUT);
        await finish(context, () => forget(sql));
        const shown = await one(context, PAYOUT);
        beginNumbers(sql);
        const find = (number: string): readonly MatchableOrder[] =>
          ordersNumbered(sql, new Set([number]))(number);
        const persons = new Map(
          acts.flatMap(({ chosen }, n): [string, MatchableOrder][] => {
            const [target] = chosen === null ? [] : find(String(1000 + chosen));
            return target === undefined ? [] : [[`l${n}`, target]];
          }),
        );
        const whole = matchedWhole(lines, find, persons);
        expectBound(whole);
        const sums = addLines(NO_SUMS, whole.within);
        const row = store.byId(sql, PAYOUT);
        if (row === null || shown === null) throw new Error("there is none");
        expect(shown.sums).toEqual(sums);
        expect(shown.plan).toEqual(
          planPayout({
            head: store.headOf(row),
            amount: row.amount,
            sums,
            settings,
            currency: "SEK",
          }),
        );
        expect(count(sql, "SELECT count(*) AS n FROM payout_payments")).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});

test("a line that is given its order, other settings and another file: the plan is made anew", async () => {
  const { sql, context, configure } = payoutShop();
  for (let n = 0; n < 700; n += 1) order(sql, n);
  order(sql, 700, "NEW-1");
  const lines = Array.from({ length: 700 }, (_, n) => line(n));
  await hand(context, [...lines, line(700, { reference: "WHO", paymentId: null })]);
  await finish(context);
  const shown = await one(context, PAYOUT);
  expect(shown?.unmatched.map(({ id }) => id)).toEqual(["l700"]);
  expect(choose(context, PAYOUT, "l700", "new-1")).toMatchObject({ ok: true });
  const between = await one(context, PAYOUT);
  expect([between?.unmatched, between?.progress]).toEqual([[], { done: 0, of: 701 }]);
  // What was seen is no more what would be booked.
  expect(await approve(context, PAYOUT, { mark: shown?.mark ?? "", actor: "x" })).toEqual({
    ok: false,
    why: "changed",
  });
  await finish(context);
  const chosen = await one(context, PAYOUT);
  expect(chosen).toMatchObject({ held: false, matched: 701 });
  configure(2, {
    ...settings,
    lookups: { ...settings.lookups, payoutFee: { default: "3740", table: {} } },
  });
  expect(await approve(context, PAYOUT, { mark: chosen?.mark ?? "", actor: "x" })).toEqual({
    ok: false,
    why: "changed",
  });
  await finish(context);
  const changed = await one(context, PAYOUT);
  expect(changed?.mark).not.toBe(chosen?.mark);
  await hand(context, lines, "u2", true);
  expect((await one(context, PAYOUT))?.mark).toBe("");
  await finish(context);
  expect(await one(context, PAYOUT)).toMatchObject({ held: false, matched: 700 });
});

test("its run plans anew, and claims what that plan matched, in steps", async () => {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 900; n += 1) order(sql, n);
  await hand(
    context,
    Array.from({ length: 900 }, (_, n) => line(n)),
  );
  await finish(context);
  const shown = await one(context, PAYOUT);
  const approved = await approve(context, PAYOUT, { mark: shown?.mark ?? "", actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  // An order that was seen is gone, and one with another number is there.
  run(sql, "UPDATE operations SET marker = 'X-1 #K7Q2M9XA' WHERE key = 'order:5'");
  run(
    sql,
    "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?",
    context.now() + 60_000,
  );
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  const plan = async (of: ClaimRef) => {
    let calls = 0;
    for (;;) {
      const answer = await forRun(context, of, { ask: "plan", inSteps: true });
      if (answer.kind !== "planning") return { answer, calls };
      calls += 1;
      forget(sql);
    }
  };
  const first = await plan(ref);
  expect(first.calls).toBeGreaterThan(2);
  expect(first.answer).toMatchObject({ approved: shown?.mark, plan: { kind: "held" } });
  run(sql, "UPDATE operations SET marker = '1005 #K7Q2M9XA' WHERE key = 'order:5'");
  run(sql, "UPDATE jobs SET claim = 2");
  const second = { ...ref, claimNo: 2 };
  expect((await plan(second)).answer).toMatchObject({ mark: shown?.mark, approved: shown?.mark });
  expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "fenced" });
  let from = 0;
  let calls = 0;
  for (;;) {
    const claimed = await forRun(context, second, { ask: "claim", from, inSteps: true });
    if (claimed.kind === "claimed") break;
    if (claimed.kind !== "claiming") throw new Error(claimed.kind);
    ({ from } = claimed);
    calls += 1;
  }
  expect(calls).toBeGreaterThan(1);
  expect(count(sql, "SELECT count(*) AS n FROM payout_line_ids WHERE payout = 'p1'")).toBe(900);
});

test("a number is known from when it is written, and those before from the steps", () => {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 4_100; n += 1) order(sql, n);
  run(
    sql,
    `INSERT INTO day_members (key, role, n, label, day, rows, added_at)
     VALUES ('order:9001', 'voucher', 1, 'DAY-1', '2026-03-01', '[]', 0)`,
  );
  expect(all(sql, "SELECT * FROM order_numbers")).toEqual([]);
  context.atomically(() => beginNumbers(sql));
  forget(sql);
  order(sql, 9_000, "AFTER-1");
  const known = (number: string): readonly string[] =>
    ordersNumbered(sql, new Set([number]))(number).map(({ key }) => key);
  expect(known("after-1")).toEqual(["order:9000"]);
  expect(known("1007")).toEqual([]);
  let steps = 0;
  for (; !numbersAreKnown(sql); steps += 1) {
    context.atomically(() => indexNumbers(sql));
    forget(sql);
  }
  expect(steps).toBeGreaterThan(3);
  for (let n = 0; n < 4_100; n += 100) expect(known(String(1000 + n))).toEqual([`order:${n}`]);
  expect(known("day-1")).toEqual(["order:9001"]);
  run(sql, "UPDATE operations SET marker = 'ELSE #K7Q2M9XA' WHERE key = 'order:7'");
  // The index only says where to look.
  expect(known("1007")).toEqual([]);
});
