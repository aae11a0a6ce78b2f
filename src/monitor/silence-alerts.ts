/**
 * Notifies people for a silent object: by its tenant's mail, chats and signed webhook that it is
 * silent, and by webhook that it is over. Each channel is notified once; a failure is repeated at
 * each cron run, under the same id, while the silence lasts. D1 records what was sent, so cron may
 * be late, missed or doubled.
 */
import type { Chat } from "../domain/users/chat.ts";
import type { HttpFault, HttpRequest } from "../domain/vendors/http.ts";
import { DEFAULT_LANGUAGE, isLanguage, type Language } from "../domain/language.ts";
import type { Reason } from "../domain/reasons/index.ts";
import type { Result } from "../domain/result.ts";
import { loadMessages } from "../messages/index.ts";
import { NOTICE_CHANNELS, type NoticeChannel } from "../settings/notifications.ts";
import { readStoredSettings } from "../settings/versions/stored-settings.ts";
import { bouncedAmong, noteBounced } from "../store/bounced-addresses.ts";
import { chatsOf, readChatAddress } from "../store/chat-addresses.ts";
import type { Db } from "../store/db.ts";
import { forgetNotified, listNotified, noteNotified } from "../store/heartbeat.ts";
import { readNoticeSecret } from "../store/notice-secrets.ts";
import type { Keyring } from "../store/seal.ts";
import { latestSettings } from "../store/settings.ts";
import { findTenant } from "../store/tenants.ts";
import { alertChat, chatRequest, isPermanentRefusal } from "./chat.ts";
import { alertMail } from "./mail.ts";
import { sendToAll } from "./send-to-all.ts";
import { webhookRequest } from "./webhook.ts";

export type SilenceDeps = {
  readonly db: Db;
  readonly keyring: () => Promise<Keyring>;
  /** `null`: this deployment sends no mail. */
  readonly mail: ((to: readonly string[], subject: string, text: string) => Promise<void>) | null;
  readonly post: (request: HttpRequest) => Promise<Result<{ readonly status: number }, HttpFault>>;
  readonly publicUrl: string;
  readonly log: (event: {
    readonly event: string;
    readonly tenant: string;
    readonly channel: string;
  }) => void;
};

/** `deadline`: until when the object should have begun its next sweep, ms. */
type Silence = {
  readonly tenantId: string;
  readonly deadline: number;
  readonly alert: string;
  readonly reason: Reason;
};

const isChannel = (text: string): text is NoticeChannel =>
  (NOTICE_CHANNELS as readonly string[]).includes(text);

type Listener = {
  readonly emails: readonly string[];
  readonly webhook: string | null;
  readonly context: {
    readonly shop: string;
    readonly language: Language;
    readonly page: string;
  };
};

type Notice = {
  readonly channel: NoticeChannel;
  readonly silence: Silence;
  readonly isOver: boolean;
};

/** `part`: those of the notices that this run sends, in their order. */
export async function alertSilence(
  deps: SilenceDeps,
  silent: readonly Silence[],
  alertOf: (tenantId: string) => Pick<Silence, "alert" | "reason">,
  now: number,
  part: (notices: readonly Notice[]) => readonly Notice[],
): Promise<void> {
  const notified = await listNotified(deps.db);
  const alreadyNotified = new Set(
    notified.map(({ tenantId, channel }) => `${channel} ${tenantId}`),
  );
  const stillSilent = new Set(silent.map(({ tenantId }) => tenantId));
  const chats = silent.length === 0 ? [] : await chatsOf(deps.db, [...stillSilent]);
  const begun = silent.flatMap((silence): readonly Notice[] =>
    (
      [
        "mail",
        "webhook",
        ...chats.flatMap(({ tenantId, chat }) => (tenantId === silence.tenantId ? [chat] : [])),
      ] as const
    )
      .filter((channel) => !alreadyNotified.has(`${channel} ${silence.tenantId}`))
      .map((channel) => ({ channel, silence, isOver: false })),
  );
  const over = notified
    .filter(({ tenantId }) => !stillSilent.has(tenantId))
    .map(({ channel, tenantId, deadline }): Notice => ({
      channel: isChannel(channel) ? channel : "webhook",
      silence: { tenantId, deadline, ...alertOf(tenantId) },
      isOver: true,
    }));
  for (const notice of part([...begun, ...over])) await tell(deps, notice, now);
}

async function tell(deps: SilenceDeps, { channel, silence, isOver }: Notice, now: number) {
  if (!isOver) {
    if (await say(deps, channel, silence, "alert.raised", now))
      await noteNotified(deps.db, { channel, ...silence });
    return;
  }
  // People hear what needs them; that nothing does any more is for machines.
  if (channel !== "webhook" || (await say(deps, channel, silence, "alert.resolved", now)))
    await forgetNotified(deps.db, { channel, tenantId: silence.tenantId });
}

/** True where nothing is left to do on that channel: it has no address, or accepted the notice. */
async function say(
  deps: SilenceDeps,
  channel: NoticeChannel,
  silence: Silence,
  type: "alert.raised" | "alert.resolved",
  now: number,
): Promise<boolean> {
  const listener = await listenerOf(deps, silence.tenantId);
  if (listener === null) return true;
  const tellNow = (): Promise<boolean> => {
    if (channel === "mail") return mailed(deps, listener, silence, now);
    if (channel === "webhook") return hooked(deps, listener, silence, type, now);
    return sentToChat(deps, listener, channel, silence);
  };
  const taken = await tellNow().catch(() => false);
  if (!taken) deps.log({ event: "silence-not-told", tenant: silence.tenantId, channel });
  return taken;
}

/** Mail that reaches nobody is repeated: addresses may be corrected while a shop is silent. */
async function mailed(
  { db, mail }: SilenceDeps,
  { emails, context }: Listener,
  { reason }: Silence,
  now: number,
): Promise<boolean> {
  if (mail === null || emails.length === 0) return true;
  await loadMessages(context.language);
  const { subject, text } = alertMail([{ reason, jobId: null }], context);
  const bounced = await bouncedAmong(db, emails);
  const fault = await sendToAll(emails, {
    isRefused: (address) => bounced.has(address),
    send: (to) => mail(to, subject, text),
    refused: (address) => noteBounced(db, address, now),
  });
  return fault === null;
}

async function sentToChat(
  deps: SilenceDeps,
  { context }: Listener,
  chat: Chat,
  { tenantId, reason }: Silence,
): Promise<boolean> {
  const address = await readChatAddress(deps.db, await deps.keyring(), tenantId, chat);
  if (address === null) return true;
  await loadMessages(context.language);
  const answered = await deps.post(
    chatRequest(chat, address, alertChat([{ reason, jobId: null }], context)),
  );
  if (!answered.ok) return false;
  const { status } = answered.value;
  return (status >= 200 && status < 300) || isPermanentRefusal(status);
}

const GONE = 410;

async function hooked(
  deps: SilenceDeps,
  { webhook, context }: Listener,
  silence: Silence,
  type: "alert.raised" | "alert.resolved",
  now: number,
): Promise<boolean> {
  const { tenantId, deadline, alert, reason } = silence;
  const secret =
    webhook === null ? null : await readNoticeSecret(deps.db, await deps.keyring(), tenantId);
  if (webhook === null || secret === null) return true;
  const id = `${tenantId}.silence.${deadline}${type === "alert.resolved" ? ".over" : ""}`;
  const answered = await deps.post(
    await webhookRequest(webhook, secret, {
      id,
      type,
      tenantId,
      now,
      alert: { id: alert, reason, jobId: null, since: deadline },
      ...context,
    }),
  );
  return (
    answered.ok &&
    ((answered.value.status >= 200 && answered.value.status < 300) ||
      answered.value.status === GONE)
  );
}

/** `null`: the tenant is gone, or its settings aren't understood. */
async function listenerOf(
  { db, publicUrl }: SilenceDeps,
  tenantId: string,
): Promise<Listener | null> {
  const [tenant, version] = await Promise.all([
    findTenant(db, tenantId),
    latestSettings(db, tenantId),
  ]);
  const settings = version === null ? null : readStoredSettings(JSON.parse(version.json));
  if (tenant === null || tenant.state === "retired" || settings === null) return null;
  const { emails, webhook } = settings.notifications;
  return {
    emails,
    webhook,
    context: {
      shop: tenant.name,
      language: languageOf(tenant.language),
      page: `${publicUrl}/admin/tenants/${tenantId}`,
    },
  };
}

const languageOf = (text: string) => (isLanguage(text) ? text : DEFAULT_LANGUAGE);
