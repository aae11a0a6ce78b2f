import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adrIndex, unknownNumbers } from "./adr-index.ts";

test("the index has each decision with its title (else: npx node test/docs/write-adrs.ts)", () => {
  const written = readFileSync(join(import.meta.dirname, "../../docs/adr/README.md"), "utf8");
  expect(written).toBe(adrIndex());
  expect(unknownNumbers()).toEqual([]);
});

test("a decision that another one replaced says so in the index", () => {
  expect(adrIndex()).toContain("(superseded by [0053](0053-catalogues.md))");
});
