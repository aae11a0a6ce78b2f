/**
 * The folder that the demo is deployed from, as far as wrangler goes without an account: it is
 * copied to where nothing of the project is, and taken from there.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { layOut } from "../../scripts/hosted-demo/folder.ts";
import { ROOT } from "../../scripts/local/bundle.ts";

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

/** As much of an account without Workers as a first deployment asks, up to the upload. */
async function emptyAccount() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    asked.push(`${method} ${url.replace(/\?.*/, "").replace(/^.*accounts\/0f\//, "")}`);
    const isThere = method !== "GET" || !/workers\/(services|scripts)\//.test(url);
    const result = url.includes("assets-upload-session")
      ? { jwt: "a.b.c", buckets: [] }
      : url.includes("queues")
        ? [{ queue_name: "bridge-demo-jobs", queue_id: "q", producers: [], consumers: [] }]
        : {};
    const errors = isThere ? [] : [{ code: 10_090, message: "no such service" }];
    response.writeHead(isThere ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify({ success: isThere, errors, messages: [], result }));
    request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}/client/v4`, close: () => server.close() };
}

test("a first deployment is uploaded, with its secret put afterwards as the README says", async () => {
  const readme = await readFile(join(dir, "README.md"), "utf8");
  const [deploys, puts] = ["`npm run deploy`", "secret put DEMO_SECRET"].map((step) =>
    readme.indexOf(step),
  );
  expect(deploys).toBeGreaterThan(0);
  expect(puts).toBeGreaterThan(deploys ?? 0);
  const account = await emptyAccount();
  const env = {
    ...process.env,
    CI: "true",
    NO_COLOR: "1",
    CLOUDFLARE_API_BASE_URL: account.url,
    CLOUDFLARE_ACCOUNT_ID: "0f",
    CLOUDFLARE_API_TOKEN: "fake",
  };
  // What comes after the upload isn't copied here: it ends with a fault of its own.
  await promisify(execFile)(process.execPath, [WRANGLER, "deploy"], { cwd: dir, env }).catch(
    () => undefined,
  );
  account.close();
  expect(account.asked).toContain("PUT workers/scripts/bridge-demo");
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
