/** `node test/docs/write-manual.ts`: after a change of docs/manual. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { manualSources } from "./manual-text.ts";

for (const [path, text] of manualSources()) {
  const file = join(import.meta.dirname, "../..", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
