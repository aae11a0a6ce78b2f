/**
 * Whatever the shop does to an order, and whichever answers of the ledger get lost meanwhile:
 * whenever a run says that the order is booked, the books come to what the shop charges, less what
 * it credited; to nothing while it is cancelled, whatever was credited before. Both sandboxes in
 * one process; the shop goes on before a doubt is resolved.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const goods = fc.record({
  articleCode: fc.constantFrom("MUG", "TEA", "BOOK"),
  quantity: fc.integer({ min: 1, max: 6 }),
  price: fc.integer({ min: 1, max: 20_000 }).map((cents) => cents / 100),
  discountPercentage: fc.constantFrom(0, 0, 10, 33.33),
});
const VAT_CODES: Readonly<Record<string, string>> = { MUG: "H", TEA: "M", BOOK: "L" };
const lines = fc
  .array(goods, { minLength: 1, maxLength: 3 })
  .map((all): readonly Json[] =>
    all.map((one) => ({ ...one, vatCode: VAT_CODES[one.articleCode] })),
  );

type Step = { readonly change: Json; readonly lose: number; readonly credit: boolean };
const change = fc.oneof(
  { weight: 4, arbitrary: lines.map((now): Json => ({ lines: now })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Json>({ status: 2, comments: "as it was" }, { status: 4 }),
  },
  { weight: 1, arbitrary: fc.constant<Json>({ status: 9 }) },
  { weight: 2, arbitrary: fc.constantFrom<Json>({ paymentStatus: "Paid" }, { original: true }) },
);
/** `lose`: the answer of which write gets lost, from 1; 0: of none. */
const step: fc.Arbitrary<Step> = fc.record({
  change,
  lose: fc.constantFrom(0, 0, 0, 1, 2),
  credit: fc.constantFrom(false, false, true),
});
const history = fc.record({
  buyer: fc.constantFrom("company", "private"),
  pricesIncludeVat: fc.boolean(),
  lines,
  paid: fc.boolean(),
  steps: fc.array(step, { minLength: 2, maxLength: 7 }),
});

const MONEY = [1510, 1580, 1930];
const lost = (): never => {
  throw new Error("the answer is lost");
};
let n = 0;
/** Sums of floats: nothing is nothing, from whichever side. */
const cents = (figure: number): string => (Math.round(figure * 100) / 100 + 0).toFixed(2);

async function owed(world: FlowWorld): Promise<number> {
  const { books } = (await world.ledger()) as unknown as {
    books: { trialBalance: { account: number; balance: number }[]; problems: unknown[] };
  };
  expect(books.problems).toEqual([]);
  return books.trialBalance
    .filter(({ account }) => MONEY.includes(account))
    .reduce((all, { balance }) => all + balance, 0);
}

/** What the books are to come to. */
async function charged(world: FlowWorld, id: number, credited: number): Promise<number> {
  const { administrations } = (await world.control(
    "asperion",
    "GET",
    "/state?administrationId=123",
  )) as { administrations: { orders: Json[] }[] };
  const order = administrations[0]?.orders.find((one) => one["id"] === id);
  return order?.["status"] === 9 ? 0 : Number(order?.["amountInclVat"]) - credited;
}

async function live(
  world: FlowWorld,
  {
    buyer,
    pricesIncludeVat,
    lines: first,
    paid,
    steps,
  }: typeof history extends fc.Arbitrary<infer T> ? T : never,
): Promise<void> {
  const before = await owed(world);
  const who = (buyer === "company" ? companyBuyer : privateBuyer)(`History${(n += 1)}`);
  const body = { ...who, pricesIncludeVat, lines: first, paymentStatus: paid ? "Paid" : "Open" };
  const placed = await world.place(body);
  let credited = 0;
  for (const { change: next, lose, credit } of steps) {
    let writes = 0;
    world.answered = async () => {
      if ((writes += 1) === lose) lost();
    };
    const run = await world
      .book(placed.id)
      .catch((fault: Error) =>
        fault.message === "the answer is lost" ? null : Promise.reject(fault),
      );
    world.answered = null;
    if (run !== null && ["booked", "updated"].includes(run.end.outcome))
      expect([run.codes, cents((await owed(world)) - before)]).toEqual([
        run.codes,
        cents(await charged(world, placed.id, credited)),
      ]);
    if (run !== null && credit) {
      const back = await world.place({
        ...body,
        creditsOrderId: placed.id,
        paymentStatus: "Open",
        lines: [{ ...first[0], quantity: -1 }],
      });
      if ((await world.book(back.id)).end.outcome === "booked")
        credited -= Number(back["amountInclVat"]);
    }
    await world.control(
      "asperion",
      "PATCH",
      `/orders/${placed.id}`,
      next["original"] === true ? { lines: first } : next,
    );
    if (run === null) await world.resolveDoubts(placed.id);
  }
}

test("as invoices, with credits of what was removed and invoices of what was added", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (one) => {
      const world = await FlowWorld.open();
      const account = String(
        (await world.ledger())["bankaccounts"]?.find(
          (bank) => bank["LedgerAccountNumber"] === 1930,
        )?.["Id"],
      );
      world.configure({
        orders: {
          type: "invoice",
          editedAfterBooking: "delta",
          cancelledAfterBooking: "credit",
          payments: "register",
          refunds: "register",
        },
        lookups: { paymentMethod: { default: account, table: {} } },
      });
      await live(world, one);
    }),
    { numRuns: 25 },
  );
});

test("as vouchers, taken back and booked anew", async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.constantFrom("account" as const, "ledger-item" as const),
      async (one, receivable) => {
        const world = await FlowWorld.open();
        world.configure({
          orders: {
            type: "mutation",
            editedAfterBooking: "delta",
            cancelledAfterBooking: "credit",
            voucher: { receivable, ledgerItemsFrom: 900_001 },
          },
          lookups: VOUCHER_LOOKUPS,
        });
        await live(world, one);
      },
    ),
    { numRuns: 60 },
  );
});
