/**
 * Which jobs are woken now: what is due, the most pressing lane first, oldest first, never more
 * than a window in flight. Every unfinished job without a living lease is woken again, whatever
 * became of its message: a job belongs to the object, never to a message.
 */
import { LANES } from "../../domain/job.ts";
import * as jobs from "./jobs.ts";
import { all, count, first, run } from "./sql.ts";

/** Wake-ups in flight per tenant. */
export const WINDOW = 20;
/** A wake-up that nobody answered by then is taken for lost. */
export const LOST_MS = 30_000;

/**
 * How pressing a lane is, the same words as in the index `jobs_next`: without them it isn't used. A
 * lane of a newer release goes last.
 */
export const RANK = `CASE lane ${LANES.map((lane, index) => `WHEN '${lane}' THEN ${index}`).join(" ")} ELSE ${LANES.length} END`;
const RANKS: readonly number[] = [...LANES.keys(), LANES.length];
/**
 * Word for word what the indexes of the pump are limited to: SQLite sees no other words as the
 * same.
 */
const READY = "status IN ('queued', 'waiting')";

/** Jobs whose runner is gone: their lease is over. They are due at once. */
export function reclaim(sql: SqlStorage, now: number): void {
  for (const job of all<jobs.JobRow>(
    sql,
    "SELECT * FROM jobs WHERE status = 'running' AND lease_until <= ?",
    now,
  ))
    jobs.update(
      sql,
      job.id,
      { status: "queued", lease_until: null, due: now, woken_at: null },
      now,
    );
}

export const inFlight = (sql: SqlStorage, now: number): number =>
  count(sql, "SELECT count(*) AS n FROM jobs WHERE status = 'running' AND lease_until > ?", now) +
  count(sql, `SELECT count(*) AS n FROM jobs WHERE ${READY} AND woken_at > ?`, now - LOST_MS);

/**
 * Under pressure so many jobs stand before the gate: whoever else was let in would only be sent
 * away.
 */
const BEFORE_THE_GATE = 2;

const STAND_READY = `SELECT count(*) AS n FROM jobs WHERE ${READY} AND status = 'waiting' AND wait = 'rate' AND ${RANK} IN (${RANKS.join(", ")}) AND due > ?`;

/** How many more may be woken. `pressed`: the tenant waits for its turns at the gate. */
export function mayWake(sql: SqlStorage, now: number, pressed: boolean): number {
  const free = WINDOW - inFlight(sql, now);
  if (!pressed) return free;
  return Math.min(free, BEFORE_THE_GATE - count(sql, STAND_READY, now));
}

/** Of the window, what back-fills may take: a live order always finds room. */
export const BACKFILL_WINDOW = 10;

const backfillsInFlight = (sql: SqlStorage, now: number): number =>
  count(
    sql,
    "SELECT count(*) AS n FROM jobs WHERE lane = 'back-fill' AND status = 'running' AND lease_until > ?",
    now,
  ) +
  count(
    sql,
    "SELECT count(*) AS n FROM jobs WHERE lane = 'back-fill' AND status IN ('queued', 'waiting') AND woken_at > ?",
    now - LOST_MS,
  );

/** Lane by lane, and no further than is needed: of ten thousand that wait, a few are looked at. */
const NEXT = `SELECT id, lane FROM (${RANKS.map((rank) => `SELECT * FROM (SELECT id, lane FROM jobs WHERE ${READY} AND ${RANK} = ${rank} AND due <= ?1 AND (woken_at IS NULL OR woken_at <= ?2) ORDER BY due, id LIMIT ?3)`).join(" UNION ALL ")}) LIMIT ?3`;

/** Picks and marks what is to be woken. */
export function pick(sql: SqlStorage, now: number, most: number): string[] {
  if (most <= 0) return [];
  const due = all<{ id: string; lane: string }>(sql, NEXT, now, now - LOST_MS, most);
  const pressing = due.filter((row) => row.lane !== "back-fill").map((row) => row.id);
  const past =
    due.length === pressing.length
      ? []
      : due
          .filter((row) => row.lane === "back-fill")
          .slice(0, Math.max(0, BACKFILL_WINDOW - backfillsInFlight(sql, now)));
  return wake(sql, [...pressing, ...past.map((row) => row.id)], now);
}

function wake(sql: SqlStorage, due: string[], now: number): string[] {
  for (const id of due) run(sql, "UPDATE jobs SET woken_at = ? WHERE id = ?", now, id);
  return due;
}

/** Nobody could be told: they are picked again at the next look. */
export function unpick(sql: SqlStorage, ids: readonly string[]): void {
  for (const id of ids)
    run(
      sql,
      "UPDATE jobs SET woken_at = NULL WHERE id = ? AND status IN ('queued', 'waiting')",
      id,
    );
}

/** Of those that nobody was told of: the first of each lane. What waits without an end has no `due`. */
const NEXT_DUE = `SELECT min(due) AS at FROM (${RANKS.map((rank) => `SELECT * FROM (SELECT due FROM jobs WHERE ${READY} AND ${RANK} = ${rank} AND due >= 0 AND woken_at IS NULL ORDER BY due, id LIMIT 1)`).join(" UNION ALL ")})`;

/** The next instant at which there is something to wake or to take back; `null` with nothing to do. */
export function nextLook(sql: SqlStorage, now: number): number | null {
  const due = first<{ at: number | null }>(sql, NEXT_DUE)?.at;
  const lost = first<{ at: number | null }>(
    sql,
    `SELECT min(max(due, woken_at + ?)) AS at FROM jobs WHERE ${READY} AND woken_at > 0 AND due IS NOT NULL`,
    LOST_MS,
  )?.at;
  const lease = first<{ at: number | null }>(
    sql,
    "SELECT min(lease_until) AS at FROM jobs WHERE status = 'running'",
  )?.at;
  const instants = [due, lost, lease].filter((at): at is number => at !== null && at !== undefined);
  if (instants.length === 0) return null;
  const next = Math.min(...instants);
  // A full window: what is due waits for a finish, and the alarm looks again in a while.
  return next <= now ? now + 1_000 : next;
}
