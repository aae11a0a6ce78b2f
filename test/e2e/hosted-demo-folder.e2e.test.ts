/**
 * The folder that the demo is deployed from, as far as wrangler goes without an account: it is
 * copied to where nothing of the project is, and taken from there.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { layOut } from "../../scripts/hosted-demo/folder.ts";
import { ROOT } from "../local/bundle.ts";

const MEBIBYTE = 1024;
const WRANGLER = join(
  createRequire(import.meta.url).resolve("wrangler/package.json"),
  "../bin/wrangler.js",
);

let dir = "";
let entry = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "hosted-demo-"));
  ({ entry } = await layOut(dir));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test("wrangler takes it by itself, within the limits of both plans", async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [WRANGLER, "deploy", "--dry-run", "--outdir", join(dir, "dry-run")],
    { cwd: dir, env: { ...process.env, CI: "true", WRANGLER_LOG: "log", NO_COLOR: "1" } },
  );
  const [, whole, zipped] = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(stdout) ?? [];
  expect(Number(whole)).toBeGreaterThan(0);
  expect(Number(whole)).toBeLessThan(10 * MEBIBYTE);
  expect(Number(zipped)).toBeLessThan(3 * MEBIBYTE);
  for (const binding of ["TENANTS", "GATES", "SANDBOXES", "JOBS", "DB", "JURISDICTION"])
    expect(stdout).toContain(`env.${binding} `);
});

test("all that it needs is in it, and its wrangler is the one that it was tried with", async () => {
  const files = await readdir(dir, { recursive: true });
  expect(files).toEqual(
    expect.arrayContaining(["wrangler.toml", "package.json", ".dev.vars.example", "README.md"]),
  );
  const migrations = (await readdir(join(ROOT, "migrations"))).filter((name) =>
    name.endsWith(".sql"),
  );
  expect((await readdir(join(dir, "migrations"))).toSorted()).toEqual(migrations.toSorted());
  const read = async (path: string) =>
    JSON.parse(await readFile(path, "utf8")) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
  const { devDependencies: ours } = await read(join(ROOT, "package.json"));
  const { devDependencies: own } = await read(join(dir, "package.json"));
  expect(own).toEqual({ wrangler: ours["wrangler"] });
});

test("nothing in it opens a socket of its own", async () => {
  const found = await readdir(join(entry, ".."), { recursive: true });
  const modules = found.filter((name) => name.endsWith(".js"));
  expect(modules.length).toBeGreaterThan(10);
  for (const name of modules) {
    const text = await readFile(join(entry, "..", name), "utf8");
    expect([name, /["'](cloudflare:sockets|node:(net|tls|https?|dgram))["']/.exec(text)]).toEqual([
      name,
      null,
    ]);
  }
});
