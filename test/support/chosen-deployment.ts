/**
 * Where the product runs for a test: on the real runtime in the project `e2e`, else in this
 * process. Its own variable says so: what the set-up of one project sets, such as the bundle's
 * path, the workers of all projects have. Imported late, as what starts a runtime takes a second to
 * read.
 */
import type { startDeployment } from "./deployment.ts";

export const chosenDeployment: typeof startDeployment = async (wanted) =>
  process.env["RUNTIME"] === "real"
    ? (await import("./deployment.ts")).startDeployment(wanted)
    : (await import("./node-deployment.ts")).startInNode(wanted);
