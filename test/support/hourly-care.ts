/** What the hourly care deletes, in all of its steps. */
import {
  RETENTION_KINDS,
  type DeletedCounts,
  step,
} from "../../src/sync/tenant/alarm/retention.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";

export function clear(
  context: TenantContext,
  retentionDays: number,
  evidenceYears: number | null = null,
): DeletedCounts {
  let { cleared, left } = step(context, retentionDays, evidenceYears, true);
  while (left) {
    const more = step(context, retentionDays, evidenceYears, false);
    const sum = RETENTION_KINDS.map(
      (what) => [what, (cleared[what] ?? 0) + more.cleared[what]] as const,
    );
    cleared = Object.fromEntries(sum) as DeletedCounts;
    left = more.left;
  }
  return cleared;
}
