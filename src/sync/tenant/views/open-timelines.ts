/** Opens the sealed timelines of a job and of earlier jobs of its order. */
import { type Keyring, openJson } from "../../../store/seal.ts";
import type { TimelineEntry } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import type { JobRow } from "../jobs/jobs.ts";
import type { OperationRow } from "../journal/operation-row.ts";
import * as payloads from "../journal/payloads.ts";
import * as planBases from "../journal/plan-bases.ts";
import { withBasis } from "../../plan-basis.ts";
import { extractPeople } from "../../sealed-people.ts";
import { all } from "../storage/sql.ts";

type SealedRow = { readonly keyId: string; readonly bytes: Uint8Array };

/** Opens what was sealed for one job. */
export const opener =
  (tenantId: string, keyring: Keyring) =>
  (from: string) =>
  async (sealed: SealedRow): Promise<unknown> => {
    const opened = await openJson(
      keyring,
      { keyId: sealed.keyId, bytes: sealed.bytes.slice() },
      payloads.placeOf(tenantId, from),
    );
    return opened.ok ? opened.value : { sealed: opened.error };
  };

/** Opens the timelines of one job, each as its run noted it, in the order in which runs began. */
export async function openTimelines(
  { sql }: Pick<TenantContext, "sql">,
  jobId: string,
  open: ReturnType<typeof opener>,
): Promise<readonly TimelineEntry[]> {
  const opened = await Promise.all(payloads.of(sql, jobId).map(open(jobId)));
  const entries = inOrder(opened.map((bundle) => extractPeople(bundle).timeline)).flat();
  return withBasis(entries, (id) => planBases.read(sql, id));
}

/**
 * Sorts runs by when they began. A run that was cut off is reported late, so without this the
 * newest plan and outcome might not be last.
 */
export function inOrder(
  bundles: readonly (readonly TimelineEntry[])[],
): readonly (readonly TimelineEntry[])[] {
  const began = (bundle: readonly TimelineEntry[]): number => bundle[0]?.at ?? 0;
  const ordered = bundles.filter((bundle) => bundle.at(-1)?.what !== "cut-off");
  for (const late of bundles.filter((bundle) => bundle.at(-1)?.what === "cut-off")) {
    const next = ordered.findIndex((bundle) => began(bundle) > began(late));
    ordered.splice(next === -1 ? ordered.length : next, 0, late);
  }
  return ordered;
}

/** How many of an order's newest jobs are searched for a reading, besides those that wrote. */
const MAX_READ = 5;
const MAX_WROTE = 10;

/**
 * Returns what earlier jobs of the order planned, wrote, and read of its postings. A later job that
 * changes nothing has none of it.
 */
export async function plannedBefore(
  context: TenantContext,
  { id, key }: JobRow,
  operations: readonly OperationRow[],
): Promise<readonly TimelineEntry[]> {
  const { sql } = context;
  const wrote = new Set(
    [...new Set(operations.map((one) => one.job_id))].filter((one) => one !== id).slice(-MAX_WROTE),
  );
  const read = all<{ id: string }>(sql)`
    SELECT id FROM jobs WHERE key = ${key} AND id <> ${id} ORDER BY id DESC LIMIT ${MAX_READ}`.map(
    (row) => row.id,
  );
  const open = opener(context.tenantId(), await context.deps.keyring());
  const told: TimelineEntry[] = [];
  for (const from of new Set([...wrote, ...read].toSorted())) {
    const entries = await openTimelines(context, from, open);
    told.push(
      ...entries.filter(({ what }) => what === "posting" || (what === "plan" && wrote.has(from))),
    );
  }
  return told;
}
