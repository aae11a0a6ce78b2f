/** A database that doesn't answer is waited for a moment, and told apart from one that fails. */
import { expect, test } from "vitest";
import { withDatabaseTimeout } from "../../src/http/database-in-time.ts";
import { d1Problem, isUnavailable } from "../../src/store/d1-errors.ts";

/** Answers, fails or says nothing by what the statement is; a batch takes its own statements alone. */
function database() {
  const made = new Set<unknown>();
  const statement = (sql: string, binds: readonly unknown[]): object => {
    const one = {
      bind: (...values: readonly unknown[]) => statement(sql, values),
      all: () =>
        sql === "hangs"
          ? new Promise(() => undefined)
          : sql === "fails"
            ? Promise.reject(new Error("D1_ERROR: no such table"))
            : Promise.resolve({ results: binds }),
    };
    made.add(one);
    return one;
  };
  return {
    prepare: (sql: string) => statement(sql, []) as ReturnType<D1Database["prepare"]>,
    batch: async (statements: readonly unknown[]) => statements.map((one) => made.has(one)),
  };
}

test("an answer is handed on as it is, and so is a failure", async () => {
  const timed = withDatabaseTimeout(database(), 1_000);
  expect(await timed.prepare("answers").bind(1, "two").all()).toEqual({ results: [1, "two"] });
  await expect(timed.prepare("fails").all()).rejects.toThrow("D1_ERROR: no such table");
});

test("what isn't answered rejects after that time, and is known for what it is", async () => {
  const late: unknown = await withDatabaseTimeout(database(), 5)
    .prepare("hangs")
    .bind(1)
    .all()
    .catch((error: unknown) => error);
  expect(d1Problem(new Error("Failed query", { cause: late }))).toBe("late");
  expect(isUnavailable(d1Problem(late))).toBe(true);
});

test("a batch gets the database's own statements", async () => {
  const timed = withDatabaseTimeout(database(), 1_000);
  const statements = [timed.prepare("one"), timed.prepare("two").bind(1)];
  expect(await timed.batch(statements)).toEqual([true, true]);
});
