/** The bundle, made and loaded. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../scripts/local/bundle.ts";
import { bundleSimulation, type Mutation } from "./bundle.ts";

type Simulation = typeof import("./entry.ts");

export async function loadSimulation(mutation: Mutation | null = null): Promise<Simulation> {
  const path = join(ROOT, await bundleSimulation(mutation));
  try {
    return (await import(pathToFileURL(path).href)) as Simulation;
  } finally {
    await Promise.all([path, `${path}.map`].map((one) => rm(one, { force: true })));
  }
}
