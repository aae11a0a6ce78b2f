/** What the trail calls a job. The projection may lag, which is good enough for a name. */
import { and, eq } from "drizzle-orm";
import { orderNamed } from "./audit-values.ts";
import type { Db } from "./db.ts";
import { jobs } from "./schema.ts";

/**
 * By the number of its order; by its id where that isn't known, or where it is about something
 * else.
 */
export async function jobNamed(db: Db, tenantId: string, jobId: string): Promise<string> {
  const found = await db
    .select({ flow: jobs.flow, label: jobs.label })
    .from(jobs)
    .where(and(eq(jobs.tenantId, tenantId), eq(jobs.id, jobId)))
    .get();
  return found?.flow === "orders" && found.label !== null ? orderNamed(found.label) : jobId;
}
