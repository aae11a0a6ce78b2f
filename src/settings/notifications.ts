/**
 * Who receives alerts besides the pages: by e-mail, by a signed webhook, in Slack and in Teams. All
 * are off until an address is given. The addresses of chats are secrets, stored elsewhere
 * (src/store/chat-addresses.ts).
 */
import { z } from "zod";
import { type AddressFault, addressFault, type Chat } from "../domain/users/chat.ts";
import { faultId, type FaultId } from "./setting-faults.ts";
import type { Reason, ReasonCode } from "../domain/reasons/index.ts";

/**
 * What an alert is about: something that waits for a person, a sign-in or access, a difference
 * between both sides, the operation.
 */
export const NOTICE_KINDS = ["jobs", "access", "comparison", "running"] as const;
type NoticeKind = (typeof NOTICE_KINDS)[number];

const ACCESS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "needs-login",
  "client-refused",
  "no-access",
  "capability-paused",
  "company-blocked",
  "company-claimed",
  "wrong-administration",
  "wrong-company",
  "tenant-not-connected",
  "connection-expiring",
]);

/** They belong to no job, and wait for a person all the same. */
const MAILED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "payouts-by-mail",
  "payout-mail-refused",
  "payout-paid-cancelled",
]);

export function noticeKind({ code }: Reason, jobId: string | null): NoticeKind {
  if (code.startsWith("reconciliation-")) return "comparison";
  if (ACCESS.has(code)) return "access";
  if (MAILED.has(code)) return "jobs";
  return jobId === null ? "running" : "jobs";
}

export const NOTICE_CHANNELS = ["mail", "webhook", "slack", "teams"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

const kinds = z.array(z.enum(NOTICE_KINDS)).default([]);

const ADDRESS = {
  "no-address": "settings.faults.address.none",
  "not-https": "settings.faults.address.https",
  "has-user": "settings.faults.address.user",
  "has-port": "settings.faults.address.port",
  "has-fragment": "settings.faults.address.fragment",
  "is-number": "settings.faults.address.number",
  "is-short": "settings.faults.address.short",
  "is-private": "settings.faults.address.private",
} as const satisfies Readonly<Record<AddressFault, FaultId>>;

export const notifications = z
  .strictObject({
    /** Alerts that need a person, grouped; and the daily summary. */
    emails: z.array(z.email().max(254)).max(10).default([]),
    /** Which alerts are sent at once; none named: all. The summary always has all of them. */
    kinds,
    /** The same for one way of telling; none named: as `kinds` has it. */
    channelKinds: z
      .strictObject({ mail: kinds, webhook: kinds, slack: kinds, teams: kinds })
      .prefault({}),
    dailySummary: z.boolean().default(true),
    /** Every alert as it is raised and when it is over, signed as Standard Webhooks has it. */
    webhook: z
      .string()
      .refine((text) => addressFault(text) === null, {
        error: (issue) => faultId(ADDRESS[addressFault(String(issue.input)) ?? "no-address"]),
      })
      .nullable()
      .default(null),
  })
  .prefault({});

type Notifications = z.output<typeof notifications>;

/** Whether this channel is notified of such alerts. */
export function isNotified(
  { kinds: usual, channelKinds }: Pick<Notifications, "kinds" | "channelKinds">,
  channel: NoticeChannel,
  kind: NoticeKind,
): boolean {
  const own = channelKinds[channel];
  const chosen = own.length > 0 ? own : usual;
  return chosen.length === 0 || chosen.includes(kind);
}

/** The channels that have an address. `chats`: those of which one is kept. */
export const channelsWithAddress = (
  { emails, webhook }: Pick<Notifications, "emails" | "webhook">,
  chats: readonly Chat[],
): readonly NoticeChannel[] => [
  ...(emails.length > 0 ? (["mail"] as const) : []),
  ...(webhook === null ? [] : (["webhook"] as const)),
  ...chats,
];
