/** Both sandboxes as HTTP servers in this process, and the built Worker on the real runtime, wired to them. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createAsperionSandbox } from "../sandbox/asperion/sandbox.ts";
import { createEaccountingSandbox } from "../sandbox/eaccounting/index.ts";
import { serveSandbox, type ServedSandbox } from "../sandbox/kit/serve.ts";
import { bundle, ROOT } from "./bundle.ts";
import type { StructuredLog } from "./miniflare.ts";
import { Operator } from "./operator.ts";
import { HOST } from "./ports.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import { makeSecrets } from "./secrets.ts";

export type Ports = { readonly worker: number; readonly asperion: number; readonly eaccounting: number };

export type World = {
  readonly runtime: Runtime;
  readonly asperion: ServedSandbox;
  readonly eaccounting: ServedSandbox;
  readonly operator: Operator;
  readonly adminToken: string;
  stop(): Promise<void>;
};

export type WorldOptions = {
  /** 0 takes a free one for the sandboxes; the Worker must know its own. */
  readonly ports: Ports;
  /** Folder below .wrangler for bundle and state. */
  readonly name: string;
  readonly vars?: Readonly<Record<string, string>>;
  readonly onLog?: (log: StructuredLog) => void;
};

export async function startWorld({ ports, name, vars, onLog }: WorldOptions): Promise<World> {
  // Wrangler would say which secrets it doesn't find in files; they come as variables below.
  process.env["WRANGLER_LOG"] ??= "none";
  const dir = join(ROOT, ".wrangler", name);
  await mkdir(dir, { recursive: true });
  const configPath = join(ROOT, "wrangler.toml");
  const bundled = bundle(configPath, "src/index.ts", join(dir, "bundle"));
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
      port: ports.worker,
      stateDir: join(dir, "state"),
      vars: {
        PUBLIC_URL: `http://${HOST}:${ports.worker}`,
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
    return { runtime, asperion, eaccounting, operator, adminToken: secrets.ADMIN_TOKEN, stop };
  } catch (fault) {
    await bundled.catch(() => undefined);
    await stop();
    throw fault;
  }
}
