import { expect, test } from "vitest";
import { d1Problem, isUniqueViolation, withD1Retry } from "../../src/store/d1-errors.ts";

const passing = () =>
  new Error("Failed query: insert into t values (?) params: secret", {
    cause: new Error("D1_ERROR: Network connection lost."),
  });
const now = async (): Promise<void> => undefined;

test("trouble is told by its text, however deep it lies, and named without any parameter", () => {
  expect(d1Problem(passing())).toBe("passing");
  expect(
    d1Problem(
      new Error("Failed query", { cause: new Error("D1_ERROR: UNIQUE constraint failed: t.a") }),
    ),
  ).toBe("unique");
  expect(isUniqueViolation(new Error("D1_ERROR: UNIQUE constraint failed: t.a"))).toBe(true);
  expect(d1Problem(new Error("D1 DB is overloaded. Too many requests queued."))).toBe("overloaded");
  expect(d1Problem("text")).toBe("other");
});

test("passing trouble is tried three times in all, other trouble once", async () => {
  let tries = 0;
  const fail = (error: Error) => async () => {
    tries += 1;
    throw error;
  };
  await expect(withD1Retry(fail(passing()), now)).rejects.toThrow();
  expect(tries).toBe(3);
  tries = 0;
  await expect(withD1Retry(fail(new Error("D1_ERROR: no such table")), now)).rejects.toThrow();
  expect(tries).toBe(1);
});

test("an answer after the second try is the answer", async () => {
  let tries = 0;
  const answer = await withD1Retry(async () => {
    tries += 1;
    if (tries < 2) throw passing();
    return "fine";
  }, now);
  expect(answer).toBe("fine");
});
