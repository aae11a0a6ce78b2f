/**
 * The code of the last release and today's, turn by turn on one state, each killed in the middle of
 * its work: what a deploy does, a roll-back, and the deploy after it. D1 has today's migrations all
 * the while, as whoever deploys applies them first. Each release meets what the other left: orders
 * that are booked, held, taken and not begun, writes on their way, and writes in doubt. No order is
 * lost and none is doubled.
 */
import { afterEach, expect, test } from "vitest";
import { layRelease } from "../deploys/release.ts";
import type { Json } from "../../scripts/local/operator.ts";
import { Mortal, type Placed } from "../support/mortal.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import type { Tenant } from "../support/webhook.ts";

const MINUTE = 60_000;
const CREATE = "POST /v2/orders";
let mortal: Mortal;
let tenant: Tenant;

afterEach(async () => {
  const { faults } = await mortal.world.operator.control("eaccounting", "GET", "/faultsofclient");
  await mortal.stop();
  expect(faults).toEqual([]);
});

const fault = (vendor: "asperion" | "eaccounting", what: Json): Promise<Json> =>
  mortal.world.operator.control(vendor, "POST", "/faults", what);

async function placed(buyer: string, lines: readonly Json[] = [mug(2)]): Promise<Placed> {
  return mortal.place({ ...companyBuyer(buyer), lines });
}

async function told(order: Placed, type = "order.created"): Promise<void> {
  expect(await mortal.webhook(tenant, order.id, type)).toBe(202);
}

/**
 * In the middle of its work. Without an answer: `arrived` and `unknown` came true, `lost` and
 * `vanished` didn't; of the first of each pair the runner still waits, the others are known to be
 * in doubt. `taken` is being fetched.
 */
type Open = Readonly<
  Record<"booked" | "arrived" | "unknown" | "lost" | "vanished" | "taken", Placed>
>;

async function inTheMiddle(buyer: string): Promise<Open> {
  const booked = await placed(buyer);
  await told(booked);
  await expectBooked(booked);
  const [arrived, unknown, lost, vanished, taken] = [
    await placed(buyer),
    await placed(buyer),
    await placed(buyer),
    await placed(buyer),
    await placed(buyer),
  ];
  const strikes: readonly (readonly [Placed, Json])[] = [
    [unknown, { kind: "commit-then-drop" }],
    [vanished, { kind: "drop" }],
    [arrived, { kind: "late-commit", ms: 0, answer: "hang" }],
    [lost, { kind: "hang" }],
  ];
  for (const [order, strike] of strikes)
    await fault("eaccounting", { route: CREATE, match: `${order.orderNumber} #`, ...strike });
  for (const order of [unknown, vanished, arrived, lost]) await told(order);
  for (const order of [unknown, vanished])
    await mortal.until("a write is in doubt", async () =>
      (await mortal.told(order)).includes("waiting in-doubt"),
    );
  for (const order of [arrived, lost])
    await mortal.until("a write is on its way", async () => (await mortal.posts(order)) === 1);
  await mortal.until(
    "one came true",
    async () => (await mortal.ordersOf(arrived.orderNumber)).length === 1,
  );
  await fault("asperion", { route: "GET /v1/SalesOrderWithLines", kind: "hang", times: "always" });
  await told(taken);
  return { booked, arrived, unknown, lost, vanished, taken };
}

async function expectBooked(order: Placed): Promise<void> {
  await mortal.until(`order ${order.orderNumber} is booked`, async () =>
    (await mortal.told(order)).some(
      (one) => one.startsWith("done booked") || one.startsWith("done updated"),
    ),
  );
  expect([order.orderNumber, (await mortal.ordersOf(order.orderNumber)).length]).toEqual([
    order.orderNumber,
    1,
  ]);
}

/**
 * What the other release left and came true, or was never sent, is booked once; and what is known
 * is kept in step.
 */
async function expectTakenUp({ booked, arrived, unknown, taken }: Open): Promise<void> {
  for (const order of [arrived, unknown, taken]) await expectBooked(order);
  expect([
    await mortal.posts(arrived),
    await mortal.posts(unknown),
    await mortal.posts(taken),
  ]).toEqual([1, 1, 1]);
  await mortal.world.operator.control("asperion", "PATCH", `/orders/${booked.id}`, {
    lines: [mug(7)],
  });
  await told(booked, "order.updated");
  await mortal.until("the edit reached the ledger", async () =>
    JSON.stringify(await mortal.ordersOf(booked.orderNumber)).includes('"Quantity":7'),
  );
  await expectBooked(booked);
  expect(await mortal.posts(booked)).toBe(1);
}

const sent = (orders: readonly Placed[]): Promise<readonly number[]> =>
  Promise.all(orders.map((order) => mortal.posts(order)));

test("a release and the last one, each started on what the other left when it was killed, lose and double nothing", async () => {
  const logs: string[] = [];
  const last = await layRelease("releases");
  const starts = (): number => logs.filter((line) => line.includes(last.says)).length;
  mortal = await Mortal.start("releases", { onLog: ({ message }) => logs.push(message) });
  tenant = await mortal.tenant();
  const held = await placed("Today", [
    { articleCode: "NO-SUCH", quantity: 1, price: 10, vatCode: "H" },
  ]);
  await told(held);
  await mortal.until("an order is held", async () =>
    (await mortal.told(held)).includes("done held"),
  );
  const ofToday = await inTheMiddle("Today");
  expect(starts()).toBe(0);

  mortal.deploys(last.entry);
  await mortal.dieFor(4 * MINUTE);
  await expectTakenUp(ofToday);
  expect(starts()).toBeGreaterThan(0);
  await mortal.world.operator.control("asperion", "PATCH", `/orders/${held.id}`, {
    lines: [mug(1)],
  });
  await told(held, "order.updated");
  await expectBooked(held);
  const ofLast = await inTheMiddle("Last");

  const before = starts();
  mortal.deploys(null);
  await mortal.dieFor(5 * MINUTE);
  await expectTakenUp(ofLast);
  expect(starts()).toBe(before);

  // Looked up by one, and by the other, and after the third time sent once more by whichever runs then.
  const never = [ofToday.lost, ofToday.vanished, ofLast.lost, ofLast.vanished];
  expect(await sent(never)).toEqual([1, 1, 1, 1]);
  mortal.deploys(last.entry);
  // Past the third look-up of the one's, a quarter of an hour after it was sent, and minutes before
  // the other's.
  await mortal.dieFor(7 * MINUTE);
  for (const order of [ofToday.lost, ofToday.vanished]) await expectBooked(order);
  expect(await sent(never)).toEqual([2, 2, 1, 1]);
  mortal.deploys(null);
  await mortal.dieFor(10 * MINUTE);
  for (const order of never) await expectBooked(order);
  expect(await sent(never)).toEqual([2, 2, 2, 2]);
});
