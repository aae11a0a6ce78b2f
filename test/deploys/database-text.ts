/**
 * A database as statements that make it again: to be kept in a file, and read by people. Blobs are
 * hexadecimal.
 */
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { inDatabase } from "../../scripts/local/alarms.ts";

type Value = string | number | bigint | null | Uint8Array;

export function databaseStatements(path: string): readonly string[] {
  return inDatabase(path, (database) => {
    const made = database
      .prepare(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'trigger', type = 'index', rowid",
      )
      .all() as { type: string; name: string; sql: string }[];
    const tables = made.filter((one) => one.type === "table");
    const rows = tables.flatMap(({ name }) => {
      const statement = database.prepare(`SELECT * FROM "${name}"`);
      statement.setReadBigInts(true);
      return statement.all().map(
        (row) =>
          `INSERT INTO "${name}" VALUES (${Object.values(row)
            .map((value) => literal(value as Value))
            .join(", ")})`,
      );
    });
    // SQLite's own table of counters is there already; triggers come last, as one of them refuses changes.
    const own = (name: string): boolean => name.startsWith("sqlite_");
    return [
      ...tables.filter(({ name }) => !own(name)).map(({ sql }) => sql),
      ...rows,
      ...made.filter((one) => one.type !== "table" && !own(one.name)).map(({ sql }) => sql),
    ];
  });
}

function literal(value: Value): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString("hex")}'`;
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

export async function makeDatabase(path: string, statements: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  inDatabase(path, (database) => {
    database.exec("BEGIN");
    for (const statement of statements) database.exec(statement);
    database.exec("COMMIT");
  });
}
