import { expect, it } from "vitest";
import { choose } from "../../src/settings/lookups/lookup.ts";

it.each([
  [{ force: "F", default: "D", table: { a: "T" } }, "a", "F", "force"],
  [{ default: "D", table: { a: "T" } }, "a", "T", "table"],
  [{ default: "D", table: { a: "T" } }, "b", "D", "default"],
  [{ default: "D", table: {} }, null, "D", "default"],
  [{ table: { a: "T" } }, "b", null, "nothing"],
  [{ table: { a: "T" } }, null, null, "nothing"],
  [{ table: {} }, "constructor", null, "nothing"],
] as const)("%j of %s is %s by %s", (lookup, from, value, by) => {
  expect(choose(lookup, from)).toEqual({ value, by, from });
});
