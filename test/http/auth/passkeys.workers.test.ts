/** Passkeys, and attacks on them by an authenticator that signs whatever it is told to. */
import { expect, test } from "vitest";
import { MAX_CHALLENGES, MAX_TRIES, TRIES_WINDOW_MS } from "../../../src/http/auth/tries.ts";
import { writtenIn } from "../../../src/messages/dates.ts";
import { CHALLENGE_MS } from "../../../src/http/usecases/accounts/passkeys.ts";
import { browser } from "../browser.ts";
import { isIn } from "./accounts.ts";
import { authenticator, type Told } from "./authenticator.ts";
import { atTheDoor, HOME, withKey } from "./passkey-kit.ts";
import { beforeTakenBack } from "./taken-back.ts";

test("a key is added by whoever is signed in, told by mail, signs in without a name, and is removed", async () => {
  const { world, bo, csrf, key, added, mails, userHandle } = await withKey("203.0.113.230");
  expect(added).toBe("/admin/profile?done=passkey-added");
  expect(mails.at(-1)?.subject).toBe("A passkey was added to your account");
  // Whoever didn't do it sees by what, when and with which device it was done.
  const when = writtenIn("en").minute(world.clock.now());
  const details = `Name: Laptop\nWhen: ${when} (Europe/Amsterdam)\nBrowser: Firefox on Linux\nCountry: SE`;
  expect(mails.at(-1)?.text.split("\n\n")).toContain(details);
  expect((await bo.go("/admin/profile")).text).toContain("<bdi>Laptop</bdi>");
  const door = await atTheDoor(world, "203.0.113.231");
  expect(await door.send(await key.sign({ challenge: await door.ask(), userHandle }))).toBe(true);
  const sheet = await bo.post(`/admin/profile/passkeys/${key.id}/remove`, { csrf });
  expect(sheet.text).toContain("No other passkey is left: you sign in with your password.");
  expect(mails.at(-1)?.subject).toBe("A passkey was added to your account");
  await bo.confirm(`/admin/profile/passkeys/${key.id}/remove`, { csrf });
  expect(mails.at(-1)?.subject).toBe("A passkey was removed from your account");
  expect(mails.at(-1)?.text.split("\n\n")).toContain(details);
  expect(await door.send(await key.sign({ challenge: await door.ask(), userHandle }))).toBe(false);
});

test("whoever has one shop is led to it by a key as by a password, unless they came for a page", async () => {
  const { world, a, key, userHandle } = await withKey("203.0.113.235");
  const door = await atTheDoor(world, "203.0.113.236");
  const led = async (next: string) => {
    const answer = await key.sign({ challenge: await door.ask(), userHandle });
    const { headers } = await door.answered(answer, next);
    door.one.jar.delete("session");
    return headers.get("location");
  };
  expect(await led("/admin")).toBe(`/admin/tenants/${a}`);
  expect(await led("/admin/manual")).toBe("/admin/manual");
});

test("a key that is removed while it signs in lets nobody in", async () => {
  const { world, bo, csrf, key, userHandle } = await withKey("203.0.113.250");
  const door = await atTheDoor(world, "203.0.113.251");
  const answer = await key.sign({ challenge: await door.ask(), userHandle });
  let removed = 0;
  const restore = beforeTakenBack(world.db.$client, async () => {
    await bo.confirm(`/admin/profile/passkeys/${key.id}/remove`, { csrf });
    removed += 1;
  });
  const answered = await door.answered(answer);
  restore();
  expect([removed, answered.headers.get("location")]).toEqual([
    1,
    "/admin/sign-in?passkey=refused&next=%2Fadmin",
  ]);
  expect([await isIn(door.one), await isIn(bo)]).toEqual([false, true]);
});

test("a challenge is answered once, soon, and in the browser that it was made for", async () => {
  const { world, key, userHandle } = await withKey("203.0.113.232");
  const door = await atTheDoor(world, "203.0.113.233");
  const other = await atTheDoor(world, "203.0.113.234");
  const answer = await key.sign({ challenge: await door.ask(), userHandle });
  expect(await other.send(answer)).toBe(false);
  // Whoever tried it elsewhere used nothing up.
  expect([await door.send(answer), await door.send(answer)]).toEqual([true, false]);
  const late = await key.sign({ challenge: await door.ask(), userHandle });
  world.clock.advance(CHALLENGE_MS);
  expect(await door.send(late)).toBe(false);
  const invented = await key.sign({ challenge: "a".repeat(43), userHandle });
  expect(await door.send(invented)).toBe(false);
});

test.each([
  ["for another origin", { origin: "https://evil.example" }],
  ["for another port", { origin: "http://localhost:9999" }],
  ["for another host", { host: "evil.example" }],
  ["without checking its user", { checked: false }],
  ["as an addition", { type: "webauthn.create" }],
  ["for somebody else", { userHandle: "c29tZWJvZHk" }],
  ["for nobody", { userHandle: undefined }],
] as const)("what is signed %s lets nobody in", async (_, told) => {
  const { world, key, userHandle } = await withKey("203.0.113.235");
  const door = await atTheDoor(world, "203.0.113.236");
  const challenge = await door.ask();
  expect(await door.send(await key.sign({ challenge, userHandle, ...told } as Told))).toBe(false);
  const good = await key.sign({ challenge: await door.ask(), userHandle });
  expect(await door.send(good)).toBe(true);
});

test("another key's signature under this key's id lets nobody in, nor does what is no answer at all", async () => {
  const { world, key, userHandle } = await withKey("203.0.113.237");
  const door = await atTheDoor(world, "203.0.113.238");
  const foreign = await authenticator(HOME);
  const forged = (await foreign.sign({ challenge: await door.ask(), userHandle })).replaceAll(
    foreign.id,
    key.id,
  );
  for (const text of [forged, "", "{}", "null", JSON.stringify({ id: key.id })])
    expect(await door.send(text)).toBe(false);
});

test("a count that doesn't grow is a copied key, and lets nobody in", async () => {
  const { world, key, userHandle } = await withKey("203.0.113.239", { counter: 1 });
  const door = await atTheDoor(world, "203.0.113.240");
  const enters = async (counter: number) =>
    door.send(await key.sign({ challenge: await door.ask(), userHandle, counter }));
  const entered = [];
  for (const counter of [5, 5, 4, 0, 6]) entered.push(await enters(counter));
  expect(entered).toEqual([true, false, false, false, true]);
});

test.each([
  ["for another origin", { origin: "https://evil.example" }],
  ["for another host", { host: "evil.example" }],
  ["without checking its user", { checked: false }],
  ["for a challenge that nobody made", { challenge: "b".repeat(43) }],
] as const)("a key that is made %s isn't added", async (_, told) => {
  const { added, bo, key } = await withKey("203.0.113.241", told);
  expect(added).toBe("/admin/profile?done=passkey-not-added");
  expect((await bo.go("/admin/profile")).text).not.toContain(key.id);
});

test("a key is added once: not by the same answer again, not under an id that somebody has, and not by a challenge of the door", async () => {
  const { world, add, first, asked, key } = await withKey("203.0.113.242");
  const refused = "/admin/profile?done=passkey-not-added";
  expect(await add(first)).toBe(refused);
  const options = await asked();
  expect(options.excludeCredentials).toEqual([{ type: "public-key", id: key.id }]);
  expect(await add(await key.make({ challenge: options.challenge }))).toBe(refused);
  const door = await atTheDoor(world, "203.0.113.243");
  const other = await authenticator(HOME);
  expect(await add(await other.make({ challenge: await door.ask() }))).toBe(refused);
});

test("another's key isn't removed by its id, and a key of somebody whose access ended opens nothing", async () => {
  const { world, key, userHandle } = await withKey("203.0.113.244");
  const eve = browser(world, "203.0.113.245");
  const made = await world.api("POST", "/users", {
    email: "eve@example.com",
    name: "Eve",
    role: "operator",
  });
  expect(made.status).toBe(201);
  const { results } = await world.db.$client.prepare("SELECT id FROM users").all();
  expect(results).toHaveLength(2);
  await eve.signIn("admin-token-for-the-tests");
  const csrf = await eve.csrf("/admin/profile");
  await eve.post(`/admin/profile/passkeys/${key.id}/remove`, { csrf });
  const door = await atTheDoor(world, "203.0.113.246");
  expect(await door.send(await key.sign({ challenge: await door.ask(), userHandle }))).toBe(true);
  await world.db.$client
    .prepare("UPDATE users SET ended_at = 1 WHERE email = 'bo@example.com'")
    .run();
  expect(await door.send(await key.sign({ challenge: await door.ask(), userHandle }))).toBe(false);
});

const TRIES = "SELECT coalesce(sum(tries), 0) AS tries FROM sign_in_tries";

test("a sign-in by a key takes its own try back; refused ones count, and after so many none is looked at", async () => {
  const { world, key, userHandle } = await withKey("203.0.113.247");
  const door = await atTheDoor(world, "203.0.113.248");
  const good = async () => key.sign({ challenge: await door.ask(), userHandle });
  for (let time = 0; time <= MAX_TRIES; time += 1) expect(await door.send(await good())).toBe(true);
  for (let time = 0; time < MAX_TRIES; time += 1) expect(await door.send("{}")).toBe(false);
  const limited = await door.answered(await good());
  expect(limited.headers.get("location")).toBe("/admin/sign-in?passkey=limited&next=%2Fadmin");
  expect((await door.one.go("/admin/sign-in?passkey=limited")).text).toContain("Too many");
  expect(await isIn(door.one)).toBe(false);
  // Elsewhere, and later, the key is as good as it was.
  const other = await atTheDoor(world, "203.0.113.249");
  const elsewhere = await key.sign({ challenge: await other.ask(), userHandle });
  expect(await other.send(elsewhere)).toBe(true);
  world.clock.advance(TRIES_WINDOW_MS);
  const later = await atTheDoor(world, "203.0.113.248");
  expect(await later.send(await key.sign({ challenge: await later.ask(), userHandle }))).toBe(true);
});

test("asking for a challenge is no try, and is limited by itself", async () => {
  const { world, key, userHandle } = await withKey("203.0.113.250");
  const door = await atTheDoor(world, "203.0.113.251");
  const challenge = await door.ask();
  const statusOf = async () =>
    (await door.one.post("/admin/sign-in/passkey/options", { csrf: door.csrf })).status;
  for (let time = 1; time < MAX_CHALLENGES; time += 1) expect(await statusOf()).toBe(200);
  expect(await statusOf()).toBe(429);
  const rows = await world.db.$client.prepare(TRIES).first<{ tries: number }>();
  // One more was asked for from elsewhere when the key was added.
  expect(rows?.tries).toBe(MAX_CHALLENGES + 1);
  expect(await door.send(await key.sign({ challenge, userHandle }))).toBe(true);
});

test("an operator removes a person's passkeys: it is in the log, the person is told, and the key signs nobody in", async () => {
  const { world, key, mails, userHandle, bo, csrf } = await withKey("203.0.113.240");
  const door = await atTheDoor(world, "203.0.113.241");
  const { body } = await world.api("GET", "/users");
  const id = (body["users"] as { id: string; email: string }[])[0]?.id ?? "";
  // Nobody else does, not even of themselves by that address.
  expect((await bo.post(`/admin/people/${id}/passkeys/remove`, { csrf })).status).toBe(403);
  const operator = browser(world, "203.0.113.242");
  await operator.signIn("admin-token-for-the-tests");
  const form = { csrf: await operator.csrf("/admin/people") };
  const sheet = await operator.post(`/admin/people/${id}/passkeys/remove`, form);
  expect(sheet.text).toContain("1 passkey is deleted.");
  expect(mails.at(-1)?.subject).toBe("A passkey was added to your account");
  const removed = await operator.confirm(`/admin/people/${id}/passkeys/remove`, form);
  expect(removed.headers.get("location")).toBe("/admin/people?done=passkeys-removed");
  expect((await world.api("DELETE", `/users/${id}/passkeys`)).status).toBe(204);
  expect(mails.at(-1)).toMatchObject({
    to: ["bo@example.com"],
    subject: "Your passkeys were removed",
  });
  // The operator's device is nobody else's to know.
  expect(mails.at(-1)?.text).toContain("When: ");
  expect(mails.at(-1)?.text).not.toContain("Browser: ");
  const { results } = await world.db.$client
    .prepare("SELECT action, before FROM audit WHERE action LIKE 'passkey.%' ORDER BY id DESC")
    .all();
  expect(results[0]).toEqual({ action: "passkey.remove-all", before: "bo@example.com" });
  expect(await door.send(await key.sign({ challenge: await door.ask(), userHandle }))).toBe(false);
  const told = mails.length;
  // Where there is none, nothing is noted and nobody is told.
  expect((await world.api("DELETE", `/users/${id}/passkeys`)).status).toBe(204);
  expect(mails).toHaveLength(told);
});
