/** A preview says that nothing is to be written only where that is so, and that all matches. */
import { expect, test } from "vitest";
import {
  type PreviewedFlow,
  previewKey,
  type RunPreview,
  runPreview,
} from "../../src/domain/jobs/run-preview.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import { jobView } from "./job-view.ts";
import { open } from "./setup-stage.ts";

const previewed = (flow: PreviewedFlow, counted: Partial<RunPreview>) => ({
  job: jobView({ key: previewKey(flow), flow: "dry-run", outcome: "skipped" }),
  documents: [],
  operations: [],
  timeline: [
    {
      at: 1,
      what: "plan",
      title: flow,
      detail: runPreview({
        flow,
        read: 20,
        total: 20,
        unlooked: 0,
        later: 0,
        same: 20,
        left: [],
        held: [],
        ...counted,
        rows: [],
      }),
    },
  ],
});

/** What the preview of the flow's next run says, for each of these counts. */
async function saidOf(flow: PreviewedFlow, address: string) {
  let found = previewed(flow, {});
  const { user, id } = await open(address, {
    "jobs.list": (_: string, { key }: JobQuery) => ({
      jobs: key === previewKey(flow) ? [found.job] : [],
      cursor: null,
    }),
    "jobs.timeline": () => found,
  });
  return async (counted: Partial<RunPreview>): Promise<string | null> => {
    found = previewed(flow, counted);
    const { text } = await user.go(`/admin/tenants/${id}/previews/${flow}`);
    return /Nothing to write[^<]*/.exec(text)?.[0] ?? null;
  };
}

const ambiguous = [
  { reason: reason("customer-ambiguous", { count: 2 }), count: 3, first: ["10301"] },
];

test("customers that need a person, are left out or weren't planned yet aren't said to match", async () => {
  const said = await saidOf("customers", "203.0.113.31");
  expect([
    await said({}),
    await said({ read: 0, total: 0, same: 0 }),
    await said({ held: ambiguous, same: 17 }),
    await said({ left: ambiguous, same: 17 }),
    await said({ unlooked: 5, total: 25 }),
    await said({ later: 1 }),
  ]).toEqual([
    "Nothing to write: eAccounting already matches.",
    "Nothing to write: eAccounting already matches.",
    "Nothing to write.",
    "Nothing to write.",
    null,
    null,
  ]);
});

test("articles that weren't looked up yet may be written", async () => {
  const said = await saidOf("products", "203.0.113.32");
  expect([
    await said({}),
    await said({ held: ambiguous, same: 17 }),
    await said({ unlooked: 5, same: 15 }),
    await said({ total: 400 }),
    await said({ later: 5, same: 15 }),
  ]).toEqual([
    "Nothing to write: Asperion already matches.",
    "Nothing to write.",
    null,
    null,
    "Nothing to write.",
  ]);
});
