/**
 * Reversals whose answer was lost: one that a person deleted takes nothing back, and none takes
 * back what was booked after it was sent.
 */
import { expect, test } from "vitest";
import { clearedBy } from "../../../../src/domain/ledger/voucher.ts";
import { sum } from "../../../../src/domain/money.ts";
import { FlowWorld as World, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { vouchersOf } from "../../../support/vouchers.ts";

type Placed = Awaited<ReturnType<World["place"]>>;
let n = 0;

async function shop(): Promise<World> {
  const world = await World.open();
  world.configure({
    orders: {
      type: "mutation",
      payments: "register",
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      voucher: { paid: "clearing" },
    },
    lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: "1580", table: {} } },
  });
  return world;
}

/** What stands on the receivables, with the provider, and as sold. */
async function stands(world: World): Promise<readonly string[]> {
  const { books } = (await world.ledger()) as unknown as {
    books: { trialBalance: { account: number; balance: number }[] };
  };
  const of = (account: number) => books.trialBalance.find((one) => one.account === account);
  return [1510, 1580, 3001].map((account) => (of(account)?.balance ?? 0).toFixed(2));
}

/** An order that is booked, and `change`d; the answer to its voucher's reversal is lost. */
async function lost(world: World, change: Json, before: Json = {}) {
  const buyer = companyBuyer(`Lost${(n += 1)}`);
  const placed = await world.place({
    ...buyer,
    lines: [mug(10)],
    paymentMethodId: "CARD",
    ...before,
  });
  await world.book(placed.id);
  await edit(world, placed, change);
  world.answered = async () => {
    throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  const [reversal] = (
    await vouchersOf({ ledger: () => world.ledger() as never }, placed.orderNumber)
  ).slice(-1);
  return { placed, id: String(reversal?.["Id"]) };
}

const edit = (world: World, { id }: Placed, to: Json): Promise<unknown> =>
  world.control("asperion", "PATCH", `/orders/${id}`, to);

const PAID = { paymentStatus: "Paid", amountPaid: 106.25 };
const OPEN = { paymentStatus: "Open", amountPaid: 0 };

test.each([
  ["cancelled", { status: 9 }],
  ["lowered", { lines: [mug(4)] }],
] as const)(
  "a reversal that was found and then deleted takes nothing back of an order that was %s",
  async (_, change) => {
    const world = await shop();
    const { placed, id } = await lost(world, change, OPEN);
    await world.resolveDoubts(placed.id);
    await world.control("eaccounting", "DELETE", `/vouchers/${id}?company=Demo%20AB`);
    const standing = await stands(world);
    for (const run of [await world.book(placed.id), await world.book(placed.id)])
      expect([run.end.outcome, run.codes, run.writes.length]).toEqual([
        "held",
        ["document-gone"],
        0,
      ]);
    expect(await stands(world)).toEqual(standing);
    // A person has it made again.
    const again = await world.book(placed.id, ["retry-by-person"]);
    expect([again.end.outcome, await stands(world)]).toEqual([
      "updated",
      "status" in change ? ["0.00", "0.00", "0.00"] : ["42.50", "0.00", "-34.00"],
    ]);
  },
);

/** What the ledger answers lacks this voucher, as where a write takes effect late. */
function hide(world: World, id: string | null): void {
  world.ledgerSays =
    id === null
      ? null
      : (body) => {
          const { Data, ...others } = body as { readonly Data?: unknown };
          const there = (one: Json) => String(one["Id"]).toLowerCase() !== id.toLowerCase();
          return Array.isArray(Data) ? { ...others, Data: Data.filter(there) } : body;
        };
}

/** An order that was paid after its voucher's reversal was sent, which comes true after all. */
async function paidSince(world: World, change: Json): Promise<Placed> {
  const { placed, id } = await lost(world, change, OPEN);
  world.leaveToPerson(placed.id);
  hide(world, id);
  await edit(world, placed, { status: 2, lines: [mug(10)], ...PAID });
  const paid = await world.book(placed.id, ["retry-by-person"]);
  expect([paid.end.outcome, paid.codes.includes("voucher-paid")]).toEqual(["booked", true]);
  hide(world, null);
  return placed;
}

test("what was paid after the reversal of an order that was lowered is booked once", async () => {
  const world = await shop();
  const placed = await paidSince(world, { lines: [mug(4)] });
  await edit(world, placed, { lines: [mug(12)], paymentStatus: "PartlyPaid", amountPaid: 106.25 });
  const run = await world.book(placed.id);
  expect([run.end.outcome, await stands(world)]).toEqual([
    "updated",
    ["21.25", "106.25", "-102.00"],
  ]);
});

test("what was paid after the reversal of an order that was cancelled is owed until it is paid back", async () => {
  const world = await shop();
  const placed = await paidSince(world, { status: 9 });
  await edit(world, placed, { status: 9 });
  const told = await world.book(placed.id);
  expect([
    told.codes,
    told.end.reasons.find(({ code }) => code === "cancelled-money-kept")?.params,
  ]).toEqual([
    expect.arrayContaining(["voucher-reversed"]),
    expect.objectContaining({ paid: "106.25", stands: "account", account: "1510" }),
  ]);
  await edit(world, placed, { paymentStatus: "Refunded", amountPaid: 0 });
  await world.book(placed.id);
  expect(await stands(world)).toEqual(["0.00", "0.00", "0.00"]);
  expect((await world.book(placed.id)).writes).toEqual([]);
});

/** What live vouchers of the order moved on each account of a payment method. */
async function counted(world: World, { id }: Placed): Promise<Readonly<Record<number, string>>> {
  const documents = await world.look(id, async (ports) => ports.documents);
  const all = documents.flatMap(({ state, voucher }) =>
    state === "live" && voucher !== undefined ? clearedBy(voucher) : [],
  );
  return Object.fromEntries(
    [1580, 1930].map((account) => {
      const of = all.filter((one) => one.account === account);
      return [account, sum(of.map(({ moved }) => moved)).toFixed(2)];
    }),
  );
}

test("what was paid by two methods after the reversal of an order is counted on the account of each", async () => {
  const world = await shop();
  world.configure({
    lookups: { clearingAccount: { table: { CARD: "1580", SWISH: "1930" } } },
  });
  const { placed, id } = await lost(world, { lines: [mug(4)] }, OPEN);
  world.leaveToPerson(placed.id);
  hide(world, id);
  await edit(world, placed, { lines: [mug(10)], paymentStatus: "PartlyPaid", amountPaid: 50 });
  await world.book(placed.id, ["retry-by-person"]);
  await edit(world, placed, { paymentMethodId: "SWISH", ...PAID });
  const paid = await world.book(placed.id, ["retry-by-person"]);
  expect(paid.codes).toContain("voucher-paid");
  hide(world, null);
  await edit(world, placed, { lines: [mug(12)], paymentStatus: "PartlyPaid", amountPaid: 106.25 });
  expect((await world.book(placed.id)).end.outcome).toBe("updated");
  const each = { 1580: "50.00", 1930: "56.25" };
  expect([await counted(world, placed), await stands(world)]).toEqual([
    each,
    ["21.25", each[1580], "-102.00"],
  ]);
});
