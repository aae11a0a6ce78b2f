/** Notifications: their state, the signing secret, a test. */
import { type Chat, chatAddressFault } from "../../../domain/users/chat.ts";
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import { forgetChatAddress, keepChatAddress } from "../../../store/chat-addresses.ts";
import { keepNoticeSecret } from "../../../store/notice-secrets.ts";
import type { NoticesView } from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import { alreadyCreated } from "../one-time-value.ts";
import { callTenant, onTenant, requireTenant } from "../tenant-access.ts";
import { reject, type Answer } from "../refusal.ts";
import { writeAct } from "../audited.ts";

export const noticesOf = (asking: TenantRequest): Answer<NoticesView> =>
  onTenant(asking, (tenant) => tenant.monitoring.notices(asking.tenantId));

/**
 * Shown once; the old one doesn't sign any more. `once`: the request's one-time value, by which no
 * second secret is made.
 */
export async function makeNoticeSecret(
  asking: TenantRequest,
  once?: string,
): Answer<{ readonly secret: string }> {
  const { deps, tenantId } = asking;
  const found = await requireTenant(asking, "make-secrets");
  if (!found.ok) return found;
  await writeAct(asking, { action: "notice-secret.make" });
  const made = await callTenant(asking, (tenant) => tenant.monitoring.noticeSecret(tenantId, once));
  if (!made.ok) return made;
  const { secret } = made.value;
  if (secret === null) return alreadyCreated();
  // For what cron has to say in the object's place.
  await keepNoticeSecret(deps.db, await deps.keyring(), tenantId, secret);
  return ok({ secret });
}

/**
 * From now on alerts go to this chat as well; `null`: no more. The address is sealed and never
 * shown again. Known first to the registry, then to the shop's object: where that can't be reached
 * the same request is sent again.
 */
export async function setChat(
  asking: TenantRequest,
  chat: Chat,
  address: string | null,
): Answer<{ readonly chat: Chat; readonly on: boolean }> {
  const { deps, tenantId } = asking;
  const found = await requireTenant(asking, "work");
  if (!found.ok) return found;
  const fault = address === null ? null : chatFault(chat, address);
  if (fault !== null) return fault;
  await writeAct(asking, {
    ...(address === null ? { action: "chat.remove" } : { action: "chat.set" }),
    after: chat,
  });
  if (address === null) await forgetChatAddress(deps.db, tenantId, chat);
  else await keepChatAddress(deps.db, await deps.keyring(), tenantId, chat, address);
  const told = await callTenant(asking, (tenant) =>
    tenant.monitoring.chat(tenantId, chat, address !== null),
  );
  return told.ok ? ok({ chat, on: address !== null }) : told;
}

/** Why an address can't be one of this chat; `null`: it can. */
export const chatFault = (chat: Chat, address: string) =>
  chatAddressFault(chat, address) === null
    ? null
    : reject(400, "address-not-taken", message(FAULTS[chat]));

const FAULTS = {
  slack: "refusals.notSlack",
  teams: "refusals.notTeams",
} as const satisfies Readonly<Record<Chat, string>>;

/** To every address that is saved, at most once a minute: they may be anybody's. */
export async function testNotices(
  asking: TenantRequest,
): Answer<{ readonly channels: readonly string[]; readonly unable: readonly string[] }> {
  const { tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  await writeAct(asking, { action: "notices.test" });
  const asked = await callTenant(asking, (tenant) => tenant.monitoring.testNotices(tenantId));
  if (!asked.ok) return asked;
  const { tooSoon, channels, unable } = asked.value;
  return tooSoon
    ? reject(409, "tested-just-now", message("refusals.testedJustNow"))
    : ok({ channels, unable });
}
