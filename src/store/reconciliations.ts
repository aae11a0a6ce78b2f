/**
 * The days of the comparison of both sides, as D1 keeps them: counts and sums, for as long as the
 * tenant is there.
 */
import { and, asc, between, eq, isNull } from "drizzle-orm";
import type { Db } from "./db.ts";
import { reconciliations } from "./schema.ts";

type StoredDay = {
  readonly day: string;
  readonly at: number;
  readonly orders: number;
  readonly states: string;
  readonly totals: string;
  readonly findings: number;
};

export async function listDays(
  db: Db,
  tenantId: string,
  from: string,
  to: string,
): Promise<readonly StoredDay[]> {
  const { day, at, orders, states, totals, findings } = reconciliations;
  return db
    .select({ day, at, orders, states, totals, findings })
    .from(reconciliations)
    .where(
      and(
        eq(reconciliations.tenantId, tenantId),
        between(day, from, to),
        isNull(reconciliations.deletedAt),
      ),
    )
    .orderBy(asc(day));
}
