/** The groups of mutants name files that exist, and the weekly workflow runs each group. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GROUPS } from "./groups.ts";

const ROOT = join(import.meta.dirname, "../..");
const found = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT });

/** Each name by itself: of several in braces, one that is gone would hide behind the others. */
function eachOf(pattern: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (braces === null) return [pattern];
  const [whole, names = ""] = braces;
  return names.split(",").flatMap((name) => eachOf(pattern.replace(whole, name)));
}

test("a name in braces that has no file is found, though the others have one", () => {
  const names = eachOf("src/domain/{money,gone}{,-too}.ts");
  expect(names.filter((name) => found(name).length > 0)).toEqual(["src/domain/money.ts"]);
  expect(names).toHaveLength(4);
});

test.each(Object.entries(GROUPS))("every name in %s has a file", (_, { mutate, tests }) => {
  const named = [...mutate, ...tests].flatMap(eachOf);
  expect(named.filter((name) => found(name).length === 0)).toEqual([]);
});

test("no file is mutated by two groups", () => {
  const files = Object.values(GROUPS).flatMap(({ mutate }) => mutate.flatMap(found));
  expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([]);
});

test("the weekly workflow runs every group", () => {
  const workflow = readFileSync(join(ROOT, ".github/workflows/weekly.yml"), "utf8");
  expect(/group: \[(.+)\]/.exec(workflow)?.[1]?.split(", ")).toEqual(Object.keys(GROUPS));
});
