/** When a preview shows nothing that a run would write. */
import { expect, test } from "vitest";
import {
  actionPreviewKey,
  previewedAction,
  previewKey,
  runPreview,
  stoppedRun,
  wouldWriteNothing,
} from "../../src/domain/jobs/run-preview.ts";
import { reason } from "../../src/domain/reasons/index.ts";

const row = { code: "A", name: null, does: "update", changes: [] } as const;
const none = {
  flow: "products",
  read: 3,
  total: 3,
  unlooked: 0,
  later: 0,
  same: 3,
  left: [],
  held: [],
  rows: [],
} as const;

test("a run is begun where it would write, hand on, or where not all was looked at; else not", () => {
  expect(wouldWriteNothing(runPreview(none))).toBe(true);
  expect(
    wouldWriteNothing(
      stoppedRun("stock", [reason("product-tax-not-mapped", { rate: null, coding: null })]),
    ),
  ).toBe(true);
  for (const more of [
    { rows: [row] },
    { rows: [{ ...row, does: "create" as const }] },
    { later: 1 },
    { unlooked: 1 },
    { total: 4 },
    { first: true },
  ])
    expect([more, wouldWriteNothing(runPreview({ ...none, ...more }))]).toEqual([more, false]);
});

test("a deed that is tried names the job that it is done to, whatever colons its key has", () => {
  for (const key of ["order:7", "debtor:7", "product:group:A:1", "stock", "sweep:debtors"])
    expect(previewedAction(actionPreviewKey(key, "undo-skip"))).toBe(key);
  expect(previewedAction(previewKey("stock"))).toBeNull();
  expect(previewedAction("dry-run:asked:7")).toBeNull();
});
