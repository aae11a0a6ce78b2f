/**
 * An object's SQLite as the platform keeps it: what is written together is committed together, a
 * moment later, and only then may anything leave the object. Who dies before that has written
 * nothing.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { machine } from "../current.ts";
import type { Faults } from "../faults.ts";
import { type Found, type RowOf, rowOf } from "./rows.ts";

type Bind = string | number | null | ArrayBuffer;
type Prepared = {
  readonly statement: StatementSync;
  readonly writes: boolean;
  readonly row: RowOf;
};

const READS = /^\s*(SELECT|PRAGMA|EXPLAIN)\b/i;
const DEFINES = /^\s*(--.*\n\s*)*(CREATE|ALTER|DROP)\b/i;
const COMMIT_MS = 2;

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
  readonly #place: string;
  /** Of the transactions that are open, the outermost first. */
  readonly #savepoints: { name: string; isSet: boolean; alarm: number | null | undefined }[] = [];
  /** Set, but not safe yet; `undefined`: none. */
  #alarm: number | null | undefined;
  /** What is safe. */
  alarm: number | null = null;

  constructor(
    readonly name: string,
    readonly faults: Faults,
    readonly alarmSet: () => void,
  ) {
    this.#place = `statement ${name}`;
  }

  /** Fulfilled once all that was written is safe. */
  safe(): Promise<void> {
    const waiting = this.#waiting;
    return waiting === null ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
  }

  exec(query: string, binds: readonly Bind[]): Cursor {
    const known = this.#prepared.get(query);
    if (known === undefined && DEFINES.test(query)) {
      this.#begin();
      this.#database.exec(query);
      this.#prepared.clear();
      return cursorOf([]);
    }
    const { statement, writes, row } = known ?? this.#prepare(query);
    if (writes) {
      if (this.faults.at(this.#place) !== null)
        throw new Error("internal error; reference = simulated");
      this.#begin();
    }
    for (let at = 0; at < binds.length; at += 1) {
      const bind = binds[at];
      if (bind instanceof ArrayBuffer)
        return cursorOf(answered(statement, binds.map(bytesOf), row));
    }
    return cursorOf(answered(statement, binds as readonly Exclude<Bind, ArrayBuffer>[], row));
  }

  /** A savepoint is set by the first write in it: what only reads is no write of the object. */
  transactionSync<T>(work: () => T): T {
    const { length } = this.#savepoints;
    const savepoint = { name: `depth_${length}`, isSet: false, alarm: this.#alarm };
    this.#savepoints.push(savepoint);
    try {
      const answer = work();
      if (savepoint.isSet) this.#run(`RELEASE ${savepoint.name}`);
      return answer;
    } catch (fault) {
      if (savepoint.isSet) {
        this.#run(`ROLLBACK TO ${savepoint.name}`);
        this.#run(`RELEASE ${savepoint.name}`);
        this.#alarm = savepoint.alarm;
      }
      throw fault;
    } finally {
      this.#savepoints.length = length;
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
    if (this.#waiting === null) this.#open();
    for (const savepoint of this.#savepoints)
      if (!savepoint.isSet) {
        savepoint.isSet = true;
        this.#run(`SAVEPOINT ${savepoint.name}`);
      }
  }

  #open(): void {
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
    const statement = this.#database.prepare(query);
    statement.setReturnArrays(true);
    const row = rowOf(statement.columns().map(({ name }) => name));
    const made = { statement, writes: !READS.test(query), row };
    this.#prepared.set(query, made);
    return made;
  }
}

const bytesOf = (bind: Bind) => (bind instanceof ArrayBuffer ? new Uint8Array(bind) : bind);

/** Blobs come as buffers of their own. */
function answered(
  statement: StatementSync,
  binds: readonly ReturnType<typeof bytesOf>[],
  row: RowOf,
): Found[] {
  const rows = statement.all(...binds) as unknown as unknown[][];
  for (const values of rows)
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      if (value instanceof Uint8Array) values[at] = value.slice().buffer;
    }
  return rows.map(row);
}
