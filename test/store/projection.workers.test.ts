import { expect, test } from "vitest";
import {
  applyProjection,
  purgeDeletions,
  type JobRow,
  type ProjectionRow,
} from "../../src/store/projection.ts";
import { migratedDb } from "./d1.ts";

const job = (id: string, over: Partial<JobRow> = {}): JobRow => ({
  id,
  key: `order:${id}`,
  flow: "orders",
  status: "done",
  outcome: "booked",
  label: "1001",
  gross: "121.00",
  vat: "21.00",
  currency: "EUR",
  reason: "order-booked",
  createdAt: 1,
  updatedAt: 2,
  ...over,
});
const row = (id: string, seq: number, over: Partial<JobRow> = {}): ProjectionRow => ({
  table: "jobs",
  seq,
  row: job(id, over),
});

async function jobsOf(tenantId: string) {
  const db = await migratedDb();
  const { results } = await db.$client
    .prepare("SELECT * FROM jobs WHERE tenant_id = ? ORDER BY id")
    .bind(tenantId)
    .all<Record<string, unknown>>();
  return results;
}

test("rows of all kinds arrive in one batch, and the same batch again changes nothing", async () => {
  const db = await migratedDb();
  const rows: ProjectionRow[] = [
    row("j1", 1),
    {
      table: "links",
      seq: 2,
      row: { kind: "article", source: "SKU's", target: "g-1", by: "engine", updatedAt: 5 },
    },
    {
      table: "alerts",
      seq: 3,
      row: {
        id: "a1",
        code: "needs-login",
        params: { vendor: "asperion", n: 1 },
        jobId: null,
        since: 6,
        resolvedAt: null,
      },
    },
  ];
  await applyProjection(db, "p1", rows);
  await applyProjection(db, "p1", rows);
  expect(await jobsOf("p1")).toEqual([
    {
      tenant_id: "p1",
      id: "j1",
      key: "order:j1",
      flow: "orders",
      status: "done",
      outcome: "booked",
      label: "1001",
      gross: "121.00",
      vat: "21.00",
      currency: "EUR",
      reason: "order-booked",
      created_at: 1,
      updated_at: 2,
      seq: 1,
      deleted_at: null,
    },
  ]);
  expect(
    await db.$client
      .prepare("SELECT source, target, by, updated_at FROM links WHERE tenant_id = 'p1'")
      .first(),
  ).toEqual({ source: "SKU's", target: "g-1", by: "engine", updated_at: 5 });
  expect(
    await db.$client
      .prepare("SELECT code, params, since FROM alerts WHERE tenant_id = 'p1'")
      .first(),
  ).toEqual({ code: "needs-login", params: '{"vendor":"asperion","n":1}', since: 6 });
});

test("the newer sequence number wins, whichever comes last and also within one batch", async () => {
  const db = await migratedDb();
  await applyProjection(db, "p2", [
    row("j1", 5, { status: "done" }),
    row("j1", 4, { status: "running" }),
  ]);
  await applyProjection(db, "p2", [row("j1", 3, { status: "queued" })]);
  expect(await jobsOf("p2")).toMatchObject([{ status: "done", seq: 5 }]);
  await applyProjection(db, "p2", [row("j1", 6, { status: "dead", outcome: "held" })]);
  expect(await jobsOf("p2")).toMatchObject([{ status: "dead", outcome: "held", seq: 6 }]);
});

test("an older row that comes late doesn't bring back what was deleted, until the deletion is purged", async () => {
  const db = await migratedDb();
  await applyProjection(db, "p3", [
    row("j1", 1),
    { table: "jobs", seq: 2, deleted: { id: "j1", at: 100 } },
  ]);
  await applyProjection(db, "p3", [row("j1", 1)]);
  expect(await jobsOf("p3")).toMatchObject([{ deleted_at: 100, label: null }]);
  await purgeDeletions(db, 100);
  expect((await jobsOf("p3")).length).toBe(1);
  await purgeDeletions(db, 101);
  expect(await jobsOf("p3")).toEqual([]);
});

test("1,200 rows at once are within D1's limits", async () => {
  const db = await migratedDb();
  await applyProjection(
    db,
    "p4",
    Array.from({ length: 1200 }, (_, index) => row(`j${index}`, index + 1)),
  );
  expect((await jobsOf("p4")).length).toBe(1200);
});

test("another tenant's row with the same id is another row", async () => {
  const db = await migratedDb();
  await applyProjection(db, "p5", [row("same", 1, { label: "five" })]);
  await applyProjection(db, "p6", [row("same", 9, { label: "six" })]);
  expect([await jobsOf("p5"), await jobsOf("p6")]).toMatchObject([
    [{ label: "five" }],
    [{ label: "six" }],
  ]);
});
