/**
 * `npm run probe` as it is typed, against a served sandbox: stopped in the middle, gone on with,
 * and booked with. What it takes back is gone after each run, and what stays is told.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MARKER } from "../../scripts/probe/state.ts";
import { DEFAULT_CLIENT } from "../sandbox/asperion/sandbox.ts";
import { startAsperion, type StartedAsperion } from "../sandbox/asperion/start.ts";
import { freePort } from "../../scripts/local/ports.ts";

const MAIN = join(import.meta.dirname, "../../scripts/probe/main.ts");

let served: StartedAsperion;
let folder: string;
beforeAll(async () => {
  served = await startAsperion();
  folder = await mkdtemp(join(tmpdir(), "probe-"));
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

type Ended = { readonly code: number | null; readonly out: string; readonly asked: string[] };

/** Follows the printed address as a browser does, and types what it is asked for. */
async function probe(
  flags: readonly string[],
  typed = "",
  onCheck: (id: string, child: ChildProcess) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, "asperion", "--administration=123", ...flags], {
    cwd: folder,
    env: {
      ...process.env,
      ASPERION_API_URL: served.url,
      ASPERION_IDENTITY_URL: served.url,
      ASPERION_CLIENT_ID: DEFAULT_CLIENT.id,
      ASPERION_CLIENT_SECRET: DEFAULT_CLIENT.secret,
      PROBE_PORT: String(await freePort()),
      PROBE_NO_BROWSER: "1",
    },
  });
  let out = "";
  let followed = false;
  const asked: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    const address = /^ {2}(http\S+)$/m.exec(out)?.[1];
    if (followed || address === undefined) return;
    followed = true;
    void fetch(address);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    for (const [, id = ""] of text.matchAll(/^(\S+) … \(/gm)) {
      asked.push(id);
      onCheck(id, child);
    }
  });
  child.stdin.end(typed);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, asked };
}

type Shop = {
  readonly articles: readonly { readonly articleCode: string; readonly active: boolean }[];
  readonly orders: readonly { readonly reference: string | null; readonly status: number }[];
  readonly debtors: readonly { readonly name: string; readonly blocked: boolean }[];
};

async function ownRecords(): Promise<{ readonly all: number; readonly live: number }> {
  const answer = await fetch(`${served.url}/_control/state?administrationId=123`);
  const { administrations } = (await answer.json()) as { administrations: readonly Shop[] };
  const own = administrations.flatMap(({ articles, orders, debtors }) => [
    ...articles.filter((one) => one.articleCode.startsWith(MARKER)).map(({ active }) => active),
    ...orders
      .filter(({ reference }) => reference?.startsWith(MARKER))
      .map(({ status }) => status !== 9),
    ...debtors.filter(({ name }) => name.startsWith(MARKER)).map(({ blocked }) => !blocked),
  ]);
  return { all: own.length, live: own.filter((live) => live).length };
}

test("a run is stopped, gone on with and booked with, and leaves nothing but what it tells", async () => {
  const first = await probe(["--write"], "", (id, child) => {
    if (id === "P4") child.kill("SIGINT");
  });
  expect(first.code).toBe(0);
  expect(first.asked.at(-1)).toBe("P4");
  expect(first.out).toContain("In “Demo Shop”");
  expect(first.out).toContain("Stopped. The same command goes on where it was.");

  const refused = await probe(["--book"], "demo shop\n");
  expect(refused.code).toBe(1);
  expect(refused.asked).toEqual([]);
  // Nobody is there to type.
  expect((await probe(["--book"])).code).toBe(1);
  expect(await ownRecords()).toEqual({ all: 0, live: 0 });

  const dies = await probe(["--book"], "Demo Shop\n", (id, child) => {
    if (id === "P31") child.kill("SIGKILL");
  });
  expect(dies.code).toBeNull();
  expect(dies.asked).not.toContain("P4");
  expect((await ownRecords()).live).toBeGreaterThan(0);

  const booked = await probe(["--book"], "Demo Shop\n");
  expect(booked.code).toBe(0);
  expect(booked.asked).not.toContain("P33");
  expect(booked.out).toMatch(/^stays: \d+ × an article, inactive \(ZZPROBE-\w{6}\)$/m);
  const left = await ownRecords();
  expect(left.live).toBe(0);
  expect(left.all).toBeGreaterThan(0);
  const report = await readFile(join(folder, "probe-report.json"), "utf8");
  expect(report).not.toContain("Demo Shop");
  expect(report).not.toContain(DEFAULT_CLIENT.secret);
});
