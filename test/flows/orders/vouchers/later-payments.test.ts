/**
 * What is paid after a voucher was booked: once, on the right accounts, taken back with its
 * voucher, and told where it can't be done.
 */
import { beforeEach, expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { movedBy, rowsOf, vouchersOf } from "../../../support/vouchers.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

let world: FlowWorld;
let n = 0;

beforeEach(async () => {
  world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/books", { checkEachWrite: true });
  world.configure({
    orders: {
      type: "mutation",
      payments: "register",
      refunds: "register",
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      voucher: { paid: "clearing" },
    },
    lookups: VOUCHER_LOOKUPS,
  });
});

type Placed = Awaited<ReturnType<FlowWorld["place"]>>;
const OWED: Json = { paymentStatus: "Open", paymentMethodId: "CARD" };
const place = (more: Json = {}): Promise<Placed> =>
  world.place({
    ...privateBuyer(`Later${(n += 1)}`),
    ...OWED,
    lines: [{ ...mug(), price: 125 }],
    ...more,
  });
const edit = (placed: Placed, change: Json): Promise<unknown> =>
  world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
const paid = async (
  placed: Placed,
  more: Json = { paymentStatus: "Paid" },
  types?: readonly string[],
): Promise<Run> => {
  await edit(placed, more);
  return world.book(placed.id, types);
};
const booked = async (more: Json = {}): Promise<Placed> => {
  const placed = await place(more);
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  return placed;
};
/** What each account moved by, over all vouchers of the order. */
const moved = async (placed: Placed) =>
  movedBy(await vouchersOf({ ledger: () => world.ledger() as never }, placed.orderNumber));
const last = async (placed: Placed): Promise<readonly string[]> =>
  rowsOf((await vouchersOf({ ledger: () => world.ledger() as never }, placed.orderNumber)).at(-1));

test("is a voucher of its own, from what is owed to the account of the payment method, and nothing more comes of it", async () => {
  const placed = await booked();
  const run = await paid(placed);
  expect([run.end.outcome, run.codes.slice(0, 2), await last(placed)]).toEqual([
    "booked",
    ["order-unchanged", "voucher-paid"],
    ["D 1580 125.00", "K 1510 125.00"],
  ]);
  expect(await moved(placed)).toEqual({ 1580: "125.00", 2611: "-25.00", 3001: "-100.00" });
  expect((await world.book(placed.id)).writes).toEqual([]);
});

test("in parts is a voucher each time, and together they are what was charged", async () => {
  const placed = await booked();
  await paid(placed, { paymentStatus: "PartlyPaid", amountPaid: 25 });
  expect(await last(placed)).toEqual(["D 1580 25.00", "K 1510 25.00"]);
  await paid(placed, { paymentStatus: "Paid", amountPaid: 125 });
  expect([await last(placed), await moved(placed)]).toEqual([
    ["D 1580 100.00", "K 1510 100.00"],
    { 1580: "125.00", 2611: "-25.00", 3001: "-100.00" },
  ]);
});

test("in another currency takes the rate of the voucher, so that nothing stays owed whatever the parts", async () => {
  const placed = await booked({ currencyCode: "EUR", lines: [{ ...mug(), price: 99.99 }] });
  await paid(placed, { paymentStatus: "PartlyPaid", amountPaid: 33.33 });
  await paid(placed, { paymentStatus: "PartlyPaid", amountPaid: 66.66 });
  await paid(placed, { paymentStatus: "Paid", amountPaid: 99.99 });
  expect(Object.keys(await moved(placed))).not.toContain("1510");
  expect(
    await vouchersOf({ ledger: () => world.ledger() as never }, placed.orderNumber),
  ).toHaveLength(4);
});

test.each<[string, Json, Json]>([
  ["payments aren't registered", { payments: "none" }, {}],
  [
    "what is paid is booked on what is owed",
    { voucher: { paid: "receivable" }, typeRules: [{ grossFrom: "100000.00", type: "invoice" }] },
    {},
  ],
])("is left alone where %s", async (_, orders, more) => {
  world.configure({ orders });
  const placed = await booked(more);
  expect((await paid(placed)).writes).toEqual([]);
});

test.each<[string, Json, Json, string]>([
  [
    "without an account for its method",
    {},
    { paymentStatus: "Paid", paymentMethodId: "OTHER" },
    "account-missing",
  ],
  [
    "of more than was charged",
    {},
    { paymentStatus: "Paid", amountPaid: 126 },
    "payment-exceeds-order",
  ],
])("%s needs a person, and the voucher stands", async (_, more, change, code) => {
  const placed = await booked(more);
  const run = await paid(placed, change);
  expect([run.end.outcome, run.codes[0], run.writes]).toEqual(["needs-attention", code, []]);
});

test("in closed books is held, moved or asked about as the tenant wants", async () => {
  const placed = await booked();
  const now = new Date();
  const day = (days: number): string =>
    new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  await edit(placed, { paymentStatus: "Paid", paidAt: `${day(-3)}T12:00:00` });
  await world.control("eaccounting", "PUT", "/company", { lockedTo: day(-2) });
  world.lists = {
    ...world.lists,
    company: world.lists.company === null ? null : { ...world.lists.company, lockedTo: day(-2) },
  };
  const outcome = async (closedPeriod: string, types?: readonly string[]) => {
    world.configure({ orders: { closedPeriod } });
    const run = await world.book(placed.id, types);
    return [run.end.outcome, run.codes[0], run.writes.length];
  };
  expect([await outcome("hold"), await outcome("ask")]).toEqual([
    ["needs-attention", "period-closed", 0],
    ["needs-attention", "period-closed-ask", 0],
  ]);
  expect(await outcome("next-open-day")).toEqual(["booked", "order-unchanged", 1]);
  expect(
    (await vouchersOf({ ledger: () => world.ledger() as never }, placed.orderNumber)).at(-1)?.[
      "VoucherDate"
    ],
  ).toContain(day(-1));
});

test("is no edit of the voucher: an address that changes after it changes nothing", async () => {
  const placed = await booked();
  await paid(placed);
  const run = await paid(placed, { comments: "Leave it at the webhook endpoint" });
  expect([run.codes, run.writes]).toEqual([["order-unchanged"], []]);
});

test("is taken back with its voucher when the order is cancelled and paid back", async () => {
  const placed = await booked();
  await paid(placed);
  const back = { status: 9, paymentStatus: "Refunded", amountPaid: 0 };
  expect((await paid(placed, back)).codes).toEqual(["voucher-reversed"]);
  expect(await moved(placed)).toEqual({});
});

test("is settled anew when the order is booked anew", async () => {
  const placed = await booked();
  await paid(placed);
  const run = await paid(placed, {
    paymentStatus: "PartlyPaid",
    amountPaid: 125,
    lines: [{ ...mug(2), price: 125 }],
  });
  expect(run.codes).toContain("voucher-booked");
  expect(await moved(placed)).toEqual({
    1510: "125.00",
    1580: "125.00",
    2611: "-50.00",
    3001: "-200.00",
  });
  await paid(placed, { paymentStatus: "Paid", amountPaid: 250 });
  expect(await moved(placed)).toEqual({ 1580: "250.00", 2611: "-50.00", 3001: "-200.00" });
});

test("back of a credit goes the other way", async () => {
  const placed = await booked({ paymentStatus: "Paid" });
  const credit = await booked({ creditsOrderId: placed.id, lines: [{ ...mug(-1), price: 125 }] });
  await paid(credit, { paymentStatus: "Refunded" });
  expect(await last(credit)).toEqual(["D 1510 125.00", "K 1580 125.00"]);
  expect((await world.book(credit.id)).writes).toEqual([]);
});

test("that memory has lost is found by its marker, and not booked again", async () => {
  const placed = await booked();
  await paid(placed);
  world.lose(`order:${placed.id}`);
  const run = await world.book(placed.id);
  expect([
    run.end.outcome,
    run.writes,
    world.documentsOf(placed.id).map(({ role, state }) => `${role} ${state}`),
  ]).toEqual(["booked", [], ["voucher live", "voucher-payment live"]]);
  expect(
    await vouchersOf({ ledger: () => world.ledger() as never }, placed.orderNumber),
  ).toHaveLength(2);
});

test("and whose order was edited meanwhile is told, again and again, and neither booked anew nor taken back by itself", async () => {
  const placed = await booked();
  await edit(placed, { lines: [{ ...mug(3), price: 125 }] });
  world.lose(`order:${placed.id}`);
  for (const types of [undefined, ["retry-by-person"]]) {
    const run = await world.book(placed.id, types);
    expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
      "needs-attention",
      "voucher-differs",
      [],
    ]);
  }
  expect(await moved(placed)).toEqual({ 1510: "125.00", 2611: "-25.00", 3001: "-100.00" });
});

test("a dry run shows the payment that is then booked, and books nothing", async () => {
  const placed = await booked();
  await edit(placed, { paymentStatus: "Paid" });
  const dry = await world.dryRun(placed.id);
  const run = await world.book(placed.id);
  expect([dry.writes, dry.rehearsed.map(({ request }) => request.body)]).toEqual([
    [],
    run.writes.map(({ request }) => request.body),
  ]);
});

const never = (): never => {
  throw new Error("the seed has changed");
};

/** Items of the customer ledger are paid as what they are. */
const items = async () => {
  const { bankaccounts = [] } = await world.ledger();
  const bank = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
  world.configure({
    orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001, paid: "clearing" } },
    lookups: { paymentMethod: { default: bank, table: {} } },
  });
};
const remaining = async (): Promise<unknown> =>
  (await world.ledger())["customerledgeritems"]?.at(-1)?.["RemainingAmountInvoiceCurrency"];

test("on an item of the customer ledger is registered on the item, once", async () => {
  await items();
  const placed = await booked();
  expect(await remaining()).toBe(125);
  const run = await paid(placed);
  expect([
    run.end.outcome,
    run.codes.slice(0, 2),
    run.writes.map(({ kind }) => kind),
    await remaining(),
  ]).toEqual(["booked", ["order-unchanged", "payment-registered"], ["payment.create"], 0]);
  expect((await world.book(placed.id)).writes).toEqual([]);
});

test("beyond what the voucher itself settled is what the item gets", async () => {
  await items();
  const placed = await booked({ paymentStatus: "PartlyPaid", amountPaid: 25 });
  expect(await remaining()).toBe(100);
  await paid(placed, { paymentStatus: "Paid", amountPaid: 125 });
  expect(await remaining()).toBe(0);
});

test("on an item that a person has paid is not paid again once the shop says it, and is told", async () => {
  await items();
  const placed = await booked();
  const item = (await world.ledger())["customerledgeritems"]?.at(-1);
  await world.control("eaccounting", "POST", `/customerinvoices/${String(item?.["Id"])}/payments`);
  expect(await remaining()).toBe(0);
  const run = await paid(placed);
  expect([run.end.outcome, run.codes, run.writes]).toEqual([
    "booked",
    ["order-unchanged", "payment-already-registered"],
    [],
  ]);
  // In parts as well: what the person left open is all that is registered.
  const second = await booked();
  const other = (await world.ledger())["customerledgeritems"]?.at(-1);
  await world.control(
    "eaccounting",
    "POST",
    `/customerinvoices/${String(other?.["Id"])}/payments`,
    {
      PaymentAmount: 100,
    },
  );
  const rest = await paid(second);
  expect([rest.end.outcome, rest.writes.map(({ kind }) => kind), await remaining()]).toEqual([
    "booked",
    ["payment.create"],
    0,
  ]);
});

test("on an item that doesn't show among the invoices is a person's, and nothing is booked for it", async () => {
  await items();
  await world.control("eaccounting", "PUT", "/switches", { ledgerItemsAsInvoices: "no" });
  const placed = await booked();
  const run = await paid(placed);
  expect([run.end.outcome, run.codes[0], run.writes, await remaining()]).toEqual([
    "needs-attention",
    "voucher-item-unpayable",
    [],
    125,
  ]);
});

test.each([
  ["by us", true],
  ["by hand", false],
])(
  "on an item (%s) keeps the voucher from being booked anew, which would have it paid twice; cancelled it is taken back",
  async (_, byUs) => {
    await items();
    world.configure({ orders: { payments: byUs ? "register" : "none" } });
    const placed = await booked();
    await edit(placed, { paymentStatus: "Paid" });
    await world.book(placed.id);
    const item = (await world.ledger())["customerledgeritems"]?.at(-1);
    if (!byUs)
      await world.control(
        "eaccounting",
        "POST",
        `/customerinvoices/${String(item?.["Id"])}/payments`,
      );
    world.configure({ orders: { payments: "register" } });
    const run = await paid(placed, {
      paymentStatus: "Paid",
      amountPaid: 250,
      lines: [{ ...mug(2), price: 125 }],
    });
    expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
      "needs-attention",
      "voucher-item-paid",
      [],
    ]);
    expect(run.end.reasons[0]?.params["currency"]).toBe("SEK");
    // Of the 250 that the shop has, 125 is on the item.
    expect((await paid(placed, { status: 9 })).codes).toEqual([
      "paid-after-cancellation",
      "voucher-reversed",
    ]);
    // Alive again, its money would be booked a second time.
    const alive = await paid(placed, { status: 2 });
    expect([alive.end.outcome, alive.codes[0], alive.writes]).toEqual([
      "held",
      "voucher-item-paid",
      [],
    ]);
    expect(alive.end.reasons[0]?.params["currency"]).toBe("SEK");
    expect((await world.book(placed.id, ["retry-by-person"])).codes[0]).toBe("voucher-booked");
  },
);

test.each([
  [
    "what we registered on it counts",
    { paymentStatus: "Paid" },
    ["needs-attention", "voucher-item-paid", []],
  ],
  [
    "and nothing registered is nothing paid",
    {},
    ["updated", "voucher-booked", ["ledger-item.create", "ledger-item.create"]],
  ],
] as const)("of an item that isn't listed any more %s", async (_, payment, expected) => {
  await items();
  const placed = await booked();
  await edit(placed, payment);
  await world.book(placed.id);
  const { ledgerItems } = world.eaccounting.world().company("Demo AB") ?? never();
  for (const item of ledgerItems.all()) ledgerItems.remove(item.Id, Date.now());
  const run = await paid(placed, {
    ...payment,
    lines: [{ ...mug(2), price: 125 }],
    ...("paymentStatus" in payment ? { amountPaid: 250 } : { paymentStatus: "Open" }),
  });
  expect([run.end.outcome, run.codes[0], run.writes.map(({ kind }) => kind)]).toEqual(expected);
});

test("on an item is shown by a dry run as it is then registered", async () => {
  await items();
  const placed = await booked();
  await edit(placed, { paymentStatus: "Paid" });
  const dry = await world.dryRun(placed.id);
  expect([dry.writes, await remaining()]).toEqual([[], 125]);
  const run = await world.book(placed.id);
  expect(run.writes.map(({ kind }) => kind)).toEqual(["payment.create"]);
  expect(dry.rehearsed.map(({ request }) => request.body)).toEqual(
    run.writes.map(({ request }) => request.body),
  );
});
