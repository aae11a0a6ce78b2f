/** What is under way while the password is chosen anew: sign-ins, links and other changes of it. */
import { expect, test } from "vitest";
import { browser } from "../browser.ts";
import { isIn, PASSWORD, withUser } from "./accounts.ts";
import { beforeBatchWith, beforeTakenBack } from "./taken-back.ts";

test("a sign-in by the old password that is under way doesn't outlive the new one", async () => {
  const { world, link, userId } = await withUser();
  const anna = browser(world, "203.0.113.70");
  await anna.welcome(link, PASSWORD);
  const made = await world.api("POST", `/users/${userId}/link`);
  const path = new URL(String(made.body["link"])).pathname;
  const csrf = await anna.csrf(path);
  const thief = browser(world, "203.0.113.71");
  const ofThief = await thief.csrf("/admin/sign-in");
  let chosen = 0;
  const restore = beforeTakenBack(world.db.$client, async () => {
    await anna.post(path, { csrf, password: "quite another long sentence" });
    chosen += 1;
  });
  const answer = await thief.post("/admin/sign-in", {
    csrf: ofThief,
    email: "anna@example.com",
    password: PASSWORD,
    next: "/admin",
  });
  restore();
  expect(chosen).toBe(1);
  expect(answer.status).toBe(403);
  expect(await isIn(thief)).toBe(false);
  expect(await isIn(anna)).toBe(true);
});

const NEWEST = "quite another long sentence";

/** A new link for Anna, and her browser that uses it when it is told to. */
async function linkOf({ world, userId }: Awaited<ReturnType<typeof withUser>>, address: string) {
  const made = await world.api("POST", `/users/${userId}/link`);
  const path = new URL(String(made.body["link"])).pathname;
  const anna = browser(world, address);
  const csrf = await anna.csrf(path);
  return { anna, use: () => anna.post(path, { csrf, password: NEWEST }) };
}

test("a session that begins with a link doesn't outlive the password of the next link", async () => {
  const account = await withUser();
  const { world, link } = account;
  const thief = browser(world, "203.0.113.72");
  let chosen = 0;
  let anna = thief;
  const path = new URL(link).pathname;
  const csrf = await thief.csrf(path);
  const restore = beforeTakenBack(world.db.$client, async () => {
    const next = await linkOf(account, "203.0.113.73");
    anna = next.anna;
    chosen = (await next.use()).status;
  });
  const answer = await thief.post(path, { csrf, password: PASSWORD });
  restore();
  expect([chosen, answer.status]).toEqual([303, 404]);
  expect([await isIn(thief), await isIn(anna)]).toEqual([false, true]);
});

test.each([
  ["before it is kept", "beforeBatch"],
  ["before its session begins", "beforeSession"],
])(
  "a change of the password by the old one gives way to a link that is used %s",
  async (_, when) => {
    const account = await withUser();
    const { world, link } = account;
    const thief = browser(world, "203.0.113.74");
    await thief.welcome(link, PASSWORD);
    const csrf = await thief.csrf("/admin/profile");
    const { anna, use } = await linkOf(account, "203.0.113.75");
    const resetTaken = async (): Promise<void> => {
      if (when === "beforeBatch") return void (await use());
      // The change has made her link void, so she asks for another one.
      const again = await linkOf(account, "203.0.113.75");
      anna.jar.clear();
      await again.use();
      for (const [name, value] of again.anna.jar) anna.jar.set(name, value);
    };
    const restore =
      when === "beforeBatch"
        ? beforeBatchWith(world.db.$client, 'update "users" set "password_hash"', resetTaken)
        : beforeTakenBack(world.db.$client, resetTaken);
    const password = "the sentence of a thief";
    await thief.post("/admin/profile/password", { csrf, current: PASSWORD, password });
    restore();
    expect([await isIn(thief), await isIn(anna)]).toEqual([false, true]);
    const later = browser(world, "203.0.113.76");
    expect((await later.signInAs("anna@example.com", password)).status).toBe(403);
    expect((await later.signInAs("anna@example.com", NEWEST)).status).toBe(303);
  },
);
