/** What a runner brings with a call: stored in a transaction, or kept in memory until its end. */
import { expect, test } from "vitest";
import type { PendingUpdates } from "../../src/sync/contract/runs.ts";
import { hasUpdatesToStore } from "../../src/sync/tenant/claims/claims.ts";
import type { JobRow } from "../../src/sync/tenant/jobs/jobs.ts";
import { NOTHING } from "./one-transaction/worlds.ts";

const JOB = { key: "order:1" } as JobRow;

test("what is only learnt of the run's own job brings no rows", () => {
  const learnt = {
    label: "A-1",
    facts: {} as NonNullable<PendingUpdates["facts"]>,
    knownState: { "order:1": "m" },
  };
  expect(hasUpdatesToStore({ ...NOTHING, ...learnt, products: [] }, JOB)).toBe(false);
  expect(hasUpdatesToStore(NOTHING, null)).toBe(false);
});

test("everything else does, also what only a newer runner brings", () => {
  for (const [name, value] of [
    ["settlements", [{}]],
    ["documents", [{}]],
    ["kinds", { c: "company" }],
    ["links", [{}]],
    ["lists", { company: {} }],
    ["memory", { mode: "single" }],
    ["products", [{}]],
    ["evidence", { bytes: new Uint8Array(1) }],
    ["of a newer release", [1]],
    ["knownState", { "order:2": "m" }],
  ] as const)
    expect([name, hasUpdatesToStore({ ...NOTHING, [name]: value }, JOB)]).toEqual([name, true]);
  // A runner that lost its claim brings the state of no job.
  expect(hasUpdatesToStore({ ...NOTHING, knownState: { "order:1": "m" } }, null)).toBe(true);
});
