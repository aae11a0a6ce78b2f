import { expect, test } from "vitest";
import { openAlertCounts } from "../../src/store/activity.ts";
import { openDeadLetters, recordDeadLetter } from "../../src/store/dead-letters.ts";
import { applyProjection } from "../../src/store/projection.ts";
import { migratedDb } from "./d1.ts";

const alert = (id: string, resolvedAt: number | null) => ({
  id,
  code: "needs-login" as const,
  params: {},
  jobId: null,
  since: 1,
  resolvedAt,
});

test("open alerts are counted, resolved and deleted ones aren't", async () => {
  const db = await migratedDb();
  await applyProjection(db, "a3", [
    { table: "alerts", seq: 1, row: alert("1", null) },
    { table: "alerts", seq: 2, row: alert("2", 5) },
    { table: "alerts", seq: 3, row: alert("3", null) },
    { table: "alerts", seq: 4, deleted: { id: "3", at: 9 } },
  ]);
  expect([...(await openAlertCounts(db, ["a3", "a4"]))]).toEqual([["a3", 1]]);
  expect((await openAlertCounts(db, [])).size).toBe(0);
});

test("thousands of alerts of hundreds of tenants cost a hundred rows a tenant at most", async () => {
  const db = await migratedDb();
  const rows = (resolvedAt: number | null, from: number) =>
    Array.from({ length: 1_000 }, (_, n) => ({
      table: "alerts" as const,
      seq: from + n,
      row: alert(String(from + n), resolvedAt),
    }));
  await applyProjection(db, "a5", [...rows(5, 0), ...rows(null, 1_000)]);
  const many = Array.from({ length: 250 }, (_, index) => `nobody-${index}`);
  const asked = new Proxy(db, {
    get: (target, name) => (name === "$client" ? watched : Reflect.get(target, name)),
  });
  let read = 0;
  const watched = {
    prepare: (text: string) => ({
      bind: (...binds: unknown[]) => ({
        all: async () => {
          const answer = await db.$client
            .prepare(text)
            .bind(...binds)
            .all();
          read += answer.meta.rows_read;
          return answer;
        },
      }),
    }),
  };
  expect([...(await openAlertCounts(asked, [...many, "a5"]))]).toEqual([["a5", 100]]);
  // An entry of the list that is asked for is counted as a row as well.
  expect(read).toBeLessThanOrEqual(2 * (many.length + 1) + 2 * 100);
});

test("the same dead letter again is one", async () => {
  const db = await migratedDb();
  const letter = { id: "m1", tenantId: null, body: "{}", at: 50 };
  await recordDeadLetter(db, letter);
  await recordDeadLetter(db, letter);
  expect(await openDeadLetters(db, null)).toMatchObject([letter]);
});
