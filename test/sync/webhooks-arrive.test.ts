/**
 * How often orders are looked for that no webhook told of: seldom where webhooks are known to
 * arrive, every few minutes else, and again as soon as one is missing.
 */
import { expect, test } from "vitest";
import { defaultSettings } from "../../src/settings/schema.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as turns from "../../src/sync/tenant/intake/turns.ts";
import * as webhooksArrive from "../../src/sync/tenant/intake/webhooks-arrive.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";

const MINUTE = 60_000;

async function shop(schedules: { readonly orders?: number } = {}) {
  const world = await tenantInNode();
  const { object, sql, clock } = world;
  const settings = defaultSettings();
  await object.admin.configure(TENANT, {
    administrationId: 1,
    version: 2,
    settings: {
      ...settings,
      orders: { ...settings.orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
      schedules: { ...settings.schedules, lookups: "never", ...schedules },
    },
  });
  for (const name of ["order-sweep", "order-sweep-nightly", "reconciliation"])
    run(sql, "INSERT INTO turns (name, since, ran_at) VALUES (?, ?, ?)", name, 0, NOW);
  let orders = 0;
  const accept = (key: string): Promise<unknown> =>
    object.inbox.accept(TENANT, {
      eventId: `e${(orders += 1)}`,
      type: "order.created",
      key,
      flow: "orders",
    });
  const webhooks = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 1) await accept(`order:${1_000 + orders}`);
  };
  /** A sweep hands in what it found. */
  const finds = async (key: string, untold = true): Promise<void> => {
    const context = object.inside();
    const { job } = intake.enqueue(context, {
      key: "sweep:orders",
      flow: "order-sweep",
      type: "schedule",
      lane: "sweep",
    });
    const claimed = await object.runner.claim(TENANT, job.id);
    if (claimed.kind !== "run") throw new Error(claimed.kind);
    const { claimNo } = claimed.claim;
    const ref = { tenantId: TENANT, jobId: job.id, claimNo };
    await object.runs.enqueue(ref, [
      { key, flow: "orders", type: "sweep", lane: "sweep", knownState: "s", untold },
    ]);
    const nothing = { settlements: [], documents: [], kinds: {}, links: [], lists: {} };
    const outcome = { outcome: "updated", reasons: [], label: null, figures: null } as const;
    await object.runs.complete(
      ref,
      { ...nothing, memory: {} },
      { ...outcome, timeline: null, people: [] },
    );
    clock.at += 10_000;
  };
  const every = (): number => ((turns.nextDue(object.inside()) ?? 0) - NOW) / MINUTE;
  const view = () => webhooksArrive.view(object.inside());
  return { ...world, accept, webhooks, finds, every, view };
}

test("ten new orders in a row that webhooks told of are proof, nine are not", async () => {
  const { webhooks, every, view } = await shop();
  await webhooks(9);
  expect([every(), view()?.webhooksArrive]).toEqual([5, false]);
  await webhooks(1);
  expect([every(), view()?.webhooksArrive]).toEqual([60, true]);
});

test("an order told of again is no proof, and neither is one that a sweep found", async () => {
  const { accept, finds, every } = await shop();
  for (let again = 0; again < 20; again += 1) await accept("order:1");
  expect(every()).toBe(5);
  for (let order = 0; order < 20; order += 1) await finds(`order:${order + 50}`);
  expect(every()).toBe(5);
});

test("one order that no webhook told of brings the minutes back, says when, and takes twice the proof", async () => {
  const { webhooks, finds, every, view, clock } = await shop();
  await webhooks(10);
  const found = clock.at;
  await finds("order:7");
  expect([every(), view()]).toEqual([
    5,
    { everyMs: 5 * MINUTE, webhooksArrive: false, missedAt: found, inARow: 0, needed: 20 },
  ]);
  await webhooks(19);
  expect([every(), view()?.inARow]).toEqual([5, 19]);
  await webhooks(1);
  expect([every(), view()?.missedAt]).toEqual([60, found]);
});

test("an order whose webhook may be on its way, or that has an open job, isn't missing", async () => {
  const { webhooks, accept, finds, every } = await shop();
  await webhooks(10);
  await finds("order:8", false);
  await accept("order:9");
  await finds("order:9");
  expect(every()).toBe(60);
});

test("who chose how often has it, and is told nothing of webhooks", async () => {
  const { webhooks, every, view } = await shop({ orders: 15 });
  await webhooks(20);
  expect([every(), view()]).toEqual([15, null]);
});

test("what is known costs no row: neither with each order nor with each that a sweep finds", async () => {
  const kept = async (act: (world: Awaited<ReturnType<typeof shop>>) => Promise<void>) => {
    const world = await shop();
    await world.webhooks(10);
    await act(world);
    const stored = (): unknown => all(world.sql, "SELECT v FROM meta WHERE k = 'webhooks-arrive'");
    const before = stored();
    await act(world);
    return [before, stored()];
  };
  const [told, toldAgain] = await kept(({ webhooks }) => webhooks(5));
  expect(toldAgain).toEqual(told);
  const [missed, missedAgain] = await kept(({ finds, clock }) => finds(`order:${clock.at}`));
  expect(missedAgain).toEqual(missed);
});
