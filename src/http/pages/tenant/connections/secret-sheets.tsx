/**
 * Shows what stops working, before a secret of a shop is removed or replaced, and what is opened by
 * one that needs no signature.
 */
import type { Child } from "hono/jsx";
import { messagesFor } from "../../../language.ts";
import { type Chat, CHAT_NAMES } from "../../../../domain/users/chat.ts";
import { tenantHealth } from "../../../usecases/tenants/control.ts";
import { noticesOf } from "../../../usecases/tenants/notifications.ts";
import { secretMark } from "../../../usecases/one-time-value.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import { webhookSecretsOf } from "../../../usecases/tenants/webhook-access.ts";
import type { PageContext } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { confirmSheet } from "../../previews/confirmation-sheet.tsx";
import { When } from "../../parts/ui.tsx";
import { placePath } from "../places.ts";
import { readSettings } from "../../../usecases/settings/settings.ts";
import { granted } from "../../frame/respond.tsx";

type Sheet = Omit<Parameters<typeof confirmSheet>[1], "tenant" | "button" | "manual"> & {
  /** What its button says. */
  readonly does: string;
  /** Whether something stops by it: then it is red. */
  readonly ends?: boolean;
};

async function through(
  c: PageContext,
  { does, ends = true, ...sheet }: Sheet,
): Promise<Response | null> {
  const tenant = await requireTenant(c.var.asking);
  const button = { text: does, ends };
  return tenant.ok
    ? confirmSheet(c, { ...sheet, tenant: tenant.value, button, manual: "everyday" })
    : null;
}

/** Where alerts are sent, in the settings. */
const noticesPath = (c: PageContext): string =>
  `/admin/tenants/${c.var.asking.tenantId}/settings/notifications#notices`;

/**
 * The page that asks to confirm a change of a webhook secret; `null`: it was confirmed, or there is
 * no such secret.
 */
export async function throughSecret(c: PageContext, secretId: string): Promise<Response | null> {
  const { t } = messagesFor(c);
  const { tenantId: id } = c.var.asking;
  const found = await webhookSecretsOf(c.var.asking);
  if (!found.ok || !found.value.secrets.some((secret) => secret.id === secretId)) return null;
  const others = found.value.secrets.length - 1;
  return through(c, {
    facts: [secretId, others],
    title: t("takenAway.secret", { name: secretId }),
    does: t("takenAway.does.secret"),
    action: `/admin/tenants/${id}/secrets/${secretId}/revoke`,
    back: placePath(id, "webhooks"),
    tab: null,
    says: [
      t("takenAway.signed"),
      others === 0 ? t("takenAway.noSecretLeft") : t("takenAway.secretsLeft", { count: others }),
      ...(await lastWebhook(c)),
      ...(await swept(c)),
    ],
  });
}

/** The address for senders that can't sign: turned on or off, or replaced by another one. */
export async function throughAddress(c: PageContext, to: "on" | "off"): Promise<Response | null> {
  const { t } = messagesFor(c);
  const { tenantId: id } = c.var.asking;
  const tenant = await requireTenant(c.var.asking);
  if (!tenant.ok) return null;
  const hash = tenant.value.webhookTokenHash;
  const was = one(c.var.form, "was");
  // A form that is sent again is told so.
  if (to === "on" ? was !== secretMark(hash) : hash === null) return null;
  if (hash === null)
    return through(c, {
      facts: [to],
      title: t("tenant.webhooks.turnOnTitle"),
      does: t("tenant.webhooks.turnOn"),
      ends: false,
      action: `/admin/tenants/${id}/token/on`,
      fields: [["was", was]],
      back: placePath(id, "webhooks"),
      tab: null,
      says: [t("tenant.webhooks.unsignedHint"), t("tenant.webhooks.turnOnSays")],
    });
  return through(c, {
    facts: [to, hash],
    title: t(to === "on" ? "takenAway.addressReplaced" : "takenAway.addressOff"),
    does: t(to === "on" ? "takenAway.does.addressReplaced" : "takenAway.does.addressOff"),
    action: `/admin/tenants/${id}/token/${to}`,
    fields: to === "on" ? [["was", was]] : [],
    back: placePath(id, "webhooks"),
    tab: null,
    says: [t("takenAway.address"), ...(await lastWebhook(c)), ...(await swept(c))],
  });
}

/** The secret that signs what is sent out: the first one takes nothing away. */
export async function throughNoticeSecret(c: PageContext): Promise<Response | null> {
  const { t } = messagesFor(c);
  if (!granted(await noticesOf(c.var.asking)).secret) return null;
  return through(c, {
    facts: ["notice-secret"],
    title: t("takenAway.noticeSecret"),
    does: t("takenAway.does.noticeSecret"),
    action: `/admin/tenants/${c.var.asking.tenantId}/notices/secret`,
    fields: [["once", one(c.var.form, "once")]],
    back: noticesPath(c),
    tab: "settings",
    says: [t("notices.rotate"), t("takenAway.noticesUnverified")],
  });
}

/**
 * A chat to which alerts aren't sent any more, or under another address than so far: the first
 * address takes nothing away. `address`: the new one; `null`: none.
 */
export async function throughChat(
  c: PageContext,
  chat: Chat,
  address: string | null,
): Promise<Response | null> {
  const { t } = messagesFor(c);
  const named = { chat: CHAT_NAMES[chat] };
  const { chats } = granted(await noticesOf(c.var.asking));
  if (!chats.includes(chat)) return null;
  const others = chats.length - 1;
  const sheet = {
    action: `/admin/tenants/${c.var.asking.tenantId}/notices/chat/${chat}`,
    back: noticesPath(c),
    tab: "settings",
  } as const;
  return through(
    c,
    address === null
      ? {
          ...sheet,
          facts: [chat, others],
          title: t("chats.remove", named),
          does: t("chats.remove", named),
          fields: [["act", "remove"]],
          says: [t("takenAway.chat", named), t("takenAway.chatsLeft", { count: others })],
        }
      : {
          ...sheet,
          facts: ["chat-replaced", chat, address],
          title: t("takenAway.chatReplaced", named),
          does: t("takenAway.chatReplaced", named),
          fields: [["address", address]],
          says: [t("takenAway.chatMoved", named), t("takenAway.chatUntested")],
        },
  );
}

/** What is found without any webhook; nothing where nobody looks on schedule. */
async function swept(c: PageContext): Promise<readonly string[]> {
  const read = await readSettings(c.var.asking);
  return read.ok && read.value.settings.schedules.orders !== "never"
    ? [messagesFor(c).t("takenAway.swept")]
    : [];
}

/** When the last one came; nothing where the shop doesn't answer. */
async function lastWebhook(c: PageContext): Promise<readonly Child[]> {
  const { t, rich } = messagesFor(c);
  const health = await tenantHealth(c.var.asking);
  if (!health.ok) return [];
  const at = health.value.lastWebhook?.at ?? null;
  return [
    at === null
      ? t("takenAway.noWebhookYet")
      : rich("takenAway.lastWebhook", {
          when: <When at={at} />,
        }),
  ];
}
