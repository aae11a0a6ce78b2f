/** Test mode and dry runs tell of a cancelled order what a live run tells, by each reason. */
import { expect, test } from "vitest";
import { MANUAL } from "../../../src/flows/orders/shared/link-request.ts";
import type { FlowWorld, Json, Run } from "../../support/flow-world.ts";
import { homeAddress } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";
import { byHand, documentOf, invoiced } from "./registered-by-hand.kit.ts";
import { BUYER, card, change, mug, tenant } from "./registered-world.kit.ts";

type Placed = { readonly id: number };
type Case = readonly [string, (world: FlowWorld) => Promise<Placed>, Json];

const sold = async (world: FlowWorld, more: Json = {}, lines = [mug(100)]) => {
  const order = await world.place({ ...BUYER, lines, paymentStatus: "Open", ...more });
  await world.book(order.id);
  return order;
};
const PAID = { paymentStatus: "Paid", amountPaid: 100 };
const CANCELLED = { status: 9 };
const whileLive = async (world: FlowWorld, order: Placed, to: Json) => {
  await change(world, order, to);
  await world.book(order.id);
  return order;
};
const handPaid = async (world: FlowWorld) => {
  const { placed } = await invoiced(world, 10, "Open");
  await byHand(world, documentOf(world, placed, "invoice"), 106.25);
  return placed;
};

const CASES: readonly Case[] = [
  ["paid-after-cancellation", sold, { ...CANCELLED, ...PAID }],
  ["paid-after-cancellation", async (w) => whileLive(w, await sold(w), CANCELLED), PAID],
  ["cancelled-money-unsaid", handPaid, CANCELLED],
  ["cancelled-money-unsaid", async (w) => whileLive(w, await handPaid(w), CANCELLED), {}],
  ["cancelled-money-kept", (w) => sold(w, PAID), CANCELLED],
  [
    "order-changed-after-booking",
    (w) => sold(w, {}, [mug(100, 2)]),
    { lines: [mug(100)], deliveryAddress: { ...homeAddress("Depot"), address: "Hamngatan 9" } },
  ],
  ["gift-card-not-restored", (w) => sold(w, {}, [mug(100), card(20)]), CANCELLED],
  [
    "gift-card-not-restored",
    async (w) => whileLive(w, await sold(w, {}, [mug(100), card(20)]), CANCELLED),
    {},
  ],
];

const found = ({ end }: Run, of: string) => {
  const why = end.reasons.find(({ code }) => code === of);
  const { when = null, ...params } = why?.params ?? {};
  return { outcome: end.outcome, why, params, when };
};

test.each(CASES)("%s (%#)", async (code, begins, to) => {
  const world = await tenant();
  const order = await begins(world);
  const before = world.documentsOf(order.id);
  const isDone = before.some(({ role, state }) => role === "delta-credit" && state === "live");
  await change(world, order, to);
  const dry = found(await world.dryRun(order.id), code);
  world.configure({ trial: true });
  const tried = found(await world.book(order.id), code);
  expect(world.documentsOf(order.id)).toEqual(before);
  world.configure({ trial: false });
  const live = found(await world.book(order.id), code);
  expect([live.why?.code, live.outcome]).toEqual([code, "needs-attention"]);
  expect([tried.outcome, tried.params, dry.params]).toEqual([
    "needs-attention",
    live.params,
    live.params,
  ]);
  // What only test mode shows isn't told as done.
  if (tried.why === undefined || live.why === undefined) throw new Error("it isn't told");
  const [shown, done] = [tried.why, live.why].map((one) => reasonText(one));
  expect(shown?.text.includes("would")).toBe(!isDone && code !== "order-changed-after-booking");
  expect(done?.text).not.toContain("would");
  // There is no credit yet to book or register on, and a skip now wouldn't be the last word.
  if (tried.when === "shown")
    expect(shown?.next).not.toMatch(/skip|manually|on the credit|from the credit/);
});

const linked = async (world: FlowWorld) => {
  const order = await sold(world);
  const invoice = documentOf(world, order, "invoice");
  const { content: _unknown, ...rest } = invoice;
  world.save(`order:${order.id}`, { ...rest, ownedHash: MANUAL });
  return order;
};

test.each<readonly ["hold" | "credit", (world: FlowWorld) => Promise<Placed>]>([
  ["hold", sold],
  ["credit", linked],
])(
  "money for a cancelled order whose document nobody takes back isn't told as if it was: %s",
  async (cancelledAfterBooking, begins) => {
    for (const trial of [true, false]) {
      const world = await tenant({ cancelledAfterBooking });
      const order = await begins(world);
      await change(world, order, { ...CANCELLED, ...PAID });
      world.configure({ trial });
      const { why, outcome } = found(await world.book(order.id), "paid-after-cancellation");
      if (why === undefined) throw new Error("it isn't told");
      const { text } = reasonText(why);
      expect([outcome, text]).toEqual([
        "needs-attention",
        expect.stringMatching(/Its document \d+ still stands, and nothing more is registered\.$/u),
      ]);
    }
  },
);

test("money for a cancelled order that a credit order took back isn't told as reversed", async () => {
  const world = await tenant();
  const order = await sold(world);
  const back = { ...BUYER, creditsOrderId: order.id, lines: [mug(100, -1)] };
  const credit = await world.place({ ...back, paymentStatus: "Open" });
  await world.book(credit.id);
  await change(world, order, { ...CANCELLED, ...PAID });
  const { why } = found(await world.book(order.id), "paid-after-cancellation");
  if (why === undefined) throw new Error("it isn't told");
  expect(reasonText(why).text).toMatch(/ was reversed, credited or deleted, so nothing more/);
});

const bodies = (sent: Run["writes"]) => sent.map(({ request }) => request.body);
const PART = { paymentStatus: "PartlyPaid", amountPaid: 20 };
const PAYMENTS: readonly [string, Json, Json, Json, number][] = [
  ["was booked", {}, {}, PAID, 1],
  ["was raised since", {}, { lines: [mug(100), mug(50)] }, { ...PAID, amountPaid: 150 }, 2],
  [
    "replaced a paid one, beside a gift card",
    PAID,
    { lines: [mug(50)], ...PART },
    { lines: [mug(50), card(5)], ...PAID, amountPaid: 45 },
    2,
  ],
];

test.each(PAYMENTS)(
  "a payment of an invoice that %s is shown as it is registered, and doesn't differ from what was never sent",
  async (_, first, edit, then, payments) => {
    const world = await tenant();
    const order = await sold(world, first);
    await whileLive(world, order, edit);
    await change(world, order, then);
    const dry = await world.dryRun(order.id);
    world.configure({ trial: true });
    const shown = await world.book(order.id);
    expect([shown.end.outcome, shown.codes[0]]).toEqual(["skipped", "trial-mode"]);
    world.configure({ trial: false });
    const { writes } = await world.book(order.id);
    expect(writes).toHaveLength(payments);
    for (const { rehearsed, codes } of [dry, shown])
      expect([bodies(rehearsed), codes.includes("payment-differs")]).toEqual([
        bodies(writes),
        false,
      ]);
  },
);
