/**
 * The registry's retention: once a day, by cron, with a record. A tenant's object deletes the
 * copies of its own data; this deletes the marks of those deletions, and what belongs to no
 * object.
 */
import { DAY_MS } from "../domain/platform/durations.ts";
import { desc, eq } from "drizzle-orm";
import { storedJson } from "../domain/platform/stored-json.ts";
import type { Db } from "./db.ts";
import { withD1Retry } from "./d1-errors.ts";
import { purgeDeletions } from "./projection.ts";
import { retentionRuns } from "./schema.ts";

/** No batch of the outbox comes later than this; one that did would bring back deleted rows. */
const MARKS_RETAINED_MS = 7 * DAY_MS;
const LETTERS_RETAINED_MS = 90 * DAY_MS;
/** Revoked secrets and tokens, kept so that they can still be identified. */
const REVOKED_RETAINED_MS = 90 * DAY_MS;

/** Data of people whose access ended, as far as the audit log needs it. */
const ENDED_RETAINED_MS = 90 * DAY_MS;
/** A refused address is noticed again by the next mail to it. */
const REFUSED_RETAINED_MS = 365 * DAY_MS;

const CLEARS: readonly {
  readonly what: string;
  readonly sql: string;
  readonly retainedMs: number;
}[] = [
  {
    what: "dead letters",
    sql: 'DELETE FROM "dead_letters" WHERE "at" < ?1',
    retainedMs: LETTERS_RETAINED_MS,
  },
  {
    what: "revoked webhook secrets",
    sql: 'DELETE FROM "webhook_secrets" WHERE "revoked_at" < ?1',
    retainedMs: REVOKED_RETAINED_MS,
  },
  {
    what: "revoked tokens",
    sql: 'DELETE FROM "api_tokens" WHERE "revoked_at" < ?1',
    retainedMs: REVOKED_RETAINED_MS,
  },
  {
    what: "sign-ins under way",
    sql: 'DELETE FROM "oauth_states" WHERE "expires_at" < ?1',
    retainedMs: 0,
  },
  { what: "sessions", sql: 'DELETE FROM "sessions" WHERE "expires_at" < ?1', retainedMs: 0 },
  {
    what: "failed sign-ins",
    sql: 'DELETE FROM "sign_in_tries" WHERE "window_start" < ?1',
    retainedMs: DAY_MS,
  },
  {
    what: "challenges for passkeys",
    sql: 'DELETE FROM "passkey_challenges" WHERE "expires_at" < ?1',
    retainedMs: 0,
  },
  {
    what: "people whose access ended",
    sql: 'DELETE FROM "users" WHERE "ended_at" < ?1',
    retainedMs: ENDED_RETAINED_MS,
  },
  {
    what: "refused mail addresses",
    sql: 'DELETE FROM "bounced_addresses" WHERE "since" < ?1',
    retainedMs: REFUSED_RETAINED_MS,
  },
];

export const REGISTRY = "-";

/** Deletes what is past its retention, and records what it deleted. Safe to repeat. */
export async function clearRegistry(
  db: Db,
  now: number,
): Promise<Readonly<Record<string, number>>> {
  const d1 = db.$client;
  await withD1Retry(() => purgeDeletions(db, now - MARKS_RETAINED_MS));
  const results = await withD1Retry(() =>
    d1.batch(CLEARS.map(({ sql, retainedMs }) => d1.prepare(sql).bind(now - retainedMs))),
  );
  const cleared = Object.fromEntries(
    CLEARS.map(({ what }, at) => [what, results[at]?.meta.changes ?? 0]),
  );
  const day = new Date(now).toISOString().slice(0, 10);
  const row = {
    tenantId: REGISTRY,
    day,
    at: now,
    runs: 1,
    cleared: JSON.stringify(cleared),
    seq: now,
    deletedAt: null,
  };
  await withD1Retry(async () =>
    db
      .insert(retentionRuns)
      .values(row)
      .onConflictDoUpdate({ target: [retentionRuns.tenantId, retentionRuns.day], set: row }),
  );
  return cleared;
}

export type RetentionRun = {
  readonly day: string;
  readonly at: number;
  readonly runs: number;
  readonly cleared: Readonly<Record<string, number>>;
};

export async function listRetentionRuns(
  db: Db,
  tenantId: string,
  limit = 60,
): Promise<readonly RetentionRun[]> {
  const rows = await db
    .select()
    .from(retentionRuns)
    .where(eq(retentionRuns.tenantId, tenantId))
    .orderBy(desc(retentionRuns.day))
    .limit(limit);
  return rows.map(({ day, at, runs, cleared }) => ({
    day,
    at,
    runs,
    cleared: storedJson<Record<string, number>>(cleared),
  }));
}
