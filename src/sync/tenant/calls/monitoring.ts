/** The tenant's state, and its notifications. */
import type {
  NoticesView,
  OpenCounts,
  PauseState,
  Span,
  TenantHealth,
} from "../../contract/index.ts";
import type { Chat } from "../../../domain/users/chat.ts";
import { atomic } from "../context/served.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { sums, waitSums } from "../jobs/ended.ts";
import { countApprovals } from "../actions/approve.ts";
import { list, lastResolved } from "../monitoring/alerts.ts";
import * as bounced from "../monitoring/bounced.ts";
import * as secrets from "../monitoring/notice-secret.ts";
import * as notices from "../monitoring/notices.ts";
import { countNeedingPerson as payoutsToSee } from "../payouts/payouts.ts";
import { pauseState } from "../storage/meta.ts";
import { alertsOfPayouts, openThings } from "../views/attention.ts";
import { missingSums } from "../reconciliation/order-findings.ts";
import { creditSums, bookedAttentionSums } from "../reconciliation/booked-attention.ts";
import * as view from "../views/health.ts";

async function health(context: TenantContext): Promise<TenantHealth> {
  const [nextAlarm, vendorLimit] = await Promise.all([
    context.nextAlarm(),
    context.deps
      .gate(context.vault.client())
      .view()
      .catch(() => null),
  ]);
  return { ...view.health(context, nextAlarm, vendorLimit), open: await open(context) };
}

/** Counts from stored figures and open alerts; without payouts if they can't be counted. */
async function open(context: TenantContext): Promise<OpenCounts> {
  const payouts = await payoutsToSee(context).catch(() => null);
  const pause = pauseState(context.sql);
  const ofPayouts = alertsOfPayouts(context.sql);
  return {
    alerts: openThings(context.sql),
    approvals: countApprovals(context),
    ...(payouts === null ? {} : { payouts }),
    ...(ofPayouts === 0 ? {} : { ofPayouts }),
    ...(pause.paused ? { stopped: stoppedBy(pause) } : {}),
  };
}

const stoppedBy = ({ by, reason, since }: Extract<PauseState, { paused: true }>) => {
  const { actor } = reason.params;
  return { by, since, ...(typeof actor === "string" && actor !== "" ? { actor } : {}) };
};

const noticesView = ({ sql, now, deps }: TenantContext): NoticesView => ({
  waiting: notices.waiting(sql),
  undelivered: notices.undelivered(sql, now()),
  lastFault: notices.lastFault(sql),
  mail: deps.mail !== null,
  secret: secrets.has(sql),
  chats: notices.chats(sql),
  bounced: bounced.list(sql),
});

/** Turns notifications to this chat on or off. Its address is in the registry already. */
function chat({ sql }: TenantContext, which: Chat, on: boolean): { readonly on: boolean } {
  notices.noteChat(sql, which, on);
  return { on };
}

/**
 * Makes a new secret for outgoing webhooks; the old one is gone at once. `once`: the request's
 * one-time value; `null`: this request already made the current one.
 */
const noticeSecret = async (
  context: TenantContext,
  once?: string,
): Promise<{ readonly secret: string | null }> => ({ secret: await secrets.make(context, once) });

/**
 * Sends a test on every channel that has an address. `tooSoon`: there was one within the last
 * minute, and none was sent. `unable`: channels with an address that this installation can't use.
 * Mail addresses that were refused are tried again.
 */
function testNotices(context: TenantContext): {
  readonly channels: readonly string[];
  readonly unable: readonly string[];
  readonly tooSoon: boolean;
} {
  const tested = notices.test(context.sql, context.now(), context.deps.mail !== null);
  if (tested === null) return { channels: [], unable: [], tooSoon: true };
  bounced.forget(context.sql);
  if (tested.channels.length > 0) context.wake();
  return { ...tested, tooSoon: false };
}

/** Outcomes within each of these spans. */
const endedSums = ({ sql, now }: TenantContext, spans: readonly Span[]) => sums(sql, spans, now());

/** How long orders waited until they were booked, within each of these spans. */
const endedWaits = ({ sql, now }: TenantContext, spans: readonly Span[]) =>
  waitSums(sql, spans, now()).waits;

/** Why orders began to need a person, within each of these spans. */
const endedCauses = ({ sql, now }: TenantContext, spans: readonly Span[]) =>
  waitSums(sql, spans, now()).causes;

/** The orders in these sums whose document the reconciliation doesn't find any more. */
const missing = ({ sql }: TenantContext, spans: readonly Span[]) => missingSums(sql, spans);

/** The orders in these sums that need a person although they have a document in the ledger. */
const standing = ({ sql }: TenantContext, spans: readonly Span[]) =>
  bookedAttentionSums(sql, spans);

/** The credits in these sums that need a person. */
const credits = ({ sql }: TenantContext, spans: readonly Span[]) => creditSums(sql, spans);

export const monitoring = {
  health,
  missing: atomic(missing),
  standing,
  credits,
  endedSums: atomic(endedSums),
  endedWaits: atomic(endedWaits),
  endedCauses: atomic(endedCauses),
  alerts: ({ sql }: TenantContext, cursor?: string) => list(sql, cursor),
  resolved: ({ sql }: TenantContext) => lastResolved(sql),
  open,
  notices: noticesView,
  noticeSecret,
  chat: atomic(chat),
  testNotices: atomic(testNotices),
};
