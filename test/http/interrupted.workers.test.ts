/**
 * A vendor that doesn't answer, on the pages: its connection isn't called connected where nothing
 * goes through it, and an order that waits for it doesn't say that its requests were deleted.
 */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { ConnectionView } from "../../src/sync/contract/index.ts";
import { jobView } from "./job-view.ts";
import { open } from "./setup-stage.ts";
import { healthOf } from "./world.ts";

const MINUTE = 60_000;
const CONNECTED = {
  scope: null,
  state: "connected" as const,
  identity: "1",
  name: "Demo",
  connectedAt: 1,
  refreshedAt: null,
  client: null,
  clientRefused: false,
};

test.each<[string, number, Partial<ConnectionView>, string]>([
  ["is renewed in time", 6, {}, "Connected"],
  ["couldn't be renewed", 4, {}, "Interrupted"],
  ["is refused with its client", 60, { clientRefused: true }, "Interrupted"],
  ["asks for a sign-in", 4, { state: "needs-login" }, "Sign in again"],
])("a connection that %s is called so wherever it stands", async (_what, left, over, word) => {
  const connections = (now: number) => [
    { ...CONNECTED, vendor: "eaccounting" as const, accessExpiresAt: now + left * MINUTE, ...over },
  ];
  const { world, user, id } = await open("203.0.113.140");
  world.tenants.answers["monitoring.health"] = (tenant: string) =>
    healthOf(tenant, { connections: connections(world.clock.now()) });
  const page = async (path: string) => (await user.go(path)).text;
  const home = await page(`/admin/tenants/${id}`);
  expect(home).toContain(`eAccounting: ${word}<`);
  expect(home.includes("<dt>eAccounting</dt>")).toBe(word !== "Connected");
  expect(await page("/admin")).toContain(`eAccounting: ${word.toLowerCase()}<`);
  expect(await page(`/admin/tenants/${id}/connections`)).toMatch(
    new RegExp(`<strong>eAccounting</strong> <span[^>]*>${word}<`),
  );
});

test.each<[string, Partial<JobView>, string]>([
  ["its first run is still to come", { status: "queued", seen: 0, label: null }, "Nothing was"],
  ["no answer has come yet", { status: "waiting", seen: 1, label: null }, "Nothing was fetched"],
  ["they were deleted as it waited", { status: "waiting", seen: 1 }, "no longer stored"],
  ["they were deleted", { status: "done", seen: 1, label: null }, "no longer stored"],
])("an order without requests says why: %s", async (_why, over, said) => {
  const job = jobView({
    outcome: null,
    reasons: [reason("vendor-unreachable", { vendor: "asperion" })],
    ...over,
  });
  const { user, id } = await open("203.0.113.141", {
    "jobs.timeline": { job, documents: [], operations: [], timeline: [] },
    "reads.names": {},
  });
  const { text } = await user.go(`/admin/tenants/${id}/orders/j1`);
  const [, timeline = ""] = text.split('<h2 id="timeline">');
  expect(timeline).toContain(said);
});
