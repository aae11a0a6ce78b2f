/** D1 over a SQLite in memory: late, and at times with an error before or after it has written. */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Caller } from "./caller.ts";
import type { Network } from "./network.ts";
import { type RowOf, rowOf } from "./rows.ts";

type Bind = string | number | null | ArrayBuffer | Uint8Array;
type Asked = { readonly sql: string; readonly binds: readonly Bind[] };
type Answer = {
  readonly success: true;
  readonly results: readonly Record<string, unknown>[];
  readonly meta: { readonly changes: number };
};

type Prepared = {
  readonly statement: StatementSync;
  /** `null`: it answers none. */
  readonly row: RowOf | null;
  readonly writes: boolean;
};

const READS = /^\s*(SELECT|PRAGMA|EXPLAIN)\b/i;
const WAY_MS = 4;
const WAY_SPREAD = 10;

export class SimulatedD1 {
  readonly #database = new DatabaseSync(":memory:");
  readonly #prepared = new Map<string, Prepared>();

  constructor(
    readonly network: Network,
    migrations: readonly string[],
  ) {
    this.#database.exec("PRAGMA foreign_keys = ON");
    for (const migration of migrations) this.#database.exec(migration);
  }

  rows(sql: string): readonly Record<string, unknown>[] {
    return this.#database.prepare(sql).all();
  }

  close(): void {
    this.#database.close();
  }

  /** The binding, as this caller has it. */
  binding(caller: Caller): unknown {
    const ask = <T>(work: () => T): Promise<T> =>
      this.network.pass({
        caller,
        place: "d1",
        way: WAY_MS,
        spread: WAY_SPREAD,
        carry: async () => work(),
        strike: (what, back, _, reject) => {
          if (what !== "error") return "unknown";
          back(() => reject(new Error("D1_ERROR: internal error; reference = simulated")));
          return "dealt";
        },
      });
    const statement = (asked: Asked): Record<string, unknown> => ({
      asked,
      bind: (...binds: Bind[]) => statement({ ...asked, binds }),
      all: () => ask(() => this.#run(asked)),
      run: () => ask(() => this.#run(asked)),
      raw: () => ask(() => this.#raw(asked)),
      first: (column?: string) =>
        ask(() => {
          const [row = null] = this.#run(asked).results;
          return column === undefined || row === null ? row : row[column];
        }),
    });
    return {
      prepare: (sql: string) => statement({ sql, binds: [] }),
      batch: (statements: readonly { readonly asked: Asked }[]) =>
        ask(() => this.#batch(statements.map(({ asked }) => asked))),
      withSession: () => this.binding(caller),
    };
  }

  #batch(all: readonly Asked[]): readonly Answer[] {
    this.#database.exec("BEGIN");
    try {
      const answers = all.map((asked) => this.#run(asked));
      this.#database.exec("COMMIT");
      return answers;
    } catch (fault) {
      this.#database.exec("ROLLBACK");
      throw new Error(`D1_ERROR: ${String(fault)}`, { cause: fault });
    }
  }

  #run(asked: Asked): Answer {
    const { statement, row, writes } = this.#prepare(asked.sql);
    const binds = bound(asked);
    if (row === null) {
      const { changes } = statement.run(...binds);
      return { success: true, results: [], meta: { changes: Number(changes) } };
    }
    const results = (statement.all(...binds) as unknown as unknown[][]).map((values) =>
      row(values.map(plain)),
    );
    return { success: true, results, meta: { changes: writes ? this.#changes() : 0 } };
  }

  #raw(asked: Asked): unknown {
    return this.#prepare(asked.sql).statement.all(...bound(asked));
  }

  #changes(): number {
    const [[changes]] = this.#prepare("SELECT changes()").statement.all() as unknown as [[number]];
    return changes;
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    statement.setReturnArrays(true);
    const columns = statement.columns().map(({ name }) => name);
    const row = columns.length === 0 ? null : rowOf(columns);
    const made = { statement, row, writes: !READS.test(sql) };
    this.#prepared.set(sql, made);
    return made;
  }
}

const bound = ({ binds }: Asked) =>
  binds.map((bind) =>
    bind instanceof ArrayBuffer
      ? new Uint8Array(bind)
      : typeof bind === "boolean"
        ? Number(bind)
        : (bind ?? null),
  );

/** Blobs come as arrays of numbers. */
const plain = (value: unknown): unknown => (value instanceof Uint8Array ? [...value] : value);
