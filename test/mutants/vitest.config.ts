/** The unit tests of one group of mutants: the group's name is in `MUTANTS`. */
import { join, matchesGlob, relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { GROUPS, isGroup } from "./groups.ts";

const ROOT = join(import.meta.dirname, "../..");
const name = process.env["MUTANTS"] ?? "";
if (!isGroup(name)) throw new Error(`No group of mutants has the name "${name}".`);
const tests: readonly string[] = GROUPS[name].tests;

/** In the order of the group's list: a mutant's run ends with the first test that fails. */
class AsListed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      tests.findIndex((pattern) => matchesGlob(relative(ROOT, moduleId), pattern));
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  root: ROOT,
  resolve: {
    alias: [
      {
        find: "cloudflare:workers",
        replacement: join(ROOT, "test/support/cloudflare-workers.ts"),
      },
      { find: /^fast-check$/, replacement: join(import.meta.dirname, "fewer-runs.ts") },
    ],
  },
  test: {
    isolate: false,
    include: [...tests],
    sequence: { sequencer: AsListed },
    // A test that only waits for a busy machine sees no mutant.
    testTimeout: 120_000,
    setupFiles: ["test/support/load-messages.ts", "test/support/leave-nothing.ts"],
  },
});
