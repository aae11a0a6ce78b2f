/**
 * The journal of writes: `planned → sent → done → compared | rejected | in-doubt`. `sent` is
 * durable before the request goes out, so no write is forgotten. The identity of a creation is
 * (key, role, n), never its content: a second `begin` with the same identity continues the same
 * row.
 */
import { type OperationState, isUnresolved } from "../../../domain/jobs/job.ts";
import { OWN_ARTICLES, SETUP_KEY } from "../../../flows/setup/article-numbers.ts";
import type { JournalEntry, SentBooking, Settlement, WriteIntent } from "../../../flows/port.ts";
import { leavesDocumentUnknown, kindsOverwriting } from "../../doubt-policy.ts";
import type { Sealed } from "../../contract/runs.ts";
import { cachedAll, cachedFirst, keep } from "../storage/cached-reads.ts";
import { memoryOf } from "../storage/memory.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, raw, run, type Value } from "../storage/sql.ts";
import { keptOn } from "./invoiced.ts";
import { type OperationKnown, type OperationRow, withoutVendorText } from "./operation-row.ts";

const BY_KEY_AND_ID = "SELECT * FROM operations WHERE key = ? AND id = ?";

/**
 * Returns a write by its id; `null`: unknown. Writes are indexed by key, so the whole journal is
 * never searched: the object remembers in memory the keys of writes that it read, and unresolved
 * writes have an index.
 */
export function byId(sql: SqlStorage, id: number): OperationRow | null {
  const key = memoryOf(sql).operationKeys.get(id);
  const found =
    key === undefined
      ? first<OperationRow>(sql)`
        SELECT * FROM operations WHERE state IN ('sent', 'in-doubt') AND id = ${id}`
      : cachedFirst<OperationRow>(sql, BY_KEY_AND_ID, key, id);
  return found === null ? null : remembered(sql, found);
}

function remembered(sql: SqlStorage, row: OperationRow): OperationRow {
  memoryOf(sql).operationKeys.set(row.id, row.key);
  return row;
}

/** Reads the writes that a job's runner names: a restarted object doesn't know settled ones. */
export function rememberWrites(sql: SqlStorage, jobId: string, ids: readonly number[]): void {
  if (ids.every((id) => memoryOf(sql).operationKeys.has(id))) return;
  const key = keyOf(sql, jobId);
  if (key !== undefined) forJob(sql, jobId, key);
}

/**
 * Returns all writes of a job's key, and those that the job made for other keys (its customer). A
 * set-up gets the writes of all its articles, by any of its jobs.
 */
export const forJob = (sql: SqlStorage, jobId: string, key: string): OperationRow[] =>
  (key === SETUP_KEY
    ? [...all<OperationRow>(sql, OF_KEY, key), ...ofOwnArticles(sql)]
    : cachedAll<OperationRow>(
        sql,
        `${OF_KEY}
         UNION ALL
         SELECT *
         FROM operations
         WHERE beside = 1 AND job_id = +?2 AND key <> +?1
         ORDER BY id`,
        key,
        jobId,
      )
  ).map((row) => remembered(sql, row));

const OF_KEY = "SELECT * FROM operations WHERE key = +?1";

export const ofOwnArticles = (sql: SqlStorage): OperationRow[] =>
  all<OperationRow>(sql)`
    SELECT * FROM operations WHERE key >= ${OWN_ARTICLES} AND key < ${OWN_ARTICLES} || '~'
    ORDER BY id`;

export const unresolved = (sql: SqlStorage, jobId: string, key: string): OperationRow[] =>
  forJob(sql, jobId, key).filter(isUnresolved);

type Sending = {
  readonly jobId: string;
  readonly claimNo: number;
  readonly intent: WriteIntent;
  readonly request: Sealed;
  readonly now: number;
  readonly abortAt: number;
  /** Absent: not known. */
  readonly settingsVersion?: number | null;
};

/** Makes `sent` durable. Returns the attempt's number: a late answer settles that attempt alone. */
export function send(sql: SqlStorage, input: Sending): { opId: number; attempt: number } {
  const { intent } = input;
  const existing = intent.kind.endsWith(".create") ? creationOf(sql, input) : null;
  const before = existing ?? {
    id: nextId(sql),
    attempt: 0,
    lookups: 0,
    repeats: 0,
  };
  const attempt = before.attempt + 1;
  const row = sentRow(sql, input, existing, { ...before, attempt });
  const entries = Object.entries(row).map(([column, value]) => [column, value ?? null] as const);
  run(
    sql,
    `INSERT ${existing === null ? "" : "OR REPLACE "}INTO operations (
       ${entries.map(([column]) => column).join(", ")}
     )
     VALUES (${entries.map(() => "?").join(", ")})`,
    ...entries.map(([, value]) => value),
  );
  memoryOf(sql).operationKeys.set(before.id, intent.key);
  // Its outcome comes soon and is compared with this row.
  const written = { ...NOT_SENT_YET, ...row, ...Object.fromEntries(entries) };
  keep<OperationRow>(sql, BY_KEY_AND_ID, [intent.key, before.id], [written]);
  return { opId: before.id, attempt };
}

type SentOperation = Omit<OperationKnown, keyof typeof NOT_SENT_YET> & Partial<OperationKnown>;

/** The values of columns that a first attempt doesn't fill. */
const NOT_SENT_YET = {
  document_number: null,
  amount: null,
  remaining: null,
  bank: null,
  kept_on: null,
  sent_as: null,
  verified_at: null,
} as const;

/** Returns the creation with the same identity that was sent or planned before. */
function creationOf(sql: SqlStorage, { jobId, intent }: Sending): OperationRow | null {
  const { key, role, n } = intent;
  // The writes of the job's own key are cached since its claim.
  const rows =
    keyOf(sql, jobId) === key ? forJob(sql, jobId, key) : all<OperationRow>(sql, OF_KEY, key);
  return (
    rows.find(
      (row) => row.key === key && row.role === role && row.n === n && row.kind.endsWith(".create"),
    ) ?? null
  );
}

/** Returns the row of a write that is sent now. `existing`: an earlier attempt of the creation. */
function sentRow(
  sql: SqlStorage,
  input: Sending,
  existing: OperationRow | null,
  { id, attempt, repeats }: Pick<OperationRow, "id" | "attempt" | "repeats">,
): SentOperation {
  const { intent, now } = input;
  // The marker of the first attempt stays, as a look-up must search for it. Each attempt replaces a
  // payment's amounts and document: a refused payment may be made again on another invoice, and is
  // looked up there. Any attempt may be the one that succeeded (`sent_as`). The booking of an
  // earlier attempt doesn't matter: that attempt was refused, or this identity wouldn't be reused.
  return {
    key: intent.key,
    role: intent.role,
    n: intent.n,
    marker: intent.marker,
    marker_code: intent.markerCode,
    marker_field: intent.markerField,
    ...existing,
    id,
    job_id: input.jobId,
    beside: isForOtherKey(sql, input.jobId, intent.key) ? 1 : 0,
    kind: intent.kind,
    state: "sent",
    attempt,
    document_id: intent.documentId ?? existing?.document_id ?? null,
    claim: input.claimNo,
    sent_at: now,
    abort_at: input.abortAt,
    lookups: 0,
    repeats,
    ...intent.payment,
    ...(intent.payment === undefined ? {} : { kept_on: keptOn(sql, intent.payment.bank) }),
    ...(intent.sentAs === undefined
      ? {}
      : { sent_as: JSON.stringify([...new Set([...sentAs(existing), ...intent.sentAs])]) }),
    settled_at: null,
    failure: null,
    request_key: input.request.keyId,
    request: buffer(input.request.bytes),
    booking: intent.booking === undefined ? null : JSON.stringify(intent.booking),
    settings_version: input.settingsVersion ?? null,
  };
}

/** Ids reserved by one write of their counter; an object that ends leaves a gap. */
const IDS_AT_ONCE = 100;

/** Reserves all ids up to this one: a write that was taken over from another object has it. */
export function reserve(sql: SqlStorage, id: number): void {
  if (id <= Number(meta.get(sql, "operations") ?? 0)) return;
  meta.set(sql, "operations", String(id));
  memoryOf(sql).operationIds = null;
}

/** The statement has the same text as in jobs.ts, so that its row is cached once. */
const keyOf = (sql: SqlStorage, jobId: string): string | undefined =>
  cachedFirst<{ key: string }>(sql)`SELECT * FROM jobs WHERE id = ${jobId}`?.key;

/** Whether this key isn't the job's own: a job also writes for others, such as its customer's. */
export const isForOtherKey = (sql: SqlStorage, jobId: string, key: string): boolean => {
  const own = keyOf(sql, jobId);
  return own !== undefined && own !== key;
};

/** Returns a new id; none is given twice. */
function nextId(sql: SqlStorage): number {
  const memory = memoryOf(sql);
  const { next, end } = memory.operationIds ?? { next: 0, end: 0 };
  if (next < end) {
    memory.operationIds = { next: next + 1, end };
    return next;
  }
  const from = Number(meta.get(sql, "operations") ?? 0) + 1;
  meta.set(sql, "operations", String(from + IDS_AT_ONCE - 1));
  memory.operationIds = { next: from + 1, end: from + IDS_AT_ONCE };
  return from;
}

const sentAs = (row: OperationRow | null): readonly string[] =>
  row === null || row.sent_as === null ? [] : storedJson<readonly string[]>(row.sent_as);

export const buffer = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

/**
 * Records an attempt's outcome, only for the named attempt and only while it is unresolved: a late
 * answer of an older attempt changes nothing. With `renews`, a comparison is also recorded for a
 * done write, and for one that was closed without an answer. Returns whether it was recorded.
 */
export function settle(
  sql: SqlStorage,
  settlement: Settlement,
  now: number,
  renews = true,
): boolean {
  const operation = byId(sql, settlement.opId);
  if (operation === null || operation.attempt !== settlement.attempt) return false;
  const isComparison =
    renews &&
    settlement.state === "compared" &&
    (operation.state === "done" || isClosedUnanswered(operation));
  if (!isUnresolved(operation) && !isComparison) return false;
  const state = settlement.state === "not-sent" ? "planned" : settlement.state;
  const failure = settlement.failure && JSON.stringify(withoutVendorText(settlement.failure));
  run(sql)`
    UPDATE operations
    SET state = ${state}, document_id = coalesce(${settlement.documentId}, document_id),
      document_number = coalesce(${settlement.documentNumber}, document_number),
      failure = ${failure}, settled_at = ${now},
      booking = iif(${state} = 'compared', NULL, booking)
    WHERE key = ${operation.key} AND id = ${settlement.opId}`;
  return true;
}

/** Whether it was closed without an answer (`supersede`). */
const isClosedUnanswered = ({ state, failure }: OperationRow): boolean =>
  state === "rejected" && failure === null;

/** Changes one write, found by key and id, in one statement. */
function change(sql: SqlStorage, id: number, set: string, ...binds: Value[]): OperationRow | null {
  const operation = byId(sql, id);
  if (operation !== null)
    run(sql, `UPDATE operations SET ${set} WHERE key = ? AND id = ?`, ...binds, operation.key, id);
  return operation;
}

export function setState(sql: SqlStorage, id: number, state: OperationState, now: number): void {
  change(sql, id, "state = ?, settled_at = ?", state, now);
}

/** Plans a write again after its last negative look-up, with the same identity and marker. */
export function sendAgain(sql: SqlStorage, id: number, now: number): void {
  change(sql, id, "state = 'planned', repeats = repeats + 1, settled_at = ?", now);
}

/** Closes a write of unknown outcome without repeating it; its document is to be read again. */
export function supersede(sql: SqlStorage, id: number, now: number): void {
  const operation = change(sql, id, "state = 'rejected', failure = NULL, settled_at = ?", now);
  if (operation !== null && operation.document_id !== null && leavesDocumentUnknown(operation.kind))
    run(sql)`
      UPDATE documents SET source_hash = NULL, owned_hash = NULL WHERE key = ${operation.key}
        AND id = ${operation.document_id}`;
}

const quoted = (kinds: readonly string[]): string => `'${kinds.join("', '")}'`;

/**
 * Returns the unverified writes of this key: those sent twice, of which both may have taken effect,
 * and those closed without an answer, which may still overwrite later writes.
 */
export const unverified = (sql: SqlStorage, key: string): OperationRow[] =>
  all<OperationRow>(
    sql,
    `SELECT *
     FROM operations
     WHERE key = ?1 AND verified_at IS NULL AND (
       repeats > 0 AND state IN ('done', 'compared') OR
       state = 'rejected' AND failure IS NULL AND (
         kind IN (${quoted(kindsOverwriting("record"))}) OR
         kind IN (${quoted(kindsOverwriting("document"))}) AND
         document_id IN (SELECT id FROM documents WHERE key = ?1 AND state = 'live')
       )
     )`,
    key,
  ).map((row) => remembered(sql, row));

/**
 * Returns the unverified writes of customers by jobs of this key. They were closed without an
 * answer, and their key is the customer's number.
 */
export const unverifiedCustomers = (sql: SqlStorage, key: string): OperationRow[] =>
  all<OperationRow>(sql)`
    SELECT operations.*
    FROM jobs JOIN operations ON operations.job_id = jobs.id
    WHERE jobs.key = ${key} AND operations.beside = 1 AND operations.verified_at IS NULL
      AND operations.state = 'rejected' AND operations.failure IS NULL
      AND operations.kind IN (${raw(quoted(kindsOverwriting("customer")))})`.map((row) =>
    remembered(sql, row),
  );

/** Notes that the write's effect was verified. */
export function verified(sql: SqlStorage, id: number, now: number): void {
  change(sql, id, "verified_at = ?", now);
}

/** Counts one look-up of the write. */
export function lookedUp(sql: SqlStorage, id: number): void {
  change(sql, id, "lookups = lookups + 1");
}

/** Closes a write as done with the document that a look-up found. */
export function adopt(
  sql: SqlStorage,
  id: number,
  documentId: string,
  documentNumber: string | null,
  now: number,
): void {
  change(
    sql,
    id,
    "state = 'done', document_id = ?, document_number = ?, settled_at = ?",
    documentId,
    documentNumber,
    now,
  );
}

/** Returns a write as flows see it. */
export function entry(row: OperationRow): JournalEntry {
  return {
    id: row.id,
    key: row.key,
    role: row.role,
    n: row.n,
    kind: row.kind,
    state: row.state,
    attempt: row.attempt,
    marker: row.marker,
    markerCode: row.marker_code,
    markerField: row.marker_field,
    documentId: row.document_id,
    ...(row.role === "attachment" ? { attachmentId: row.document_number } : {}),
    sentAt: row.sent_at,
    abortAt: row.abort_at,
    lookups: row.lookups,
    repeats: row.repeats,
    sentAs: sentAs(row),
    ...(row.booking === null ? {} : { booking: storedJson<SentBooking>(row.booking) }),
    payment:
      row.amount === null || row.remaining === null
        ? null
        : { amount: row.amount, remaining: row.remaining, bank: row.bank ?? null },
    // A refused write has its failure; one that was closed without an answer has none.
    refused:
      row.state === "rejected" &&
      row.failure !== null &&
      storedJson<{ kind: string }>(row.failure).kind === "rejected",
  };
}

export { acceptDifferences, documents, saveDocument } from "./documents.ts";
