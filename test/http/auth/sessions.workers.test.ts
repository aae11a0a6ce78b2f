/**
 * Tries at accounts and the sessions of people: whom they keep out, whom not, and what is logged of
 * them.
 */
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  MAX_TRIES_PER_ACCOUNT,
  MAX_TRIES_PER_NETWORK,
  MAX_TRIES,
  TRIES_WINDOW_MS,
} from "../../../src/http/auth/tries.ts";
import { signInTries } from "../../../src/store/schema.ts";
import { tokenHash } from "../../../src/store/secrets.ts";
import { browser } from "../browser.ts";
import { ADMIN, type edges } from "../world.ts";
import { isIn, PASSWORD, withUser } from "./accounts.ts";

const WRONG = "wrong wrong wrong";

test("wrong passwords from one network lock an account's owner out from no other", async () => {
  const { world, link } = await withUser();
  await browser(world).welcome(link, PASSWORD);
  const stranger = "198.51.100.1";
  for (let tried = 0; tried < MAX_TRIES; tried += 1)
    expect((await browser(world, stranger).signInAs("anna@example.com", WRONG)).status).toBe(403);
  expect((await browser(world, stranger).signInAs("anna@example.com", PASSWORD)).status).toBe(429);
  expect((await browser(world, "198.51.100.2").signInAs("anna@example.com", PASSWORD)).status).toBe(
    303,
  );
  world.clock.advance(TRIES_WINDOW_MS + 1);
  expect((await browser(world, stranger).signInAs("anna@example.com", PASSWORD)).status).toBe(303);
});

test("a page that only reads is shown although D1 doesn't take the note that the session was used", async () => {
  const { world, link } = await withUser();
  const anna = browser(world, "203.0.113.34");
  await anna.welcome(link, PASSWORD);
  world.clock.advance(6 * 60_000);
  await world.db.run(
    sql`CREATE TRIGGER no_notes BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  try {
    expect((await anna.go("/admin")).status).toBe(200);
  } finally {
    await world.db.run(sql`DROP TRIGGER no_notes`);
  }
});

test("one network's tries are limited over all accounts as well", async () => {
  const { world } = await withUser();
  const source = "198.51.100.3";
  await countOf(world, await sourceHash(source), MAX_TRIES_PER_NETWORK - 1);
  expect((await browser(world, source).signInAs("bo@example.com", WRONG)).status).toBe(403);
  expect((await browser(world, source).signInAs("cy@example.com", WRONG)).status).toBe(429);
});

test("tries at one account from everywhere are limited, but for browsers that it signed in with before", async () => {
  const { world, link } = await withUser();
  const own = browser(world, "203.0.113.30");
  await own.welcome(link, PASSWORD);
  await own.post("/admin/sign-out", { csrf: await own.csrf("/admin") });
  await countOf(world, await tokenHash("account:anna@example.com"), MAX_TRIES_PER_ACCOUNT);
  expect((await browser(world, "203.0.113.31").signInAs("anna@example.com", PASSWORD)).status).toBe(
    429,
  );
  const forged = browser(world, "203.0.113.32");
  forged.jar.set("known-browser", "A".repeat(43));
  expect((await forged.signInAs("anna@example.com", PASSWORD)).status).toBe(429);
  expect((await own.signInAs("anna@example.com", PASSWORD)).status).toBe(303);
  await own.post("/admin/sign-out", { csrf: await own.csrf("/admin") });
  // Known is a browser of this account and its present password, not of any.
  const other = await world.api("POST", "/users", {
    email: "bo@example.com",
    name: "Bo",
    role: "operator",
  });
  await browser(world).welcome(String(other.body["link"]), PASSWORD);
  await countOf(world, await tokenHash("account:bo@example.com"), MAX_TRIES_PER_ACCOUNT);
  expect((await own.signInAs("bo@example.com", PASSWORD)).status).toBe(429);
});

const sourceHash = (address: string): Promise<string> => tokenHash(`source:${address}`);

async function countOf(world: Awaited<ReturnType<typeof edges>>, source: string, tries: number) {
  await world.db.insert(signInTries).values({ source, windowStart: world.clock.now(), tries });
}

test("a link ends the session that the browser had, whoever's it was", async () => {
  const { world, link } = await withUser();
  const anna = browser(world, "203.0.113.33");
  await anna.signIn(ADMIN);
  const operator = anna.jar.get("session") ?? "";
  expect((await anna.welcome(link, PASSWORD)).status).toBe(303);
  anna.jar.set("session", operator);
  expect(await isIn(anna)).toBe(false);
});

test.each(["password1234", "123456789012", "qwertyuiop[]", "anna@example.com1", "asperion2026!"])(
  "%s is too easy to guess, and the link still works afterwards",
  async (password) => {
    const { world, link } = await withUser();
    const anna = browser(world, "203.0.113.34");
    const refused = await anna.welcome(link, password);
    expect([refused.status, refused.text.includes("too easy to guess")]).toEqual([400, true]);
    expect((await anna.welcome(link, PASSWORD)).status).toBe(303);
  },
);

test("one sees one's own sessions and ends them, one or all others; an operator ends those of anybody", async () => {
  const { world, link, userId } = await withUser();
  const [one, two, three] = [
    browser(world),
    browser(world, "203.0.113.35", { "user-agent": "Firefox on <b>Linux</b>" }),
    browser(world, "203.0.113.36"),
  ];
  await one.welcome(link, PASSWORD);
  for (const user of [two, three]) await user.signInAs("anna@example.com", PASSWORD);
  const operator = browser(world, "203.0.113.37");
  await operator.signIn(ADMIN);
  const shown = (await one.go("/admin/sessions")).text;
  expect(shown).toContain("Firefox on &lt;b&gt;Linux&lt;/b&gt;");
  const hash = await tokenHash(two.jar.get("session") ?? "");
  const foreign = await tokenHash(operator.jar.get("session") ?? "");
  expect([shown.includes(hash), shown.includes(foreign)]).toEqual([true, false]);
  const csrf = await one.csrf("/admin/sessions");
  for (const ended of [hash, foreign])
    expect((await one.post(`/admin/sessions/${ended}/end`, { csrf })).status).toBe(303);
  expect([await isIn(one), await isIn(two), await isIn(three), await isIn(operator)]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  // Those that would end are shown first, and none that began since ends with them.
  const sheet = await one.post("/admin/sessions/end-others", { csrf });
  expect(sheet.text).toContain("1 other session ends.");
  expect(await isIn(three)).toBe(true);
  await two.signInAs("anna@example.com", PASSWORD);
  const [, mark = ""] = /name="mark" value="([^"]+)"/.exec(sheet.text) ?? [];
  const late = await one.post("/admin/sessions/end-others", { csrf, mark });
  expect([late.status, late.text.includes("2 other sessions end.")]).toEqual([409, true]);
  expect([await isIn(two), await isIn(three)]).toEqual([true, true]);
  expect((await one.confirm("/admin/sessions/end-others", { csrf })).status).toBe(303);
  expect([await isIn(one), await isIn(two), await isIn(three), await isIn(operator)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  // An operator's page asks the same of somebody's.
  await two.signInAs("anna@example.com", PASSWORD);
  const form = { csrf: await operator.csrf("/admin/people") };
  const ends = await operator.post(`/admin/people/${userId}/sessions/end`, form);
  expect(ends.text).toContain("\u2068anna@example.com\u2069 is signed out everywhere at once.");
  expect(ends.text).toContain("Firefox on &lt;b&gt;Linux&lt;/b&gt;");
  expect([await isIn(one), await isIn(two)]).toEqual([true, true]);
  expect((await operator.confirm(`/admin/people/${userId}/sessions/end`, form)).status).toBe(303);
  expect([await isIn(one), await isIn(two)]).toEqual([false, false]);
  await one.signInAs("anna@example.com", PASSWORD);
  const listed = await world.api("GET", `/users/${userId}/sessions`);
  expect(listed.body["sessions"]).toMatchObject([
    { hash: await tokenHash(one.jar.get("session") ?? "") },
  ]);
  expect((await world.api("DELETE", `/users/${userId}/sessions/nonsense`)).status).toBe(404);
  expect((await world.api("DELETE", `/users/${userId}/sessions`)).status).toBe(204);
  expect(await isIn(one)).toBe(false);
});

test("a session ends an hour after its last use, and goes on while it is used", async () => {
  const { world, link } = await withUser();
  const [used, idle] = [browser(world), browser(world, "203.0.113.38")];
  await used.welcome(link, PASSWORD);
  await idle.signInAs("anna@example.com", PASSWORD);
  for (let times = 0; times < 7; times += 1) {
    world.clock.advance(10 * 60_000);
    expect(await isIn(used)).toBe(true);
  }
  expect(await isIn(idle)).toBe(false);
});

test("a refused sign-in is logged with who and where, and without address or password", async () => {
  const { world, link, userId } = await withUser();
  await browser(world).welcome(link, PASSWORD);
  const anna = browser(world, "198.51.100.7", { "cf-ipcountry": "PL", "cf-ray": "8f0" });
  await anna.signInAs("anna@example.com", WRONG);
  await anna.signInAs("nobody@example.com", WRONG);
  await anna.signIn("wrong-token-wrong");
  const refused = world.logs.filter(({ event }) => event === "sign-in-refused");
  const network = (await sourceHash("198.51.100.7")).slice(0, 12);
  expect(refused).toEqual(
    [userId, "nobody", "operator"].map((who) => ({
      event: "sign-in-refused",
      who,
      network,
      country: "PL",
      ray: "8f0",
    })),
  );
});
