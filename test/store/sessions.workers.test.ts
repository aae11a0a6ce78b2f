import { expect, test } from "vitest";
import { countTry, deleteSession, findSession, insertSession, takeBackTry } from "../../src/store/sessions.ts";
import { migratedDb } from "./d1.ts";

const HOUR = 3_600_000;

test("a session is found until it ends or is deleted", async () => {
  const db = await migratedDb();
  await insertSession(db, { hash: "s1", actor: "anna", expiresAt: HOUR, user: null }, 0);
  expect(await findSession(db, "s1", HOUR - 1)).toEqual({ hash: "s1", actor: "anna", expiresAt: HOUR, user: null });
  expect(await findSession(db, "s1", HOUR)).toBeNull();
  await deleteSession(db, "s1");
  expect(await findSession(db, "s1", 0)).toBeNull();
});

test("tries are counted per source within a window, and another window begins at nought", async () => {
  const db = await migratedDb();
  const window = 600_000;
  const count = (source: string, at: number) => countTry(db, source, at, at - window);
  expect([await count("1.2.3.4", 1_000_000), await count("1.2.3.4", 1_000_001), await count("5.6.7.8", 1_000_002)]).toEqual([
    { tries: 1, windowStart: 1_000_000 }, { tries: 2, windowStart: 1_000_000 }, { tries: 1, windowStart: 1_000_002 },
  ]);
  // Further ones don't move the window's beginning: the wait has an end, however often it is tried.
  expect(await count("1.2.3.4", 1_599_999)).toEqual({ tries: 3, windowStart: 1_000_000 });
  expect(await count("1.2.3.4", 1_600_000)).toEqual({ tries: 1, windowStart: 1_600_000 });
});

test("a try is taken back once, in its own window: failures of a later one stay", async () => {
  const db = await migratedDb();
  const window = 600_000;
  const count = (at: number) => countTry(db, "9.9.9.9", at, at - window);
  const { windowStart } = await count(1_000_000);
  await count(1_000_001);
  await takeBackTry(db, "9.9.9.9", windowStart);
  expect((await count(1_000_002)).tries).toBe(2);
  await count(2_000_000);
  await takeBackTry(db, "9.9.9.9", windowStart);
  await takeBackTry(db, "of nobody", windowStart);
  expect((await count(2_000_001)).tries).toBe(2);
});
