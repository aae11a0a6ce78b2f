/**
 * A person's retry reaches the run that comes next, whichever of the thing's jobs it was pressed
 * on; so does a skip.
 */
import { expect, test } from "vitest";
import { NOT_ITS_DOCUMENT, RETRY, sameBuyer } from "../../src/domain/jobs/requested-actions.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { openKeyring } from "../../src/store/seal.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as jobActions from "../../src/sync/tenant/actions/job-actions.ts";
import { timeline as timelineOf } from "../../src/sync/tenant/views/timelines.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { bareReason } from "../support/bare-reason.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

async function object() {
  const sql = objectSql();
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => 1_000,
    wake: () => undefined,
    tenantId: () => "shop",
    deps: { keyring: async () => keyring },
  } as unknown as TenantContext;
  const held = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: 0,
    now: 0,
  });
  jobs.update(sql, held.id, { status: "done", outcome: "held", due: null }, 1);
  const newer = (state: Partial<jobs.JobRow>): jobs.JobRow => {
    const made = jobs.create(sql, {
      key: "order:1",
      flow: "orders",
      lane: "live",
      type: "order.updated",
      due: 5_000,
      now: 2,
    });
    jobs.update(sql, made.id, state, 3);
    return made;
  };
  return { sql, context, held, newer };
}

test.each<[string, Partial<jobs.JobRow>]>([
  ["waits", {}],
  ["is running", { status: "running", wait: null, due: null }],
])(
  "pressed on a held job whose order has a newer one that %s, it is that one's",
  async (_, state) => {
    const { sql, context, held, newer } = await object();
    const { id } = newer(state);
    const wanted = jobs.reportedCount(sql, "order:1");
    expect(await jobActions.retry(context, held.id, "anna")).toEqual({
      ok: true,
      dispatch: false,
      jobId: id,
    });
    expect(jobs.byId(sql, id)?.types).toBe('["order.updated","retry-by-person"]');
    expect(jobs.reportedCount(sql, "order:1")).toBe(wanted + 1);
    expect((await timelineOf(context, id))?.timeline).toMatchObject([
      { what: "person", title: "retry", detail: { actor: "anna", settings: "newest" } },
    ]);
  },
);

test("pressed on an older look of an order whose newest is over, it is the newest that goes, and the older stays as it ended", async () => {
  const { sql, context, held, newer } = await object();
  const { id } = newer({ status: "done", outcome: "held", wait: null, due: null });
  const before = jobs.byId(sql, held.id);
  expect(await jobActions.retry(context, held.id, "anna")).toEqual({
    ok: true,
    dispatch: true,
    jobId: id,
  });
  expect(jobs.byId(sql, id)).toMatchObject({
    status: "queued",
    due: 1_000,
    types: '["order.updated","retry-by-person"]',
  });
  expect(jobs.byId(sql, held.id)).toEqual(before);
});

test("skipped on an older look's page, the newest is skipped: what is held isn't told as settled", async () => {
  const { sql, context, held, newer } = await object();
  const { id } = newer({ status: "done", outcome: "held", wait: null, due: null });
  alerts.raise(sql, "job order:1", bareReason("order-gone", {}), id, 3);
  expect(await jobActions.skip(context, held.id, "anna", "by hand")).toEqual({
    ok: true,
    jobId: id,
  });
  expect([jobs.byId(sql, held.id)?.outcome, jobs.byId(sql, id)?.outcome]).toEqual([
    "held",
    "skipped",
  ]);
  expect(alerts.list(sql).open).toBe(0);
});

test.each<[string, Partial<jobs.JobRow>, string]>([
  ["is running right now", { status: "running" }, "running"],
  [
    "waits for what a write came to",
    { status: "waiting", wait: "in-doubt", due: 5_000 },
    "in-doubt",
  ],
])(
  "pressed while the job %s, it is refused with the reason, and the job stays as it is",
  async (_, state, kind) => {
    const { sql, context, held } = await object();
    jobs.update(sql, held.id, state, 1);
    const before = jobs.byId(sql, held.id);
    expect(await jobActions.retry(context, held.id, "anna")).toMatchObject({ ok: false, kind });
    expect(jobs.byId(sql, held.id)).toEqual(before);
  },
);

test.each([
  [
    "perhaps-booked-by-hand",
    reason("perhaps-booked-by-hand", { document: "voucher", number: "A1" }),
  ],
  ["day-booked-before", reason("day-booked-before", { day: "2026-11-24", number: "A1" })],
  ["article-missing", reason("flow-off")],
])(
  "a retry of what is held for %s says whose the document isn't, where that was asked",
  async (code, why) => {
    const { sql, context, held } = await object();
    jobs.update(sql, held.id, { reasons: JSON.stringify([why]) }, 2);
    await jobActions.retry(context, held.id, "anna");
    const types = jobs.byId(sql, held.id)?.types ?? "";
    expect([types.includes(RETRY), types.includes(NOT_ITS_DOCUMENT)]).toEqual([
      true,
      code !== "article-missing",
    ]);
  },
);

test.each([
  reason("credit-customer-differs", { invoice: "c1", credit: "c2" }),
  reason("delta-customer-differs", { invoice: "c1", order: "c2" }),
  reason("flow-off"),
])("a retry of what is held for another buyer says that it is this one: $code", async (why) => {
  const { sql, context, held } = await object();
  jobs.update(sql, held.id, { reasons: JSON.stringify([why]) }, 2);
  await jobActions.retry(context, held.id, "anna");
  const types = jobs.byId(sql, held.id)?.types ?? "";
  expect(types.includes(sameBuyer("c2"))).toBe(why.code !== "flow-off");
});
