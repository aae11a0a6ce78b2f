/**
 * The production configuration with another entry: the tests' Worker. Derived, never copied, so
 * that a new binding or another compatibility date is under test at once.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { BUILT, MODULES, TEST_WORKER, TEXTS } from "../../scripts/local/bundle.ts";

const root = resolve(import.meta.dirname, "../..");

export function testWorkerConfig(name: string): string {
  const production = readFileSync(join(root, "wrangler.toml"), "utf8");
  const derived = production
    .replace(BUILT, `main = ${JSON.stringify(join(root, TEST_WORKER))}`)
    .replace(MODULES, TEXTS)
    .replaceAll(
      'migrations_dir = "migrations"',
      `migrations_dir = ${JSON.stringify(join(root, "migrations"))}`,
    )
    .replace('directory = "public"', `directory = ${JSON.stringify(join(root, "public"))}`);
  const path = join(root, ".wrangler", "tests", `${name}.toml`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, derived);
  return path;
}
