/** Money on which shop and books don't agree is told to a person, with its way out. */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const BANK = { invoice: 1930, mutation: 1580 } as const;
type Type = keyof typeof BANK;
const TYPES = ["invoice", "mutation"] as const;
let n = 0;

async function opened(type: Type, orders: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const account = String(
    bankaccounts.find((one) => one["LedgerAccountNumber"] === BANK.invoice)?.["Id"],
  );
  const paid = type === "invoice" ? "receivable" : "clearing";
  world.configure({
    orders: {
      type,
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      payments: "register",
      refunds: "register",
      voucher: { paid },
      ...orders,
    },
    lookups: {
      ...(type === "invoice" ? {} : VOUCHER_LOOKUPS),
      paymentMethod: { default: account, table: {} },
    },
  });
  return world;
}

async function balance(world: FlowWorld, type: Type): Promise<string> {
  const books = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
  };
  return (books.trialBalance.find(({ account }) => account === BANK[type])?.balance ?? 0).toFixed(
    2,
  );
}

type Placed = { readonly id: number };
const edit = async (world: FlowWorld, { id }: Placed, change: Json): Promise<Run> => {
  await world.control("asperion", "PATCH", `/orders/${id}`, change);
  return world.book(id);
};
const buyer = (): Json => ({ ...companyBuyer(`Told${(n += 1)}`), paymentMethodId: "CARD" });
/** An order of 125.00. */
const sold = (world: FlowWorld, who: Json, change: Json = {}) =>
  world.place({
    ...who,
    lines: [{ ...mug(10), price: 10 }],
    paymentStatus: "Paid",
    amountPaid: 125,
    ...change,
  });
/** Of so many mugs at 12.50, VAT counted in. */
const credit = (world: FlowWorld, who: Json, { id }: Placed, mugs: number, change: Json) =>
  world.place({ ...who, creditsOrderId: id, lines: [{ ...mug(-mugs), price: 10 }], ...change });

const told = ({ end }: Run): readonly unknown[] => [end.outcome, end.reasons[0]?.code];
const params = ({ end }: Run): Json => end.reasons[0]?.params ?? {};

describe("less money than is registered", () => {
  test.each(TYPES)(
    "is told where some went back without a credit, until a credit order says so (%s)",
    async (type) => {
      const world = await opened(type);
      const who = buyer();
      const placed = await sold(world, who);
      await world.book(placed.id);
      expect(await balance(world, type)).toBe("125.00");
      for (let events = 0; events < 2; events += 1) {
        const run = await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 95 });
        expect([...told(run), run.writes]).toEqual([
          "needs-attention",
          "paid-less-than-registered",
          [],
        ]);
        expect(params(run)).toMatchObject({
          paid: "95.00",
          registered: "125.00",
          back: null,
          missing: "30.00",
        });
      }
      // The answer: what went back is credited, and registered on that credit.
      const back = await credit(world, who, placed, 3, {
        paymentStatus: "PartlyPaid",
        amountPaid: -30,
      });
      expect((await world.book(back.id)).end.outcome).toBe("booked");
      expect([(await world.book(placed.id)).end.outcome, await balance(world, type)]).toEqual([
        "booked",
        "95.00",
      ]);
    },
  );

  test.each(TYPES)(
    "is told where several refunds exceed what is credited only together (%s)",
    async (type) => {
      const world = await opened(type);
      const who = buyer();
      const placed = await sold(world, who);
      await world.book(placed.id);
      const back = await credit(world, who, placed, 3, {
        paymentStatus: "PartlyPaid",
        amountPaid: -30,
      });
      await world.book(back.id);
      expect(
        told(await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 95 })),
      ).toEqual(["booked", "order-unchanged"]);
      const run = await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 65 });
      expect([...told(run), params(run)["back"], params(run)["missing"]]).toEqual([
        "needs-attention",
        "paid-less-than-registered",
        "30.00",
        "30.00",
      ]);
    },
  );

  test.each(TYPES)("is told where a payment didn't last (%s)", async (type) => {
    const world = await opened(type);
    const placed = await sold(world, buyer());
    await world.book(placed.id);
    const run = await edit(world, placed, { paymentStatus: "Open", amountPaid: null });
    expect([...told(run), params(run)["missing"]]).toEqual([
      "needs-attention",
      "paid-less-than-registered",
      "125.00",
    ]);
  });

  test("is told beside what holds the order up", async () => {
    const world = await opened("invoice", { editedAfterBooking: "hold" });
    const placed = await sold(world, buyer());
    await world.book(placed.id);
    const run = await edit(world, placed, {
      lines: [{ ...mug(9), price: 10 }],
      paymentStatus: "PartlyPaid",
      amountPaid: 95,
    });
    expect([run.end.outcome, run.codes]).toEqual([
      "needs-attention",
      ["order-changed-after-booking", "customer-known", "paid-less-than-registered"],
    ]);
  });

  test.each([
    ["invoice", { editedAfterBooking: "hold" }],
    ["mutation", { editedAfterBooking: "hold" }],
    ["invoice", { approval: { credits: true } }],
  ] as const)(
    "isn't told as far as an edit that is held explains it (%s, %o)",
    async (type, by) => {
      const world = await opened(type);
      const placed = await sold(world, buyer());
      await world.book(placed.id);
      world.configure({ orders: by });
      const lower = { lines: [{ ...mug(6), price: 10 }], paymentStatus: "Paid", amountPaid: 75 };
      const run = await edit(world, placed, lower);
      expect(run.end.outcome === "held" || run.end.outcome === "needs-attention").toBe(true);
      expect(run.codes).not.toContain("paid-less-than-registered");
      const more = await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 70 });
      const why = more.end.reasons.find(({ code }) => code === "paid-less-than-registered");
      expect(why?.params).toMatchObject({ paid: "70.00", registered: "125.00", missing: "5.00" });
    },
  );

  test("counts what was credited where refunds are registered by hand", async () => {
    const world = await opened("invoice", { refunds: "none" });
    const who = buyer();
    const placed = await sold(world, who);
    await world.book(placed.id);
    await world.book((await credit(world, who, placed, 4, { paymentStatus: "Refunded" })).id);
    expect(
      (await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 75 })).end.outcome,
    ).toBe("booked");
    const run = await edit(world, placed, { amountPaid: 70 });
    expect([...told(run), params(run)["missing"]]).toEqual([
      "needs-attention",
      "paid-less-than-registered",
      "5.00",
    ]);
  });

  test("isn't told of a refund that the same run registered, nor where the shop only says that it is paid", async () => {
    const world = await opened("invoice");
    const placed = await sold(world, buyer());
    await world.book(placed.id);
    const run = await edit(world, placed, {
      lines: [{ ...mug(8), price: 10 }],
      paymentStatus: "Paid",
      amountPaid: 100,
    });
    expect([
      run.end.outcome,
      run.codes.includes("refund-registered"),
      await balance(world, "invoice"),
    ]).toEqual(["updated", true, "100.00"]);
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    const unsaid = await edit(world, placed, {
      lines: [{ ...mug(6), price: 10 }],
      paymentStatus: "Paid",
      amountPaid: null,
    });
    expect(unsaid.codes).not.toContain("paid-less-than-registered");
  });

  test("isn't told any more once somebody took the payment back in the ledger", async () => {
    const world = await opened("invoice");
    const placed = await sold(world, buyer());
    await world.book(placed.id);
    const invoices = world.eaccounting.world().company("Demo AB")?.invoices;
    const id = world
      .documentsOf(placed.id)
      .find(({ role }) => role === "invoice")
      ?.id.toLowerCase();
    const invoice = invoices?.all().find((one) => one.Id.toLowerCase() === id);
    if (invoices === undefined || invoice === undefined) throw new Error("the invoice isn't there");
    expect(
      (await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 95 })).end.outcome,
    ).toBe("needs-attention");
    invoices.commit(
      { ...invoice, RemainingAmount: 30, RemainingAmountInvoiceCurrency: 30 },
      Date.now(),
    );
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
  });
});

describe("money for an order that was cancelled after it was booked", () => {
  test.each(TYPES)("is told, until it is paid back (%s)", async (type) => {
    const world = await opened(type);
    const placed = await sold(world, buyer(), { paymentStatus: "Open", amountPaid: null });
    await world.book(placed.id);
    expect((await edit(world, placed, { status: 9 })).end.outcome).toBe("updated");
    for (let events = 0; events < 2; events += 1) {
      const run = await edit(world, placed, { paymentStatus: "Paid", amountPaid: 125 });
      expect([...told(run), run.writes, await balance(world, type)]).toEqual([
        "needs-attention",
        "paid-after-cancellation",
        [],
        "0.00",
      ]);
      expect(params(run)).toMatchObject({ paid: "125.00", registered: "0.00" });
    }
    const over = await edit(world, placed, { paymentStatus: "Refunded", amountPaid: 0 });
    expect(over.end.outcome).toBe(type === "invoice" ? "updated" : "skipped");
  });

  test("is told again where it comes once more after it was paid back", async () => {
    const world = await opened("invoice");
    const placed = await sold(world, buyer());
    await world.book(placed.id);
    await edit(world, placed, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
    expect(await balance(world, "invoice")).toBe("0.00");
    expect(told(await edit(world, placed, { paymentStatus: "Paid", amountPaid: 125 }))).toEqual([
      "needs-attention",
      "paid-after-cancellation",
    ]);
  });

  test("isn't told as a further payment where it was registered before, by us or by hand, nor where payments aren't registered here", async () => {
    for (const [payments, codes] of [
      ["register", ["cancelled-money-kept"]],
      ["none", []],
    ] as const) {
      const world = await opened("invoice", { payments });
      const placed = await sold(world, buyer());
      await world.book(placed.id);
      const run = await edit(world, placed, { status: 9 });
      expect(run.codes.filter((code) => code === "cancelled-money-kept")).toEqual(codes);
      expect(run.codes).not.toContain("paid-after-cancellation");
    }
    const world = await opened("invoice", { payments: "none" });
    const placed = await sold(world, buyer());
    await world.book(placed.id);
    const invoice = world.documentsOf(placed.id).find(({ role }) => role === "invoice");
    await world.control("eaccounting", "POST", `/customerinvoices/${String(invoice?.id)}/payments`);
    world.configure({ orders: { payments: "register" } });
    expect(told(await edit(world, placed, { status: 9 }))).toEqual([
      "needs-attention",
      "cancelled-money-kept",
    ]);
  });
});

describe("an order that says it was refunded", () => {
  test("is told where only a part of it is credited, though nothing is known of its payment", async () => {
    const world = await opened("invoice", { payments: "none", refunds: "none" });
    const who = buyer();
    const placed = await sold(world, who);
    await world.book(placed.id);
    await world.book((await credit(world, who, placed, 4, { paymentStatus: "Refunded" })).id);
    const run = await edit(world, placed, { paymentStatus: "Refunded" });
    expect([...told(run), params(run)["credited"]]).toEqual([
      "needs-attention",
      "refunded-without-credit",
      "50.00",
    ]);
    await world.book((await credit(world, who, placed, 6, { paymentStatus: "Refunded" })).id);
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
  });
});

test.each([
  ["whole", {}],
  ["after an edit", { lines: [{ ...mug(8), price: 10 }] }],
  ["and emptied", { lines: [] }],
])(
  "a cancelled order that says it was refunded isn't told where a credit order and its cancellation took back all of it, %s",
  async (_, change) => {
    const world = await opened("invoice", { payments: "none", refunds: "none" });
    const who = buyer();
    const placed = await sold(world, who);
    await world.book(placed.id);
    await world.book((await credit(world, who, placed, 4, { paymentStatus: "Refunded" })).id);
    const run = await edit(world, placed, {
      status: 9,
      paymentStatus: "Refunded",
      amountPaid: 0,
      ...change,
    });
    expect(run.codes).toContain("order-cancelled-credited");
    expect((await world.book(placed.id)).codes).not.toContain("refunded-without-credit");
    expect(told(run)[0]).toBe("updated");
  },
);

describe("a refund on a credit order", () => {
  test.each(TYPES)("that the shop takes back again is told (%s)", async (type) => {
    const world = await opened(type);
    const who = buyer();
    const placed = await sold(world, who);
    await world.book(placed.id);
    const back = await credit(world, who, placed, 4, { paymentStatus: "Refunded" });
    expect((await world.book(back.id)).end.outcome).toBe("booked");
    const run = await edit(world, back, { paymentStatus: "Open" });
    expect([...told(run), run.writes]).toEqual([
      "needs-attention",
      "refund-less-than-registered",
      [],
    ]);
    expect(params(run)).toMatchObject({ refunded: "0.00", registered: "50.00" });
  });

  test("that eAccounting wants with a minus is refused, told, and registered by nobody (E57)", async () => {
    const world = await opened("invoice");
    await world.control("eaccounting", "PUT", "/switches", { creditPaymentSign: "negative" });
    const who = buyer();
    const placed = await sold(world, who);
    await world.book(placed.id);
    const before = await balance(world, "invoice");
    const back = await credit(world, who, placed, 4, { paymentStatus: "Refunded" });
    const run = await world.book(back.id);
    expect([run.end.outcome, run.codes]).toEqual([
      "needs-attention",
      expect.arrayContaining(["refund-refused"]),
    ]);
    expect(await balance(world, "invoice")).toBe(before);
  });
});
