/**
 * A credit of a voucher is made as the voucher was: of goods that went to the same place, to the
 * same buyer, on the same accounts, whatever the credit order and the settings say by then.
 */
import { describe, expect, test } from "vitest";
import type { SettingsChange } from "../../../support/changed-settings.ts";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { balances } from "../generated.kit.ts";

const at = (countryCode: string): Json => ({
  name: "X Y",
  address: "Str 1",
  postCode: countryCode === "NO" ? "0150" : "10115",
  city: "City",
  countryCode,
});
const ABROAD = {
  revenueAccount: { default: "3001", table: { "@DE": "3106" } },
  vatAccount: { table: { "25%": "2611", "25%@DE": "2611" } },
};
const CLEARING = { voucher: { paid: "clearing" } };
const ITEM = { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_000 } };

let buyers = 0;

type Played = {
  readonly first?: SettingsChange;
  readonly order?: Json;
  readonly later?: SettingsChange;
  readonly credit?: Json;
};

/** An order of 250.00, credited in two halves; what is left on each account after each. */
async function halves({ first = {}, order = {}, later = {}, credit = {} }: Played) {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "mutation", payments: "none" }, lookups: VOUCHER_LOOKUPS });
  world.configure(first);
  const before = await balances(world);
  const left = async () => {
    const after = await balances(world);
    return Object.entries(after).flatMap(([account, balance]) => {
      const by = (balance - (before[Number(account)] ?? 0)).toFixed(2);
      return Number(by) === 0 ? [] : [`${account} ${by}`];
    });
  };
  const who = { ...privateBuyer(`AsSold${(buyers += 1)}`), paymentMethodId: "CARD" };
  const sale = await world.place({ ...who, paymentStatus: "Paid", lines: [mug(2)], ...order });
  expect((await world.book(sale.id)).end.outcome).toBe("booked");
  const sold = await left();
  world.configure(later);
  for (const part of [1, 2]) {
    const back = await world.place({
      ...who,
      paymentStatus: order["paymentStatus"] === "Open" ? "Open" : "Refunded",
      creditsOrderId: sale.id,
      lines: [mug(-1)],
      ...credit,
    });
    expect([part, (await world.book(back.id)).codes[0]]).toEqual([part, "voucher-credit-booked"]);
  }
  return { world, sold, left: await left() };
}

describe("the place", () => {
  test("is that of the sale where the credit says no delivery address", async () => {
    const order = { invoiceAddress: at("SE"), deliveryAddress: at("DE") };
    const { sold, left } = await halves({
      first: { lookups: ABROAD },
      order,
      credit: { invoiceAddress: at("SE"), deliveryAddress: null },
    });
    expect([sold.some((one) => one.startsWith("3106")), left]).toEqual([true, []]);
  });

  test("and where the buyer has moved abroad", async () => {
    const moved = { invoiceAddress: at("NO"), deliveryAddress: at("NO") };
    expect((await halves({ credit: moved })).left).toEqual([]);
  });
});

describe("the claim", () => {
  test("is taken back on the customer on which it stands, and makes no other", async () => {
    const { world, left } = await halves({
      first: { orders: ITEM },
      order: { paymentStatus: "Open" },
      credit: { emailAddress: "another@example.com" },
    });
    const { customerledgeritems = [] } = await world.ledger();
    const items = customerledgeritems.map((one) => [
      one["CustomerId"] === customerledgeritems[0]?.["CustomerId"],
      one["TotalAmountInvoiceCurrency"],
    ]);
    expect([left, items.map(([own]) => own)]).toEqual([[], [true, true, true]]);
  });

  test.each<[string, SettingsChange, SettingsChange, number]>([
    ["an item stays one", { orders: ITEM }, { orders: { voucher: { receivable: "account" } } }, 3],
    ["what was none becomes none", {}, { orders: ITEM }, 0],
  ])("%s, whatever the settings say later", async (_, first, later, items) => {
    const { world, left } = await halves({ first, later, order: { paymentStatus: "Open" } });
    expect(left).toEqual([]);
    expect((await world.ledger())["customerledgeritems"] ?? []).toHaveLength(items);
  });
});

describe("the accounts", () => {
  test.each<[string, Json]>([
    ["revenue", { revenueAccount: { default: "3002", table: {} } }],
    ["VAT", { vatAccount: { default: "2621", table: {} } }],
    ["clearing", { clearingAccount: { default: "1910", table: {} } }],
  ])("are those of the sale after %s was changed", async (_, lookups) => {
    const changed = { lookups } as SettingsChange;
    expect((await halves({ first: { orders: CLEARING }, later: changed })).left).toEqual([]);
  });

  test("so is what was owed", async () => {
    const later = { lookups: { receivableAccount: { default: "1930", table: {} } } };
    const played = { order: { paymentStatus: "Open" }, later: later as SettingsChange };
    expect((await halves(played)).left).toEqual([]);
  });

  test.each<[string, SettingsChange, SettingsChange]>([
    ["clearing", { orders: CLEARING }, { orders: { voucher: { paid: "receivable" } } }],
    ["the receivable", {}, { orders: CLEARING }],
  ])("money goes back from %s, where it was booked", async (_, first, later) => {
    expect((await halves({ first, later })).left).toEqual([]);
  });
});
