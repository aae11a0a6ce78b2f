/** `npx node test/docs/write-matrix.ts`: after a change of the promises or of the tests' names. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { matrixPage, testFiles } from "./matrix-page.ts";
import { PROMISES } from "./promises.ts";

writeFileSync(
  join(import.meta.dirname, "../../docs/test-matrix.md"),
  matrixPage(PROMISES, testFiles()),
);
