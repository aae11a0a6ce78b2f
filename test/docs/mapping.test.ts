/**
 * The page of expressions lists every function with its examples, in the words that the product
 * itself shows.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FUNCTIONS } from "../../src/settings/expressions/functions/index.ts";
import { TARGETS } from "../../src/settings/rules/targets.ts";
import { allCatalogues } from "../support/catalogues.ts";
import * as limits from "../../src/settings/expressions/limits.ts";
import { functionRows, neverRows, targetRows } from "./mapping-page.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/mapping.md"), "utf8");

test("docs/mapping.md has the row of every function", () => {
  expect(functionRows(FUNCTIONS).filter((row) => !page.includes(row))).toEqual([]);
});

test("docs/mapping.md has the row of every target", () => {
  expect(targetRows().filter((row) => !page.includes(row))).toEqual([]);
});

test("docs/mapping.md says of every other field what fills it", () => {
  expect(neverRows().filter((row) => !page.includes(row))).toEqual([]);
});

test("docs/mapping.md tells every limit", () => {
  for (const limit of [
    limits.EXPRESSION_LENGTH,
    limits.EXPRESSION_NODES,
    limits.TEXT_LENGTH,
    limits.LIST_ITEMS,
    limits.STEPS,
    limits.STEPS_AT_SAVE,
  ])
    expect(page).toContain(limit.toLocaleString("en-GB"));
});

test("every target has a name in words on the page of rules, in each language", () => {
  const names = Object.values(TARGETS).flatMap((targets) => targets.map(({ name }) => name));
  for (const [language, entries] of allCatalogues) {
    const said = new Set(entries.map(({ id }) => id));
    expect(
      names.filter((name) => !said.has(`mapping.targetNames.${name}`)),
      language,
    ).toEqual([]);
  }
});
