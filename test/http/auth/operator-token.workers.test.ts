/** The operator's token: what rotating it ends, and what it leaves. */
import { expect, test } from "vitest";
import { endSessionsOfOtherTokens } from "../../../src/store/sessions.ts";
import { marksInUse } from "../../../src/http/auth/operator-token.ts";
import { browser, nobody } from "../browser.ts";
import { edges } from "../world.ts";
import { isIn, PASSWORD } from "./accounts.ts";

const [OLD, NEW] = ["the-old-operator-token", "the-new-operator-token"];

/** One database, under each configuration. */
const deployed = (adminTokens: string) => edges({}, { ADMIN_TOKEN: adminTokens });

test("sessions of a token end with it, at once, and others go on", async () => {
  const before = await deployed(`${OLD},${NEW}`);
  await nobody(before);
  const made = await before.api(
    "POST",
    "/users",
    { email: "anna@example.com", name: "Anna", role: "operator" },
    OLD,
  );
  const [byOld, byNew, anna] = ["203.0.113.160", "203.0.113.161", "203.0.113.162"].map((address) =>
    browser(before, address),
  );
  if (byOld === undefined || byNew === undefined || anna === undefined) throw new Error("none");
  await byOld.signIn(OLD);
  await byNew.signIn(NEW);
  await anna.welcome(String(made.body["link"]), PASSWORD);
  const users = [byOld, byNew, anna];
  const seen = async (world: Awaited<ReturnType<typeof edges>>): Promise<boolean[]> => {
    const now = users.map((user, at) => {
      const there = browser(world, `203.0.113.16${at}`);
      for (const [name, value] of user.jar) there.jar.set(name, value);
      return there;
    });
    return [await isIn(now[0] ?? byOld), await isIn(now[1] ?? byNew), await isIn(now[2] ?? anna)];
  };
  expect(await seen(before)).toEqual([true, true, true]);
  const rotated = await deployed(NEW);
  expect(await seen(rotated)).toEqual([false, true, true]);
  const rows = async () =>
    (await rotated.db.$client.prepare("SELECT bound_to FROM sessions ORDER BY bound_to").all())
      .results;
  expect(await rows()).toHaveLength(3);
  // What cron does each minute, so that lists and open pages know it as well.
  await endSessionsOfOtherTokens(rotated.db, await marksInUse(rotated.deps));
  expect(await rows()).toHaveLength(2);
  expect(await seen(rotated)).toEqual([false, true, true]);
});

test("what is kept of the token is a keyed hash, and a session without one is nobody's", async () => {
  const world = await deployed(OLD);
  await nobody(world);
  const user = browser(world, "203.0.113.163");
  await user.signIn(OLD);
  const { results } = await world.db.$client.prepare("SELECT * FROM sessions").all();
  const [mark] = await marksInUse(world.deps);
  expect(results).toEqual([expect.objectContaining({ bound_to: mark, user_id: null })]);
  expect(mark).toMatch(/^[\w-]{43}$/);
  const other = await edges(
    {},
    { ADMIN_TOKEN: OLD, ENCRYPTION_KEYS: `k9:${btoa("9".repeat(32))}` },
  );
  expect(await marksInUse(other.deps)).not.toContain(mark);
  // As a release that knows no marks leaves it; the token is entered once more.
  await world.db.$client.prepare("UPDATE sessions SET bound_to = NULL").run();
  expect(await isIn(user)).toBe(false);
  await user.signIn(OLD);
  expect(await isIn(user)).toBe(true);
});
