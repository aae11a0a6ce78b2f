/**
 * What the shop does to an order after it was booked, in ways that meet each other: the books still
 * come to what it says.
 */
import { expect, test } from "vitest";
import { localDay } from "../../../src/domain/platform/zoned-time.ts";
import { type FlowWorld, FlowWorld as World, type Json } from "../../support/flow-world.ts";
import { companyBuyer, homeAddress, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const DAY_MS = 86_400_000;
let n = 0;

async function balance(world: FlowWorld, account: number): Promise<string> {
  const { books } = (await world.ledger()) as unknown as {
    books: { trialBalance: { account: number; balance: number }[]; problems: unknown[] };
  };
  expect(books.problems).toEqual([]);
  return (books.trialBalance.find((one) => one.account === account)?.balance ?? 0).toFixed(2);
}

async function opened(orders: Json = {}): Promise<FlowWorld> {
  const world = await World.open();
  const { bankaccounts = [] } = await world.ledger();
  const account = (number: number): string =>
    String(bankaccounts.find((one) => one["LedgerAccountNumber"] === number)?.["Id"]);
  world.configure({
    orders: {
      type: "invoice",
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      payments: "register",
      refunds: "register",
      ...orders,
    },
    lookups: {
      paymentMethod: { default: account(1930), table: {} },
      giftCard: { default: account(2421), table: {} },
    },
  });
  return world;
}

type Placed = Json & { readonly id: number };
const edit = (world: FlowWorld, { id }: Placed, change: Json): Promise<unknown> =>
  world.control("asperion", "PATCH", `/orders/${id}`, change);

test("what was paid back and paid again is on the bank's account as the shop has it", async () => {
  const world = await opened();
  const placed = await world.place({
    ...companyBuyer(`Again${(n += 1)}`),
    lines: [mug(10)],
    paymentStatus: "Paid",
  });
  await world.book(placed.id);
  const whole = await balance(world, 1930);
  await edit(world, placed, { lines: [mug(6)], paymentStatus: "Paid" });
  const less = await world.book(placed.id);
  expect(less.codes).toContain("refund-registered");
  await edit(world, placed, { lines: [mug(10)], paymentStatus: "Paid" });
  const again = await world.book(placed.id);
  expect([
    again.end.outcome,
    again.codes.includes("payment-registered"),
    await balance(world, 1930),
  ]).toEqual(["updated", true, whole]);
});

test("what was taken off a booked order bears a marker of its own, by which a lost answer is found", async () => {
  const world = await opened();
  const placed = await world.place({ ...companyBuyer(`Marked${(n += 1)}`), lines: [mug(10)] });
  const whole = await world.book(placed.id);
  await edit(world, placed, { lines: [mug(6)] });
  const less = await world.book(placed.id);
  const markers = [...whole.writes, ...less.writes]
    .filter(({ kind }) => kind === "draft.create")
    .map(({ request }) => /#[0-9A-Z]{8}/.exec(JSON.stringify(request.body))?.[0]);
  expect([less.end.outcome, markers.length, new Set(markers).size]).toEqual(["updated", 2, 2]);
  expect(markers).not.toContain("#00000000");
});

test("an order that is edited back while its voucher's reversal is in doubt is booked, and not taken for unchanged", async () => {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", editedAfterBooking: "delta", voucher: {} },
    lookups: VOUCHER_LOOKUPS,
  });
  const placed = await world.place({ ...companyBuyer(`Back${(n += 1)}`), lines: [mug(10)] });
  await world.book(placed.id);
  const owed = await balance(world, 1510);
  await edit(world, placed, { lines: [mug(6)] });
  world.answered = async () => {
    throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  expect(await balance(world, 1510)).toBe("0.00");
  await edit(world, placed, { lines: [mug(10)] });
  await world.resolveDoubts(placed.id);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.writes.map(({ kind }) => kind), await balance(world, 1510)]).toEqual(
    ["updated", ["voucher.create"], owed],
  );
  expect((await world.book(placed.id)).codes).toEqual(["order-unchanged"]);
});

test("an order that is cancelled, and isn't after all, is booked again on the day of that, as its reversal was", async () => {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", cancelledAfterBooking: "credit", voucher: {} },
    lookups: VOUCHER_LOOKUPS,
  });
  const [today, earlier] = [new Date(), new Date(Date.now() - 2 * DAY_MS)].map((day) =>
    localDay(day.getTime(), "Europe/Stockholm"),
  );
  const placed = await world.place({
    ...companyBuyer(`Anew${(n += 1)}`),
    lines: [mug(10)],
    date: `${String(earlier)}T10:00:00`,
  });
  await world.book(placed.id);
  await edit(world, placed, { status: 9 });
  await world.book(placed.id);
  await edit(world, placed, { status: 2 });
  expect((await world.book(placed.id)).codes[0]).toBe("voucher-booked");
  const { vouchers = [] } = await world.ledger();
  expect(vouchers.map((voucher) => String(voucher["VoucherDate"]).slice(0, 10))).toEqual([
    earlier,
    today,
    today,
  ]);
});

test("a part that a person booked out of our draft counts, whatever day the shop touched the order on since", async () => {
  const world = await opened({ payments: "none" });
  await world.control("asperion", "PUT", "/clock", { advanceMs: -2 * DAY_MS });
  const placed = await world.place({ ...companyBuyer(`Later${(n += 1)}`), lines: [mug(10)] });
  await world.book(placed.id);
  world.configure({ orders: { type: "draft-invoice" } });
  await edit(world, placed, { lines: [mug(12)] });
  await world.book(placed.id);
  const draft = world
    .documentsOf(placed.id)
    .find(({ role, state }) => role === "delta-draft" && state === "live");
  await world.control("eaccounting", "POST", `/customerinvoicedrafts/${String(draft?.id)}/convert`);
  await world.control("asperion", "PUT", "/clock", { advanceMs: 2 * DAY_MS });
  await edit(world, placed, { status: 4 });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes.slice(0, 2), run.writes]).toEqual([
    "updated",
    ["invoice-booked", "document-booked-by-person"],
    [],
  ]);
  expect((await world.book(placed.id)).codes).toEqual(["order-unchanged"]);
});

test("of a voucher's credit that was given back in part, that part is money and the rest is owed", async () => {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", voucher: { paid: "clearing" } },
    lookups: VOUCHER_LOOKUPS,
  });
  const body = { ...companyBuyer(`Part${(n += 1)}`), paymentMethodId: "CARD" };
  const placed = await world.place({ ...body, lines: [mug(10)], paymentStatus: "Paid" });
  await world.book(placed.id);
  const paid = Number(await balance(world, 1580));
  const credit = await world.place({
    ...body,
    creditsOrderId: placed.id,
    lines: [{ ...mug(10), quantity: -10 }],
    paymentStatus: "PartlyPaid",
    amountPaid: -20,
  });
  expect((await world.book(credit.id)).codes[0]).toBe("voucher-credit-booked");
  expect([await balance(world, 1580), await balance(world, 1510)]).toEqual([
    (paid - 20).toFixed(2),
    (20 - paid).toFixed(2),
  ]);
});

test("gift cards worth more than the order are said to be that, also where it becomes a voucher", async () => {
  const world = await World.open();
  world.configure({ orders: { type: "mutation", voucher: {} }, lookups: VOUCHER_LOOKUPS });
  const placed = await world.place({
    ...companyBuyer(`Over${(n += 1)}`),
    lines: [
      mug(1),
      { lineType: "GiftCard", description: "Card", quantity: -1, price: 500, vatCode: "N" },
    ],
  });
  expect((await world.book(placed.id)).codes).toEqual(["gift-card-exceeds-order"]);
});

test("a payment in doubt that a person registered by hand asks nobody any more", async () => {
  const world = await opened();
  const placed = await world.place({
    ...companyBuyer(`Hand${(n += 1)}`),
    lines: [mug(10)],
    paymentStatus: "Paid",
  });
  world.answered = async (kind) => {
    if (kind === "payment.create") throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  // The ledger has it; the engine gave up looking, and a person was asked.
  world.leaveToPerson(placed.id);
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
});

const refundsOf = (world: FlowWorld, { id }: Placed) =>
  world
    .journalOf(`order:${id}`)
    .filter(({ role }) => role === "refund")
    .map(({ state, payment }) => [state, payment?.amount]);

test("refunds of several credits, the first of them refused once, are each remembered, and none is made twice", async () => {
  const world = await opened();
  const placed = await world.place({
    ...companyBuyer(`Refused${(n += 1)}`),
    lines: [mug(10)],
    paymentStatus: "Paid",
  });
  await world.book(placed.id);
  const whole = await balance(world, 1930);
  const { lookups } = world.settings;
  const less = async (quantity: number, types?: readonly string[]) => {
    await edit(world, placed, { lines: [mug(quantity)], paymentStatus: "Paid" });
    return (await world.book(placed.id, types)).end.outcome;
  };
  // Nothing can be paid back as long as it isn't known where from: two credits wait for it.
  world.configure({ lookups: { paymentMethod: { table: {} } } });
  expect([await less(9), await less(8)]).toEqual(["needs-attention", "needs-attention"]);
  world.configure({ lookups });
  await world.control("eaccounting", "POST", "/faults", {
    route: "POST /v2/customerinvoices/:id/payments",
    kind: "status",
    status: 400,
    times: 1,
  });
  expect([
    await less(8, ["retry-by-person"]),
    await less(8, ["retry-by-person"]),
    await less(7),
    await less(6),
    await less(5),
  ]).toEqual(["needs-attention", "booked", "updated", "updated", "updated"]);
  const refunds = refundsOf(world, placed);
  expect(refunds.map(([state]) => state)).toEqual(Array.from({ length: 5 }, () => "compared"));
  expect([whole, await balance(world, 1930)]).toEqual(["106.25", "53.13"]);
});

test("payments of several invoices, the first of them refused once, are each remembered", async () => {
  const world = await opened();
  const placed = await world.place({
    ...companyBuyer(`Parts${(n += 1)}`),
    lines: [mug(2)],
    paymentStatus: "Paid",
  });
  const refuse = () =>
    world.control("eaccounting", "POST", "/faults", {
      route: "POST /v2/customerinvoices/:id/payments",
      kind: "status",
      status: 400,
      times: 1,
    });
  await refuse();
  await world.book(placed.id);
  await refuse();
  for (const quantity of [3, 4, 5]) {
    await edit(world, placed, { lines: [mug(quantity)], paymentStatus: "Paid" });
    await world.book(placed.id, ["retry-by-person"]);
  }
  const paid = world
    .journalOf(`order:${placed.id}`)
    .filter(({ role }) => role === "payment")
    .map(({ state, payment }) => [state, Number(payment?.amount)] as const);
  expect(paid.map(([state]) => state)).toEqual(paid.map(() => "compared"));
  expect(paid.reduce((sum, [, amount]) => sum + amount, 0).toFixed(2)).toBe(
    await balance(world, 1930),
  );
});

/**
 * As a dry run knows them: without the marker's and the bank's own ids, which are those of the real
 * run all the same.
 */
const bodies = (sent: Awaited<ReturnType<FlowWorld["book"]>>["writes"]) =>
  sent.map(({ kind, request }) => [kind, request.body]);

test.each<[string, Json, Json, readonly string[]]>([
  [
    "what is paid after the invoice was booked",
    { paymentStatus: "Open" },
    { paymentStatus: "Paid" },
    ["payment.create"],
  ],
  [
    "nothing, where nothing was paid",
    { paymentStatus: "Open" },
    { comments: "Leave it at the webhook endpoint" },
    [],
  ],
])("a dry run shows %s, and the real run writes just that", async (_, placedAs, change, kinds) => {
  const world = await opened();
  const placed = await world.place({
    ...companyBuyer(`Shown${(n += 1)}`),
    lines: [mug(10)],
    ...placedAs,
  });
  await world.book(placed.id);
  await edit(world, placed, change);
  const documents = world.documentsOf(placed.id);
  const dry = await world.dryRun(placed.id);
  expect([dry.writes, world.documentsOf(placed.id), dry.rehearsed.map(({ kind }) => kind)]).toEqual(
    [[], documents, kinds],
  );
  expect(dry.codes).not.toContain("payment-registered");
  expect(bodies(dry.rehearsed)).toEqual(bodies((await world.book(placed.id)).writes));
});

test("a dry run shows the refund with the credit that it is of, and one of a credit that is booked already", async () => {
  const world = await opened();
  const buyer = companyBuyer(`Shown${(n += 1)}`);
  const placed = await world.place({ ...buyer, lines: [mug(10)], paymentStatus: "Paid" });
  await world.book(placed.id);
  const credit = async (paymentStatus: string) =>
    (await world.place({ ...buyer, creditsOrderId: placed.id, paymentStatus, lines: [mug(-4)] }))
      .id;
  const whole = await credit("Refunded");
  const dry = await world.dryRun(whole);
  expect([dry.rehearsed.map(({ kind }) => kind), dry.codes.includes("refund-registered")]).toEqual([
    ["draft.create", "draft.convert", "payment.create"],
    false,
  ]);
  expect(bodies(dry.rehearsed)).toEqual(bodies((await world.book(whole)).writes));
  const later = await credit("Open");
  await world.book(later);
  await world.control("asperion", "PATCH", `/orders/${later}`, { paymentStatus: "Refunded" });
  const shown = await world.dryRun(later);
  expect(shown.rehearsed.map(({ kind }) => kind)).toEqual(["payment.create"]);
  expect(bodies(shown.rehearsed)).toEqual(bodies((await world.book(later)).writes));
});

test("what is paid later is registered, though a person has to look at another address", async () => {
  const world = await opened();
  const buyer = companyBuyer(`Moved${(n += 1)}`);
  const lines = [mug(4)];
  const placed = await world.place({ ...buyer, lines, paymentStatus: "Open" });
  await world.book(placed.id);
  const invoiceAddress = { ...homeAddress(`Moved${n} AB`), address: "Nygatan 2" };
  await edit(world, placed, { invoiceAddress, paymentStatus: "Paid" });
  const paid = await world.book(placed.id);
  expect(paid.codes).toEqual(
    expect.arrayContaining(["order-changed-after-booking", "payment-registered"]),
  );
});
