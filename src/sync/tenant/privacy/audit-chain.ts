/**
 * The seals of a tenant's audit log. Its rows are in D1, where anybody with access to the database
 * could change them. The object stores for each row an HMAC over the row and the previous seal,
 * under a key that never leaves the object. So reading the log reveals rows that were changed,
 * added or removed.
 *
 * Rows are sealed within the hour, and whenever the log is read. Changes before a row is sealed
 * aren't noticed, nor are changes of the object's own storage.
 */
import { decodeBase64, encodeBase64, utf8 } from "../../../domain/platform/text.ts";
import type { AuditRow } from "../../../store/audit.ts";
import { randomBytes } from "../../../store/seal.ts";
import type { AuditCheck, AuditFault, AuditSpan } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as meta from "../storage/meta.ts";
import { all, first, run } from "../storage/sql.ts";

type Seal = { readonly id: number; readonly mac: string };
type ChainContext = Pick<TenantContext, "sql" | "tenantId" | "deps">;

const KEY = "audit-key";
const KEY_BYTES = 32;
/** Rows a reading of D1. */
const BATCH = 500;

/** Seals new rows; returns how many. */
export async function sealNew(context: ChainContext): Promise<number> {
  const { sql } = context;
  const key = await importKey(sql);
  for (let sealed = 0; ;) {
    const from = newest(sql);
    const rows = await context.deps.auditAfter(context.tenantId(), from?.id ?? 0, BATCH);
    const seals: Seal[] = [];
    for (const row of rows)
      seals.push({ id: row.id, mac: await macOf(key, seals.at(-1) ?? from, row) });
    // Another call sealed rows meanwhile: this one continues after them.
    if (newest(sql)?.id !== from?.id) continue;
    for (const { id, mac } of seals)
      run(sql)`INSERT INTO audit_seals (id, mac) VALUES (${id}, ${mac})`;
    sealed += seals.length;
    if (rows.length < BATCH) return sealed;
  }
}

/**
 * Holds consecutive rows of the log against their seals: of the newest page, or of the rows below
 * one. `rows` in any order; `span` says which part of the log they are.
 */
export async function check(
  { sql }: Pick<TenantContext, "sql">,
  rows: readonly AuditRow[],
  span: AuditSpan,
): Promise<AuditCheck> {
  const key = await importKey(sql);
  const head = newest(sql);
  const ascending = rows.toSorted((one, other) => one.id - other.id);
  const seals = sealsOf(sql, span.whole ? 0 : (ascending[0]?.id ?? 0), span.below);
  const faults: AuditFault[] = [];
  let before = first<Seal>(sql)`
    SELECT id, mac FROM audit_seals WHERE id < ${seals[0]?.id ?? 0} ORDER BY id DESC LIMIT 1`;
  const given = new Map(ascending.map((row) => [row.id, row]));
  for (const seal of seals) {
    const row = given.get(seal.id);
    if (row === undefined) faults.push({ id: seal.id, kind: "removed" });
    else if ((await macOf(key, before, row)) !== seal.mac)
      faults.push({ id: seal.id, kind: "changed" });
    before = seal;
    given.delete(seal.id);
  }
  for (const { id } of given.values())
    if (head !== null && id < head.id) faults.push({ id, kind: "added" });
  return {
    sealedUpTo: head?.id ?? null,
    faults: faults.toSorted((one, other) => other.id - one.id),
  };
}

const newest = (sql: SqlStorage): Seal | null =>
  first<Seal>(sql, "SELECT id, mac FROM audit_seals ORDER BY id DESC LIMIT 1");

const sealsOf = (sql: SqlStorage, from: number, below: number | null): readonly Seal[] =>
  all<Seal>(sql)`
    SELECT id, mac FROM audit_seals WHERE id >= ${from}
      AND id < ${below ?? Number.MAX_SAFE_INTEGER} ORDER BY id`;

async function macOf(key: CryptoKey, before: Seal | null, row: AuditRow): Promise<string> {
  const { id, at, actor, action } = row;
  const text = JSON.stringify([before?.mac ?? null, id, at, actor, action, row.before, row.after]);
  return encodeBase64(new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(text))));
}

async function importKey(sql: SqlStorage): Promise<CryptoKey> {
  let text = meta.get(sql, KEY);
  if (text === null) {
    text = encodeBase64(randomBytes(KEY_BYTES));
    meta.set(sql, KEY, text);
  }
  const bytes = decodeBase64(text);
  if (bytes === null) throw new Error("the audit key of the object is damaged");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}
