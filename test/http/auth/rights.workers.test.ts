/** Another tenant's everything: every route there is, found in the app itself, tried by a user and by a token of one tenant. */
import { expect, test } from "vitest";
import { browser, nobody } from "../browser.ts";
import { edges, healthOf } from "../world.ts";

const PASSWORD = "a sentence that is long";

async function strangers() {
  const world = await edges({ health: (id: string) => healthOf(id), alerts: { alerts: [], cursor: null, open: 0 }, jobs: { jobs: [], cursor: null } });
  await nobody(world);
  const [own, other] = [await world.makeTenant("Mine"), await world.makeTenant("Theirs, and secret", 456)];
  const made = await world.api("POST", "/users", { email: "anna@example.com", name: "Anna", tenantId: own });
  const user = browser(world);
  expect((await user.welcome(String(made.body["link"]), PASSWORD)).status).toBe(303);
  const token = String((await world.api("POST", "/tokens", { name: "tool", tenantId: own })).body["token"]);
  const csrf = await user.csrf("/admin");
  world.tenants.calls.length = 0;
  /** Every route that answers a method, once. */
  const routes = [...new Map(world.app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => [`${method} ${path}`, { method, path }])).values()];
  return { world, own, other, user, csrf, token, routes };
}

const filled = (path: string, tenant: string): string =>
  path.replace(/:(id|tenantId)(?=\/|$)/, tenant).replaceAll(/:\w+\{([^}|]+)[^}]*\}/g, "$1").replace(":vendor", "asperion").replace(":flow", "orders").replaceAll(/:\w+/g, "x1");

test("every route of another tenant looks as if the tenant weren't there, and its object is never asked", async () => {
  const { world, other, user, csrf, token, routes } = await strangers();
  const ofTenants = routes.filter(({ path }) => /^\/(admin|api\/v1)\/tenants\/:id|^\/connect\/:tenantId/.test(path));
  expect(ofTenants.length).toBeGreaterThan(60);
  for (const { method, path } of ofTenants) {
    const address = filled(path, other);
    const answer = path.startsWith("/api/v1")
      ? await world.api(method, address.slice("/api/v1".length), ["POST", "PUT", "PATCH"].includes(method) ? {} : undefined, token)
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
  const general = routes.filter(({ path }) => /^\/(admin|api\/v1)(\/|$)/.test(path) && !/\/tenants\/:id/.test(path));
  expect(general.length).toBeGreaterThan(15);
  const dump = async (): Promise<string> => {
    const tables = ["tenants", "users", "api_tokens", "settings_versions", "webhook_secrets"];
    return JSON.stringify(await Promise.all(tables.map(async (table) => (await world.db.$client.prepare(`SELECT * FROM ${table}`).all()).results)), (key, value: unknown) => (key === "last_used_at" ? null : value));
  };
  const before = await dump();
  // Its own pages' language, its own sessions and log-out, and the ways in are everybody's.
  const everybodys = new Set([
    "/admin/language",
    "/admin/sessions",
    "/admin/sessions/end-others",
    "/admin/sessions/:hash/end",
    "/admin/sign-out",
    "/admin/sign-in",
    "/admin/welcome/:link",
  ]);
  for (const { method, path } of general.filter((route) => !everybodys.has(route.path))) {
    const address = filled(path, other);
    const form = { csrf, email: "x@example.com", name: "x", language: "en", administrationId: "9", tenantId: other };
    const body = path.endsWith("/users") ? { email: "x@example.com", name: "x", tenantId: other } : path.endsWith("/tokens") ? { name: "x", tenantId: other } : { name: "x", language: "en", asperion: { administrationId: 9 } };
    const answer = path.startsWith("/api/v1") ? await world.api(method, address.slice("/api/v1".length), method === "GET" || method === "DELETE" ? undefined : body, token) : method === "GET" ? await user.go(address) : await user.post(address, form);
    if (method !== "GET") expect([403, 404], `${method} ${address}`).toContain(answer.status);
    expect(JSON.stringify(answer)).not.toContain("Theirs");
    expect(JSON.stringify(answer)).not.toContain(other);
  }
  expect(await dump()).toBe(before);
});

test("without a sign-in no route of the pages or the API answers", async () => {
  const { world, own, routes } = await strangers();
  const open = new Set(["/admin/style.css", "/admin/sign-in", "/admin/welcome/:link", "/api/openapi.json"]);
  for (const { method, path } of routes.filter((route) => /^\/(admin|api)(\/|$)/.test(route.path) && !open.has(route.path))) {
    const answer = await world.fetch(filled(path, own), { method });
    expect([method, path, answer.status]).toEqual([method, path, path.startsWith("/api") ? 401 : 303]);
  }
});
