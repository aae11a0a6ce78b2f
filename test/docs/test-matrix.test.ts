import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/test-matrix.md"), "utf8");
const named = new Set(
  [...page.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map((match) => match[1] ?? ""),
);

test("the matrix names no test file that isn't there", () => {
  expect([...named].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("every test file of the product stands in the matrix", () => {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" }).map(
    (path) => `test/${path}`,
  );
  const own = files.filter(
    (path) =>
      path.endsWith(".test.ts") &&
      !path.startsWith("test/sandbox/") &&
      path !== "test/docs/test-matrix.test.ts",
  );
  expect(own.filter((path) => !named.has(path))).toEqual([]);
});
