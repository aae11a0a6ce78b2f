/** Timelines of several jobs in one call, for a page that shows a list of them. */
import type { JobTimeline } from "../../rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as payloads from "../journal/payloads.ts";
import { timeline } from "./manual-actions.ts";

/** So many are opened at once, and so much of what is sealed: an answer is held whole. */
const MOST = 50;
const MOST_BYTES = 2_000_000;

/**
 * Those of the first of these jobs, in their order, at least of one: whoever wants the rest asks
 * again for it. `null`: there is no such job.
 */
export async function timelines(
  context: TenantContext,
  jobIds: readonly string[],
): Promise<readonly (JobTimeline | null)[]> {
  let bytes = 0;
  const some = jobIds.slice(0, MOST);
  const end = some.findIndex((jobId, at) => {
    bytes += payloads.bytesOf(context.sql, jobId);
    return at > 0 && bytes > MOST_BYTES;
  });
  return Promise.all(
    some.slice(0, end < 0 ? some.length : end).map((jobId) => timeline(context, jobId)),
  );
}
