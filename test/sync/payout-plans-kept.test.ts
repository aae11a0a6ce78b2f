/** Plans of short payouts that the object keeps: what is shown is what would be planned anew. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { watched } from "../../src/sync/tenant/live/live.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import { plannedAtOnce } from "../../src/sync/tenant/payouts/plan/current.ts";
import * as planning from "../../src/sync/tenant/payouts/plan/steps.ts";
import { approve, choose, lines, list, one } from "../../src/sync/tenant/payouts/payouts.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { keepAnswers, NOT_OF_PAYOUT_PLANS } from "../../src/sync/tenant/storage/cached-reads.ts";
import { forget, shareMemory } from "../../src/sync/tenant/storage/memory.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, line, order, PAYOUT, payoutShop, settings } from "./payouts.kit.ts";

const DAY_MS = 86_400_000;

afterEach(() => void vi.restoreAllMocks());

/** A shop whose writes are watched, as an object's are, with a payout of two lines. */
async function shop() {
  const plain = payoutShop();
  const sql = watched(plain.sql, () => undefined);
  shareMemory(sql, plain.sql);
  keepAnswers(sql);
  // Not connected: no lists are read when the books look closed.
  const vault = { views: () => [] } as unknown as TenantContext["vault"];
  const context: TenantContext = { ...plain.context, sql, vault };
  const configure = (version: number, of: object): void =>
    run(
      sql,
      "INSERT OR REPLACE INTO meta (k, v) VALUES ('configuration', ?)",
      JSON.stringify({ administrationId: 1, version, settings: of }),
    );
  order(sql, 0);
  order(sql, 5);
  await hand(context, [line(0), line(5)]);
  const shown = async () => [
    await list(context),
    await one(context, PAYOUT),
    await lines(context, PAYOUT, 0),
  ];
  await shown();
  return { ...plain, configure, sql, context, shown };
}

test("looked at again, a payout isn't planned again: not for its lines, nor for the list", async () => {
  const { sql, shown } = await shop();
  const step = vi.spyOn(planning, "step");
  const before = await shown();
  expect(await shown()).toEqual(before);
  // As while orders of other payouts are looked for, and somebody is told of something.
  run(sql, "INSERT INTO turns (name, since) VALUES ('a', 1)");
  expect(await shown()).toEqual(before);
  expect(step).not.toHaveBeenCalled();
});

type Shop = Awaited<ReturnType<typeof shop>>;

const CHANGES: Readonly<Record<string, (of: Shop) => unknown>> = {
  "a line's order is chosen": ({ context }) => choose(context, PAYOUT, "l5", "1000"),
  "another order has its number": ({ sql }) => order(sql, 9, "1005"),
  "an order's document is gone": ({ sql }) =>
    run(sql, "UPDATE documents SET state = 'gone' WHERE key = 'order:0'"),
  "an order has another sum": ({ sql }) =>
    run(sql, "UPDATE keys SET gross = 1000000 WHERE key = 'order:0'"),
  "an order's voucher says on which account its money is": ({ sql }) =>
    run(
      sql,
      "UPDATE documents SET voucher = ? WHERE key = 'order:0'",
      JSON.stringify({
        charged: "125.00",
        rate: null,
        clearing: { account: 1590, moved: "125.00" },
      }),
    ),
  "another payout has a line of it": ({ sql }) =>
    run(
      sql,
      `INSERT INTO payout_line_ids (source, line, payout, cents) VALUES ('stripe/', 'l0', 'p2', 1)`,
    ),
  "settings name another account": ({ context, sql, configure }) => {
    configure(2, {
      ...settings,
      lookups: { ...settings.lookups, payoutBank: { default: "1940", table: {} } },
    });
    forget(sql);
    return one(context, PAYOUT);
  },
  "its day's books were closed": ({ sql, clock }) =>
    cache.save(
      sql,
      {
        company: { currency: "SEK", country: "SE", lockedTo: "2026-03-31" },
        fiscalYears: [{ id: "y", start: "2026-01-01", end: "2026-12-31", locked: false }],
      } as never,
      clock.at,
    ),
  "a file corrects it": ({ context }) => hand(context, [line(0)], "u2", true),
};

test.each(Object.entries(CHANGES))("%s: what is shown is planned anew", async (_, change) => {
  const world = await shop();
  const before = await world.shown();
  await change(world);
  const after = await world.shown();
  expect(after).not.toEqual(before);
  forget(world.sql);
  expect(after).toEqual(await world.shown());
});

test("what is written while a payout is planned counts at the next look", async () => {
  const { sql, context, shown } = await shop();
  forget(sql);
  const { step } = planning;
  let steps = 0;
  const spy = vi.spyOn(planning, "step").mockImplementation(async (...of) => {
    const stepped = await step(...of);
    steps += 1;
    if (of[1].phase === "plan") run(sql, "DELETE FROM documents WHERE key = 'order:5'");
    return stepped;
  });
  const old = await one(context, PAYOUT);
  spy.mockRestore();
  expect([old?.matched, steps > 0]).toEqual([2, true]);
  expect((await one(context, PAYOUT))?.matched).toBe(1);
  const kept = await shown();
  forget(sql);
  expect(await shown()).toEqual(kept);
});

test("a plan of a payout as it was read before a write isn't taken for what it is now", async () => {
  const { sql, context } = await shop();
  const row = store.byId(sql, PAYOUT) ?? expect.unreachable();
  choose(context, PAYOUT, "l5", "1000");
  const stale = await plannedAtOnce(context, row);
  const now = await one(context, PAYOUT);
  expect(now?.mark).not.toBe(stale?.planned.mark);
  forget(sql);
  expect(await one(context, PAYOUT)).toEqual(now);
});

test("another day plans it again, as the books of its day may be open or not by then", async () => {
  const { clock, shown } = await shop();
  const step = vi.spyOn(planning, "step");
  clock.at += DAY_MS;
  await shown();
  expect(step).toHaveBeenCalled();
});

test("the mark of a kept plan approves nothing once an order changed", async () => {
  const { sql, context } = await shop();
  const mark = (await one(context, PAYOUT))?.mark ?? "";
  run(sql, "UPDATE documents SET key = 'order:7' WHERE key = 'order:5'");
  const by = { mark, actor: "somebody" };
  expect(await approve(context, PAYOUT, by)).toEqual({ ok: false, why: "held" });
  run(sql, "UPDATE documents SET key = 'order:5' WHERE key = 'order:7'");
  expect(await approve(context, PAYOUT, by)).toMatchObject({ ok: true });
});

/** Files of the tenant's object that making a plan needs. */
function filesOfPlans(): readonly string[] {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, from = ""] of text.matchAll(/^import (?!type)[^;]*? from "(\.[^"]+)";/gms))
      add(join(dirname(file), from));
  };
  add("src/sync/tenant/payouts/plan/steps.ts");
  return [...found].filter((file) => file.includes("sync/tenant"));
}

test("no plan reads a table whose writes leave it kept", () => {
  const files = filesOfPlans();
  expect(files).toContain("src/sync/tenant/payouts/order-numbers.ts");
  const read = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\b(?:FROM|JOIN)\s+(\w+)/g)].map(
      ([, table = ""]) => table,
    ),
  );
  expect(read).toContain("documents");
  expect(read.filter((table) => NOT_OF_PAYOUT_PLANS.has(table))).toEqual([]);
});
