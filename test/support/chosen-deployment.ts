/**
 * Where the product runs for a test: on the real runtime in the project `e2e`, whose set-up bundles
 * the Worker, else in this process. Imported late, as what starts a runtime takes a second to
 * read.
 */
import { READY_BUNDLE } from "../../scripts/local/bundle.ts";
import type { startDeployment } from "./deployment.ts";

export const chosenDeployment: typeof startDeployment = async (wanted) =>
  process.env[READY_BUNDLE] === undefined
    ? (await import("./node-deployment.ts")).startInNode(wanted)
    : (await import("./deployment.ts")).startDeployment(wanted);
