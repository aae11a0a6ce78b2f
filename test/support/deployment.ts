/**
 * Deployments of the built Worker for the tests. Starting one takes seconds of processor time, so
 * one that a test is done with is kept and made new for the next (test/worker/renew.ts), also for
 * that of another file in the same process.
 */
import { join } from "node:path";
import { READY_BUNDLE, ROOT } from "../../scripts/local/bundle.ts";
import type { StructuredLog } from "../../scripts/local/miniflare.ts";
import { type Runtime, startRuntime } from "../../scripts/local/runtime.ts";
import { makeStateDir, removeStateDir } from "./state-dir.ts";
import { testSecrets, testVars } from "./test-env.ts";
import { testWorkerConfig } from "./worker-config.ts";

export type Deployment = {
  readonly runtime: Runtime;
  /** Grows with what the Worker logs. */
  readonly logs: readonly StructuredLog[];
  /** How it is asked; by the network unless given. */
  readonly fetch?: typeof fetch;
  /** Nobody uses it any more. */
  stop(): Promise<void>;
};

type Vars = Readonly<Record<string, string>>;

type Started = {
  readonly runtime: Runtime;
  readonly stateDir: string;
  logs: StructuredLog[];
  /** Objects that were made of it before: they store nothing. */
  readonly wiped: Set<string>;
};

/** The one that waits for its next user. */
let idle: Started | null = null;

export async function startDeployment(wanted: {
  readonly vars: Vars;
  readonly secrets: Partial<typeof testSecrets>;
}): Promise<Deployment> {
  const vars: Vars = { ...testVars, ...wanted.vars, ...testSecrets, ...wanted.secrets };
  const started = (await kept(vars)) ?? (await start(vars));
  return {
    runtime: started.runtime,
    logs: started.logs,
    stop: async () => {
      if (idle === null) idle = started;
      else await end(started);
    },
  };
}

async function kept(vars: Vars): Promise<Started | null> {
  const started = idle;
  if (started === null) return null;
  idle = null;
  const { runtime, wiped } = started;
  const tenants = (await runtime.objectIds("TENANTS")).filter((id) => !wiped.has(id));
  const answer = await fetch(new URL("/_test/renew", runtime.url), {
    method: "PUT",
    body: JSON.stringify({ vars, tenants, gates: await runtime.objectIds("GATES") }),
  });
  if (answer.status !== 204) {
    await end(started);
    return null;
  }
  for (const id of tenants) wiped.add(id);
  started.logs = [];
  return started;
}

/** Starts the bundle that the project's set-up made, on a database with all migrations. */
async function start(vars: Vars): Promise<Started> {
  const entry = process.env[READY_BUNDLE];
  if (entry === undefined)
    throw new Error("the tests' Worker isn't bundled: run the project e2e, whose set-up does it");
  const stateDir = await makeStateDir();
  const runtime = await startRuntime({
    configPath: testWorkerConfig(`e2e-${process.pid}`),
    entry,
    port: 0,
    stateDir,
    vars,
    inspect: true,
    straight: "straight",
    onLog: (log) => started.logs.push(log),
  });
  const started: Started = { runtime, stateDir, logs: [], wiped: new Set() };
  await runtime.applyMigrations("DB", join(ROOT, "migrations"));
  return started;
}

async function end(started: Started): Promise<void> {
  await started.runtime.stop();
  await removeStateDir(started.stateDir);
}
