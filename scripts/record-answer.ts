/**
 * `npx node scripts/record-answer.ts "GET /orders/{id}" 200 answer.json name`: takes what is
 * anybody's out of a real answer of eAccounting, and puts it where the tests read it. Look at the
 * file before it is committed.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Contract } from "../test/contract/contract.ts";
import { type Recorded, unread } from "../test/contract/readers.ts";
import { redacted } from "../test/contract/redacted.ts";

const [operation, status, file, name] = process.argv.slice(2);
if (operation === undefined || file === undefined || !/^[\w-]+$/.test(name ?? "")) {
  console.error('npx node scripts/record-answer.ts "GET /orders/{id}" 200 answer.json name');
  process.exit(2);
}
const body = redacted(JSON.parse(await readFile(file, "utf8")));
const recorded: Recorded = { operation, status: Number(status), body };
const path = join(import.meta.dirname, `../test/contract/recorded/${name}.json`);
await writeFile(path, `${JSON.stringify(recorded, null, 2)}\n`);
console.log(path);
for (const fault of new Contract().answer(operation, recorded.status, body))
  console.log(`not as published: ${fault}`);
const why = unread(recorded);
console.log(why === null ? "The client reads it." : `The client can't read it: ${why}`);
