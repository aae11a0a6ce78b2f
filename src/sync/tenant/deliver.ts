/**
 * Sends what is due on its channel: an errand each, so that nobody waits for a mail or for somebody
 * else's server, and neither waits for the other. Each notice is claimed before it is sent.
 */
import { DEFAULT_LANGUAGE, isLanguage } from "../../domain/language.ts";
import { localDay, SOURCE_ZONE } from "../../domain/zoned-time.ts";
import { loadMessages } from "../../messages/index.ts";
import {
  alertMail,
  type DaySummary,
  type Mail,
  type MailContext,
  summaryMail,
  testMail,
} from "../../monitor/mail.ts";
import { webhookRequest } from "../../monitor/webhook.ts";
import * as alerts from "./alerts.ts";
import { bounded } from "./errands.ts";
import * as meta from "./meta.ts";
import * as noticeSecret from "./notice-secret.ts";
import * as notices from "./notices.ts";
import * as store from "./proof-store.ts";
import type { Room } from "./room.ts";
import { all, count, json } from "./sql.ts";

/**
 * One after the other, each claimed when its turn comes: they go to one receiver, who hears of
 * things in their order.
 */
export async function deliverWebhooks(room: Room): Promise<void> {
  const settings = meta.configuration(room.sql)?.settings.notifications;
  if (settings === undefined) return;
  for (let sent = 0; sent < notices.AT_ONCE; sent += 1) {
    const [notice] = notices.claim(room.sql, "webhook", room.now(), 1);
    if (notice === undefined) return;
    await webhook(room, notice, settings.webhook);
  }
}

const MAILS_AT_ONCE = 500;
/** The mail's binding has no time-out of its own. */
const MAIL_MS = 15_000;

export async function deliverMails(room: Room): Promise<void> {
  const to = meta.configuration(room.sql)?.settings.notifications.emails;
  if (to === undefined) return;
  const { sql } = room;
  const context = contextOf(room);
  // Before anything is claimed: what follows is said at once.
  await loadMessages(context.language);
  const due = notices.claim(sql, "mail", room.now(), MAILS_AT_ONCE);
  const raised = due.filter(({ what }) => what === "raised");
  if (
    raised.length > 0 &&
    (await mail(room, to, raised, alertMail(raised.map(notices.toldOf), context)))
  )
    notices.mailed(sql, room.now());
  for (const one of due.filter(({ what }) => what === "summary"))
    await mail(room, to, [one], summaryMail(json<DaySummary>(one.body), context));
  for (const one of due.filter(({ what }) => what === "test"))
    await mail(room, to, [one], testMail(context));
}

/** Nowhere to send it, or nothing to send it with, is said as such: it is of no use to try again. */
async function mail(
  room: Room,
  to: readonly string[],
  of: readonly notices.NoticeRow[],
  { subject, text }: Mail,
): Promise<boolean> {
  const { sql, deps } = room;
  const send = deps.mail;
  const fault =
    to.length === 0
      ? "no-address"
      : send === null
        ? "mail-not-configured"
        : await bounded(send(to, subject, text), MAIL_MS).then(
            () => null,
            (thrown: unknown) => (thrown instanceof Error ? thrown.name : "unknown"),
          );
  if (fault === null)
    notices.sent(
      sql,
      of.map(({ id }) => id),
      room.now(),
    );
  else
    for (const notice of of)
      notices.failed(sql, notice, fault, to.length === 0 || send === null, room.now());
  return fault === null;
}

const GONE = 410;

async function webhook(room: Room, notice: notices.NoticeRow, url: string | null): Promise<void> {
  const { sql, deps } = room;
  const fail = (fault: string, final = false): void =>
    notices.failed(sql, notice, fault, final, room.now());
  if (url === null) return fail("no-address", true);
  const secret = await noticeSecret.read(room);
  if (secret === null) return fail("no-secret");
  const { language, page } = contextOf(room);
  const request = await webhookRequest(url, secret, {
    id: `${room.tenantId()}.${notice.id}`,
    type:
      notice.what === "test"
        ? "test"
        : notice.what === "resolved"
          ? "alert.resolved"
          : "alert.raised",
    tenantId: room.tenantId(),
    now: room.now(),
    alert: notice.what === "test" ? null : notices.toldOf(notice),
    language,
    page,
  });
  const answered = await deps.post(request);
  if (!answered.ok) return fail(answered.error.kind);
  const { status } = answered.value;
  if (status >= 200 && status < 300) notices.sent(sql, [notice.id], room.now());
  else fail(`status ${status}`, status === GONE);
}

function contextOf(room: Room): MailContext {
  const language = meta.get(room.sql, "language");
  const shop =
    room.vault.views().find(({ vendor }) => vendor === "asperion")?.name ?? room.tenantId();
  return {
    shop,
    language: isLanguage(language) ? language : DEFAULT_LANGUAGE,
    page: `${room.deps.publicUrl}/admin/tenants/${room.tenantId()}`,
  };
}

const SUMMARY_HOUR = 6;
const DAY_MS = 86_400_000;
const SUMMED = "summed-up";

/**
 * Once a day, after the night's comparison: what became of the day before, and what needs a person
 * now.
 */
export function sumUp(room: Room): void {
  const { sql } = room;
  const now = room.now();
  const settings = meta.configuration(sql)?.settings.notifications;
  const today = localDay(now - SUMMARY_HOUR * 3_600_000, SOURCE_ZONE);
  const before = meta.get(sql, SUMMED);
  if (before === today) return;
  meta.set(sql, SUMMED, today);
  // The first day is no whole one.
  if (
    before === null ||
    settings === undefined ||
    !settings.dailySummary ||
    settings.emails.length === 0
  )
    return;
  const counts = new Map(
    all<{ outcome: string | null; n: number }>(
      sql,
      "SELECT outcome, count(*) AS n FROM jobs WHERE over = 1 AND updated_at >= ? AND flow = 'orders' GROUP BY outcome",
      now - DAY_MS,
    ).map(({ outcome, n }) => [outcome, n]),
  );
  const of = (...outcomes: string[]): number =>
    outcomes.reduce((total, outcome) => total + (counts.get(outcome) ?? 0), 0);
  const { alerts: page, open } = alerts.list(sql);
  const shown = page.filter(({ resolvedAt }) => resolvedAt === null);
  const summary: DaySummary = {
    day: before,
    outcomes: {
      booked: of("booked"),
      updated: of("updated"),
      skipped: of("skipped", "before-start"),
      held: of("held", "rejected", "needs-attention", "in-doubt"),
    },
    waiting: count(sql, "SELECT count(*) AS n FROM jobs WHERE over = 0 AND flow = 'orders'"),
    findings:
      store.current(sql) === null ? null : count(sql, "SELECT count(*) AS n FROM proof_findings"),
    open: shown.map(({ reason, jobId }) => ({ reason, jobId })),
    more: open - shown.length,
  };
  notices.add(sql, "mail", "summary", summary, now, now);
}
