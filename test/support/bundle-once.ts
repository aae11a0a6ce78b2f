/**
 * The tests' Worker, built once for all end-to-end files of a run, as each of them would have it
 * built: in watch mode once for each run. A script that starts a world by itself has none ready,
 * and bundles its own.
 */
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { writeWorker } from "../../scripts/worker/build.ts";
import { READY_BUNDLE, ROOT, TEST_WORKER } from "../../scripts/local/bundle.ts";

export async function setup(project: TestProject): Promise<void> {
  const make = async (): Promise<void> => {
    process.env[READY_BUNDLE] = await writeWorker({
      entry: TEST_WORKER,
      dir: join(ROOT, ".wrangler/tests/bundled"),
    });
  };
  await make();
  project.onTestsRerun(make);
}
