/** Writes the tables of docs/telemetry.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withSignals } from "./signals-page.ts";

const PAGE = join(import.meta.dirname, "../../docs/telemetry.md");
writeFileSync(PAGE, withSignals(readFileSync(PAGE, "utf8")));
