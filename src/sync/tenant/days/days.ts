/**
 * Closes days: at the tenant's hour, what waits for a day that is over becomes a voucher, step by
 * step. Each step is one transaction that gives members to the voucher and adds their rows, so that
 * each member is in one voucher and in its sums, even after a crash. The last step makes the job
 * that books it.
 */
import type { DayRow } from "../../../domain/ledger/day-book.ts";
import { dayKey } from "../../../domain/ids.ts";
import { zoneOfCountry } from "../../../domain/platform/zoned-time.ts";
import { fill, type Closing, lastClosing, nextClosing } from "../../../flows/days/close.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as causes from "../monitoring/alert-causes.ts";
import { daysWaitUntil } from "../runs/before-writes.ts";
import * as cache from "../storage/cache.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, first, type Row, run } from "../storage/sql.ts";
import type { MemberRow } from "../journal/day-members.ts";

export type DayVoucherRow = {
  /** `2026-11-28-1`. */
  id: string;
  day: string;
  n: number;
  rows: string;
  members: number;
  /** It contains what was added before this instant. */
  closing_at: number;
  /** `null`: it is still being filled. */
  closed_at: number | null;
  /** What its members moved, once somebody asked (day-amounts.ts). */
  sums: string | null;
} & Row;

export const byId = (sql: SqlStorage, id: string): DayVoucherRow | null =>
  first<DayVoucherRow>(sql)`SELECT * FROM day_vouchers WHERE id = ${id}`;

export const rowsOf = ({ rows }: DayVoucherRow): readonly DayRow[] => storedJson(rows);

const STEP = 250;
/** Between two steps: bookings go first. */
const PAUSE_MS = 50;
const CLOSED_DAY = "day-closed";

const hasWaiting = (sql: SqlStorage): boolean =>
  cachedFirst(sql, "SELECT 1 AS one FROM day_members WHERE voucher = '' LIMIT 1") !== null;

const filling = (sql: SqlStorage): DayVoucherRow | null =>
  cachedFirst<DayVoucherRow>(sql, "SELECT * FROM day_vouchers WHERE closed_at IS NULL LIMIT 1");

/** `null`: nothing closes. In trial mode and before set-up what waits stays as it is. */
function clockOf({ sql }: TenantContext): { readonly hour: number; readonly zone: string } | null {
  const settings = meta.configuration(sql)?.settings;
  const { company } = cache.lists(sql);
  return settings === undefined || settings.trial || company === null
    ? null
    : { hour: settings.orders.voucher.dayClosesAt, zone: zoneOfCountry(company.country) };
}

/** The instant of the next step; `null`: nothing waits. */
export function nextDue(context: TenantContext): number | null {
  const { sql } = context;
  const now = context.now();
  if (filling(sql) !== null) return now + PAUSE_MS;
  const clock = hasWaiting(sql) ? clockOf(context) : null;
  if (clock === null) return null;
  if (nextToClose(sql, lastClosing(now, clock.hour, clock.zone)) === null)
    return nextClosing(now, clock.hour, clock.zone);
  const held = daysWaitUntil(sql, now);
  // Reported by the step that finds it.
  return held === null || !causes.isFirstDayFull(sql) ? now : held.at;
}

/** Returns the close that waits for the first day to be over; `null`: none does. */
export function waitingClose(context: TenantContext): Closing | null {
  const now = context.now();
  if (daysWaitUntil(context.sql, now) === null) return null;
  const clock = clockOf(context);
  return clock === null ? null : lastClosing(now, clock.hour, clock.zone);
}

/** The oldest day with something to close. */
const nextToClose = (sql: SqlStorage, { day, at }: Closing): string | null =>
  first<{ day: string | null }>(sql)`
    SELECT min(day) AS day FROM day_members WHERE voucher = '' AND day <= ${day}
      AND added_at < ${at}`?.day ?? null;

/** Runs one step, if one is due. */
export function step(context: TenantContext): void {
  context.atomically(() => {
    const voucher = filling(context.sql) ?? begun(context);
    if (voucher !== null) fillOn(context, voucher);
  });
}

/** The next voucher, empty. */
function begun(context: TenantContext): DayVoucherRow | null {
  const { sql } = context;
  const clock = hasWaiting(sql) ? clockOf(context) : null;
  if (clock === null) return null;
  const closing = lastClosing(context.now(), clock.hour, clock.zone);
  const day = nextToClose(sql, closing);
  if (day === null) return null;
  const held = daysWaitUntil(sql, context.now());
  if (held !== null) {
    causes.firstDayFull(sql, held.reason, context.now());
    return null;
  }
  causes.firstDayOver(sql, context.now());
  const n = count(sql)`SELECT count(*) AS n FROM day_vouchers WHERE day = ${day}` + 1;
  const id = `${day}-${n}`;
  run(sql)`
    INSERT INTO day_vouchers (id, day, n, rows, members, closing_at)
    VALUES (${id}, ${day}, ${n}, '[]', 0, ${closing.at})`;
  return byId(sql, id);
}

function fillOn(context: TenantContext, voucher: DayVoucherRow): void {
  const { sql } = context;
  const waiting = all<MemberRow>(sql)`
    SELECT * FROM day_members
    WHERE voucher = '' AND day = ${voucher.day} AND added_at < ${voucher.closing_at}
    ORDER BY key, role, n LIMIT ${STEP}`;
  const { rows, taken } = fill(
    rowsOf(voucher),
    waiting.map(({ key, rows: own }) => ({ key, rows: storedJson<readonly DayRow[]>(own) })),
  );
  for (const { key, role, n } of waiting.slice(0, taken))
    run(sql)`
      UPDATE day_members SET voucher = ${voucher.id} WHERE key = ${key} AND role = ${role}
        AND n = ${n}`;
  const isFull = taken < waiting.length || waiting.length < STEP;
  run(sql)`
    UPDATE day_vouchers SET rows = ${JSON.stringify(rows)}, members = members + ${taken},
      closed_at = ${isFull ? context.now() : null} WHERE id = ${voucher.id}`;
  if (!isFull) return;
  const { job } = intake.enqueue(context, {
    key: dayKey(voucher.id),
    flow: "days",
    type: CLOSED_DAY,
    lane: "live",
  });
  jobs.update(sql, job.id, { label: voucher.id }, context.now());
  context.wake();
}
