/**
 * Verbs over the object's SQLite. Statements without an `await` between them are one atomic
 * transaction.
 */

export type Value = string | number | null | ArrayBuffer;
export type Row = Record<string, Value>;

export function all<T extends Row>(sql: SqlStorage, query: string, ...binds: Value[]): T[] {
  return sql.exec<T>(query, ...binds).toArray();
}

export function first<T extends Row>(sql: SqlStorage, query: string, ...binds: Value[]): T | null {
  return all<T>(sql, query, ...binds)[0] ?? null;
}

/** Runs a statement without reading its rows. */
export function run(sql: SqlStorage, query: string, ...binds: Value[]): void {
  sql.exec(query, ...binds);
}

export function count(sql: SqlStorage, query: string, ...binds: Value[]): number {
  return first<{ n: number }>(sql, query, ...binds)?.n ?? 0;
}

/**
 * Runs writes that belong together as one transaction, also if a fault occurs between two
 * statements.
 *
 * Trap: the platform commits what was written up to the next `await`, even while an exception
 * propagates. Only `transactionSync` rolls it back.
 */
export class Atomic {
  #depth = 0;
  #later: (() => void)[] = [];

  readonly #storage: Pick<DurableObjectStorage, "transactionSync">;
  readonly #undone: () => void;

  /** `undone`: what was written is taken back. */
  constructor(storage: Pick<DurableObjectStorage, "transactionSync">, undone: () => void) {
    this.#storage = storage;
    this.#undone = undone;
  }

  /** Runs `work` as one transaction, rolled back if it throws. May be nested; must not await. */
  readonly run = <T>(work: () => T): T => {
    this.#depth += 1;
    try {
      return this.#storage.transactionSync(work);
    } catch (fault) {
      this.#undone();
      throw fault;
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) for (const act of this.#later.splice(0)) act();
    }
  };

  /**
   * Once the outermost transaction is over: an alarm that is set within it would be taken back with
   * the rest, unknown to us.
   */
  after(act: () => void): void {
    if (this.#depth === 0) act();
    else this.#later.push(act);
  }
}
