/**
 * How senders prove themselves: signing secrets, shown once and kept sealed, and the token of those
 * that can't sign.
 */
import { ok } from "../../../domain/result.ts";
import { encodeBase64, encodeBase64Url } from "../../../domain/platform/text.ts";
import { message } from "../../../messages/message.ts";
import { isUniqueViolation } from "../../../store/d1-errors.ts";
import { webhookSecretPlace } from "../../../store/registry.ts";
import { sealContext, sealText } from "../../../store/seal.ts";
import { newToken, tokenHash } from "../../../store/secrets.ts";
import { sameToken, updateTenant } from "../../../store/tenants.ts";
import {
  insertWebhookSecret,
  listWebhookSecrets,
  revokeWebhookSecret,
  wasWebhookSecret,
  type WebhookSecretView,
} from "../../../store/webhook-secrets.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { deterministicBytes, alreadyCreated, secretMark } from "../one-time-value.ts";
import { requireTenant, unknownTenant } from "../tenant-access.ts";
import { type Answer, reject } from "../refusal.ts";

/** Enough to rotate, few enough to verify for each webhook. */
const MAX_SECRETS = 5;

export const webhookAddress = (deps: EdgeDeps, tenantId: string): string =>
  `${deps.config.webhookUrl}/webhooks/asperion/${tenantId}`;

export async function webhookSecretsOf(
  asking: TenantRequest,
): Answer<{ readonly secrets: readonly WebhookSecretView[] }> {
  const found = await requireTenant(asking);
  return found.ok
    ? ok({ secrets: await listWebhookSecrets(asking.deps.db, asking.tenantId) })
    : found;
}

/**
 * The secret is in this answer and nowhere again. `once`: the request's one-time value, by which no
 * second secret is made.
 */
export async function makeWebhookSecret(
  asking: TenantRequest,
  once?: string,
): Answer<{ readonly id: string; readonly secret: string; readonly url: string }> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking, "make-secrets");
  if (!found.ok) return found;
  const random = once === undefined ? deps.random : await deterministicBytes(once);
  const id = `whs_${encodeBase64Url(random(9))}`;
  if (once !== undefined && (await wasWebhookSecret(deps.db, tenantId, id)))
    return alreadyCreated();
  const secret = `whsec_${encodeBase64(deps.random(32))}`;
  const sealed = await sealText(
    await deps.keyring(),
    secret,
    sealContext(tenantId, ...webhookSecretPlace(id)),
    deps.random,
  );
  try {
    const made = await insertWebhookSecret(deps.db, tenantId, id, sealed, MAX_SECRETS, {
      actor: actor.name,
      at: deps.clock.now(),
    });
    if (!made)
      return reject(
        409,
        "too-many-secrets",
        message("refusals.tooManySecrets", { most: MAX_SECRETS }),
      );
  } catch (error) {
    if (once !== undefined && isUniqueViolation(error)) return alreadyCreated();
    throw error;
  }
  deps.registry.forget(tenantId);
  return ok({ id, secret, url: webhookAddress(deps, tenantId) });
}

/** The endpoint of other isolates learns of it within its cache time. */
export async function dropWebhookSecret(asking: TenantRequest, secretId: string): Answer<object> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const dropped = await revokeWebhookSecret(deps.db, tenantId, secretId, {
    actor: actor.name,
    at: deps.clock.now(),
  });
  deps.registry.forget(tenantId);
  return dropped ? ok({}) : reject(404, "unknown-secret", message("refusals.noSuchSecret"));
}

/**
 * Turns the address for senders that can't sign on, with a new token: an older one stops working.
 * Shown once. `was`: the mark of the one that is to be replaced.
 */
export async function turnTokenOn(
  asking: TenantRequest,
  was?: string,
): Answer<{ readonly url: string }> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking, "make-secrets");
  if (!found.ok) return found;
  const { webhookTokenHash: before } = found.value;
  if (was !== undefined && was !== secretMark(before)) return alreadyCreated();
  const token = newToken(deps.random);
  const entry = { at: deps.clock.now(), actor: actor.name, action: "webhook-token.on" };
  const on = await updateTenant(
    deps.db,
    tenantId,
    { webhookTokenHash: await tokenHash(token) },
    entry,
    was === undefined ? undefined : sameToken(before),
  );
  deps.registry.forget(tenantId);
  if (!on) return was === undefined ? unknownTenant() : alreadyCreated();
  return ok({ url: `${webhookAddress(deps, tenantId)}/${token}` });
}

export async function turnTokenOff(asking: TenantRequest): Answer<object> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const off = await updateTenant(
    deps.db,
    tenantId,
    { webhookTokenHash: null },
    { at: deps.clock.now(), actor: actor.name, action: "webhook-token.off" },
  );
  deps.registry.forget(tenantId);
  return off ? ok({}) : unknownTenant();
}
