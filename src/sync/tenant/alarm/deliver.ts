/**
 * Sends due notices, one errand per channel, so that no channel waits for another one's server.
 * Each notice is claimed before it is sent.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import { DEFAULT_LANGUAGE, isLanguage } from "../../../domain/language.ts";
import { APPROVAL_WAIT, DAY_WAIT, WOULD_BE_BOOKED, ON_HOLD } from "../../../domain/jobs/job.ts";
import { APPROVAL } from "../../../domain/jobs/held.ts";
import { amount, dec, exact, same, sum } from "../../../domain/money.ts";
import { placesOf } from "../../../domain/jobs/open-counts.ts";
import {
  dayAfter,
  instantsOf,
  localDay,
  parseLocal,
  SOURCE_ZONE,
} from "../../../domain/platform/zoned-time.ts";
import { loadMessages } from "../../../messages/index.ts";
import {
  alertMail,
  type DaySummary,
  type Mail,
  type MailAlert,
  type MailContext,
  summaryMail,
  testMail,
} from "../../../monitor/mail.ts";
import {
  alertChat,
  type ChatMessage,
  chatRequest,
  isPermanentRefusal,
  summaryChat,
  testChat,
} from "../../../monitor/chat.ts";
import type { Chat } from "../../../domain/users/chat.ts";
import { BOUNCED, sendToAll } from "../../../monitor/send-to-all.ts";
import { webhookRequest } from "../../../monitor/webhook.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as ended from "../jobs/ended.ts";
import { creditSums } from "../reconciliation/booked-attention.ts";
import * as jobs from "../jobs/jobs.ts";
import { countApprovals } from "../actions/approve.ts";
import * as alerts from "../monitoring/alerts.ts";
import * as bounced from "../monitoring/bounced.ts";
import * as noticeSecret from "../monitoring/notice-secret.ts";
import * as notices from "../monitoring/notices.ts";
import { countNeedingPerson as payoutsToSee } from "../payouts/payouts.ts";
import * as store from "../reconciliation/reconciliation-store.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { count } from "../storage/sql.ts";
import { alertsOfPayouts, openThings } from "../views/attention.ts";
import { withTimeout } from "../../with-timeout.ts";

/** Sends due webhooks one by one, each claimed just before, so that they arrive in order. */
export async function deliverWebhooks(context: TenantContext): Promise<void> {
  const settings = meta.configuration(context.sql)?.settings.notifications;
  if (settings === undefined) return;
  for (let sent = 0; sent < notices.AT_ONCE; sent += 1) {
    const [notice] = notices.takeDue(context.sql, "webhook", context.now(), 1);
    if (notice === undefined) return;
    await webhook(context, notice, settings.webhook);
  }
}

const MAILS_AT_ONCE = 500;
/** The mail's binding has no time-out of its own. */
const MAIL_MS = 15_000;

/** Sends due mails: alerts together in one, each summary and each test in its own. */
export async function deliverMails(context: TenantContext): Promise<void> {
  const to = meta.configuration(context.sql)?.settings.notifications.emails;
  if (to === undefined) return;
  const { sql } = context;
  const mailContext = contextOf(context);
  // Loaded before anything is claimed, so that nothing delays a claimed notice.
  await loadMessages(mailContext.language);
  const due = notices.takeDue(sql, "mail", context.now(), MAILS_AT_ONCE);
  const raised = due.filter(({ what }) => what === "raised");
  if (
    raised.length > 0 &&
    (await mail(
      context,
      to,
      raised,
      alertMail(withJobs(sql, notices.newestOfEach(raised)), mailContext),
    ))
  )
    notices.notifiedPeople(sql, "mail", context.now());
  for (const one of due.filter(({ what }) => what === "summary"))
    await mail(context, to, [one], summaryMail(await summaryOf(context, one), mailContext));
  for (const one of due.filter(({ what }) => what === "test"))
    await mail(context, to, [one], testMail(mailContext));
}

/** Adds what each job is about, as known when the message is sent. */
const withJobs = (sql: SqlStorage, sent: readonly MailAlert[]): readonly MailAlert[] =>
  sent.map(({ reason, jobId }) => {
    const job = jobId === null ? null : jobs.byId(sql, jobId);
    return {
      reason,
      jobId,
      ...(job === null ? {} : { job: { flow: job.flow, key: job.key, label: job.label } }),
    };
  });

/** Returns a summary. Payouts are counted when it is sent, as that needs a plan of each payout. */
async function summaryOf(context: TenantContext, { body }: notices.NoticeRow): Promise<DaySummary> {
  const summary = storedJson<DaySummary>(body);
  // If they can't be counted, the mail is sent without their number.
  const payouts = await payoutsToSee(context).catch(() => null);
  const ofPayouts = alertsOfPayouts(context.sql);
  const places = placesOf({ alerts: 0, approvals: 0, payouts: payouts ?? 0, ofPayouts });
  const counted = payouts === null ? {} : { payouts: places.payouts, both: places.both };
  return { ...summary, open: withJobs(context.sql, summary.open), ...counted };
}

/** Without an address or a mail service the failure is final: a retry can't help. */
const FINAL: ReadonlySet<string | null> = new Set(["no-address", BOUNCED, "mail-not-configured"]);

async function mail(
  context: TenantContext,
  to: readonly string[],
  of: readonly notices.NoticeRow[],
  letter: Mail,
): Promise<boolean> {
  const { sql } = context;
  const isTest = of.some(({ what }) => what === "test");
  const fault = await faultOfMail(context, to, isTest, letter);
  if (fault === null)
    notices.noteSent(
      sql,
      of.map(({ id }) => id),
      context.now(),
    );
  else for (const notice of of) notices.failed(sql, notice, fault, FINAL.has(fault), context.now());
  return fault === null;
}

/** Sends a mail and returns its fault; `null`: it was sent. */
async function faultOfMail(
  context: TenantContext,
  to: readonly string[],
  isTest: boolean,
  { subject, text }: Mail,
): Promise<string | null> {
  const send = context.deps.mail;
  if (to.length === 0) return "no-address";
  if (send === null) return "mail-not-configured";
  return sendToReachable(context, to, isTest, (some) =>
    withTimeout(send(some, subject, text), MAIL_MS),
  );
}

/**
 * Sends to all addresses that accept mail. Refused addresses are stored in this object and for the
 * whole deployment; an address that accepts a test is removed there. If D1 doesn't answer, the next
 * mail stores them again.
 */
async function sendToReachable(
  { sql, now, deps }: TenantContext,
  all: readonly string[],
  isTest: boolean,
  send: (to: readonly string[]) => Promise<void>,
): Promise<string | null> {
  const isRefused = (address: string): boolean =>
    bounced.list(sql).some((one) => one.address === address);
  const note = (address: string, at: number | null): Promise<void> =>
    withTimeout(deps.noteBounced(address, at), ADDRESS_MS).catch(() => undefined);
  const fault = await sendToAll(all, {
    isRefused,
    send,
    refused: (address) => {
      bounced.note(sql, address, now());
      return note(address, now());
    },
  });
  if (fault === null && isTest)
    for (const address of all.filter((one) => !isRefused(one))) await note(address, null);
  return fault;
}

/** D1, which holds the addresses of chats, may hang. */
const ADDRESS_MS = 15_000;

/** Sends due chat messages: alerts together in one, each summary and each test in its own. */
export async function deliverChat(context: TenantContext, chat: Chat): Promise<void> {
  const { sql } = context;
  const about = contextOf(context);
  await loadMessages(about.language);
  const due = notices.takeDue(sql, chat, context.now(), MAILS_AT_ONCE);
  const raised = due.filter(({ what }) => what === "raised");
  if (
    raised.length > 0 &&
    (await sendChat(
      context,
      chat,
      raised,
      alertChat(withJobs(sql, notices.newestOfEach(raised)), about),
    ))
  )
    notices.notifiedPeople(sql, chat, context.now());
  for (const one of due.filter(({ what }) => what === "summary"))
    await sendChat(context, chat, [one], summaryChat(await summaryOf(context, one), about));
  for (const one of due.filter(({ what }) => what === "test"))
    await sendChat(context, chat, [one], testChat(about));
}

async function sendChat(
  context: TenantContext,
  chat: Chat,
  of: readonly notices.NoticeRow[],
  message: ChatMessage,
): Promise<boolean> {
  const { sql, deps } = context;
  const fail = (fault: string, final = false): false => {
    for (const notice of of) notices.failed(sql, notice, fault, final, context.now());
    return false;
  };
  const address = await withTimeout(deps.chatAddress(context.tenantId(), chat), ADDRESS_MS).catch(
    () => undefined,
  );
  if (address === undefined) return fail("registry-unreachable");
  if (address === null) return fail("no-address", true);
  const answered = await deps.post(chatRequest(chat, address, message));
  if (!answered.ok) return fail(answered.error.kind);
  const { status } = answered.value;
  if (status < 200 || status >= 300) return fail(`status ${status}`, isPermanentRefusal(status));
  notices.noteSent(
    sql,
    of.map(({ id }) => id),
    context.now(),
  );
  return true;
}

const GONE = 410;

function eventOf(what: notices.NoticeRow["what"]): "test" | "alert.resolved" | "alert.raised" {
  if (what === "test") return "test";
  return what === "resolved" ? "alert.resolved" : "alert.raised";
}

async function webhook(
  context: TenantContext,
  notice: notices.NoticeRow,
  url: string | null,
): Promise<void> {
  const { sql, deps } = context;
  const fail = (fault: string, final = false): void =>
    notices.failed(sql, notice, fault, final, context.now());
  if (url === null) return fail("no-address", true);
  const secret = await noticeSecret.read(context);
  if (secret === null) return fail("no-secret");
  const { language, page } = contextOf(context);
  const request = await webhookRequest(url, secret, {
    id: `${context.tenantId()}.${notice.id}`,
    type: eventOf(notice.what),
    tenantId: context.tenantId(),
    now: context.now(),
    alert: notice.what === "test" ? null : notices.notifiedOf(notice),
    language,
    page,
  });
  const answered = await deps.post(request);
  if (!answered.ok) return fail(answered.error.kind);
  const { status } = answered.value;
  if (status >= 200 && status < 300) notices.noteSent(sql, [notice.id], context.now());
  else fail(`status ${status}`, status === GONE);
}

function contextOf(context: TenantContext): MailContext {
  const language = meta.get(context.sql, "language");
  const shop =
    meta.shopName(context.sql) ??
    context.vault.views().find(({ vendor }) => vendor === "asperion")?.name ??
    context.tenantId();
  return {
    shop,
    language: isLanguage(language) ? language : DEFAULT_LANGUAGE,
    page: `${context.deps.publicUrl}/admin/tenants/${context.tenantId()}`,
  };
}

type Summed = { readonly currency: string; readonly gross: string };

/** Returns the totals by currency, less those of `without`; totals of 0 are left out. */
function amountsOf(sums: readonly Summed[], without: readonly Summed[] = []) {
  const parts = [
    ...sums,
    ...without.map(({ currency, gross }) => ({ currency, gross: exact(dec(gross).times(-1)) })),
  ];
  return [...Map.groupBy(parts, ({ currency }) => currency)]
    .map(([currency, one]) => ({
      currency,
      gross: amount(sum(one.map(({ gross }) => gross)).div(MILLION)),
    }))
    .filter(({ currency, gross }) => currency !== "" && !same(gross, "0"));
}

const SUMMARY_HOUR = 6;
const SUMMED = "summed-up";

/** Returns when a day begins in the shop's time zone, as the pages count days. */
const beginOf = (day: string): number => {
  const stamp = parseLocal(day);
  if (stamp === null) throw new Error(`${day} is no day`);
  return instantsOf(stamp, SOURCE_ZONE).earliest;
};

/** The sums are in millionths. */
const MILLION = 1_000_000;

/**
 * Queues the daily summary once a day, after the nightly reconciliation: the outcomes of the day
 * before, and what needs a person now. The caller makes it one transaction.
 */
export function queueDaySummary(context: TenantContext): void {
  const { sql } = context;
  const now = context.now();
  const settings = meta.configuration(sql)?.settings.notifications;
  const today = localDay(now - SUMMARY_HOUR * HOUR_MS, SOURCE_ZONE);
  const before = meta.get(sql, SUMMED);
  if (before === today) return;
  meta.set(sql, SUMMED, today);
  const to = notices.channels(sql).filter((channel) => channel !== "webhook");
  // The tenant's first day is incomplete.
  if (before === null || settings?.dailySummary !== true || to.length === 0) return;
  // Always yesterday's figures: a day whose summary wasn't queued is skipped.
  const day = dayAfter(today, -1);
  const spans = [{ from: beginOf(day), to: beginOf(today) }];
  const credits = creditSums(sql, spans);
  const sums = ended.sums(sql, spans).filter(({ flow }) => flow === "orders");
  const ofOutcomes = (outcomes: readonly string[]) =>
    sums.filter(({ outcome }) => outcomes.includes(outcome));
  const of = (...outcomes: string[]): number =>
    ofOutcomes(outcomes).reduce((total, { n }) => total + n, 0);
  const held = [...ON_HOLD, APPROVAL_WAIT, "in-doubt"];
  const approvals = countApprovals(context);
  const { attention } = placesOf({ alerts: openThings(sql), approvals });
  const shown = alerts
    .list(sql)
    .alerts.filter(({ resolvedAt, reason }) => resolvedAt === null && reason.code !== APPROVAL);
  const summary: DaySummary = {
    day,
    outcomes: {
      booked: of("booked"),
      updated: of("updated"),
      skipped: of("skipped", "before-start", WOULD_BE_BOOKED),
      held: of(...held),
    },
    amounts: {
      booked: amountsOf(ofOutcomes(["booked"])),
      held: amountsOf(ofOutcomes(held), credits),
    },
    heldCredits: amountsOf(credits),
    waiting:
      count(sql, "SELECT count(*) AS n FROM jobs WHERE over = 0 AND flow = 'orders'") +
      of(DAY_WAIT),
    findings:
      store.current(sql) === null
        ? null
        : count(sql, "SELECT count(*) AS n FROM reconciliation_findings"),
    open: shown.map(({ reason, jobId }) => ({ reason, jobId })),
    things: attention,
    approvals,
  };
  for (const channel of to) notices.add(sql, { channel, what: "summary", body: summary }, now);
}
