/** Writes the table of docs/people.md anew: `npx node test/docs/write-rights.ts`. */
import { writeFileSync } from "node:fs";
import { PEOPLE_PAGE, peoplePage } from "./rights-page.ts";

writeFileSync(PEOPLE_PAGE, peoplePage());
