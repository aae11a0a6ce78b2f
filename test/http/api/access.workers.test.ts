import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { edges, type Edges } from "../world.ts";

const deliver = (world: Edges, id: string, secret: string, message: string) => {
  const body = JSON.stringify({ type: "order.paid", administrationId: 123, data: { id: 1 } });
  const at = new Date(world.clock.now());
  return world.fetch(`/webhooks/asperion/${id}`, {
    method: "POST",
    body,
    headers: {
      "webhook-id": message,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(message, at, body),
    },
  });
};

test("a secret is shown once, opens the webhook endpoint at once, and is kept sealed", async () => {
  const world = await edges();
  const { api, makeTenant, db } = world;
  const id = await makeTenant();
  await deliver(world, id, `whsec_${btoa("x".repeat(32))}`, "m0");
  const made = await api("POST", `/tenants/${id}/webhook-secrets`);
  expect(made).toMatchObject({
    status: 201,
    body: { url: `http://127.0.0.1:8788/webhooks/asperion/${id}` },
  });
  expect(made.headers.get("cache-control")).toBe("no-store");
  const secret = String(made.body["secret"]);
  expect((await deliver(world, id, secret, "m1")).status).toBe(202);
  expect(JSON.stringify((await api("GET", `/tenants/${id}/webhook-secrets`)).body)).not.toContain(
    secret,
  );
  const { results } = await db.$client
    .prepare("SELECT * FROM webhook_secrets WHERE tenant_id = ?")
    .bind(id)
    .all();
  expect(JSON.stringify(results)).not.toContain(secret.slice(6, 20));
});

test("while rotating both secrets count; a revoked one doesn't, and another tenant's never did", async () => {
  const world = await edges();
  const { api, makeTenant } = world;
  const [id, other] = [await makeTenant(), await makeTenant()];
  const one = (await api("POST", `/tenants/${id}/webhook-secrets`)).body as {
    id: string;
    secret: string;
  };
  const two = (await api("POST", `/tenants/${id}/webhook-secrets`)).body as {
    id: string;
    secret: string;
  };
  expect((await deliver(world, id, one.secret, "m1")).status).toBe(202);
  expect((await deliver(world, id, two.secret, "m2")).status).toBe(202);
  expect((await deliver(world, other, two.secret, "m3")).status).toBe(401);
  expect((await api("DELETE", `/tenants/${other}/webhook-secrets/${one.id}`)).status).toBe(404);
  expect((await api("DELETE", `/tenants/${id}/webhook-secrets/${one.id}`)).status).toBe(204);
  expect((await api("DELETE", `/tenants/${id}/webhook-secrets/${one.id}`)).status).toBe(404);
  expect((await deliver(world, id, one.secret, "m4")).status).toBe(401);
});

test("a sixth secret is refused", async () => {
  const { api, makeTenant } = await edges();
  const id = await makeTenant();
  const statuses: number[] = [];
  for (let count = 0; count < 6; count += 1)
    statuses.push((await api("POST", `/tenants/${id}/webhook-secrets`)).status);
  expect(statuses).toEqual([201, 201, 201, 201, 201, 409]);
});

test("the address with a token works while it is on, and a new token ends the old one", async () => {
  const { api, makeTenant, fetch } = await edges();
  const id = await makeTenant();
  const body = JSON.stringify({ type: "order.paid", administrationId: 123, data: { id: 1 } });
  const post = async (url: string) =>
    (await fetch(new URL(url).pathname, { method: "POST", body })).status;
  const first = String((await api("POST", `/tenants/${id}/webhook-token`)).body["url"]);
  expect(first.split("/").at(-1)).toMatch(/^[\w-]{43}$/);
  expect(await post(first)).toBe(202);
  const second = String((await api("POST", `/tenants/${id}/webhook-token`)).body["url"]);
  expect([await post(first), await post(second)]).toEqual([401, 202]);
  expect((await api("DELETE", `/tenants/${id}/webhook-token`)).status).toBe(204);
  expect(await post(second)).toBe(401);
});

test("a token for one tenant reaches that tenant alone: every other looks as if it weren't there", async () => {
  const { api, makeTenant } = await edges();
  const [mine, other] = [await makeTenant("Mine"), await makeTenant("Other")];
  const { token } = (
    await api("POST", "/tokens", { name: "plug-in", tenantId: mine, scope: "full" })
  ).body as {
    token: string;
  };
  expect((await api("GET", `/tenants/${mine}/settings`, undefined, token)).status).toBe(200);
  for (const path of ["", "/settings", "/health", "/jobs", "/links", "/webhook-secrets", "/alerts"])
    expect((await api("GET", `/tenants/${other}${path}`, undefined, token)).status).toBe(404);
  for (const path of ["/pause", "/connect/asperion", "/webhook-secrets", "/setup"])
    expect((await api("POST", `/tenants/${other}${path}`, undefined, token)).status).toBe(404);
  expect((await api("GET", "/tenants", undefined, token)).body).toMatchObject({
    tenants: [{ id: mine }],
  });
  expect(
    (
      await api(
        "POST",
        "/tenants",
        { name: "x", language: "en", asperion: { administrationId: 1 } },
        token,
      )
    ).status,
  ).toBe(403);
  expect((await api("GET", "/tokens", undefined, token)).status).toBe(403);
  expect((await api("POST", "/tokens", { name: "more", scope: "full" }, token)).status).toBe(403);
});

test("a token ends at its time or when revoked, is stored hashed, and its use is noted", async () => {
  const { api, clock, db, auditOf, makeTenant } = await edges();
  const tenantId = await makeTenant();
  const made = (
    await api("POST", "/tokens", {
      name: "night job",
      tenantId,
      scope: "full",
      expiresAt: new Date(clock.now() + 60_000).toISOString(),
    })
  ).body as { id: string; token: string };
  expect((await api("GET", "/tenants", undefined, made.token)).status).toBe(200);
  expect((await api("GET", "/tenants", undefined, `${made.token}x`)).status).toBe(401);
  const listed = (await api("GET", "/tokens")).body["tokens"] as {
    id: string;
    lastUsedAt: number | null;
  }[];
  expect(listed.find((token) => token.id === made.id)).toMatchObject({ lastUsedAt: clock.now() });
  const { results } = await db.$client
    .prepare("SELECT * FROM api_tokens WHERE id = ?")
    .bind(made.id)
    .all();
  expect(JSON.stringify(results)).not.toContain(made.token.split(".")[2]);
  clock.advance(60_000);
  expect((await api("GET", "/tenants", undefined, made.token)).status).toBe(401);
  const lasting = (await api("POST", "/tokens", { name: "lasting", scope: "full" })).body as {
    id: string;
    token: string;
  };
  expect((await api("DELETE", `/tokens/${lasting.id}`)).status).toBe(204);
  expect((await api("GET", "/tenants", undefined, lasting.token)).status).toBe(401);
  expect(await auditOf(tenantId)).toContain("admin-token api-token.make");
});

test("a token for a tenant that isn't there is refused", async () => {
  const { api } = await edges();
  expect(
    (await api("POST", "/tokens", { name: "x", tenantId: "nobody", scope: "full" })).status,
  ).toBe(404);
});
