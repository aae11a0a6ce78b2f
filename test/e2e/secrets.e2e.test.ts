/**
 * What opens something (tokens, codes, secrets, keys) is nowhere but where it is kept sealed or
 * hashed: not in what the Worker prints, not in D1, not open in a tenant's object, and in no answer
 * but the one that shows it once.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { ADMIN_TOKEN, testSecrets } from "../support/test-env.ts";
import { everyOf } from "../support/every-of.ts";

let bridge: Bridge;
let tenant: Tenant;
/** Answers of the API and pages, kept as text. */
const answers: string[] = [];
const own: string[] = [];

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
  const { token } = await bridge.ask("POST", "/tokens", {
    name: "for programs",
    tenantId: tenant.id,
    scope: "full",
    expiresAt: null,
  });
  const { url } = await bridge.ask("POST", `/tenants/${tenant.id}/webhook-token`);
  const [, key = ""] = testSecrets.ENCRYPTION_KEYS.split(":");
  own.push(
    ADMIN_TOKEN,
    testSecrets.ASPERION_CLIENT_SECRET,
    testSecrets.EACCOUNTING_CLIENT_SECRET,
    key,
    tenant.secret,
    tenant.secret.replace("whsec_", ""),
    String(token),
    String(url).split("/").at(-1) ?? "",
  );
});

afterAll(() => bridge.stop());

async function heard(
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<number> {
  const answer = await bridge.api(method, path, body, token);
  answers.push(JSON.stringify(answer.body));
  return answer.status;
}

async function issued(): Promise<readonly string[]> {
  const lists = await Promise.all(
    (["asperion", "eaccounting"] as const).map((vendor) =>
      bridge.control(vendor, "GET", "/oauth/issued"),
    ),
  );
  return lists.flatMap((list) => list["issued"] as string[]);
}

async function expectNowhere(): Promise<void> {
  await bridge.until(
    async () => (await bridge.health(tenant.id)).projectionLag.rows === 0,
    "D1 has caught up",
  );
  const secrets = [...own, ...(await issued())];
  const places = {
    logs: JSON.stringify(bridge.logs),
    database: await bridge.databaseText(),
    object: await bridge.objectText(tenant),
    answers: answers.join("\n"),
  };
  for (const [where, text] of Object.entries(places))
    expect(
      secrets.filter((secret) => text.includes(secret)),
      where,
    ).toEqual([]);
}

test("of what was given out there is something to look for", async () => {
  expect((await issued()).length).toBeGreaterThanOrEqual(6);
  expect(everyOf(own, (secret) => secret.length >= 10)).toBe(true);
});

test("nowhere after an order was booked, a token renewed, and everything about the tenant read", async () => {
  const placed = await bridge.place({ ...companyBuyer("Sealed"), lines: [mug()] });
  await bridge.control("asperion", "POST", "/oauth/expire-access-tokens");
  await bridge.control("eaccounting", "POST", "/oauth/expire-access-tokens");
  const { job } = await bridge.book(tenant, placed.id);
  expect(job.outcome).toBe("booked");
  for (const path of [
    "",
    "/settings",
    "/health",
    "/jobs",
    `/jobs/${job.id}`,
    "/alerts",
    "/links",
    "/webhook-secrets",
    "/export",
    "/settings/versions",
  ])
    expect([path, await heard("GET", `/tenants/${tenant.id}${path}`)]).toEqual([path, 200]);
  expect(await heard("GET", "/tokens")).toBe(200);
  await expectNowhere();
});

test("nowhere after refusals: a wrong token, a wrong state, an error page of a vendor, a grant that is dead", async () => {
  expect(await heard("GET", "/tenants", undefined, `${ADMIN_TOKEN}x`)).toBe(401);
  const callback = await bridge.fetch(
    `/oauth/eaccounting/callback?state=wrong&code=${(await issued())[0] ?? ""}`,
    { redirect: "manual" },
  );
  expect(callback.status).toBeGreaterThanOrEqual(400);
  answers.push(await callback.text());
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "status",
    status: 500,
    body: { note: "broken" },
  });
  const placed = await bridge.place({ ...companyBuyer("Sealed"), lines: [mug()] });
  await bridge.webhook(tenant, placed.id);
  await bridge.resolved(tenant, `order:${placed.id}`);
  await bridge.control("asperion", "POST", "/oauth/revoke-grants");
  const last = await bridge.place({ ...companyBuyer("Sealed"), lines: [mug()] });
  await bridge.webhook(tenant, last.id);
  await bridge.until(
    async () => (await bridge.health(tenant.id)).pause.paused,
    "the tenant is stopped by the dead grant",
  );
  expect(await heard("GET", `/tenants/${tenant.id}/health`)).toBe(200);
  await expectNowhere();
});

test("a sign-in that goes wrong at the vendor's side says what was wrong, and not what was sent", async () => {
  await bridge.fault("asperion", {
    route: "POST /connect/token",
    kind: "status",
    status: 400,
    body: {
      error: "invalid_client",
      error_description: testSecrets.ASPERION_CLIENT_SECRET,
    } satisfies Json,
  });
  const { text } = await bridge.connect(tenant.id, "asperion");
  answers.push(text);
  await expectNowhere();
});
