/** Orders are approved as they were seen, each once, and what was approved is told to their runs. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import * as approvals from "../../src/sync/tenant/jobs/approvals.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { approve, countApprovals, waiting } from "../../src/sync/tenant/actions/approve.ts";
import { timeline as timelineOf } from "../../src/sync/tenant/views/timelines.ts";
import { jobEnded } from "../../src/sync/tenant/monitoring/alert-causes.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { openJobs } from "../../src/sync/tenant/views/attention.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { storedJson } from "../../src/domain/platform/stored-json.ts";
import { bareReason } from "../support/bare-reason.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";

const why = (rule: "amount" | "country", of: string) =>
  reason("waits-for-approval", {
    rule,
    type: "invoice",
    gross: "100.00",
    currency: "SEK",
    country: "SE",
    from: "50.00",
    days: null,
    of,
  });
const ON = settingsSchema.parse({ orders: { approval: { grossFrom: "50.00" } } });

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
    const told = why(n === 0 ? "country" : "amount", `of-${n}`);
    jobs.update(
      sql,
      id,
      { status: "done", outcome: "held", due: null, reasons: JSON.stringify([told]) },
      n + 1,
    );
    alerts.raise(sql, `job order:${n}`, told, id, n);
    return id;
  });
  const seen = async () =>
    (await waiting(context, null)).jobs.map(({ id, updatedAt }) => ({ id, updatedAt }));
  const kept = () =>
    sql.exec("SELECT key, of, actor FROM approvals ORDER BY key").toArray() as readonly object[];
  return { context, sql, ids, seen, kept };
}

test("what waits is listed with its rule, the longest waiting first, and counted", async () => {
  const { context, ids } = await crowd(3);
  const all = await waiting(context, null);
  expect([all.jobs.map(({ id }) => id), all.rules, countApprovals(context)]).toEqual([
    ids,
    [
      { rule: "amount", count: 2 },
      { rule: "country", count: 1 },
    ],
    3,
  ]);
  expect((await waiting(context, "country")).jobs.map(({ id }) => id)).toEqual([ids[0]]);
});

test("with money in question besides, it is in the inbox, named by that, and can be approved", async () => {
  const { context, sql, ids, kept } = await crowd(2);
  const [id = ""] = ids;
  const money = bareReason("paid-less-than-registered");
  const reasons = [why("country", "of-0"), money];
  jobs.update(sql, id, { reasons: JSON.stringify(reasons) }, 9);
  const job = { id, key: "order:0", flow: "orders" } as const;
  jobEnded(sql, job, "held", reasons, 9);
  const listed = openJobs(sql, null, null, false).jobs.map(({ key, stands }) => [key, stands]);
  expect([listed, countApprovals(context)]).toEqual([[["order:0", undefined]], 1]);
  expect(alerts.list(sql).alerts.map(({ reason: { code } }) => code)).toContain(money.code);
  const { updated_at: updatedAt = 0 } = jobs.byId(sql, id) ?? {};
  expect(await approve(context, [{ id, updatedAt }], "anna")).toEqual({ taken: [id], left: [] });
  expect(kept()).toEqual([{ key: "order:0", of: "of-0", actor: "anna" }]);
});

test("what waits is paged, whatever is approved meanwhile: none twice, none left out", async () => {
  const { context, ids, seen } = await crowd(230);
  const pages: (readonly string[])[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof waiting>> = await waiting(context, null, { cursor });
    pages.push(page.jobs.map(({ id }) => id));
    if (cursor === null) await approve(context, await seen(), "anna");
    ({ cursor } = page);
  } while (cursor !== null);
  expect(pages.map(({ length }) => length)).toEqual([100, 100, 30]);
  expect(pages.flat()).toEqual(ids);
  const one = await waiting(context, "amount", { cursor: null });
  expect([one.jobs.length, one.cursor === null]).toEqual([100, false]);
});

test("two tabs approve the same orders: each goes once, with who approved what", async () => {
  const { context, sql, ids, seen, kept } = await crowd(3);
  const shown = await seen();
  const [one, other] = await Promise.all([
    approve(context, shown, "anna"),
    approve(context, shown, "bo"),
  ]);
  expect([...one.taken, ...other.taken].toSorted()).toEqual(ids.toSorted());
  expect([...one.left, ...other.left].toSorted()).toEqual(ids.toSorted());
  expect(kept()).toHaveLength(3);
  for (const id of ids) {
    const job = jobs.byId(sql, id);
    expect([job?.status, storedJson<string[]>(job?.types ?? "[]")]).toEqual([
      "queued",
      ["order.created", "approved-by-person"],
    ]);
    // Who and when stands in its timeline, once.
    const told = await timelineOf(context, id);
    expect(told?.timeline.filter(({ title }) => title === "approve")).toEqual([
      { at: expect.any(Number), what: "person", title: "approve", detail: expect.any(Object) },
    ]);
  }
});

test("one that changed since it was shown is left, and so is one that doesn't wait or goes already", async () => {
  const { context, sql, ids, seen, kept } = await crowd(4);
  const shown = await seen();
  const [edited = "", skipped = "", running = "", waits = ""] = ids;
  jobs.update(sql, edited, { reasons: JSON.stringify([why("amount", "of-more")]) }, 999);
  jobs.update(sql, skipped, { outcome: "skipped" }, 2);
  jobs.update(sql, running, { status: "running" }, 3);
  const { taken, left } = await approve(context, shown, "anna");
  expect([taken, left]).toEqual([[waits], [edited, skipped, running]]);
  expect(kept()).toEqual([{ key: "order:3", of: "of-3", actor: "anna" }]);
  expect((await approve(context, [{ id: "none", updatedAt: 1 }], "anna")).left).toEqual(["none"]);
});

test("its run is told what was approved, and nothing is read where no rule asks and nobody approved", async () => {
  const { context, sql, seen } = await crowd(1);
  await approve(context, await seen(), "anna");
  const liveSince = meta.liveSince(sql);
  expect(liveSince).not.toBe(null);
  expect(approvals.forRun(sql, "order:0", ON, [])).toEqual({
    approval: { liveSince, approved: "of-0" },
  });
  expect(approvals.forRun(sql, "order:9", ON, [])).toEqual({
    approval: { liveSince, approved: null },
  });
  const off = settingsSchema.parse({});
  expect(approvals.forRun(sql, "order:0", off, ["order.created"])).toEqual({});
  expect(approvals.forRun(sql, "order:0", off, ["approved-by-person"])).toEqual({
    approval: { liveSince, approved: "of-0" },
  });
  expect(approvals.forRun(sql, "products", ON, [])).toEqual({});
  // The next approval takes its place.
  approvals.save(sql, "order:0", "of-more", "bo", 9);
  expect(approvals.forRun(sql, "order:0", ON, []).approval?.approved).toBe("of-more");
});
