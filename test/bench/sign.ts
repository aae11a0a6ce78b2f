/** Signed webhooks, as bytes of an HTTP request. */
import { createHmac, randomUUID } from "node:crypto";
import { HOST } from "../../scripts/local/ports.ts";

export type Target = {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
  readonly administrationId: number;
};

/** One order.created; the id of the event is new unless given. */
export function webhook(
  target: Target,
  orderId: number,
  options: { readonly id?: string; readonly type?: string } = {},
): Buffer {
  const id = options.id ?? randomUUID();
  const now = Date.now();
  const timestamp = String(Math.floor(now / 1000));
  const body = JSON.stringify({
    type: options.type ?? "order.created",
    timestamp: new Date(now).toISOString(),
    administrationId: target.administrationId,
    data: { id: orderId },
  });
  const key = Buffer.from(target.secret.replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const head = [
    `POST ${target.path} HTTP/1.1`,
    `host: ${HOST}:${target.port}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    `webhook-id: ${id}`,
    `webhook-timestamp: ${timestamp}`,
    `webhook-signature: v1,${signature}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}
