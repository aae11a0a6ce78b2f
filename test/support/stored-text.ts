/** Everything that is stored, as text: what a test searches for names that must not be there. */
import type { TestHarness } from "wrangler";

type Row = Record<string, unknown>;

const TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'";
const all = (table: Row): string => `SELECT * FROM "${String(table["name"])}"`;

export async function databaseText(harness: TestHarness): Promise<string> {
  const { DB } = (await harness.getWorker().getEnv()) as { DB: { prepare(sql: string): { all(): Promise<{ results: Row[] }> } } };
  const tables = await DB.prepare(TABLES).all();
  const rows = await Promise.all(tables.results.map((table) => DB.prepare(all(table)).all()));
  return JSON.stringify(rows.map(({ results }) => results));
}

export async function objectText(harness: TestHarness, tenantId: string): Promise<string> {
  const storage = await harness.getWorker().getDurableObjectStorage("TENANTS", { name: tenantId });
  const read = async (sql: string): Promise<Row[]> => [...((await storage.exec(sql)) as unknown as Iterable<Row>)];
  const rows = await Promise.all((await read(TABLES)).map((table) => read(all(table))));
  return JSON.stringify(rows);
}
