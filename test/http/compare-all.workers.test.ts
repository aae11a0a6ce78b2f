/** What a comparison of all articles says of itself: how often, and how far its preview got. */
import { expect, test } from "vitest";
import { previewKey, runPreview } from "../../src/domain/jobs/run-preview.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import { jobView } from "./job-view.ts";
import { open } from "./setup-stage.ts";

const previewed = (unlooked: number) => ({
  job: jobView({ key: previewKey("products"), flow: "dry-run", outcome: "skipped" }),
  documents: [],
  operations: [],
  timeline: [
    {
      at: 1,
      what: "plan",
      title: "products",
      detail: runPreview({
        flow: "products",
        read: 369,
        total: 369,
        unlooked,
        later: 0,
        same: 0,
        left: [],
        held: [],
        rows: [{ code: "CAP", name: "Cap", does: "create", changes: [] }],
      }),
    },
  ],
});

test("a preview that looked up some articles alone doesn't say that all were compared", async () => {
  let unlooked = 0;
  const { user, id } = await open("203.0.113.247", {
    "jobs.list": (_: string, { key }: JobQuery) => ({
      jobs: key === previewKey("products") ? [previewed(unlooked).job] : [],
      cursor: null,
    }),
    "jobs.timeline": () => previewed(unlooked),
  });
  const said = async () => (await user.go(`/admin/tenants/${id}/previews/products`)).text;
  expect(await said()).toContain("Compared all 369 articles in eAccounting.");
  unlooked = 260;
  const text = await said();
  expect(text).toContain(
    "Articles read in eAccounting: 369. Of these, 109 were compared with Asperion.",
  );
  expect(text).not.toContain("Compared all");
});

test("the page says how often changes are fetched as the settings have it", async () => {
  const { user, id, configure } = await open("203.0.113.248");
  const said = async () => (await user.go(`/admin/tenants/${id}/syncs`)).text;
  expect((await configure({ schedules: { products: 30 } })).status).toBe(200);
  expect(await said()).toContain("Changes are fetched automatically (interval: 30 minutes)");
  await configure({ schedules: { products: null } });
  expect(await said()).toContain("(interval: 15 minutes)");
  await configure({ schedules: { products: "never" } });
  expect(await said()).toContain("Changes aren&#39;t fetched automatically during the day");
});
