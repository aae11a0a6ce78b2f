/** Orders that are held until the zone of the shop's stamps is known are looked at once it is. */
import { expect, test } from "vitest";
import { differs, holds, type Observation, unclear } from "../../src/domain/vendors/checks.ts";
import type { FlowName } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { classifyHead } from "../../src/flows/orders/intake/sweep.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import type { Settings } from "../../src/settings/schema.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import { memoryOf } from "../../src/sync/tenant/reconciliation/order-memory.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { TENANT, tenantInNode } from "../support/tenant-in-node.ts";
import { enqueued, NOTHING, OVER } from "./one-transaction/worlds.ts";

const HELD = reason("start-zone-unknown", {
  date: "2026-07-01T10:00:00",
  startLine: "2026-07-01T09:00:00Z",
});

async function tenant() {
  const world = await tenantInNode();
  const { object, sql } = world;
  const claim = async (key: string): Promise<ClaimRef> => {
    const answer = await object.runner.claim(TENANT, enqueued(world, key));
    if (answer.kind !== "run") throw new Error(answer.kind);
    return { tenantId: TENANT, jobId: answer.claim.jobId, claimNo: answer.claim.claimNo };
  };
  /** A key of another flow, as a person asks for it. */
  const claimOther = async (key: string, flow: FlowName): Promise<ClaimRef> => {
    const { jobId } = await object.inbox.accept(TENANT, {
      eventId: null,
      type: "by-hand",
      key,
      flow,
    });
    const answer = await object.runner.claim(TENANT, jobId);
    if (answer.kind !== "run") throw new Error(answer.kind);
    return { tenantId: TENANT, jobId, claimNo: answer.claim.claimNo };
  };
  const skip = async (key: string): Promise<void> => {
    const id = jobs.latestFor(sql, key)?.id ?? "";
    expect(await object.jobs.skip(TENANT, id, "Ann", "booked by hand")).toMatchObject({ ok: true });
  };
  const shows = (seen: Observation) => ({ ...NOTHING, lists: { seenAtWork: { P13: seen } } });
  const end = (ref: ClaimRef, carry = NOTHING, isHeld = false) =>
    object.runs.complete(
      ref,
      carry,
      isHeld
        ? { ...OVER, outcome: "held", reasons: [HELD] }
        : { ...OVER, outcome: "booked", reasons: [] },
    );
  const looksAt = (key: string): string | null => {
    const latest = jobs.latestFor(sql, key);
    return latest !== null && jobs.isOpen(latest) ? latest.types : null;
  };
  const configured = meta.configuration(sql);
  if (configured === null) throw new Error("no settings");
  const { settings } = configured;
  let { version } = configured;
  const orders = (change: Partial<Settings["orders"]>) =>
    object.admin.configure(TENANT, {
      ...configured,
      version: (version += 1),
      settings: { ...settings, orders: { ...settings.orders, ...change } },
    });
  return { settings, orders, sql, claim, claimOther, skip, end, shows, looksAt };
}

test.each([
  [unclear({ minutes: 60, at: 0 }), null],
  [holds(), '["zone-known"]'],
  [differs({ minutes: 60 }), '["zone-known"]'],
])("what a run shows of the zone, %j, has them looked at: %s", async (seen, looked) => {
  const { claim, end, shows, looksAt } = await tenant();
  await end(await claim("order:1"), NOTHING, true);
  await end(await claim("order:2"), NOTHING, true);
  await end(await claim("order:3"));
  expect([looksAt("order:1"), looksAt("order:2")]).toEqual([null, null]);
  await end(await claim("order:4"), shows(seen));
  expect(["order:1", "order:2", "order:3", "order:4"].map(looksAt)).toEqual([
    looked,
    looked,
    null,
    null,
  ]);
});

test("one whose run began before that, and ended after it, is looked at as well", async () => {
  const { claim, end, shows, looksAt } = await tenant();
  const slow = await claim("order:1");
  await end(await claim("order:2"), shows(differs({ minutes: 60 })));
  expect(looksAt("order:1")).not.toBe('["zone-known"]');
  await end(slow, NOTHING, true);
  expect(looksAt("order:1")).toBe('["zone-known"]');
});

test("one that a person skipped is never looked at, not even where it was held twice before", async () => {
  const { claim, skip, end, shows, looksAt } = await tenant();
  await end(await claim("order:1"), NOTHING, true);
  await end(await claim("order:1"), NOTHING, true);
  await skip("order:1");
  await end(await claim("order:2"), shows(differs({ minutes: 60 })));
  expect(looksAt("order:1")).toBeNull();
});

test("what isn't an order's own job gets none, though its run met such an order", async () => {
  const { claim, claimOther, end, shows, looksAt } = await tenant();
  await end(await claimOther("dry-run:asked:5", "dry-run"), NOTHING, true);
  const slow = await claimOther("dry-run:asked:6", "dry-run");
  await end(await claim("order:2"), shows(differs({ minutes: 60 })));
  await end(slow, NOTHING, true);
  expect(["dry-run:asked:5", "dry-run:asked:6"].map(looksAt)).toEqual([null, null]);
});

/** An order of 08:30 UTC, of a shop that stamps in UTC; the line is at 08:00 UTC. */
const PLACED = "2026-07-01T08:30:00";
const LINE = "2026-07-01T08:00:00Z";
const met = (state: string | null) => ({ ...NOTHING, knownState: { "order:1": state } });

/** Whether a sweep, and a comparison of both sides, take it up once its shop is one of UTC. */
function takenUp({ sql, settings }: Pick<Awaited<ReturnType<typeof tenant>>, "sql" | "settings">) {
  return (state: string, line = LINE) => {
    const head = { id: 1, number: "1", date: PLACED, changed: null, status: 2, state };
    const memory = keys.knownKeys(sql, ["order:1"])["order:1"];
    const orders = { ...settings.orders, startLine: line };
    const { needsJob } = classifyOrder(
      { id: 1, number: "1", date: PLACED, knownState: state, sums: null },
      memoryOf(sql, "order:1"),
      [],
      {
        enabled: true,
        side: "perhaps",
        startLine: line,
        tolerance: "0.00",
        listedSince: 0,
        notListed: [],
      },
    );
    return [classifyHead({ head, state, memory }, { ...settings, orders }, "utc"), needsJob];
  };
}

test("neither a sweep nor a comparison takes up what a person skipped, until the shop changes it", async () => {
  const world = await tenant();
  const { claim, skip, end, shows } = world;
  await end(await claim("order:1"), met("as-met"), true);
  await skip("order:1");
  await end(await claim("order:2"), shows(differs({ minutes: 60 })));
  expect(takenUp(world)("as-met")).toEqual(["known", false]);
  expect(takenUp(world)("edited")).toEqual(["take", true]);
});

test("what turned out to be before the line is as if nobody had met it, should the line move back", async () => {
  const world = await tenant();
  const { claim, end, shows, looksAt } = world;
  await end(await claim("order:1"), met("as-met"), true);
  await end(await claim("order:2"), shows(holds()));
  expect(looksAt("order:1")).not.toBeNull();
  await end(await claim("order:1"), met(null));
  expect(takenUp(world)("as-met", "2026-07-01T00:00:00Z")[0]).toBe("take");
});

test("a line that moves, or a flow that is on again, has what is held by its line looked at", async () => {
  const { claim, skip, end, shows, looksAt, orders } = await tenant();
  await end(await claim("order:1"), NOTHING, true);
  await end(await claim("order:2"), NOTHING, true);
  await skip("order:2");
  await orders({ tolerance: "0.05" });
  expect(looksAt("order:1")).toBeNull();
  const slow = await claim("order:3");
  await orders({ startLine: LINE });
  expect(["order:1", "order:2"].map(looksAt)).toEqual(['["zone-known"]', null]);
  await end(slow, NOTHING, true);
  expect(looksAt("order:3")).toBe('["zone-known"]');
  await end(await claim("order:1"), NOTHING, true);

  await orders({ startLine: LINE, enabled: false });
  await end(await claim("order:4"), shows(holds()));
  expect(looksAt("order:1")).toBeNull();
  await orders({ startLine: LINE, enabled: true });
  expect(["order:1", "order:2"].map(looksAt)).toEqual(['["zone-known"]', null]);
});
