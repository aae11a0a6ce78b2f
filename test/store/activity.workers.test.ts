import { expect, test } from "vitest";
import { openAlertCounts, outcomeCounts } from "../../src/store/activity.ts";
import { countDeadLetters, recordDeadLetter } from "../../src/store/dead-letters.ts";
import { applyProjection, type JobRow } from "../../src/store/projection.ts";
import { migratedDb } from "./d1.ts";

const job = (id: string, outcome: JobRow["outcome"], updatedAt: number): JobRow => ({
  id, key: `order:${id}`, flow: "orders", status: outcome === null ? "queued" : "done", outcome, label: null, gross: null, vat: null, currency: null, reason: null, createdAt: 0, updatedAt,
});

test("jobs of the last hours are counted by tenant and outcome, without old and deleted ones, for any number of tenants", async () => {
  const db = await migratedDb();
  await applyProjection(db, "a1", [
    { table: "jobs", seq: 1, row: job("1", "booked", 100) },
    { table: "jobs", seq: 2, row: job("2", "booked", 100) },
    { table: "jobs", seq: 3, row: job("3", "held", 100) },
    { table: "jobs", seq: 4, row: job("4", null, 100) },
    { table: "jobs", seq: 5, row: job("5", "booked", 99) },
    { table: "jobs", seq: 6, row: job("6", "booked", 100) },
    { table: "jobs", seq: 7, deleted: { id: "6", at: 100 } },
  ]);
  await applyProjection(db, "a2", [{ table: "jobs", seq: 1, row: job("1", "skipped", 200) }]);
  const many = Array.from({ length: 250 }, (_, index) => `nobody-${index}`);
  const counts = await outcomeCounts(db, ["a1", ...many, "a2"], 100);
  const shown = counts.map((row) => `${row.tenantId} ${row.outcome ?? row.status} ${row.jobs}`).sort();
  expect(shown).toEqual(["a1 booked 2", "a1 held 1", "a1 queued 1", "a2 skipped 1"]);
  expect(await outcomeCounts(db, [], 0)).toEqual([]);
});

test("open alerts are counted, resolved ones aren't", async () => {
  const db = await migratedDb();
  const alert = (id: string, resolvedAt: number | null) => ({ id, code: "needs-login" as const, params: {}, jobId: null, since: 1, resolvedAt });
  await applyProjection(db, "a3", [{ table: "alerts", seq: 1, row: alert("1", null) }, { table: "alerts", seq: 2, row: alert("2", 5) }]);
  expect(await openAlertCounts(db, ["a3", "a4"])).toEqual([{ tenantId: "a3", alerts: 1 }]);
});

test("the same dead letter again is one", async () => {
  const db = await migratedDb();
  const letter = { id: "m1", tenantId: null, body: "{}", at: 50 };
  await recordDeadLetter(db, letter);
  await recordDeadLetter(db, letter);
  expect([await countDeadLetters(db, 49), await countDeadLetters(db, 50)]).toEqual([1, 0]);
});
