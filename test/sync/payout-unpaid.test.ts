/** What payouts take off accounts for invoices without paying it on them. */
import { expect, test } from "vitest";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { cardShop, claimAndBook, hand, line, settings, unpaid } from "./payouts.kit.ts";

const left = (elsewhere: string, setOff = "0.00") => [{ account: 1580, elsewhere, setOff }];

/** A shop whose payout of one unpaid invoice is shown. */
async function shown() {
  const shop = cardShop();
  shop.configure(3, { ...settings, payouts: { ...settings.payouts, invoices: "settle-open" } });
  unpaid(shop.sql, 1);
  await hand(shop.context, [line(1, { fee: "0.00", net: "125.00" })]);
  const named = async () => {
    const { elsewhere, setOff } = await clearing(shop.context, {});
    return { elsewhere, setOff };
  };
  return { ...shop, named };
}

test("an invoice that was paid elsewhere is named, and one that a payout hasn't paid yet isn't", async () => {
  const { sql, context, named } = await shown();
  await claimAndBook(context);
  // Its next run pays it.
  expect(await named()).toEqual({});
  unpaid(sql, 2);
  await hand(context, [line(2, { fee: "0.00", net: "125.00" })], "u2", false, "p2");
  await claimAndBook(context, "p2", left("125.00"));
  expect(await named()).toEqual({ elsewhere: [{ account: 1580, amount: "125.00" }] });
});

test("a bank account that eAccounting has no more makes nothing of what was paid on it", async () => {
  const { sql, context, named } = await shown();
  await claimAndBook(context, undefined, []);
  const names = { "eaccounting.bankAccounts": { entries: [], readAt: 1, fault: null } };
  cache.save(sql, { names } as never, 1);
  expect(await named()).toEqual({});
});

test("what credits were set off against invoices is named until the refunds are paid out", async () => {
  const { sql, context, named } = await shown();
  await claimAndBook(context, undefined, left("0.00", "25.00"));
  expect(await named()).toEqual({ setOff: [{ account: 1580, amount: "-25.00" }] });
  unpaid(sql, 2);
  await hand(context, [line(2, { fee: "0.00", net: "125.00" })], "u2", false, "p2");
  await claimAndBook(context, "p2", left("0.00", "-25.00"));
  expect(await named()).toEqual({});
});
