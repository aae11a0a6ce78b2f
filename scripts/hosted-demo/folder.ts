/**
 * Writes the demo as a self-contained folder, as Cloudflare's deploy button needs it: the built
 * Worker, its assets, its migrations, and its own configuration.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, writeWorker } from "../worker/build.ts";

const LAID = join(import.meta.dirname, "folder");

export type DemoFolder = {
  readonly dir: string;
  readonly configPath: string;
  /** The built Worker's. */
  readonly entry: string;
};

/** Begins anew in `dir`. `main`: another entry, for tests. */
export async function layOut(
  dir: string,
  main = "scripts/hosted-demo/worker.ts",
): Promise<DemoFolder> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const entry = await writeWorker({ entry: main, dir: join(dir, "worker") });
  await Promise.all([
    cp(join(ROOT, "public"), join(dir, "public"), { recursive: true }),
    cp(join(ROOT, "migrations"), join(dir, "migrations"), {
      recursive: true,
      filter: (path) => !path.includes("/migrations/meta"),
    }),
    cp(join(ROOT, "LICENSE"), join(dir, "LICENSE")),
    cp(join(LAID, "README.md"), join(dir, "README.md")),
    cp(join(LAID, "wrangler.toml"), join(dir, "wrangler.toml")),
    cp(join(LAID, "dev.vars.example"), join(dir, ".dev.vars.example")),
    writeFile(join(dir, "package.json"), await packageOf()),
    writeFile(join(dir, ".gitignore"), "node_modules/\n.wrangler/\n.dev.vars\n"),
  ]);
  return { dir, configPath: join(dir, "wrangler.toml"), entry };
}

/** With the wrangler that this project is tried with. */
async function packageOf(): Promise<string> {
  const laid = await readFile(join(LAID, "package.json"), "utf8");
  const own = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  return laid.replace('"wrangler": ""', `"wrangler": "${own.devDependencies["wrangler"]}"`);
}
