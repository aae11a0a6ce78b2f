/** The bundle, made and loaded. */
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../../scripts/local/bundle.ts";
import { bundleSimulation, type Mutation } from "./bundle.ts";

type Simulation = typeof import("./entry.ts");

/**
 * The variable that says where a bundle without a mutation lies already, below the project: whoever
 * starts several runs makes it once, and removes it.
 */
export const READY_SIMULATION = "SIMULATION_BUNDLE";

export async function loadSimulation(mutation: Mutation | null = null): Promise<Simulation> {
  const ready = process.env[READY_SIMULATION];
  if (ready !== undefined && mutation === null) return required(join(ROOT, ready)) as Simulation;
  const path = join(ROOT, await bundleSimulation(mutation));
  try {
    return required(path) as Simulation;
  } finally {
    await removeBundle(path);
  }
}

/** Past vitest, which would take seconds to make its own of what is a bundle already. */
const required = createRequire(import.meta.url);

/** With its source map. */
export const removeBundle = async (path: string): Promise<void> =>
  void (await Promise.all([path, `${path}.map`].map((one) => rm(one, { force: true }))));
