/**
 * Alerts on their way out: by e-mail, grouped; by webhook, each, signed and tried again. A notice
 * is made in the transaction that raised or resolved its alert, and the alarm sends it: whoever
 * raises an alert waits for nobody.
 *
 * An alert is told once. It is told again when it is over (by webhook), and when it has grown.
 */
import { type Reason, severityOf } from "../../../domain/reasons.ts";
import { noticeKind } from "../../../settings/notifications.ts";
import { backoff, spreadOf } from "../../backoff.ts";
import * as meta from "../storage/meta.ts";
import { all, count, json, type Row, run } from "../storage/sql.ts";

export type Channel = "mail" | "webhook";
/**
 * `raised`, `resolved`: an alert. `summary`: of a day. `test`: somebody wants to see whether it
 * arrives.
 */
export type What = "raised" | "resolved" | "summary" | "test";
export type Notification = {
  readonly id: string;
  readonly reason: Reason;
  readonly jobId: string | null;
  readonly since: number;
};

export type NoticeRow = {
  id: number;
  channel: Channel;
  what: What;
  alert: string | null;
  body: string;
  due: number;
  tries: number;
  at: number;
  sent_at: number | null;
  fault: string | null;
} & Row;

/**
 * Alerts of one cause come together: those of two minutes are one mail, and there is at most one in
 * a quarter of an hour.
 */
const GROUP_MS = 120_000;
const MAIL_EVERY_MS = 900_000;
const LAST_MAIL = "mailed";

export function raised(sql: SqlStorage, notified: Notification, now: number): void {
  const { emails, webhook } = channels(sql, notified);
  // Only errors are mailed: what passes by itself stands on the page, and is sent to webhooks.
  if (emails && severityOf(notified.reason.code) === "error")
    add(
      sql,
      "mail",
      "raised",
      notified,
      Math.max(now + GROUP_MS, Number(meta.get(sql, LAST_MAIL) ?? 0) + MAIL_EVERY_MS),
      now,
    );
  if (webhook) add(sql, "webhook", "raised", notified, now, now);
}

/** An alert that is over before its mail went out isn't mailed. */
export function resolved(sql: SqlStorage, notified: Notification, now: number): void {
  run(
    sql,
    `DELETE FROM notices
     WHERE channel = 'mail' AND what = 'raised' AND alert = ? AND sent_at IS NULL`,
    notified.id,
  );
  if (channels(sql, notified).webhook) add(sql, "webhook", "resolved", notified, now, now);
}

export function add(
  sql: SqlStorage,
  channel: Channel,
  what: What,
  body: object,
  due: number,
  now: number,
): void {
  const alert = "id" in body && typeof body.id === "string" ? body.id : null;
  run(
    sql,
    "INSERT INTO notices (channel, what, alert, body, due, at) VALUES (?, ?, ?, ?, ?, ?)",
    channel,
    what,
    alert,
    JSON.stringify(body),
    due,
    now,
  );
}

/** `told`: only those that this alert goes to. */
function channels(
  sql: SqlStorage,
  notified: Notification | null = null,
): { readonly emails: boolean; readonly webhook: boolean } {
  const settings = meta.configuration(sql)?.settings.notifications;
  const kinds = settings?.kinds ?? [];
  if (
    notified !== null &&
    kinds.length > 0 &&
    !kinds.includes(noticeKind(notified.reason, notified.jobId))
  )
    return { emails: false, webhook: false };
  return {
    emails: (settings?.emails.length ?? 0) > 0,
    webhook: (settings?.webhook ?? null) !== null,
  };
}

const TEST_EVERY_MS = 60_000;

/**
 * On every channel that has an address and that this installation can use. Answers which; `null`
 * where there was a test within the last minute.
 */
export function test(
  sql: SqlStorage,
  now: number,
  canMail: boolean,
): { readonly channels: readonly Channel[]; readonly unable: readonly Channel[] } | null {
  if (
    count(
      sql,
      "SELECT count(*) AS n FROM notices WHERE what = 'test' AND at > ?",
      now - TEST_EVERY_MS,
    ) > 0
  )
    return null;
  const { emails, webhook } = channels(sql);
  const to: readonly Channel[] = [
    ...(emails && canMail ? (["mail"] as const) : []),
    ...(webhook ? (["webhook"] as const) : []),
  ];
  for (const channel of to) add(sql, channel, "test", {}, now, now);
  return { channels: to, unable: emails && !canMail ? ["mail"] : [] };
}

/** Why the newest notice that didn't arrive at once didn't. */
export const lastFault = (sql: SqlStorage): string | null =>
  all<{ fault: string }>(
    sql,
    "SELECT fault FROM notices WHERE fault IS NOT NULL ORDER BY id DESC LIMIT 1",
  )[0]?.fault ?? null;

/** A pass of webhooks. */
export const AT_ONCE = 10;

export const due = (sql: SqlStorage, channel: Channel, now: number, limit = AT_ONCE): NoticeRow[] =>
  all<NoticeRow>(
    sql,
    `SELECT *
     FROM notices
     WHERE sent_at IS NULL AND channel = ? AND due <= ?
     ORDER BY due, id
     LIMIT ?`,
    channel,
    now,
    limit,
  );

/** Longer than any sending takes. */
const CLAIMED_MS = 60_000;

/**
 * Takes what is due for sending, so that nobody else sends it as well: alarm and cron may come by
 * at once. Whoever took it and died has it sent by another later.
 */
export function claim(
  sql: SqlStorage,
  channel: Channel,
  now: number,
  limit = AT_ONCE,
): NoticeRow[] {
  const taken = due(sql, channel, now, limit);
  run(
    sql,
    "UPDATE notices SET due = ? WHERE id IN (SELECT value FROM json_each(?))",
    now + CLAIMED_MS,
    JSON.stringify(taken.map(({ id }) => id)),
  );
  return taken;
}

export const nextDue = (sql: SqlStorage, channel: Channel): number | null =>
  all<{ due: number | null }>(
    sql,
    "SELECT min(due) AS due FROM notices WHERE sent_at IS NULL AND channel = ?",
    channel,
  )[0]?.due ?? null;

export function sent(sql: SqlStorage, ids: readonly number[], now: number): void {
  for (const id of ids)
    run(
      sql,
      "UPDATE notices SET sent_at = ?, fault = NULL, tries = tries + 1 WHERE id = ?",
      now,
      id,
    );
}

export function mailed(sql: SqlStorage, now: number): void {
  meta.set(sql, LAST_MAIL, String(now));
}

/**
 * As Standard Webhooks advises: at once, then ever later, for a good day. The most that is waited
 * (src/sync/backoff.ts).
 */
const AGAIN_MS = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000];

/** Tried again later, or given up: `final` where the other side says that it is of no use. */
export function failed(
  sql: SqlStorage,
  notice: NoticeRow,
  fault: string,
  final: boolean,
  now: number,
): void {
  if (final || notice.tries >= AGAIN_MS.length)
    run(
      sql,
      "UPDATE notices SET sent_at = ?, fault = ?, tries = tries + 1 WHERE id = ?",
      now,
      fault,
      notice.id,
    );
  else
    run(
      sql,
      "UPDATE notices SET due = ?, fault = ?, tries = tries + 1 WHERE id = ?",
      now + backoff(AGAIN_MS, notice.tries, spreadOf(`${notice.at} ${notice.id} ${notice.tries}`)),
      fault,
      notice.id,
    );
}

/** Given up within a day, by channel. */
export const undelivered = (sql: SqlStorage, now: number): Record<string, number> =>
  Object.fromEntries(
    all<{ channel: string; n: number }>(
      sql,
      `SELECT channel, count(*) AS n
       FROM notices
       WHERE sent_at > ? AND fault IS NOT NULL
       GROUP BY channel`,
      now - 86_400_000,
    ).map(({ channel, n }) => [channel, n]),
  );

export const waiting = (sql: SqlStorage): number =>
  count(sql, "SELECT count(*) AS n FROM notices WHERE sent_at IS NULL");

const KEPT_MS = 7 * 86_400_000;

export function forget(sql: SqlStorage, now: number): void {
  run(sql, "DELETE FROM notices WHERE sent_at < ?", now - KEPT_MS);
}

export const notifiedOf = (notice: NoticeRow): Notification => json<Notification>(notice.body);
