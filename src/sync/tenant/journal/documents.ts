/** Documents of an order or a day in the ledger: permanent records, by role and number (`n`). */
import type { BookedContent } from "../../../domain/orders/booked-content.ts";
import { isByDay } from "../../../domain/ledger/day-book.ts";
import type { Role } from "../../../domain/jobs/job.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { SendingMethod } from "../../../domain/orders/sending.ts";
import type { VoucherFacts } from "../../../domain/ledger/voucher.ts";
import type { DocumentRecord } from "../../../flows/port.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import { keyChanged } from "../storage/memory.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { raw, type Row, run } from "../storage/sql.ts";
import { MANUAL } from "../../../flows/orders/shared/link-request.ts";
import { foldedSql } from "../storage/first/order-numbers.ts";
import { documentChanges } from "./clearing.ts";
import { add as addToDay, memberOf, membersOf } from "./day-members.ts";

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
  sending: SendingMethod | null;
  buyer?: string | null;
  differs?: string | null;
  updated_at: number;
} & Row;

const rowsOf = (sql: SqlStorage, key: string): readonly DocumentRow[] =>
  cachedAll<DocumentRow>(sql)`SELECT * FROM documents WHERE key = +${key} ORDER BY role, n`;

export function documents(sql: SqlStorage, key: string): DocumentRecord[] {
  const rows = rowsOf(sql, key);
  const members = rows.some(({ id }) => isByDay(id)) ? membersOf(sql, key) : [];
  return rows.map((row) => {
    const member = members.find(({ role, n }) => role === row.role && n === row.n);
    return {
      role: row.role,
      n: row.n,
      id: row.id,
      number: row.number,
      state: row.state,
      sourceHash: row.source_hash,
      ownedHash: row.owned_hash,
      ...(row.state === "unlinked" ? { unlinkedAt: row.updated_at } : {}),
      ...(row.content === null ? {} : { content: storedJson<BookedContent>(row.content) }),
      ...(row.voucher === null ? {} : { voucher: storedJson<VoucherFacts>(row.voucher) }),
      ...(row.sending === null ? {} : { sending: row.sending }),
      ...(row.buyer == null ? {} : { buyer: row.buyer }),
      ...(row.differs == null ? {} : { differs: storedJson<Reason[]>(row.differs) }),
      ...(member === undefined ? {} : { member: memberOf(sql, member) }),
    };
  });
}

/** Fields of the content that note facts about a document without a write of that document. */
const NOTES: ReadonlySet<string> = new Set([
  "paymentGone",
  "refundedElsewhere",
  "backByCredits",
  "saidBack",
  "paidByOthers",
] satisfies (keyof BookedContent)[]);

const withoutNotes = (content: string | null): string =>
  JSON.stringify(
    content === null
      ? []
      : Object.entries(storedJson<BookedContent>(content)).filter(([name]) => !NOTES.has(name)),
  );

/** Returns when the document was last written: a change of notes alone isn't a write. */
function writtenAt(
  sql: SqlStorage,
  key: string,
  { role, n }: DocumentRecord,
  stored: Readonly<Record<string, string | null>> & { readonly content: string | null },
  now: number,
): number {
  const known = rowsOf(sql, key).find((row) => row.role === role && row.n === n);
  if (known === undefined || known.content === stored.content) return now;
  const onlyNotesChanged =
    withoutNotes(known.content) === withoutNotes(stored.content) &&
    Object.entries(stored).every(([name, value]) => name === "content" || known[name] === value);
  return onlyNotesChanged ? known.updated_at : now;
}

/**
 * Updates the differences alone if nothing else changed, as the document was only compared and not
 * written. Returns whether it did.
 */
function saveOnlyDifferences(
  sql: SqlStorage,
  key: string,
  { role, n }: DocumentRecord,
  stored: Readonly<Record<string, string | null>>,
  differs: string | null,
): boolean {
  const known = rowsOf(sql, key).find((row) => row.role === role && row.n === n);
  if (known === undefined || (known.differs ?? null) === differs) return false;
  if (Object.entries(stored).some(([column, value]) => known[column] !== value)) return false;
  run(sql)`
    UPDATE documents SET differs = ${differs} WHERE key = ${key} AND role = ${role} AND n = ${n}`;
  return true;
}

/** Deletes the differences of the order's documents, as a person accepted them. */
export const acceptDifferences = (sql: SqlStorage, key: string): void =>
  run(sql)`UPDATE documents SET differs = NULL WHERE key = ${key} AND differs IS NOT NULL`;

/**
 * Stores the number of an order whose document a person linked: no write of ours has it, and its
 * job is deleted some weeks later.
 */
const noteNumber = (sql: SqlStorage, key: string): void =>
  run(sql)`
    INSERT OR IGNORE INTO order_numbers (number, key)
    SELECT ${raw(foldedSql("label"))}, key FROM jobs
    WHERE key = ${key} AND flow = 'orders' AND label IS NOT NULL`;

/**
 * Saves a document, and with it the clearing, its day and what it credits. `settingsVersion`: of
 * its run; `null`: it comes from no run.
 */
export function saveDocument(
  sql: SqlStorage,
  key: string,
  record: DocumentRecord,
  now: number,
  settingsVersion: number | null = null,
): void {
  documentChanges(sql, key, record);
  const stored = {
    id: record.id,
    number: record.number,
    state: record.state,
    source_hash: record.sourceHash,
    owned_hash: record.ownedHash,
    content: record.content === undefined ? null : JSON.stringify(record.content),
    voucher: record.voucher === undefined ? null : JSON.stringify(record.voucher),
    sending: record.sending ?? null,
    buyer: record.buyer ?? null,
  };
  const differs = record.differs === undefined ? null : JSON.stringify(record.differs);
  if (saveOnlyDifferences(sql, key, record, stored, differs)) return;
  keyChanged(sql, key);
  const at = writtenAt(sql, key, record, stored, now);
  run(
    sql,
    `INSERT OR REPLACE INTO documents (
       key, role, n, id, number, state, source_hash, owned_hash, content, voucher, sending,
       buyer, differs, updated_at
     )
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key,
    record.role,
    record.n,
    ...Object.values(stored),
    differs,
    at,
  );
  if (record.ownedHash === MANUAL) noteNumber(sql, key);
  addToDay(sql, key, record, now, settingsVersion);
  // The newest content of a credit counts.
  if (record.credits !== undefined)
    run(sql)`
      INSERT OR REPLACE INTO credits (original, key, n, amount)
      VALUES (${record.credits.original}, ${key}, ${record.n}, ${record.credits.amount})`;
}
