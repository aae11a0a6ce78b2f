/**
 * The webhook endpoint of the built Worker, over HTTP: what it takes, what it refuses and with
 * what, and that a refusal stores nothing.
 */
import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Webhook } from "standardwebhooks";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { newSecret } from "../support/webhook.ts";
import { companyBuyer, mug } from "../support/orders.ts";

let bridge: Bridge;
let tenant: Tenant;
let other: Tenant;
let nextOrder = 500_000;
const SECOND = 1_000;
const MINUTE = 60_000;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
  other = await unconnected();
});

afterAll(() => bridge.stop());

/** A tenant that is enough for the webhook endpoint. */
async function unconnected(): Promise<Tenant> {
  const { id } = await bridge.ask("POST", "/tenants", {
    name: "Door",
    language: "en",
    asperion: { administrationId: 123 },
  });
  const { secret } = await bridge.ask("POST", `/tenants/${String(id)}/webhook-secrets`);
  return { id: String(id), secret: String(secret), administrationId: 123, company: "" };
}

const orderId = (): number => (nextOrder += 1);

type Sent = {
  readonly path?: string;
  readonly body?: string | ReadableStream<Uint8Array>;
  readonly headers?: Record<string, string | null>;
  readonly secret?: string;
  readonly atMs?: number;
  readonly id?: string;
};

const eventOf = (id: number, change: Json = {}): string =>
  JSON.stringify({
    type: "order.created",
    timestamp: new Date().toISOString(),
    administrationId: 123,
    data: { id },
    ...change,
  });

async function send(
  id: number,
  sent: Sent = {},
): Promise<{ status: number; headers: Headers; body: Json }> {
  const webhookId = sent.id ?? `msg_${randomUUID()}`;
  const timestamp = String(Math.floor((sent.atMs ?? (await bridge.now())) / SECOND));
  const body = sent.body ?? eventOf(id);
  const signed = typeof body === "string" ? body : "";
  const key = Buffer.from((sent.secret ?? tenant.secret).replace("whsec_", ""), "base64");
  const signature = `v1,${createHmac("sha256", key).update(`${webhookId}.${timestamp}.${signed}`).digest("base64")}`;
  const given = {
    "content-type": "application/json",
    "webhook-id": webhookId,
    "webhook-timestamp": timestamp,
    "webhook-signature": signature,
    ...sent.headers,
  };
  const headers = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const response = await bridge.fetch(sent.path ?? `/webhooks/asperion/${tenant.id}`, {
    method: "POST",
    headers,
    body,
    ...(typeof body === "string" ? {} : { duplex: "half" }),
  } as RequestInit as never);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers as unknown as Headers,
    body: text.startsWith("{") ? (JSON.parse(text) as Json) : {},
  };
}

const stored = async (id: number, at = tenant): Promise<number> =>
  (await bridge.jobs(at.id, { key: `order:${id}` })).length;

test("a signed event is answered with 202 and the job that took it, and the same webhook-id again with 200 and the same job", async () => {
  const id = orderId();
  const first = await send(id, { id: "msg_twice" });
  const again = await send(id, { id: "msg_twice" });
  expect([first.status, again.status]).toEqual([202, 200]);
  expect(again.body).toEqual({ jobId: first.body["jobId"] });
  expect(await stored(id)).toBe(1);
});

test("what the standard's own library signs is taken", async () => {
  const id = orderId();
  const body = eventOf(id);
  const at = new Date(await bridge.now());
  const signature = new Webhook(tenant.secret.replace("whsec_", "")).sign("msg_library", at, body);
  const answer = await send(id, {
    body,
    id: "msg_library",
    headers: {
      "webhook-timestamp": String(Math.floor(at.getTime() / SECOND)),
      "webhook-signature": signature,
    },
  });
  expect(answer.status).toBe(202);
});

describe("refused, and nothing stored:", () => {
  const REFUSALS: readonly (readonly [
    what: string,
    status: number,
    sent: () => Sent | Promise<Sent>,
  ])[] = [
    [
      "a wrong signature",
      401,
      () => ({ headers: { "webhook-signature": `v1,${Buffer.alloc(32).toString("base64")}` } }),
    ],
    ["a missing signature", 401, () => ({ headers: { "webhook-signature": null } })],
    ["a missing id", 401, () => ({ headers: { "webhook-id": null } })],
    ["another tenant's secret", 401, () => ({ secret: other.secret })],
    ["a secret that nobody has", 401, () => ({ secret: newSecret() })],
    ["a timestamp six minutes old", 401, async () => ({ atMs: (await bridge.now()) - 6 * MINUTE })],
    [
      "a timestamp six minutes ahead",
      401,
      async () => ({ atMs: (await bridge.now()) + 6 * MINUTE }),
    ],
    [
      "a signature over another body",
      401,
      () => ({
        headers: {
          "webhook-signature": `v1,${createHmac("sha256", "x").update("y").digest("base64")}`,
        },
      }),
    ],
    ["a body that isn't JSON", 400, () => ({ body: "this is not JSON" })],
    [
      "a body of the wrong shape",
      400,
      () => ({ body: JSON.stringify({ type: "order.created", data: "an order" }) }),
    ],
    [
      "another administration",
      400,
      () => ({ body: eventOf(nextOrder, { administrationId: 456 }) }),
    ],
    [
      "a body over 64 KiB",
      413,
      () => ({ body: eventOf(nextOrder, { padding: "x".repeat(66_000) }) }),
    ],
    ["a body over 64 KiB without a length", 413, () => ({ body: stream(66_000) })],
    [
      "a token in the path where none is turned on",
      401,
      () => ({ path: `/webhooks/asperion/${tenant.id}/${"t".repeat(43)}` }),
    ],
    ["a tenant that doesn't exist", 404, () => ({ path: "/webhooks/asperion/nobody" })],
    [
      "a tenant that doesn't exist, with a token",
      404,
      () => ({ path: "/webhooks/asperion/nobody/token" }),
    ],
  ];

  test.each(REFUSALS)("%s is answered with %i", async (_, status, sent) => {
    const id = orderId();
    const answer = await send(id, await sent());
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.body["jobId"]).toBeUndefined();
    expect(await stored(id)).toBe(0);
  });

  test("a forged event doesn't block the real one of the same id", async () => {
    const id = orderId();
    expect((await send(id, { id: "msg_forged", secret: other.secret })).status).toBe(401);
    expect((await send(id, { id: "msg_forged" })).status).toBe(202);
  });

  test("an unknown tenant gets no object of its own", async () => {
    const before = (await bridge.runtime.objectIds("TENANTS")).length;
    await send(orderId(), { path: "/webhooks/asperion/never-made" });
    expect((await bridge.runtime.objectIds("TENANTS")).length).toBe(before);
  });
});

function stream(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      const size = Math.min(8_192, left);
      left -= size;
      controller.enqueue(new Uint8Array(size).fill(0x78));
    },
  });
}

test("a type that isn't handled is acknowledged and ignored", async () => {
  const id = orderId();
  const answer = await send(id, { body: eventOf(id, { type: "invoice.printed" }) });
  expect([answer.status, answer.body]).toEqual([202, { ignored: true }]);
  expect(await stored(id)).toBe(0);
});

test("a stopped tenant's events are taken and kept", async () => {
  await bridge.ask("POST", `/tenants/${other.id}/pause`, { note: "test" });
  const id = orderId();
  const answer = await send(id, { path: `/webhooks/asperion/${other.id}`, secret: other.secret });
  expect(answer.status).toBe(202);
  expect(await stored(id, other)).toBe(1);
});

test("while a secret is rotated both are taken, and after the old one's revocation only the new one", async () => {
  const { secrets } = (await bridge.ask("GET", `/tenants/${tenant.id}/webhook-secrets`)) as {
    secrets: { id: string }[];
  };
  const made = await bridge.ask("POST", `/tenants/${tenant.id}/webhook-secrets`);
  const fresh = String(made["secret"]);
  expect((await send(orderId(), { secret: fresh })).status).toBe(202);
  expect((await send(orderId())).status).toBe(202);
  for (const { id } of secrets)
    await bridge.ask("DELETE", `/tenants/${tenant.id}/webhook-secrets/${id}`);
  // An isolate may believe what it knows for a minute.
  await bridge.advance(61 * SECOND);
  expect((await send(orderId())).status).toBe(401);
  expect((await send(orderId(), { secret: fresh })).status).toBe(202);
  tenant = { ...tenant, secret: fresh };
});

test("a secret is shown once and nowhere again", async () => {
  const { secret } = await bridge.ask("POST", `/tenants/${other.id}/webhook-secrets`);
  const listed = JSON.stringify(await bridge.ask("GET", `/tenants/${other.id}/webhook-secrets`));
  expect(listed).not.toContain(String(secret).slice(6, 20));
  expect(await bridge.databaseText()).not.toContain(String(secret).slice(6, 20));
});

test("a sender that can't sign is let in by a token in the path, until it is turned off", async () => {
  const { url } = await bridge.ask("POST", `/tenants/${tenant.id}/webhook-token`);
  const path = new URL(String(url)).pathname;
  const token = path.split("/").at(-1);
  const unsigned = { "webhook-id": null, "webhook-timestamp": null, "webhook-signature": null };
  await bridge.advance(61 * SECOND);
  const id = orderId();
  const first = await send(id, { path, headers: unsigned });
  const second = await send(id, { path, headers: unsigned });
  expect([first.status, second.status]).toEqual([202, 202]);
  expect((await send(orderId(), { path: `${path.slice(0, -1)}_`, headers: unsigned })).status).toBe(
    401,
  );
  await bridge.ask("DELETE", `/tenants/${tenant.id}/webhook-token`);
  await bridge.advance(61 * SECOND);
  expect((await send(orderId(), { path, headers: unsigned })).status).toBe(401);
  expect(JSON.stringify(bridge.logs)).not.toContain(String(token));
});

test("with D1 down a tenant that is known is served on, and one that isn't is told to come back", async () => {
  const known = orderId();
  expect((await send(known)).status).toBe(202);
  const unknown = await unconnected();
  await bridge.break({ d1: true });
  try {
    await bridge.advance(2 * MINUTE);
    expect((await send(orderId())).status).toBe(202);
    const refused = await send(orderId(), {
      path: `/webhooks/asperion/${unknown.id}`,
      secret: unknown.secret,
    });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  } finally {
    await bridge.break({ d1: false });
  }
  expect(
    (await send(orderId(), { path: `/webhooks/asperion/${unknown.id}`, secret: unknown.secret }))
      .status,
  ).toBe(202);
});

test("a burst of events of one order costs two fetches at most", async () => {
  const order = await bridge.place({ ...companyBuyer("Burst"), lines: [mug()] });
  await Promise.all(Array.from({ length: 12 }, () => send(order.id)));
  await bridge.resolved(tenant, `order:${order.id}`);
  // One at once, and one for what came while it ran.
  const { calls } = (await bridge.control(
    "asperion",
    "GET",
    "/calls?route=GET%20/v1/SalesOrderWithLines&bodies=0",
  )) as { calls: { query: Json }[] };
  expect(
    calls.filter((call) => Object.values(call.query).includes(String(order.id))).length,
  ).toBeLessThanOrEqual(2);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});
