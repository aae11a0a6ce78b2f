/** `node test/docs/write-manual.ts`: after a change of docs/manual. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manualSources } from "./manual-text.ts";

for (const [path, text] of manualSources()) writeFileSync(join(import.meta.dirname, "../..", path), text);
