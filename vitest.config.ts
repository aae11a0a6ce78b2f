import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { compileMessages } from "./scripts/messages/write.ts";
import { testWorkerConfig } from "./test/support/worker-config.ts";
import { testSecrets, testVars } from "./test/support/test-env.ts";

compileMessages();

/**
 * No test is about time: this only ends one that hangs, also where other work keeps the machine
 * busy.
 */
const PATIENCE_MS = 120_000;

/**
 * Three kinds of tests, told apart by their names: plain Node, inside workerd, and end to end
 * against the built Worker.
 */
export default defineConfig({
  test: {
    // Vitest leaves a core to itself: here that would be half of a small machine.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.workers.test.ts", "test/**/*.e2e.test.ts"],
          setupFiles: ["test/support/load-messages.ts"],
          testTimeout: PATIENCE_MS,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: testWorkerConfig("workers") },
            miniflare: {
              bindings: {
                ...testVars,
                ...testSecrets,
                MIGRATIONS: await readD1Migrations("migrations"),
              },
            },
          })),
        ],
        test: {
          name: "workers",
          include: ["test/**/*.workers.test.ts"],
          setupFiles: ["test/support/apply-migrations.ts", "test/support/load-messages.ts"],
          testTimeout: PATIENCE_MS,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/**/*.e2e.test.ts"],
          globalSetup: ["test/support/bundle-once.ts"],
          setupFiles: ["test/support/load-messages.ts"],
          testTimeout: PATIENCE_MS,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
