import { expect, test } from "vitest";
import {
  applyProjection,
  purgeDeletions,
  type AlertRow,
  type ProjectionRow,
} from "../../src/store/projection.ts";
import { migratedDb } from "./d1.ts";

const alert = (id: string, over: Partial<AlertRow> = {}): AlertRow => ({
  id,
  code: "needs-login",
  params: { vendor: "asperion" },
  jobId: "j1",
  since: 1,
  resolvedAt: null,
  ...over,
});
const row = (id: string, seq: number, over: Partial<AlertRow> = {}): ProjectionRow => ({
  table: "alerts",
  seq,
  row: alert(id, over),
});

async function alertsOf(tenantId: string) {
  const db = await migratedDb();
  const { results } = await db.$client
    .prepare("SELECT * FROM alerts WHERE tenant_id = ? ORDER BY id")
    .bind(tenantId)
    .all<Record<string, unknown>>();
  return results;
}

test("rows of all kinds arrive in one batch, and the same batch again changes nothing", async () => {
  const db = await migratedDb();
  const rows: ProjectionRow[] = [
    row("a1", 1),
    {
      table: "links",
      seq: 2,
      row: { kind: "article", source: "SKU's", target: "g-1", by: "engine", updatedAt: 5 },
    },
    {
      table: "reconciliations",
      seq: 3,
      row: { day: "2026-11-24", at: 6, orders: 2, states: { agrees: 2 }, totals: {}, findings: 0 },
    },
  ];
  await applyProjection(db, "p1", rows);
  await applyProjection(db, "p1", rows);
  expect(await alertsOf("p1")).toEqual([
    {
      tenant_id: "p1",
      id: "a1",
      code: "needs-login",
      params: '{"vendor":"asperion"}',
      job_id: "j1",
      since: 1,
      resolved_at: null,
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
      .prepare("SELECT day, orders, states, findings FROM reconciliations WHERE tenant_id = 'p1'")
      .first(),
  ).toEqual({ day: "2026-11-24", orders: 2, states: '{"agrees":2}', findings: 0 });
});

test("the newer sequence number wins, whichever comes last and also within one batch", async () => {
  const db = await migratedDb();
  await applyProjection(db, "p2", [row("a1", 5, { since: 5 }), row("a1", 4, { since: 4 })]);
  await applyProjection(db, "p2", [row("a1", 3, { since: 3 })]);
  expect(await alertsOf("p2")).toMatchObject([{ since: 5, seq: 5 }]);
  await applyProjection(db, "p2", [row("a1", 6, { resolvedAt: 6 })]);
  expect(await alertsOf("p2")).toMatchObject([{ resolved_at: 6, seq: 6 }]);
});

test("an older row that comes late doesn't bring back what was deleted, until the deletion is purged", async () => {
  const db = await migratedDb();
  await applyProjection(db, "p3", [
    row("a1", 1),
    { table: "alerts", seq: 2, deleted: { id: "a1", at: 100 } },
  ]);
  await applyProjection(db, "p3", [row("a1", 1)]);
  expect(await alertsOf("p3")).toMatchObject([{ deleted_at: 100, job_id: null }]);
  await purgeDeletions(db, 100);
  expect((await alertsOf("p3")).length).toBe(1);
  await purgeDeletions(db, 101);
  expect(await alertsOf("p3")).toEqual([]);
});

test("1,200 rows at once are within D1's limits", async () => {
  const db = await migratedDb();
  await applyProjection(
    db,
    "p4",
    Array.from({ length: 1200 }, (_, index) => row(`a${index}`, index + 1)),
  );
  expect((await alertsOf("p4")).length).toBe(1200);
});

test("another tenant's row with the same id is another row", async () => {
  const db = await migratedDb();
  await applyProjection(db, "p5", [row("same", 1, { jobId: "five" })]);
  await applyProjection(db, "p6", [row("same", 9, { jobId: "six" })]);
  expect([await alertsOf("p5"), await alertsOf("p6")]).toMatchObject([
    [{ job_id: "five" }],
    [{ job_id: "six" }],
  ]);
});

test("a company that was renamed has its new name; another company's name changes nothing", async () => {
  const db = await migratedDb();
  await db.$client
    .prepare(
      `INSERT INTO tenants (id, name, language, administration_id, state, settings_version,
         company_id, company_name, created_at)
       VALUES ('p7', 'Shop', 'en', 77, 'active', 1, 'c-7', 'Demo AB', 1)`,
    )
    .run();
  const named = async () =>
    (await db.$client.prepare("SELECT company_name FROM tenants WHERE id = 'p7'").first())?.[
      "company_name"
    ];
  const renamed = (id: string, name: string): ProjectionRow => ({
    table: "companies",
    seq: 1,
    row: { id, name },
  });
  await applyProjection(db, "p7", [renamed("c-8", "Other AB")]);
  expect(await named()).toBe("Demo AB");
  await applyProjection(db, "p8", [renamed("c-7", "Other AB")]);
  expect(await named()).toBe("Demo AB");
  await applyProjection(db, "p7", [row("a1", 1), renamed("c-7", "Fjäll & Skog AB")]);
  expect(await named()).toBe("Fjäll & Skog AB");
  expect((await alertsOf("p7")).length).toBe(1);
});
