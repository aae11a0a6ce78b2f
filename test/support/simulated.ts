/**
 * The tests' Worker and both sandboxes on the simulation's platform, for tests of what is decided
 * and carried out: no process, no network, and time passes only while something is waited for. An
 * order through workerd costs ten times as much. That the runtime does the same is for the files
 * `*.e2e.test.ts` to show, and each week for these ones too.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../../scripts/local/bundle.ts";
import { Contract } from "../contract/contract.ts";
import type { Answered, Deployed, Sent } from "../simulation/deployed.ts";
import type { Deployment, DeploymentRuntime, startDeployment } from "./deployment.ts";
import { testSecrets, testVars } from "./test-env.ts";
import type { ServedVendors } from "./vendors.ts";

type VendorName = "asperion" | "eaccounting";

/** Below the project: the bundle of a run in which bridges are simulated (simulate-once.ts). */
export const SIMULATED_BUNDLE = "SIMULATED_BUNDLE";

/** Past vitest, which would take seconds to make its own of what is a bundle already. */
const required = createRequire(import.meta.url);

/** For all sandboxes of a process: making its checks takes a second of processor time. */
let contract: Contract | null = null;

let deployed: Deployed | null = null;

/** One at a time, as the bundle has one machine: the next one begins where nothing is stored. */
export function simulatedPlace(): {
  readonly vendors: ServedVendors;
  readonly startDeployment: (...wanted: Parameters<typeof startDeployment>) => Promise<Deployment>;
} {
  const { deploy, VENDOR_URL } = required(
    join(ROOT, process.env[SIMULATED_BUNDLE] ?? ""),
  ) as typeof import("../simulation/deployed.ts");
  contract ??= new Contract();
  const there = (): Deployed => {
    if (deployed === null) throw new Error("nothing is deployed");
    return deployed;
  };
  const vendor = (name: VendorName): ServedVendors[VendorName] => ({
    url: VENDOR_URL[name],
    port: 0,
    ask: async (path, init) => responseOf(await there().ask(name, path, sentOf(init))),
    close: async () => undefined,
  });
  const reach: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const name = (Object.keys(VENDOR_URL) as VendorName[]).find((one) =>
      url.startsWith(`${VENDOR_URL[one]}/`),
    );
    return responseOf(
      name === undefined
        ? await there().request(url, sentOf(init))
        : await there().ask(name, url.slice(VENDOR_URL[name].length), sentOf(init)),
    );
  };
  // What no file of them asks for isn't there.
  const runtime = {
    url: testVars.PUBLIC_URL,
    straightUrl: testVars.PUBLIC_URL,
    fetch: reach,
    now: () => there().now(),
    cron: () => there().cron(),
    evict: (_: string, name: string) => there().evict(name),
    objectStorage: async (_: string, name: string) => ({
      exec: async (sql: string, ...binds: unknown[]) =>
        (await there().exec(name, sql, binds as never)) as readonly Record<string, unknown>[],
    }),
    d1: async () => ({
      prepare: (sql: string) => ({
        all: async () => ({ results: there().rows(sql) as readonly Record<string, unknown>[] }),
      }),
    }),
  } satisfies Partial<Record<keyof DeploymentRuntime, unknown>> as unknown as DeploymentRuntime;
  return {
    vendors: { asperion: vendor("asperion"), eaccounting: vendor("eaccounting") },
    startDeployment: async ({ vars, secrets }) => {
      deployed?.close();
      deployed = deploy({
        start: Date.now(),
        vars: { ...testVars, ...vars, ...testSecrets, ...secrets },
        contract: contract as Contract,
      });
      return {
        runtime,
        logs: [],
        // What it leaves is still asked of the vendors.
        stop: async () => undefined,
      };
    },
  };
}

function sentOf(init: RequestInit = {}): Sent {
  const { method = "GET", body = null } = init;
  if (body !== null && typeof body !== "string" && !(body instanceof Uint8Array))
    throw new TypeError("only texts and bytes are sent to what is simulated");
  return { method, headers: Object.fromEntries(new Headers(init.headers)), body };
}

const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 304]);

const responseOf = ({ status, headers, body }: Answered): Response =>
  new Response(WITHOUT_BODY.has(status) ? null : body, {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
