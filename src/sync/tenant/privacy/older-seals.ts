/**
 * What an older key than the one that writes still seals. A shop may have millions of rows, so they
 * are looked at in slices, between which the object does other work.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { yieldToEventLoop } from "../storage/yield-to-event-loop.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, type Row, type Value } from "../storage/sql.ts";

/** Rows that are looked at without a break: a few milliseconds. */
const SLICE = 2_000;

/** What grows with a shop. */
export const TABLES = ["payloads", "operations", "evidence"] as const;
export type Table = (typeof TABLES)[number];
export type RowKey = readonly (string | number)[];

/** By the table's key, behind a row; `before`: in front of all rows. */
const SLICES: Readonly<Record<Table, { readonly of: string; readonly before: RowKey }>> = {
  payloads: {
    of: `SELECT job_id, seq, key_id AS sealed
     FROM payloads
     WHERE (job_id, seq) > (?, ?)
     ORDER BY job_id, seq
     LIMIT ${SLICE}`,
    before: ["", 0],
  },
  operations: {
    of: `SELECT key, id, iif(request IS NULL, NULL, request_key) AS sealed
     FROM operations
     WHERE (key, id) > (?, ?)
     ORDER BY key, id
     LIMIT ${SLICE}`,
    before: ["", 0],
  },
  evidence: {
    of: `SELECT quarter, key, version, key_id AS sealed
     FROM evidence
     WHERE (quarter, key, version) > (?, ?, ?)
     ORDER BY quarter, key, version
     LIMIT ${SLICE}`,
    before: ["", "", ""],
  },
};

type Older = { readonly at: RowKey; readonly sealed: string };

/** `next`: the last row that was looked at; `null`: it is the table's last. */
export function slice(
  sql: SqlStorage,
  table: Table,
  current: string,
  from: RowKey | null,
): { readonly older: readonly Older[]; readonly next: RowKey | null } {
  const { of, before } = SLICES[table];
  const rows: Row[] = all(sql, of, ...(from ?? before));
  const placeOf = (row: Row): RowKey =>
    Object.values(row).slice(0, before.length) as readonly (string | number)[];
  const last = rows.length === SLICE ? rows.at(-1) : undefined;
  return {
    older: rows.flatMap((row): Older[] => {
      const sealed: Value = row["sealed"] ?? null;
      return typeof sealed !== "string" || sealed === current ? [] : [{ at: placeOf(row), sealed }];
    }),
    next: last === undefined ? null : placeOf(last),
  };
}

/** Counts the older seals in tables of a handful of rows. */
export const OLDER_FEW = `SELECT (SELECT count(*) FROM tokens WHERE key_id <> ?1)
  + (SELECT count(*) FROM payout_file_keys WHERE key_id <> ?1) AS n`;

async function olderSeals(sql: SqlStorage, current: string): Promise<boolean> {
  if (count(sql, OLDER_FEW, current) > 0) return true;
  for (const table of TABLES)
    for (let from: RowKey | null = null; ; await yieldToEventLoop()) {
      const { older, next } = slice(sql, table, current, from);
      if (older.length > 0) return true;
      if (next === null) break;
      from = next;
    }
  return false;
}

const WRITES = "key-writes";
/** After a key's first use a runner of the older configuration may so long still use its own. */
const OVERLAP_MS = DAY_MS;

/** `since`: when the object first sealed under the key. `clean`: nothing older is left. */
type Writes = { readonly key: string; readonly since: number; readonly clean: boolean };

/**
 * Whether an older key still seals something, checked by the hourly care. The check reads all of a
 * shop's storage, so once a key has been in use for a day and nothing older is left, it isn't
 * repeated until another key is used.
 */
export async function hasOlder(sql: SqlStorage, current: string, now: number): Promise<boolean> {
  const noted = storedJson<Writes | null>(meta.get(sql, WRITES) ?? "null");
  const known = noted?.key === current ? noted : { key: current, since: now, clean: false };
  if (known.clean) return false;
  const isClean = !(await olderSeals(sql, current));
  const next = { ...known, clean: isClean && now >= known.since + OVERLAP_MS };
  if (next.clean || known !== noted) meta.set(sql, WRITES, JSON.stringify(next));
  return !isClean;
}
