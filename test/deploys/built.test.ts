/** What is deployed: an entry that an isolate's start reads, and modules for what few requests need. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { type AtStart, atStart } from "../../scripts/worker/at-start.ts";
import { buildWorker, type BuiltWorker } from "../../scripts/worker/build.ts";
import { ROOT } from "../../scripts/local/bundle.ts";

/** Read with the first request that needs it. */
const LATE: readonly RegExp[] = [
  /^src\/http\/(?:api|mcp|pages)\//,
  /^src\/messages\/compiled\/(?:\w\w|listed)\.ts$/,
  /^src\/flows\/orders\/supporting\/compiled\//,
  /^docs\/manual\//,
  /^node_modules\/(?:pdfkit|fontkit|@modelcontextprotocol|@hono\/mcp|@simplewebauthn|@zxcvbn-ts)\//,
];
/** Of source, minified. */
const MOST_BYTES = 1_690_000;

let built: BuiltWorker;
beforeAll(async () => {
  built = await buildWorker({ entry: "src/index.ts", dir: join(ROOT, "dist") });
});

const lateIn = ({ sources }: AtStart): readonly string[] =>
  [...sources.keys()].filter((path) => LATE.some((late) => late.test(path)));

test("an isolate's start reads nothing of pages, API, tools, catalogues, manual and PDFs", () => {
  const read = atStart(built);
  expect(lateIn(read)).toEqual([]);
  expect(read.bytes).toBeLessThan(MOST_BYTES);
  // Each of them is in the Worker all the same.
  const all = Object.keys(built.metafile.inputs);
  expect(LATE.filter((late) => !all.some((path) => late.test(path)))).toEqual([]);
});

test("wrangler deploys the entry and each module as they are built", async () => {
  const dir = await mkdtemp(join(tmpdir(), "deploys-"));
  try {
    const wrangler = createRequire(import.meta.url).resolve("wrangler/package.json");
    await promisify(execFile)(
      process.execPath,
      [
        join(wrangler, "../bin/wrangler.js"),
        "deploy",
        "--dry-run",
        "--env=staging",
        `--outdir=${dir}`,
      ],
      { cwd: ROOT, env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" } },
    );
    const { files } = built;
    const modules = [...files.keys()].filter((name) => name.endsWith(".js"));
    const deployed = await readdir(dir, { recursive: true });
    expect(deployed.filter((name) => name.endsWith(".js")).toSorted()).toEqual(modules.toSorted());
    for (const name of modules)
      expect(await readFile(join(dir, name), "utf8"), name).toBe(files.get(name));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
