/**
 * An address that only takes forms, typed in, loaded again, or come to after signing in: it leads
 * to the page that its form stands on, which says so once. Without any script.
 */
import { expect, test } from "vitest";
import { takesFormsOnly } from "../../src/http/auth/guards.ts";
import { appRoutes } from "../support/app-routes.ts";
import { browser } from "./browser.ts";
import { ADMIN, edges, healthOf } from "./world.ts";

const filled = (path: string, tenant: string): string =>
  path
    .replace(/:id(?=\/|$)/, tenant)
    .replaceAll(/:\w+\{([^}|]+)[^}]*\}/g, "$1")
    .replace(":flow", "orders")
    .replaceAll(/:\w+/g, "x1");

const onlySent = (): readonly string[] =>
  appRoutes()
    .filter(({ method, path }) => method === "POST" && path.startsWith("/admin/"))
    .map(({ path }) => path)
    .filter((path) => takesFormsOnly(filled(path, "t1")));

async function operator(address: string) {
  const world = await edges({
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "jobs.list": { jobs: [], cursor: null },
  });
  const id = await world.makeTenant("Returned to");
  const user = browser(world, address);
  await user.signIn(ADMIN);
  return { world, id, user };
}

test("each of them leads to a page, and to one that is read", async () => {
  const { id, user } = await operator("203.0.113.151");
  const routes = onlySent();
  expect(routes.length).toBeGreaterThan(50);
  const lost: string[] = [];
  for (const route of routes) {
    const answer = await user.go(filled(route, id));
    const to = answer.headers.get("location") ?? "";
    if (answer.status !== 303 || !to.includes("returned=1")) lost.push(`${route}: ${to}`);
    else if (takesFormsOnly(to.replace(/[?#].*$/, ""))) lost.push(`${route}: sent on to ${to}`);
  }
  expect(lost).toEqual([]);
});

test.each([
  ["secrets/s1/revoke", "connections?returned=1#webhooks"],
  ["token/off", "connections?returned=1#webhooks"],
  ["notices/chat/slack", "settings/notifications?returned=1#notices"],
  ["flows/stock/run", "syncs?returned=1#flows"],
  ["people/u1/remove", "people?returned=1"],
  ["orders/views/remove", "orders?returned=1"],
  ["orders/j1/link", "orders/j1?returned=1"],
  ["dead-letters/l1/dismiss", "attention?returned=1"],
])("%s leads to %s", async (address, page) => {
  const { id, user } = await operator("203.0.113.152");
  const answer = await user.go(`/admin/tenants/${id}/${address}`);
  expect(answer.headers.get("location")).toBe(`/admin/tenants/${id}/${page}`);
});

test("the page says it once, and its address then goes without it", async () => {
  const { user } = await operator("203.0.113.153");
  const answer = await user.go("/admin/sessions/end-others");
  expect(answer.headers.get("location")).toBe("/admin/sessions?returned=1");
  const page = await user.go("/admin/sessions?returned=1");
  expect([page.status, page.text.includes("only takes what a form sends")]).toEqual([200, true]);
  const again = await user.go("/admin/sessions?returned=1");
  expect([again.status, again.headers.get("location")]).toEqual([303, "/admin/sessions"]);
});

test("signing in after the session ended on a sheet leads to its page", async () => {
  const { world, id, user } = await operator("203.0.113.154");
  user.jar.delete("session");
  const sheet = `/admin/tenants/${id}/secrets/s1/revoke`;
  const sent = await user.post(sheet, { csrf: "x" }, { referer: `http://localhost:8787${sheet}` });
  const next = new URL(sent.headers.get("location") ?? "", "http://x").searchParams.get("next");
  expect(next).toBe(`/admin/tenants/${id}/connections`);
  const typed = await browser(world, "203.0.113.155").go(sheet);
  expect(typed.headers.get("location")).toContain(encodeURIComponent(sheet));
});

test("another's shop is led to as one that isn't there", async () => {
  const { user } = await operator("203.0.113.156");
  const answer = await user.go("/admin/tenants/none/secrets/s1/revoke");
  expect((await user.go(answer.headers.get("location")?.replace(/#.*/, "") ?? "")).status).toBe(
    404,
  );
});
