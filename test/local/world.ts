/** Both sandboxes as HTTP servers in this process, and the built Worker on the real runtime, wired to them. */
import { join } from "node:path";
import { createAsperionSandbox } from "../sandbox/asperion/sandbox.ts";
import { createEaccountingSandbox } from "../sandbox/eaccounting/index.ts";
import { serveSandbox, type ServedSandbox } from "../sandbox/kit/serve.ts";
import { bundle, deriveConfig, ROOT } from "./bundle.ts";
import type { StructuredLog } from "./miniflare.ts";
import { Operator } from "./operator.ts";
import { freePort, HOST } from "./ports.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import { makeSecrets } from "./secrets.ts";

export type Ports = { readonly worker: number; readonly asperion: number; readonly eaccounting: number };

export type World = {
  readonly runtime: Runtime;
  readonly asperion: ServedSandbox;
  readonly eaccounting: ServedSandbox;
  readonly operator: Operator;
  readonly adminToken: string;
  /** Where the runtime keeps what it stores. */
  readonly stateDir: string;
  stop(): Promise<void>;
};

export type WorldOptions = {
  /** 0 takes a free one. */
  readonly ports: Ports;
  /** Folder below .wrangler for bundle and state. */
  readonly name: string;
  /** The Worker's entry, below the project; the production one unless given. */
  readonly main?: string;
  readonly vars?: Readonly<Record<string, string>>;
  readonly onLog?: (log: StructuredLog) => void;
};

const PRODUCTION = "src/index.ts";

export async function startWorld({ ports, name, main = PRODUCTION, vars, onLog }: WorldOptions): Promise<World> {
  // Wrangler would say which secrets it doesn't find in files; they come as variables below.
  process.env["WRANGLER_LOG"] ??= "none";
  const dir = join(ROOT, ".wrangler", name);
  const workerPort = ports.worker === 0 ? await freePort() : ports.worker;
  const configPath = main === PRODUCTION ? join(ROOT, "wrangler.toml") : await deriveConfig(main, dir);
  const bundled = bundle(configPath, main, join(dir, "bundle"));
  // Looked at below; until then a failure must not count as one that nobody looks at.
  bundled.catch(() => undefined);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.toReversed()) await one();
  };
  try {
    const asperion = await serveSandbox(createAsperionSandbox().app, { port: ports.asperion, portVariable: "ASPERION_SANDBOX_PORT" });
    stops.push(() => asperion.close());
    const eaccounting = await serveSandbox(createEaccountingSandbox().app, { port: ports.eaccounting, portVariable: "EACCOUNTING_SANDBOX_PORT" });
    stops.push(() => eaccounting.close());
    const secrets = makeSecrets();
    const runtime = await startRuntime({
      configPath,
      entry: await bundled,
      port: workerPort,
      stateDir: join(dir, "state"),
      vars: {
        PUBLIC_URL: `http://${HOST}:${workerPort}`,
        WEBHOOK_URL: "",
        JURISDICTION: "",
        ASPERION_API_URL: asperion.url,
        ASPERION_IDENTITY_URL: asperion.url,
        EACCOUNTING_API_URL: `${eaccounting.url}/v2`,
        EACCOUNTING_IDENTITY_URL: eaccounting.url,
        ...vars,
        ...secrets,
      },
      ...(onLog === undefined ? {} : { onLog }),
    });
    stops.push(() => runtime.stop());
    await runtime.applyMigrations("DB", join(ROOT, "migrations"));
    const operator = new Operator({ worker: runtime.url, asperion: asperion.url, eaccounting: eaccounting.url, token: secrets.ADMIN_TOKEN });
    return { runtime, asperion, eaccounting, operator, adminToken: secrets.ADMIN_TOKEN, stateDir: join(dir, "state"), stop };
  } catch (fault) {
    await bundled.catch(() => undefined);
    await stop();
    throw fault;
  }
}
