/** What people ask of the tenant's object: stories, retry, skip. */
import type { JobStatus } from "../../domain/job.ts";
import { reason } from "../../domain/reasons.ts";
import { openJson, place, sealJson } from "../../store/seal.ts";
import type { Sealed } from "../engine-rpc.ts";
import type { Done, JobStory, StoryEntry } from "../rpc.ts";
import * as alerts from "./alerts.ts";
import * as claims from "./claims.ts";
import * as jobs from "./jobs.ts";
import * as journal from "./journal.ts";
import * as payloads from "./payloads.ts";
import type { Room } from "./room.ts";

export const payloadPlace = (tenantId: string, jobId: string): string => place(tenantId, "payloads", jobId);

export async function story(room: Room, jobId: string): Promise<JobStory | null> {
  const { sql } = room;
  const job = jobs.byId(sql, jobId);
  if (job === null) return null;
  const keyring = await room.deps.keyring();
  const open = (from: string) => async (sealed: { keyId: string; bytes: Uint8Array }): Promise<unknown> => {
    const opened = await openJson(keyring, { keyId: sealed.keyId, bytes: sealed.bytes.slice() }, payloadPlace(room.tenantId(), from));
    return opened.ok ? opened.value : { sealed: opened.error };
  };
  const rows = journal.forJob(sql, jobId, job.key);
  const operations = await Promise.all(
    rows.map(async (row) => journal.view(row, row.request === null || row.request_key === null ? null : await open(row.job_id)({ keyId: row.request_key, bytes: new Uint8Array(row.request) }))),
  );
  const bundles = await Promise.all(payloads.of(sql, jobId).map(open(jobId)));
  const entries = bundles.flatMap((bundle) => (Array.isArray(bundle) ? (bundle as StoryEntry[]) : []));
  return { job: jobs.view(sql, job), operations, story: entries, documents: job.flow === "orders" ? journal.standing(sql, job.key) : [] };
}

/** A person's retry may do what an event alone must not: make a document again that somebody deleted. */
const RETRY = "retry-by-person";

const RETRIABLE: readonly JobStatus[] = ["done", "dead", "waiting", "queued"];

/** What a person did and wrote stands in the job's story, sealed: a note may name people. */
export async function personEntry(room: Room, jobId: string, title: string, detail: Readonly<Record<string, string>>): Promise<Sealed> {
  const entry: StoryEntry = { at: room.now(), what: "person", title, detail };
  return sealJson(await room.deps.keyring(), [entry], payloadPlace(room.tenantId(), jobId));
}

export async function retry(room: Room, jobId: string, actor: string): Promise<Done<{ dispatch: boolean }>> {
  const told = await personEntry(room, jobId, "retry", { actor });
  const { sql } = room;
  const now = room.now();
  const job = jobs.byId(sql, jobId);
  if (job === null) return { ok: false, kind: "not-found", message: "there is no such job" };
  if (!RETRIABLE.includes(job.status)) return { ok: false, kind: "running", message: "the job is running right now" };
  if (job.wait === "in-doubt") return { ok: false, kind: "in-doubt", message: "a write of this job is in doubt: it is looked up before anything is sent again" };
  const open = jobs.openFor(sql, job.key);
  jobs.want(sql, job.key);
  payloads.add(sql, jobId, told, [], now);
  // Where a newer job of the thing is on its way, that one is the retry.
  jobs.addType(sql, open ?? job, RETRY);
  if (open !== null && open.id !== jobId) return { ok: true, dispatch: false };
  jobs.update(sql, jobId, { status: "queued", wait: null, due: now, woken_at: now, strikes: 0, plan_strikes: 0, tries: 0 }, now);
  room.stir();
  return { ok: true, dispatch: true };
}

/** Ends a job by a person's word. Says which of our documents remain in the ledger: they are that person's now. */
export async function skip(room: Room, jobId: string, actor: string, note: string): Promise<Done> {
  const told = await personEntry(room, jobId, "skip", { actor, note });
  const { sql } = room;
  const now = room.now();
  const job = jobs.byId(sql, jobId);
  if (job === null) return { ok: false, kind: "not-found", message: "there is no such job" };
  if (job.status === "running") return { ok: false, kind: "running", message: "the job is running right now" };
  if (journal.unresolved(sql, jobId, job.key).length > 0)
    return { ok: false, kind: "in-doubt", message: "a write of this job is in doubt: it can be skipped once it has been looked up" };
  const remaining = journal.documents(sql, job.key).filter((document) => document.state === "live");
  const why = reason("skipped-by-person", { actor, documents: remaining.map((document) => document.number ?? document.id).join(", ") || null });
  jobs.update(sql, jobId, { status: "done", outcome: "skipped", wait: null, due: null, reasons: JSON.stringify([why, ...claims.reasonsOf(job)]) }, now);
  payloads.add(sql, jobId, told, [], now);
  claims.free(sql, jobId, now);
  alerts.resolve(sql, `job ${job.key}`, now);
  room.stir();
  return { ok: true };
}
