/**
 * What the next run of a flow would write: computed by the tenant's object as a job that writes
 * nothing, read from that job's timeline, and run exactly as shown or not at all.
 */
import { z } from "zod";
import type { JobView } from "../../../domain/jobs/job.ts";
import { ok } from "../../../domain/result.ts";
import { isReasonCode, type Reason } from "../../../domain/reasons/index.ts";
import {
  PREVIEWED_FLOWS,
  type PreviewedFlow,
  previewKey,
  type RunPreview,
  typedPreviewKey,
} from "../../../domain/jobs/run-preview.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TimelineEntry, UpcomingWork } from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import { runFlow } from "../tenants/control.ts";
import { dryRun } from "./dry-run.ts";
import { jobTimeline, listJobs } from "../jobs/jobs.ts";
import { onTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";

export type PreviewView = {
  /** `null`: none was requested. */
  readonly job: JobView | null;
  /** `null` while it is worked out, and where it couldn't be. */
  readonly preview: RunPreview | null;
};

const param = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const reason: z.ZodType<Reason> = z.object({
  code: z.custom<Reason["code"]>((code) => typeof code === "string" && isReasonCode(code)),
  params: z.record(z.string(), param),
});
const aside = z.object({ reason, count: z.int(), first: z.array(z.string()) });
const text = z.string().nullable();
const row = z.object({
  code: z.string(),
  name: text,
  does: z.enum(["create", "update"]),
  changes: z.array(z.object({ field: z.string(), from: text, to: text })),
});
const runPreview: z.ZodType<RunPreview> = z.object({
  flow: z.enum(PREVIEWED_FLOWS),
  stopped: z.array(reason),
  read: z.int(),
  total: z.int(),
  unlooked: z.int(),
  later: z.int(),
  create: z.int(),
  update: z.int(),
  deactivate: z.int().optional(),
  ends: z.int().optional(),
  same: z.int(),
  left: z.array(aside),
  held: z.array(aside),
  rows: z.array(row),
  mark: z.string(),
  first: z.boolean().optional(),
  currency: text.optional(),
  link: z
    .object({
      number: z.string(),
      name: z.string(),
      code: text,
      there: z.object({ code: z.string(), name: z.string() }).nullable(),
      was: text,
    })
    .optional(),
});

function previewIn(detail: unknown): RunPreview | null {
  const parsed = runPreview.safeParse(detail);
  return parsed.success ? parsed.data : null;
}

/** The newest preview of a flow's run. `as`: with the settings that are saved, or as typed. */
export async function readPreview(
  asking: TenantRequest,
  flow: PreviewedFlow,
  as: "saved" | "typed" = "saved",
): Answer<PreviewView> {
  const listed = await listJobs(asking, {
    key: as === "typed" ? typedPreviewKey(flow) : previewKey(flow),
    newest: true,
    limit: 1,
  });
  if (!listed.ok) return listed;
  const [job] = listed.value.jobs;
  if (job === undefined) return ok({ job: null, preview: null });
  if (job.status !== "done") return ok({ job, preview: null });
  const described = await jobTimeline(asking, job.id);
  if (!described.ok) return described;
  return ok({ job, preview: previewOf(described.value.timeline) });
}

/**
 * A repeated job has the timeline of each run: an older plan isn't returned. `flow`: of several
 * plans, the requested one; absent: the last.
 */
export function previewOf(
  timeline: readonly TimelineEntry[],
  flow?: PreviewedFlow,
): RunPreview | null {
  const before = timeline.slice(0, -1).findLastIndex(({ what }) => what === "outcome");
  const plans = timeline
    .slice(before + 1)
    .flatMap(({ what, detail }) => (what === "plan" ? [previewIn(detail)] : []));
  return plans.findLast((plan) => flow === undefined || plan?.flow === flow) ?? null;
}

/** Computes it again. It may have to wait, and is then read later. */
export async function beginPreview(
  asking: TenantRequest,
  flow: PreviewedFlow,
): Answer<PreviewView> {
  const begun = await dryRun(asking, { of: "run", flow, acrossStartLine: false });
  return begun.ok ? readPreview(asking, flow) : begun;
}

/** Returns what the next run would write with unsaved settings. `null`: not possible now. */
export async function previewAsTyped(
  asking: TenantRequest,
  flow: PreviewedFlow,
  settings: Settings,
): Promise<RunPreview | null> {
  const asked = { of: "run", flow, settings, acrossStartLine: false } as const;
  const begun = await dryRun(asking, asked);
  if (!begun.ok) return null;
  const { job, timeline } = begun.value.jobTimeline;
  return job.status === "done" ? previewOf(timeline) : null;
}

/** Runs a flow as its preview showed. That is computed anew: if it differs, nothing starts. */
export async function runAsPreviewed(
  asking: TenantRequest,
  flow: PreviewedFlow,
  mark: string,
): Answer<"begun" | "changed"> {
  const now = await beginPreview(asking, flow);
  if (!now.ok) return now;
  if (now.value.preview?.mark !== mark) return ok("changed");
  const run = await runFlow(asking, flow);
  return run.ok ? ok("begun") : run;
}

/** When the works of these flows would run, were the flows on. */
export const upcomingWorks = (
  asking: TenantRequest,
  flows: readonly UpcomingWork["flow"][],
): Answer<readonly UpcomingWork[]> =>
  onTenant(asking, (tenant) => tenant.flows.upcoming(asking.tenantId, flows));
