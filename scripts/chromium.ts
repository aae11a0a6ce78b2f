/**
 * The browser of tests and pictures. Where the machine lacks libraries or fonts that it loads, such
 * as in a container with npm and nothing else, it gets those that its package brings along: without
 * a library it doesn't start, without a font its pages crash.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import Chromium from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const MISSES_LIBRARY = /error while loading shared libraries/;

export async function launchChromium(args: readonly string[]): Promise<Browser> {
  const executablePath = await Chromium.executablePath();
  const launch = (env: NodeJS.ProcessEnv): Promise<Browser> =>
    chromium.launch({
      executablePath,
      args: [...args],
      env: Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
    });
  const withFonts = existsSync("/etc/fonts")
    ? process.env
    : { ...process.env, FONTCONFIG_PATH: join(tmpdir(), "fonts") };
  try {
    return await launch(withFonts);
  } catch (fault) {
    if (!(fault instanceof Error) || !MISSES_LIBRARY.test(fault.message)) throw fault;
    return launch({ ...withFonts, LD_LIBRARY_PATH: libraries() });
  }
}

/** Unpacks them once a machine. Several processes may do so at once: each renames a whole folder. */
function libraries(): string {
  const home = join(tmpdir(), "chromium-libraries");
  if (!existsSync(home)) {
    const packed = join(
      dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
      "../../bin/al2023.tar.br",
    );
    const own = mkdtempSync(`${home}-`);
    const archive = join(own, "libraries.tar");
    writeFileSync(archive, brotliDecompressSync(readFileSync(packed)));
    execFileSync("tar", ["-xf", archive, "-C", own]);
    rmSync(archive);
    try {
      renameSync(own, home);
    } catch {
      // Another process was first.
      rmSync(own, { recursive: true });
    }
  }
  return join(home, "lib");
}
