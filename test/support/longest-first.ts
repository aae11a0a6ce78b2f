/**
 * The longest files of a project begin first, so that none of them runs alone at the end. Vitest
 * knows from its cache how long a file took; a fresh clone has none, and sizes of files say little
 * of end-to-end tests.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The projects in their order. A worker of `workers` takes ten seconds to start, in which those
 * that still work for `e2e` go on; the small files of `unit` keep every core busy to the end.
 */
const PROJECTS: readonly string[] = ["e2e", "workers", "unit-alone", "unit"];

/** As measured; a file that isn't named comes after them. */
const LONGEST: Readonly<Record<string, readonly string[]>> = {
  e2e: [
    "every-page",
    "keyboard",
    "chaos",
    "live",
    "hosted-demo",
    "deploys",
    "bad-days",
    "probe-command",
    "mixed-changes",
    "demo",
    "deploy-create",
    "products",
    "phone",
    "order-sweep",
    "vendor-checks",
    "releases",
    "engine",
    "gradual-release",
    "sheets-by-keyboard",
    "engine-faults",
    "told-sheets",
    "crashes",
    "client",
    "payouts-page",
    "approvals",
    "claims",
    "as-it-stands",
    "personal-data",
    "order-pages",
    "days",
    "wizard",
  ],
  workers: ["rights", "mapping-page", "attention", "passkeys", "acts", "large-shop"],
  unit: [
    "simulation",
    "backfill",
    "switches",
    "used-lookups",
    "late-commits",
    "combinations",
    "dry-run.property",
    "built",
    "crowd",
    "rows.property",
    "booked.property",
    "hostile-figures.property",
    "eaccounting",
    "history.property",
    "payout-plans",
  ],
};

const NAME = /([^/]+?)(\.e2e|\.workers)?\.test\.ts$/;

function place({ moduleId, project }: TestSpecification): number {
  const { [project.name]: longest = [] } = LONGEST;
  const at = longest.indexOf(NAME.exec(moduleId)?.[1] ?? "");
  return PROJECTS.indexOf(project.name) * 1_000 + (at < 0 ? longest.length : at);
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
