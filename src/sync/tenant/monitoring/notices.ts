/**
 * Outgoing alerts: by e-mail and in chats, grouped; by webhook, each one, signed; all with retries.
 * A notice is made in the transaction that raised or resolved its alert, and the alarm sends it, so
 * raising an alert waits for nothing.
 *
 * An alert is sent once, again when it is over (by webhook), and when it has grown.
 */
import { DAY_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import { type Reason, severityOf } from "../../../domain/reasons/index.ts";
import { type Chat, CHATS } from "../../../domain/users/chat.ts";
import {
  channelsWithAddress,
  isNotified,
  NOTICE_CHANNELS,
  type NoticeChannel,
  noticeKind,
} from "../../../settings/notifications.ts";
import { backoff, jitterOf } from "../../backoff.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, count, type Row, run } from "../storage/sql.ts";

export type Channel = NoticeChannel;
/** `raised`, `resolved`: an alert. `summary`: of a day. `test`: checks whether it arrives. */
export type NoticeKind = "raised" | "resolved" | "summary" | "test";
type Notification = {
  readonly id: string;
  readonly reason: Reason;
  readonly jobId: string | null;
  readonly since: number;
};

export type NoticeRow = {
  id: number;
  channel: Channel;
  what: NoticeKind;
  alert: string | null;
  body: string;
  due: number;
  tries: number;
  at: number;
  sent_at: number | null;
  fault: string | null;
} & Row;

/**
 * Alerts of one cause come together: those of two minutes are one mail or message, and there is at
 * most one in a quarter of an hour.
 */
const GROUP_MS = 120_000;
const GROUP_EVERY_MS = 900_000;

/** Channels to people: grouped, and only for what needs a person. */
type ToPeople = "mail" | Chat;
const TO_PEOPLE: readonly ToPeople[] = ["mail", ...CHATS];
const NONE: ReadonlyMap<Channel, number> = new Map();
const LAST: Readonly<Record<ToPeople, string>> = {
  mail: "mailed",
  slack: "told-slack",
  teams: "told-teams",
};

export function raised(sql: SqlStorage, notified: Notification, now: number): void {
  const to = channels(sql, notified);
  for (const channel of to)
    if (channel === "webhook") add(sql, { channel, what: "raised", body: notified }, now);
    // Only errors: what passes by itself is shown on the page and sent to webhooks.
    else if (severityOf(notified.reason.code) === "error")
      add(sql, { channel, what: "raised", body: notified, due: groupDue(sql, channel, now) }, now);
}

/** With the group that waits already, so that a steady stream of alerts never puts it off. */
function groupDue(sql: SqlStorage, channel: ToPeople, now: number): number {
  const [group] = all<{ due: number | null }>(sql)`
    SELECT min(due) AS due
    FROM notices
    WHERE sent_at IS NULL AND channel = ${channel} AND what = 'raised' AND tries = 0`;
  const last = Number(meta.get(sql, LAST[channel]) ?? 0);
  return group?.due ?? Math.max(now + GROUP_MS, last + GROUP_EVERY_MS);
}

/** An alert that is over before people were notified isn't sent. */
export function resolved(sql: SqlStorage, notified: Notification, now: number): void {
  run(sql)`
    DELETE FROM notices
    WHERE channel IN ${among(TO_PEOPLE)}
      AND what = 'raised' AND alert = ${notified.id} AND sent_at IS NULL`;
  if (channels(sql, notified).includes("webhook"))
    add(sql, { channel: "webhook", what: "resolved", body: notified }, now);
}

type NewNotice = {
  readonly channel: Channel;
  readonly what: NoticeKind;
  readonly body: object;
  /** When it is to be sent, in ms; absent: now. */
  readonly due?: number;
};

export function add(sql: SqlStorage, { channel, what, body, due }: NewNotice, now: number): void {
  const alert = "id" in body && typeof body.id === "string" ? body.id : null;
  run(sql)`
    INSERT INTO notices (channel, what, alert, body, due, at)
    VALUES (${channel}, ${what}, ${alert}, ${JSON.stringify(body)}, ${due ?? now}, ${now})`;
}

const CHATS_ON = "chats";

/** Chats that have an address. It is kept sealed in the registry. */
export const chats = (sql: SqlStorage): readonly Chat[] =>
  storedJson<Chat[]>(meta.get(sql, CHATS_ON) ?? "[]");

/** `on`: whether this chat has an address. */
export function noteChat(sql: SqlStorage, chat: Chat, on: boolean): void {
  const others = chats(sql).filter((one) => one !== chat);
  meta.set(sql, CHATS_ON, JSON.stringify(on ? [...others, chat] : others));
}

/** Returns the channels with an address; `told`: only those that this alert goes to. */
export function channels(sql: SqlStorage, told: Notification | null = null): readonly Channel[] {
  const settings = meta.configuration(sql)?.settings.notifications;
  if (settings === undefined) return [];
  const on: readonly Channel[] = channelsWithAddress(settings, chats(sql));
  return told === null
    ? on
    : on.filter((channel) => isNotified(settings, channel, noticeKind(told.reason, told.jobId)));
}

const TEST_EVERY_MS = MINUTE_MS;

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
    count(sql)`
      SELECT count(*) AS n FROM notices WHERE what = 'test' AND at > ${now - TEST_EVERY_MS}` > 0
  )
    return null;
  const on = channels(sql);
  const to = on.filter((channel) => channel !== "mail" || canMail);
  for (const channel of to) add(sql, { channel, what: "test", body: {} }, now);
  return { channels: to, unable: on.filter((channel) => !to.includes(channel)) };
}

/** Why the newest notice that didn't arrive at once didn't. */
export const lastFault = (sql: SqlStorage): string | null =>
  all<{ fault: string }>(sql)`
    SELECT fault FROM notices WHERE fault IS NOT NULL ORDER BY id DESC LIMIT 1`[0]?.fault ?? null;

/** A pass of webhooks. */
export const AT_ONCE = 10;

export const due = (sql: SqlStorage, channel: Channel, now: number, limit = AT_ONCE): NoticeRow[] =>
  all<NoticeRow>(sql)`
    SELECT *
    FROM notices
    WHERE sent_at IS NULL AND channel = ${channel} AND due <= ${now}
    ORDER BY due, id
    LIMIT ${limit}`;

/** Longer than any sending takes. */
const TAKEN_MS = MINUTE_MS;

/**
 * Takes due notices for sending, so that alarm and cron don't send one twice. If the sender dies,
 * another one sends them later.
 */
export function takeDue(
  sql: SqlStorage,
  channel: Channel,
  now: number,
  limit = AT_ONCE,
): NoticeRow[] {
  const taken = due(sql, channel, now, limit);
  run(sql)`
    UPDATE notices SET due = ${now + TAKEN_MS} WHERE id IN ${among(taken.map(({ id }) => id))}`;
  return taken;
}

export const nextDue = (sql: SqlStorage, channel: Channel): number | null =>
  all<{ due: number | null }>(sql)`
    SELECT min(due) AS due FROM notices WHERE sent_at IS NULL AND channel = ${channel}`[0]?.due ??
  null;

/** Returns the channels with waiting notices: asked at every round, and mostly none. */
export function dueByChannel(sql: SqlStorage): ReadonlyMap<Channel, number> {
  if (cachedFirst(sql, "SELECT 1 AS one FROM notices WHERE sent_at IS NULL LIMIT 1") === null)
    return NONE;
  const found = NOTICE_CHANNELS.map((channel) => [channel, nextDue(sql, channel)] as const);
  return new Map(found.filter((one): one is readonly [Channel, number] => one[1] !== null));
}

export function noteSent(sql: SqlStorage, ids: readonly number[], now: number): void {
  for (const id of ids)
    run(sql)`
      UPDATE notices SET sent_at = ${now}, fault = NULL, tries = tries + 1 WHERE id = ${id}`;
}

/**
 * Alerts were sent on this channel: the next ones wait. So do those that were raised meanwhile, or
 * that failed before: they go together.
 */
export function notifiedPeople(sql: SqlStorage, channel: ToPeople, now: number): void {
  meta.set(sql, LAST[channel], String(now));
  const next = now + GROUP_EVERY_MS;
  run(sql)`
    UPDATE notices SET due = ${next}
    WHERE sent_at IS NULL AND channel = ${channel} AND what = 'raised' AND due < ${next}`;
}

/**
 * As Standard Webhooks advises: at once, then at growing intervals, for more than a day. These are
 * the longest waits (src/sync/backoff.ts).
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
    run(sql)`
      UPDATE notices SET sent_at = ${now}, fault = ${fault}, tries = tries + 1
      WHERE id = ${notice.id}`;
  else
    run(
      sql,
      "UPDATE notices SET due = ?, fault = ?, tries = tries + 1 WHERE id = ?",
      now + backoff(AGAIN_MS, notice.tries, jitterOf(`${notice.at} ${notice.id} ${notice.tries}`)),
      fault,
      notice.id,
    );
}

/** Given up within a day, by channel. One whose address was removed since is to get nothing. */
export const undelivered = (sql: SqlStorage, now: number): Record<string, number> =>
  Object.fromEntries(
    all<{ channel: string; n: number }>(sql)`
      SELECT channel, count(*) AS n
      FROM notices
      WHERE sent_at > ${now - DAY_MS} AND fault IS NOT NULL
        AND channel IN ${among(channels(sql))}
      GROUP BY channel`.map(({ channel, n }) => [channel, n]),
  );

export const waiting = (sql: SqlStorage): number =>
  count(sql, "SELECT count(*) AS n FROM notices WHERE sent_at IS NULL");

const RETAINED_MS = 7 * DAY_MS;

export function forget(sql: SqlStorage, now: number): void {
  run(sql)`DELETE FROM notices WHERE sent_at < ${now - RETAINED_MS}`;
}

export const notifiedOf = (notice: NoticeRow): Notification =>
  storedJson<Notification>(notice.body);

/** One that changed before it was sent is told as it stands now, and once. */
export const newestOfEach = (raisedNow: readonly NoticeRow[]): readonly Notification[] => [
  ...new Map(
    raisedNow
      .toSorted((one, other) => one.id - other.id)
      .map(notifiedOf)
      .map((notified) => [notified.id, notified]),
  ).values(),
];
