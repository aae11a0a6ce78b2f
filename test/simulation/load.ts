/** The bundle, made and loaded. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
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
  if (ready !== undefined && mutation === null) return load(join(ROOT, ready));
  const path = join(ROOT, await bundleSimulation(mutation));
  try {
    return await load(path);
  } finally {
    await removeBundle(path);
  }
}

const load = async (path: string): Promise<Simulation> =>
  (await import(pathToFileURL(path).href)) as Simulation;

/** With its source map. */
export const removeBundle = async (path: string): Promise<void> =>
  void (await Promise.all([path, `${path}.map`].map((one) => rm(one, { force: true }))));
