/** What orders would become, without writing anything: asked of the tenant's object, told out of the run's story. */
import { z } from "zod";
import { orderKey } from "../../domain/ids.ts";
import { ok } from "../../domain/result.ts";
import { lastOrdersValue, orderNamed, orderValue, postedOrderValue } from "../../store/audit-values.ts";
import { writeAudit } from "../../store/audit.ts";
import type { DryRunInput, JobStory, StoryEntry } from "../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { jobStory } from "./jobs.ts";
import { planTold, type PlanTold } from "./order-told.ts";
import { ask, reach } from "./reach.ts";
import { type Answer, settled } from "./refused.ts";

export type Rehearsal = { readonly vendor: string; readonly kind: string; readonly method: string; readonly path: string; readonly marker: string | null; readonly body: unknown };

export type DryRunTold = {
  readonly told: JobStory;
  /** The requests that would go out, in their order. */
  readonly requests: readonly Rehearsal[];
  /** `null` where nothing would be written, and while the run waits. */
  readonly plan: PlanTold | null;
};

export async function dryRun(deps: EdgeDeps, actor: Actor, tenantId: string, input: DryRunInput): Answer<DryRunTold> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return found;
  await writeAudit(deps.db, tenantId, { at: deps.clock.now(), actor: actor.name, action: "dry-run", after: await whatOf(deps, tenantId, input) });
  const asked = await ask(deps, tenantId, (tenant) => tenant.dryRun(tenantId, input));
  if (!asked.ok) return asked;
  const done = settled(asked.value);
  if (!done.ok) return done;
  return readDryRun(deps, actor, tenantId, done.value.jobId);
}

/** What a dry run that was begun before has come to. */
export async function readDryRun(deps: EdgeDeps, actor: Actor, tenantId: string, jobId: string): Answer<DryRunTold> {
  const told = await jobStory(deps, actor, tenantId, jobId);
  return told.ok ? ok({ told: told.value, ...dryRunIn(told.value.story) }) : told;
}

/** The trail holds no order: a sample is somebody's. One of the shop is told by its number, where a job of it is known. */
async function whatOf(deps: EdgeDeps, tenantId: string, input: DryRunInput): Promise<string> {
  if (input.of !== "order") return input.of === "last" ? lastOrdersValue(input.count) : postedOrderValue();
  const { orderId } = input;
  const known = await ask(deps, tenantId, (tenant) => tenant.jobs(tenantId, { key: orderKey(orderId), limit: 1 }));
  const label = known.ok ? known.value.jobs[0]?.label : null;
  return label == null ? orderValue(orderId) : orderNamed(label);
}

const rehearsal = z.looseObject({ vendor: z.string(), kind: z.string(), marker: z.string().nullable(), body: z.unknown() });

/** Of the newest run: a job that was run again holds the story of each. */
function dryRunIn(story: readonly StoryEntry[]): Pick<DryRunTold, "requests" | "plan"> {
  const newest = story.slice(story.slice(0, -1).findLastIndex((entry) => entry.what === "outcome") + 1);
  const plan = newest.findLast((entry) => entry.what === "plan");
  return {
    plan: plan === undefined ? null : planTold(plan.detail),
    requests: newest.flatMap((entry): readonly Rehearsal[] => {
      const parsed = entry.what === "rehearsal" ? rehearsal.safeParse(entry.detail) : null;
      const [method = "", path = ""] = entry.title.split(" ");
      return parsed?.success === true ? [{ vendor: parsed.data.vendor, kind: parsed.data.kind, method, path, marker: parsed.data.marker, body: parsed.data.body ?? null }] : [];
    }),
  };
}
