/** Ways that lead somewhere: after signing in, to Users, from the overview; and none that doesn't. */
import { expect, test } from "vitest";
import type { WriteCount } from "../../src/sync/contract/index.ts";
import { invite } from "./auth/shops.ts";
import { browser, nobody, signedIn } from "./browser.ts";
import { edges, healthOf } from "./world.ts";

const PASSWORD = "a sentence that is long";

test("whoever has one shop is led to it after signing in; with two, or for a page they came for, not", async () => {
  const world = await edges({
    "monitoring.health": (id: string) => healthOf(id),
    "admin.endSockets": undefined,
  });
  await nobody(world);
  const [one, two] = [await world.makeTenant(), await world.makeTenant()];
  const made = await world.api("POST", "/users", {
    email: "erik@example.com",
    name: "Erik",
    role: "accountant",
    tenantId: one,
  });
  const erik = browser(world, "203.0.113.171");
  const welcomed = await erik.welcome(String(made.body["link"]), PASSWORD);
  expect([welcomed.status, welcomed.headers.get("location")]).toEqual([
    303,
    `/admin/tenants/${one}`,
  ]);
  const signIn = async (next: string) => {
    const later = browser(world, "203.0.113.172");
    const csrf = await later.csrf("/admin/sign-in");
    const form = { csrf, email: "erik@example.com", password: PASSWORD, next };
    return (await later.post("/admin/sign-in", form)).headers.get("location");
  };
  expect(await signIn("/admin")).toBe(`/admin/tenants/${one}`);
  // Who is signed in already, too.
  expect((await erik.go("/admin/sign-in")).headers.get("location")).toBe(`/admin/tenants/${one}`);
  expect(await signIn("/admin/manual")).toBe("/admin/manual");
  expect((await invite(world, two, "erik@example.com", "reader")).status).toBeLessThan(300);
  expect(await signIn("/admin")).toBe("/admin");
});

test("users, personal data and VAT evidence stand in the first level of the settings, each as the current entry of its page", async () => {
  const { world, user } = await signedIn(
    {
      "monitoring.health": (id: string) => healthOf(id),
      "reads.names": {},
      "privacy.evidence": [],
      "privacy.evidenceQuarters": [],
    },
    "203.0.113.173",
  );
  const at = `/admin/tenants/${await world.makeTenant()}`;
  const { text } = await user.go(`${at}/settings`);
  for (const page of ["people", "personal-data", "vat-evidence"])
    expect(text).toContain(`href="${at}/${page}"`);
  for (const page of ["people", "personal-data"])
    expect((await user.go(`${at}/${page}`)).text).toContain(
      `href="${at}/${page}" aria-current="page"`,
    );
});

test("field rules stand beside mappings in the settings, and are no tab of the shop", async () => {
  const { world, user } = await signedIn(
    {
      "monitoring.health": (id: string) => healthOf(id),
      "reads.names": {},
      "jobs.list": { jobs: [], cursor: null },
    },
    "203.0.113.176",
  );
  const at = `/admin/tenants/${await world.makeTenant()}`;
  const partOf = (text: string, name: string): string =>
    new RegExp(`<nav class="${name}".*?</nav>`, "s").exec(text)?.[0] ?? "";
  for (const page of ["settings", "mapping"]) {
    const { text } = await user.go(`${at}/${page}`);
    const tabs = partOf(text, "tabs");
    expect(tabs).not.toContain(`href="${at}/mapping"`);
    expect(tabs).toMatch(new RegExp(`href="${at}/settings"[^>]*aria-current="page"`));
    const parts = partOf(text, "parts");
    expect(parts).toMatch(new RegExp(`href="${at}/settings/lookups".*?href="${at}/mapping"`, "s"));
    expect([page, parts.includes(`href="${at}/mapping" aria-current="page"`)]).toEqual([
      page,
      page === "mapping",
    ]);
  }
});

test("an address with a slash at its end leads to the page without one, with its query", async () => {
  const { world, user } = await signedIn({}, "203.0.113.177");
  const orders = `/admin/tenants/${await world.makeTenant()}/orders`;
  for (const [typed, page] of [
    ["/admin/", "/admin"],
    [`${orders}/?q=a`, `${orders}?q=a`],
    [`${orders}//`, orders],
  ] as const) {
    const { status, headers } = await user.go(typed);
    expect([typed, status, headers.get("location")]).toEqual([typed, 308, page]);
  }
});

test("a shop that wrote something isn't offered to be removed, or to choose its administration again", async () => {
  let written: readonly WriteCount[] = [];
  const { world, user } = await signedIn(
    { "monitoring.health": (id: string) => healthOf(id), "admin.written": () => written },
    "203.0.113.174",
  );
  const at = `/admin/tenants/${await world.makeTenant()}/shop`;
  expect((await user.go(at)).text).toContain("/remove");
  written = [{ kind: "order.create", count: 8 }] as unknown as readonly WriteCount[];
  expect((await user.go(at)).text).not.toContain("/remove");
});

test("what the overview counts and asks for leads to where it is", async () => {
  const { world, user } = await signedIn(
    { "monitoring.health": (id: string) => healthOf(id) },
    "203.0.113.175",
  );
  const id = await world.makeTenant();
  const { text } = await user.go("/admin");
  const card = text.split("<article").find((one) => one.includes(`/admin/tenants/${id}"`)) ?? "";
  const needs = /<ul class="reasons">(.*?)<\/ul>/s.exec(card)?.[1] ?? "";
  const items = needs.split("<li").slice(1);
  expect(items.length).toBeGreaterThan(0);
  for (const item of items) expect(item).toMatch(new RegExp(`href="/admin/tenants/${id}/`));
});
