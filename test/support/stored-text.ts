/** Everything that is stored, as text: what a test searches for names that must not be there. */
import type { ObjectStorage } from "../../scripts/local/miniflare.ts";
import type { Runtime } from "../../scripts/local/runtime.ts";

type Row = Record<string, unknown>;

const TABLES =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'";
const all = (table: Row): string => `SELECT * FROM "${String(table["name"])}"`;

export async function databaseText(runtime: Runtime): Promise<string> {
  const db = await runtime.d1("DB");
  const tables = await db.prepare(TABLES).all();
  const rows = await Promise.all(tables.results.map((table) => db.prepare(all(table)).all()));
  return JSON.stringify(rows.map(({ results }) => results));
}

export async function objectText(storage: ObjectStorage): Promise<string> {
  const read = async (sql: string): Promise<Row[]> => [...(await storage.exec(sql))];
  const rows = await Promise.all((await read(TABLES)).map((table) => read(all(table))));
  return JSON.stringify(rows);
}
