/**
 * How things came to stand: of each order, customer and article what its newest finished job made
 * of it, and since which hour; of stock each run. Summed by hour beside it, so that a day's counts
 * and amounts cost a few rows however many jobs there are. Hours, as a day is the zone's affair and
 * every zone that we know begins its days on one.
 *
 * Kept by triggers, so that it stays true while an older release runs on this object. A thing
 * counts once: a run that finds nothing else than before leaves it where it is, one that changes it
 * moves it to the hour of the change. What retention deletes stays counted.
 */
import type { EndedSum, Span } from "../rpc-views.ts";
import * as days from "./ended-days.ts";
import * as meta from "./meta.ts";
import { all, first, run, type Row } from "./sql.ts";

/**
 * Amounts are whole millionths, read from the decimal's own digits: no binary fraction comes near
 * them.
 */
const PLACES = 6;
const millionths = (figure: string): string => {
  const text = `coalesce(json_extract(NEW.figures, '$.${figure}'), '0') || iif(instr(coalesce(json_extract(NEW.figures, '$.${figure}'), '0'), '.'), '', '.')`;
  return `CAST(substr(${text}, 1, instr(${text}, '.') - 1) || substr(substr(${text}, instr(${text}, '.') + 1) || '${"0".repeat(PLACES)}', 1, ${PLACES}) AS INTEGER)`;
};

const add = (what: "NEW" | "OLD", sign: 1 | -1): string => `
    INSERT INTO ended_hours (hour, flow, outcome, currency, n, gross, vat) VALUES (${what}.hour, ${what}.flow, ${what}.outcome, ${what}.currency, ${sign}, ${sign} * ${what}.gross, ${sign} * ${what}.vat)
    ON CONFLICT (hour, flow, outcome, currency) DO UPDATE SET n = n + excluded.n, gross = gross + excluded.gross, vat = vat + excluded.vat;`;

export const ENDED_SCHEMA = `
  CREATE TABLE ended (
    thing TEXT PRIMARY KEY, flow TEXT NOT NULL, hour INTEGER NOT NULL, outcome TEXT NOT NULL, currency TEXT NOT NULL, gross INTEGER NOT NULL, vat INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE ended_hours (
    hour INTEGER NOT NULL, flow TEXT NOT NULL, outcome TEXT NOT NULL, currency TEXT NOT NULL, n INTEGER NOT NULL, gross INTEGER NOT NULL, vat INTEGER NOT NULL,
    PRIMARY KEY (hour, flow, outcome, currency)
  ) WITHOUT ROWID;
  CREATE TRIGGER ended_counted AFTER INSERT ON ended BEGIN ${add("NEW", 1)}
  END;
  CREATE TRIGGER ended_recounted AFTER UPDATE ON ended BEGIN ${add("OLD", -1)} ${add("NEW", 1)}
    DELETE FROM ended_hours WHERE hour = OLD.hour AND flow = OLD.flow AND outcome = OLD.outcome AND currency = OLD.currency AND n = 0;
  END;
  CREATE TRIGGER jobs_ended AFTER UPDATE OF status, outcome, figures ON jobs
  WHEN NEW.status IN ('done', 'dead') AND NEW.outcome IS NOT NULL
    AND (NEW.flow = 'stock' OR NEW.flow IN ('orders', 'customers', 'products') AND substr(NEW.key, 1, instr(NEW.key, ':')) IN ('order:', 'debtor:', 'product:'))
    AND NOT EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = NEW.key AND (newer.created_at, newer.id) > (NEW.created_at, NEW.id))
  BEGIN
    INSERT INTO ended (thing, flow, hour, outcome, currency, gross, vat)
    VALUES (iif(NEW.flow = 'stock', NEW.id, NEW.key), NEW.flow, NEW.updated_at / 3600000, NEW.outcome, coalesce(json_extract(NEW.figures, '$.currency'), ''), ${millionths("gross")}, ${millionths("vat")})
    ON CONFLICT (thing) DO UPDATE SET flow = excluded.flow, hour = excluded.hour, outcome = excluded.outcome, currency = excluded.currency, gross = excluded.gross, vat = excluded.vat
    WHERE (ended.flow, ended.outcome, ended.currency, ended.gross, ended.vat) IS NOT (excluded.flow, excluded.outcome, excluded.currency, excluded.gross, excluded.vat);
  END;
  CREATE TRIGGER jobs_forgotten AFTER DELETE ON jobs WHEN OLD.flow = 'stock' BEGIN
    DELETE FROM ended WHERE thing = OLD.id;
  END;
`;

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A whole year and the same month of the year before. */
const KEPT_MS = 400 * DAY_MS;
const STEP = 500;
const COUNTED_TO = "ended-counted-to";
const ALL = "all";

/**
 * Of each span. Of those that were over before `now` (ms) the answer is kept for the next time: a
 * page asks for thirty days, and one of them changes.
 */
export function sums(sql: SqlStorage, spans: readonly Span[], now = 0): EndedSum[] {
  const kept = days.kept(sql, spans);
  const asked = spans.flatMap((span, at) => (kept.has(at) ? [] : [{ span, at }]));
  const summed = Map.groupBy(
    counted(
      sql,
      asked.map(({ span }) => span),
    ),
    ({ at }) => at,
  );
  for (const [index, { span, at }] of asked.entries()) {
    const found = (summed.get(index) ?? []).map(({ at: _, ...sum }) => sum);
    kept.set(at, found);
    if (span.to <= now) days.keep(sql, span, found);
  }
  return spans.flatMap((_, at) => (kept.get(at) ?? []).map((sum) => ({ at, ...sum })));
}

function counted(sql: SqlStorage, spans: readonly Span[]): EndedSum[] {
  return all<EndedSum & Row>(
    sql,
    `SELECT s.key AS at, h.flow, h.outcome, h.currency, sum(h.n) AS n, CAST(sum(h.gross) AS TEXT) AS gross, CAST(sum(h.vat) AS TEXT) AS vat
       FROM json_each(?) s JOIN ended_hours h ON h.hour >= json_extract(s.value, '$[0]') AND h.hour < json_extract(s.value, '$[1]')
       GROUP BY s.key, h.flow, h.outcome, h.currency`,
    JSON.stringify(spans.map(({ from, to }) => [from / HOUR_MS, to / HOUR_MS])),
  );
}

/** How many things came to stand so since this hour of yesterday. */
export const lastDay = (
  sql: SqlStorage,
  now: number,
): { readonly outcome: string; readonly n: number }[] =>
  all<{ outcome: string; n: number }>(
    sql,
    "SELECT outcome, sum(n) AS n FROM ended_hours WHERE hour >= ? AND hour <= ? GROUP BY outcome HAVING sum(n) > 0",
    Math.floor((now - DAY_MS) / HOUR_MS),
    Math.floor(now / HOUR_MS),
  );

/** Counts jobs that ended before there was a counter, some at once. */
export function countOlder(sql: SqlStorage): void {
  const from = meta.get(sql, COUNTED_TO) ?? "";
  if (from === ALL) return;
  const ids = all<{ id: string }>(
    sql,
    "SELECT id FROM jobs WHERE id > ? ORDER BY id LIMIT ?",
    from,
    STEP,
  );
  const to = ids.at(-1)?.id;
  // A key's newest only: what a trigger makes of an older one would take its place.
  if (to !== undefined)
    run(
      sql,
      `UPDATE jobs SET outcome = outcome WHERE id > ? AND id <= ? AND status IN ('done', 'dead') AND outcome IS NOT NULL AND id NOT IN (SELECT thing FROM ended) AND key NOT IN (SELECT thing FROM ended)
         AND NOT EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = jobs.key AND (newer.created_at, newer.id) > (jobs.created_at, jobs.id))`,
      from,
      to,
    );
  meta.set(sql, COUNTED_TO, ids.length < STEP || to === undefined ? ALL : to);
}

export const uncounted = (sql: SqlStorage): boolean => meta.get(sql, COUNTED_TO) !== ALL;

/**
 * Sums that no page shows any more. Their things stay, so that one that changes later is still
 * counted once.
 */
export function forget(sql: SqlStorage, now: number): void {
  const before = Math.floor((now - KEPT_MS) / HOUR_MS);
  days.forget(sql, before);
  if (first(sql, "SELECT 1 AS one FROM ended_hours WHERE hour < ? LIMIT 1", before) !== null)
    run(sql, "DELETE FROM ended_hours WHERE hour < ?", before);
}
