/** Where the Worker lies, and its configuration with another one in its place. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
export const WRANGLER = join(
  createRequire(import.meta.url).resolve("wrangler/package.json"),
  "../bin/wrangler.js",
);

/**
 * The tests' Worker, below the project: the production one, on a clock that can be moved. And the
 * variable that says where it lies bundled already.
 */
export const TEST_WORKER = "test/worker/index.ts";
export const READY_BUNDLE = "TEST_WORKER_BUNDLE";

/** How the configuration names what `npm run build` makes. */
export const BUILT = 'main = "dist/index.js"';
export const MODULES = 'type = "ESModule"\nglobs = ["**/*.js"]';
/** Where the source is the entry, the manual's pages are read as they are. */
export const TEXTS = 'type = "Text"\nglobs = ["**/*.md"]\nfallthrough = true';

/**
 * The production configuration with another entry: derived, never copied. Answers its path. The
 * local runtime has one consumer a queue, the platform as many as the backlog asks for: `consumers`
 * queues stand for one that is consumed so.
 */
export async function deriveConfig(main: string, dir: string, consumers = 1): Promise<string> {
  const production = await readFile(join(ROOT, "wrangler.toml"), "utf8");
  const path = join(dir, "wrangler.toml");
  await mkdir(dir, { recursive: true });
  await writeFile(
    path,
    beside(production, consumers)
      .replace(BUILT, `main = ${JSON.stringify(join(ROOT, main))}`)
      .replace(MODULES, TEXTS)
      .replaceAll(
        'migrations_dir = "migrations"',
        `migrations_dir = ${JSON.stringify(join(ROOT, "migrations"))}`,
      )
      .replace('directory = "public"', `directory = ${JSON.stringify(join(ROOT, "public"))}`),
  );
  return path;
}

const QUEUE =
  /\[\[queues\.producers\]\]\nbinding = "JOBS"\nqueue = "jobs"\n\n(?:#.+\n)?\[\[queues\.consumers\]\]\nqueue = "jobs"\n(?:.+\n)+/;

/** JOBS_1, JOBS_2 and so on beside JOBS, each consumed as that one is. */
function beside(production: string, consumers: number): string {
  const queue = QUEUE.exec(production)?.[0];
  if (queue === undefined) throw new Error("the production configuration has no queue of jobs");
  const more = Array.from({ length: consumers - 1 }, (_, n) =>
    queue
      .replace('"JOBS"', `"JOBS_${n + 1}"`)
      .replaceAll('queue = "jobs"', `queue = "jobs-${n + 1}"`),
  );
  return production.replace(queue, [queue, ...more].join("\n"));
}
