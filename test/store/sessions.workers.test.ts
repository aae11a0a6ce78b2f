import { expect, test } from "vitest";
import { countFailedTry, deleteSession, failedTries, findSession, insertSession } from "../../src/store/sessions.ts";
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

test("failed sign-ins are counted per source within a window, and another window begins at nought", async () => {
  const db = await migratedDb();
  const window = 600_000;
  for (let count = 0; count < 3; count += 1) await countFailedTry(db, "1.2.3.4", 1_000_000 + count, 1_000_000 + count - window);
  expect(await failedTries(db, "1.2.3.4", 1_000_010 - window)).toBe(3);
  expect(await failedTries(db, "5.6.7.8", 1_000_010 - window)).toBe(0);
  expect(await failedTries(db, "1.2.3.4", 2_000_000 - window)).toBe(0);
  await countFailedTry(db, "1.2.3.4", 2_000_000, 2_000_000 - window);
  expect(await failedTries(db, "1.2.3.4", 2_000_000 - window)).toBe(1);
});
