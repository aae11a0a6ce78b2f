/**
 * How much of an order's processor time is the local runtime's own: a bare Worker that makes the
 * same calls, requests, rows and timers, told of orders at the same pace.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { writeWorker } from "../../scripts/worker/build.ts";
import { freePort, HOST } from "../../scripts/local/ports.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { USUAL_PER_MINUTE } from "./options.ts";
import { tellSlowly } from "./shop.ts";
import { fixed, median } from "./stats.ts";
import type { Section } from "./table.ts";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
/** As long as an order as the shop tells it, and as what the ledger answers to it. */
const BODY = JSON.stringify({ body: "b".repeat(3_000) });
const QUIET_MS = 3_000;
const WARM = 100;

/** Milliseconds of the processor an order: the median of three runs of `count` orders. */
export async function measureFloor(count: number): Promise<Section> {
  const vendor = await served();
  const { port: vendorPort } = vendor.address() as AddressInfo;
  const folder = join(import.meta.dirname, "floor");
  const dir = join(import.meta.dirname, "../../.wrangler/bench-floor");
  const port = await freePort();
  const url = `http://${HOST}:${vendorPort}/`;
  const runtime = await startRuntime({
    configPath: join(folder, "wrangler.toml"),
    entry: await writeWorker({
      entry: "test/bench/floor/worker.ts",
      dir: join(dir, "bundle"),
    }),
    port,
    stateDir: join(dir, "state"),
    vars: { SECRET, SHOP_URL: url, LEDGER_URL: url },
  });
  const tenant = {
    id: "floor",
    target: { port, path: "/", secret: SECRET, administrationId: 1 },
  };
  const once = async (orders: number): Promise<number> => {
    const before = (await runtime.usage()).cpuMs;
    const ids = Array.from({ length: orders }, (_, n) => n + 1);
    await tellSlowly(tenant, ids, 60_000 / (USUAL_PER_MINUTE / 2));
    await sleep(QUIET_MS);
    return ((await runtime.usage()).cpuMs - before) / orders;
  };
  try {
    await once(WARM);
    const runs = [await once(count), await once(count), await once(count)];
    return {
      title: `The floor: the platform's part of an order, ${count} orders, median of three runs`,
      head: ["", "ms of the processor an order", ""],
      rows: [
        ["bare Worker: same calls, requests, rows; no code", fixed(median(runs), 1), ""],
        ["each run", runs.map((run) => fixed(run, 1)).join(", "), ""],
      ],
      notes: ["Held beside the processor's line of `cost`, which counts the same process."],
    };
  } finally {
    await runtime.stop();
    vendor.close();
  }
}

async function served(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(BODY);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, HOST, resolve));
  return server;
}
