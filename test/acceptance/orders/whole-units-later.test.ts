/**
 * What comes after an invoice that was rounded to whole units, or between its writes: a run that
 * dies, a voucher whose answer is lost, an edit, a payment by hand, a credit. By the flow's own
 * code against both sandboxes.
 */
import { expect, test } from "vitest";
import { companyBuyer, privateBuyer } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";
import { balances, CLEARING, opened, paid } from "../../support/whole-units.ts";

test("a run that died between the money and the rounding is finished by the next", async () => {
  const world = await opened({ wholeUnits: "payment" });
  const placed = await paid(world, 99.5);
  await world.control("eaccounting", "PUT", "/statuses", {});
  let payments = 0;
  world.answered = async (kind) => {
    if (kind === "payment.create" && (payments += 1) === 2) throw new Error("died");
  };
  await expect(world.book(placed.id)).rejects.toThrow("died");
  world.answered = null;
  world.foundDone("rounding");
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.writes]).toEqual(["booked", []]);
  expect(await balances(world)).toMatchObject({ [CLEARING]: "99.50" });
});

test("a voucher of the difference that came through without an answer isn't booked again when a person says retry", async () => {
  const world = await opened({ wholeUnits: "account" });
  const placed = await paid(world, 99.49);
  world.answered = async (kind) => {
    if (kind === "voucher.create") throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  world.leaveToPerson(placed.id);
  expect((await world.book(placed.id)).codes[0]).toBe("in-doubt-needs-person");
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect([
    again.end.outcome,
    again.codes.includes("rounding-registered"),
    again.writes,
    await balances(world),
  ]).toEqual(["booked", true, [], expect.objectContaining({ [CLEARING]: "99.49" })]);
  expect((await world.book(placed.id)).codes).toEqual(["order-unchanged"]);
});

test("and one that didn't is booked then", async () => {
  const world = await opened({ wholeUnits: "account" });
  const placed = await paid(world, 99.49);
  await world.control("eaccounting", "POST", "/faults", {
    route: "POST /v2/vouchers",
    kind: "drop",
    times: 1,
  });
  await expect(world.book(placed.id)).rejects.toThrow();
  world.leaveToPerson(placed.id);
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect([again.end.outcome, again.writes.map(({ kind }) => kind), await balances(world)]).toEqual([
    "booked",
    ["voucher.create"],
    expect.objectContaining({ [CLEARING]: "99.49" }),
  ]);
});

test("what an edit adds to an invoice that was rounded is for a person to settle, and is said as long as it isn't", async () => {
  const world = await opened({ wholeUnits: "account", editedAfterBooking: "delta" });
  const placed = await paid(world, 99.49);
  await world.book(placed.id);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    paymentStatus: "Paid",
    lines: [
      { articleCode: "MUG", quantity: 1, price: 99.49 },
      { articleCode: "TEA", quantity: 1, price: 10 },
    ],
  });
  for (const codes of [
    ["rounding-by-hand", "delta-added"],
    ["rounding-by-hand", "order-unchanged"],
  ]) {
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes.slice(0, 2)]).toEqual(["needs-attention", codes]);
  }
});

test.each(["account", "payment"])(
  "what is paid of an order that was lowered since is for a person to settle: the invoice stands for more (%s)",
  async (wholeUnits) => {
    const world = await opened(
      { wholeUnits, editedAfterBooking: "delta" },
      { negativeRoundingPayment: "allowed" },
    );
    const mug = { articleCode: "MUG", quantity: 1, price: 99.49 };
    const lines = [mug, { ...mug, price: 50.2 }];
    const placed = await paid(world, 149.69, { lines, paymentStatus: "Open" });
    await world.book(placed.id);
    const lowered = { lines: [mug], paymentStatus: "Paid", amountPaid: 99.49 };
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, lowered);
    for (const code of ["delta-credited", "order-unchanged"]) {
      const run = await world.book(placed.id);
      expect([run.end.outcome, ...run.codes.slice(0, 2)]).toEqual([
        "needs-attention",
        "rounding-by-hand",
        code,
      ]);
      expect(await balances(world)).not.toHaveProperty(String(CLEARING));
    }
  },
);

test.each(["account", "payment"] as const)(
  "what a person paid in the ledger, that person accounts for: neither money nor difference is booked again (%s)",
  async (wholeUnits) => {
    const world = await opened({ wholeUnits }, { negativeRoundingPayment: "allowed" });
    const placed = await paid(world, 99.5, { paymentStatus: "Open" });
    await world.book(placed.id);
    const [invoice] = (await world.ledger())["customerinvoices"] ?? [];
    await world.control(
      "eaccounting",
      "POST",
      `/customerinvoices/${String(invoice?.["Id"])}/payments`,
    );
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { paymentStatus: "Paid" });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
  },
);

test("a credit with cents of a whole invoice becomes no voucher: it is booked as it is rounded", async () => {
  const world = await opened({ wholeUnits: "mutation" });
  const placed = await paid(world, 100);
  expect((await world.book(placed.id)).codes[0]).toBe("invoice-booked");
  const credit = await world.place({
    ...privateBuyer("Cents100"),
    creditsOrderId: placed.id,
    paymentStatus: "Refunded",
    lines: [{ articleCode: "MUG", quantity: 1, price: -33.33 }],
  });
  const run = await world.book(credit.id);
  expect([run.end.outcome, ...run.codes.slice(0, 2)]).toEqual([
    "booked",
    "credit-booked",
    "rounded-by-ledger",
  ]);
  expect(run.writes.map(({ kind }) => kind)).not.toContain("voucher.create");
});

test("a credit of what was rounded is booked, and what was paid back is for a person to settle", async () => {
  const world = await opened({ wholeUnits: "account", refunds: "register" });
  const buyer = companyBuyer("Back");
  const placed = await world.place({
    ...buyer,
    paymentStatus: "Paid",
    pricesIncludeVat: true,
    lines: [{ articleCode: "MUG", quantity: 1, price: 99.49 }],
  });
  await world.book(placed.id);
  const credit = await world.place({
    ...buyer,
    creditsOrderId: placed.id,
    paymentStatus: "Refunded",
    pricesIncludeVat: true,
    lines: [{ articleCode: "MUG", quantity: -1, price: 99.49 }],
  });
  const run = await world.book(credit.id);
  expect([run.end.outcome, run.codes.slice(0, 2)]).toEqual([
    "needs-attention",
    ["rounding-by-hand", "credit-booked"],
  ]);
  expect(run.end.reasons.map((one) => reasonText(one).text)[0]).toContain("the refund of 99.49 ");
});

test("a rounding that was registered as a payment is nobody's money: a cancellation asks for no refund of it", async () => {
  const world = await opened({ wholeUnits: "payment", cancelledAfterBooking: "credit" });
  const placed = await paid(world, 99.5);
  await world.book(placed.id);
  const cancelled = { status: 9, paymentStatus: "Refunded" };
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, cancelled);
  expect((await world.book(placed.id)).codes[0]).toBe("order-cancelled-credited");
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.codes]).toEqual(["updated", ["order-cancelled-credited"]]);
});
