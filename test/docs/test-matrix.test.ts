/** Promises and tests are held to each other, and the page to both. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { matrixPage, testFiles, unheld } from "./matrix-page.ts";
import { PROMISES } from "./promises.ts";

test("each promise is held by tests that are there, and each file of tests holds a promise", () => {
  expect(unheld(PROMISES, testFiles())).toEqual({ names: [], files: [] });
  expect(PROMISES.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test("a test that is gone and one that nobody named are found", () => {
  const promises = [{ says: "Kept", tests: ["sync/journal", "flows/stock/*"] }];
  const files = ["sync/journal.test.ts", "sync/more.test.ts"];
  expect(unheld(promises, files)).toEqual({
    names: ["flows/stock/*"],
    files: ["sync/more.test.ts"],
  });
});

test("the page is what stands in the promises (write-matrix.ts writes it)", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/test-matrix.md"), "utf8");
  expect(page).toBe(matrixPage(PROMISES, testFiles()));
});
