/**
 * The journal of writes: `planned → sent → done → compared | rejected | in-doubt`. `sent` is
 * durable before the request goes out, so a write can be forgotten by nobody. The identity of a
 * write that makes something is (key, role, n), never its content: a second `begin` for the same
 * identity goes on with the same row.
 */
import type { BookedContent } from "../../domain/booked-content.ts";
import type { Failure } from "../../domain/failure.ts";
import { fieldName } from "../../domain/reason-of-failure.ts";
import type { OperationKind, OperationState, OperationView, Role } from "../../domain/job.ts";
import type { SendWay } from "../../domain/sending.ts";
import type { VoucherFacts } from "../../domain/voucher.ts";
import type {
  DocumentRecord,
  JournalEntry,
  SentBooking,
  Settlement,
  WriteIntent,
} from "../../flows/port.ts";
import { DOUBT } from "../doubt.ts";
import { BY_HAND } from "../../flows/orders/manual/link.ts";
import type { Sealed } from "../engine-rpc.ts";
import type { HeldDocument } from "../rpc.ts";
import { all, first, json, run, type Row } from "./sql.ts";

export type OperationRow = {
  id: number;
  job_id: string;
  key: string;
  role: Role;
  n: number;
  kind: OperationKind;
  state: OperationState;
  attempt: number;
  marker: string | null;
  marker_code: string | null;
  marker_field: string | null;
  document_id: string | null;
  document_number: string | null;
  claim: number;
  sent_at: number | null;
  abort_at: number | null;
  looks: number;
  repeats: number;
  amount: string | null;
  remaining: string | null;
  sent_as: string | null;
  booking: string | null;
  settled_at: number | null;
  verified_at: number | null;
  failure: string | null;
  request_key: string | null;
  request: ArrayBuffer | null;
} & Row;

export const byId = (sql: SqlStorage, id: number): OperationRow | null =>
  first<OperationRow>(sql, "SELECT * FROM operations WHERE id = ?", id);

/** What a job must know: all of its key's writes, and those it made for other keys (its customer). */
export const forJob = (sql: SqlStorage, jobId: string, key: string): OperationRow[] =>
  all<OperationRow>(
    sql,
    "SELECT * FROM operations WHERE key = ? OR job_id = ? ORDER BY id",
    key,
    jobId,
  );

export const unresolved = (sql: SqlStorage, jobId: string, key: string): OperationRow[] =>
  forJob(sql, jobId, key).filter(
    (operation) => operation.state === "sent" || operation.state === "in-doubt",
  );

/**
 * True when this write was ever sent: only then may a record that bears our number be taken for
 * ours.
 */
export const wasSent = (sql: SqlStorage, key: string, role: Role): boolean =>
  first(
    sql,
    "SELECT 1 AS one FROM operations WHERE key = ? AND role = ? AND sent_at IS NOT NULL",
    key,
    role,
  ) !== null;

/**
 * Makes `sent` durable. Answers the attempt's number: a late answer settles exactly the attempt
 * that it names.
 */
export function send(
  sql: SqlStorage,
  input: {
    jobId: string;
    claimNo: number;
    intent: WriteIntent;
    request: Sealed;
    now: number;
    abortAt: number;
  },
): { opId: number; attempt: number } {
  const { intent, now } = input;
  const existing = intent.kind.endsWith(".create")
    ? first<OperationRow>(
        sql,
        "SELECT * FROM operations WHERE key = ? AND role = ? AND n = ? AND kind LIKE '%.create'",
        intent.key,
        intent.role,
        intent.n,
      )
    : null;
  if (existing === null)
    run(
      sql,
      `INSERT INTO operations (job_id, key, role, n, kind, state, marker, marker_code, marker_field, document_id, claim)
       VALUES (?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?)`,
      input.jobId,
      intent.key,
      intent.role,
      intent.n,
      intent.kind,
      intent.marker,
      intent.markerCode,
      intent.markerField,
      intent.documentId,
      input.claimNo,
    );
  const opId =
    existing?.id ?? first<{ id: number }>(sql, "SELECT last_insert_rowid() AS id")?.id ?? 0;
  const attempt = (existing?.attempt ?? 0) + 1;
  // The marker of the first attempt stays: it is what a look-up must search for, whatever the settings say today.
  // What a payment is of is told anew with each attempt: what remained may have changed since the one before.
  if (intent.payment !== undefined)
    run(
      sql,
      "UPDATE operations SET amount = ?, remaining = ? WHERE id = ?",
      intent.payment.amount,
      intent.payment.remaining,
      opId,
    );
  // So is what it is about: a payment that was refused may be made again of another invoice, and is looked for there.
  if (existing !== null)
    run(
      sql,
      "UPDATE operations SET kind = ?, document_id = coalesce(?, document_id) WHERE id = ?",
      intent.kind,
      intent.documentId,
      opId,
    );
  // Any attempt may have been the one that came true.
  if (intent.sentAs !== undefined)
    run(
      sql,
      "UPDATE operations SET sent_as = ? WHERE id = ?",
      JSON.stringify([...new Set([...sentAs(existing), ...intent.sentAs])]),
      opId,
    );
  // What an earlier attempt was to book is of no interest: it was refused, or it wouldn't be sent again under this identity.
  run(
    sql,
    `UPDATE operations SET job_id = ?, state = 'sent', attempt = ?, claim = ?, sent_at = ?, abort_at = ?, looks = 0, settled_at = NULL, failure = NULL,
       request_key = ?, request = ?, booking = ? WHERE id = ?`,
    input.jobId,
    attempt,
    input.claimNo,
    now,
    input.abortAt,
    input.request.keyId,
    buffer(input.request.bytes),
    intent.booking === undefined ? null : JSON.stringify(intent.booking),
    opId,
  );
  return { opId, attempt };
}

const sentAs = (row: OperationRow | null): readonly string[] =>
  row === null || row.sent_as === null ? [] : json<readonly string[]>(row.sent_as);

export const buffer = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

/**
 * Records what came of an attempt. Only the very attempt that is named, and only while it is
 * unresolved: a late answer of an older attempt changes nothing. Answers whether it was taken.
 */
export function settle(sql: SqlStorage, settlement: Settlement, now: number): boolean {
  const operation = byId(sql, settlement.opId);
  if (operation === null || operation.attempt !== settlement.attempt) return false;
  const open = operation.state === "sent" || operation.state === "in-doubt";
  if (!open && !(operation.state === "done" && settlement.state === "compared")) return false;
  const state = settlement.state === "not-sent" ? "planned" : settlement.state;
  run(
    sql,
    "UPDATE operations SET state = ?, document_id = coalesce(?, document_id), document_number = coalesce(?, document_number), failure = ?, settled_at = ?, booking = iif(? = 'compared', NULL, booking) WHERE id = ?",
    state,
    settlement.documentId,
    settlement.documentNumber,
    settlement.failure === null ? null : JSON.stringify(withoutWords(settlement.failure)),
    now,
    state,
    settlement.opId,
  );
  return true;
}

/** The vendor's own words may name people: they stand sealed in the job's story, not here. */
function withoutWords(failure: Failure): Failure {
  const quiet = "message" in failure ? { ...failure, message: "" } : failure;
  return quiet.kind === "rejected"
    ? {
        ...quiet,
        fields: quiet.fields.map(({ field }) => ({
          field: field === null ? null : fieldName(field),
          message: "",
        })),
      }
    : quiet;
}

export function setState(sql: SqlStorage, id: number, state: OperationState, now: number): void {
  run(sql, "UPDATE operations SET state = ?, settled_at = ? WHERE id = ?", state, now, id);
}

/** After the last negative look-up: planned again, under the same identity and marker. */
export function sendAgain(sql: SqlStorage, id: number, now: number): void {
  run(
    sql,
    "UPDATE operations SET state = 'planned', repeats = repeats + 1, settled_at = ? WHERE id = ?",
    now,
    id,
  );
}

/**
 * Closed without being repeated: whether it came through isn't known, and what the document holds
 * is read anew.
 */
export function supersede(sql: SqlStorage, id: number, now: number): void {
  const operation = byId(sql, id);
  run(
    sql,
    "UPDATE operations SET state = 'rejected', failure = NULL, settled_at = ? WHERE id = ?",
    now,
    id,
  );
  // A document that was sent, or not, is the same document.
  if (
    operation !== null &&
    operation.document_id !== null &&
    DOUBT[operation.kind].repeat !== "told"
  )
    run(
      sql,
      "UPDATE documents SET source_hash = NULL, owned_hash = NULL WHERE key = ? AND id = ?",
      operation.key,
      operation.document_id,
    );
}

/** Something of this key was sent twice, and nobody has looked yet whether both came true. */
export const unverifiedRepeat = (sql: SqlStorage, key: string): OperationRow | null =>
  first<OperationRow>(
    sql,
    "SELECT * FROM operations WHERE key = ? AND repeats > 0 AND verified_at IS NULL AND state IN ('done', 'compared')",
    key,
  );

export function verified(sql: SqlStorage, id: number, now: number): void {
  run(sql, "UPDATE operations SET verified_at = ? WHERE id = ?", now, id);
}

export function looked(sql: SqlStorage, id: number): void {
  run(sql, "UPDATE operations SET looks = looks + 1 WHERE id = ?", id);
}

export function adopt(
  sql: SqlStorage,
  id: number,
  documentId: string,
  documentNumber: string | null,
  now: number,
): void {
  run(
    sql,
    "UPDATE operations SET state = 'done', document_id = ?, document_number = ?, settled_at = ? WHERE id = ?",
    documentId,
    documentNumber,
    now,
    id,
  );
}

/**
 * What stays of a failure when it is forgotten, as an SQL expression: that the vendor refused.
 * Without it a refusal would pass for a doubt that was given to a person, and what was never booked
 * would wait for one.
 */
export const KEPT_OF_FAILURE = `CASE WHEN json_extract(failure, '$.kind') = 'rejected' THEN '{"kind":"rejected"}' END`;

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
    sentAt: row.sent_at,
    abortAt: row.abort_at,
    looks: row.looks,
    repeats: row.repeats,
    sentAs: sentAs(row),
    ...(row.booking === null ? {} : { booking: json<SentBooking>(row.booking) }),
    payment:
      row.amount === null || row.remaining === null
        ? null
        : { amount: row.amount, remaining: row.remaining },
    // Only a refusal has its failure beside it; a doubt that was given to a person has none.
    refused:
      row.state === "rejected" &&
      row.failure !== null &&
      json<{ kind: string }>(row.failure).kind === "rejected",
  };
}

export function view(row: OperationRow, request: unknown): OperationView {
  return {
    role: row.role,
    n: row.n,
    kind: row.kind,
    state: row.state,
    marker: row.marker,
    documentId: row.document_id,
    documentNumber: row.document_number,
    request,
    response: row.failure === null ? null : json(row.failure),
    sentAt: row.sent_at,
    settledAt: row.settled_at,
  };
}

type DocumentRow = {
  role: Role;
  n: number;
  id: string;
  number: string | null;
  state: DocumentRecord["state"];
  source_hash: string | null;
  owned_hash: string | null;
  content: string | null;
  voucher: string | null;
  sending: SendWay | null;
  buyer?: string | null;
} & Row;

export const documents = (sql: SqlStorage, key: string): DocumentRecord[] =>
  all<DocumentRow>(sql, "SELECT * FROM documents WHERE key = ? ORDER BY role, n", key).map(
    (row) => ({
      role: row.role,
      n: row.n,
      id: row.id,
      number: row.number,
      state: row.state,
      sourceHash: row.source_hash,
      ownedHash: row.owned_hash,
      ...(row.content === null ? {} : { content: json<BookedContent>(row.content) }),
      ...(row.voucher === null ? {} : { voucher: json<VoucherFacts>(row.voucher) }),
      ...(row.sending === null ? {} : { sending: row.sending }),
      ...(row.buyer == null ? {} : { buyer: row.buyer }),
    }),
  );

/** What stands for an order now. */
export const standing = (sql: SqlStorage, key: string): readonly HeldDocument[] =>
  documents(sql, key)
    .filter(({ state }) => state === "live")
    .map(({ role, id, number, ownedHash }) => ({
      role,
      id,
      number,
      byHand: ownedHash === BY_HAND,
    }));

export function saveDocument(
  sql: SqlStorage,
  key: string,
  record: DocumentRecord,
  now: number,
): void {
  run(
    sql,
    "INSERT OR REPLACE INTO documents (key, role, n, id, number, state, source_hash, owned_hash, content, voucher, sending, buyer, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    key,
    record.role,
    record.n,
    record.id,
    record.number,
    record.state,
    record.sourceHash,
    record.ownedHash,
    record.content === undefined ? null : JSON.stringify(record.content),
    record.voucher === undefined ? null : JSON.stringify(record.voucher),
    record.sending ?? null,
    record.buyer ?? null,
    now,
  );
  // What a credit takes back: the newest word on it counts.
  if (record.credits !== undefined)
    run(
      sql,
      "INSERT OR REPLACE INTO credits (original, key, n, amount) VALUES (?, ?, ?, ?)",
      record.credits.original,
      key,
      record.n,
      record.credits.amount,
    );
}
