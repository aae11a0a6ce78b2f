/**
 * Another tenant's everything: every route there is, found in the app itself, tried by a user and
 * by a token of one tenant.
 */
import { expect, test } from "vitest";
import { scopeOf, type Right, RIGHTS, type Role, ROLES } from "../../../src/http/auth/rights.ts";
import { ROUTES } from "../../../src/http/auth/routes.ts";
import type { EdgeDeps } from "../../../src/http/deps.ts";
import { auditOf } from "../../../src/http/usecases/audit/audit.ts";
import { makeNoticeSecret } from "../../../src/http/usecases/tenants/notifications.ts";
import {
  changeTenant,
  createTenant,
  endTenant,
} from "../../../src/http/usecases/tenants/tenants.ts";
import { makeToken } from "../../../src/http/usecases/accounts/tokens.ts";
import { makeUser } from "../../../src/http/usecases/accounts/users.ts";
import { makeWebhookSecret } from "../../../src/http/usecases/tenants/webhook-access.ts";
import { randomBytes } from "../../../src/store/seal.ts";
import { appRoutes } from "../../support/app-routes.ts";
import { browser, nobody } from "../browser.ts";
import { ADMIN, edges, healthOf } from "../world.ts";

const PASSWORD = "a sentence that is long";

async function strangers() {
  const world = await edges({
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "jobs.list": { jobs: [], cursor: null },
  });
  await nobody(world);
  const [own, other] = [
    await world.makeTenant("Mine"),
    await world.makeTenant("Theirs, and secret", 456),
  ];
  const made = await world.api("POST", "/users", {
    email: "anna@example.com",
    name: "Anna",
    role: "owner",
    tenantId: own,
  });
  const user = browser(world);
  expect((await user.welcome(String(made.body["link"]), PASSWORD)).status).toBe(303);
  const token = String(
    (await world.api("POST", "/tokens", { name: "tool", tenantId: own, scope: "full" })).body[
      "token"
    ],
  );
  const csrf = await user.csrf("/admin");
  world.tenants.calls.length = 0;
  const routes = appRoutes();
  return { world, own, other, user, csrf, token, routes };
}

const filled = (path: string, tenant: string): string =>
  path
    .replace(/:(id|tenantId)(?=\/|$)/, tenant)
    .replaceAll(/:\w+\{([^}|]+)[^}]*\}/g, "$1")
    .replace(":vendor", "asperion")
    .replace(":flow", "orders")
    .replaceAll(/:\w+/g, "x1");

test("every route of another tenant looks as if the tenant weren't there, and its object is never asked", async () => {
  const { world, other, user, csrf, token, routes } = await strangers();
  const ofTenants = routes.filter(({ path }) =>
    /^\/(admin|api\/v1)\/tenants\/:id|^\/connect\/:tenantId/.test(path),
  );
  expect(ofTenants.length).toBeGreaterThan(60);
  for (const { method, path } of ofTenants) {
    const address = filled(path, other);
    const answer = path.startsWith("/api/v1")
      ? await world.api(
          method,
          address.slice("/api/v1".length),
          ["POST", "PUT", "PATCH"].includes(method) ? {} : undefined,
          token,
        )
      : method === "GET"
        ? await user.go(address)
        : await user.post(address, { csrf });
    expect([method, address, answer.status]).toEqual([method, address, 404]);
    expect(JSON.stringify(answer)).not.toContain("Theirs");
  }
  expect(world.tenants.calls).toEqual([]);
});

test("what isn't of one tenant tells a user and a token of one tenant nothing of others, and changes nothing", async () => {
  const { world, other, user, csrf, token, routes } = await strangers();
  const general = routes.filter(
    ({ path }) => /^\/(admin|api\/v1)(\/|$)/.test(path) && !/\/tenants\/:id/.test(path),
  );
  expect(general.length).toBeGreaterThan(15);
  const dump = async (): Promise<string> => {
    const tables = ["tenants", "users", "api_tokens", "settings_versions", "webhook_secrets"];
    return JSON.stringify(
      await Promise.all(
        tables.map(
          async (table) => (await world.db.$client.prepare(`SELECT * FROM ${table}`).all()).results,
        ),
      ),
      (key, value: unknown) => (key === "last_used_at" ? null : value),
    );
  };
  const before = await dump();
  // Its own pages' language, its own sessions and log-out, and the ways in are everybody's.
  const everybodys = new Set([
    "/admin/language",
    "/admin/profile",
    "/admin/profile/confirm",
    "/admin/profile/confirm/options",
    "/admin/profile/confirm/passkey",
    "/admin/profile/password",
    "/admin/profile/passkeys",
    "/admin/profile/passkeys/options",
    "/admin/profile/passkeys/:passkey/remove",
    "/admin/sign-in/passkey",
    "/admin/sign-in/passkey/options",
    "/admin/forgotten",
    "/admin/sessions",
    "/admin/sessions/end-others",
    "/admin/sessions/:hash/end",
    "/admin/sign-out",
    "/admin/sign-in",
    "/admin/welcome/:link",
  ]);
  const writes: (readonly [string, number])[] = [];
  for (const { method, path } of general.filter((route) => !everybodys.has(route.path))) {
    const address = filled(path, other);
    const form = {
      csrf,
      email: "x@example.com",
      name: "x",
      language: "en",
      administrationId: "9",
      tenantId: other,
    };
    const body = path.endsWith("/users")
      ? { email: "x@example.com", name: "x", tenantId: other }
      : path.endsWith("/tokens")
        ? { name: "x", tenantId: other }
        : { name: "x", language: "en", asperion: { administrationId: 9 } };
    const answer = path.startsWith("/api/v1")
      ? await world.api(
          method,
          address.slice("/api/v1".length),
          method === "GET" || method === "DELETE" ? undefined : body,
          token,
        )
      : method === "GET"
        ? await user.go(address)
        : await user.post(address, form);
    if (method !== "GET") writes.push([`${method} ${address}`, answer.status]);
    expect(JSON.stringify(answer)).not.toContain("Theirs");
    expect(JSON.stringify(answer)).not.toContain(other);
  }
  expect(writes.length).toBeGreaterThan(20);
  expect(writes.filter(([, status]) => status !== 403 && status !== 404)).toEqual([]);
  expect(await dump()).toBe(before);
});

test("without a sign-in no route of the pages or the API answers", async () => {
  const { world, own, routes } = await strangers();
  const open = new Set([
    "/admin/sign-in/passkey",
    "/admin/sign-in/passkey/options",
    "/admin/sign-in",
    "/admin/forgotten",
    "/admin/welcome/:link",
    "/api/openapi.json",
  ]);
  for (const { method, path } of routes.filter(
    (route) => /^\/(admin|api)(\/|$)/.test(route.path) && !open.has(route.path),
  )) {
    const answer = await world.fetch(filled(path, own), { method });
    expect([method, path, answer.status]).toEqual([
      method,
      path,
      path.startsWith("/api") ? 401 : 303,
    ]);
  }
});

/** A tenant with somebody of every kind, each with a way to ask. */
async function everybody() {
  const { world, own, user, csrf, token } = await strangers();
  world.tenants.answers["admin.retire"] = { ok: true };
  const operator = browser(world, "203.0.113.9");
  await operator.signIn(ADMIN);
  const all = String(
    (await world.api("POST", "/tokens", { name: "all", scope: "full" })).body["token"],
  );
  const page = (who: typeof user, form: string) => (method: string, address: string) =>
    method === "GET" ? who.go(address) : who.post(address, { csrf: form });
  const api = (bearer: string) => (method: string, address: string) =>
    world.api(
      method,
      address.slice("/api/v1".length),
      ["POST", "PUT", "PATCH"].includes(method) ? {} : undefined,
      bearer,
    );
  const agent = async (scope: string) => {
    const made = await world.api("POST", "/tokens", { name: scope, tenantId: own, scope });
    return (method: string, address: string) =>
      world.fetch(address, {
        method,
        headers: {
          authorization: `Bearer ${String(made.body["token"])}`,
          "content-type": "application/json",
        },
        ...(method === "GET" ? {} : { body: "{}" }),
      });
  };
  const reading = String(
    (await world.api("POST", "/tokens", { name: "reads", tenantId: own })).body["token"],
  );
  const member = async (role: string, address: string) => {
    const { link } = (
      await world.api("POST", `/tenants/${own}/members`, {
        email: `${role}@example.com`,
        name: role,
        role,
      })
    ).body;
    const signedIn = browser(world, address);
    await signedIn.welcome(String(link), PASSWORD);
    return page(signedIn, await signedIn.csrf("/admin"));
  };
  const asks: Readonly<
    Record<Role, (method: string, address: string) => Promise<{ status: number }>>
  > = {
    operator: page(operator, await operator.csrf("/admin")),
    owner: page(user, csrf),
    accountant: await member("accountant", "203.0.113.10"),
    reader: await member("reader", "203.0.113.11"),
    "all-token": api(all),
    "tenant-token": api(token),
    "reading-token": api(reading),
    "admin-token": api(ADMIN),
    "agent-token": await agent("agent"),
    "agent-people-token": await agent("agent-people"),
  };
  return { world, own, asks };
}

const PERSONS: readonly Role[] = ["operator", "owner", "accountant", "reader"];
const AGENTS: readonly Role[] = ["agent-token", "agent-people-token"];
const entryOf = (role: Role) =>
  PERSONS.includes(role) ? "page" : AGENTS.includes(role) ? "tools" : "api";
const entryAt = (path: string) =>
  path.startsWith("/api/") ? "api" : path === "/mcp" ? "tools" : "page";

test("every route answers every kind of sign-in as the table of rights says", async () => {
  const { world, own, asks } = await everybody();
  // What ends the sign-in itself comes last.
  const last = "POST /admin/sign-out";
  const rights = (Object.keys(RIGHTS) as Right[]).flatMap((right) =>
    ROUTES[right].map((route) => ({ route, right })),
  );
  const tried = [
    ...rights,
    ...ROUTES["signed-in"]
      .filter((route) => route !== last)
      .map((route) => ({ route, right: null })),
    { route: last, right: null },
  ];
  expect(tried.length).toBeGreaterThan(140);
  for (const { route, right } of tried)
    for (const role of ROLES) {
      const [method = "", path = ""] = route.split(" ");
      if (entryAt(path) !== entryOf(role)) continue;
      const reach = right === null ? "own" : scopeOf(role, right);
      // One that may be ended is another one each time.
      const tenant =
        right === "end-tenants" && reach !== "none" ? await world.makeTenant("To be ended") : own;
      world.tenants.calls.length = 0;
      const { status } = await asks[role](method, filled(path, tenant));
      // A refusal's page has the head of its reader's own shop, with what is open there.
      const isHead = ({ method: called }: { readonly method: string }) =>
        called === "monitoring.open" && PERSONS.includes(role) && scopeOf(role, "look") !== "none";
      const asked = world.tenants.calls.filter((call) => !isHead(call));
      if (reach === "none") expect([route, role, status, asked]).toEqual([route, role, 403, []]);
      else expect([401, 403], `${route} ${role}`).not.toContain(status);
    }
});

test("an agent's token works at its tools and at no route of the API, whatever its rights", async () => {
  const { world, own, asks } = await everybody();
  const ofApi = appRoutes().filter(({ path }) => path.startsWith("/api/v1/"));
  expect(ofApi.length).toBeGreaterThan(60);
  world.tenants.calls.length = 0;
  for (const { method, path } of ofApi)
    for (const role of AGENTS) {
      const { status } = await asks[role](method, filled(path, own));
      expect([method, path, role, status]).toEqual([method, path, role, 403]);
    }
  expect(world.tenants.calls).toEqual([]);
});

test("a token of one tenant doesn't end it", async () => {
  const { world, own, token } = await strangers();
  const refused = await world.api("DELETE", `/tenants/${own}`, undefined, token);
  expect([refused.status, refused.body["kind"]]).toEqual([403, "one-tenant-only"]);
  expect((await world.api("GET", `/tenants/${own}`, undefined, token)).body["state"]).toBe(
    "active",
  );
  expect(world.tenants.calls).toEqual([]);
});

test("use cases hold to the table by themselves, whichever route leads to them", async () => {
  const { world, own } = await strangers();
  const parts: Pick<EdgeDeps, "db" | "clock" | "random"> = {
    db: world.db,
    clock: world.clock,
    random: randomBytes,
  };
  const deps = parts as EdgeDeps;
  const token = {
    name: "token:x",
    id: "token:x",
    everywhere: null,
    shops: { [own]: "tenant-token" },
  } as const;
  const user = { name: "anna", id: "anna", everywhere: null, shops: { [own]: "owner" } } as const;
  const answers = [
    await endTenant({ deps, actor: token, tenantId: own }, false),
    await createTenant(deps, token, { name: "x", language: "en", asperion: null }),
    await changeTenant({ deps, actor: user, tenantId: own }, { asperion: { administrationId: 9 } }),
    await makeUser(deps, user, {
      email: "x@example.com",
      name: "x",
      role: "owner",
      tenantId: own,
      language: null,
    }),
    await makeToken(deps, token, { name: "x", tenantId: own, scope: "full", expiresAt: null }),
    await makeWebhookSecret({ deps, actor: user, tenantId: own }),
    await makeNoticeSecret({ deps, actor: user, tenantId: own }),
    await auditOf(deps, user, null, null),
  ];
  expect(answers.map((answer) => (answer.ok ? "done" : answer.error.status))).toEqual(
    answers.map(() => 403),
  );
});

test("whoever crosses their bounds is logged, with who and where, and without a name or what they sent", async () => {
  const { world, other, user, token } = await strangers();
  world.logs.length = 0;
  await user.go(`/admin/tenants/${other}`, { headers: { "cf-ipcountry": "NL", "cf-ray": "9a1" } });
  await world.api("GET", `/tenants/${other}/health`, undefined, token);
  await world.api("GET", "/tenants/somebody@example.com", undefined, token);
  await world.api("GET", "/users", undefined, token);
  const crossings = world.logs.filter(({ event }) => event === "crossing-refused");
  expect(crossings).toMatchObject([
    { guard: "look", tenant: other, country: "NL", ray: "9a1" },
    { guard: "look", tenant: other },
    { guard: "look", tenant: "malformed" },
    { guard: "manage-people", tenant: null },
  ]);
  expect(crossings.map(({ who }) => String(who).startsWith("token:"))).toEqual([
    false,
    true,
    true,
    true,
  ]);
  expect(JSON.stringify(crossings)).not.toContain("@");
});
