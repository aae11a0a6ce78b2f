/**
 * An object's SQLite as the platform keeps it: what is written together is committed together, a
 * moment later, and only then may anything leave the object. Who dies before that has written
 * nothing.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { machine } from "../current.ts";
import type { Faults } from "../faults.ts";

type Bind = string | number | null | ArrayBuffer;
type Prepared = { readonly statement: StatementSync; readonly writes: boolean };

const READS = /^\s*(SELECT|PRAGMA|EXPLAIN)\b/i;
const DEFINES = /^\s*(CREATE|ALTER|DROP)\b/i;
const COMMIT_MS = 2;

type Found = Record<string, unknown>;
type Cursor = {
  toArray(): Found[];
  [Symbol.iterator](): Iterator<Found>;
};

const cursorOf = (rows: Found[]): Cursor => ({
  toArray: () => rows,
  [Symbol.iterator]: () => rows[Symbol.iterator](),
});

export class Storage {
  readonly #database = new DatabaseSync(":memory:");
  readonly #prepared = new Map<string, Prepared>();
  readonly #verbs = new Map<string, StatementSync>();
  #waiting: (() => void)[] | null = null;
  #depth = 0;
  /** Set, but not safe yet; `undefined`: none. */
  #alarm: number | null | undefined;
  /** What is safe. */
  alarm: number | null = null;

  constructor(
    readonly name: string,
    readonly faults: Faults,
    readonly alarmSet: () => void,
  ) {}

  /** Fulfilled once all that was written is safe. */
  safe(): Promise<void> {
    const waiting = this.#waiting;
    return waiting === null ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
  }

  exec(query: string, binds: readonly Bind[]): Cursor {
    if (DEFINES.test(query)) {
      this.#begin();
      this.#database.exec(query);
      return cursorOf([]);
    }
    const { statement, writes } = this.#prepare(query);
    if (writes) {
      if (this.faults.at(`statement ${this.name}`) !== null)
        throw new Error("internal error; reference = simulated");
      this.#begin();
    }
    const rows = statement.all(
      ...binds.map((bind) => (bind instanceof ArrayBuffer ? new Uint8Array(bind) : bind)),
    ) as Found[];
    for (const row of rows)
      for (const column in row) {
        const value = row[column];
        if (value instanceof Uint8Array) row[column] = value.slice().buffer;
      }
    return cursorOf(rows);
  }

  transactionSync<T>(work: () => T): T {
    this.#begin();
    const savepoint = `depth_${this.#depth}`;
    this.#run(`SAVEPOINT ${savepoint}`);
    this.#depth += 1;
    const alarm = this.#alarm;
    try {
      const answer = work();
      this.#run(`RELEASE ${savepoint}`);
      return answer;
    } catch (fault) {
      this.#run(`ROLLBACK TO ${savepoint}`);
      this.#run(`RELEASE ${savepoint}`);
      this.#alarm = alarm;
      throw fault;
    } finally {
      this.#depth -= 1;
    }
  }

  setAlarm(at: number | null): void {
    this.#begin();
    this.#alarm = at;
  }

  getAlarm(): number | null {
    return this.#alarm === undefined ? this.alarm : this.#alarm;
  }

  /** What isn't safe yet is gone. */
  fall(): void {
    if (this.#waiting === null) return;
    this.#run("ROLLBACK");
    this.#waiting = null;
    this.#alarm = undefined;
  }

  close(): void {
    this.#database.close();
  }

  #begin(): void {
    if (this.#waiting !== null) return;
    const waiting: (() => void)[] = [];
    this.#waiting = waiting;
    this.#run("BEGIN");
    machine.time.after(COMMIT_MS, () => {
      if (this.#waiting === waiting) this.#commit();
    });
  }

  #commit(): void {
    this.#run("COMMIT");
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    if (this.#alarm !== undefined) {
      this.alarm = this.#alarm;
      this.#alarm = undefined;
      this.alarmSet();
    }
    for (const go of waiting) go();
  }

  #run(verb: string): void {
    let statement = this.#verbs.get(verb);
    if (statement === undefined) {
      statement = this.#database.prepare(verb);
      this.#verbs.set(verb, statement);
    }
    statement.run();
  }

  #prepare(query: string): Prepared {
    const known = this.#prepared.get(query);
    if (known !== undefined) return known;
    const made = { statement: this.#database.prepare(query), writes: !READS.test(query) };
    this.#prepared.set(query, made);
    return made;
  }
}
