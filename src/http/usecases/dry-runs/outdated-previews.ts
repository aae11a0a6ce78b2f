/**
 * When a preview stops saying what its run would do: once settings were saved or articles were made
 * after it, and after an hour in any case.
 */
import { latestSettings } from "../../../store/settings.ts";
import type { TenantRequest } from "../../deps.ts";
import { listJobs } from "../jobs/jobs.ts";
import type { PreviewView } from "./run-preview.ts";

const MAX_AGE_MS = 60 * 60_000;

/** Returns the instant before which previews of this shop are out of date. */
export async function outdatedBefore(asking: TenantRequest): Promise<number> {
  const { deps, tenantId } = asking;
  const [settings, articles] = await Promise.all([
    latestSettings(deps.db, tenantId),
    listJobs(asking, { flow: "setup", limit: 1 }),
  ]);
  const made = articles.ok ? (articles.value.jobs[0]?.updatedAt ?? 0) : 0;
  return Math.max(deps.clock.now() - MAX_AGE_MS, settings?.at ?? 0, made);
}

/** Whether there is such a preview, computed before that instant. */
export const isOutdated = ({ job }: PreviewView, before: number): boolean =>
  job !== null && job.updatedAt < before;
