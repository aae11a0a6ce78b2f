/**
 * The longest files begin first, so that none of them runs alone at the end. Vitest knows from its
 * cache how long a file took; a fresh clone has none, and sizes of files say little of end-to-end
 * tests.
 */
import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** From half a minute on, as measured; a file that isn't named comes after them. */
export const LONGEST: readonly string[] = [
  "every-page",
  "keyboard",
  "chaos",
  "mixed-changes",
  "late-commits",
  "bad-days",
  "deploys",
  "engine",
  "backfill",
  "invoice-faults",
  "deploy-create",
  "releases",
  "switches",
  "gradual-release",
  "order-sweep",
  "credits",
  "live",
  "hosted-demo",
  "crashes",
  "personal-data",
  "demo",
  "order-pages",
  "stock-doubt",
  "day-faults",
  "payments",
  "voucher-faults",
  "products",
  "payouts-invoices-twice",
  "engine-faults",
  "deltas",
  "reconciliation",
  "vendor-checks",
  "days",
  "probe-command",
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
