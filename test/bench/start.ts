/**
 * The processor time of an isolate's start: what `wrangler check startup` samples while the bundle
 * is evaluated. Samples are taken on the clock, so other work on the machine only adds to them: the
 * least of several starts is what counts.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundle, deriveConfig, ROOT, withNames } from "../local/bundle.ts";
import { type Profile, type StartTime, startTime } from "./start-profile.ts";
import type { Section } from "./table.ts";

const STARTS = 5;
/** V8 keeps a source with a sign above U+00FF in two bytes a character, and reads it slower. */
const WIDE = /[\u0100-\uffff]/;
const BOUND_MS = 80;
/** Modules that are named, the slowest first. */
const NAMED = 10;

const require = createRequire(import.meta.url);
const run = promisify(execFile);

export async function measureStart(
  progress: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  const dir = await mkdtemp(join(tmpdir(), "start-"));
  const starts: StartTime[] = [];
  let modules: StartTime["modules"] = [];
  let source = "";
  try {
    for (let n = 1; n <= STARTS; n += 1) {
      progress(`start ${n} of ${STARTS}`);
      starts.push(startTime(await profileOf(join(dir, `${n}.cpuprofile`))));
    }
    progress("a start whose modules have names");
    ({ modules } = startTime(await profileOf(join(dir, "named.cpuprofile"), await named())));
    source = await readFile(await bundle(await config(), "src/index.ts", dir), "utf8");
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  const sorted = starts.toSorted((a, b) => a.busyMs - b.busyMs);
  const least = sorted[0]?.busyMs ?? 0;
  const wide = WIDE.test(source);
  const missed = least > BOUND_MS || wide;
  return {
    section: {
      title: "Processor time of an isolate's start (wrangler check startup)",
      head: ["what", "ms", "wanted"],
      rows: [
        [
          `the least of ${STARTS} starts`,
          least.toFixed(0),
          `at most ${BOUND_MS}${least > BOUND_MS ? ", MISSED" : ""}`,
        ],
        [
          "KiB of source",
          (source.length / 1024).toFixed(0),
          `no sign above U+00FF${wide ? ", MISSED" : ""}`,
        ],
        ...modules
          .slice(0, NAMED)
          .map(({ module, ms }) => [
            `unminified: ${module}, with what it imports`,
            ms.toFixed(1),
            "",
          ]),
      ],
      notes: [`All starts: ${sorted.map(({ busyMs }) => busyMs.toFixed(0)).join(", ")} ms.`],
    },
    missed,
  };
}

const config = (): Promise<string> =>
  deriveConfig("src/index.ts", join(ROOT, ".wrangler/bench-start"));
const named = async (): Promise<string> => withNames(await config());

async function profileOf(path: string, config = join(ROOT, "wrangler.toml")): Promise<Profile> {
  const wrangler = join(require.resolve("wrangler/package.json"), "../bin/wrangler.js");
  await run(
    process.execPath,
    [wrangler, "check", "startup", "--config", config, "--outfile", path],
    {
      cwd: ROOT,
      env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
      maxBuffer: 10_000_000,
    },
  );
  return JSON.parse(await readFile(path, "utf8")) as Profile;
}
