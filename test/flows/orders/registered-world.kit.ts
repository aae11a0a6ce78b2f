/** Worlds and words of the findings: a tenant, a buyer, what a run said and what the books have. */
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { privateBuyer } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

export const BUYER: Json = { ...privateBuyer("Found"), pricesIncludeVat: true };
export const mug = (price: number, quantity = 1, vatCode = "H"): Json => ({
  articleCode: "MUG",
  vatCode,
  quantity,
  price,
});
export const card = (price: number): Json => ({
  lineType: "GiftCard",
  description: "Card",
  articleCode: "GIFTCARD",
  quantity: -1,
  price,
  vatCode: "N",
});

export async function tenant(orders: Json = {}, lookups: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = (account: number) =>
    String(bankaccounts.find((one) => one["LedgerAccountNumber"] === account)?.["Id"]);
  world.configure({
    orders: {
      type: "invoice",
      payments: "register",
      refunds: "register",
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      ...orders,
    },
    lookups: {
      ...VOUCHER_LOOKUPS,
      clearingAccount: { default: "1580", table: {} },
      paymentMethod: { default: bank(1930), table: {} },
      giftCard: { default: bank(2421), table: {} },
      ...lookups,
    },
  });
  return world;
}

export const change = (world: FlowWorld, { id }: { readonly id: number }, to: Json) =>
  world.control("asperion", "PATCH", `/orders/${id}`, to);

/** By account, debit above nought; what comes to nothing is left out. */
export async function books(world: FlowWorld): Promise<Readonly<Record<string, number>>> {
  const { books: found } = (await world.ledger()) as unknown as {
    books: { trialBalance: { account: number; balance: number }[] };
  };
  return Object.fromEntries(
    found.trialBalance
      .filter(({ balance }) => Math.round(balance * 100) !== 0)
      .map(({ account, balance }) => [account, Math.round(balance * 100) / 100]),
  );
}

export const said = (run: Run): string =>
  run.end.reasons
    .map((one) => `${one.code}: ${reasonText(one).text} ${reasonText(one).next}`)
    .join("\n");
