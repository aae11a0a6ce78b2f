/** When something that must happen regularly last did, by name. */
import { type Db, prepared } from "./db.ts";
import { withD1Retry } from "./d1-errors.ts";
import { and, eq, gte, like, lt, or, type Placeholder, sql } from "drizzle-orm";
import { heartbeats } from "./schema.ts";

const written = prepared((db) =>
  db
    .insert(heartbeats)
    .values({ name: sql.placeholder("name"), at: sql.placeholder("at") })
    .onConflictDoUpdate({ target: heartbeats.name, set: { at: sql`excluded.at` } })
    .prepare(),
);

export async function writeHeartbeat(db: Db, name: string, at: number): Promise<void> {
  await withD1Retry(() => written(db).run({ name, at }));
}

const lastOf = prepared((db) =>
  db
    .select({ at: heartbeats.at })
    .from(heartbeats)
    .where(eq(heartbeats.name, sql.placeholder("name")))
    .prepare(),
);

/** When it happened last, ms; `null`: never yet. */
export const lastHeartbeat = async (db: Db, name: string): Promise<number | null> =>
  (await lastOf(db).all({ name }))[0]?.at ?? null;

/** By ranges of the key, as there are as many deadlines as tenants. */
export const listHeartbeats = (db: Db) => {
  const { name } = heartbeats;
  const between = and(gte(name, AFTER_DEADLINES), lt(name, TOLD));
  return db
    .select()
    .from(heartbeats)
    .where(or(lt(name, DEADLINE), between, gte(name, AFTER_TOLD)))
    .orderBy(name);
};

/** A beat with this prefix holds the instant by which something must happen again. */
const DEADLINE = "deadline ";
/** The next name after all of those: "!" comes after " ". */
const AFTER_DEADLINES = "deadline!";

/** Notes a tenant's next sweep; `null`: none. Safe to repeat. */
export async function noteDeadline(
  db: Db,
  tenantId: string,
  deadline: number | null,
): Promise<void> {
  const name = `${DEADLINE}${tenantId}`;
  if (deadline === null)
    await withD1Retry(async () => db.delete(heartbeats).where(eq(heartbeats.name, name)));
  else await writeHeartbeat(db, name, deadline);
}

/** Deadlines that are over, as they are kept. */
export const overDeadlines = (db: Db, now: number | Placeholder) =>
  db
    .select()
    .from(heartbeats)
    .where(
      and(
        gte(heartbeats.name, DEADLINE),
        lt(heartbeats.name, AFTER_DEADLINES),
        lt(heartbeats.at, now),
      ),
    );

const over = prepared((db) => overDeadlines(db, sql.placeholder("now")).prepare());

/** Tenants whose deadline is over, with how long, ms. */
export async function missedDeadlines(
  db: Db,
  now: number,
): Promise<readonly { readonly tenantId: string; readonly byMs: number }[]> {
  const rows = await over(db).all({ now });
  return rows.map(({ name, at }) => ({ tenantId: name.slice(DEADLINE.length), byMs: now - at }));
}

/** The missed deadline (`at`) that was told on a channel: a repeated notice keeps its id. */
const TOLD = "told ";
const AFTER_TOLD = "told!";
const notifiedName = (channel: string, tenantId: string): string => `${TOLD}${channel} ${tenantId}`;

type NotifiedOf = {
  readonly channel: string;
  readonly tenantId: string;
  readonly deadline: number;
};

export async function noteNotified(
  db: Db,
  { channel, tenantId, deadline }: NotifiedOf,
): Promise<void> {
  await writeHeartbeat(db, notifiedName(channel, tenantId), deadline);
}

export async function forgetNotified(
  db: Db,
  { channel, tenantId }: Pick<NotifiedOf, "channel" | "tenantId">,
): Promise<void> {
  await withD1Retry(async () =>
    db.delete(heartbeats).where(eq(heartbeats.name, notifiedName(channel, tenantId))),
  );
}

const allTold = prepared((db) =>
  db
    .select()
    .from(heartbeats)
    .where(like(heartbeats.name, `${TOLD}%`))
    .prepare(),
);

export async function listNotified(db: Db): Promise<readonly NotifiedOf[]> {
  const rows = await allTold(db).all();
  return rows.map(({ name, at }) => {
    const [channel = "", tenantId = ""] = name.slice(TOLD.length).split(" ");
    return { channel, tenantId, deadline: at };
  });
}
