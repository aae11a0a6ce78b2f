/**
 * A payment that was given to a person and came through after all: the run that finds it there goes
 * on with what it knows now.
 */
import { expect, test } from "vitest";
import { FlowWorld } from "../../support/flow-world.ts";
import { companyBuyer, homeAddress, mug } from "../../support/orders.ts";
import { documentOf, money, told } from "./registered-by-hand.kit.ts";
import { books, BUYER, card, change, mug as mugAt, said, tenant } from "./registered-world.kit.ts";

test("what an edit leaves of such a payment is paid back by the run that finds it", async () => {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"];
  world.configure({
    orders: {
      type: "invoice",
      editedAfterBooking: "delta",
      payments: "register",
      refunds: "register",
    },
    lookups: { paymentMethod: { default: String(bank), table: {} } },
  });
  const placed = await world.place({
    ...companyBuyer("LatePayment"),
    lines: [{ ...mug(10), price: 10 }],
    paymentStatus: "Paid",
  });
  world.answered = async (kind) => {
    if (kind === "payment.create") throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  world.leaveToPerson(placed.id);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    lines: [{ ...mug(8), price: 10 }],
    paymentStatus: "Paid",
  });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes.includes("refund-registered")]).toEqual(["updated", true]);
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  expect(trialBalance.find(({ account }) => account === 1930)?.balance).toBe(100);
  expect((await world.book(placed.id)).writes).toEqual([]);
});

test.each(["answered", "lost"])(
  "such a payment counts once: what comes above it is told (its answer is %s)",
  async (answer) => {
    const world = await tenant();
    const buyer = companyBuyer("CountedOnce");
    const placed = await world.place({ ...buyer, lines: [mug(10)], paymentStatus: "Paid" });
    if (answer === "answered") await world.book(placed.id);
    else {
      world.answered = async (kind) => {
        if (kind === "payment.create") throw new Error("the answer is lost");
      };
      await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
      world.answered = null;
      world.leaveToPerson(placed.id);
      expect((await world.book(placed.id)).codes).toContain("payment-already-registered");
    }
    expect(documentOf(world, placed, "invoice").content?.paidByOthers).toBeUndefined();
    const said: unknown[] = [];
    for (const to of [
      { paymentStatus: "Paid", amountPaid: 150 },
      { status: 9, paymentStatus: "Paid", amountPaid: 150 },
      { status: 9, paymentStatus: "Refunded", amountPaid: 0 },
      { status: 9, paymentStatus: "Paid", amountPaid: 106.25 },
    ]) {
      const { outcome, codes } = await told(world, placed, to);
      said.push([outcome, codes[0], ...(await money(world))]);
    }
    expect(said).toEqual([
      ["needs-attention", "payment-exceeds-order", 106.25, 0],
      ["needs-attention", "paid-after-cancellation", 106.25, -106.25],
      ["updated", "order-cancelled-credited", 0, 0],
      ["needs-attention", "paid-after-cancellation", 0, 0],
    ]);
  },
);

test("such a payment isn't told as too much by the run that finds it, where its order was lowered", async () => {
  const world = await tenant();
  const buyer = companyBuyer("FoundLowered");
  const placed = await world.place({ ...buyer, lines: [mug(10)], paymentStatus: "Paid" });
  world.answered = async (kind) => {
    if (kind === "payment.create") throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  world.leaveToPerson(placed.id);
  const kept = { lines: [mug(4)], paymentStatus: "Paid", amountPaid: 106.25 };
  const run = await told(world, placed, kept);
  expect([run.outcome, run.codes.includes("payment-exceeds-order")]).toEqual(["updated", false]);
});

test("the rest of a payment that came true in part is registered, and nobody is asked of it", async () => {
  const world = await tenant();
  const part = { paymentStatus: "PartlyPaid", amountPaid: 50 };
  const placed = await world.place({ ...companyBuyer("RestOfIt"), lines: [mug(10)], ...part });
  world.answered = async (kind) => {
    if (kind === "payment.create") throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  world.leaveToPerson(placed.id);
  const run = await told(world, placed, { paymentStatus: "Paid", amountPaid: 106.25 });
  expect([run.codes.includes("payment-registered"), await money(world)]).toEqual([
    true,
    [106.25, 0],
  ]);
  expect(documentOf(world, placed, "invoice").content?.paidByOthers).toBeUndefined();
  const back = { status: 9, paymentStatus: "Refunded", amountPaid: 0 };
  expect((await told(world, placed, back)).outcome).toBe("updated");
  expect(await money(world)).toEqual([0, 0]);
});

test("a refund that comes true after all looks is known by the next run, and not paid back twice", async () => {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"];
  world.configure({
    orders: { type: "invoice", payments: "register", refunds: "register" },
    lookups: { paymentMethod: { default: String(bank), table: {} } },
  });
  const buyer = companyBuyer("LateRefund");
  const placed = await world.place({
    ...buyer,
    lines: [{ ...mug(10), price: 10 }],
    paymentStatus: "Paid",
  });
  await world.book(placed.id);
  const credit = await world.place({
    ...buyer,
    creditsOrderId: placed.id,
    lines: [{ ...mug(-2), price: 10 }],
    paymentStatus: "Refunded",
  });
  world.answered = async (kind) => {
    if (kind === "payment.create") throw new Error("the answer is lost");
  };
  await expect(world.book(credit.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  world.leaveToPerson(credit.id);
  const run = await world.book(credit.id);
  expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
  const refund = world.journalOf(`order:${credit.id}`).find(({ role }) => role === "refund");
  expect(refund?.state).toBe("compared");
  const again = await world.book(credit.id, ["retry-by-person"]);
  expect([again.end.outcome, again.writes]).toEqual(["booked", []]);
});

test("what was paid back of a credit is registered, though a person has to look at another address", async () => {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"];
  world.configure({
    orders: { type: "invoice", payments: "register", refunds: "register" },
    lookups: { paymentMethod: { default: String(bank), table: {} } },
  });
  const buyer = companyBuyer("MovedRefund");
  const placed = await world.place({ ...buyer, lines: [mug(4)], paymentStatus: "Paid" });
  await world.book(placed.id);
  const credit = await world.place({
    ...buyer,
    creditsOrderId: placed.id,
    lines: [mug(-1)],
    paymentStatus: "Open",
  });
  await world.book(credit.id);
  await world.control("asperion", "PATCH", `/orders/${credit.id}`, {
    invoiceAddress: { ...homeAddress("MovedRefund AB"), address: "Nygatan 2" },
    paymentStatus: "Refunded",
  });
  const run = await world.book(credit.id);
  expect(run.codes).toEqual(
    expect.arrayContaining(["order-changed-after-booking", "refund-registered"]),
  );
  // Other figures are for a person first, who says what is to be paid back.
  await world.control("asperion", "PATCH", `/orders/${credit.id}`, { lines: [mug(-2)] });
  const more = await world.book(credit.id);
  expect([more.codes[0], more.writes]).toEqual(["order-changed-after-booking", []]);
});

test.each([
  ["as it was remembered", true],
  ["forgotten, as an earlier release did", false],
])(
  "a refund that was left to a person is paid back by a retry, though a setting changed meanwhile: the credit is %s",
  async (_how, kept) => {
    const world = await FlowWorld.open();
    const { bankaccounts = [] } = await world.ledger();
    const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"];
    const settings = (ourReference: string) => ({
      orders: { type: "invoice", payments: "register", refunds: "register", ourReference },
      lookups: { paymentMethod: { default: String(bank), table: {} } },
    });
    world.configure(settings(""));
    const buyer = companyBuyer(`Setting${String(kept)}`);
    const placed = await world.place({ ...buyer, lines: [mug(4)], paymentStatus: "Paid" });
    await world.book(placed.id);
    const credit = await world.place({
      ...buyer,
      creditsOrderId: placed.id,
      lines: [mug(-1)],
      paymentStatus: "Refunded",
    });
    await world.control("eaccounting", "POST", "/faults", {
      route: "POST /v2/customerinvoices/{id}/payments",
      kind: "status",
      status: 500,
      times: 1,
    });
    world.answered = async (kind) => {
      if (kind === "payment.create") throw new Error("the answer is lost");
    };
    await expect(world.book(credit.id)).rejects.toThrow("the answer is lost");
    world.answered = null;
    world.leaveToPerson(credit.id);
    const booked = world.documentsOf(credit.id).find(({ role }) => role === "credit");
    if (!kept) world.forgetContent(credit.id, booked?.id ?? null);
    world.configure(settings("Webshop"));
    const told = await world.book(credit.id);
    expect([told.codes.includes("in-doubt-needs-person"), told.writes]).toEqual([true, []]);
    const run = await world.book(credit.id, ["retry-by-person"]);
    expect([
      run.end.outcome,
      run.codes.includes("order-changed-after-booking"),
      run.codes.includes("refund-registered"),
    ]).toEqual(kept ? ["booked", false, true] : ["needs-attention", true, true]);
    expect((await world.book(credit.id, ["retry-by-person"])).writes).toEqual([]);
  },
);

test.each([
  ["at once", "50.00"],
  ["after a run that found it", "60.00"],
])("such a payment of a gift card is told once the card is taken out: %s", async (_, standing) => {
  const world = await tenant();
  const cards = [card(50), card(10)];
  const order = await world.place({
    ...BUYER,
    lines: [mugAt(125), ...cards],
    paymentStatus: "Open",
  });
  world.answered = async (kind) => {
    if (kind === "payment.create") throw new Error("the answer is lost");
  };
  await expect(world.book(order.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  world.leaveToPerson(order.id);
  if (standing === "60.00") {
    expect((await world.book(order.id)).codes).toContain("gift-card-registered");
    expect(await books(world)).toMatchObject({ 1510: 65, 2421: 60 });
  }
  await change(world, order, { lines: [mugAt(100)] });
  const run = await world.book(order.id);
  expect(run.end.outcome).toBe("needs-attention");
  expect(said(run)).toContain("Gift cards of 0.00");
  expect(said(run)).toContain(`gift cards of ${standing}`);
});
