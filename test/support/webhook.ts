/**
 * A webhook as a shop's plug-in sends it: signed as Standard Webhooks 1.0, told nothing but which
 * order.
 */
import { createHmac, randomBytes, randomUUID } from "node:crypto";

export type Tenant = {
  readonly id: string;
  readonly secret: string;
  readonly administrationId: number;
  /** The name of its company in the ledger. */
  readonly company: string;
};

export type WebhookOptions = {
  readonly type?: string;
  readonly id?: string;
  readonly body?: string;
  readonly secret?: string;
  /** ms: when it says that it was sent. */
  readonly at?: number;
  readonly administrationId?: number;
};

export function signedWebhook(
  tenant: Tenant,
  orderId: number,
  options: WebhookOptions,
): { method: string; headers: Record<string, string>; body: string } {
  const id = options.id ?? randomUUID();
  const timestamp = String(Math.floor((options.at ?? Date.now()) / 1000));
  const told = {
    type: options.type ?? "order.created",
    timestamp: new Date().toISOString(),
    administrationId: options.administrationId ?? tenant.administrationId,
    data: { id: orderId },
  };
  const body = options.body ?? JSON.stringify(told);
  const key = Buffer.from((options.secret ?? tenant.secret).replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
  };
}

export const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;
