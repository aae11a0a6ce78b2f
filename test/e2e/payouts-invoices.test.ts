/**
 * Payouts of a shop whose orders are invoices: the payout pays exactly the invoices of its lines;
 * what was paid already is never paid again; and the clearing account, which both sides go through,
 * is left as it was.
 */
import { describe, expect, test } from "vitest";
import { paidOut } from "../sandbox/settlement-files.ts";
import type { Json } from "../support/bridge.ts";
import { invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { bridge } from "../support/mended-set-up.ts";
import { codesOf, mug } from "../support/orders.ts";
import {
  approve,
  bankOf,
  booked,
  centsOf,
  done,
  freshBuyer,
  holds,
  invoiced,
  look,
  moved,
  PAY,
  type Placed,
  remaining,
  sale,
  settings,
  staged,
  tenant,
  useInvoicedPayouts,
} from "../support/payouts-invoiced.ts";
import { COALESCE } from "../support/write-cases.ts";

useInvoicedPayouts();

test("a payout pays exactly the invoices of its lines; the bank has the payout, and nothing is left on clearing", async () => {
  const [one, two, other] = [await invoiced(), await invoiced(), await invoiced()];
  const made = await staged([sale(one), sale(two, { fee: 100 })]);
  const shown = await look(made.id);
  const gross = ((centsOf(one) + centsOf(two)) / 100).toFixed(2);
  expect(shown["payments"]).toEqual([
    { account: 1580, lines: 2, received: gross, paidBack: "0.00" },
  ]);
  const numbers = (await invoicesOf(bridge, one.orderNumber)).map((invoice) =>
    String(invoice["InvoiceNumber"]),
  );
  expect(shown["settled"]).toMatchObject([
    { line: 2, order: one.orderNumber, on: "invoice", numbers, gross: money(one["amountInclVat"]) },
    { line: 3, order: two.orderNumber },
  ]);
  expect(await remaining(one)).toEqual([money(one["amountInclVat"])]);
  let codes: readonly string[] = [];
  const difference = await moved(async () => (codes = await booked(made)));
  expect(codes).toEqual(["payout-booked", "payout-invoices-settled"]);
  expect(difference).toEqual({
    1930: paidOut(made.payout),
    6570: 350,
    1580: 0,
    1510: -centsOf(one) - centsOf(two),
  });
  expect([await remaining(one), await remaining(two)]).toEqual([["0.00"], ["0.00"]]);
  expect(await remaining(other)).toEqual([money(other["amountInclVat"])]);
  const { methods } = await bridge.ask("GET", `/tenants/${tenant.id}/clearing`);
  expect(methods).toEqual([]);
  const { ledger } = await bridge.ask("GET", `/tenants/${tenant.id}/clearing?compare=true`);
  expect((ledger as Json)["accounts"]).toEqual([
    {
      account: 1580,
      open: "0.00",
      payments: gross,
      taken: gross,
      waiting: "0.00",
      ledger: "0.00",
      other: "0.00",
    },
  ]);
});

test("two parts of one order are one payment, and a part leaves the rest open", async () => {
  const placed = await invoiced();
  const made = await staged([
    sale(placed, { cents: 1_000, fee: 0 }),
    sale(placed, { cents: 500, fee: 0 }),
  ]);
  const calls = await bridge.counting(() => booked(made));
  expect(calls[PAY]).toBe(1);
  const left = centsOf(placed) - 1_500;
  expect(await remaining(placed)).toEqual([(left / 100).toFixed(2)]);
  const rest = await staged([sale(placed, { cents: left, fee: 0 })]);
  expect((await moved(() => booked(rest)))["1580"]).toBe(0);
  expect(await remaining(placed)).toEqual(["0.00"]);
});

test("a refund is paid back on the credit of its order, whose number the line has", async () => {
  const who = freshBuyer();
  const placed = await invoiced(who);
  await booked(await staged([sale(placed, { fee: 0 })]));
  const { placed: credit } = await placeAndBook(bridge, tenant, {
    ...who,
    creditsOrderId: placed.id,
    paymentStatus: "Refunded",
    lines: [mug(-1)],
  });
  const back = Math.abs(centsOf(credit as Placed));
  const made = await staged([sale(placed, { kind: "refund", cents: back, fee: 0 })]);
  expect((await look(made.id))["payments"]).toMatchObject([
    { received: "0.00", paidBack: (back / 100).toFixed(2) },
  ]);
  expect(await moved(() => booked(made))).toEqual({ 1930: -back, 6570: 0, 1580: 0, 1510: back });
  expect(await remaining(credit as Placed)).toEqual(["0.00"]);
});

test("a refund that failed, whose money came back, pays nothing back", async () => {
  const who = freshBuyer();
  const placed = await invoiced(who);
  await booked(await staged([sale(placed, { fee: 0 })]));
  const { placed: credit } = await placeAndBook(bridge, tenant, {
    ...who,
    creditsOrderId: placed.id,
    paymentStatus: "Refunded",
    lines: [mug(-1)],
  });
  const cents = Math.abs(centsOf(credit as Placed));
  const left = await remaining(credit as Placed);
  const other = await invoiced();
  const made = await staged([
    sale(placed, { kind: "failed", cents, fee: 0 }),
    sale(other, { fee: 0 }),
    sale(placed, { kind: "refund", cents, fee: 0 }),
  ]);
  const sold = centsOf(other);
  expect((await look(made.id))["payments"]).toMatchObject([
    { received: (sold / 100).toFixed(2), paidBack: "0.00" },
  ]);
  expect(await moved(() => booked(made))).toEqual({ 1930: sold, 6570: 0, 1580: 0, 1510: -sold });
  expect(await remaining(credit as Placed)).toEqual(left);
});

test("a refund without its credit holds the payout", async () => {
  const placed = await invoiced();
  await booked(await staged([sale(placed, { fee: 0 })]));
  const made = await staged([sale(placed, { kind: "refund", cents: 100, fee: 0 })]);
  expect(await holds(made.id)).toEqual(["payout-invoice-missing"]);
});

test("nobody said who pays invoices: the payout waits for that choice", async () => {
  await settings("ask");
  const placed = await invoiced();
  const made = await staged([sale(placed)]);
  expect(await holds(made.id)).toEqual(["payout-invoices-not-chosen"]);
  await settings("clear");
  const { mark, payments } = await look(made.id);
  expect([mark === "", payments]).toEqual([false, []]);
  expect((await moved(() => booked(made)))["1580"]).toBe(-centsOf(placed));
  expect(await remaining(placed)).toEqual([money(placed["amountInclVat"])]);
});

test("a clearing account without a bank account holds the payout", async () => {
  await settings("settle", {}, { payoutClearing: { default: "1684", table: {} } });
  const made = await staged([sale(await invoiced())]);
  expect(await holds(made.id)).toEqual(["payout-clearing-bank-missing"]);
});

describe("an order whose payment is registered as the shop says so", () => {
  const register = (account: number): Promise<void> =>
    settings(
      "settle",
      { payments: "register" },
      { paymentMethod: { default: bankOf(account), table: {} } },
    );

  for (const account of [1580, 1930])
    test(`is never paid again: the payout takes it off ${account}, where it went`, async () => {
      await register(account);
      const placed = await invoiced({ paymentStatus: "Paid" });
      expect(await remaining(placed)).toEqual(["0.00"]);
      const made = await staged([sale(placed)]);
      expect((await look(made.id))["payments"]).toEqual([]);
      const calls = await bridge.counting(async () => {
        expect(await moved(() => booked(made))).toEqual({
          1930: paidOut(made.payout) - (account === 1930 ? centsOf(placed) : 0),
          6570: 250,
          1580: account === 1580 ? -centsOf(placed) : 0,
          1510: 0,
        });
      });
      expect(calls[PAY]).toBeUndefined();
    });

  test("and one that a payout has paid isn't paid by the order when the shop says so later", async () => {
    await register(1580);
    const placed = await invoiced();
    await booked(await staged([sale(placed)]));
    expect(await remaining(placed)).toEqual(["0.00"]);
    await bridge.edit(placed.id, { paymentStatus: "Paid" });
    await bridge.advance(COALESCE);
    const calls = await bridge.counting(() => bridge.book(tenant, placed.id, "order.paid"));
    expect(calls[PAY]).toBeUndefined();
  });

  test("less than the line says: held", async () => {
    await register(1580);
    const placed = await invoiced({ paymentStatus: "PartlyPaid", amountPaid: 1 });
    expect(await holds((await staged([sale(placed)])).id)).toEqual(["payout-invoice-account"]);
  });
});

describe("an invoice that somebody paid meanwhile", () => {
  const payByHand = async (placed: Placed): Promise<void> => {
    const [invoice] = await invoicesOf(bridge, placed.orderNumber);
    await bridge.control("eaccounting", "PATCH", `/customerinvoices/${String(invoice?.["Id"])}`, {
      RemainingAmountInvoiceCurrency: 0,
      RemainingAmount: 0,
    });
  };

  test("holds the payout, and nothing is written, not for the others either", async () => {
    const [paid, open] = [await invoiced(), await invoiced()];
    const made = await staged([sale(open), sale(paid)]);
    await payByHand(paid);
    const difference = await moved(async () => {
      await approve(made.id);
      const job = await done(made.id);
      expect([job.outcome, codesOf(job)]).toEqual(["held", ["payout-invoice-differs"]]);
    });
    expect(Object.values(difference)).toEqual([0, 0, 0, 0]);
    expect(await remaining(open)).toEqual([money(open["amountInclVat"])]);
  });

  test("is taken to be on clearing where the tenant says so; the open ones are paid", async () => {
    const [paid, open] = [await invoiced(), await invoiced()];
    await payByHand(paid);
    await settings("settle-open");
    const made = await staged([sale(open), sale(paid)]);
    expect((await moved(() => booked(made)))["1580"]).toBe(-centsOf(paid));
    expect(await remaining(open)).toEqual(["0.00"]);
  });
});
