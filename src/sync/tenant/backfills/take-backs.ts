/**
 * Removes what was made: on the first day, on a range of days, with one version of the settings, or
 * by one back-fill. A dry run says for each order what would be removed or stay, and why; the run
 * removes exactly that. Each deletion and each reversal is a journaled write of the order's own
 * job.
 *
 * An order whose document was removed isn't booked again automatically: a person decides that on
 * its page, or for all of them by a dry run and a back-fill over the same list.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { localDay, zoneOfCountry } from "../../../domain/platform/zoned-time.ts";
import { message } from "../../../messages/message.ts";
import type { CallResult } from "../../contract/index.ts";
import type { TakeBackChoices, TakeBackRequest, TakeBackScope } from "../../contract/backfills.ts";
import { refusal } from "../../contract/views.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { WAITING_KEYS } from "../jobs/awaiting-day.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, raw, run } from "../storage/sql.ts";
import { active, byId, insert, underWay } from "./backfill-rows.ts";
import { retainPaidOut } from "./paid-out.ts";
import { planSaleWithRefunds } from "./sale-with-refunds.ts";

/**
 * Orders with a live document that we made. A voucher's reversal is live as well, and is no
 * document of the order.
 */
const MADE = `FROM operations p
  WHERE p.key >= 'order:'
    AND p.key < 'order;'
    AND p.kind LIKE '%.create'
    AND p.state IN ('done', 'compared')
    AND p.kind NOT IN ('payment.create', 'sending.create')
    AND p.role <> 'voucher-reversal'
    AND EXISTS (
      SELECT 1
      FROM documents d
      WHERE d.key = p.key AND d.state = 'live' AND d.role <> 'voucher-reversal'
    )`;

/** What kinds of write leave a document, or change it; of `w`. */
const ANSWERED = (w: string): string => `${w}.state IN ('done', 'compared')
    AND (${w}.kind LIKE '%.create' OR ${w}.kind LIKE '%.update')
    AND ${w}.kind NOT IN ('payment.create', 'sending.create')
    AND ${w}.role <> 'voucher-reversal'`;

/** A draft and its invoice have one n, and are one document. */
const series = (role: string): string =>
  `replace(replace(${role}, '-draft', ''), 'delta-invoice', 'delta')`;

/** Its document stands: of an order that was booked again, only the last one does. */
const STANDS = (w: string): string => `EXISTS (
      SELECT 1
      FROM documents d
      WHERE d.key = ${w}.key AND d.state = 'live' AND d.n = ${w}.n
        AND ${series("d.role")} = ${series(`${w}.role`)}
    )`;

/**
 * The document that stands was made under the version of this write, or of this share of a day, and
 * nothing of the order that stands was made or changed under another one. Whoever undoes a version
 * would delete the work of the other one otherwise (ADR 0154).
 */
const ofItsVersion = (own: "p" | "m"): string => `${STANDS(own)}
    AND NOT EXISTS (
      SELECT 1
      FROM operations w
      WHERE w.key = ${own}.key
        AND w.settings_version IS NOT ${own}.settings_version
        AND ${ANSWERED("w")}
        AND ${STANDS("w")}
    )
    AND NOT EXISTS (
      SELECT 1
      FROM day_members w
      WHERE w.key = ${own}.key
        AND w.settings_version IS NOT ${own}.settings_version
        AND w.role <> 'voucher-reversal'
        AND ${STANDS("w")}
    )`;

type TakeBackFilter = { readonly where: string; readonly values: readonly (string | number)[] };

const SENT = "AND p.sent_at >= ? AND p.sent_at < ?";

/** `null`: there is no such thing. */
function filterOf({ sql }: TenantContext, scope: TakeBackScope): TakeBackFilter | null {
  switch (scope.of) {
    case "first-day": {
      const since = meta.liveSince(sql);
      return since === null ? null : { where: SENT, values: [since, since + DAY_MS] };
    }
    case "days":
      // A day is at most 14 hours away from the same day of UTC; the exact clock decides the rest.
      return {
        where: SENT,
        values: [Date.parse(scope.from) - DAY_MS, Date.parse(scope.to) + 2 * DAY_MS],
      };
    case "settings":
      return {
        where: `AND p.settings_version = ? AND ${ofItsVersion("p")}`,
        values: [scope.version],
      };
    case "back-fill":
      return {
        where: `AND EXISTS (
          SELECT 1 FROM backfill_orders b
          WHERE b.backfill = ? AND b.key = p.key AND b.job_id = p.job_id AND b.state = 'done'
        )`,
        values: [scope.id],
      };
  }
}

type MadeRow = { key: string; at: number };

const HAS_DOCUMENT = `EXISTS (
    SELECT 1
    FROM documents d
    WHERE d.key = m.key AND d.state = 'live' AND d.role <> 'voucher-reversal'
  )`;

/** Orders in a day's voucher, or waiting for one: they have no operation of their own. */
const IN_DAYS = `m.role NOT IN ('voucher-payment', 'voucher-reversal') AND ${HAS_DOCUMENT}`;

function inDays(
  sql: SqlStorage,
  scope: TakeBackScope,
  values: TakeBackFilter["values"],
): readonly MadeRow[] {
  switch (scope.of) {
    case "first-day":
    case "days":
      return all<MadeRow>(
        sql,
        `SELECT m.key AS key, min(m.added_at) AS at
         FROM day_members m
         WHERE m.added_at >= ? AND m.added_at < ? AND ${IN_DAYS}
         GROUP BY m.key`,
        ...values,
      );
    case "settings":
      return all<MadeRow>(
        sql,
        `SELECT m.key AS key, min(m.added_at) AS at
         FROM day_members m
         WHERE m.settings_version = ? AND ${IN_DAYS} AND ${ofItsVersion("m")}
         GROUP BY m.key`,
        ...values,
      );
    case "back-fill":
      return all<MadeRow>(
        sql,
        `SELECT m.key AS key, min(m.added_at) AS at
         FROM backfill_orders b
         JOIN day_members m ON m.key = b.key
         WHERE b.backfill = ? AND b.state = 'done' AND ${IN_DAYS}
         GROUP BY m.key`,
        ...values,
      );
  }
}

const zoneOf = (sql: SqlStorage): string => zoneOfCountry(cache.lists(sql).company?.country ?? "");

/**
 * Orders that were booked under a version and don't go with it, as their document is another
 * version's by now: they stay, and are listed as such. Of a run, those of its dry run count too, as
 * a share that waited leaves no trace once another one replaced it.
 */
function madeOtherwise(
  { sql }: TenantContext,
  scope: TakeBackScope,
  going: readonly MadeRow[],
  dryRunId: string | null,
): readonly MadeRow[] {
  if (scope.of !== "settings") return [];
  const goes = new Set(going.map(({ key }) => key));
  return all<MadeRow>(
    sql,
    `SELECT key, min(at) AS at
     FROM (
       SELECT m.key AS key, 0 AS at
       FROM backfill_orders m
       WHERE m.backfill = ?2 AND ${HAS_DOCUMENT}
       UNION ALL
       SELECT p.key, p.sent_at ${MADE} AND p.settings_version = ?1
       UNION ALL
       SELECT m.key, m.added_at FROM day_members m WHERE m.settings_version = ?1 AND ${IN_DAYS}
     )
     GROUP BY key`,
    scope.version,
    dryRunId,
  ).filter(({ key }) => !goes.has(key));
}

/** By the first matching document of each order. */
function madeIn(context: TenantContext, scope: TakeBackScope): readonly MadeRow[] {
  const { sql } = context;
  const by = filterOf(context, scope);
  if (by === null) return [];
  const own = all<MadeRow>(
    sql,
    `SELECT p.key AS key, min(p.sent_at) AS at ${MADE} ${by.where} GROUP BY p.key ORDER BY at`,
    ...by.values,
  );
  const known = new Set(own.map(({ key }) => key));
  const ofDays = inDays(sql, scope, by.values);
  const rows = [...own, ...ofDays.filter(({ key }) => !known.has(key))].toSorted(
    (a, b) => a.at - b.at,
  );
  if (scope.of !== "days") return rows;
  const zone = zoneOf(sql);
  return rows.filter(({ at }) => {
    const day = localDay(at, zone);
    return day >= scope.from && day <= scope.to;
  });
}

/** Begins a dry run, or the run that a dry run was made for. */
export function begin(
  context: TenantContext,
  request: TakeBackRequest,
  actor: string,
): CallResult<{ id: string }> {
  const other = active(context.sql);
  if (other !== null) return underWay(other);
  return request.dryRunId === null
    ? tryOut(context, request.scope, actor)
    : takeBack(context, request.dryRunId, actor);
}

function tryOut(
  context: TenantContext,
  scope: TakeBackScope,
  actor: string,
): CallResult<{ id: string }> {
  const { sql } = context;
  const going = madeIn(context, scope);
  const keys = new Set(going.map(({ key }) => key));
  const left = madeOtherwise(context, scope, going, null);
  const made = [...going, ...left].toSorted((a, b) => a.at - b.at);
  const [oldest, newest] = [made[0], made.at(-1)];
  if (oldest === undefined || newest === undefined)
    return refusal("nothing-made", message("refusals.nothingMadeThere"));
  const zone = zoneOf(sql);
  const days =
    scope.of === "days"
      ? scope
      : { from: localDay(oldest.at, zone), to: localDay(newest.at, zone) };
  const id = insert(context, { ...days, of: null, state: "running", actor, takeBack: scope });
  run(
    sql,
    `INSERT INTO backfill_orders (backfill, key, dated, state, verdict)
     SELECT ?, value ->> 'key', value ->> 'dated', value ->> 'state', value ->> 'verdict'
     FROM json_each(?)`,
    id,
    JSON.stringify(
      made.map(({ key, at }) => ({
        key,
        dated: new Date(at).toISOString(),
        ...(keys.has(key) ? { state: "planned" } : { state: "done", verdict: "remains" }),
      })),
    ),
  );
  context.wake();
  return { ok: true, id };
}

function takeBack(
  context: TenantContext,
  dryRunId: string,
  actor: string,
): CallResult<{ id: string }> {
  const { sql } = context;
  const dry = byId(sql, dryRunId);
  if (dry === null || dry.of !== null || dry.take_back === null)
    return refusal("not-found", message("refusals.noSuchDryRun"));
  if (dry.state !== "done") return refusal("dry-run-not-over", message("refusals.dryRunNotOver"));
  const configuration = meta.configuration(sql);
  if (configuration === null || dry.settings_version !== configuration.version)
    return refusal("settings-changed", message("refusals.settingsChangedSince"));
  if (configuration.settings.trial)
    return refusal("trial", message("refusals.trialTakesNothingBack"));
  if (first(sql)`SELECT 1 AS one FROM backfills WHERE of = ${dryRunId}` !== null)
    return refusal("dry-run-used", message("refusals.dryRunUsed"));
  const scope = storedJson<TakeBackScope>(dry.take_back);
  const kept = madeOtherwise(context, scope, madeIn(context, scope), dryRunId);
  const id = insert(context, {
    of: dryRunId,
    from: dry.from_day,
    to: dry.to_day,
    state: "undoing",
    actor,
    takeBack: scope,
  });
  run(sql)`
    INSERT INTO backfill_orders (backfill, key, dated, state, verdict)
    SELECT ${id}, o.key, o.dated, iif(kept.value IS NULL, 'undo-planned', 'done'),
      iif(kept.value IS NULL, NULL, 'remains')
    FROM backfill_orders o
    LEFT JOIN json_each(${JSON.stringify(kept.map(({ key }) => key))}) kept ON kept.value = o.key
    WHERE o.backfill = ${dryRunId} AND o.verdict = 'would-remove'`;
  const begun = byId(sql, id);
  if (begun !== null) retainPaidOut(context, begun);
  planSaleWithRefunds(context, id);
  context.wake();
  return { ok: true, id };
}

/**
 * Works out what would be booked of the orders whose documents this run took back: a dry run, which
 * a back-fill follows like any other.
 */
export function beginRebookingDryRun(
  context: TenantContext,
  id: string,
  actor: string,
): CallResult<{ id: string }> {
  const { sql } = context;
  const before = byId(sql, id);
  if (before === null || before.of === null || before.take_back === null)
    return refusal("not-found", message("refusals.noSuchBackfill"));
  const other = active(sql);
  if (other !== null) return underWay(other);
  if (meta.configuration(sql)?.settings.orders.enabled !== true)
    return refusal("flow-off", message("refusals.ordersOff"));
  const again = insert(context, {
    of: null,
    from: before.from_day,
    to: before.to_day,
    state: "running",
    actor,
    takeBack: null,
  });
  run(sql)`
    INSERT INTO backfill_orders (backfill, key, dated, state)
    SELECT ${again}, key, dated, 'planned'
    FROM backfill_orders
    WHERE backfill = ${id} AND verdict = 'removed'`;
  context.wake();
  return { ok: true, id: again };
}

const UNDONE = `WHERE key = ?
       AND state = 'undone'
       AND verdict = 'removed'
       AND backfill IN (SELECT id FROM backfills WHERE take_back IS NOT NULL)`;

/** A run undid the order's booking, and no person had it booked again since. */
export const isUndone = (sql: SqlStorage, key: string): boolean =>
  first(sql, `SELECT 1 AS one FROM backfill_orders ${UNDONE} LIMIT 1`, key) !== null;

/** A person wants this order booked again: from now on it is one like any other. */
export function release(sql: SqlStorage, key: string): void {
  run(sql, `UPDATE backfill_orders SET verdict = 'released' ${UNDONE}`, key);
}

/** Returns what a person can choose from: the first live day, and versions of the settings. */
export function choices(context: TenantContext): TakeBackChoices {
  const { sql } = context;
  const since = meta.liveSince(sql);
  const made = madeIn(context, { of: "first-day" });
  const orders = made.length;
  const waitingKeys = new Set(all<{ key: string }>(sql, WAITING_KEYS).map(({ key }) => key));
  const waiting = made.filter(({ key }) => waitingKeys.has(key)).length;
  const versions = all<TakeBackChoices["versions"][number] & { waiting: number }>(sql)`
    SELECT version, count(DISTINCT key) AS orders,
      count(DISTINCT CASE WHEN key IN (${raw(WAITING_KEYS)}) THEN key END) AS waiting,
      min(at) AS "from", max(at) AS "to"
    FROM (
      SELECT p.settings_version AS version, p.key AS key, p.sent_at AS at ${raw(MADE)}
        AND ${raw(ofItsVersion("p"))}
      UNION ALL
      SELECT m.settings_version, m.key, m.added_at
      FROM day_members m
      WHERE ${raw(IN_DAYS)} AND ${raw(ofItsVersion("m"))}
    )
    WHERE version IS NOT NULL
    GROUP BY version
    ORDER BY version DESC
    LIMIT 100`;
  return {
    firstDay:
      since === null || orders === 0
        ? null
        : { from: since, to: since + DAY_MS, orders, ...(waiting === 0 ? {} : { waiting }) },
    versions: versions.map(({ waiting: n, ...version }) =>
      n === 0 ? version : { ...version, waiting: n },
    ),
  };
}
