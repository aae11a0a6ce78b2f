/** Writes docs/errors.md and docs/information.md anew: `npx node test/docs/write-errors.ts`. */
import { writeFileSync } from "node:fs";
import { ERRORS_PAGE, errorsPage, INFORMATION_PAGE, informationPage } from "./errors-page.ts";

writeFileSync(ERRORS_PAGE, errorsPage());
writeFileSync(INFORMATION_PAGE, informationPage());
