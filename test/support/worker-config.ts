/**
 * The production configuration with another entry: the tests' Worker. Derived, never copied, so
 * that a new binding or another compatibility date is under test at once.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { TEST_WORKER } from "../local/bundle.ts";

const root = resolve(import.meta.dirname, "../..");

export function testWorkerConfig(name: string): string {
  const production = readFileSync(join(root, "wrangler.toml"), "utf8");
  const derived = production
    .replace('main = "src/index.ts"', `main = ${JSON.stringify(join(root, TEST_WORKER))}`)
    .replaceAll(
      'migrations_dir = "migrations"',
      `migrations_dir = ${JSON.stringify(join(root, "migrations"))}`,
    )
    // What an alias stands for is looked for beside the configuration.
    .replaceAll('"./src/', `"${root}/src/`)
    .replace('directory = "public"', `directory = ${JSON.stringify(join(root, "public"))}`);
  const path = join(root, ".wrangler", "tests", `${name}.toml`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, derived);
  return path;
}
