/** A session that was left open: its passkeys aren't changed without the password or a passkey. */
import { expect, test } from "vitest";
import { FRESH_MS } from "../../../src/http/auth/session.ts";
import { MAX_CHALLENGES, MAX_TRIES } from "../../../src/http/auth/tries.ts";
import { isIn, PASSWORD } from "./accounts.ts";
import { authenticator } from "./authenticator.ts";
import { atTheDoor, HOME, withKey } from "./passkey-kit.ts";
import { linkIn } from "./shops.ts";

const PROFILE = "/admin/profile";
const FIRST = `${PROFILE}?done=confirm-first`;

/** Somebody who has a passkey, and left the browser open. */
async function leftOpen(address: string) {
  const made = await withKey(address);
  const { world, bo, csrf, key } = made;
  world.clock.advance(FRESH_MS);
  const statusOf = async (form: string) =>
    (await bo.post(`${PROFILE}/passkeys/options`, { csrf: form })).status;
  const remove = (form: string) =>
    bo
      .post(`${PROFILE}/passkeys/${key.id}/remove`, { csrf: form })
      .then(({ headers }) => headers.get("location"));
  const confirm = (password: string) => bo.post(`${PROFILE}/confirm`, { csrf, password });
  return { ...made, statusOf, remove, confirm };
}

test("after ten minutes a passkey is added or removed only by whoever confirms with the password", async () => {
  const { bo, csrf, statusOf, remove, confirm, mails } = await leftOpen("203.0.113.170");
  const told = mails.length;
  const page = (await bo.go(PROFILE)).text;
  // Whose account it is: the address, that it stays, and what they may in which shop.
  expect(page).toMatch(
    /<dt>E-mail address<.*can&#39;t be changed\..*<dt>[^<]+<\/dt><dd>Read only</s,
  );
  expect(page).toContain("Confirm that it&#39;s you");
  expect(page).toContain("To go on, enter your password or use a passkey.");
  expect(page).not.toContain("Add passkey");
  expect(page).not.toContain("/remove");
  expect([await statusOf(csrf), await remove(csrf)]).toEqual([401, FIRST]);
  expect((await bo.go(FIRST)).text).toContain("Confirm that it&#39;s you first.");
  const wrong = await confirm("no password of theirs");
  expect([wrong.status, await statusOf(csrf)]).toEqual([400, 401]);
  expect(wrong.text).toContain("The current password is wrong.");
  expect(mails).toHaveLength(told);
  const before = bo.jar.get("session") ?? "";
  const confirmed = await confirm(PASSWORD);
  expect(confirmed.headers.get("location")).toBe(`${PROFILE}?done=confirmed`);
  expect((await bo.go(`${PROFILE}?done=confirmed`)).text).toContain("Add passkey");
  expect(await statusOf(await bo.csrf(PROFILE))).toBe(200);
  // The session began anew: whoever has the cookie of before is out.
  bo.jar.set("session", before);
  expect(await isIn(bo)).toBe(false);
});

test("a passkey confirms as well: one's own, by an answer for this session alone", async () => {
  const { world, bo, csrf, key, userHandle, statusOf } = await leftOpen("203.0.113.171");
  const ask = async () =>
    (
      JSON.parse((await bo.post(`${PROFILE}/confirm/options`, { csrf })).text) as {
        challenge: string;
      }
    ).challenge;
  const confirm = async (credential: string) =>
    (await bo.post(`${PROFILE}/confirm/passkey`, { csrf, credential })).headers.get("location");
  const refused = `${PROFILE}?done=passkey-refused`;
  const door = await atTheDoor(world, "203.0.113.172");
  // Neither is an answer for the door one for here, nor the other way round.
  expect(await confirm(await key.sign({ challenge: await door.ask(), userHandle }))).toBe(refused);
  expect(await door.send(await key.sign({ challenge: await ask(), userHandle }))).toBe(false);
  const foreign = await authenticator(HOME);
  expect(await confirm(await foreign.sign({ challenge: await ask(), userHandle }))).toBe(refused);
  expect(await confirm("{}")).toBe(refused);
  expect(await statusOf(csrf)).toBe(401);
  const answer = await key.sign({ challenge: await ask(), userHandle });
  expect(await confirm(answer)).toBe(`${PROFILE}?done=confirmed`);
  expect(await statusOf(await bo.csrf(PROFILE))).toBe(200);
});

test("somebody else's passkey confirms nothing", async () => {
  const { world, bo, key, userHandle, mails } = await leftOpen("203.0.113.173");
  await world.api("POST", "/users", { email: "eve@example.com", name: "Eve", role: "operator" });
  bo.jar.clear();
  await bo.welcome(linkIn(mails.at(-1)?.text ?? ""), PASSWORD);
  world.clock.advance(FRESH_MS);
  const csrf = await bo.csrf(PROFILE);
  const { challenge } = JSON.parse(
    (await bo.post(`${PROFILE}/confirm/options`, { csrf })).text,
  ) as { challenge: string };
  const credential = await key.sign({ challenge, userHandle });
  const answer = await bo.post(`${PROFILE}/confirm/passkey`, { csrf, credential });
  expect(answer.headers.get("location")).toBe(`${PROFILE}?done=passkey-refused`);
  expect((await bo.post(`${PROFILE}/passkeys/options`, { csrf })).status).toBe(401);
});

test("whoever sits there guesses no faster than at the door", async () => {
  const { bo, confirm } = await leftOpen("203.0.113.174");
  for (let tried = 0; tried < MAX_TRIES; tried += 1)
    expect((await confirm("a guess")).status).toBe(400);
  const limited = await confirm(PASSWORD);
  expect([limited.status, limited.headers.get("location")]).toEqual([429, null]);
  expect(await isIn(bo)).toBe(true);
});

test("a key whose making began in time is kept, by the session that asked", async () => {
  const { world, asked, add } = await withKey("203.0.113.175");
  world.clock.advance(FRESH_MS - 1);
  const { challenge } = await asked();
  world.clock.advance(1_000);
  const other = await authenticator(HOME);
  expect(await add(await other.make({ challenge }))).toBe(`${PROFILE}?done=passkey-added`);
});

test("challenges are limited for whoever is signed in as well, of both kinds together", async () => {
  const { bo, csrf, world } = await withKey("203.0.113.176");
  const kept = async () =>
    (await world.db.$client.prepare("SELECT hash FROM passkey_challenges").all()).results.length;
  const statuses = new Set<number>();
  for (let time = 0; time < MAX_CHALLENGES; time += 1) {
    const form = time % 2 === 0 ? "passkeys/options" : "confirm/options";
    statuses.add((await bo.post(`${PROFILE}/${form}`, { csrf })).status);
  }
  expect([...statuses]).toEqual([200, 429]);
  expect(await kept()).toBeLessThan(MAX_CHALLENGES);
});

test("an address that asked to confirm says nothing of it once there is nothing to confirm", async () => {
  const { bo, confirm } = await leftOpen("203.0.113.176");
  expect((await bo.go(FIRST)).text).toContain("Confirm that it&#39;s you first.");
  await confirm(PASSWORD);
  const after = (await bo.go(FIRST)).text;
  expect(after).toContain("Add passkey");
  expect(after).not.toContain("Confirm that it&#39;s you");
});

test("whoever has no password is asked for none", async () => {
  const { world, bo, key } = await leftOpen("203.0.113.177");
  const offered = async () => {
    const { text } = await bo.go(PROFILE);
    const lead = /To go on, [^<]*/.exec(text)?.[0];
    return [lead, text.includes('id="confirm-password"'), text.includes("Confirm with a passkey")];
  };
  expect(await offered()).toEqual(["To go on, enter your password or use a passkey.", true, true]);
  await world.db.$client.prepare(`UPDATE "users" SET "password_hash" = NULL`).run();
  expect(await offered()).toEqual(["To go on, use a passkey.", false, true]);
  await world.db.$client.prepare(`DELETE FROM "passkeys" WHERE "id" = ?1`).bind(key.id).run();
  expect(await offered()).toEqual(["To go on, sign out and sign in again.", false, false]);
});
