import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { buildAssets } from "./scripts/assets/build.ts";
import { writeFont } from "./scripts/fonts/write.ts";
import { compileMessages } from "./scripts/messages/write.ts";
import { testWorkerConfig } from "./test/support/worker-config.ts";
import { LongestFirst } from "./test/support/longest-first.ts";
import { PATIENCE_MS, WAIT_MS } from "./test/support/patience.ts";
import { REPLACE_MODULES } from "./test/support/replace-modules.ts";
import { stateHome } from "./test/support/state-dir.ts";
import { testSecrets, testVars } from "./test/support/test-env.ts";

/**
 * Processes that are started more than once, such as workers, wrangler and the simulation, read
 * what V8 made of their code before: a seventh of what a start of wrangler costs.
 */
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, ".wrangler/tests/compiled");

/** Vitest reads this file once more for each project; what it makes is there by then. */
const MADE = Symbol.for("made for the tests of this process");
if (!Reflect.has(globalThis, MADE)) {
  compileMessages();
  buildAssets();
  writeFont();
  Reflect.set(globalThis, MADE, true);
}

/** A sequencer of our own would take its place. */
const SHUFFLED = process.argv.some((argument) => argument.startsWith("--sequence.shuffle"));
/** Run with the product in this process; `RUNTIME=real`: on the real runtime, as each night. */
const IN_PROCESS = "test/e2e/!(*.e2e).test.ts";
const ON_RUNTIME = process.env["RUNTIME"] === "real" ? [IN_PROCESS] : [];
const PARTS_REPORTER = "./test/support/parts-reporter.ts";
/** Of all but `workers`: the browser, among others, is unpacked there and started. */
const TMPDIR = tmpdir();
const IN_NODE = {
  alias: { "cloudflare:workers": join(import.meta.dirname, "test/support/cloudflare-workers.ts") },
};

/**
 * Three kinds of tests, told apart by their names: plain Node, inside workerd, and end to end
 * against the built Worker. Those of `test/e2e` in plain Node have the whole product in it.
 */
export default defineConfig({
  test: {
    // End-to-end tests wait for one another's processes, and for vendors that don't answer: as many
    // workers as cores leave them idle for a quarter of the time. Two more take longer than one more.
    maxWorkers: availableParallelism() + 1,
    ...(SHUFFLED ? {} : { sequence: { sequencer: LongestFirst } }),
    reporters: ["default", PARTS_REPORTER],
    projects: [
      {
        resolve: IN_NODE,
        test: {
          name: "unit",
          env: { TMPDIR },
          // One isolate a worker: what many files import is evaluated once, not once a file.
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: [
            "test/**/*.workers.test.ts",
            "test/**/*.e2e.test.ts",
            ...REPLACE_MODULES,
            ...ON_RUNTIME,
          ],
          setupFiles: [
            "test/support/load-messages.ts",
            "test/support/quick-digests.ts",
            "test/support/leave-nothing.ts",
            "test/support/same-patience.ts",
          ],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        resolve: IN_NODE,
        test: {
          name: "unit-alone",
          env: { TMPDIR },
          include: [...REPLACE_MODULES],
          setupFiles: [
            "test/support/load-messages.ts",
            "test/support/quick-digests.ts",
            "test/support/same-patience.ts",
          ],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => {
            // Asked before each start of a runtime, which takes its folder below this one and can't
            // be told another: on a disk a fifth of its time goes by in waiting for `fsync`.
            process.env["TMPDIR"] = stateHome();
            return {
              wrangler: { configPath: testWorkerConfig("workers") },
              miniflare: {
                bindings: {
                  ...testVars,
                  ...testSecrets,
                  MIGRATIONS: await readD1Migrations("migrations"),
                },
              },
            };
          }),
        ],
        test: {
          name: "workers",
          // One runtime a worker: each file begins with empty storage (apply-migrations.ts).
          isolate: false,
          include: ["test/**/*.workers.test.ts"],
          setupFiles: [
            "test/support/apply-migrations.ts",
            "test/support/load-messages.ts",
            "test/support/quick-passwords.ts",
            "test/support/same-patience.ts",
          ],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        resolve: IN_NODE,
        test: {
          name: "e2e",
          env: { TMPDIR, RUNTIME: "real" },
          // One deployment a worker, made new for each file that takes one (deployment.ts).
          isolate: false,
          include: ["test/**/*.e2e.test.ts", ...ON_RUNTIME],
          globalSetup: ["test/support/bundle-once.ts"],
          // Its own second would be about time.
          expect: { poll: { timeout: WAIT_MS } },
          setupFiles: [
            "test/support/load-messages.ts",
            "test/support/leave-nothing.ts",
            "test/support/same-patience.ts",
          ],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
    ],
  },
});
