import type { Context } from "hono";
import type { EdgeDeps } from "./deps.ts";

const MAX_AT_ONCE = 20;

/** The first jobs are run at once; the object wakes the others. */
export function dispatchFirst(
  c: Pick<Context, "executionCtx">,
  deps: Pick<EdgeDeps, "dispatch">,
  tenantId: string,
  jobIds: readonly string[],
): void {
  for (const jobId of jobIds.slice(0, MAX_AT_ONCE))
    c.executionCtx.waitUntil(deps.dispatch(tenantId, jobId));
}
