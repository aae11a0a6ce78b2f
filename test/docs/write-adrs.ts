/** Writes docs/adr/README.md anew: `npx node test/docs/write-adrs.ts`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { adrIndex } from "./adr-index.ts";

writeFileSync(join(import.meta.dirname, "../../docs/adr/README.md"), adrIndex());
