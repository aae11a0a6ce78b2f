/** A person's retry reaches the run that comes next, whichever of the thing's jobs it was pressed on. */
import { expect, test } from "vitest";
import { openKeyring } from "../../src/store/seal.ts";
import * as desk from "../../src/sync/tenant/desk.ts";
import * as jobs from "../../src/sync/tenant/jobs.ts";
import type { Room } from "../../src/sync/tenant/room.ts";
import { objectSql } from "../support/object-sql.ts";

test("pressed on a held job whose order has a newer one under way, it is that one's", async () => {
  const sql = objectSql();
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const room = { sql, now: () => 1_000, stir: () => undefined, tenantId: () => "shop", deps: { keyring: async () => keyring } } as unknown as Room;
  const held = jobs.create(sql, { key: "order:1", flow: "orders", lane: "live", type: "order.created", due: 0, now: 0 });
  jobs.update(sql, held.id, { status: "done", outcome: "held", due: null }, 1);
  const newer = jobs.create(sql, { key: "order:1", flow: "orders", lane: "live", type: "order.updated", due: 5_000, now: 2 });
  expect(await desk.retry(room, held.id, "anna")).toEqual({ ok: true, dispatch: false });
  expect(jobs.byId(sql, newer.id)?.types).toBe('["order.updated","retry-by-person"]');
});

test.each<[string, Partial<jobs.JobRow>, string]>([
  ["is running right now", { status: "running" }, "running"],
  ["waits for what a write came to", { status: "waiting", wait: "in-doubt", due: 5_000 }, "in-doubt"],
])("pressed while the job %s, it is refused with the reason, and the job stays as it is", async (_, state, kind) => {
  const sql = objectSql();
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const room = { sql, now: () => 1_000, stir: () => undefined, tenantId: () => "shop", deps: { keyring: async () => keyring } } as unknown as Room;
  const job = jobs.create(sql, { key: "order:1", flow: "orders", lane: "live", type: "order.created", due: 0, now: 0 });
  jobs.update(sql, job.id, state, 1);
  const before = jobs.byId(sql, job.id);
  expect(await desk.retry(room, job.id, "anna")).toMatchObject({ ok: false, kind });
  expect(jobs.byId(sql, job.id)).toEqual(before);
});
