import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { REASON_CODES } from "../../src/domain/reasons/index.ts";
import { ERRORS_PAGE, errorsPage, INFORMATION_PAGE, informationPage } from "./errors-page.ts";

test.each([
  ["errors.md", ERRORS_PAGE, errorsPage],
  ["information.md", INFORMATION_PAGE, informationPage],
])(
  "docs/%s says what the code does (else: npx node test/docs/write-errors.ts)",
  (_name, path, page) => {
    expect(readFileSync(path, "utf8")).toBe(page());
  },
);

test("every reason code has a line of its own on one of the two", () => {
  const lines = `${errorsPage()}\n${informationPage()}`.split("\n");
  const linesOf = (code: string) => lines.filter((line) => line.startsWith(`- \`${code}\``));
  expect(REASON_CODES.filter((code) => linesOf(code).length !== 1)).toEqual([]);
});

test("the errors are short enough to be read", () => {
  expect(Buffer.byteLength(errorsPage())).toBeLessThan(40 * 1024);
});
