/** When something that must happen regularly last did, by name. */
import type { Db } from "./db.ts";
import { withD1Retry } from "./d1-errors.ts";
import { heartbeats } from "./schema.ts";

export async function beatHeart(db: Db, name: string, at: number): Promise<void> {
  await withD1Retry(async () => db.insert(heartbeats).values({ name, at }).onConflictDoUpdate({ target: heartbeats.name, set: { at } }));
}

export async function listHeartbeats(db: Db): Promise<{ readonly name: string; readonly at: number }[]> {
  return db.select().from(heartbeats).orderBy(heartbeats.name);
}
