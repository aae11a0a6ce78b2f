/**
 * Writes the letters of supporting documents as a module of the Worker's bundle: `letters.ttf` as
 * base64, as every tool that loads the code takes a string.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../write-whole.ts";

const FONT = join(import.meta.dirname, "letters.ttf");
const COMPILED = join(import.meta.dirname, "../../src/flows/orders/supporting/compiled");

export function writeFont(): void {
  mkdirSync(COMPILED, { recursive: true });
  writeWhole(
    join(COMPILED, "letters.ts"),
    `// Made by scripts/fonts/write.ts from letters.ttf.
export const LETTERS = "${readFileSync(FONT).toString("base64")}";
`,
  );
}
