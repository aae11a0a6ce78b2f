import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { testSecrets } from "../support/test-env.ts";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/security.md"), "utf8");
const configuration = readFileSync(join(root, "wrangler.toml"), "utf8");

test("each threat of the page names tests that are there", () => {
  const rows = page
    .split("\n")
    .filter(
      (line) =>
        /^\| [^|]+ \|/.test(line) && !line.startsWith("| threat") && !line.startsWith("|---"),
    );
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((row) => !/`test\/[^`]+\.test\.ts`/.test(row))).toEqual([]);
  const named = [...page.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map((match) => match[1] ?? "");
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

/**
 * Faults of a configuration that gives a secret a value: only in the list of what is required may
 * one be named.
 */
const valued = (text: string): readonly string[] =>
  Object.keys(testSecrets).filter((name) => new RegExp(`^\\s*"?${name}"?\\s*=`, "m").test(text));

test("wrangler.toml names every secret and gives none a value", () => {
  expect(Object.keys(testSecrets).filter((name) => !configuration.includes(`"${name}"`))).toEqual(
    [],
  );
  expect(valued(configuration)).toEqual([]);
  expect(valued(`${configuration}\n[vars]\nADMIN_TOKEN = "x"`)).toEqual(["ADMIN_TOKEN"]);
});

test("every package stands in one exact version", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as Record<string, Record<string, string>>;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

test("a package with a known hole is asked for at every change and each week", () => {
  const workflow = readFileSync(join(root, ".github/workflows/check.yml"), "utf8");
  expect(workflow).toMatch(/^ {6}- run: npm ci/m);
  for (const wanted of [
    /^ {2}push:/m,
    /^ {2}pull_request:/m,
    /cron: "\d+ \d+ \* \* \d"/,
    /run: npm audit --omit=dev --audit-level=moderate$/m,
  ])
    expect(workflow).toMatch(wanted);
});
