/**
 * The processor time of an isolate's start: what `wrangler check startup` samples while the built
 * Worker is evaluated. Samples are taken on the clock, so other work on the machine only adds to
 * them: the least of several starts is what counts.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { atStart, partOf } from "../../scripts/worker/at-start.ts";
import { buildWorker } from "../../scripts/worker/build.ts";
import { ROOT } from "../../scripts/local/bundle.ts";
import { busyMs, type Profile } from "./start-profile.ts";
import type { Section } from "./table.ts";

const STARTS = 5;
/** V8 keeps a source with a sign above U+00FF in two bytes a character, and reads it slower. */
const WIDE = /[\u0100-\uffff]/;
const BOUND_MS = 80;
/** Packages and folders that are named, the largest first. */
const NAMED = 10;

const require = createRequire(import.meta.url);
const run = promisify(execFile);

export async function measureStart(
  progress: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  const dir = await mkdtemp(join(tmpdir(), "start-"));
  const starts: number[] = [];
  try {
    for (let n = 1; n <= STARTS; n += 1) {
      progress(`start ${n} of ${STARTS}`);
      starts.push(busyMs(await profileOf(join(dir, `${n}.cpuprofile`))));
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  const built = await buildWorker({ entry: "src/index.ts", dir });
  const read = atStart(built);
  const sorted = starts.toSorted((a, b) => a - b);
  const least = sorted[0] ?? 0;
  const code = [...built.files].flatMap(([name, text]) => (name.endsWith(".js") ? [text] : []));
  const wide = code.some((text) => WIDE.test(text));
  return {
    section: {
      title: "Processor time of an isolate's start (wrangler check startup)",
      head: ["what", "figure", "wanted"],
      rows: [
        [
          `ms, the least of ${STARTS} starts`,
          least.toFixed(0),
          `at most ${BOUND_MS}${least > BOUND_MS ? ", MISSED" : ""}`,
        ],
        [
          "KiB of source in all",
          kib(code.reduce((sum, text) => sum + text.length, 0)),
          `no sign above U+00FF${wide ? ", MISSED" : ""}`,
        ],
        ["KiB that a start reads", kib(read.bytes), ""],
        ...largest(read.sources).map(([part, bytes]) => [`of them ${part}`, kib(bytes), ""]),
      ],
      notes: [`All starts: ${sorted.map((ms) => ms.toFixed(0)).join(", ")} ms.`],
    },
    missed: least > BOUND_MS || wide,
  };
}

const kib = (bytes: number): string => (bytes / 1024).toFixed(0);

function largest(sources: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  const parts = Map.groupBy(sources, ([path]) => partOf(path));
  return [...parts]
    .map(([part, of]) => [part, of.reduce((sum, [, bytes]) => sum + bytes, 0)] as const)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, NAMED);
}

async function profileOf(path: string): Promise<Profile> {
  const wrangler = join(require.resolve("wrangler/package.json"), "../bin/wrangler.js");
  await run(
    process.execPath,
    [wrangler, "check", "startup", "--config", join(ROOT, "wrangler.toml"), "--outfile", path],
    {
      cwd: ROOT,
      env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
      maxBuffer: 10_000_000,
    },
  );
  return JSON.parse(await readFile(path, "utf8")) as Profile;
}
