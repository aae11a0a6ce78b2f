/** A webhook endpoint with tenants that a test makes up, and senders that sign. */
import { Webhook } from "standardwebhooks";
import { vi } from "vitest";
import { createWebhookEndpoint } from "../../../src/http/webhooks/endpoint.ts";
import { createRegistry, type TenantEntry } from "../../../src/http/webhooks/registry.ts";
import { importSecret, isSigned } from "../../../src/http/webhooks/verify.ts";
import { fakeAccept, fakeContext, fakeTenants, testClock } from "../fakes.ts";

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
export const OTHER = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
export const TOKEN = "t".repeat(43);

export async function entry(
  over: Partial<TenantEntry> = {},
  ...secrets: string[]
): Promise<TenantEntry> {
  const keys = await Promise.all((secrets.length === 0 ? [SECRET] : secrets).map(importSecret));
  return {
    state: "active",
    administrationId: 123,
    keys: keys.filter((key) => key !== null),
    webhookTokenHash: null,
    ...over,
  };
}

export async function world(
  options: { tenants?: Record<string, TenantEntry>; dispatch?: boolean; cacheMs?: number } = {},
) {
  const clock = testClock();
  const known: Record<string, TenantEntry> = options.tenants ?? { shop: await entry() };
  const db = { down: false, reads: 0 };
  const registry = createRegistry(
    async (tenantId) => {
      db.reads += 1;
      if (db.down) throw new Error("D1 is down");
      return known[tenantId] ?? null;
    },
    clock,
    options.cacheMs ?? 60_000,
  );
  const tenants = fakeTenants({ "inbox.accept": fakeAccept(options.dispatch ?? false) });
  const verify = vi.fn(isSigned);
  const dispatched: string[] = [];
  const context = fakeContext();
  const logs: unknown[] = [];
  const endpoint = createWebhookEndpoint({
    clock,
    registry,
    tenant: tenants.tenant,
    dispatch: async (tenantId, jobId) => void dispatched.push(`${tenantId}/${jobId}`),
    log: (event) => void logs.push(event),
    verify,
  });

  function signed(
    body: string,
    options: { secret?: string; id?: string; at?: number } = {},
  ): Record<string, string> {
    const { secret = SECRET, id = "msg-1", at = clock.now() } = options;
    return {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, new Date(at), body),
    };
  }
  const post = async (
    path: string,
    body: BodyInit,
    headers: Record<string, string> = {},
    more: object = {},
  ) =>
    endpoint.fetch(
      new Request(`http://endpoint${path}`, {
        method: "POST",
        body,
        headers,
        ...more,
      } as RequestInit),
      {},
      context.ctx,
    );
  const send = (
    body: string,
    options: { tenant?: string; secret?: string; id?: string; at?: number } = {},
  ) => post(`/webhooks/asperion/${options.tenant ?? "shop"}`, body, signed(body, options));
  return {
    clock,
    db,
    known,
    registry,
    tenants,
    verify,
    dispatched,
    context,
    logs,
    signed,
    post,
    send,
  };
}

export const order = (over: object = {}): string =>
  JSON.stringify({ type: "order.updated", administrationId: 123, data: { id: 1001 }, ...over });
