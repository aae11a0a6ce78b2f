/** Money that goes back: only what came in, and only once, whichever way the shop tells it. */
import { describe, expect, test } from "vitest";
import { ok } from "../../../src/domain/result.ts";
import { runOrder } from "../../../src/flows/orders/run.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const BANK = { invoice: 1930, mutation: 1580 } as const;
let n = 0;

async function opened(type: keyof typeof BANK, orders: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const account = String(
    bankaccounts.find((one) => one["LedgerAccountNumber"] === BANK.invoice)?.["Id"],
  );
  const lookups = type === "invoice" ? {} : VOUCHER_LOOKUPS;
  world.configure({
    orders: {
      type,
      editedAfterBooking: "delta",
      payments: "register",
      refunds: "register",
      voucher: { paid: type === "invoice" ? "receivable" : "clearing" },
      ...orders,
    },
    lookups: { ...lookups, paymentMethod: { default: account, table: {} } },
  });
  return world;
}

async function balance(world: FlowWorld, account: number): Promise<string> {
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  return (trialBalance.find((one) => one.account === account)?.balance ?? 0).toFixed(2);
}

const edit = (world: FlowWorld, { id }: { readonly id: number }, change: Json): Promise<unknown> =>
  world.control("asperion", "PATCH", `/orders/${id}`, change);

test("money that went back on a credit order isn't paid back once more beside an edit, where the shop counts it at both", async () => {
  const world = await opened("invoice");
  const buyer = companyBuyer(`Both${(n += 1)}`);
  const placed = await world.place({
    ...buyer,
    lines: [{ ...mug(10), price: 10 }],
    paymentStatus: "Paid",
  });
  await world.book(placed.id);
  await edit(world, placed, {
    lines: [{ ...mug(8), price: 10 }],
    paymentStatus: "Paid",
    amountPaid: 125,
  });
  await world.book(placed.id);
  const credit = await world.place({
    ...buyer,
    creditsOrderId: placed.id,
    paymentStatus: "Refunded",
    lines: [{ ...mug(-1), price: 10 }],
  });
  // A person says that it isn't the piece that the edit took off.
  expect((await world.book(credit.id)).codes).toContain("credit-beside-edit");
  expect([
    (await world.book(credit.id, ["retry-by-person"])).codes.includes("refund-registered"),
    await balance(world, 1930),
  ]).toEqual([true, "112.50"]);
  await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 112.5 });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0], run.writes, await balance(world, 1930)]).toEqual([
    "needs-attention",
    "refund-beside-credits",
    [],
    "112.50",
  ]);
});

test.each(["invoice", "mutation"] as const)(
  "money that came and went back before its order was booked isn't only taken out of the books: a person is asked, and says so (%s)",
  async (type) => {
    const world = await opened(type);
    const who = {
      ...companyBuyer(`Quick${(n += 1)}`),
      paymentMethodId: "CARD",
      paymentStatus: "Refunded",
    };
    const placed = await world.place({ ...who, lines: [mug(10)] });
    await world.book(placed.id);
    const credit = await world.place({ ...who, creditsOrderId: placed.id, lines: [mug(-10)] });
    for (let events = 0; events < 2; events += 1) {
      const run = await world.book(credit.id);
      const { currency } = run.end.reasons[0]?.params ?? {};
      expect([run.codes[0], currency, await balance(world, BANK[type])]).toEqual([
        "refund-without-payment",
        "SEK",
        "0.00",
      ]);
    }
    const said = await world.book(credit.id, ["retry-by-person"]);
    expect([said.end.outcome, await balance(world, BANK[type])]).toEqual(["booked", "-106.25"]);
    // What is booked stays what it is: another note of the shop's is no edit of it.
    await edit(world, credit, { comments: "Sent back by post" });
    const after = await world.book(credit.id);
    expect([after.end.outcome, after.codes[0], after.writes]).toEqual([
      "booked",
      "order-unchanged",
      [],
    ]);
  },
);

test("while its order is being worked on, a credit waits for that order's payment and asks nobody", async () => {
  const world = await opened("invoice");
  const who = { ...companyBuyer(`Early${(n += 1)}`), paymentStatus: "Refunded" };
  const placed = await world.place({ ...who, lines: [mug(10)], paymentStatus: "Open" });
  await world.book(placed.id);
  const credit = await world.place({ ...who, creditsOrderId: placed.id, lines: [mug(-10)] });
  const waitsFor: string[] = [];
  const run = await world.look(credit.id, (ports) =>
    runOrder({
      ...ports,
      lockOriginal: async (key) => {
        const locked = await ports.lockOriginal(key);
        return locked.ok ? ok({ ...locked.value, outcome: null }) : locked;
      },
      waitFor: async (key, why) => {
        waitsFor.push(key);
        return ports.waitFor(key, why);
      },
    }),
  );
  expect([waitsFor, run.ok && run.value.reasons[0]?.code]).toEqual([
    [`order:${placed.id}`],
    "credit-waits-for-original",
  ]);
});

test.each(["invoice", "mutation"] as const)(
  "of what was paid in parts as much goes back as came, and no more by itself (%s)",
  async (type) => {
    const world = await opened(type);
    const who = { ...companyBuyer(`Parted${(n += 1)}`), paymentMethodId: "CARD" };
    const placed = await world.place({ ...who, lines: [mug(10)], paymentStatus: "Open" });
    await world.book(placed.id);
    await edit(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 30 });
    await world.book(placed.id);
    const back = async (amountPaid: number) =>
      (
        await world.book(
          (
            await world.place({
              ...who,
              creditsOrderId: placed.id,
              lines: [mug(-4)],
              paymentStatus: "PartlyPaid",
              amountPaid,
            })
          ).id,
        )
      ).codes;
    expect([
      (await back(-30)).includes("refund-without-payment"),
      await balance(world, BANK[type]),
    ]).toEqual([false, "0.00"]);
    expect((await back(-31))[0]).toBe("refund-without-payment");
  },
);

test("where payments aren't registered here, what went back is", async () => {
  const world = await opened("invoice", { payments: "none" });
  const who = companyBuyer(`Elsewhere${(n += 1)}`);
  const placed = await world.place({ ...who, lines: [mug(10)], paymentStatus: "Paid" });
  await world.book(placed.id);
  const credit = await world.place({
    ...who,
    creditsOrderId: placed.id,
    lines: [mug(-10)],
    paymentStatus: "Refunded",
  });
  expect((await world.book(credit.id)).codes).toContain("refund-registered");
});

test.each(["invoice", "mutation"] as const)(
  "what goes back in parts on several credits is together no more than came (%s)",
  async (type) => {
    const world = await opened(type);
    const who = { ...companyBuyer(`Together${(n += 1)}`), paymentMethodId: "CARD" };
    const placed = await world.place({
      ...who,
      lines: [mug(10)],
      paymentStatus: "PartlyPaid",
      amountPaid: 50,
    });
    await world.book(placed.id);
    const credit = async (amountPaid: number) =>
      world.place({
        ...who,
        creditsOrderId: placed.id,
        lines: [mug(-3)],
        paymentStatus: "PartlyPaid",
        amountPaid,
      });
    expect((await world.book((await credit(-30)).id)).codes).not.toContain(
      "refund-without-payment",
    );
    expect(await balance(world, BANK[type])).toBe("20.00");
    const second = await credit(-30);
    const run = await world.book(second.id);
    expect([
      run.end.reasons[0]?.code,
      run.end.reasons[0]?.params["due"],
      run.end.reasons[0]?.params["paid"],
      await balance(world, BANK[type]),
    ]).toEqual(["refund-without-payment", "30.00", "20.00", "20.00"]);
    expect((await world.book((await credit(-20)).id)).codes).not.toContain(
      "refund-without-payment",
    );
    expect(await balance(world, BANK[type])).toBe("0.00");
    // What is booked is no reason against itself.
    expect((await world.book(second.id, ["retry-by-person"])).end.outcome).toBe("booked");
    expect((await world.book(second.id)).writes).toEqual([]);
  },
);

describe("an order that was refunded without a credit", () => {
  test.each(["invoice", "mutation"] as const)(
    "needs a person, who hears what to do, until a credit order comes (%s)",
    async (type) => {
      const world = await opened(type);
      const who = { ...companyBuyer(`Silent${(n += 1)}`), paymentMethodId: "CARD" };
      const placed = await world.place({ ...who, lines: [mug(10)], paymentStatus: "Paid" });
      expect((await world.book(placed.id)).end.outcome).toBe("booked");
      await edit(world, placed, { paymentStatus: "Refunded" });
      for (let events = 0; events < 2; events += 1) {
        const run = await world.book(placed.id);
        expect([
          run.end.outcome,
          run.codes[0],
          run.end.reasons[0]?.params["number"],
          run.writes,
        ]).toEqual(["needs-attention", "refunded-without-credit", expect.anything(), []]);
      }
      const credit = await world.place({
        ...who,
        creditsOrderId: placed.id,
        lines: [mug(-10)],
        paymentStatus: "Refunded",
      });
      expect((await world.book(credit.id)).codes).not.toContain("refunded-without-credit");
      const after = await world.book(placed.id);
      expect([after.end.outcome, after.codes.includes("refunded-without-credit")]).toEqual([
        "booked",
        false,
      ]);
    },
  );

  test("is told with its first document as well, and of a sales order and a draft", async () => {
    for (const type of ["invoice", "sales-order", "draft-invoice"] as const) {
      const world = await FlowWorld.open();
      world.configure({ orders: { type } });
      const placed = await world.place({
        ...companyBuyer(`Atonce${(n += 1)}`),
        lines: [mug(1)],
        paymentStatus: "Refunded",
      });
      const run = await world.book(placed.id);
      expect([type, run.end.outcome, run.codes[0]]).toEqual([
        type,
        "needs-attention",
        "refunded-without-credit",
      ]);
    }
  });

  test("isn't told where an edit credited what went back, nor where somebody set a credit off in the ledger", async () => {
    const world = await opened("invoice");
    const edited = await world.place({
      ...companyBuyer(`Edited${(n += 1)}`),
      lines: [mug(10)],
      paymentStatus: "Paid",
    });
    await world.book(edited.id);
    await edit(world, edited, { lines: [mug(8)], paymentStatus: "Refunded" });
    await world.book(edited.id);
    expect((await world.book(edited.id)).codes).not.toContain("refunded-without-credit");
    const manual = await world.place({
      ...companyBuyer(`Byhand${(n += 1)}`),
      lines: [mug(10)],
      paymentStatus: "Open",
    });
    await world.book(manual.id);
    const invoices = world.eaccounting.world().company("Demo AB")?.invoices;
    const invoice = invoices?.all().findLast(
      ({ Id }) =>
        Id.toLowerCase() ===
        world
          .documentsOf(manual.id)
          .find(({ role }) => role === "invoice")
          ?.id.toLowerCase(),
    );
    if (invoices === undefined || invoice === undefined) throw new Error("the invoice isn't there");
    invoices.commit({ ...invoice, SetOffAmountInvoiceCurrency: -106.25 }, Date.now());
    await edit(world, manual, { paymentStatus: "Refunded" });
    expect((await world.book(manual.id)).codes).not.toContain("refunded-without-credit");
  });

  test.each([
    ["needs-attention", 1],
    ["booked", 0],
  ] as const)(
    "is looked at again when its credit is booked, where it came to %s",
    async (outcome, times) => {
      const world = await opened("invoice");
      const who = companyBuyer(`Woken${(n += 1)}`);
      const placed = await world.place({ ...who, lines: [mug(10)], paymentStatus: "Paid" });
      await world.book(placed.id);
      const credit = await world.place({
        ...who,
        creditsOrderId: placed.id,
        lines: [mug(-10)],
        paymentStatus: "Refunded",
      });
      const handed: unknown[] = [];
      const run = await world.look(credit.id, (ports) =>
        runOrder({
          ...ports,
          lockOriginal: async (key) => {
            const locked = await ports.lockOriginal(key);
            return locked.ok ? ok({ ...locked.value, outcome }) : locked;
          },
          enqueue: async (items) => {
            handed.push(...items);
            return ok(undefined);
          },
        }),
      );
      expect([run.ok && run.value.outcome, handed]).toEqual([
        "booked",
        Array.from({ length: times }, () => ({
          key: `order:${placed.id}`,
          flow: "orders",
          type: "credit-booked",
          lane: "sweep",
        })),
      ]);
    },
  );
});

/** Money came to the bank: a person registers it on the order's invoice. */
async function byHand(world: FlowWorld, paid: number): Promise<void> {
  const { customerinvoices: [invoice] = [] } = await world.ledger();
  const path = `/customerinvoices/${String(invoice?.["Id"])}/payments?company=Demo%20AB`;
  await world.control("eaccounting", "POST", path, { PaymentAmount: paid });
}

/** Ten mugs of 125.00 are booked and paid, then five go back. */
async function halfGoesBack(before: Json, paid: number, kept: Json): Promise<string> {
  const world = await opened("invoice");
  const lines = [{ ...mug(10), price: 10 }];
  const buyer = companyBuyer(`Hand${(n += 1)}`);
  const placed = await world.place({ ...buyer, lines, paymentStatus: "Open" });
  await world.book(placed.id);
  await byHand(world, paid);
  await edit(world, placed, before);
  await world.book(placed.id);
  await edit(world, placed, { lines: [{ ...mug(5), price: 10 }], ...kept });
  for (let runs = 0; runs < 2; runs += 1) await world.book(placed.id);
  return balance(world, 1930);
}

test("what a person registered before we registered the rest goes back with it", async () => {
  const whole = { paymentStatus: "Paid", amountPaid: 125 };
  const half = { paymentStatus: "Paid", amountPaid: 62.5 };
  expect(await halfGoesBack(whole, 3, half)).toBe("62.50");
});

test("of what a person registered only what the shop told of goes back", async () => {
  const part = { paymentStatus: "PartlyPaid", amountPaid: 60 };
  const left = { paymentStatus: "PartlyPaid", amountPaid: 4 };
  // We registered 10.00 beside it, so the shop's 60.00 are these.
  expect(await halfGoesBack(part, 50, left)).toBe("4.00");
  expect(await halfGoesBack({ ...part, amountPaid: 40 }, 50, left)).toBe("14.00");
});
