/**
 * A tenant that moves to another deployment in the middle of paying a payout's invoices: what is
 * paid is known there, what isn't is paid there, and what can't be is told.
 */
import { beforeEach, expect, test } from "vitest";
import { TRANSFER_PARTS, type TransferRow } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import {
  beginNumbers,
  indexNumbers,
  numbersAreKnown,
  orderNumbered,
} from "../../src/sync/tenant/payouts/order-numbers.ts";
import { lines, list, one } from "../../src/sync/tenant/payouts/payouts.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import * as plans from "../../src/sync/tenant/payouts/plan/store.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { give, take } from "../../src/sync/tenant/transfer/tenant-transfer.ts";
import { hand, line, order, PAYOUT, payoutShop } from "./payouts.kit.ts";

const KEY = store.keyOf(PAYOUT);

/** Rooms whose jobs can be made. */
function place() {
  const made = payoutShop();
  Object.assign(made.context.deps.timings, { coalesceMs: 0 });
  return made;
}

let old: ReturnType<typeof place>;
let next: ReturnType<typeof place>;

/** All pages of an export, as text: what isn't JSON doesn't travel. */
function exported({ context }: { readonly context: TenantContext }): readonly {
  readonly part: (typeof TRANSFER_PARTS)[number];
  readonly rows: readonly TransferRow[];
}[] {
  const pages = TRANSFER_PARTS.filter((part) => part !== "evidence").map((part) => {
    const page = give(context, part, null);
    if ("ok" in page) throw new Error(part);
    expect(page.after).toBe(null);
    return { part, rows: page.rows };
  });
  return JSON.parse(JSON.stringify(pages)) as typeof pages;
}

const moved = (): void => {
  for (const { part, rows } of exported(old))
    expect([part, take(next.context, part, rows)]).toEqual([part, { ok: true }]);
};

/** Approved, its voucher booked, and one payment of it made. */
beforeEach(async () => {
  old = place();
  next = place();
  const { sql, context } = old;
  for (const n of [1, 2]) order(sql, n);
  await hand(context, [line(1), line(2)]);
  const seen = await one(context, PAYOUT);
  if (seen === null) throw new Error("it was staged");
  const { sums, plan, mark, matched, unmatched, overlaps } = seen;
  const planned = { sums, plan, mark, matched, unmatched, overlaps };
  plans.saveFinished(sql, { payout: PAYOUT, token: "run j1 1", basis: "", at: 1, planned });
  store.approve(sql, PAYOUT, mark, "somebody");
  intake.enqueue(context, { key: KEY, flow: "payouts", type: "payout-approved", lane: "live" });
  saveDocument(
    sql,
    KEY,
    {
      role: "payout",
      n: 1,
      id: "v1",
      number: "A1",
      state: "live",
      sourceHash: null,
      ownedHash: null,
    },
    0,
  );
});

const opened = (): readonly unknown[] =>
  exported(old)
    .find(({ part }) => part === "open")
    ?.rows.map(({ key }) => key) ?? [];

const ended = (outcome: "needs-attention" | "held" | "booked" | "skipped"): void => {
  const job = jobs.openFor(old.sql, KEY);
  jobs.update(old.sql, job?.id ?? "", { status: "done", outcome }, 2);
};

test("the payout, its lines and the plan that was approved are there, nobody's name with them", async () => {
  const before = await one(old.context, PAYOUT);
  moved();
  const after = await one(next.context, PAYOUT);
  expect(after).toMatchObject({
    ...before,
    actor: "imported",
    approvedBy: "imported",
    createdAt: expect.any(Number),
    job: { flow: "payouts", outcome: null },
  });
  expect(await lines(next.context, PAYOUT, 0)).toEqual(await lines(old.context, PAYOUT, 0));
  expect(plans.finishedOf(next.sql, PAYOUT)).toEqual(plans.finishedOf(old.sql, PAYOUT));
  expect(JSON.stringify(exported(old))).not.toContain("somebody");
  expect(store.isFrozen(next.sql, store.byId(next.sql, PAYOUT) as store.StoredPayout)).toBe(true);
});

test("the same file is the same payout there, and a page that comes twice changes nothing", async () => {
  moved();
  moved();
  await hand(next.context, [line(1), line(2)], "u1");
  expect(await list(next.context)).toHaveLength(1);
  expect(all(next.sql, "SELECT part FROM payout_lines")).toHaveLength(1);
});

test("what is counted of it on the clearing account isn't counted again", () => {
  run(old.sql, "UPDATE payouts SET counted = 2");
  expect(store.findUncounted(old.sql)).toBe(null);
  moved();
  expect(store.findUncounted(next.sql)).toBe(null);
});

test.each([
  ["needs-attention", true],
  ["held", true],
  ["booked", false],
  ["skipped", false],
] as const)("one that ended as %s goes on there: %s", (outcome, goesOn) => {
  expect(opened()).toEqual([KEY]);
  ended(outcome);
  expect(opened()).toEqual(goesOn ? [KEY] : []);
});

test("lines of a file that isn't read to its end stay behind", () => {
  store.addLines(old.sql, { upload: "half", slot: "s", part: 0, bytes: new Uint8Array([1]) });
  moved();
  expect(all(next.sql, "SELECT upload FROM payout_lines")).toEqual([{ upload: "u1" }]);
});

/** 500.00 and, twice, 125.00 of orders of 125.00. */
const TOO_MUCH = [
  line(1, { gross: "500.00", fee: "0.00", net: "500.00" }),
  line(2, { gross: "125.00", fee: "0.00", net: "125.00" }),
  line(3, { reference: "1002", gross: "125.00", fee: "0.00", net: "125.00" }),
];
const unmatched = async ({ context }: ReturnType<typeof place>): Promise<unknown> =>
  (await one(context, PAYOUT))?.unmatched.map(({ id, why }) => [id, why]);

test.each([
  ["by what the orders come to", true],
  ["by what was booked of them, where an older export doesn't say what they come to", false],
])("lines of more than their order are held there as well, %s", async (_, says) => {
  old = place();
  next = place();
  const charged = JSON.stringify({ charged: "125.00", currency: "SEK", rate: null });
  for (const n of [1, 2]) {
    order(old.sql, n);
    run(old.sql, "UPDATE documents SET voucher = ? WHERE key = ?", charged, `order:${n}`);
  }
  await hand(old.context, TOO_MUCH);
  const before = await unmatched(old);
  expect(before).toEqual([
    ["l1", "amount"],
    ["l3", "paid"],
  ]);
  if (!says) run(old.sql, "UPDATE keys SET gross = NULL, currency = NULL");
  moved();
  beginNumbers(next.sql);
  while (!numbersAreKnown(next.sql)) indexNumbers(next.sql);
  expect(await unmatched(next)).toEqual(before);
});

test("a line of another currency than its order's is held there as well", async () => {
  old = place();
  next = place();
  order(old.sql, 1);
  run(old.sql, "UPDATE keys SET currency = 'EUR'");
  const paid = { amount: "125.00", currency: "SEK" };
  await hand(old.context, [line(1, { gross: "125.00", fee: "0.00", net: "125.00", paid })]);
  moved();
  beginNumbers(next.sql);
  while (!numbersAreKnown(next.sql)) indexNumbers(next.sql);
  expect([await unmatched(old), await unmatched(next)]).toEqual([
    [["l1", "currency"]],
    [["l1", "currency"]],
  ]);
});

test("bytes that aren't an export's are refused with their page", () => {
  const row = { upload: "u", slot: "s", part: 0, bytes: "not base64!", matched: null };
  expect(take(next.context, "payout_lines", [row])).toMatchObject({ ok: false, kind: "bad-rows" });
  expect(all(next.sql, "SELECT upload FROM payout_lines")).toEqual([]);
});

test("an order that a person linked there is found by its number here", async () => {
  const { sql } = old;
  const { job } = intake.enqueue(old.context, {
    key: "order:7",
    flow: "orders",
    type: "x",
    lane: null,
  });
  jobs.update(sql, job.id, { status: "done", outcome: "booked", label: "#A1007" }, 2);
  run(
    sql,
    "INSERT OR REPLACE INTO keys (key, wanted, currency, gross) VALUES ('order:7', 1, 'SEK', 125000000)",
  );
  const linked = { role: "invoice", n: 1, id: "i7", number: "7", state: "live" } as const;
  saveDocument(sql, "order:7", { ...linked, sourceHash: null, ownedHash: "by-hand" }, 2);
  moved();
  const numbers = exported(old).find(({ part }) => part === "order_numbers")?.rows;
  expect(numbers).toEqual([{ number: "a1007", key: "order:7" }]);
  while (!numbersAreKnown(next.sql)) indexNumbers(next.sql);
  expect(orderNumbered(next.sql, "A1007")).toMatchObject({ key: "order:7" });
});
