/** Orders that test mode calculated: listed and counted apart from those that are left out. */
import { expect, test } from "vitest";
import type { CountedAs } from "../../src/domain/jobs/job.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { lastDay, sums, waitSums } from "../../src/sync/tenant/jobs/ended.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { bareReason } from "../support/bare-reason.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

const HOUR = 3_600_000;
const tried = reason("trial-mode", { write: "order.create", document: "sales-order" });

const waits = reason("waits-for-approval", {
  rule: "amount",
  type: "invoice",
  gross: "125.00",
  currency: "SEK",
  country: "SE",
  from: "100.00",
  days: null,
  of: "x",
});

async function shop() {
  const { sql, object, clock } = await tenantInNode();
  const ended = (
    order: number,
    outcome: "skipped" | "booked" | "updated" | "held",
    ...reasons: Reason[]
  ): void => {
    const of = { key: `order:${order}`, flow: "orders", lane: "live", type: "test" } as const;
    const { id } = jobs.create(sql, { ...of, due: NOW, now: NOW });
    const figures = JSON.stringify({ gross: "125.00", vat: "25.00", currency: "SEK" });
    const told = JSON.stringify(reasons);
    jobs.update(sql, id, { status: "done", outcome, figures, reasons: told }, clock.at);
  };
  const from = Math.floor(clock.at / HOUR) * HOUR;
  const span = { from, to: from + HOUR };
  const counted = () =>
    sums(sql, [span], clock.at)
      .map(({ outcome, n, gross }) => `${outcome} ${n} ${Number(gross) / 1_000_000}`)
      .toSorted();
  const listed = async (stands: CountedAs, narrowed: object = {}) =>
    (await page(object.inside(), { flow: "orders", stands, newest: true, ...narrowed })).jobs
      .map((job) => `${job.key} ${job.stands ?? job.outcome ?? ""}`)
      .toSorted();
  const causes = () =>
    waitSums(sql, [span], clock.at)
      .causes.map(({ area, n }) => `${area} ${n}`)
      .toSorted();
  return { sql, clock, span, ended, counted, listed, causes };
}

test("an order that would be booked is told from one that is left out, in the list and in the sums", async () => {
  const { sql, clock, span, ended, counted, listed } = await shop();
  ended(1, "skipped", tried);
  ended(2, "skipped", reason("cancelled-before-booking"));
  ended(3, "skipped", reason("trial-mode", { write: "order.update" }));
  expect(counted()).toEqual(["skipped 2 250", "would-be-booked 1 125"]);
  expect(lastDay(sql, clock.at).map(({ outcome, n }) => [outcome, n])).toEqual([
    ["skipped", 2],
    ["would-be-booked", 1],
  ]);
  for (const narrowed of [{}, { ended: span }]) {
    expect(await listed("would-be-booked", narrowed)).toEqual(["order:1 would-be-booked"]);
    expect(await listed("skipped", narrowed)).toEqual(["order:2 skipped", "order:3 skipped"]);
  }
  // The stock flow is told that a run left it out, as ever.
  expect(keys.countOpen(sql)).toMatchObject({ leftOut: 2 });
});

test("an order that waits for an approval is told from what else is on hold, in the list and in the sums", async () => {
  const { ended, counted, listed, span, causes } = await shop();
  ended(1, "held", waits);
  ended(2, "held", reason("article-not-found", { sku: "A", line: 1 }));
  expect(counted()).toEqual(["held 1 125", "waits-for-approval 1 125"]);
  for (const narrowed of [{}, { ended: span }]) {
    expect(await listed("waits-for-approval", narrowed)).toEqual(["order:1 waits-for-approval"]);
    expect(await listed("held", narrowed)).toEqual(["order:2 held"]);
  }
  expect(causes()).toEqual(["approval 1", "article 1"]);
  // On hold for another reason now: it doesn't begin to need somebody once more.
  ended(1, "held", reason("article-not-found", { sku: "A", line: 1 }));
  expect(counted()).toEqual(["held 2 250"]);
  expect(causes()).toEqual(["approval 1", "article 1"]);
  expect(await listed("waits-for-approval")).toEqual([]);
});

test("with money in question besides, it is on hold, in the list and in the sums", async () => {
  const { ended, counted, listed, span, causes } = await shop();
  const of = { paid: "0.00", registered: "250.00", number: "1", back: null, held: null };
  ended(1, "held", waits, reason("paid-less-than-registered", { ...of, missing: "125.00" }));
  ended(2, "held", waits, reason("cancelled-money-unsaid", { paid: "10.00", number: "1" }));
  ended(3, "held", bareReason("customer-known"), waits, bareReason("within-tolerance"));
  expect(counted()).toEqual(["held 2 250", "waits-for-approval 1 125"]);
  for (const narrowed of [{}, { ended: span }]) {
    expect(await listed("waits-for-approval", narrowed)).toEqual(["order:3 waits-for-approval"]);
    expect(await listed("held", narrowed)).toEqual(["order:1 held", "order:2 held"]);
  }
  expect(causes()).toEqual(["approval 1", "other 1", "payment 1"]);
});

test("once it is booked for real it counts as that alone", async () => {
  const { ended, counted, listed } = await shop();
  ended(1, "skipped", tried);
  ended(1, "booked", reason("confirmed-after-comparison"));
  expect(counted()).toEqual(["booked 1 125"]);
  expect(await listed("would-be-booked")).toEqual([]);
});

test("a booked order of which test mode only calculates a change counts as it stands", async () => {
  const { sql, ended, counted, listed, span } = await shop();
  const live = (order: number, state: "live" | "gone"): void => {
    sql.exec(
      `INSERT INTO documents (key, role, n, id, state, updated_at)
       VALUES (?, 'sales-order', 1, ?, ?, 0)`,
      `order:${order}`,
      `so-${order}`,
      state,
    );
  };
  const change = reason("trial-mode", { write: "order.update" });
  for (const order of [1, 2, 3, 4, 5]) live(order, order === 4 ? "gone" : "live");
  ended(1, "booked");
  ended(1, "skipped", change);
  ended(2, "updated");
  // A voucher that would be reversed and booked again stands until then.
  ended(2, "skipped", tried);
  ended(3, "held", reason("article-not-found", { sku: "A", line: 1 }));
  ended(3, "skipped", change);
  ended(4, "updated");
  ended(4, "skipped", tried);
  ended(5, "booked");
  ended(5, "skipped", reason("cancelled-before-booking"));
  expect(counted()).toEqual([
    "booked 2 250",
    "skipped 1 125",
    "updated 1 125",
    "would-be-booked 1 125",
  ]);
  for (const narrowed of [{}, { ended: span }]) {
    expect(await listed("booked", narrowed)).toEqual(["order:1 booked", "order:3 booked"]);
    expect(await listed("updated", narrowed)).toEqual(["order:2 updated"]);
    expect(await listed("would-be-booked", narrowed)).toEqual(["order:4 would-be-booked"]);
    expect(await listed("skipped", narrowed)).toEqual(["order:5 skipped"]);
  }
});
