import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { testWorkerConfig } from "./test/support/worker-config.ts";
import { testSecrets, testVars } from "./test/support/test-env.ts";

/** Three kinds of tests, told apart by their names: plain Node, inside workerd, and end to end against the built Worker. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.workers.test.ts", "test/**/*.e2e.test.ts"],
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: testWorkerConfig("workers") },
            miniflare: { bindings: { ...testVars, ...testSecrets, MIGRATIONS: await readD1Migrations("migrations") } },
          })),
        ],
        test: {
          name: "workers",
          include: ["test/**/*.workers.test.ts"],
          setupFiles: ["test/support/apply-migrations.ts"],
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/**/*.e2e.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
