import { expect, test } from "vitest";
import { message } from "../../../src/messages/message.ts";
import { edges, healthOf } from "../world.ts";

test("a tenant is made with an id of its own, default settings, and its object told", async () => {
  const { api, tenants, auditOf } = await edges();
  const made = await api("POST", "/tenants", {
    name: "Ærlig Shøp AB!",
    language: "sv",
    asperion: { administrationId: 123 },
  });
  expect(made).toMatchObject({ status: 201, body: { version: 1 } });
  const id = String(made.body["id"]);
  expect(id).toMatch(/^[a-z0-9-]+-[a-z2-9]{8}$/);
  expect(tenants.calls).toMatchObject([
    {
      tenantId: id,
      method: "admin.configure",
      args: [id, { administrationId: 123, version: 1, settings: { orders: { enabled: false } } }],
    },
  ]);
  expect(await auditOf(id)).toEqual(["admin-token tenant.make"]);
  const again = await api("POST", "/tenants", {
    name: "Ærlig Shøp AB!",
    language: "sv",
    asperion: { administrationId: 123 },
  });
  expect(again.body["id"]).not.toBe(id);
});

test("a tenant shows its webhook address, and can be renamed but not moved to another administration", async () => {
  const { api, makeTenant, tenants } = await edges();
  const id = await makeTenant("Before");
  expect((await api("GET", `/tenants/${id}`)).body).toMatchObject({
    id,
    name: "Before",
    state: "active",
    company: null,
    webhook: { url: `http://127.0.0.1:8788/webhooks/asperion/${id}`, token: false },
  });
  expect(await api("PATCH", `/tenants/${id}`, { name: "After" })).toMatchObject({
    status: 200,
    body: { name: "After", language: "en" },
  });
  // Its mails and chats call it so.
  expect(
    tenants.calls.findLast(({ method }) => method === "admin.configure")?.args[1],
  ).toMatchObject({ name: "After" });
  expect(await api("PATCH", `/tenants/${id}`, { asperion: { administrationId: 5 } })).toMatchObject(
    { status: 409, body: { kind: "other-administration" } },
  );
});

test("a tenant can be made before its administration is known, and is tied to one once", async () => {
  const { api, tenants, auditOf } = await edges();
  const made = await api("POST", "/tenants", { name: "Shop", language: "en" });
  const id = String(made.body["id"]);
  expect((await api("GET", `/tenants/${id}`)).body).toMatchObject({
    asperion: { administrationId: null },
  });
  expect(await api("PATCH", `/tenants/${id}`, { asperion: { administrationId: 5 } })).toMatchObject(
    { status: 200, body: { asperion: { administrationId: 5 } } },
  );
  expect(tenants.calls.findLast(({ method }) => method === "admin.configure")).toMatchObject({
    args: [id, { administrationId: 5 }],
  });
  expect((await api("PATCH", `/tenants/${id}`, { asperion: { administrationId: 6 } })).status).toBe(
    409,
  );
  expect(await auditOf(id)).toContain("admin-token administration.choose");
});

test("faults of a body are 400, each with its path, and unknown fields are faults", async () => {
  const { api } = await edges();
  const answer = await api("POST", "/tenants", {
    name: "",
    language: "de",
    asperion: { administrationId: "1", extra: 1 },
    other: true,
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  const paths = (answer.body["errors"] as { path: string }[]).map((fault) => fault.path).sort();
  expect(paths).toEqual([
    "asperion.administrationId",
    "asperion.extra",
    "language",
    "name",
    "other",
  ]);
  expect((await api("POST", "/tenants", "{")).status).toBe(400);
  expect((await api("POST", "/tenants")).status).toBe(400);
});

test("a body that doesn't call itself JSON is 415, and one that is too large is 413", async () => {
  const { fetch, api } = await edges();
  const headers = { authorization: "Bearer admin-token-for-the-tests" };
  expect(
    (
      await fetch("/api/v1/tenants", {
        method: "POST",
        headers: { ...headers, "content-type": "text/plain" },
        body: "{}",
      })
    ).status,
  ).toBe(415);
  expect((await api("POST", "/tenants", { name: "x".repeat(300_000) })).status).toBe(413);
});

test("without a token, with a wrong one and with another scheme the answer is 401", async () => {
  const { api, fetch } = await edges();
  for (const token of [null, "wrong", "", "brt.x.y", "brt.x", `${"a".repeat(5000)}`])
    expect((await api("GET", "/tenants", undefined, token)).status).toBe(401);
  expect(
    (
      await fetch("/api/v1/tenants", {
        headers: { authorization: "Basic admin-token-for-the-tests" },
      })
    ).status,
  ).toBe(401);
});

test("both values count while the admin token is rotated", async () => {
  const { api } = await edges({}, { ADMIN_TOKEN: "the-new-admin-token,admin-token-for-the-tests" });
  expect((await api("GET", "/tenants")).status).toBe(200);
  expect((await api("GET", "/tenants", undefined, "the-new-admin-token")).status).toBe(200);
  expect(
    (await api("GET", "/tenants", undefined, "the-new-admin-token,admin-token-for-the-tests"))
      .status,
  ).toBe(401);
});

test("an unknown tenant is 404 on every route, and no object is touched", async () => {
  const { api, tenants } = await edges();
  const routes = [
    ["GET", ""],
    ["GET", "/settings"],
    ["GET", "/health"],
    ["POST", "/pause"],
    ["POST", "/resume"],
    ["GET", "/jobs"],
    ["GET", "/jobs/j1"],
    ["POST", "/jobs/j1/retry"],
    ["GET", "/links"],
    ["GET", "/alerts"],
    ["POST", "/setup"],
    ["POST", "/flows/orders/run"],
    ["POST", "/connect/asperion"],
    ["POST", "/webhook-secrets"],
    ["GET", "/webhook-secrets"],
    ["DELETE", "/webhook-secrets/s"],
    ["POST", "/webhook-token"],
    ["DELETE", "/webhook-token"],
    ["DELETE", ""],
  ] as const;
  for (const [method, path] of routes)
    expect([method, path, (await api(method, `/tenants/nobody${path}`)).status]).toEqual([
      method,
      path,
      404,
    ]);
  expect(tenants.touched.size).toBe(0);
});

test("a retired tenant is gone for everything but being read, and its webhooks are 404", async () => {
  const { api, makeTenant, tenants, fetch, db } = await edges({ "admin.retire": { ok: true } });
  const id = await makeTenant();
  await db.$client.prepare("UPDATE tenants SET company_id = ?1 WHERE id = ?1").bind(id).run();
  expect((await api("DELETE", `/tenants/${id}`)).status).toBe(204);
  expect(tenants.calls.at(-1)).toMatchObject({
    method: "admin.retire",
    args: [id, "admin-token", { leaveUnbooked: false }],
  });
  expect((await api("GET", `/tenants/${id}`)).body).toMatchObject({
    state: "retired",
    company: null,
  });
  expect((await api("POST", `/tenants/${id}/pause`)).status).toBe(404);
  expect((await api("DELETE", `/tenants/${id}`)).status).toBe(404);
  expect((await fetch(`/webhooks/asperion/${id}`, { method: "POST", body: "{}" })).status).toBe(
    404,
  );
  const listed = (await api("GET", "/tenants")).body["tenants"] as { id: string }[];
  expect(listed.map((tenant) => tenant.id)).not.toContain(id);
});

test("pausing and resuming go to the object, into the registry and into the audit log", async () => {
  const { api, makeTenant, tenants, auditOf } = await edges({
    "admin.pause": { ok: true },
    "admin.resume": { ok: true },
    "monitoring.health": (of: string) => healthOf(of),
  });
  const id = await makeTenant();
  expect((await api("POST", `/tenants/${id}/pause`, { note: "stock-taking" })).status).toBe(204);
  expect(tenants.calls.at(-1)).toMatchObject({
    method: "admin.pause",
    args: [id, "admin-token", "stock-taking"],
  });
  expect((await api("GET", `/tenants/${id}`)).body).toMatchObject({ state: "paused" });
  expect((await api("POST", `/tenants/${id}/pause`)).status).toBe(204);
  expect((await api("POST", `/tenants/${id}/resume`)).status).toBe(204);
  expect((await api("GET", `/tenants/${id}`)).body).toMatchObject({ state: "active" });
  expect(await auditOf(id)).toEqual([
    "admin-token tenant.make",
    "admin-token tenant.pause",
    "admin-token tenant.pause",
    "admin-token tenant.resume",
  ]);
});

test("a shop whose object can't be asked isn't resumed, and goes on being called stopped", async () => {
  const { api, makeTenant, auditOf } = await edges({ "admin.pause": { ok: true } });
  const id = await makeTenant();
  expect((await api("POST", `/tenants/${id}/pause`)).status).toBe(204);
  expect((await api("POST", `/tenants/${id}/resume`)).status).toBe(503);
  expect([(await api("GET", `/tenants/${id}`)).body["state"], await auditOf(id)]).toEqual([
    "paused",
    ["admin-token tenant.make", "admin-token tenant.pause"],
  ]);
});

test("a stop that didn't reach the object is recorded as a wish, and the tenant isn't called stopped", async () => {
  const { api, makeTenant, auditOf } = await edges();
  const id = await makeTenant();
  expect((await api("POST", `/tenants/${id}/pause`)).status).toBe(503);
  expect([(await api("GET", `/tenants/${id}`)).body["state"], await auditOf(id)]).toEqual([
    "active",
    ["admin-token tenant.make", "admin-token tenant.pause"],
  ]);
});

test("an object that can't be reached is 503, and one that refuses is 409 with its words", async () => {
  const { api, makeTenant, tenants } = await edges({
    "admin.setUp": {
      ok: false,
      kind: "tenant-not-connected",
      message: message("refusals.connectFirst", { vendor: "eAccounting" }),
    },
  });
  const id = await makeTenant();
  expect((await api("GET", `/tenants/${id}/health`)).status).toBe(503);
  expect(await api("POST", `/tenants/${id}/setup`)).toMatchObject({
    status: 409,
    body: { kind: "tenant-not-connected", detail: "connect eAccounting first" },
  });
  tenants.answers["admin.setUp"] = {
    ok: true,
    articles: { adjusting: { c: "a" }, shipping: {}, discount: {}, closing: null },
  };
  expect(await api("POST", `/tenants/${id}/setup`)).toMatchObject({
    status: 200,
    body: { articles: { adjusting: { c: "a" }, closing: null } },
  });
});

test("health is the object's, with its reasons in words, and an object with old settings is told the newest", async () => {
  let version = 0;
  const { api, makeTenant, tenants } = await edges({
    "admin.configure": (_: string, input: { version: number }) => {
      version = input.version;
      return { ok: true };
    },
  });
  tenants.answers["monitoring.health"] = (tenantId: string) =>
    healthOf(tenantId, {
      settingsVersion: version,
      pause: {
        paused: true,
        by: "engine",
        reason: { code: "needs-login", params: { vendor: "asperion" } },
        since: 5,
      },
    });
  const id = await makeTenant();
  version = 0;
  const answer = await api("GET", `/tenants/${id}/health`);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      tenantId: id,
      settingsVersion: 1,
      pause: { paused: true, reason: { code: "needs-login" } },
    },
  });
  const { reason } = answer.body["pause"] as { reason: { text: string; next: string } };
  expect([reason.text.length > 0, reason.next.length > 0]).toEqual([true, true]);
});

test("flows are run by name, and an unknown flow is 400", async () => {
  const { api, makeTenant, tenants } = await edges({ "flows.run": { ok: true, jobIds: ["j1"] } });
  const id = await makeTenant();
  expect(await api("POST", `/tenants/${id}/flows/orders/run`)).toMatchObject({
    status: 200,
    body: { jobIds: ["j1"] },
  });
  expect(tenants.calls.at(-1)).toMatchObject({ method: "flows.run", args: [id, "orders"] });
  expect((await api("POST", `/tenants/${id}/flows/everything/run`)).status).toBe(400);
});
