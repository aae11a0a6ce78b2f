/** Payments that a person registers in eAccounting, of orders that are then cancelled or lowered. */
import { describe, expect, test } from "vitest";
import { withRefundedElsewhere } from "../../../src/flows/orders/decision/refunded-elsewhere.ts";
import { findUnreportedMoney } from "../../../src/flows/orders/payments/unreported-money.ts";
import type { Json } from "../../support/flow-world.ts";
import { mug } from "../../support/orders.ts";
import { document } from "./decision/kit.ts";
import { order as orderOf, settings } from "./kit.ts";
import { byHand, documentOf, invoiced, money, setOff, told } from "./registered-by-hand.kit.ts";
import { card, tenant } from "./registered-world.kit.ts";

const CANCELLED = { status: 9, paymentStatus: "Refunded", amountPaid: 0 };

test.each([
  ["is cancelled", CANCELLED, [0, 0]],
  ["is lowered", { lines: [mug(4)], paymentStatus: "Paid", amountPaid: 42.5 }, [42.5, 0]],
] as const)(
  "money that a person registered and the shop said goes back when its order %s, as ours does",
  async (_, change_, left) => {
    for (const isByHand of [false, true]) {
      const world = await tenant();
      const { placed } = await invoiced(world, 10, isByHand ? "Open" : "Paid");
      if (isByHand) {
        await byHand(world, documentOf(world, placed, "invoice"), 106.25);
        const { codes } = await told(world, placed, { paymentStatus: "Paid", amountPaid: null });
        expect(codes).toContain("payment-already-registered");
      }
      const run = await told(world, placed, change_);
      expect([run.outcome, run.codes.includes("refund-registered")]).toEqual(["updated", true]);
      expect(await money(world)).toEqual(left);
      expect((await world.book(placed.id)).writes).toEqual([]);
    }
  },
);

test("of a cancelled order that is credited in part and held, money by hand isn't owed on the credit", async () => {
  const world = await tenant({ cancelledAfterBooking: "hold" });
  const { placed } = await invoiced(world, 10, "Open");
  await told(world, placed, { lines: [mug(4)] });
  await byHand(world, documentOf(world, placed, "invoice"), 42.5);
  const { codes } = await told(world, placed, { status: 9 });
  expect(codes).toContain("order-cancelled-after-booking");
  expect(codes).not.toContain("cancelled-money-unsaid");
});

test("test mode saves nothing of a document: a payment that a person registered", async () => {
  const world = await tenant();
  const { placed } = await invoiced(world, 10, "Open");
  await byHand(world, documentOf(world, placed, "invoice"), 106.25);
  const before = world.documentsOf(placed.id);
  world.configure({ ...world.settings, trial: true });
  await told(world, placed, { paymentStatus: "Paid", amountPaid: null });
  expect(world.documentsOf(placed.id)).toEqual(before);
});

test("test mode saves nothing of a document: a refund that a person registered", async () => {
  const world = await tenant();
  const { buyer, placed } = await invoiced(world, 10);
  const credit = await world.place({
    ...buyer,
    creditsOrderId: placed.id,
    lines: [mug(-4)],
    paymentStatus: "Open",
  });
  await world.book(credit.id);
  await byHand(world, documentOf(world, credit, "credit"), 42.5);
  const before = world.documentsOf(credit.id);
  world.configure({ ...world.settings, trial: true });
  await told(world, credit, { paymentStatus: "Refunded", amountPaid: -42.5 });
  expect(world.documentsOf(credit.id)).toEqual(before);
});

test("of an order that was edited up after a person registered its payment, both payments go back", async () => {
  const world = await tenant();
  const { placed } = await invoiced(world, 10, "Open");
  await byHand(world, documentOf(world, placed, "invoice"), 106.25);
  await told(world, placed, { lines: [mug(12)], paymentStatus: "Paid", amountPaid: 127.5 });
  expect((await money(world))[0]).toBe(127.5);
  const run = await told(world, placed, { lines: [mug(4)], amountPaid: 42.5 });
  expect([run.outcome, await money(world)]).toEqual(["updated", [42.5, 0]]);
});

test.each(["before it was lowered", "with that alone"])(
  "what the shop still has of an order that was lowered isn't above what was charged, whoever registered it (told %s)",
  async (when) => {
    const world = await tenant();
    const { placed } = await invoiced(world, 10, "Open");
    await byHand(world, documentOf(world, placed, "invoice"), 106.25);
    const whole = { paymentStatus: "Paid", amountPaid: 106.25 };
    if (when === "before it was lowered") await told(world, placed, whole);
    const run = await told(world, placed, { lines: [mug(4)], ...whole });
    expect([run.outcome, run.codes.includes("payment-exceeds-order")]).toEqual(["updated", false]);
  },
);

test("money that a person took back in eAccounting isn't refunded again when its order is cancelled", async () => {
  const world = await tenant();
  const { placed } = await invoiced(world, 10, "Open");
  const invoice = documentOf(world, placed, "invoice");
  await byHand(world, invoice, 106.25);
  await told(world, placed, { paymentStatus: "Paid" });
  setOff(world, [{ id: invoice.id, off: 0, remaining: 106.25 }]);
  const run = await told(world, placed, CANCELLED);
  expect([run.outcome, run.codes.includes("refund-registered")]).toEqual(["updated", false]);
});

test("money that a person registered and the shop doesn't have any more is told, as ours is", async () => {
  const world = await tenant();
  const { placed } = await invoiced(world, 10, "Open");
  await byHand(world, documentOf(world, placed, "invoice"), 106.25);
  await told(world, placed, { paymentStatus: "Paid" });
  const run = await told(world, placed, { paymentStatus: "Open", amountPaid: 0 });
  expect([run.outcome, run.codes[0]]).toEqual(["needs-attention", "paid-less-than-registered"]);
});

test.each([
  ["its order is cancelled", CANCELLED, "updated"],
  ["the shop doesn't have it any more", { paymentStatus: "Open", amountPaid: 0 }, "booked"],
])(
  "what a payout paid is no person's where %s, also where it is recorded after its order was read",
  async (_, to, outcome) => {
    const world = await tenant();
    const { placed } = await invoiced(world, 10, "Open");
    const invoice = documentOf(world, placed, "invoice");
    await byHand(world, invoice, 106.25);
    await told(world, placed, { paymentStatus: "Paid" });
    world.byPayouts[invoice.id] = "106.25";
    const run = await told(world, placed, to);
    expect([run.outcome, run.codes.includes("refund-registered")]).toEqual([outcome, false]);
  },
);

describe("money that a person registered and the shop never told of", () => {
  const UNSAID = "cancelled-money-unsaid";
  /** An invoice of 106.25, paid by hand, is cancelled. */
  async function cancelled(to: Json = { status: 9 }) {
    const world = await tenant();
    const { placed } = await invoiced(world, 10, "Open");
    await byHand(world, documentOf(world, placed, "invoice"), 106.25);
    return { world, placed, run: await told(world, placed, to) };
  }

  test.each([
    ["is cancelled", { status: 9 }],
    ["is edited to nothing", { lines: [mug(0)] }],
    ["is cancelled, and is said to be refunded in the same step", CANCELLED],
  ])("is told when its order %s, until it is paid back on the credit", async (_, to) => {
    const { world, placed, run } = await cancelled(to);
    for (const one of [run.run, await world.book(placed.id)])
      expect([one.end.outcome, one.end.reasons.find(({ code }) => code === UNSAID)]).toMatchObject([
        "needs-attention",
        { params: { paid: "106.25" } },
      ]);
    await byHand(world, documentOf(world, placed, "delta-credit"), 106.25);
    const after = await world.book(placed.id);
    expect([after.end.outcome, after.codes.includes(UNSAID)]).toEqual(["updated", false]);
    expect(await money(world)).toEqual([0, 0]);
  });

  test.each([
    ["was cancelled", { status: 9 }],
    ["was edited to nothing", { lines: [mug(0)] }],
  ])("is told as well where it is registered after its order %s", async (_, to) => {
    const world = await tenant();
    const { placed } = await invoiced(world, 10, "Open");
    expect((await told(world, placed, to)).outcome).toBe("updated");
    await byHand(world, documentOf(world, placed, "invoice"), 106.25);
    const { end } = await world.book(placed.id);
    expect([end.outcome, end.reasons.find(({ code }) => code === UNSAID)]).toMatchObject([
      "needs-attention",
      { params: { paid: "106.25" } },
    ]);
    const skipped = withRefundedElsewhere(world.documentsOf(placed.id), end.reasons);
    await byHand(world, documentOf(world, placed, "delta-credit"), 100);
    const rest = await world.book(placed.id);
    expect(rest.end.reasons.find(({ code }) => code === UNSAID)?.params["paid"]).toBe("6.25");
    if (skipped === null) throw new Error("nothing was told");
    world.save(`order:${placed.id}`, skipped);
    expect((await world.book(placed.id)).end.outcome).toBe("updated");
  });

  test("ends where the payment is taken back, and with a skip", async () => {
    const { world, placed, run } = await cancelled();
    const skipped = withRefundedElsewhere(world.documentsOf(placed.id), run.run.end.reasons);
    setOff(world, [{ id: documentOf(world, placed, "invoice").id, off: 0, remaining: 106.25 }]);
    expect((await world.book(placed.id)).end.outcome).toBe("updated");
    setOff(world, [{ id: documentOf(world, placed, "invoice").id, off: 0, remaining: 0 }]);
    expect((await world.book(placed.id)).codes).toContain(UNSAID);
    if (skipped === null) throw new Error("nothing was told");
    world.save(`order:${placed.id}`, skipped);
    expect((await world.book(placed.id)).end.outcome).toBe("updated");
  });

  test("is told in full beside a card on a later invoice", async () => {
    const world = await tenant();
    const { placed } = await invoiced(world, 1, "Open");
    await told(world, placed, { lines: [mug(20), card(50)] });
    await byHand(world, documentOf(world, placed, "invoice"), 10.63);
    const { run } = await told(world, placed, { status: 9 });
    expect(run.end.reasons.find(({ code }) => code === UNSAID)?.params).toMatchObject({
      paid: "10.63",
    });
  });

  test.each([
    ["less than its cards, which nobody registered", 50, [35, 45], "50.00"],
    ["more than its cards, as others registered them too", 90, [35, 45], "10.00"],
    ["its cards, as others registered them", 80, [35, 45], null],
    ["one of its cards, as others registered that one", 35, [35, 45], null],
  ])("is told where it is %s", async (_, hand, cards, paid) => {
    const world = await tenant();
    const { placed } = await invoiced(world, 10, "Open");
    await byHand(world, documentOf(world, placed, "invoice"), hand);
    await told(world, placed, { lines: [mug(10), ...cards.map(card)] });
    const { run } = await told(world, placed, { status: 9 });
    expect(run.end.reasons.find(({ code }) => code === UNSAID)?.params["paid"] ?? null).toBe(paid);
  });

  test.each([
    [["45.00"], ["35.00"]],
    [["35.00"], ["45.00"]],
    [["40.00"], []],
  ])("is held against cards that we didn't register: %j of 35 and 45", (ours, others) => {
    const used = (price: string) => ({ kind: "gift-card", price, rate: "0" }) as const;
    const journal = ours.map((amount) => ({
      kind: "payment.create",
      role: "gift-card",
      state: "compared",
      payment: { amount },
    }));
    const left = findUnreportedMoney(
      { journal, settings: settings({ orders: { payments: "register" } }) } as never,
      orderOf([{ price: "100.00" }, used("-35.00"), used("-45.00")]),
      [document("invoice"), document("delta-credit")],
    );
    expect(left?.cards.others).toEqual(others);
  });

  test("is told on a later invoice as well, until it is paid back", async () => {
    const world = await tenant();
    const { placed } = await invoiced(world, 5, "Open");
    const paid = { paymentStatus: "PartlyPaid", amountPaid: 53.13 };
    await told(world, placed, { lines: [mug(9)], ...paid });
    await byHand(world, documentOf(world, placed, "delta-invoice"), 42.5);
    const { run } = await told(world, placed, CANCELLED);
    for (const one of [run, await world.book(placed.id)])
      expect([one.end.outcome, one.end.reasons.find(({ code }) => code === UNSAID)]).toMatchObject([
        "needs-attention",
        { params: { paid: "42.50", number: "1001, 1002" } },
      ]);
    expect(await money(world)).toEqual([42.5, -42.5]);
    await byHand(world, documentOf(world, placed, "delta-credit"), 42.5);
    expect((await world.book(placed.id)).end.outcome).toBe("updated");
    expect(await money(world)).toEqual([0, 0]);
  });

  test("is told without what the shop did tell of, which goes back", async () => {
    const world = await tenant();
    const { placed } = await invoiced(world, 10, "Open");
    await byHand(world, documentOf(world, placed, "invoice"), 100);
    await told(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 40 });
    const { run } = await told(world, placed, CANCELLED);
    expect([await money(world), run.end.reasons.find(({ code }) => code === UNSAID)]).toMatchObject(
      [[60, -60], { params: { paid: "60.00" } }],
    );
  });

  test("isn't told of what the shop knows, of a payout, or where nothing was registered", async () => {
    for (const of of ["shop", "payout", "nobody"]) {
      const world = await tenant();
      const { placed } = await invoiced(world, 10, of === "shop" ? "Paid" : "Open");
      const invoice = documentOf(world, placed, "invoice");
      if (of === "payout") {
        await byHand(world, invoice, 106.25);
        world.byPayouts[invoice.id] = "106.25";
      }
      expect((await told(world, placed, { status: 9 })).codes).not.toContain(UNSAID);
    }
  });
});
