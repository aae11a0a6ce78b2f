/**
 * Why a person skipped something, in that person's own words. They may name people, so they lie
 * sealed with the job's timeline and go with it; here they are opened for those who may read it.
 */
import type { JobView } from "../../../domain/jobs/job.ts";
import { openJson } from "../../../store/seal.ts";
import type { SkipNote } from "../../contract/jobs.ts";
import type { TimelineEntry } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as payloads from "../journal/payloads.ts";
import { all } from "../storage/sql.ts";

/** What a person did since may stand after it. */
const LOOKED_AT = 5;

const isSkipped = ({ reasons }: JobView): boolean => reasons[0]?.code === "skipped-by-person";

/** The jobs with the note of each that a person skipped. Only those are opened. */
export const withNotes = (context: TenantContext, jobs: readonly JobView[]): Promise<JobView[]> =>
  Promise.all(
    jobs.map(async (job) =>
      isSkipped(job) ? noted(job, (await notesOf(context, job.id)).at(-1)?.note) : job,
    ),
  );

/** The job as its first reason says why, where that is known still. */
export function noted(job: JobView, note: string | undefined): JobView {
  const [first, ...rest] = job.reasons;
  return first === undefined || note === undefined || !isSkipped(job)
    ? job
    : { ...job, reasons: [{ ...first, params: { ...first.params, why: note } }, ...rest] };
}

/**
 * Of each job, and of the other looks at the same thing, as what is pressed on one is told with the
 * newest; the oldest first.
 */
export async function notesBy(
  context: TenantContext,
  jobIds: readonly string[],
): Promise<Readonly<Record<string, readonly SkipNote[]>>> {
  const looks = (id: string): readonly string[] =>
    all<{ id: string }>(context.sql)`
      SELECT o.id FROM jobs j JOIN jobs o ON o.key = j.key WHERE j.id = ${id} ORDER BY o.id
      LIMIT ${LOOKS}`.map((look) => look.id);
  return Object.fromEntries(
    await Promise.all(
      [...new Set(jobIds)].map(
        async (id) =>
          [
            id,
            (await Promise.all(looks(id).map((look) => notesOf(context, look)))).flat(),
          ] as const,
      ),
    ),
  );
}

const LOOKS = 20;

async function notesOf(context: TenantContext, jobId: string): Promise<readonly SkipNote[]> {
  const keyring = await context.deps.keyring();
  const found: SkipNote[] = [];
  for (const sealed of payloads.newest(context.sql, jobId, LOOKED_AT).toReversed()) {
    const opened = await openJson(
      keyring,
      { keyId: sealed.keyId, bytes: sealed.bytes.slice() },
      payloads.placeOf(context.tenantId(), jobId),
    );
    if (opened.ok && Array.isArray(opened.value))
      found.push(...notesIn(opened.value as TimelineEntry[]));
  }
  return found;
}

/** Read loosely: an older or newer release may have written it. */
export const notesIn = (entries: readonly TimelineEntry[]): readonly SkipNote[] =>
  entries.flatMap(({ at, what, title, detail }) => {
    const note: unknown =
      typeof detail === "object" && detail !== null ? Reflect.get(detail, "note") : undefined;
    return what === "person" && title === "skip" && typeof note === "string" && note !== ""
      ? [{ at, note }]
      : [];
  });
