/** Orders that were paid, booked and then cancelled, and what of their money stands in the books. */
import { expect } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

let n = 0;

export async function opened(orders: Json = {}, voucher: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"];
  world.configure({
    orders: {
      type: "mutation",
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      payments: "register",
      voucher: { paid: "clearing", ...voucher },
      ...orders,
    },
    lookups: { ...VOUCHER_LOOKUPS, paymentMethod: { default: String(bank), table: {} } },
  });
  return world;
}

const ACCOUNTS = [1510, 1580, 1930, 2611, 3001];
/** What is on each account that isn't empty. */
export async function balances(world: FlowWorld): Promise<Json> {
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  return Object.fromEntries(
    trialBalance.flatMap(({ account, balance }) =>
      ACCOUNTS.includes(account) && Number(balance) !== 0
        ? [[account, Number(balance).toFixed(2)]]
        : [],
    ),
  );
}
export const BOOKED = { 2611: "-25.00", 3001: "-100.00" };
export const KEPT = { 1510: "-125.00", 1580: "125.00" };

export type Placed = { readonly id: number };
export async function edit(world: FlowWorld, { id }: Placed, change: Json): Promise<Run> {
  await world.control("asperion", "PATCH", `/orders/${id}`, change);
  const run = await world.book(id);
  // What providers owe is counted by the documents.
  const counted = world
    .documentsOf(id)
    .filter(({ state }) => state === "live")
    .reduce((all, { voucher }) => all + Number(voucher?.clearing?.moved ?? 0), 0);
  expect(counted).toBeCloseTo(Number((await balances(world))[1580] ?? 0), 9);
  return run;
}
/** An order of 125.00, paid by card and booked. */
export async function booked(world: FlowWorld, change: Json = {}): Promise<Placed> {
  const placed = await world.place({
    ...companyBuyer(`Cancelled${(n += 1)}`),
    paymentMethodId: "CARD",
    lines: [{ ...mug(10), price: 10 }],
    paymentStatus: "Paid",
    amountPaid: 125,
    ...change,
  });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  return placed;
}
export const told = ({ end }: Run): readonly unknown[] => {
  const [first] = end.reasons;
  return [end.outcome, first?.code, first?.params["paid"], first?.params["stands"]];
};
export const cancelled = { status: 9 };
export const refunded = { paymentStatus: "Refunded", amountPaid: 0 };
