/**
 * People with accounts: how they get in, how they are kept out, and what the database knows of
 * their passwords.
 */
import { expect, test } from "vitest";
import { INVITATION_MS, RESET_MS } from "../../../src/http/usecases/accounts/account-links.ts";
import { messagesOf } from "../../../src/messages/index.ts";
import { browser, nobody } from "../browser.ts";
import type { TenantAnswers } from "../fakes.ts";
import { ADMIN, edges, healthOf } from "../world.ts";
import { isIn, PASSWORD, withUser } from "./accounts.ts";

test("a link sets the password once and signs in; afterwards the password does", async () => {
  const { world, link } = await withUser();
  const anna = browser(world);
  expect((await anna.go(new URL(link).pathname)).text).toContain("anna@example.com");
  expect((await anna.welcome(link, "too short")).status).toBe(400);
  expect((await anna.welcome(link, PASSWORD)).status).toBe(303);
  expect((await anna.go("/admin")).text).toContain("anna@example.com");
  expect((await browser(world, "203.0.113.9").go(new URL(link).pathname)).status).toBe(404);
  const later = browser(world, "203.0.113.10");
  expect((await later.signInAs("anna@example.com", "another sentence")).status).toBe(403);
  expect((await later.signInAs("nobody@example.com", PASSWORD)).status).toBe(403);
  expect((await later.signInAs(" ANNA@example.com ", PASSWORD)).status).toBe(303);
  expect(await isIn(later)).toBe(true);
});

test("an invitation ends after seven days, and when a newer one is made", async () => {
  const { world, link, userId } = await withUser();
  const newer = await world.api("POST", `/users/${userId}/link`);
  expect((await browser(world).go(new URL(link).pathname)).status).toBe(404);
  expect((await browser(world).go(new URL(String(newer.body["link"])).pathname)).status).toBe(200);
  world.clock.advance(INVITATION_MS + 1);
  expect((await browser(world).go(new URL(String(newer.body["link"])).pathname)).status).toBe(404);
});

test("the database holds neither password nor link, and a salt of its own for each", async () => {
  const { world, link } = await withUser();
  const other = await world.api("POST", "/users", {
    email: "bo@example.com",
    name: "Bo",
    role: "operator",
  });
  await browser(world).welcome(link, PASSWORD);
  await browser(world).welcome(String(other.body["link"]), PASSWORD);
  const { results } = await world.db.$client
    .prepare("SELECT * FROM users")
    .all<{ password_hash: string }>();
  const text = JSON.stringify(results);
  for (const secret of [PASSWORD, new URL(link).pathname.split("/").at(-1) ?? ""])
    expect(text).not.toContain(secret);
  expect(
    results.map((row) => /^pbkdf2-sha512\$3\$[\w+/=]{24}\$[\w+/=]{88}$/.test(row.password_hash)),
  ).toEqual([true, true]);
  expect(new Set(results.map((row) => row.password_hash)).size).toBe(2);
});

test("a session that was planted before the sign-in isn't the one after it, and log-out ends it for good", async () => {
  const { world, link } = await withUser();
  const anna = browser(world);
  anna.jar.set("session", "planted-by-somebody-else");
  await anna.welcome(link, PASSWORD);
  const mine = anna.jar.get("session") ?? "";
  expect(mine).not.toBe("planted-by-somebody-else");
  const csrf = await anna.csrf("/admin");
  expect((await anna.post("/admin/sign-out", { csrf })).status).toBe(303);
  anna.jar.set("session", mine);
  expect(await isIn(anna)).toBe(false);
});

test("ended access ends every session at once; a new password does too", async () => {
  const { world, link, userId } = await withUser();
  const [one, two] = [browser(world), browser(world, "203.0.113.20")];
  await one.welcome(link, PASSWORD);
  await two.signInAs("anna@example.com", PASSWORD);
  expect([await isIn(one), await isIn(two)]).toEqual([true, true]);
  const again = await world.api("POST", `/users/${userId}/link`);
  await one.welcome(String(again.body["link"]), "another long sentence");
  expect([await isIn(one), await isIn(two)]).toEqual([true, false]);
  expect((await world.api("DELETE", `/users/${userId}`)).status).toBe(204);
  expect(await isIn(one)).toBe(false);
  expect(
    (await browser(world, "203.0.113.21").signInAs("anna@example.com", "another long sentence"))
      .status,
  ).toBe(403);
});

test("rights that change count for sessions that are open", async () => {
  const { world, link } = await withUser();
  const id = await world.makeTenant("Other shop");
  const anna = browser(world);
  await anna.welcome(link, PASSWORD);
  expect((await anna.go(`/admin/tenants/${id}`)).status).toBe(200);
  await world.db.$client.prepare("UPDATE users SET role = 'member'").run();
  expect((await anna.go(`/admin/tenants/${id}`)).status).toBe(404);
});

test("a user of one tenant has its pages, is shown no secret, and manages nobody", async () => {
  const { world, tenantId, link } = await withUser(true);
  const anna = browser(world);
  await anna.welcome(link, PASSWORD);
  expect((await anna.go(`/admin/tenants/${tenantId}`)).status).toBe(200);
  const csrf = await anna.csrf(`/admin/tenants/${tenantId}`);
  for (const path of [
    `/admin/tenants/${tenantId}/secrets`,
    `/admin/tenants/${tenantId}/token/on`,
    "/admin/people",
    "/admin/tokens",
    "/admin/tenants",
  ]) {
    const answer = await anna.post(path, {
      csrf,
      name: "x",
      email: "x@example.com",
      language: "en",
      administrationId: "5",
    });
    expect([path, answer.status]).toEqual([path, 403]);
    expect(answer.text).not.toMatch(/whsec_|brt\./);
  }
  for (const path of ["/admin/people", "/admin/tokens", "/admin/audit"])
    expect([path, (await anna.go(path)).status]).toEqual([path, 403]);
  expect((await anna.go(`/admin/tenants/${tenantId}/audit`)).text).toContain("Account created");
});

test("a user of one tenant is offered no button that makes a secret, and isn't sent to a step where they can do nothing", async () => {
  const { world, tenantId, link } = await withUser(true);
  const connected = (id: string) =>
    healthOf(id, {
      connections: (["asperion", "eaccounting"] as const).map((vendor) => ({
        vendor,
        state: "connected" as const,
        identity: "1",
        name: null,
        accessExpiresAt: null,
        connectedAt: null,
        refreshedAt: null,
        scope: null,
        client: null,
        clientRefused: false,
      })),
      systemArticles: { adjusting: {}, shipping: {}, discount: {}, closing: "c" },
    });
  Object.assign(world.tenants.answers, {
    "monitoring.health": connected,
    "reads.names": {},
    "jobs.list": { jobs: [], cursor: null },
  } satisfies TenantAnswers);
  const { body } = await world.api("GET", `/tenants/${tenantId}/settings`);
  expect(
    (
      await world.api("PUT", `/tenants/${tenantId}/settings`, {
        ...body,
        orders: { startLine: "2026-11-01T00:00:00Z" },
        setup: { flows: ["orders"], answered: true },
      })
    ).status,
  ).toBe(200);
  const anna = browser(world);
  await anna.welcome(link, PASSWORD);
  const connections = (await anna.go(`/admin/tenants/${tenantId}/connections`)).text;
  const home = (await anna.go(`/admin/tenants/${tenantId}`)).text;
  expect([
    connections.includes('/secrets"'),
    connections.includes("/token/on"),
    connections.includes("Only an operator can create secrets"),
    home.includes("/connections#webhooks"),
  ]).toEqual([false, false, true, false]);
  const step = (await anna.go(`/admin/tenants/${tenantId}/setup/prepare`)).text;
  expect([
    step.includes("Create secret"),
    step.includes("The operator creates the secret."),
  ]).toEqual([false, true]);
  expect((await anna.go(`/admin/tenants/${tenantId}/setup`)).headers.get("location")).toBe(
    `/admin/tenants/${tenantId}/setup/live#dry-run`,
  );
  // Who can make one is led there.
  const operator = browser(world, "203.0.113.61");
  await operator.signIn(ADMIN);
  expect((await operator.go(`/admin/tenants/${tenantId}/setup`)).headers.get("location")).toBe(
    `/admin/tenants/${tenantId}/setup/prepare#webhook`,
  );
  expect((await operator.go(`/admin/tenants/${tenantId}`)).text).toContain("/connections#webhooks");
});

test("each change of people is in the audit, who and what, and it can't be edited", async () => {
  const { world, link, userId } = await withUser();
  const anna = browser(world);
  await anna.welcome(link, PASSWORD);
  await world.api("DELETE", `/users/${userId}`);
  const audit = await world.api("GET", "/audit");
  const rows = (
    audit.body["changes"] as {
      actor: string;
      action: string;
      before: string | null;
      after: string | null;
    }[]
  ).map((row) => `${row.actor} ${row.action} ${row.before ?? ""} ${row.after ?? ""}`.trim());
  expect(rows.slice(0, 4)).toEqual([
    "admin-token user.end anna@example.com, all shops",
    "anna@example.com session.begin",
    "anna@example.com user.password",
    "admin-token user.make  anna@example.com, all shops",
  ]);
  await expect(world.db.$client.prepare("UPDATE audit SET actor = 'x'").run()).rejects.toThrow(
    "append-only",
  );
  await expect(world.db.$client.prepare("DELETE FROM audit").run()).rejects.toThrow("append-only");
  // No route of the product either.
  expect(
    world.app.routes.filter(
      (route) => /\/audit/.test(route.path) && !["GET", "ALL"].includes(route.method),
    ),
  ).toEqual([]);
});

test("the language is the user's own, whatever the browser asks for", async () => {
  const { world, link } = await withUser();
  const anna = browser(world, "203.0.113.30", { "accept-language": "nl" });
  await anna.welcome(link, PASSWORD);
  expect((await anna.go("/admin")).text).toContain('<html lang="nl">');
  const csrf = await anna.csrf("/admin");
  expect(
    (
      await anna.post("/admin/language", { csrf, language: "pl", next: "/admin/people" })
    ).headers.get("location"),
  ).toBe("/admin/people");
  expect((await anna.go("/admin")).text).toContain('<html lang="pl">');
  anna.jar.delete("language");
  expect((await anna.go("/admin")).text).toContain('<html lang="pl">');
  expect(
    (
      await anna.post("/admin/language", { csrf, language: "xx", next: "https://evil.example" })
    ).headers.get("location"),
  ).toBe("/admin");
});

test("accounts and tokens are made and revoked on pages, and shown once", async () => {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  await nobody(world);
  const operator = browser(world);
  await operator.signIn(ADMIN);
  const csrf = await operator.csrf("/admin/people");
  const made = await operator.post("/admin/people", { csrf, email: "<b>@x", name: "" });
  expect(made.status).toBe(400);
  expect(made.text).not.toContain("<b>@x");
  const link =
    /\/admin\/welcome\/[\w-]{43}/.exec(
      (
        await operator.post("/admin/people", {
          csrf,
          email: "bo@example.com",
          name: "<script>Bo</script>",
          role: "operator",
          tenantId: "",
          language: "sv",
        })
      ).text,
    )?.[0] ?? "";
  const list = (await operator.go("/admin/people")).text;
  expect(list).toContain("&lt;script&gt;Bo");
  expect(list).not.toContain(link);
  expect(
    (
      await operator.post("/admin/people", {
        csrf,
        email: "bo@example.com",
        name: "Bo",
        role: "operator",
      })
    ).status,
  ).toBe(409);
  const token =
    /brt\.[\w-]+\.[\w-]{43}/.exec(
      (
        await operator.post("/admin/tokens", {
          csrf,
          name: "till",
          tenantId: "*",
          expiresAt: "2030-01-31",
        })
      ).text,
    )?.[0] ?? "";
  expect((await world.api("GET", "/tenants", undefined, token)).status).toBe(200);
  expect((await operator.go("/admin/tokens")).text).not.toContain(token);
  const revoke = `/admin/tokens/${token.split(".")[1]}/revoke`;
  const sheet = await operator.post(revoke, { csrf });
  for (const said of ["Calls with this token are refused at once.", "All shops", "Last used"])
    expect(sheet.text).toContain(said);
  expect((await world.api("GET", "/tenants", undefined, token)).status).toBe(200);
  expect((await operator.confirm(revoke, { csrf })).status).toBe(303);
  expect((await world.api("GET", "/tenants", undefined, token)).status).toBe(401);
  // By name when it was made and when it was revoked.
  expect((await operator.go("/admin/audit")).text.match(/till \([\w-]+\)/g)).toHaveLength(2);
});

test("a link to pass on says for whom it is, of which kind, and until when", async () => {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  await nobody(world);
  const operator = browser(world);
  await operator.signIn(ADMIN);
  const email = "lena@example.com";
  const { body } = await world.api("POST", "/users", { email, name: "Lena", role: "operator" });
  const renew = async () => {
    const path = `/admin/people/${String(body["id"])}/link`;
    const csrf = await operator.csrf("/admin/people");
    const { text } = await operator.post(path, { csrf });
    return text.replaceAll(/[\u2066-\u2069]/g, "").replaceAll("\u202F", " ");
  };
  const invited = await renew();
  expect(invited).toContain(`For ${email}: an invitation to choose a password`);
  const until = (ms: number) => messagesOf("en").t("people.people.linkHelp", { until: ms });
  const spaced = (text: string) => text.replaceAll("\u202F", " ");
  const at = world.deps.clock.now();
  expect(invited).toContain(spaced(until(at + INVITATION_MS)));
  const link = /https?:[^\s<"]+\/admin\/welcome\/[\w-]{43}/.exec(invited)?.[0] ?? "";
  await browser(world, "203.0.113.78").welcome(link, "a long enough password");
  const reset = await renew();
  expect(reset).toContain(`For ${email}: a link to choose a new password`);
  expect(reset).toContain(spaced(until(at + RESET_MS)));
  const gone = await browser(world, "203.0.113.79").go(new URL(link).pathname);
  expect(gone.text).toContain("ask an owner of your shop or an operator");
  expect(gone.text).toContain('href="/admin/sign-in"');
});
