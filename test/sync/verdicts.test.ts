/** What a run of past orders counts an order as, once its job is over. */
import { expect, test } from "vitest";
import type { Outcome } from "../../src/domain/jobs/job.ts";
import { type Reason, reason } from "../../src/domain/reasons/index.ts";
import type { BackfillRow } from "../../src/sync/tenant/backfills/backfill-rows.ts";
import { settledVerdict } from "../../src/sync/tenant/backfills/verdicts.ts";

const RUN = { state: "running", take_back: null } as BackfillRow;

const verdictOf = (outcome: Outcome, ...reasons: readonly Reason[]): string =>
  settledVerdict(RUN, { state: "open", outcome, reasons: JSON.stringify(reasons) })[1];

const wouldBook = reason("dry-run-would-book", {
  gross: "125.00",
  currency: "SEK",
  document: "voucher",
  dated: null,
});
const inDay = reason("added-to-day", { day: "2026-03-10" });

test("an order that a run adds to its daily voucher was booked by it, not before it", () => {
  expect(verdictOf("booked", inDay)).toBe("booked");
});

test("a dry run books nothing, whatever day's voucher it would change", () => {
  expect([
    verdictOf("skipped", wouldBook, inDay),
    verdictOf("skipped", reason("dry-run", { would: "voucher.create" }), inDay),
  ]).toEqual(["would-book", "already"]);
});
