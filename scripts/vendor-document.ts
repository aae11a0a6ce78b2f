/**
 * `npx node scripts/vendor-document.ts [address or file] [--write]`: what eAccounting publishes of
 * the operations that this product calls, held against the document that the tests use. Prints what
 * differs and exits with 1, and with 2 where the document can't be read; with `--write` the
 * document of the tests is made anew. Without an address the vendor's own is read.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  changesBetween,
  hasOperation,
  OPERATIONS,
  type Picked,
  picked,
} from "../test/contract/picked.ts";

const PUBLISHED = "https://eaccountingapi.vismaonline.com/openapi/v2.json";
const KEPT = join(import.meta.dirname, "../test/contract/eaccounting.json");

const CANT_READ = 2;

async function published(from: string): Promise<unknown> {
  if (!/^https?:/.test(from)) return JSON.parse(await readFile(from, "utf8"));
  const answer = await fetch(from);
  if (!answer.ok) throw new Error(`${from} answered ${answer.status}`);
  return answer.json();
}

const words = process.argv.slice(2);
const from = words.find((word) => !word.startsWith("--")) ?? PUBLISHED;

/** `operations`: those that it has; one that is gone is a difference, unless all of them are. */
async function read(): Promise<Picked> {
  const document = await published(from);
  const there = OPERATIONS.filter((operation) => hasOperation(document, operation));
  if (there.length === 0) throw new Error(`${from} has none of the operations`);
  return picked(document, there);
}

const now = await read().catch((fault: unknown) => {
  console.error(String(fault));
  process.exit(CANT_READ);
});
if (words.includes("--write")) {
  await writeFile(KEPT, `${JSON.stringify(now, null, 1)}\n`);
  console.log(`${Object.keys(now.operations).length} operations in ${KEPT}`);
} else {
  const kept = JSON.parse(await readFile(KEPT, "utf8")) as Picked;
  const changes = changesBetween(kept, now);
  for (const change of changes) console.log(`- ${change}`);
  console.log(changes.length === 0 ? "Nothing differs." : `${changes.length} differences.`);
  process.exitCode = changes.length === 0 ? 0 : 1;
}
