/**
 * The code of the last release, as it was deployed, but as one module: minified and compressed,
 * beside the name of the commit that it was made of. Built from the history it couldn't be, as a
 * clone may have none.
 */
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { writeWorker } from "../../scripts/worker/build.ts";
import { ROOT, TEST_WORKER } from "../../scripts/local/bundle.ts";

export type Release = {
  readonly version: string;
  readonly commit: string;
};

const CODE = join(import.meta.dirname, "release.js.br");
const NAME = join(import.meta.dirname, "release.json");

/**
 * Bundles what is checked out, and keeps it. Refuses code that isn't committed: nobody could name
 * it.
 */
export async function saveRelease(version: string): Promise<Release> {
  const git = async (...words: string[]): Promise<string> =>
    (await promisify(execFile)("git", words, { cwd: ROOT })).stdout.trim();
  const changed = await git(
    "status",
    "--porcelain",
    "--",
    "src",
    "migrations",
    "package-lock.json",
    "wrangler.toml",
  );
  if (changed !== "") throw new Error(`Commit first, or the release has no name:\n${changed}`);
  const dir = join(ROOT, ".wrangler/release");
  const entry = await writeWorker({ entry: TEST_WORKER, dir, whole: true });
  const code = await readFile(entry);
  const release = { version, commit: await git("rev-parse", "HEAD") };
  await writeFile(
    CODE,
    brotliCompressSync(code, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: code.byteLength,
      },
    }),
  );
  await writeFile(NAME, `${JSON.stringify(release, null, 1)}\n`);
  return release;
}

/**
 * Answers the entry of the last release's bundle, laid below `.wrangler`. It says `says` in the log
 * when it starts.
 */
export async function layRelease(
  name: string,
): Promise<{ readonly entry: string; readonly says: string }> {
  const dir = join(ROOT, ".wrangler", name, "release");
  await mkdir(dir, { recursive: true });
  const { version, commit } = JSON.parse(await readFile(NAME, "utf8")) as Release;
  const says = `release ${version} of ${commit}`;
  const entry = join(dir, "index.js");
  await writeFile(
    entry,
    `${brotliDecompressSync(await readFile(CODE)).toString()}\nconsole.log(${JSON.stringify(says)});\n`,
  );
  return { entry, says };
}
