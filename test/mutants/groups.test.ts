/** The groups of mutants name files that exist, and the weekly workflow runs each group. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GROUPS } from "./groups.ts";

const ROOT = join(import.meta.dirname, "../..");
const found = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT });

test.each(Object.entries(GROUPS))("every pattern of %s finds a file", (_, { mutate, tests }) => {
  expect([...mutate, ...tests].filter((pattern) => found(pattern).length === 0)).toEqual([]);
});

test("no file is mutated by two groups", () => {
  const files = Object.values(GROUPS).flatMap(({ mutate }) => mutate.flatMap(found));
  expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([]);
});

test("the weekly workflow runs every group", () => {
  const workflow = readFileSync(join(ROOT, ".github/workflows/weekly.yml"), "utf8");
  expect(/group: \[(.+)\]/.exec(workflow)?.[1]?.split(", ")).toEqual(Object.keys(GROUPS));
});
