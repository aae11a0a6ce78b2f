/**
 * What orders would become, without writing: asked of the tenant's object, read from the run's
 * timeline.
 */
import { z } from "zod";
import {
  plannedEffectOf,
  PLANNED_EFFECTS,
  type PlannedEffect,
  dryRunResult,
} from "../../../domain/jobs/planned-effect.ts";
import { orderKey } from "../../../domain/ids.ts";
import type { JobView } from "../../../domain/jobs/job.ts";
import { ok } from "../../../domain/result.ts";
import { LAST_KEY, lastRunKey } from "../../../flows/orders/trial/dry-run.ts";
import {
  type AuditValue,
  lastOrdersValue,
  orderNumberValue,
  orderValue,
  postedOrderValue,
  runPreviewValue,
} from "../../../store/audit-values.ts";
import type { DryRunInput, JobTimeline, TimelineEntry } from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import { jobNamed } from "../jobs/job-name.ts";
import { jobTimeline, listJobs } from "../jobs/jobs.ts";
import { planView, type PlanView } from "./plan-note.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { type Answer, toResult } from "../refusal.ts";
import { writeAct } from "../audited.ts";

type Rehearsal = {
  readonly vendor: string;
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly marker: string | null;
  readonly body: unknown;
};

export type DryRunView = {
  readonly jobTimeline: JobTimeline;
  /** The requests that would go out, in their order. */
  readonly requests: readonly Rehearsal[];
  /** `null` where nothing would be written, and while the run waits. */
  readonly plan: PlanView | null;
};

export async function dryRun(asking: TenantRequest, input: DryRunInput): Answer<DryRunView> {
  const { tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  await writeAct(asking, { action: "dry-run", after: await whatOf(asking, input) });
  const done = toResult(await callTenant(asking, (tenant) => tenant.flows.dryRun(tenantId, input)));
  if (!done.ok) return done;
  return readDryRun(asking, done.value.jobId);
}

/** Reads the result of a dry run that was started earlier. */
export async function readDryRun(asking: TenantRequest, jobId: string): Answer<DryRunView> {
  const read = await jobTimeline(asking, jobId);
  return read.ok ? ok({ jobTimeline: read.value, ...dryRunIn(read.value.timeline) }) : read;
}

/** One dry run of the shop's last orders. */
export type LastRun = {
  /** Its listing. */
  readonly job: JobView;
  /** Each of its orders once, as the shop lists them: the newest first. */
  readonly orders: readonly {
    readonly job: JobView;
    /** `null`: it is still being worked out. */
    readonly become: PlannedEffect | null;
  }[];
  readonly counts: Readonly<Record<PlannedEffect, number>>;
  /** Orders that are still being worked out. */
  readonly open: number;
};

/** More than one look lists. */
const MOST_OF_A_RUN = 200;

/** Returns the newest dry run of the last orders; `null`: none yet. */
export async function lastRun(asking: TenantRequest): Answer<LastRun | null> {
  const listed = await listJobs(asking, { key: LAST_KEY, newest: true, limit: 1 });
  if (!listed.ok) return listed;
  const [job] = listed.value.jobs;
  if (job === undefined) return ok(null);
  const found = await listJobs(asking, {
    under: lastRunKey(job.id),
    newest: true,
    limit: MOST_OF_A_RUN,
  });
  return found.ok ? ok(runOf(job, found.value.jobs)) : found;
}

function runOf(job: JobView, jobs: readonly JobView[]): LastRun {
  const orders = jobs
    .toSorted((a, b) => a.id.localeCompare(b.id))
    .map((one) => {
      const would = dryRunResult(one);
      return { job: one, become: would === null ? null : plannedEffectOf(would) };
    });
  const counts = Object.fromEntries(
    PLANNED_EFFECTS.map((become) => [become, orders.filter((one) => one.become === become).length]),
  ) as Record<PlannedEffect, number>;
  return { job, orders, counts, open: orders.filter(({ become }) => become === null).length };
}

/**
 * The audit log has no order data: a sample is a person's. A shop's order is named by its number,
 * where a job of it is known.
 */
async function whatOf(asking: TenantRequest, input: DryRunInput): Promise<AuditValue> {
  if (input.of === "run") return runPreviewValue(input.flow);
  if (input.of === "again") return jobNamed(asking, input.jobId);
  if (input.of !== "order")
    return input.of === "last" ? lastOrdersValue(input.count) : postedOrderValue();
  const { orderId } = input;
  const known = await callTenant(asking, (tenant) =>
    tenant.jobs.list(asking.tenantId, { key: orderKey(orderId), limit: 1 }),
  );
  const label = known.ok ? known.value.jobs[0]?.label : null;
  return label == null ? orderValue(orderId) : orderNumberValue(label);
}

const rehearsal = z.looseObject({
  vendor: z.string(),
  kind: z.string(),
  marker: z.string().nullable(),
  body: z.unknown(),
});

/** From the newest run: a repeated job has the timeline of each. */
function dryRunIn(timeline: readonly TimelineEntry[]): Pick<DryRunView, "requests" | "plan"> {
  const newest = timeline.slice(
    timeline.slice(0, -1).findLastIndex((entry) => entry.what === "outcome") + 1,
  );
  const plan = newest.findLast((entry) => entry.what === "plan");
  return {
    plan: plan === undefined ? null : planView(plan.detail),
    requests: newest.flatMap((entry): readonly Rehearsal[] => {
      const parsed = entry.what === "rehearsal" ? rehearsal.safeParse(entry.detail) : null;
      const [method = "", path = ""] = entry.title.split(" ");
      return parsed?.success === true
        ? [
            {
              vendor: parsed.data.vendor,
              kind: parsed.data.kind,
              method,
              path,
              marker: parsed.data.marker,
              body: parsed.data.body ?? null,
            },
          ]
        : [];
    }),
  };
}
