/** The bundle of what is simulated, made once for all files of a run (simulated.ts). */
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ROOT } from "../../scripts/local/bundle.ts";
import { bundleSimulation } from "../simulation/bundle.ts";
import { removeBundle } from "../simulation/load.ts";
import { SIMULATED_BUNDLE } from "./simulated.ts";

/** Answers what ends with the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let path = "";
  const make = async (): Promise<void> => {
    path = await bundleSimulation(null, "deployed.ts");
    process.env[SIMULATED_BUNDLE] = path;
  };
  await make();
  project.onTestsRerun(make);
  return () => removeBundle(join(ROOT, path));
}
