/** Attacks on invitations, on links for a new password, and on one's own password. */
import { expect, test } from "vitest";
import { INVITATION_MS, RESET_MS } from "../../../src/http/usecases/accounts/account-links.ts";
import { browser } from "../browser.ts";
import { isIn, PASSWORD } from "./accounts.ts";
import { invite, linkIn, type Mail, pathOf, shops } from "./shops.ts";

test("a link is used once, also by two at once, and looking at it uses nothing up", async () => {
  const { world, a } = await shops();
  const link = String((await invite(world, a, "bo@example.com", "reader")).body["link"]);
  const tries = [browser(world, "203.0.113.212"), browser(world, "203.0.113.213")];
  for (const one of tries) for (let n = 0; n < 3; n += 1) await one.go(pathOf(link));
  const answers = await Promise.all(tries.map((one) => one.welcome(link, PASSWORD)));
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    303, 404,
  ]);
  expect((await browser(world).go(pathOf(link))).status).toBe(404);
});

test("a forgotten password: the same answer and the same work for every address, a link by mail, and every session ends", async () => {
  const mails: Mail[] = [];
  const { world, a } = await shops(mails);
  await invite(world, a, "bo@example.com", "reader");
  const invited = linkIn(mails.at(-1)?.text ?? "");
  const bo = browser(world, "203.0.113.214");
  await bo.welcome(invited, PASSWORD);
  const stranger = browser(world, "203.0.113.215", {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
  });
  const ask = async (email: string) => {
    const csrf = await stranger.csrf("/admin/forgotten");
    const prepared: string[] = [];
    const prepare = world.db.$client.prepare.bind(world.db.$client);
    world.db.$client.prepare = (query: string) => {
      prepared.push(query);
      return prepare(query);
    };
    const { status, text } = await stranger.post("/admin/forgotten", { csrf, email });
    world.db.$client.prepare = prepare;
    return { status, text: text.replace(/value="[^"]+"/g, ""), prepared };
  };
  mails.length = 0;
  const [known, unknown] = [await ask("BO@example.com"), await ask("nobody@example.com")];
  expect(known).toEqual(unknown);
  expect([known.status, known.prepared.length > 3]).toEqual([200, true]);
  await world.context.settled();
  expect(mails.map(({ to }) => to)).toEqual([["bo@example.com"]]);
  const link = linkIn(mails[0]?.text ?? "");
  expect(link.startsWith("http://localhost:8787/admin/welcome/")).toBe(true);
  // The present password and sessions stay until the link is used.
  expect(await isIn(bo)).toBe(true);
  const later = browser(world, "203.0.113.216");
  expect((await later.welcome(link, "another sentence of mine")).status).toBe(303);
  expect([await isIn(bo), await isIn(later)]).toEqual([false, true]);
  expect(mails.at(-1)?.subject).toBe("Your password was changed");
  expect((await world.auditOf(a)).at(-1)).toBe("bo@example.com user.password");
  expect(JSON.stringify(world.logs)).not.toContain(link.split("/").at(-1));
});

test("a link for a new password ends after 30 minutes, an invitation after seven days, and asking for one leaves the other", async () => {
  const mails: Mail[] = [];
  const { world, a } = await shops(mails);
  await invite(world, a, "bo@example.com", "reader");
  const invited = linkIn(mails[0]?.text ?? "");
  const bo = browser(world, "203.0.113.217");
  await bo.post("/admin/forgotten", {
    csrf: await bo.csrf("/admin/forgotten"),
    email: "bo@example.com",
  });
  await world.context.settled();
  const reset = linkIn(mails[1]?.text ?? "");
  const status = async (link: string) => (await bo.go(pathOf(link))).status;
  expect([await status(invited), await status(reset)]).toEqual([200, 200]);
  world.clock.advance(RESET_MS);
  expect([await status(invited), await status(reset)]).toEqual([200, 404]);
  world.clock.advance(INVITATION_MS);
  expect(await status(invited)).toBe(404);
});

test("links for one address are asked for three times at most from one network, whoever has it", async () => {
  const mails: Mail[] = [];
  const { world } = await shops(mails);
  const stranger = browser(world, "203.0.113.218");
  const ask = async (email: string) =>
    (
      await stranger.post("/admin/forgotten", {
        csrf: await stranger.csrf("/admin/forgotten"),
        email,
      })
    ).status;
  const answers = [];
  for (let n = 0; n < 4; n += 1) answers.push(await ask("nobody@example.com"));
  expect(answers).toEqual([200, 200, 200, 429]);
  // The account's own sign-in isn't what was used up.
  expect((await stranger.signInAs("nobody@example.com", PASSWORD)).status).toBe(403);
});

test("behind Access no link for a password is made, mailed or asked for", async () => {
  const mails: Mail[] = [];
  const { world, a } = await shops(mails, {
    ACCESS_TEAM_URL: "https://team.cloudflareaccess.com",
    ACCESS_AUDIENCE: "ours",
  });
  const made = await invite(world, a, "bo@example.com", "reader");
  expect(made.body["link"]).toBeNull();
  expect(
    (await world.api("POST", `/tenants/${a}/members/${String(made.body["id"])}/link`)).status,
  ).toBe(409);
  const stranger = browser(world, "203.0.113.219");
  await stranger.post("/admin/forgotten", {
    csrf: await stranger.csrf("/admin/forgotten"),
    email: "bo@example.com",
  });
  await world.context.settled();
  expect(mails.map(({ text }) => linkIn(text))).toEqual([""]);
});

test("one's own password is changed by whoever knows it, ends every other session, begins a new one, and is told by mail", async () => {
  const mails: Mail[] = [];
  const { world, a } = await shops(mails);
  await invite(world, a, "bo@example.com", "reader");
  const [bo, other] = [browser(world, "203.0.113.220"), browser(world, "203.0.113.221")];
  await bo.welcome(linkIn(mails[0]?.text ?? ""), PASSWORD);
  await other.signInAs("bo@example.com", PASSWORD);
  const csrf = await bo.csrf("/admin/profile");
  const change = (current: string, password: string) =>
    bo.post("/admin/profile/password", { csrf, current, password });
  expect((await change("not my password", "another sentence of mine")).status).toBe(400);
  expect((await change(PASSWORD, "short")).status).toBe(400);
  const before = bo.jar.get("session");
  expect((await change(PASSWORD, "another sentence of mine")).status).toBe(303);
  expect(bo.jar.get("session")).not.toBe(before);
  expect([await isIn(bo), await isIn(other)]).toEqual([true, false]);
  expect(mails.at(-1)).toMatchObject({ subject: "Your password was changed" });
  const fresh = await bo.csrf("/admin/profile");
  const renamed = await bo.post("/admin/profile", { csrf: fresh, name: "Bo Ek", language: "sv" });
  expect(renamed.headers.get("location")).toBe("/admin/profile?done=saved");
  expect((await bo.go("/admin/profile")).text).toMatch(/<html lang="sv">[\s\S]*Bo Ek/);
  // Guessing there is as slow as at the door.
  const guesses = [];
  const form = await bo.csrf("/admin/profile");
  for (let n = 0; n < 11; n += 1)
    guesses.push(
      (
        await bo.post("/admin/profile/password", {
          csrf: form,
          current: "wrong",
          password: "another sentence of mine",
        })
      ).status,
    );
  expect(guesses.at(-1)).toBe(429);
});

test("an invitation's page is in the language of its mail, else in the browser's", async () => {
  const mails: Mail[] = [];
  const { world, a } = await shops(mails);
  const pageOf = async (email: string, language?: string) => {
    await world.api("POST", `/tenants/${a}/members`, {
      email,
      name: "Bo",
      role: "reader",
      language,
    });
    const link = linkIn(mails.at(-1)?.text ?? "");
    const { text } = await browser(world, "203.0.113.222").go(pathOf(link), {
      headers: { "accept-language": "nl" },
    });
    return /<html lang="(\w+)">/.exec(text)?.[1];
  };
  expect(await pageOf("bo@example.com", "sv")).toBe("sv");
  expect(mails.at(-1)?.subject).toContain("Din åtkomst");
  expect(await pageOf("rik@example.com")).toBe("nl");
});
