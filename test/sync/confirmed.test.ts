/**
 * What a person confirmed of an order goes with its job: it is booked so or not at all, until
 * somebody confirms it anew.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { confirmedMark, sameBuyer } from "../../src/domain/jobs/requested-actions.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { matchesPreview, previewToken } from "../../src/domain/orders/preview-token.ts";
import type { FlowEnd } from "../../src/flows/port.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import { jobView } from "../../src/sync/tenant/jobs/job-view.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as jobActions from "../../src/sync/tenant/actions/job-actions.ts";
import { release } from "../../src/sync/tenant/actions/release.ts";
import { storedJson } from "../../src/domain/platform/stored-json.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { bareReason } from "../support/bare-reason.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const FIGURES = { gross: "125.00", vat: "25.00", currency: "SEK", of: "as-it-was" } as const;
const FOUND = previewToken("as-it-was", FIGURES);

/** An order that is held. */
async function held(figures: object | null = FIGURES) {
  const tenant = await tenantInNode();
  const context = tenant.object.inside();
  const { sql } = context;
  const event = (type: string) =>
    intake.enqueue(context, { key: "order:1", flow: "orders", type, lane: null }).job.id;
  const id = event("order.created");
  jobs.update(
    sql,
    id,
    {
      status: "done",
      outcome: "held",
      due: null,
      types: "[]",
      figures: figures === null ? null : JSON.stringify(figures),
    },
    NOW,
  );
  const job = (of = id) => jobs.byId(sql, of) ?? expect.unreachable();
  const confirmed = (of = id) => confirmedMark(storedJson<string[]>(job(of).types));
  const take = (of = id) => {
    const taken = claims.takeClaim(sql, of, vi.getMockedSystemTime()?.getTime() ?? NOW, timings);
    if (!("job" in taken)) expect.unreachable(JSON.stringify(taken));
  };
  const { timings } = context.deps;
  const over = (input: Pick<FlowEnd, "outcome" | "reasons">, of = id) =>
    claims.complete(
      sql,
      job(of),
      { ...input, label: null, figures: null, timeline: null, people: [] } as never,
      NOW,
      timings,
    );
  const end = (of: string | null) => {
    const why = bareReason("changed-since-shown", {
      ...(of === null ? {} : { of }),
      before: "125.00",
      beforeCurrency: "SEK",
      gross: "1125.00",
      currency: "SEK",
    });
    over({ outcome: "held", reasons: [why] });
  };
  const seen = () => job().updated_at;
  return { context, sql, id, job, confirmed, take, end, over, event, seen };
}

test("several that are retried are each bound to what the list showed", async () => {
  const { context, id, confirmed, seen } = await held();
  await release(context, [{ id, updatedAt: seen() }], [], "anna");
  expect(confirmed()).toBe(FOUND);
});

test("one whose list told an amount alone is bound to that; one that was never read to nothing", async () => {
  const { of: _, ...amounts } = FIGURES;
  const [known, unread] = [await held(amounts), await held(null)];
  for (const { context, id, seen } of [known, unread])
    await release(context, [{ id, updatedAt: seen() }], [], "anna");
  expect(matchesPreview(known.confirmed() ?? "", FOUND)).toBe(true);
  expect(unread.confirmed()).toBeNull();
});

test.each([
  ["a retry", jobActions.retry],
  [
    "a book again",
    (...[context, id, actor, seen, shown]: Parameters<typeof jobActions.retry>) =>
      jobActions.act(context, id, "book-again", actor, seen, shown),
  ],
])(
  "%s is bound to its dry run, else to what the list showed; without a sheet to nothing",
  async (_, act) => {
    const of = async (seen: boolean, shown: string | null) => {
      const one = await held();
      await act(one.context, one.id, "anna", seen ? one.seen() : null, shown);
      return one.confirmed();
    };
    expect([await of(true, "tried"), await of(true, null), await of(false, null)]).toEqual([
      "tried",
      FOUND,
      null,
    ]);
  },
);

test("it holds through a fault, an event on the way, and whoever presses Retry meanwhile", async () => {
  const { context, sql, id, confirmed, take, job, event, seen } = await held();
  await release(context, [{ id, updatedAt: seen() }], [], "anna");
  take();
  claims.park(
    sql,
    job(),
    {
      wait: "back-off",
      dueMs: 1_000,
      reasons: [bareReason("vendor-unreachable")],
      capability: null,
      countsAsTry: true,
      timeline: null,
      people: [],
    },
    NOW,
  );
  event("order.updated");
  await jobActions.retry(context, id, "bo");
  expect(confirmed()).toBe(FOUND);
});

test("held for a change it stays bound, in its own job and in the next event's", async () => {
  const { context, id, confirmed, take, end, event, job, seen } = await held();
  await release(context, [{ id, updatedAt: seen() }], [], "anna");
  take();
  event("order.updated");
  end(FOUND);
  expect([job().status, confirmed()]).toEqual(["waiting", FOUND]);
  vi.setSystemTime(NOW + 3_600_000);
  take();
  end(FOUND);
  const next = event("order.updated");
  expect([next === id, confirmed(next)]).toEqual([false, FOUND]);
});

test.each([
  ["held", reason("article-not-found", { sku: "X" })],
  ["held", reason("order-gone", { order: "1", documents: null })],
  ["rejected", reason("rejected-by-vendor", { vendor: "eaccounting", status: "400" })],
] as const)("%s for something else it stays bound, from job to job", async (outcome, why) => {
  const { context, id, confirmed, take, over, event, job, seen } = await held();
  await release(context, [{ id, updatedAt: seen() }], [], "anna");
  take();
  event("order.updated");
  over({ outcome, reasons: [why] });
  expect([job().status, confirmed()]).toEqual(["waiting", FOUND]);
  vi.setSystemTime(NOW + 3_600_000);
  take();
  over({ outcome, reasons: [why] });
  const next = event("order.updated");
  expect([next === id, confirmed(next)]).toEqual([false, FOUND]);
  vi.setSystemTime(NOW + 7_200_000);
  // Once it is booked, or left out, nothing is confirmed of it any more.
  take(next);
  over({ outcome: "booked", reasons: [] }, next);
  expect(confirmed(event("order.updated"))).toBeNull();
});

test("one that is held still is let go without a sheet as it is", async () => {
  const { context, id, confirmed, take, over, seen } = await held();
  await release(context, [{ id, updatedAt: seen() }], [], "anna");
  take();
  over({ outcome: "held", reasons: [reason("article-not-found", { sku: "X" })] });
  await jobActions.retry(context, id, "anna");
  expect(confirmed()).toBeNull();
});

test("what a back-fill was confirmed for holds past it, where the order was held", async () => {
  const { context, sql, confirmed, take, over } = await held();
  const key = "order:2";
  const event = (flow: "orders" | "dry-run", of: string) =>
    intake.enqueue(context, { key: of, flow, type: "sweep", lane: null }).job.id;
  const tried = event("dry-run", "dry-run:b0:2");
  const told = JSON.stringify([bareReason("dry-run-would-book", { of: FOUND })]);
  jobs.update(sql, tried, { status: "done", outcome: "skipped", due: null, reasons: told }, NOW);
  for (const [id, of, state] of [
    ["b0", null, "done"],
    ["b1", "b0", "running"],
  ] as const)
    run(
      sql,
      `INSERT INTO backfills (id, of, from_day, to_day, state, settings_version, actor, created_at)
       VALUES (?, ?, '2026-01-01', '2026-01-31', ?, 1, 'anna', 1)`,
      id,
      of,
      state,
    );
  for (const [of, state, verdict, job] of [
    ["b0", "done", "would-book", tried],
    ["b1", "planned", null, null],
  ] as const)
    run(
      sql,
      `INSERT INTO backfill_orders (backfill, key, dated, state, verdict, job_id)
       VALUES (?, ?, '2026-01-05', ?, ?, ?)`,
      of,
      key,
      state,
      verdict,
      job,
    );
  backfills.advance(context);
  const { id } = jobs.openFor(sql, key) ?? expect.unreachable();
  take(id);
  over({ outcome: "held", reasons: [reason("article-not-found", { sku: "X" })] }, id);
  backfills.advance(context);
  const next = event("orders", key);
  expect(confirmed(next)).toBe(FOUND);
  // It crosses the start line still, and is asked about where it changed.
  expect(backfills.contextOf(sql, jobs.byId(sql, next) ?? expect.unreachable())).toEqual({
    kind: "order",
    undo: false,
  });
});

test("a job that died was bound to it as well: the next event's is", async () => {
  const { context, sql, id, event, confirmed, seen } = await held();
  await release(context, [{ id, updatedAt: seen() }], [], "anna");
  jobs.update(sql, id, { status: "dead", outcome: "held", due: null }, NOW);
  const next = event("order.updated");
  expect(confirmed(next)).toBe(FOUND);
  // Whoever lets it go without a sheet takes it as it is.
  jobs.update(sql, next, { status: "dead", outcome: "held", due: null }, NOW);
  await jobActions.retry(context, next, "anna");
  expect(confirmed(next)).toBeNull();
});

test("what is confirmed anew takes its place, also where it was confirmed before", async () => {
  const { context, id, confirmed, take, end, event, sql, seen } = await held();
  await release(context, [{ id, updatedAt: seen() }], [], "anna");
  take();
  end(FOUND);
  const next = event("order.updated");
  const press = async (mark: string) => {
    jobs.update(sql, next, { status: "dead", outcome: "held", due: null }, NOW);
    await jobActions.retry(context, next, "anna", NOW, mark);
    return confirmed(next);
  };
  expect([await press("new"), await press(FOUND), await press("new")]).toEqual([
    "new",
    FOUND,
    "new",
  ]);
});

test("the hash is the engine's own: nobody is told it", async () => {
  const { sql, job } = await held();
  const { of: _, ...told } = FIGURES;
  expect(jobView(sql, job()).figures).toEqual(told);
});

test.each([
  ["held", true],
  ["booked", false],
] as const)(
  "what a person says of the buyer holds until the order is booked: %s",
  async (outcome, kept) => {
    const { context, id, job, take, over } = await held();
    const why = reason("delta-customer-differs", { invoice: "c1", order: "c2" });
    jobs.update(context.sql, id, { reasons: JSON.stringify([why]) }, NOW);
    await jobActions.retry(context, id, "anna");
    take();
    over({ outcome, reasons: [reason("flow-off")] });
    expect(job().types.includes(sameBuyer("c2"))).toBe(kept);
  },
);
