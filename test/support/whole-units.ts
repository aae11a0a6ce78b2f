/** A company that rounds its invoices to whole units, and what is on its accounts. */
import { expect } from "vitest";
import { FlowWorld, type Json } from "./flow-world.ts";
import { privateBuyer } from "./orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";

export const CLEARING = 1580;
export const ROUNDING = 3740;
export const RECEIVABLES = 1510;

/** Accounts of what is booked beside the invoice. */
export const BESIDE: Json = {
  clearingAccount: { default: String(CLEARING), table: {} },
  roundingAccount: { default: String(ROUNDING), table: {} },
};
export const WHOLE_UNIT_ACCOUNTS: Json = { ...VOUCHER_LOOKUPS, ...BESIDE };

export async function opened(orders: Json, switches: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/company", { DomesticCurrencyRounding: 1 });
  await world.control("eaccounting", "PUT", "/switches", switches);
  await world.setUp();
  const bank = (await world.ledger())["bankaccounts"]?.find(
    (one) => one["LedgerAccountNumber"] === CLEARING,
  )?.["Id"];
  const needed =
    orders["wholeUnits"] === "mutation"
      ? WHOLE_UNIT_ACCOUNTS
      : orders["wholeUnits"] === "account"
        ? BESIDE
        : {};
  world.configure({
    orders: { type: "invoice", payments: "register", ...orders },
    lookups: { ...needed, paymentMethod: { default: bank, table: {} } },
  });
  return world;
}

type Balance = { readonly account: number; readonly balance: number };

/** Debit above nought; accounts that come to nothing are left out. */
export async function balances(world: FlowWorld): Promise<Readonly<Record<number, string>>> {
  const books = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: Balance[];
    problems: unknown[];
  };
  expect(books.problems).toEqual([]);
  return Object.fromEntries(
    books.trialBalance.flatMap(({ account, balance }) =>
      Number(balance) === 0 ? [] : [[account, Number(balance).toFixed(2)]],
    ),
  );
}

export const paid = (world: FlowWorld, price: number, more: Json = {}) =>
  world.place({
    ...privateBuyer(`Cents${String(price).replace(".", "")}`),
    paymentStatus: "Paid",
    lines: [{ articleCode: "MUG", quantity: 1, price }],
    ...more,
  });
