/** Writes docs/errors.md anew: `node test/docs/write-errors.ts`. */
import { writeFileSync } from "node:fs";
import { ERRORS_PAGE, errorsPage } from "./errors-page.ts";

writeFileSync(ERRORS_PAGE, errorsPage());
