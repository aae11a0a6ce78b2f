/**
 * Both sandboxes as HTTP servers in this process, and the built Worker on the real runtime, wired
 * to them.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  type AsperionSandbox,
  createAsperionSandbox,
} from "../../test/sandbox/asperion/sandbox.ts";
import {
  createEaccountingSandbox,
  type EaccountingSandbox,
} from "../../test/sandbox/eaccounting/index.ts";
import { serveSandbox, type ServedSandbox } from "../../test/sandbox/kit/serve.ts";
import { writeWorker } from "../worker/build.ts";
import { deriveConfig, READY_BUNDLE, ROOT, TEST_WORKER } from "./bundle.ts";
import type { StructuredLog } from "./miniflare.ts";
import { Operator } from "./operator.ts";
import { freePort, HOST } from "./ports.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import { makeSecrets, type RunSecrets } from "./secrets.ts";

export type Ports = {
  readonly worker: number;
  readonly asperion: number;
  readonly eaccounting: number;
};

export type Vars = Readonly<Record<string, string>>;

export type World = {
  /** The one that runs now. */
  readonly runtime: Runtime;
  readonly asperion: ServedSandbox;
  readonly eaccounting: ServedSandbox;
  readonly sandboxes: Sandboxes;
  readonly operator: Operator;
  readonly adminToken: string;
  /** Where the runtime keeps what it stores. */
  readonly stateDir: string;
  stop(): Promise<void>;
  /**
   * Kills the runtime; `dead` may work on what it left on the disk. Then another one goes on with
   * that, under the same address, with today's bundle or another release's.
   */
  killAndRestart(again?: {
    readonly vars?: Vars;
    readonly dead?: () => Promise<void>;
    readonly entry?: string | null;
  }): Promise<void>;
};

export type Sandboxes = {
  readonly asperion: AsperionSandbox;
  readonly eaccounting: EaccountingSandbox;
};

export type WorldOptions = {
  /** 0 takes a free one. */
  readonly ports: Ports;
  /** Folder below .wrangler for bundle and state. */
  readonly name: string;
  /** Where the state lies instead. */
  readonly stateDir?: string;
  /** The Worker's entry, below the project; the production one unless given. */
  readonly main?: string;
  /**
   * How many consumers the queue of jobs has, in a Worker that spreads what it sends over them; one
   * unless given.
   */
  readonly consumers?: number;
  readonly vars?: Vars;
  /** Made anew unless given. */
  readonly secrets?: RunSecrets;
  readonly onLog?: (log: StructuredLog) => void;
  readonly traced?: boolean;
  /**
   * Lays the state that the runtime starts on, and what the vendors hold; without it both are
   * empty.
   */
  readonly inherit?: (stateDir: string, sandboxes: Sandboxes) => Promise<void>;
};

const PRODUCTION = "src/index.ts";

export async function startWorld(options: WorldOptions): Promise<World> {
  const { ports, name, main = PRODUCTION, inherit } = options;
  const dir = join(ROOT, ".wrangler", name);
  const { stateDir = join(dir, "state") } = options;
  const workerPort = ports.worker === 0 ? await freePort() : ports.worker;
  const configPath =
    main === PRODUCTION
      ? join(ROOT, "wrangler.toml")
      : await deriveConfig(main, dir, options.consumers);
  const ready = main === TEST_WORKER ? process.env[READY_BUNDLE] : undefined;
  const bundled =
    ready === undefined
      ? writeWorker({ entry: main, dir: join(dir, "bundle") })
      : Promise.resolve(ready);
  // Looked at below; until then a failure must not count as one that nobody looks at.
  bundled.catch(() => undefined);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.toReversed()) await one();
  };
  try {
    const sandboxes = {
      asperion: createAsperionSandbox(),
      eaccounting: createEaccountingSandbox(),
    };
    const asperion = await serveSandbox(sandboxes.asperion.app, {
      port: ports.asperion,
      portVariable: "ASPERION_SANDBOX_PORT",
    });
    stops.push(() => asperion.close());
    const eaccounting = await serveSandbox(sandboxes.eaccounting.app, {
      port: ports.eaccounting,
      portVariable: "EACCOUNTING_SANDBOX_PORT",
    });
    stops.push(() => eaccounting.close());
    const secrets = options.secrets ?? makeSecrets();
    const addresses: Vars = {
      PUBLIC_URL: `http://${HOST}:${workerPort}`,
      WEBHOOK_URL: "",
      JURISDICTION: "",
      ASPERION_API_URL: asperion.url,
      ASPERION_IDENTITY_URL: asperion.url,
      EACCOUNTING_API_URL: `${eaccounting.url}/v2`,
      EACCOUNTING_IDENTITY_URL: eaccounting.url,
    };
    const entry = await bundled;
    const launch = (
      keepState: boolean,
      more: Vars,
      release: string | null = null,
    ): Promise<Runtime> =>
      startRuntime({
        configPath,
        entry: release ?? entry,
        port: workerPort,
        stateDir,
        keepState,
        vars: { ...addresses, ...options.vars, ...more, ...secrets },
        ...(options.onLog === undefined ? {} : { onLog: options.onLog }),
        ...(options.traced === undefined ? {} : { traced: options.traced }),
      });
    if (inherit !== undefined) {
      await rm(stateDir, { recursive: true, force: true });
      await inherit(stateDir, sandboxes);
    }
    let runtime = await launch(inherit !== undefined, {});
    stops.push(() => runtime.stop());
    if (inherit === undefined) await runtime.applyMigrations("DB", join(ROOT, "migrations"));
    const operator = new Operator({
      worker: runtime.url,
      asperion: asperion.url,
      eaccounting: eaccounting.url,
      token: secrets.ADMIN_TOKEN,
    });
    return {
      get runtime() {
        return runtime;
      },
      asperion,
      eaccounting,
      sandboxes,
      operator,
      adminToken: secrets.ADMIN_TOKEN,
      stateDir,
      stop,
      killAndRestart: async ({
        vars = {},
        dead = async () => undefined,
        entry: release = null,
      } = {}) => {
        await runtime.kill();
        await dead();
        runtime = await launch(true, vars, release);
      },
    };
  } catch (fault) {
    await bundled.catch(() => undefined);
    await stop();
    throw fault;
  }
}
