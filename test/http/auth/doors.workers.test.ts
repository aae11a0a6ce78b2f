/** What each door keeps out, and what a browser is told: cookies, policy, limits. */
import { sign } from "hono/jwt";
import { expect, test, vi } from "vitest";
import type { AccessKey } from "../../../src/http/auth/access.ts";
import { findSession } from "../../../src/store/sessions.ts";
import { tokenHash } from "../../../src/store/secrets.ts";
import { browser, nobody, signedIn } from "../browser.ts";
import { ADMIN, edges, healthOf } from "../world.ts";

const TEAM = "https://team.cloudflareaccess.com";
const PASSWORD = "a sentence that is long";
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/**
 * Anna and Cy have accounts, Anna a password, and Access stands in front; Bo is known to Access
 * alone.
 */
async function behindAccess() {
  const answers = { "monitoring.health": (id: string) => healthOf(id) };
  const [plain, world] = [
    await edges(answers),
    await edges(answers, { ACCESS_TEAM_URL: TEAM, ACCESS_AUDIENCE: "ours" }),
  ];
  await nobody(world);
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
  const [open, secret] = (await Promise.all(
    [pair.publicKey, pair.privateKey].map((key) => crypto.subtle.exportKey("jwk", key)),
  )) as JsonWebKey[];
  world.access.keys = [
    {
      kid: "k1",
      kty: "RSA",
      n: String(open?.n),
      e: String(open?.e),
      alg: "RS256",
    } satisfies AccessKey,
  ];
  const now = Math.floor(world.clock.now() / 1000);
  const visit = async (email: string) =>
    browser(world, "203.0.113.150", {
      "cf-access-jwt-assertion": await sign(
        { email, iss: TEAM, aud: ["ours"], exp: now + 600 },
        { ...secret, kid: "k1", alg: "RS256" } as never,
        "RS256",
      ),
    });
  const made = await plain.api("POST", "/users", {
    email: "anna@example.com",
    name: "Anna",
    role: "operator",
  });
  await plain.api("POST", "/users", { email: "cy@example.com", name: "Cy", role: "operator" });
  expect(
    (await browser(plain, "203.0.113.151").welcome(String(made.body["link"]), PASSWORD)).status,
  ).toBe(303);
  await world.db.$client.prepare("DELETE FROM sessions").run();
  const sessions = async () =>
    (
      await world.db.$client
        .prepare("SELECT actor FROM sessions ORDER BY actor")
        .all<{ actor: string }>()
    ).results.map(({ actor }) => actor);
  return { world, plain, visit, sessions, annaId: String(made.body["id"]) };
}

test("the session of somebody else in the same browser is ended, not only left", async () => {
  const { visit, sessions } = await behindAccess();
  const [anna, cy] = [await visit("anna@example.com"), await visit("cy@example.com")];
  expect([(await anna.go("/admin")).status, await sessions()]).toEqual([200, ["anna@example.com"]]);
  cy.jar.set("session", anna.jar.get("session") ?? "");
  expect([(await cy.go("/admin")).status, await sessions()]).toEqual([200, ["cy@example.com"]]);
});

test("whom only Access knows isn't let in by the cookie of a user", async () => {
  const { visit } = await behindAccess();
  const [anna, bo] = [await visit("anna@example.com"), await visit("bo@example.com")];
  await anna.go("/admin");
  bo.jar.set("session", anna.jar.get("session") ?? "");
  expect((await bo.go("/admin")).headers.get("location")).toBe("/admin/sign-in?next=%2Fadmin");
});

test("behind Access neither a password nor a link that sets one is a way in", async () => {
  const { world, plain, visit, sessions, annaId } = await behindAccess();
  const bo = await visit("bo@example.com");
  const csrf = await bo.csrf("/admin/sign-in");
  expect(
    (
      await bo.post("/admin/sign-in", {
        csrf,
        email: "anna@example.com",
        password: PASSWORD,
        next: "/admin",
      })
    ).status,
  ).toBe(403);
  const { pathname } = new URL(
    String((await plain.api("POST", `/users/${annaId}/link`)).body["link"]),
  );
  const hash = async () =>
    (
      await world.db.$client
        .prepare("SELECT password_hash FROM users WHERE id = ?")
        .bind(annaId)
        .first<{ password_hash: string }>()
    )?.password_hash;
  const before = await hash();
  expect((await bo.go(pathname)).status).toBe(404);
  expect(
    (await bo.post(pathname, { csrf, password: "another sentence that is long" })).status,
  ).toBe(404);
  expect([await hash(), await sessions()]).toEqual([before, []]);
});

async function withAnna(address: string) {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  await nobody(world);
  const { id, link } = (
    await world.api("POST", "/users", { email: "anna@example.com", name: "Anna", role: "operator" })
  ).body as { id: string; link: string };
  const anna = browser(world, address);
  await anna.welcome(link, PASSWORD);
  return { world, id, anna };
}

test("a session that was left behind by somebody whose access ended is none", async () => {
  const { world, id, anna } = await withAnna("203.0.113.152");
  const hash = await tokenHash(anna.jar.get("session") ?? "");
  expect((await findSession(world.db, hash, world.clock.now()))?.user?.email).toBe(
    "anna@example.com",
  );
  await world.db.$client.prepare("UPDATE users SET ended_at = 1 WHERE id = ?").bind(id).run();
  expect([
    await findSession(world.db, hash, world.clock.now()),
    (await anna.go("/admin")).status,
  ]).toEqual([null, 303]);
});

test("nobody ends their own access", async () => {
  const { id, anna } = await withAnna("203.0.113.153");
  expect(
    (await anna.post(`/admin/people/${id}/end`, { csrf: await anna.csrf("/admin/people") })).status,
  ).toBe(409);
  expect((await anna.go("/admin")).status).toBe(200);
});

test("a form of more than 256 KB is refused by its length, whatever it is, and one of less is read", async () => {
  const { user } = await signedIn({}, "203.0.113.154");
  const csrf = await user.csrf("/admin");
  const tooLarge = await user.post("/admin/tenants", { csrf, name: "x".repeat(256 * 1024) });
  expect([
    tooLarge.status,
    (await user.post("/admin/tenants", { csrf, name: "x".repeat(250 * 1024) })).status,
  ]).toEqual([413, 400]);
  expect(
    (
      await browser(await edges(), "203.0.113.155").post("/admin/sign-in", {
        token: "x".repeat(256 * 1024),
      })
    ).status,
  ).toBe(413);
});

test("under https the session's cookie is one that no other host can set, and that no script reads", async () => {
  const https = {
    JURISDICTION: "eu",
    EACCOUNTING_API_URL: "https://bridge.example/v2",
    ...Object.fromEntries(
      [
        "PUBLIC_URL",
        "WEBHOOK_URL",
        "ASPERION_API_URL",
        "ASPERION_IDENTITY_URL",
        "EACCOUNTING_IDENTITY_URL",
      ].map((name) => [name, "https://bridge.example"]),
    ),
  };
  const cookieOf = async (env: Record<string, string>) => {
    const user = browser(
      await edges({ "monitoring.health": (id: string) => healthOf(id) }, env),
      "203.0.113.156",
    );
    const [cookie = ""] = (await user.signIn(ADMIN)).headers.getSetCookie();
    return cookie.replace(/=[\w-]{43};/, "=…;");
  };
  expect(await cookieOf(https)).toBe(
    "__Host-session=…; Max-Age=43200; Path=/; HttpOnly; Secure; SameSite=Lax",
  );
  expect(await cookieOf({})).toBe("session=…; Max-Age=43200; Path=/; HttpOnly; SameSite=Lax");
});

const NO_PAGE = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

test("every answer says what a browser may do with it, word for word, and that nothing keeps a copy", async () => {
  const { user, world } = await signedIn({}, "203.0.113.157");
  const id = await world.makeTenant();
  const pages = [
    "/admin",
    "/admin/sign-in",
    "/admin/nothing-here",
    "/admin/tenants/none",
    `/admin/tenants/${id}`,
  ];
  const others = [
    "/healthz",
    "/nothing-here",
    "/api/v1/tenants",
    "/webhooks/asperion/none",
    "/.well-known/security.txt",
    `/connect/${id}/nobody`,
  ];
  for (const path of [...pages, ...others]) {
    // Who is signed in is sent on from the sign-in.
    const visitor = path === "/admin/sign-in" ? browser(world, "203.0.113.160") : user;
    const { headers } = await visitor.go(path);
    const said = [
      "content-security-policy",
      "x-frame-options",
      "strict-transport-security",
      "x-content-type-options",
      "referrer-policy",
      "cross-origin-opener-policy",
      "cross-origin-resource-policy",
    ].map((name) => headers.get(name));
    const policy = pages.includes(path) ? POLICY : NO_PAGE;
    expect([path, ...said]).toEqual([
      path,
      policy,
      "DENY",
      "max-age=31536000; includeSubDomains",
      "nosniff",
      "same-origin",
      "same-origin",
      "same-origin",
    ]);
    expect([path, headers.get("cache-control")]).toEqual([path, "no-store"]);
  }
});

test("a fault of the database is answered without a word of it, and logged by its kind alone", async () => {
  const { world, user } = await signedIn({}, "203.0.113.158");
  const id = await world.makeTenant();
  let said = "";
  vi.spyOn(console, "error").mockImplementation(
    (...words: unknown[]) => void (said += words.map(String).join(" ")),
  );
  vi.spyOn(world.db.$client, "prepare").mockImplementation(() => {
    throw new Error("Failed query: select … params: a-secret-of-somebody");
  });
  const answer = await user.go(`/connect/${id}/asperion`).finally(() => vi.restoreAllMocks());
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    500,
    "application/problem+json",
  ]);
  expect(world.logs).toContainEqual({ event: "request-failed", fault: "Error", database: "other" });
  expect(`${answer.text}${JSON.stringify(world.logs)}${said}`).not.toContain(
    "a-secret-of-somebody",
  );
});

test("security.txt names whom to tell, for half a year at a time, where somebody is named", async () => {
  const named = await edges({}, { SECURITY_CONTACT: "mailto:security@example.com" });
  const answer = await named.fetch("/.well-known/security.txt");
  const text = await answer.text();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "text/plain; charset=UTF-8",
  ]);
  const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? "");
  expect(text).toMatch(/^Contact: mailto:security@example\.com$/m);
  expect(expires - named.clock.now()).toBe(180 * 86_400_000);
  expect((await (await edges()).fetch("/.well-known/security.txt")).status).toBe(404);
});

test("log-out under Access goes to Access, and the policy of the page allows its form to", async () => {
  const { visit } = await behindAccess();
  const anna = await visit("anna@example.com");
  const page = await anna.go("/admin");
  expect(page.headers.get("content-security-policy")).toContain(`form-action 'self' ${TEAM};`);
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
  const answer = await anna.post("/admin/sign-out", { csrf });
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    `${TEAM}/cdn-cgi/access/logout`,
  ]);
});

test("under https every cookie is one that no other host can set", async () => {
  const https = {
    JURISDICTION: "eu",
    EACCOUNTING_API_URL: "https://bridge.example/v2",
    ...Object.fromEntries(
      [
        "PUBLIC_URL",
        "WEBHOOK_URL",
        "ASPERION_API_URL",
        "ASPERION_IDENTITY_URL",
        "EACCOUNTING_IDENTITY_URL",
      ].map((name) => [name, "https://bridge.example"]),
    ),
  };
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) }, https);
  await nobody(world);
  const anna = browser(world, "203.0.113.159", { origin: "https://bridge.example" });
  const cookies: string[] = [];
  const made = await world.api("POST", "/users", {
    email: "anna@example.com",
    name: "Anna",
    role: "operator",
  });
  const { pathname } = new URL(String(made.body["link"]));
  const note = (answer: { headers: Headers }) => cookies.push(...answer.headers.getSetCookie());
  const form = await anna.go(pathname);
  note(form);
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.text)?.[1] ?? "";
  note(
    await anna.post(pathname, { csrf, password: PASSWORD }, { origin: "https://bridge.example" }),
  );
  note(
    await anna.post(
      "/admin/language",
      { csrf: await anna.csrf("/admin"), language: "sv", next: "/admin" },
      { origin: "https://bridge.example" },
    ),
  );
  const id = await world.makeTenant();
  note(
    await anna.go(`/connect/${id}/asperion?from=setup`, {
      headers: { "sec-fetch-site": "same-origin" },
    }),
  );
  expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual([
    "__Host-sign-in-form",
    "__Host-known-browser",
    "__Host-session",
    "__Host-language",
    "__Host-connect-from",
  ]);
  for (const cookie of cookies)
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=(Lax|Strict)$/);
});
