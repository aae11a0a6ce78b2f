/** Cloudflare Access in front: who its token names is there, and nobody else. */
import { sign } from "hono/jwt";
import { expect, test } from "vitest";
import type { AccessKey } from "../../../src/http/auth/access.ts";
import { browser, nobody } from "../browser.ts";
import { ADMIN, edges, healthOf } from "../world.ts";

const TEAM = "https://team.cloudflareaccess.com";
const AUDIENCE = "the-application";

async function keyPair(kid: string) {
  const pair = (await crypto.subtle.generateKey(
    {
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-256",
    },
    true,
    ["sign", "verify"],
  )) as CryptoKeyPair;
  const open = (await crypto.subtle.exportKey("jwk", pair.publicKey)) as JsonWebKey;
  const key: AccessKey = { kid, kty: "RSA", n: String(open.n), e: String(open.e), alg: "RS256" };
  const secret = (await crypto.subtle.exportKey("jwk", pair.privateKey)) as JsonWebKey;
  return {
    key,
    token: (payload: Record<string, unknown>) =>
      sign(payload, { ...secret, kid, alg: "RS256" } as never, "RS256"),
  };
}

async function behindAccess() {
  const world = await edges(
    { "monitoring.health": (id: string) => healthOf(id) },
    { ACCESS_TEAM_URL: TEAM, ACCESS_AUDIENCE: AUDIENCE },
  );
  await nobody(world);
  const [ours, theirs] = [await keyPair("k1"), await keyPair("k1")];
  world.access.keys = [ours.key];
  await world.api("POST", "/users", { email: "anna@example.com", name: "Anna", role: "operator" });
  const now = Math.floor(world.clock.now() / 1000);
  const good = {
    email: "Anna@example.com",
    iss: TEAM,
    aud: [AUDIENCE],
    exp: now + 600,
    iat: now,
    nbf: now,
  };
  const visit = (token: string) =>
    browser(world, "203.0.113.50", { "cf-access-jwt-assertion": token });
  return { world, ours, theirs, good, now, visit };
}

test("a known identity is signed in at once, is shown, and is recorded", async () => {
  const { world, ours, good, visit } = await behindAccess();
  const anna = visit(await ours.token(good));
  const page = await anna.go("/admin");
  expect(page.status).toBe(200);
  expect(page.text).toContain('<bdi class="name">anna@example.com</bdi>');
  const csrf = await anna.csrf("/admin");
  expect(
    (
      await anna.post("/admin/tenants", {
        csrf,
        name: "Shop",
        language: "en",
        administrationId: "7",
      })
    ).status,
  ).toBe(303);
  const { results } = await world.db.$client
    .prepare("SELECT actor FROM audit WHERE action = 'tenant.make' ORDER BY id DESC LIMIT 1")
    .all();
  expect(results).toEqual([{ actor: "anna@example.com" }]);
  expect((await anna.post("/admin/sign-out", { csrf })).headers.get("location")).toBe(
    `${TEAM}/cdn-cgi/access/logout`,
  );
});

test("a token of another team, application, key or time is nobody's, and a session without one is worth nothing", async () => {
  const { ours, theirs, good, now, visit } = await behindAccess();
  const bad = [
    await theirs.token(good),
    await ours.token({ ...good, iss: "https://evil.cloudflareaccess.com" }),
    await ours.token({ ...good, aud: ["another"] }),
    await ours.token({ ...good, exp: now - 60 }),
    await ours.token({ ...good, nbf: now + 600 }),
    await ours.token({ ...good, email: undefined }),
    "not.a.token",
    "",
  ];
  for (const token of bad) {
    const stranger = visit(token);
    expect((await stranger.go("/admin")).status).toBe(303);
    expect((await stranger.go("/admin/sign-in")).status).toBe(403);
  }
  const anna = visit(await ours.token(good));
  await anna.go("/admin");
  const around = visit("");
  for (const [name, value] of anna.jar) around.jar.set(name, value);
  expect((await around.go("/admin")).status).toBe(303);
});

test("somebody whom Access knows and we don't has only the operator's token, which then names them", async () => {
  const { world, ours, good, visit } = await behindAccess();
  const bo = visit(await ours.token({ ...good, email: "bo@example.com" }));
  expect((await bo.go("/admin")).status).toBe(303);
  expect((await bo.signIn(ADMIN)).status).toBe(303);
  expect((await bo.go("/admin")).text).toContain("operator (bo@example.com)");
  const { results } = await world.db.$client
    .prepare("SELECT actor FROM audit WHERE action = 'session.begin' ORDER BY id DESC LIMIT 1")
    .all();
  expect(results).toEqual([{ actor: "operator (bo@example.com)" }]);
});

test("another identity in the same browser gets a session of its own", async () => {
  const { world, ours, good, visit } = await behindAccess();
  await world.api("POST", "/users", { email: "cy@example.com", name: "Cy", role: "operator" });
  const anna = visit(await ours.token(good));
  await anna.go("/admin");
  const cy = visit(await ours.token({ ...good, email: "cy@example.com" }));
  for (const [name, value] of anna.jar) cy.jar.set(name, value);
  expect((await cy.go("/admin")).text).toContain('<bdi class="name">cy@example.com</bdi>');
  expect(cy.jar.get("session")).not.toBe(anna.jar.get("session"));
});
