/**
 * Verbs over the object's SQLite. Statements without an `await` between them are one atomic
 * transaction.
 *
 * Each verb takes a text with its values, or only the storage: then the statement follows as a
 * template, in which `${value}` is bound and `${raw(text)}` is part of the text.
 */

export type Value = string | number | null | ArrayBuffer;
export type Row = Record<string, Value>;

class Raw<V extends Value> {
  readonly text: string;
  readonly binds: readonly V[];

  constructor(text: string, binds: readonly V[]) {
    this.text = text;
    this.binds = binds;
  }
}

/** A part of a statement's text, with the values of its own question marks. */
export const raw = <V extends Value = never>(text: string | number, ...binds: V[]): Raw<V> =>
  new Raw(String(text), binds);

/** A list of any length that a column may be one of: `key IN ${among(keys)}`. */
export const among = (values: readonly (string | number)[]): Raw<string> =>
  raw("(SELECT value FROM json_each(?))", JSON.stringify(values));

export type Statement<R, V extends Value = Value> = (
  texts: TemplateStringsArray,
  ...values: (V | Raw<V>)[]
) => R;

/** The texts of templates that have no parts: each is built once, as an order asks many. */
const built = new WeakMap<TemplateStringsArray, string>();

/** Gives `ask` a template's text, with a question mark for each value, and the values. */
export const statement =
  <R, V extends Value>(ask: (query: string, ...binds: V[]) => R): Statement<R, V> =>
  (texts, ...values) => {
    if (!values.some((value) => value instanceof Raw)) {
      const text = built.get(texts) ?? texts.join("?").trimStart();
      built.set(texts, text);
      return ask(text, ...(values as V[]));
    }
    const marks = values.map((value) => (value instanceof Raw ? value.text : "?"));
    return ask(
      String.raw({ raw: texts }, ...marks).trimStart(),
      ...values.flatMap((value) => (value instanceof Raw ? value.binds : [value])),
    );
  };

export function all<T extends Row>(sql: SqlStorage): Statement<T[]>;
export function all<T extends Row>(sql: SqlStorage, query: string, ...binds: Value[]): T[];
export function all<T extends Row>(sql: SqlStorage, query?: string, ...binds: Value[]) {
  const ask = (text: string, ...values: Value[]): T[] => sql.exec<T>(text, ...values).toArray();
  return query === undefined ? statement(ask) : ask(query, ...binds);
}

export function first<T extends Row>(sql: SqlStorage): Statement<T | null>;
export function first<T extends Row>(sql: SqlStorage, query: string, ...binds: Value[]): T | null;
export function first<T extends Row>(sql: SqlStorage, query?: string, ...binds: Value[]) {
  const ask = (text: string, ...values: Value[]): T | null =>
    all<T>(sql, text, ...values)[0] ?? null;
  return query === undefined ? statement(ask) : ask(query, ...binds);
}

/** Runs a statement without reading its rows. */
export function run(sql: SqlStorage): Statement<void>;
export function run(sql: SqlStorage, query: string, ...binds: Value[]): void;
export function run(sql: SqlStorage, query?: string, ...binds: Value[]) {
  const ask = (text: string, ...values: Value[]): void => void sql.exec(text, ...values);
  return query === undefined ? statement(ask) : ask(query, ...binds);
}

export function count(sql: SqlStorage): Statement<number>;
export function count(sql: SqlStorage, query: string, ...binds: Value[]): number;
export function count(sql: SqlStorage, query?: string, ...binds: Value[]) {
  const ask = (text: string, ...values: Value[]): number =>
    first<{ n: number }>(sql, text, ...values)?.n ?? 0;
  return query === undefined ? statement(ask) : ask(query, ...binds);
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
