import { expect, test } from "vitest";
import { auditPage } from "../../src/store/audit.ts";
import {
  countTry,
  deleteSession,
  endSessions,
  findSession,
  IDLE_MS,
  insertSession,
  listSessions,
  LAST_SEEN_PRECISION_MS,
  type Session,
  takeBackTry,
  touchSession,
} from "../../src/store/sessions.ts";
import { users } from "../../src/store/schema.ts";
import { migratedDb } from "./d1.ts";

const HOUR = 3_600_000;

const session = (hash: string, user: Session["user"] = null): Session => ({
  hash,
  boundTo: null,
  actor: "anna",
  createdAt: 0,
  lastSeenAt: 0,
  browser: "a browser",
  country: "SE",
  expiresAt: 4 * HOUR,
  user,
});

test("a session is found until it ends, is deleted, or wasn't used for an hour", async () => {
  const db = await migratedDb();
  await insertSession(db, session("s1"));
  expect(await findSession(db, "s1", IDLE_MS)).toEqual(session("s1"));
  expect(await findSession(db, "s1", IDLE_MS + LAST_SEEN_PRECISION_MS)).toBeNull();
  await touchSession(db, "s1", IDLE_MS);
  expect(await findSession(db, "s1", 2 * IDLE_MS)).toMatchObject({ lastSeenAt: IDLE_MS });
  await touchSession(db, "s1", 4 * HOUR - 1);
  expect(await findSession(db, "s1", 4 * HOUR)).toBeNull();
  await deleteSession(db, "s1");
  expect(await findSession(db, "s1", 0)).toBeNull();
});

test("sessions are listed and ended by their user's name alone, one or all but the present one", async () => {
  const db = await migratedDb();
  for (const hash of ["t1", "t2", "t3"]) await insertSession(db, session(hash));
  const user = {
    id: "u1",
    email: "bo@example.com",
    role: "operator" as const,
    shops: {},
    language: null,
  };
  expect(await insertSession(db, session("b1", user))).toBe(false);
  await db.insert(users).values({ ...user, name: "Bo", createdAt: 0 });
  expect(await insertSession(db, session("b1", user))).toBe(true);
  const hashes = async (id: string | null) =>
    (await listSessions(db, id, 1)).map(({ hash }) => hash).toSorted();
  const entry = { at: 1, actor: "anna", action: "session.revoke" };
  expect([await hashes(null), await hashes("u1")]).toEqual([["t1", "t2", "t3"], ["b1"]]);
  expect(await endSessions(db, "u1", { hash: "t1" }, entry)).toBe(0);
  expect(await endSessions(db, null, { hash: "t1" }, entry)).toBe(1);
  expect(await endSessions(db, null, { except: "t3" }, entry)).toBe(1);
  expect([await hashes(null), await hashes("u1")]).toEqual([["t3"], ["b1"]]);
  // What ended nothing left no row.
  expect(
    (await auditPage(db, null, null, 100)).filter(({ action }) => action === entry.action),
  ).toHaveLength(2);
});

test("tries are counted per source within a window, and another window begins at nought", async () => {
  const db = await migratedDb();
  const window = 600_000;
  const count = (source: string, at: number) => countTry(db, source, at, at - window);
  expect([
    await count("1.2.3.4", 1_000_000),
    await count("1.2.3.4", 1_000_001),
    await count("5.6.7.8", 1_000_002),
  ]).toEqual([
    { tries: 1, windowStart: 1_000_000 },
    { tries: 2, windowStart: 1_000_000 },
    { tries: 1, windowStart: 1_000_002 },
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
