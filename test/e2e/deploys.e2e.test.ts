/**
 * A deploy on the state of a release in the middle of its work: what an older one left (test/deploys/recorded.json) is
 * gone on with by this one. No order is lost or doubled.
 */
import { afterEach, expect, test } from "vitest";
import { layInto, loadRecorded, type Recorded } from "../deploys/recorded.ts";
import type { JobDetail } from "../local/operator.ts";
import { freePort } from "../local/ports.ts";
import { Mortal, NO_PORTS, type Placed } from "../support/mortal.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { testSecrets } from "../support/test-env.ts";

const MINUTE = 60_000;
let mortal: Mortal;

afterEach(async () => {
  const { faults } = await mortal.world.operator.control("eaccounting", "GET", "/faultsofclient");
  await mortal.stop();
  expect(faults).toEqual([]);
});

/** This release, two minutes after the recorded one was killed. The vendors' grants are made anew: a sandbox doesn't know the old ones. */
async function goOn(name: string, recorded: Recorded): Promise<void> {
  const at = recorded.at + 2 * MINUTE;
  const port = await freePort();
  mortal = await Mortal.start(name, { ports: { ...NO_PORTS, worker: port }, secrets: testSecrets, inherit: layInto(recorded, { at, port }) }, at - Date.now());
  for (const vendor of ["asperion", "eaccounting"] as const) await mortal.world.operator.connect(recorded.tenant.id, vendor);
}

async function expectOnce(order: Placed): Promise<void> {
  await mortal.until(`order ${order.orderNumber} is booked`, async () => (await mortal.told(order)).includes("done booked"));
  expect([order.orderNumber, (await mortal.ordersOf(order.orderNumber)).length]).toEqual([order.orderNumber, 1]);
}

const posts = async ({ orderNumber }: Placed): Promise<number> => (await mortal.asked("POST /v2/orders")).filter((body) => body.includes(`${orderNumber} #`)).length;

/** All that was on its way comes to its one right end, and what is new is booked as ever. */
async function expectGoesOn(recorded: Recorded): Promise<void> {
  const { tenant, orders } = recorded;
  for (const order of [orders.arrived, orders.taken]) await expectOnce(order);
  expect(await posts(orders.arrived)).toBe(0);
  const { operator } = mortal.world;
  await operator.control("asperion", "PATCH", `/orders/${orders.booked.id}`, { lines: [mug(7)] });
  expect(await mortal.webhook(tenant, orders.booked.id, "order.updated")).toBe(202);
  const fresh = await mortal.place({ ...companyBuyer("Recorded"), lines: [mug(3)] });
  expect(await mortal.webhook(tenant, fresh.id)).toBe(202);
  await expectOnce(fresh);
  await mortal.until("the edit reached the ledger", async () => JSON.stringify(await mortal.ordersOf(orders.booked.orderNumber)).includes('"Quantity":7'));
  await expectOnce(orders.booked);
  // What never arrived is sent once more, but only after its third look-up.
  for (const wait of [5, 10]) {
    expect([await posts(orders.lost), (await mortal.ordersOf(orders.lost.orderNumber)).length]).toEqual([0, 0]);
    await mortal.dieFor(wait * MINUTE);
  }
  await expectOnce(orders.lost);
  expect(await posts(orders.lost)).toBe(1);
}

async function storyOf(recorded: Recorded, order: Placed): Promise<JobDetail> {
  const jobs = await mortal.world.operator.jobs(recorded.tenant.id, { key: `order:${order.id}` });
  return mortal.world.operator.story(recorded.tenant.id, jobs.at(-1)?.id ?? "");
}

test("what an older release left is gone on with, open writes first, and its stories can be read", async () => {
  const recorded = await loadRecorded();
  await goOn("deploys", recorded);
  await expectGoesOn(recorded);
  const held = await storyOf(recorded, recorded.orders.held);
  expect(held.outcome).toBe("held");
  expect(JSON.stringify(held.story)).toContain("NO-SUCH");
});
