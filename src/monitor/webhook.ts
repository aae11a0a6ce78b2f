/**
 * One alert as a webhook, signed by Standard Webhooks: `webhook-id`, `webhook-timestamp` and
 * `webhook-signature` (v1, HMAC-SHA256 of `id.timestamp.body`). The id is the notice's and stays
 * the same on a repetition, so that a receiver recognises it. The body contains ids and codes, and
 * names nobody.
 */
import type { HttpRequest } from "../domain/vendors/http.ts";
import type { Language } from "../domain/language.ts";
import { knownReason, type Reason, severityOf } from "../domain/reasons/index.ts";
import { decodeBase64, encodeBase64, utf8 } from "../domain/platform/text.ts";
import { loadMessages, type Messages } from "../messages/index.ts";
import { reasonText } from "../messages/reasons.ts";

export const SECRET_PREFIX = "whsec_";

type WebhookNotice = {
  readonly id: string;
  readonly type: "alert.raised" | "alert.resolved" | "test";
  readonly tenantId: string;
  /** ms of the sending. */
  readonly now: number;
  readonly alert: {
    readonly id: string;
    readonly reason: Reason;
    readonly jobId: string | null;
    readonly since: number;
  } | null;
  readonly language: Language;
  readonly page: string;
};

export async function webhookRequest(
  url: string,
  secret: string,
  notice: WebhookNotice,
): Promise<HttpRequest> {
  const body = JSON.stringify({
    type: notice.type,
    timestamp: new Date(notice.now).toISOString(),
    data: dataOf(notice, await loadMessages(notice.language)),
  });
  const timestamp = String(Math.floor(notice.now / 1000));
  const key = await crypto.subtle.importKey(
    "raw",
    decodeBase64(secret.replace(SECRET_PREFIX, "")) ?? utf8(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signature = encodeBase64(
    new Uint8Array(
      await crypto.subtle.sign("HMAC", key, utf8(`${notice.id}.${timestamp}.${body}`)),
    ),
  );
  return {
    method: "POST",
    url,
    headers: {
      "content-type": "application/json",
      "user-agent": "asperion-eaccounting-bridge",
      "webhook-id": notice.id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
  };
}

function dataOf({ tenantId, alert, page }: WebhookNotice, messages: Messages): object {
  if (alert === null) return { tenant: tenantId, page };
  const { text, next } = reasonText(messages, alert.reason);
  return {
    tenant: tenantId,
    alert: alert.id,
    code: alert.reason.code,
    params: alert.reason.params,
    severity: severityOf(knownReason(alert.reason).code),
    text,
    next,
    job: alert.jobId,
    since: new Date(alert.since).toISOString(),
    page,
  };
}
