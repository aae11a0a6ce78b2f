/** Queue messages that ran out of tries: counted and shown, never the end of a job. */
import { count, gt } from "drizzle-orm";
import { withD1Retry } from "./d1-errors.ts";
import type { Db } from "./db.ts";
import { deadLetters } from "./schema.ts";

export type DeadLetter = typeof deadLetters.$inferInsert;

/** The same message again is the same row. */
export async function recordDeadLetter(
  db: Db,
  letter: {
    readonly id: string;
    readonly tenantId: string | null;
    readonly body: string;
    readonly at: number;
  },
): Promise<void> {
  await withD1Retry(async () => db.insert(deadLetters).values(letter).onConflictDoNothing());
}

export async function countDeadLetters(db: Db, since: number): Promise<number> {
  const [row] = await db
    .select({ letters: count() })
    .from(deadLetters)
    .where(gt(deadLetters.at, since));
  return row?.letters ?? 0;
}
