/**
 * Signing in over a real D1: tries are counted, right ones aren't, and what a session that ended
 * swallows is said.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { MAX_TRIES } from "../../../src/http/auth/tries.ts";
import { browser, signedIn } from "../browser.ts";
import { ADMIN, edges, environment, healthOf } from "../world.ts";

test("tries are limited by source, a right token among them, and are open again after the window, however often it is tried meanwhile", async () => {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  const user = browser(world, "198.51.100.9");
  for (let tried = 0; tried < MAX_TRIES; tried += 1)
    expect((await user.signIn("wrong-token-wrong")).status).toBe(403);
  expect((await user.signIn(ADMIN)).status).toBe(429);
  expect((await browser(world, "198.51.100.10").signIn(ADMIN)).status).toBe(303);
  for (let minutes = 0; minutes < 14; minutes += 1) {
    world.clock.advance(60_000);
    expect((await user.signIn(ADMIN)).status).toBe(429);
  }
  world.clock.advance(60_001);
  expect((await user.signIn(ADMIN)).status).toBe(303);
});

test("a right token is no failed try: one may sign in as often as one likes, and the failures of the same address stay", async () => {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  const address = "198.51.100.11";
  for (let times = 0; times < 3 * MAX_TRIES; times += 1)
    expect((await browser(world, address).signIn(ADMIN)).status).toBe(303);
  for (let tried = 1; tried < MAX_TRIES; tried += 1)
    expect((await browser(world, address).signIn("wrong-token-wrong")).status).toBe(403);
  for (let times = 0; times < 3; times += 1)
    expect((await browser(world, address).signIn(ADMIN)).status).toBe(303);
  expect((await browser(world, address).signIn("wrong-token-wrong")).status).toBe(403);
  expect((await browser(world, address).signIn(ADMIN)).status).toBe(429);
});

test("of many tries at once no more are looked at than one after the other, also with right ones between them", async () => {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  const browsers = Array.from({ length: 40 }, () => browser(world, "198.51.100.12"));
  const forms = await Promise.all(browsers.map((one) => one.csrf("/admin/sign-in")));
  const answers = await Promise.all(
    browsers.map((one, place) =>
      one.post("/admin/sign-in", {
        csrf: forms[place] ?? "",
        token: place % 4 === 0 ? ADMIN : "wrong-token-wrong",
        next: "/admin",
      }),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(MAX_TRIES);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
});

test("hosts of one IPv6 network share their tries", async () => {
  const world = await edges();
  for (let tried = 0; tried < MAX_TRIES; tried += 1)
    await browser(world, `2001:db8:1:2::${tried}`).signIn("wrong-token-wrong");
  expect((await browser(world, "2001:db8:1:2:ffff::1").signIn(ADMIN)).status).toBe(429);
});

test("a sign-in begins a new session and ends the one before", async () => {
  const { user } = await signedIn();
  const before = user.jar.get("session") ?? "";
  user.jar.delete("session");
  const form = await user.csrf("/admin/sign-in");
  user.jar.set("session", before);
  expect(
    (await user.post("/admin/sign-in", { csrf: form, token: ADMIN, next: "/admin" })).status,
  ).toBe(303);
  expect(user.jar.get("session")).not.toBe(before);
  user.jar.set("session", before);
  expect((await user.go("/admin")).status).toBe(303);
});

test("a form of a session that has ended is said to be lost, and signing in leads to the page that it stood on", async () => {
  const { world, user } = await signedIn();
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}`;
  const csrf = await user.csrf(`${at}/settings/orders`);
  // The form of the shop's name stands on a page beside the address that it is sent to.
  expect((await user.go(`${at}/shop`)).text).toContain(`action="${at}/name"`);
  await user.post("/admin/sign-out", { csrf });
  world.tenants.calls.length = 0;
  const here = environment.PUBLIC_URL;
  const sent = async (path: string, referer?: string): Promise<string> => {
    const answer = await user.post(
      path,
      { csrf, note: "typed for an hour" },
      referer === undefined ? {} : { referer },
    );
    expect(answer.status).toBe(303);
    const way = answer.headers.get("location") ?? "";
    return way.startsWith("/admin/sign-in?ended=1&next=")
      ? decodeURIComponent(way.slice("/admin/sign-in?ended=1&next=".length))
      : `not said: ${way}`;
  };
  expect(await sent(`${at}/settings/orders`)).toBe(`${at}/settings/orders`);
  expect(await sent(`${at}/orders/j1/skip`)).toBe(`${at}/orders/j1`);
  expect(await sent(`${at}/stop`)).toBe(`${at}/stop`);
  expect(await sent(`${at}/name`)).toBe(`${at}/shop`);
  expect(await sent(`${at}/attention`, `${here}${at}/attention?cursor=7%20job`)).toBe(
    `${at}/attention?cursor=7%20job`,
  );
  expect(await sent("/admin/language", `${here}${at}/orders/j1/skip`)).toBe(`${at}/orders/j1`);
  // Never out of here, and never to what isn't a page.
  for (const referer of [
    "https://evil.example/admin/people",
    "//evil.example/x",
    `${here}//evil.example`,
    `${here}/admin/../../evil`,
    "nonsense",
    `${here}/api/v1/tenants`,
  ])
    expect(await sent(`${at}/attention`, referer), referer).toMatch(
      /^\/admin(?:\/tenants\/[\w-]+\/attention)?$/,
    );
  expect(world.tenants.calls).toEqual([]);
  const texts = new Set<string>();
  for (const language of LANGUAGES)
    texts.add(
      /id="fault">(.*?)<\/p>/s.exec(
        (
          await user.go(`/admin/sign-in?ended=1&next=${encodeURIComponent(at)}`, {
            headers: { "accept-language": language },
          })
        ).text,
      )?.[1] ?? "",
    );
  expect(texts.size).toBe(LANGUAGES.length);
  expect([...texts][0]).toContain("your changes weren");
  // Logging out twice loses nothing.
  expect((await user.post("/admin/sign-out", { csrf })).headers.get("location")).toBe(
    "/admin/sign-in",
  );
  expect(
    (
      await user.post("/admin/sign-in", {
        csrf: await user.csrf("/admin/sign-in"),
        token: ADMIN,
        next: `${at}/settings/orders`,
      })
    ).headers.get("location"),
  ).toBe(`${at}/settings/orders`);
  // Signed in anew, what an older page sends isn't taken, and leads back to that page as well.
  const older = await user.post(
    `${at}/settings/orders`,
    { csrf },
    { referer: `${here}${at}/settings/orders` },
  );
  expect([
    older.status,
    older.text.includes(`href="${at}/settings/orders">Reload the page`),
  ]).toEqual([403, true]);
});
