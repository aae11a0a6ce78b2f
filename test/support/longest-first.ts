/**
 * The longest files begin first, so that none of them runs alone at the end. Vitest knows from its
 * cache how long a file took; a fresh clone has none, and sizes of files say little of end-to-end
 * tests.
 */
import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** As measured; a file that isn't named comes after them. */
export const LONGEST: readonly string[] = [
  "every-page",
  "keyboard",
  "chaos",
  "hosted-demo",
  "live",
  "backfill",
  "deploys",
  "bad-days",
  "probe-command",
  "mixed-changes",
  "demo",
  "deploy-create",
  "switches",
  "order-sweep",
  "late-commits",
  "engine",
  "gradual-release",
  "invoice-faults",
  "releases",
  "vendor-checks",
  "products",
  "products-faults",
  "reconciliation",
  "stock-doubt",
  "approvals",
  "claims",
  "credits",
  "engine-faults",
  "crashes",
  "as-it-stands",
  "personal-data",
  "order-pages",
  "day-faults",
  "payments",
  "voucher-faults",
  "days",
  "wizard",
];

const place = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.indexOf(basename(moduleId, ".e2e.test.ts"));
  return at < 0 ? LONGEST.length : at;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
