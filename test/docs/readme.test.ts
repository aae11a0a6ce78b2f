/** The README's first screen: what it is, a picture of it, and the way to a booked order. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
/** What a browser shows of a repository's page before anybody scrolls. */
const FIRST_SCREEN = 24;
const first = read("README.md").split("\n").slice(0, FIRST_SCREEN);
const screen = first.join("\n");

test("says first what it is, and for whom", () => {
  expect(first[0]).toBe("# Asperion → eAccounting");
  expect(first[2]).toMatch(/Asperion.*eAccounting.*so that nobody has to copy anything/);
  expect(first[3]).toMatch(/^It is for shops/);
});

test("names each of the timings", () => {
  const [, row = ""] = /^\| `TIMINGS` \| (.*)$/m.exec(read("README.md")) ?? [];
  const [, type = ""] = /^export type Timings = \{(.*?)^\};$/ms.exec(read("src/env.ts")) ?? [];
  const names = [...type.matchAll(/readonly (\w+):/g)].map(([, name]) => name);
  expect([...row.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(names);
});

test("shows it: a picture that is there, with words for who can't see it", () => {
  const [, image = "", alt = ""] = /<img src="([^"]+)" alt="([^"]+)"/.exec(screen) ?? [];
  expect(existsSync(join(ROOT, image))).toBe(true);
  expect(statSync(join(ROOT, image)).size).toBeGreaterThan(10_000);
  expect(alt.length).toBeGreaterThan(40);
});

test("gets one to booked orders by one command, without an account anywhere", () => {
  expect(screen).toMatch(/```sh\nnpm ci && npm start\n```/);
  expect(screen).toContain("Nothing leaves the machine");
  expect(screen).toMatch(/what came in and what was booked/);
});

test("shows what is printed, in a block that isn't taken for a command", () => {
  expect(screen).toMatch(/```text\n→ order \d+.*\n← order \d+ {2}booked/);
  expect(read("scripts/newcomer.sh")).toContain("in_block = /^```sh$/");
});

test("CI takes a clone through both commands in a container with npm and Node 20 alone", () => {
  const workflow = read(".github/workflows/check.yml");
  const [, job = ""] = /\n {2}newcomer:\n(.*?)\n {2}\w/s.exec(workflow) ?? [];
  expect(job).toContain("container: node:20-bookworm-slim");
  expect(job).toContain("- run: scripts/newcomer.sh");
  expect(job).not.toContain("setup-node");
  const commands = [...read("README.md").matchAll(/```sh\n(.+)\n```/g)].map(([, one]) => one);
  expect(commands.slice(0, 2)).toEqual(["npm ci && npm start", "npm ci && npm test"]);
});
