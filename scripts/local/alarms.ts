/**
 * The platform's alarms go by the machine's clock, which no test can move. While no runtime runs,
 * the alarms that it left on the disk can come nearer instead, by as much as the other clocks go
 * on. An alarm that was never set can't. Where workerd keeps them: in a table of the namespace
 * (what fires), and in the object's own database (what the object believes). Both in nanoseconds.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const NANOSECONDS = 1_000_000n;
const ALARM_OF_OBJECT = 1;

/** The databases of a class of objects, without the namespace's own. Answers paths. */
export async function objectFiles(stateDir: string, className: string): Promise<readonly string[]> {
  const dir = join(stateDir, "do", `-${className}`);
  return (await readdir(dir))
    .filter((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite")
    .map((name) => join(dir, name));
}

/** Opens a database of a runtime that is dead, and closes it after the work. */
export function inDatabase<T>(path: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Answers how many alarms there were. */
export async function bringAlarmsNearer(
  stateDir: string,
  className: string,
  ms: number,
): Promise<number> {
  const nearer = BigInt(ms) * NANOSECONDS;
  for (const path of await objectFiles(stateDir, className))
    inDatabase(path, (database) => {
      const kept =
        database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_cf_METADATA'").get() !==
        undefined;
      if (kept)
        database
          .prepare("UPDATE _cf_METADATA SET value = value - ? WHERE key = ?")
          .run(nearer, ALARM_OF_OBJECT);
    });
  return inDatabase(join(stateDir, "do", `-${className}`, "metadata.sqlite"), (database) =>
    Number(
      database.prepare("UPDATE _cf_ALARM SET scheduled_time = scheduled_time - ?").run(nearer)
        .changes,
    ),
  );
}
