/** Timelines of several jobs in one call, for a page with a list of them. */
import type { JobTimeline } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { timeline } from "./manual-actions.ts";

/** Limits of one answer: how many are opened, and how much text is held. */
const MAX = 50;
const MAX_TEXT = 8_000_000;

/**
 * Returns the timelines of the first jobs, in order, at least one; the caller asks again for the
 * rest. `null`: no such job. The size shows only once one is open, so they are opened one after the
 * other.
 */
export async function timelines(
  context: TenantContext,
  jobIds: readonly string[],
): Promise<readonly (JobTimeline | null)[]> {
  const told: (JobTimeline | null)[] = [];
  let text = 0;
  for (const jobId of jobIds.slice(0, MAX)) {
    const one = await timeline(context, jobId);
    text += JSON.stringify(one).length;
    if (told.length > 0 && text > MAX_TEXT) break;
    told.push(one);
  }
  return told;
}
