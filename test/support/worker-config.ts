/**
 * The production configuration with another entry: the tests' Worker. Derived, never copied, so that a new binding or
 * another compatibility date is under test at once.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { TEST_WORKER } from "../local/bundle.ts";

const root = resolve(import.meta.dirname, "../..");

/** `ready`: the entry of a bundle that is taken as it is. */
export function testWorkerConfig(name = "test", ready?: string): string {
  const production = readFileSync(join(root, "wrangler.toml"), "utf8");
  const main = `main = ${JSON.stringify(ready ?? join(root, TEST_WORKER))}${ready === undefined ? "" : "\nno_bundle = true"}`;
  const derived = production
    .replace('main = "src/index.ts"', main)
    .replaceAll('migrations_dir = "migrations"', `migrations_dir = ${JSON.stringify(join(root, "migrations"))}`);
  const path = join(root, ".wrangler", "tests", `${name}.toml`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, derived);
  return path;
}
