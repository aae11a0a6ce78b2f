/** A credit that was set off against its invoice in eAccounting before a payout paid that. */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { bridge } from "../support/mended-set-up.ts";
import { mug } from "../support/orders.ts";
import {
  booked,
  centsOf,
  freshBuyer,
  invoiced,
  moved,
  type Placed,
  remaining,
  sale,
  settings,
  staged,
  tenant,
  useInvoicedPayouts,
} from "../support/payouts-invoiced.ts";

useInvoicedPayouts();

/** A person matches the credit with the invoice. */
async function setOff(placed: Placed, credit: Placed): Promise<void> {
  const cents = Math.abs(centsOf(credit));
  const left = (figure: unknown, sign: 1 | -1) =>
    (Math.round(Number(figure) * 100) - sign * cents) / 100;
  for (const [of, sign] of [
    [placed, 1],
    [credit, -1],
  ] as const) {
    const [invoice] = await invoicesOf(bridge, of.orderNumber);
    const rest = left(invoice?.["RemainingAmountInvoiceCurrency"], sign);
    await bridge.control("eaccounting", "PATCH", `/customerinvoices/${String(invoice?.["Id"])}`, {
      RemainingAmountInvoiceCurrency: rest,
      RemainingAmount: rest,
      SetOffAmountInvoiceCurrency: cents / 100,
    });
  }
}

async function creditedSale() {
  const who = freshBuyer();
  const placed = await invoiced(who);
  const { placed: credit } = await placeAndBook(bridge, tenant, {
    ...who,
    creditsOrderId: placed.id,
    paymentStatus: "Refunded",
    lines: [mug(-1)],
  });
  await setOff(placed, credit as Placed);
  const cents = Math.abs(centsOf(credit as Placed));
  return { placed, cents, refund: sale(placed, { kind: "refund", cents, fee: 0 }) };
}

const look = async (): Promise<Json> => {
  const {
    elsewhere,
    setOff: left,
    ledger,
  } = await bridge.ask("GET", `/tenants/${tenant.id}/clearing?compare=true`);
  const [account] = (ledger as { accounts: readonly Json[] }).accounts;
  return {
    elsewhere,
    left,
    there: account?.["ledger"] ?? "0.00",
    other: account?.["other"] ?? "0.00",
  };
};

test.each(["settle", "settle-open"])(
  "%s: the payout that has its refund as well leaves nothing, and one without leaves it named",
  async (how) => {
    await settings(how);
    const before = await look();
    const [both, first] = [await creditedSale(), await creditedSale()];
    const all = await moved(() =>
      staged([sale(both.placed, { fee: 0 }), both.refund]).then(booked),
    );
    expect([all["1580"], await remaining(both.placed)]).toEqual([0, ["0.00"]]);
    expect(await look()).toEqual(before);
    const part = await moved(() => staged([sale(first.placed, { fee: 0 })]).then(booked));
    expect(part["1580"]).toBe(-first.cents);
    const amount = money(-first.cents / 100);
    expect(await look()).toMatchObject({ left: [{ account: 1580, amount }], other: "0.00" });
    await staged([first.refund]).then(booked);
    expect(await look()).toEqual(before);
  },
);
