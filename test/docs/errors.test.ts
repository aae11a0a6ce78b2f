import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { REASON_CODES } from "../../src/domain/reasons.ts";
import { ERRORS_PAGE, errorsPage } from "./errors-page.ts";

test("docs/errors.md says what the code does (else: node test/docs/write-errors.ts)", () => {
  expect(readFileSync(ERRORS_PAGE, "utf8")).toBe(errorsPage());
});

test("every reason code has a row of its own", () => {
  const page = errorsPage();
  expect(REASON_CODES.filter((code) => page.split(`<a id="${code}">`).length !== 2)).toEqual([]);
});
