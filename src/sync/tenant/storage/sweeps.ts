/**
 * Reads every row of a table that has no index for a condition: in steps by its key, so that no
 * step takes long, however large the table is. The position is kept in `meta`.
 *
 * A table that fits into one step is read each time. A larger one is read once in twenty hours, so
 * rows stay that much beyond their retention.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import * as meta from "./meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, type Row, type Value } from "./sql.ts";

/** Rows that a step reads: a few ms. */
const LOOKED_AT = 1_000;
/** Rows that a step changes: some 50 µs each. */
export const CHANGED = 250;
const APART_MS = 20 * HOUR_MS;

type Sweep = {
  readonly name: string;
  readonly table: string;
  /** The columns by which it goes, which have an index. */
  readonly by: readonly string[];
  /** A condition on all rows that are read; the index has to serve it. */
  readonly among?: { readonly text: string; readonly binds: readonly Value[] };
  /** A condition: what is looked for. */
  readonly what: { readonly text: string; readonly binds: readonly Value[] };
  /** More columns of what is found. */
  readonly also?: readonly string[];
};

/** `at`: when it began. `from`: the row after which it continues; `null`: it is complete. */
type Stand = { readonly at: number; readonly from: readonly Value[] | null };

const keyOf = ({ name }: Sweep): string => `sweep-${name}`;

/**
 * Makes one step. Returns the matches, `CHANGED` at most, and whether something is left to read.
 * The caller handles the matches in the same transaction.
 */
export function sweep<T extends Row>(
  sql: SqlStorage,
  of: Sweep,
  now: number,
): { readonly found: readonly T[]; readonly left: boolean } {
  const stand = storedJson<Stand | null>(meta.get(sql, keyOf(of)) ?? "null");
  if (stand !== null && stand.from === null && now < stand.at + APART_MS)
    return { found: [], left: false };
  const from = stand?.from ?? null;
  const columns = of.by.join(", ");
  const rows = all<T & { found: number }>(
    sql,
    `SELECT ${[...of.by, ...(of.also ?? [])].join(", ")}, (${of.what.text}) AS found
     FROM ${of.table}
     WHERE ${of.among?.text ?? "1"}
       ${from === null ? "" : `AND (${columns}) > (${of.by.map(() => "?").join(", ")})`}
     ORDER BY ${columns}
     LIMIT ${LOOKED_AT}`,
    ...of.what.binds,
    ...(of.among?.binds ?? []),
    ...(from ?? []),
  );
  const changedRows = rows.filter((row) => row.found === 1);
  const found = changedRows.slice(0, CHANGED);
  const left = rows.length === LOOKED_AT || changedRows.length > CHANGED;
  const last = changedRows.length > CHANGED ? found.at(-1) : rows.at(-1);
  const at = from === null ? now : (stand?.at ?? now);
  const isWhole = !left && from === null;
  const reached = left ? of.by.map((column) => last?.[column] ?? null) : null;
  const next: Stand | null = isWhole ? null : { at, from: reached };
  if (next !== null) meta.set(sql, keyOf(of), JSON.stringify(next));
  else if (stand !== null) meta.clear(sql, keyOf(of));
  return { found, left };
}
