/**
 * `npm run types [-- --check]`: the types of the Worker's bindings, of its configuration with the
 * source as its entry, as what is built of it has none. Exit code 1: they aren't of today.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { deriveConfig, ROOT, WRANGLER } from "./local/bundle.ts";

const TYPES = "src/worker-env.d.ts";

const config = await deriveConfig("src/index.ts", join(ROOT, ".wrangler/types"));
writeFileSync(config, readFileSync(config, "utf8").replace(/\n\[build\]\n(?:.+\n)+/, "\n"));
const { status } = spawnSync(
  process.execPath,
  [
    WRANGLER,
    "types",
    `--config=${relative(ROOT, config)}`,
    "--include-runtime=false",
    "--strict-vars=false",
    TYPES,
    ...process.argv.slice(2),
  ],
  { cwd: ROOT, stdio: "inherit" },
);
process.exitCode = status ?? 1;
