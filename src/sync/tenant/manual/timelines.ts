/** Timelines of several jobs in one call, for a page that shows a list of them. */
import type { JobTimeline } from "../../rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { timeline } from "./manual-actions.ts";

/** So many are opened for an answer, and so much text is held and handed over at once. */
const MOST = 50;
const MOST_TEXT = 8_000_000;

/**
 * Those of the first of these jobs, in their order, at least of one: whoever wants the rest asks
 * again for it. `null`: there is no such job. How large one is shows once it is open, as a sealed
 * one is a small part of it: they are opened one after the other.
 */
export async function timelines(
  context: TenantContext,
  jobIds: readonly string[],
): Promise<readonly (JobTimeline | null)[]> {
  const told: (JobTimeline | null)[] = [];
  let text = 0;
  for (const jobId of jobIds.slice(0, MOST)) {
    const one = await timeline(context, jobId);
    text += JSON.stringify(one).length;
    if (told.length > 0 && text > MOST_TEXT) break;
    told.push(one);
  }
  return told;
}
