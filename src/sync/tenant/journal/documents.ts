/**
 * What stands for an order, or a day, in the ledger: remembered for good, by its role and its
 * number among those of its role.
 */
import type { BookedContent } from "../../../domain/booked-content.ts";
import { isByDay } from "../../../domain/day-book.ts";
import type { Role } from "../../../domain/job.ts";
import type { SendWay } from "../../../domain/sending.ts";
import type { VoucherFacts } from "../../../domain/voucher.ts";
import { MANUAL } from "../../../flows/orders/manual/link.ts";
import type { DocumentRecord } from "../../../flows/port.ts";
import type { HeldDocument } from "../../rpc.ts";
import { all, json, type Row, run } from "../storage/sql.ts";
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
  sending: SendWay | null;
  buyer?: string | null;
} & Row;

export function documents(sql: SqlStorage, key: string): DocumentRecord[] {
  const rows = all<DocumentRow>(sql, "SELECT * FROM documents WHERE key = ? ORDER BY role, n", key);
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
      ...(row.content === null ? {} : { content: json<BookedContent>(row.content) }),
      ...(row.voucher === null ? {} : { voucher: json<VoucherFacts>(row.voucher) }),
      ...(row.sending === null ? {} : { sending: row.sending }),
      ...(row.buyer == null ? {} : { buyer: row.buyer }),
      ...(member === undefined ? {} : { member: memberOf(sql, member) }),
    };
  });
}

/** What stands for an order now. */
export const heldDocuments = (sql: SqlStorage, key: string): readonly HeldDocument[] =>
  documents(sql, key)
    .filter(({ state }) => state === "live")
    .map(({ role, id, number, ownedHash, member }) => ({
      role,
      id,
      number,
      manual: ownedHash === MANUAL,
      ...(member === undefined ? {} : { day: member.day }),
    }));

/** `settingsVersion`: that its run goes by; `null`: it was no run. */
export function saveDocument(
  sql: SqlStorage,
  key: string,
  record: DocumentRecord,
  now: number,
  settingsVersion: number | null = null,
): void {
  documentChanges(sql, key, record);
  run(
    sql,
    `INSERT OR REPLACE INTO documents (
       key, role, n, id, number, state, source_hash, owned_hash, content, voucher, sending,
       buyer, updated_at
     )
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
  addToDay(sql, key, record, now, settingsVersion);
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
