/**
 * Whether a webhook has come lately, and waiting for one: a person who has just pressed "send a
 * test" waits here.
 */
import { ok } from "../../../domain/result.ts";
import type { TenantHealth } from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import { tenantHealth } from "./control.ts";
import type { Answer } from "../refusal.ts";

export type LastWebhook = TenantHealth["lastWebhook"];

/** Well within what browsers and the platform wait for an answer. */
const LOOKS = 40;
const BETWEEN_MS = 500;

/**
 * Answers as soon as one has come since the one that was shown (ms; 0: none); after twenty seconds,
 * that none has.
 */
export async function waitForWebhook(
  asking: TenantRequest,
  shown: number,
): Answer<{ readonly lastWebhook: LastWebhook; readonly came: boolean }> {
  let lastWebhook: LastWebhook = null;
  for (let look = 0; look < LOOKS; look += 1) {
    const health = await tenantHealth(asking);
    if (!health.ok) return health;
    lastWebhook = health.value.lastWebhook;
    if (lastWebhook !== null && lastWebhook.at > shown) return ok({ lastWebhook, came: true });
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
  return ok({ lastWebhook, came: false });
}
