/** Moves what is sealed under older keys to the writing key; and the record of deletions. */
import { ok } from "../../../domain/result.ts";
import { listRetentionRuns, type RetentionRun } from "../../../store/retention.ts";
import { resealChatAddresses } from "../../../store/chat-addresses.ts";
import { resealNoticeSecret } from "../../../store/notice-secrets.ts";
import type { Reencrypted } from "../../../sync/contract/index.ts";
import { resealWebhookSecrets } from "../../../store/webhook-secrets.ts";
import { webhookSecretPlace } from "../../../store/registry.ts";
import type { TenantRequest } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";
import { writeAct } from "../audited.ts";

/** Steps per call; the rest continues automatically. */
const STEPS_AT_ONCE = 50;

export async function reencrypt(asking: TenantRequest): Answer<Reencrypted> {
  const { deps, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  await writeAct(asking, { action: "re-encrypt" });
  const keyring = await deps.keyring();
  const lostSecrets =
    (await resealWebhookSecrets(deps.db, tenantId, keyring, webhookSecretPlace)) +
    (await resealNoticeSecret(deps.db, keyring, tenantId)) +
    (await resealChatAddresses(deps.db, keyring, tenantId));
  for (let steps = 1; ; steps += 1) {
    const stepped = await callTenant(asking, (tenant) => tenant.privacy.reencrypt(tenantId));
    if (!stepped.ok) return stepped;
    const { left, lost, more } = stepped.value;
    if (!more || steps === STEPS_AT_ONCE) return ok({ left, lost: lost + lostSecrets });
  }
}

export async function retentionOf(
  asking: TenantRequest,
): Answer<{ readonly runs: readonly RetentionRun[] }> {
  const found = await requireTenant(asking);
  return found.ok ? ok({ runs: await listRetentionRuns(asking.deps.db, asking.tenantId) }) : found;
}
