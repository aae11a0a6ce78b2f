/**
 * Queue messages that ran out of tries: counted and shown until a person has handled them. They
 * never end a job.
 */
import { and, desc, eq, isNull } from "drizzle-orm";
import { withD1Retry } from "./d1-errors.ts";
import type { Db } from "./db.ts";
import { deadLetters } from "./schema.ts";

export type DeadLetter = typeof deadLetters.$inferSelect;

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

const MAX = 100;

/** `null`: of no known tenant. */
const of = (tenantId: string | null) =>
  tenantId === null ? isNull(deadLetters.tenantId) : eq(deadLetters.tenantId, tenantId);

/** Returns the open ones, newest first. */
export const openDeadLetters = (db: Db, tenantId: string | null): Promise<DeadLetter[]> =>
  withD1Retry(async () =>
    db
      .select()
      .from(deadLetters)
      .where(and(of(tenantId), isNull(deadLetters.endedAt)))
      .orderBy(desc(deadLetters.at), desc(deadLetters.id))
      .limit(MAX),
  );

/** `null`: no such letter, or it is handled already. */
export async function endDeadLetter(
  db: Db,
  tenantId: string | null,
  id: string,
  ended: { readonly at: number; readonly by: string; readonly note: string },
): Promise<DeadLetter | null> {
  const [row] = await db
    .update(deadLetters)
    .set({ endedAt: ended.at, endedBy: ended.by, note: ended.note })
    .where(and(of(tenantId), eq(deadLetters.id, id), isNull(deadLetters.endedAt)))
    .returning();
  return row ?? null;
}
