/**
 * Three verbs over the object's SQLite. Statements without an `await` between them are one atomic
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

/** Runs a statement whose rows nobody asks for. */
export function run(sql: SqlStorage, query: string, ...binds: Value[]): void {
  sql.exec(query, ...binds);
}

export function count(sql: SqlStorage, query: string, ...binds: Value[]): number {
  return first<{ n: number }>(sql, query, ...binds)?.n ?? 0;
}

export const json = <T>(text: string): T => JSON.parse(text) as T;
