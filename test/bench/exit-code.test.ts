/**
 * A page beyond its bounds is said by the bench's exit code, so that whatever runs the bench can
 * see it.
 */
import { afterEach, expect, test, vi } from "vitest";
import { missedOf } from "./bounds.ts";

const measured = vi.hoisted(() => ({ missed: false }));
vi.mock("./pages.ts", () => ({
  measurePages: async () => ({
    section: { title: "pages", head: [""], rows: [], notes: [] },
    missed: measured.missed,
  }),
}));

const argv = process.argv;

afterEach(() => {
  process.argv = argv;
  process.exitCode = undefined;
  vi.resetModules();
  vi.restoreAllMocks();
});

/** What the bench of these words would leave behind. */
async function codeOf(...words: readonly string[]): Promise<number | string | null | undefined> {
  vi.spyOn(console, "log").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
  process.argv = ["node", "main.ts", ...words];
  process.exitCode = undefined;
  await import("./main.ts");
  return process.exitCode;
}

test.each([
  [false, undefined],
  [true, 1],
])("pages that miss a bound (%s) end the bench with %s", async (missed, code) => {
  measured.missed = missed;
  expect(await codeOf("pages", "--quick")).toBe(code);
});

test("so does a word that the bench doesn't know", async () => {
  expect(await codeOf("pagse")).toBe(1);
});

test.each([
  [{}, { p50: 59.9, kb: 30, d1: 300, object: 1_000 }, []],
  [
    {},
    { p50: 60, kb: 30.1, d1: 301, object: 1_001 },
    ["p50 < 60", "KB ≤ 30", "D1 ≤ 300", "object ≤ 1000"],
  ],
  [{ searches: true }, { p50: 60, kb: 10, d1: 301, object: 50_000 }, ["p50 < 60", "D1 ≤ 300"]],
  [{ table: true }, { p50: 5_000, kb: 900, d1: 301, object: 50_000 }, ["D1 ≤ 300"]],
])("a page of the kind %j with %j misses %j", (kind, load, missed) => {
  expect(missedOf(kind, load)).toEqual(missed);
});
