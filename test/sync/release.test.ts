/** What waits for one thing goes again at once: each job as it was seen, and each once. */
import { expect, test } from "vitest";
import { makesArticle } from "../../src/domain/jobs/requested-actions.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { jobs as calls } from "../../src/sync/tenant/calls/jobs.ts";
import { note } from "../../src/sync/tenant/actions/notes.ts";
import { releasable, release, skipSeen } from "../../src/sync/tenant/actions/release.ts";
import { storedJson } from "../../src/domain/platform/stored-json.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";
import { everyOf } from "../support/every-of.ts";

const OF = { cause: "article-not-found", thing: "MUG" };

async function crowd(count: number) {
  const tenant = await tenantInNode();
  const context = tenant.object.inside();
  const { sql } = context;
  const ids = Array.from({ length: count }, (_, n) => {
    const { id } = jobs.create(sql, {
      key: `order:${n}`,
      flow: "orders",
      lane: "live",
      type: "order.created",
      due: n,
      now: n,
    });
    jobs.update(sql, id, { status: "done", outcome: "held", due: null }, n + 1);
    const why = reason(OF.cause as "article-not-found", { sku: OF.thing, line: 1 });
    alerts.raise(sql, `job order:${n}`, why, id, n);
    return id;
  });
  return { context, sql, ids };
}

test("all that wait go, with what the person allows; the same wish again lets nothing go twice", async () => {
  const { context, sql, ids } = await crowd(13);
  const found = releasable(context, OF);
  expect([found.waiting, found.jobs.length, found.reason?.code]).toEqual([13, 13, OF.cause]);
  const seen = found.jobs.map(({ id, updatedAt }) => ({ id, updatedAt }));
  const types = [makesArticle("MUG")];
  const [first, second] = await Promise.all([
    release(context, seen, types, "anna"),
    release(context, seen, types, "anna"),
  ]);
  expect([...first.taken, ...second.taken].toSorted()).toEqual(ids.toSorted());
  expect([...first.left, ...second.left].toSorted()).toEqual(ids.toSorted());
  const job = jobs.byId(sql, ids[0] ?? "");
  expect([job?.status, storedJson<string[]>(job?.types ?? "[]")]).toEqual([
    "queued",
    ["order.created", "retry-by-person", "make-article:MUG"],
  ]);
  expect(sql.exec("SELECT 1 FROM payloads WHERE job_id = ?", ids[0] ?? "").toArray()).toHaveLength(
    1,
  );
  expect(everyOf(releasable(context, OF).jobs, ({ goes }) => goes)).toBe(true);
});

test("one that has changed since it was shown is left alone, and the others go", async () => {
  const { context, sql, ids } = await crowd(3);
  const seen = releasable(context, OF).jobs.map(({ id, updatedAt }) => ({ id, updatedAt }));
  jobs.update(sql, ids[1] ?? "", { outcome: "rejected" }, 999);
  const { taken, left } = await release(context, seen, [], "anna");
  expect([taken, left]).toEqual([[ids[0], ids[2]], [ids[1]]]);
  expect(jobs.byId(sql, ids[1] ?? "")?.status).toBe("done");
});

test("a note says who wrote it, stands in the list, and goes with the job's timeline", async () => {
  const { context, sql, ids } = await crowd(2);
  const [id = ""] = ids;
  expect((await note(context, id, "anna", "Ask Kaffe & Co")).ok).toBe(true);
  const notes = async () => (await calls.attention(context, null)).notes;
  expect(await notes()).toEqual({
    [id]: { at: expect.any(Number), actor: "anna", text: "Ask Kaffe & Co" },
  });
  // Whatever else is told of the job since isn't the note; another reason leaves it.
  await release(context, [{ id: ids[1] ?? "", updatedAt: 2 }], [], "anna");
  alerts.raise(sql, "job order:0", reason("article-not-found", { sku: "CUP" }), id, 50);
  expect(Object.keys((await notes()) ?? {})).toEqual([id]);
  sql.exec("DELETE FROM payloads");
  expect(await notes()).toEqual({});
  alerts.resolve(sql, "job order:0", 60);
  expect(await note(context, id, "anna", "Late")).toMatchObject({ ok: false, kind: "not-found" });
});

test("all that wait are skipped with one note, each as it was shown and once", async () => {
  const { context, sql, ids } = await crowd(13);
  const seen = releasable(context, OF).jobs.map(({ id, updatedAt }) => ({ id, updatedAt }));
  const [changed = ""] = ids;
  jobs.update(sql, changed, { settings_version: 2 }, 99);
  const first = await skipSeen(context, seen, "anna", "given away");
  expect([first.taken.toSorted(), first.left]).toEqual([ids.slice(1).toSorted(), [changed]]);
  expect(jobs.byId(sql, changed)?.outcome).toBe("held");
  const skipped = ids.slice(1).map((id) => jobs.byId(sql, id));
  expect(everyOf(skipped, (job) => job?.outcome === "skipped")).toBe(true);
  expect((await skipSeen(context, seen, "anna", "given away")).taken).toEqual([]);
});
