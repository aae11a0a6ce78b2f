/**
 * A shop that has been there for years: heads of millions of orders, whose jobs and timelines are
 * long deleted, and jobs that wait. Laid on the disk while the runtime is down, as copies of one
 * order that was really booked.
 */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { inDatabase, objectFiles } from "../../scripts/local/alarms.ts";

type Row = Readonly<Record<string, SQLInputValue>>;

/** Of an order that was booked: each row a head. */
const HEADS = ["keys", "operations", "documents"] as const;
const AT_ONCE = 250_000;
const FIRST = 1_000_000;
const LONG_AGO_MS = 400 * 86_400_000;
/** Every so many of those that wait have an end of their own. */
const TIMED = 10;

/** `n` counts from `?` to `?`. */
const SERIES = "WITH RECURSIVE s(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM s WHERE n < ?)";
const KEY = "'order:' || n";

/** From here on the number of each order is noted as it is laid, as for a shop with payouts. */
export async function noteNumbers(stateDir: string): Promise<void> {
  await inObject(stateDir, (database) =>
    database.exec("INSERT OR REPLACE INTO meta (k, v) VALUES ('order-numbers', 'all')"),
  );
}

export async function layHeads(
  stateDir: string,
  heads: number,
  now: number,
  say: (line: string) => void,
): Promise<void> {
  await inObject(stateDir, (database) => {
    const { key = null } = one(
      database,
      "SELECT key FROM documents WHERE key >= 'order:' AND key < 'order;' LIMIT 1",
    );
    const changes = changed(now - LONG_AGO_MS);
    for (let from = FIRST; from < FIRST + heads; from += AT_ONCE) {
      const to = Math.min(from + AT_ONCE, FIRST + heads) - 1;
      for (const table of HEADS) {
        const row = one(database, `SELECT * FROM ${table} WHERE key = ? LIMIT 1`, key);
        copy(database, table, { row, changes: changes[table], from, to });
      }
      say(`${to - FIRST + 1} heads`);
    }
  });
}

/** Edits of orders whose heads were laid. Answers the bytes of the object's database. */
export const layWaiting = (stateDir: string, waiting: number, now: number): Promise<number> =>
  inObject(stateDir, (database) => {
    const row = one(
      database,
      "SELECT * FROM jobs WHERE flow = 'orders' AND outcome = 'booked' LIMIT 1",
    );
    copy(database, "jobs", { row, changes: waits(now), from: FIRST, to: FIRST + waiting - 1 });
    const { size = 0 } = one(
      database,
      "SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size",
    );
    return Number(size);
  });

async function inObject<T>(stateDir: string, work: (database: DatabaseSync) => T): Promise<T> {
  const [path = ""] = await objectFiles(stateDir, "TenantSync");
  return inDatabase(path, (database) => {
    // It need not survive a crash of this machine.
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    const answer = work(database);
    database.exec("PRAGMA journal_mode = WAL");
    return answer;
  });
}

type Changes = Readonly<Record<string, string>>;

/** What a copy has in place of what was copied, as SQL. */
const changed = (at: number): Readonly<Record<(typeof HEADS)[number], Changes>> => ({
  keys: { key: KEY, fetched_at: String(at), hour: String(Math.floor(at / 3_600_000)) },
  operations: {
    key: KEY,
    id: "n",
    job_id: "'j0' || n",
    marker: "'L' || n || ' #' || n",
    document_id: "'6f1c2a9e-0000-4000-8000-00000' || n",
    document_number: "n",
    sent_at: String(at),
    settled_at: String(at),
    verified_at: String(at),
    request: "NULL",
    request_key: "NULL",
  },
  documents: {
    key: KEY,
    id: "'6f1c2a9e-0000-4000-8000-00000' || n",
    number: "n",
    updated_at: String(at),
  },
});

/** Orders that wait for the end of a pause. */
const waits = (now: number): Changes => ({
  id: "'j6' || n",
  key: KEY,
  lane: "iif(n % 3 = 0, 'back-fill', 'update')",
  status: "'waiting'",
  over: "0",
  outcome: "NULL",
  wait: "'pause'",
  due: `iif(n % ${TIMED} = 0, ${now + 86_400_000} + n, NULL)`,
  lease_until: "NULL",
  label: "'L' || n",
  stands: "NULL",
  moved: "NULL",
  reasons: `'[{"code":"tenant-paused","params":{}}]'`,
  created_at: String(now),
  updated_at: String(now),
});

function copy(
  database: DatabaseSync,
  table: string,
  {
    row,
    changes,
    from,
    to,
  }: { readonly row: Row; readonly changes: Changes; readonly from: number; readonly to: number },
): void {
  const names = Object.keys(row);
  const same = names.filter((name) => changes[name] === undefined);
  database.exec("BEGIN");
  database
    .prepare(
      `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(", ")})
       ${SERIES} SELECT ${names.map((name) => changes[name] ?? "?").join(", ")} FROM s`,
    )
    .run(from, to, ...same.map((name) => row[name] ?? null));
  database.exec("COMMIT");
}

function one(
  database: DatabaseSync,
  query: string,
  ...binds: readonly (SQLInputValue | undefined)[]
): Row {
  const row = database.prepare(query).get(...binds.map((bind) => bind ?? null));
  if (row === undefined) throw new Error(`nothing is there to copy: ${query}`);
  return row as Row;
}
