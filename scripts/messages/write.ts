/**
 * Writes compiled files, and only those that changed: watchers and incremental builds rest
 * otherwise.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../write-whole.ts";
import { FOLDER, readCatalogues } from "./catalogue.ts";
import { compileAll } from "./compile.ts";
import { compileManual, readManualFolders } from "./manual.ts";

const COMPILED = join(FOLDER, "compiled");
/** Of very many faults the first ones tell enough. */
const SHOWN = 40;

/**
 * Compiles the catalogues and lists the manual's pages as they are. Throws, with the faults, where
 * one isn't whole.
 */
export function compileMessages(): void {
  const catalogues = readCatalogues();
  const messages = compileAll(catalogues);
  const manual = compileManual(readManualFolders(), [...catalogues.keys()]);
  const files = new Map([...messages.files, ...manual.files]);
  const faults = [...messages.faults, ...manual.faults];
  if (faults.length > 0) {
    const shown = faults.slice(0, SHOWN).join("\n");
    throw new Error(`${shown}\n${faults.length} faults in catalogues and manual`);
  }
  mkdirSync(COMPILED, { recursive: true });
  for (const [name, text] of files) writeWhole(join(COMPILED, name), text);
  for (const name of readdirSync(COMPILED)) {
    if (name.endsWith(".ts") && !files.has(name)) rmSync(join(COMPILED, name));
  }
}
