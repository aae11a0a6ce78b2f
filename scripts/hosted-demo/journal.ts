/**
 * The calls of the sandboxes, in order, with the instant and the randomness of each. The sandboxes
 * keep their state in memory; an object that lost it repeats the calls and reaches the same state.
 */
import { createHmac } from "node:crypto";
import type { RandomSource } from "../../test/sandbox/kit/random.ts";

export type Entry = {
  readonly n: number;
  /** ms. */
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
};

/** Two days' worth of the most that visitors may do. */
const MOST_ENTRIES = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;

type Row = Record<string, SqlStorageValue> & {
  n: number;
  at: number;
  method: string;
  url: string;
  headers: string;
  body: string;
};

export class Journal {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`CREATE TABLE IF NOT EXISTS journal (n INTEGER PRIMARY KEY, at INTEGER NOT NULL,
      method TEXT NOT NULL, url TEXT NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL)`);
    sql.exec("CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
  }

  /** `null`: it is full, and nothing more is done before the night. */
  add(entry: Omit<Entry, "n">): Entry | null {
    const { n } = this.#sql
      .exec<{ n: number }>("SELECT coalesce(max(n), 0) AS n FROM journal")
      .one();
    if (n >= MOST_ENTRIES || this.#sql.databaseSize > MOST_BYTES) return null;
    const { at, method, url, headers, body } = entry;
    this.#sql.exec(
      "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
      n + 1,
      at,
      method,
      url,
      JSON.stringify(headers),
      body,
    );
    return { ...entry, n: n + 1 };
  }

  *entries(): Iterable<Entry> {
    for (const row of this.#sql.exec<Row>("SELECT * FROM journal ORDER BY n"))
      yield { ...row, headers: JSON.parse(row.headers) as Entry["headers"] };
  }

  fact(name: string): string | null {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM facts WHERE name = ?", name)
      .toArray();
    return row?.value ?? null;
  }

  note(name: string, value: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO facts VALUES (?, ?)", name, value);
  }

  forget(name: string): void {
    this.#sql.exec("DELETE FROM facts WHERE name = ?", name);
  }

  clear(): void {
    this.#sql.exec("DELETE FROM journal");
    this.#sql.exec("DELETE FROM facts");
  }
}

/** Random for anybody without the seed, and the same for the same call. */
export function seeded(seed: string, call: number): RandomSource {
  let draws = 0;
  return (count) => {
    const blocks: Buffer[] = [];
    for (let bytes = 0; bytes < count; bytes += 32)
      blocks.push(
        createHmac("sha256", seed)
          .update(`${call}:${(draws += 1)}`)
          .digest(),
      );
    return Buffer.concat(blocks).subarray(0, count);
  };
}
