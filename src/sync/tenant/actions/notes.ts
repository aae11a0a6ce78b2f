/**
 * A person's note on a held job, in their own words. It may name people, so it is sealed with the
 * job's timeline and deleted with it; the alert knows the bundle.
 */
import { message } from "../../../messages/message.ts";
import { openJson } from "../../../store/seal.ts";
import type { CallResult, JobNote, TimelineEntry } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as payloads from "../journal/payloads.ts";
import { all, first, run } from "../storage/sql.ts";
import type { NotePosition } from "../views/attention.ts";
import { personEntry } from "../journal/person-entry.ts";

const NOTE = "note";

/** The note stands until the job is over or another one is written. */
export async function note(
  context: TenantContext,
  jobId: string,
  actor: string,
  text: string,
): Promise<CallResult> {
  const { sql } = context;
  const reported = await personEntry(context, jobId, NOTE, { actor, note: text });
  return context.atomically((): CallResult => {
    const job = jobs.byId(sql, jobId);
    const open =
      job === null
        ? []
        : all<{ id: string }>(
            sql,
            `SELECT id FROM alerts
             WHERE id IN (?, ?) AND job_id = ? AND resolved_at IS NULL`,
            `job ${job.key}`,
            `doubt ${job.key}`,
            jobId,
          );
    if (open.length === 0) return refusal("not-found", message("refusals.nothingWaits"));
    payloads.add(sql, jobId, { timeline: reported, people: [] }, context.now());
    for (const { id } of open)
      run(sql)`
        UPDATE alerts SET note = (SELECT max(seq) FROM payloads WHERE job_id = ${jobId})
        WHERE id = ${id}`;
    return { ok: true };
  });
}

/** By job. Notes deleted by retention or erasure are missing. */
export async function notesOf(
  context: TenantContext,
  noted: readonly NotePosition[],
): Promise<Readonly<Record<string, JobNote>>> {
  if (noted.length === 0) return {};
  const keyring = await context.deps.keyring();
  const found = await Promise.all(
    noted.map(async ({ jobId, seq }) => {
      const row = first<{ key_id: string; bytes: ArrayBuffer }>(context.sql)`
        SELECT key_id, bytes FROM payloads WHERE job_id = ${jobId} AND seq = ${seq}`;
      if (row === null) return null;
      const opened = await openJson(
        keyring,
        { keyId: row.key_id, bytes: new Uint8Array(row.bytes) },
        payloads.placeOf(context.tenantId(), jobId),
      );
      const entries = opened.ok && Array.isArray(opened.value) ? opened.value : [];
      const one = (entries as TimelineEntry[]).map(noteIn).find((each) => each !== null);
      return one == null ? null : ([jobId, one] as const);
    }),
  );
  return Object.fromEntries(found.filter((one) => one !== null));
}

function noteIn({ at, what, title, detail }: TimelineEntry): JobNote | null {
  if (what !== "person" || title !== NOTE || typeof detail !== "object" || detail === null)
    return null;
  const [actor, text] = [Reflect.get(detail, "actor"), Reflect.get(detail, "note")] as unknown[];
  return typeof actor === "string" && typeof text === "string" ? { at, actor, text } : null;
}
