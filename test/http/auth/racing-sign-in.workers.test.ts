/** A sign-in that is under way while the password is chosen anew. */
import { expect, test } from "vitest";
import { browser } from "../browser.ts";
import { isIn, PASSWORD, withUser } from "./accounts.ts";
import { beforeTakenBack } from "./taken-back.ts";

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
