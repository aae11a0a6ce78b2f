/**
 * The weekly look at eAccounting's published document, as the workflow runs it: the script itself,
 * with a `gh` that writes down what it is told.
 */
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Picked } from "./picked.ts";

const ROOT = join(import.meta.dirname, "../..");
const KEPT = join(import.meta.dirname, "eaccounting.json");
const GH = `#!/usr/bin/env bash
echo "$1 $2" >> "$GH_LOG"
if [ "$2" = list ]; then echo "\${GH_OPEN:-0}"; exit; fi
while [ $# -gt 0 ]; do
  [ "$1" = --title ] && echo "title: $2" >> "$GH_LOG"
  [ "$1" = --body-file ] && cat "$2" >> "$GH_LOG"
  shift
done
`;

let dir = "";
let server: Server | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "watch-vendor-"));
  writeFileSync(join(dir, "gh"), GH);
  chmodSync(join(dir, "gh"), 0o755);
});
afterEach(() => {
  server?.close();
  server = null;
  rmSync(dir, { recursive: true, force: true });
});

type Ran = { readonly code: number; readonly said: string; readonly told: string };

/** `node` is this process's own: the script's types need no other. */
async function watch(from: string, open = "0"): Promise<Ran> {
  const log = join(dir, "log");
  const path = `${dir}:${join(process.execPath, "..")}:${process.env["PATH"] ?? ""}`;
  const running = promisify(execFile)("scripts/watch-vendor.sh", [from], {
    cwd: ROOT,
    env: { ...process.env, PATH: path, GH_LOG: log, GH_OPEN: open },
  });
  const ended = await running.then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (fault: { code: number; stdout: string; stderr: string }) => ({
      code: fault.code,
      said: fault.stdout + fault.stderr,
    }),
  );
  return { ...ended, told: existsSync(log) ? readFileSync(log, "utf8") : "" };
}

/** The vendor's whole document, as far as the tests keep it. */
function published(change: (kept: Picked) => Picked): string {
  const { operations, schemas } = change(JSON.parse(readFileSync(KEPT, "utf8")) as Picked);
  const json = (schema: object | null) =>
    schema === null ? {} : { content: { "application/json": { schema } } };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, { query, request, answers }] of Object.entries(operations)) {
    const [method = "", path = ""] = name.split(" ");
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        parameters: query.map((one) => ({ in: "query", name: one })),
        ...(request === null ? {} : { requestBody: json(request) }),
        responses: Object.fromEntries(
          Object.entries(answers).map(([status, schema]) => [status, json(schema)]),
        ),
      },
    };
  }
  const file = join(dir, "published.json");
  writeFileSync(file, JSON.stringify({ paths, components: { schemas } }));
  return file;
}

const asNumber = (kept: Picked): Picked => ({
  ...kept,
  schemas: {
    ...kept.schemas,
    VoucherApi: {
      ...kept.schemas["VoucherApi"],
      properties: {
        ...(kept.schemas["VoucherApi"]?.["properties"] as object),
        VoucherText: { type: "number" },
      },
    },
  },
});

test("a document that says the same opens no issue", async () => {
  expect(await watch(published((kept) => kept))).toEqual({
    code: 0,
    said: "Nothing differs.\n",
    told: "",
  });
});

test("a changed one opens an issue that says what, and what to do", async () => {
  const { code, told } = await watch(published(asNumber));
  expect(code).toBe(0);
  expect(told).toContain("title: eAccounting's published document differs");
  expect(told).toMatch(/- \/schemas\/VoucherApi\/properties\/VoucherText.* became "number"/);
  expect(told).toContain("npx node scripts/vendor-document.ts --write");
});

test("an operation that is gone is a difference like any other", async () => {
  const { told } = await watch(
    published(({ operations: { "POST /vouchers": _, ...operations }, schemas }) => ({
      operations,
      schemas,
    })),
  );
  expect(told).toContain("- /operations/POST /vouchers: ");
  expect(told).toContain(" became nothing");
});

test("while an issue is open no second one is opened", async () => {
  expect((await watch(published(asNumber), "1")).told).toBe("issue list\n");
});

test.each([
  ["that isn't there", 404, "not found"],
  ["that is another page", 200, "<html>"],
  ["without any operation", 200, "{}"],
])("a document %s fails the job, and opens no issue", async (_what, status, body) => {
  server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const { code, said, told } = await watch(`http://127.0.0.1:${port}/v2.json`);
  expect([code, told]).toEqual([2, ""]);
  expect(said).toContain("the published document couldn't be compared");
});

test("nobody at the address fails the job, and opens no issue", async () => {
  const { code, told } = await watch("http://127.0.0.1:1/v2.json");
  expect([code, told]).toEqual([2, ""]);
});

test("the workflow runs it each week, and may open issues", () => {
  const weekly = readFileSync(join(ROOT, ".github/workflows/weekly.yml"), "utf8");
  const job = weekly.slice(weekly.indexOf("  vendor-document:"));
  expect(weekly).toMatch(/cron: "\d+ \d+ \* \* \d"/);
  expect(job).toContain("issues: write");
  expect(job).toContain("npx -c scripts/watch-vendor.sh");
});
