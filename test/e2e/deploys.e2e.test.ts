/**
 * A deploy and a roll-back, each on the state of a release in the middle of its work. Forwards:
 * what an older release left (test/deploys/recorded.json) is gone on with by this one. Backwards:
 * the same with everything that a newer release may have added, columns and words that nobody here
 * knows. No order is lost, doubled or guessed at.
 */
import { afterEach, describe, expect, test } from "vitest";
import { addFromTheFuture, FOREIGN_PLAN, type Future } from "../deploys/future.ts";
import { layInto, loadRecorded, type Recorded } from "../deploys/recorded.ts";
import type { JobDetail, JobSummary } from "../../scripts/local/operator.ts";
import { freePort } from "../../scripts/local/ports.ts";
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

/**
 * This release, two minutes after the recorded one was killed. The vendors' grants are made anew: a
 * sandbox doesn't know the old ones.
 */
async function goOn(
  name: string,
  recorded: Recorded,
  more: (stateDir: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const at = recorded.at + 2 * MINUTE;
  const port = await freePort();
  mortal = await Mortal.start(
    name,
    {
      ports: { ...NO_PORTS, worker: port },
      secrets: testSecrets,
      inherit: layInto(recorded, { at, port, more }),
    },
    at - Date.now(),
  );
  for (const vendor of ["asperion", "eaccounting"] as const)
    await mortal.world.operator.connect(recorded.tenant.id, vendor);
}

async function expectOnce(order: Placed): Promise<void> {
  await mortal.until(`order ${order.orderNumber} is booked`, async () =>
    (await mortal.told(order)).includes("done booked"),
  );
  expect([order.orderNumber, (await mortal.ordersOf(order.orderNumber)).length]).toEqual([
    order.orderNumber,
    1,
  ]);
}

/** Lets time go on until it is booked: a look-up that a slow machine began late is due late, too. */
async function endsInTime(order: Placed): Promise<void> {
  for (let step = 0; step < 4; step += 1) {
    if ((await mortal.told(order)).includes("done booked")) return;
    await mortal.advance(6 * MINUTE);
  }
}

/** All that was on its way comes to its one right end, and what is new is booked as ever. */
async function expectGoesOn(recorded: Recorded): Promise<void> {
  const { tenant, orders } = recorded;
  for (const order of [orders.arrived, orders.taken]) await expectOnce(order);
  expect(await mortal.posts(orders.arrived)).toBe(0);
  const { operator } = mortal.world;
  await operator.control("asperion", "PATCH", `/orders/${orders.booked.id}`, { lines: [mug(7)] });
  expect(await mortal.webhook(tenant, orders.booked.id, "order.updated")).toBe(202);
  const fresh = await mortal.place({ ...companyBuyer("Recorded"), lines: [mug(3)] });
  expect(await mortal.webhook(tenant, fresh.id)).toBe(202);
  await expectOnce(fresh);
  await mortal.until("the edit reached the ledger", async () =>
    JSON.stringify(await mortal.ordersOf(orders.booked.orderNumber)).includes('"Quantity":7'),
  );
  await expectOnce(orders.booked);
  // What never arrived is sent once more, but only after its third look-up.
  for (const wait of [5, 10]) {
    expect([
      await mortal.posts(orders.lost),
      (await mortal.ordersOf(orders.lost.orderNumber)).length,
    ]).toEqual([0, 0]);
    await mortal.dieFor(wait * MINUTE);
  }
  await expectOnce(orders.lost);
  expect(await mortal.posts(orders.lost)).toBe(1);
}

const newest = async (recorded: Recorded, key: string): Promise<JobSummary | undefined> =>
  (await mortal.world.operator.jobs(recorded.tenant.id, { key }))[0];

async function timelineOf(recorded: Recorded, order: Placed): Promise<JobDetail> {
  const jobs = await mortal.world.operator.jobs(recorded.tenant.id, { key: `order:${order.id}` });
  return mortal.world.operator.story(recorded.tenant.id, jobs.at(-1)?.id ?? "");
}

test("what an older release left is gone on with, open writes first, and its timelines can be read", async () => {
  const recorded = await loadRecorded();
  await goOn("deploys", recorded);
  await expectGoesOn(recorded);
  const held = await timelineOf(recorded, recorded.orders.held);
  expect(held.outcome).toBe("held");
  expect(JSON.stringify(held.story)).toContain("NO-SUCH");
});

describe("what a newer release left", () => {
  test("is no obstacle where it only adds: everything goes on, and stored plans of another version are shown, not executed", async () => {
    const recorded = await loadRecorded();
    await goOn("rollback", recorded, (stateDir) => addFromTheFuture(stateDir, recorded));
    await expectGoesOn(recorded);
    const held = await timelineOf(recorded, recorded.orders.held);
    expect(held.reasons.map(({ code, text }) => [code, text.includes("from-the-future")])).toEqual([
      ["from-the-future", true],
    ]);
    expect(JSON.stringify((await timelineOf(recorded, recorded.orders.booked)).story)).toContain(
      FOREIGN_PLAN,
    );
    expect(
      JSON.stringify(
        (await mortal.asked("POST /v2/orders")).concat(await mortal.asked("PUT /v2/orders/{id}")),
      ),
    ).not.toContain(FOREIGN_PLAN);
  });

  const FUTURES: readonly (readonly [string, Future])[] = [
    ["a job of a flow", "flow"],
    ["a document of a role", "document"],
    ["an open write of a kind", "kind"],
    ["a write in a state", "state"],
  ];

  test.each(FUTURES)(
    "%s that isn't known here waits, and nothing is guessed",
    async (_, future) => {
      const recorded = await loadRecorded();
      const order = recorded.orders.held;
      await goOn(`rollback-${future}`, recorded, (stateDir) =>
        addFromTheFuture(stateDir, recorded, future),
      );
      if (future !== "flow") {
        // The article is there by now: nothing else would keep the order from being booked.
        await mortal.world.operator.control("asperion", "PATCH", `/orders/${order.id}`, {
          lines: [mug(1)],
        });
        expect(await mortal.webhook(recorded.tenant, order.id, "order.updated")).toBe(202);
      }
      const key = future === "flow" ? "payment:1" : `order:${order.id}`;
      await mortal.until(
        "it waits for the newer release",
        async () => (await newest(recorded, key))?.reasons[0]?.code === "needs-newer-release",
      );
      // Later than any look-up, most of it while the runtime lives: to start it costs seconds.
      for (let again = 0; again < 3; again += 1) await mortal.advance(6 * MINUTE);
      await mortal.dieFor(6 * MINUTE);
      await endsInTime(recorded.orders.taken);
      await expectOnce(recorded.orders.taken);
      expect(await newest(recorded, key)).toMatchObject({
        status: "waiting",
        wait: "back-off",
        reasons: [{ code: "needs-newer-release" }],
      });
      expect(await mortal.posts(order)).toBe(0);
    },
  );
});
