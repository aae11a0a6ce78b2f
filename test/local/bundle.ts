/** The Worker as it would be deployed: wrangler bundles it, and nothing is uploaded. */
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, parse } from "node:path";
import { promisify } from "node:util";

export const ROOT = join(import.meta.dirname, "../..");

/**
 * The tests' Worker, below the project: the production one, on a clock that can be moved. And the
 * variable that says where it lies bundled already.
 */
export const TEST_WORKER = "test/worker/index.ts";
export const READY_BUNDLE = "TEST_WORKER_BUNDLE";

const require = createRequire(import.meta.url);
const run = promisify(execFile);

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
      .replace('main = "src/index.ts"', `main = ${JSON.stringify(join(ROOT, main))}`)
      .replaceAll(
        'migrations_dir = "migrations"',
        `migrations_dir = ${JSON.stringify(join(ROOT, "migrations"))}`,
      )
      // What an alias stands for is looked for beside the configuration.
      .replaceAll('"./src/', `"${ROOT}/src/`)
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

/** The same configuration without minifying, which takes the names of files and functions away. */
export async function withNames(configPath: string): Promise<string> {
  const path = configPath.replace(/\.toml$/, "-named.toml");
  const text = await readFile(configPath, "utf8");
  await writeFile(path, text.replace("minify = true", "minify = false"));
  return path;
}

/** Answers the bundle's entry. `configPath` is a wrangler configuration; its `main` names the file. */
export async function bundle(
  configPath: string,
  main: string,
  outDir: string,
  { minify = false } = {},
): Promise<string> {
  const wrangler = join(require.resolve("wrangler/package.json"), "../bin/wrangler.js");
  const env = {
    ...process.env,
    CI: "true",
    WRANGLER_SEND_METRICS: "false",
    NO_COLOR: "1",
    WRANGLER_LOG: "log",
  };
  try {
    await run(
      process.execPath,
      [
        wrangler,
        "deploy",
        "--dry-run",
        "--config",
        configPath,
        "--outdir",
        outDir,
        ...(minify ? ["--minify"] : []),
      ],
      { cwd: ROOT, env, maxBuffer: 10_000_000 },
    );
  } catch (fault) {
    const { stdout = "", stderr = "" } = fault as { stdout?: string; stderr?: string };
    throw new Error(`The Worker can't be bundled.\n${stdout}${stderr}`, { cause: fault });
  }
  return join(outDir, `${parse(main).name}.js`);
}
