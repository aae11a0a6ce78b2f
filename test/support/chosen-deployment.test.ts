/** Where the product runs for a test. */
import { expect, test, vi } from "vitest";
import { READY_BUNDLE } from "../../scripts/local/bundle.ts";
import { chosenDeployment } from "./chosen-deployment.ts";
import { testVars } from "./test-env.ts";

/** A run of all projects sets it before it starts the workers of any of them. */
test("outside of `e2e` it runs in the test's own process, also where the bundle is there", async () => {
  vi.stubEnv(READY_BUNDLE, "nothing is here");
  const deployment = await chosenDeployment({ vars: {}, secrets: {} });
  vi.unstubAllEnvs();
  expect(deployment.runtime.url).toBe(testVars.PUBLIC_URL);
  expect(deployment.fetch).toBeDefined();
  await deployment.stop();
});
