/** What a spreadsheet would take for a formula, wherever it begins a cell. */
import { expect, test } from "vitest";
import { cell } from "../../src/http/tables/csv.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+46 8 123", "'+46 8 123"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", `"'\t'=1"`],
  ["  =1+1", "'  =1+1"],
  [`x";"=1+1`, `"x"";'""=1+1"`],
  [`"=1+1"`, `"'""=1+1"""`],
  [`x;""""=1+1`, `"x;'""""""""=1+1"`],
  ["\uFF1D1+1", "'\uFF1D1+1"],
  ["x;=1+1", `"x;'=1+1"`],
  ["x; =1+1", `"x;' =1+1"`],
  ["\n=1+1", `"\n'=1+1"`],
  ["x\r\n-2+3", `"x\r\n'-2+3"`],
])("%j gets an apostrophe", (text, safe) => expect(cell(text)).toBe(safe));

test.each([
  ["-872.50", "-872.50"],
  ["0", "0"],
  ["Anna-Karin = Ltd", "Anna-Karin = Ltd"],
  ["a, b", `"a, b"`],
  ["a; b", `"a; b"`],
  [`say "x"`, `"say ""x"""`],
])("%j stays what it is", (text, same) => expect(cell(text)).toBe(same));
