/** What vendors and platform say of limits and webhooks: each row with its source and its day. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const [, ...parts] = read("docs/vendor-limits.md").split(/^## /m);
const rows = parts.flatMap((part) => {
  const [of = ""] = part.split("\n");
  return part
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| what "))
    .map((line) => [of, ...line.split("|").map((cell) => cell.trim())]);
});
const HOSTS: Readonly<Record<string, RegExp>> = {
  eAccounting: /^(developer|eaccountingapi)\.vismaonline\.com[,/]/,
  Asperion: /^help\.asperion\.nl[,/]/,
  Cloudflare: /^developers\.cloudflare\.com[,/]/,
};

test("both vendors and the platform have rows", () => {
  expect([...new Set(rows.map(([of]) => of))]).toEqual(Object.keys(HOSTS));
  for (const vendor of ["eAccounting", "Asperion"])
    expect(rows.filter(([of]) => of === vendor).map(([, , what]) => what)).toEqual(
      expect.arrayContaining(["calls", "webhooks"]),
    );
});

test.each(rows)("%s, %s%s: has a source of theirs and the day it was read", (...row) => {
  const [of = "", , what, says, does, source = "", day = ""] = row;
  expect([what, says, does]).not.toContain("");
  expect(source).toMatch(HOSTS[of] ?? /never/);
  expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(Number.isNaN(Date.parse(day))).toBe(false);
});

test("a row of vendor assumptions that is named is there", () => {
  const assumptions = read("docs/vendor-assumptions.md");
  const named = rows.flatMap((row) =>
    [...row.join(" ").matchAll(/\(([PEM]\d+)\)/g)].map(([, id = ""]) => id),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((id) => !assumptions.includes(`\n| ${id} |`))).toEqual([]);
});
