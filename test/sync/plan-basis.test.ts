/** Settings and lists of plans: stored once, named by each timeline, and shown as they were noted. */
import { expect, test } from "vitest";
import { DAY_MS } from "../../src/domain/platform/durations.ts";
import { openKeyring } from "../../src/store/seal.ts";
import type { Claim } from "../../src/sync/contract/runs.ts";
import { unpackClaim, withBasis, withoutBasis } from "../../src/sync/plan-basis.ts";
import { RunTimeline } from "../../src/sync/run/run-timeline.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import * as planBases from "../../src/sync/tenant/journal/plan-bases.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { timeline } from "../../src/sync/tenant/views/timelines.ts";
import { clear } from "../support/hourly-care.ts";
import { type NodeTenant, NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";

const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(1) }]);

async function claimed({ object }: NodeTenant, key: string): Promise<Claim> {
  const { packed } = await object.inbox.accept(TENANT, {
    eventId: key,
    type: "order.created",
    key,
    flow: "orders",
    takes: true,
  });
  if (packed === undefined) throw new Error("it wasn't claimed");
  return unpackClaim(TENANT, packed);
}

/** A plan's entry as runs note it, made of what the claim brought. */
const planned = ({ settings, lists }: Claim, more: object = {}) => ({
  at: NOW,
  what: "plan" as const,
  title: "write",
  detail: {
    input: {
      order: { number: "1001" },
      settings,
      company: lists.company,
      codings: lists.codings,
      systemArticles: lists.systemArticles,
      ...more,
    },
    plan: { kind: "write" },
  },
});

const bases = ({ sql }: NodeTenant) =>
  all<{ id: number; used_at: number }>(sql, "SELECT id, used_at FROM plan_bases ORDER BY id");

test("a timeline names settings and lists by a number, and is shown as it was noted", async () => {
  const world = await tenantInNode();
  const claim = await claimed(world, "order:1");
  const run = new RunTimeline({
    now: () => NOW,
    keyring: async () => keyring,
    tenantId: TENANT,
    claim,
  });
  const { detail } = planned(claim);
  run.note("plan", "write", detail);
  const { timeline: sealed } = await run.sealed();
  if (sealed === null) throw new Error("nothing was noted");
  // The defaults' settings alone have more than five times as many.
  expect(sealed.bytes.length).toBeLessThan(300);
  payloads.add(world.sql, claim.jobId, { timeline: sealed, people: [] }, NOW);
  const context = {
    ...world.object.inside(),
    deps: { keyring: async () => keyring },
  } as unknown as TenantContext;
  const shown = await timeline(context, claim.jobId);
  const { notifications: _, ...settings } = claim.settings;
  expect(shown?.timeline).toEqual([
    {
      at: NOW,
      what: "plan",
      title: "write",
      detail: { ...detail, input: { ...detail.input, settings } },
    },
  ]);
});

test("what isn't the claim's very own stays in the timeline, and so does all of a claim without a number", async () => {
  const claim = await claimed(await tenantInNode(), "order:1");
  const codings = [...claim.lists.codings];
  const [lean] = withoutBasis([planned(claim, { codings })], claim);
  expect(lean?.detail).toHaveProperty("input.codings");
  expect(lean?.detail).not.toHaveProperty("input.settings");
  const { planBasis: _, ...older } = claim;
  const whole = [planned(claim)];
  expect(withoutBasis(whole, older)).toBe(whole);
  expect(withBasis(whole, () => "{}")).toEqual(whole);
});

test("no address of notifications is stored unsealed", async () => {
  const world = await tenantInNode();
  const before = meta.configuration(world.sql);
  if (before === null) throw new Error("it isn't configured");
  const notifications = { ...before.settings.notifications, emails: ["anna@example.com"] };
  const settings = { ...before.settings, notifications } as typeof before.settings;
  planBases.numberOf(world.sql, { settings, lists: cache.lists(world.sql) }, NOW);
  const [row] = all<{ text: string }>(world.sql, "SELECT text FROM plan_bases");
  expect(row?.text).toContain("markerField");
  expect(row?.text).not.toContain("anna@example.com");
});

test("a row is written where settings or lists changed, and once a day for its use", async () => {
  const world = await tenantInNode();
  const { clock, sql } = world;
  expect((await claimed(world, "order:1")).planBasis).toBe(1);
  expect((await claimed(world, "order:2")).planBasis).toBe(1);
  expect(bases(world)).toEqual([{ id: 1, used_at: NOW }]);
  clock.at += DAY_MS;
  expect((await claimed(world, "order:3")).planBasis).toBe(1);
  expect(bases(world)).toEqual([{ id: 1, used_at: NOW + DAY_MS }]);
  cache.save(sql, { currencies: ["SEK", "EUR"] }, clock.at);
  expect((await claimed(world, "order:4")).planBasis).toBe(2);
  expect(planBases.read(sql, 1)).not.toBe(planBases.read(sql, 2));
});

test("one stays while a timeline within its retention may name it, and the newest always", async () => {
  const world = await tenantInNode();
  const { sql, clock } = world;
  const context = world.object.inside();
  await claimed(world, "order:1");
  cache.save(sql, { currencies: ["SEK"] }, clock.at);
  await claimed(world, "order:2");
  clock.at = NOW + 31 * DAY_MS;
  clear(context, 30);
  expect(bases(world).map(({ id }) => id)).toEqual([1, 2]);
  clock.at = NOW + 33 * DAY_MS;
  clear(context, 30);
  expect(bases(world).map(({ id }) => id)).toEqual([2]);
});
