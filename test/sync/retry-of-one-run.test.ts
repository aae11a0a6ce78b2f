/** A person's retry counts for the run that follows it, and for no event that comes meanwhile. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as jobActions from "../../src/sync/tenant/actions/job-actions.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

test("an event that comes while a retry runs isn't a retry itself", async () => {
  const tenant = await tenantInNode();
  const context = tenant.object.inside();
  const { sql } = tenant;
  const { job } = intake.enqueue(context, {
    key: "order:1",
    flow: "orders",
    type: "order.created",
    lane: null,
  });
  jobs.update(sql, job.id, { status: "done", outcome: "needs-attention", due: null }, NOW);
  await jobActions.retry(context, job.id, "anna");
  const { timings } = context.deps;
  const taken = claims.takeClaim(sql, job.id, NOW, timings);
  if (!("job" in taken)) return expect.unreachable(JSON.stringify(taken));
  intake.enqueue(context, { key: "order:1", flow: "orders", type: "order.updated", lane: null });
  const running = jobs.byId(sql, job.id) ?? expect.unreachable();
  const end = { outcome: "needs-attention", reasons: [], label: null, figures: null } as const;
  claims.complete(sql, running, { ...end, timeline: null, people: [] } as never, NOW, timings);
  expect(jobs.byId(sql, job.id)).toMatchObject({
    status: "waiting",
    types: '["order.updated"]',
  });
});
