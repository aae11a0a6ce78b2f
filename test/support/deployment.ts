/**
 * One deployment of the built Worker for the tests: its runtime, what it logs and where its state
 * lies.
 */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { READY_BUNDLE, ROOT } from "../local/bundle.ts";
import type { StructuredLog } from "../local/miniflare.ts";
import { type Runtime, startRuntime } from "../local/runtime.ts";
import { testSecrets, testVars } from "./test-env.ts";
import { testWorkerConfig } from "./worker-config.ts";

export type Deployment = {
  readonly runtime: Runtime;
  /** Grows with what the Worker logs. */
  readonly logs: readonly StructuredLog[];
  readonly stateDir: string;
};

/** Starts the bundle that the project's set-up made, on a database with all migrations. */
export async function startDeployment({
  vars,
  secrets,
}: {
  readonly vars: Readonly<Record<string, string>>;
  readonly secrets: Partial<typeof testSecrets>;
}): Promise<Deployment> {
  const entry = process.env[READY_BUNDLE];
  if (entry === undefined)
    throw new Error("the tests' Worker isn't bundled: run the project e2e, whose set-up does it");
  const stateDir = await mkdtemp(join(tmpdir(), "bridge-"));
  const logs: StructuredLog[] = [];
  const runtime = await startRuntime({
    configPath: testWorkerConfig(`e2e-${process.pid}`),
    entry,
    port: 0,
    stateDir,
    vars: { ...testVars, ...vars, ...testSecrets, ...secrets },
    inspect: true,
    onLog: (log) => logs.push(log),
  });
  await runtime.applyMigrations("DB", join(ROOT, "migrations"));
  return { runtime, logs, stateDir };
}
