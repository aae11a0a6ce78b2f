/**
 * What comes after a voucher: credits, edits, cancellations. Nothing that is booked is changed; it
 * is taken back by another one.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { movedBy, rowsOf, vouchersOf } from "../support/vouchers.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { COALESCE } from "../support/write-cases.ts";

useVouchers();

let n = 0;

const buyer = (): Json => companyBuyer(`Vouched${(n += 1)}`);
/** 10 mugs at 25 %, prices without VAT. */
const mugs = (quantity = 10): Json => ({
  ...buyer(),
  lines: [{ articleCode: "MUG", quantity, price: 10 }],
});
const items = async (): Promise<readonly Json[]> =>
  (await bridge.ledger())["customerledgeritems"] ?? [];

describe("credits", () => {
  const credit = (
    original: Json,
    quantity: number,
    more: Json = {},
  ): Promise<Awaited<ReturnType<typeof placeAndBook>>> =>
    placeAndBook(bridge, tenant, {
      ...buyer(),
      creditsOrderId: original["id"],
      paymentStatus: "Open",
      lines: [{ articleCode: "MUG", quantity: -quantity, price: 10 }],
      ...more,
    });

  test("take back of the voucher, say of which, and never more than it", async () => {
    const { placed } = await placeAndBook(bridge, tenant, mugs());
    const [sale] = await vouchersOf(bridge, placed.orderNumber);
    const first = await credit(placed, 6);
    expect([first.timeline.job.outcome, codesOf(first.timeline.job)[0]]).toEqual([
      "booked",
      "voucher-credit-booked",
    ]);
    const [back] = await vouchersOf(bridge, first.placed.orderNumber);
    expect([rowsOf(back), String(back?.["VoucherText"])]).toEqual([
      ["D 2611 15.00", "D 3001 60.00", "K 1510 75.00"],
      expect.stringContaining(`Rättar verifikation ${String(sale?.["NumberAndNumberSeries"])}`),
    ]);
    expect((await credit(placed, 4)).timeline.job.outcome).toBe("booked");
    const third = await credit(placed, 1);
    expect([third.timeline.job.outcome, codesOf(third.timeline.job)]).toEqual([
      "held",
      ["credit-exceeds-original"],
    ]);
  });

  test("have the level that a rule chose for their order, though it wouldn't for their own amount", async () => {
    await bridge.reconfigure(tenant, {
      orders: { typeRules: [{ grossFrom: "100.00", type: "mutation", level: "simple" }] },
    });
    const { placed } = await placeAndBook(bridge, tenant, mugs());
    const [sale] = await vouchersOf(bridge, placed.orderNumber);
    const { placed: credited } = await credit(placed, 6);
    const [back] = await vouchersOf(bridge, credited.orderNumber);
    const { placed: cheap } = await placeAndBook(bridge, tenant, mugs(6));
    const [other] = await vouchersOf(bridge, cheap.orderNumber);
    expect([sale, back, other].map((voucher) => rowsOf(voucher).length)).toEqual([2, 2, 3]);
  });

  test("an order in EUR and its whole credit, weeks later, come to nothing", async () => {
    const { placed } = await placeAndBook(bridge, tenant, { ...mugs(), currencyCode: "EUR" });
    const back = await credit(placed, 10, { currencyCode: "EUR" });
    expect(
      movedBy([
        ...(await vouchersOf(bridge, placed.orderNumber)),
        ...(await vouchersOf(bridge, back.placed.orderNumber)),
      ]),
    ).toEqual({});
  });

  test("an order in EUR that is credited line by line leaves no cents", async () => {
    const lines = [1.3, 1.3, 1.3].map((price): Json => ({
      articleCode: "MUG",
      quantity: 1,
      price,
    }));
    const euros = { ...buyer(), currencyCode: "EUR", paymentStatus: "Open" };
    const { placed } = await placeAndBook(bridge, tenant, { ...euros, lines });
    const numbers = [placed.orderNumber];
    for (const line of lines) {
      const piece = { ...line, quantity: -1 };
      const back = { ...euros, creditsOrderId: placed.id, lines: [piece] };
      numbers.push((await placeAndBook(bridge, tenant, back)).placed.orderNumber);
    }
    const vouchers = await Promise.all(numbers.map((number) => vouchersOf(bridge, number)));
    expect([vouchers.flat().length, movedBy(vouchers.flat())]).toEqual([4, {}]);
  });

  test("a credit that comes before its original is booked waits for it", async () => {
    const original = await bridge.place({ ...mugs(), status: 1 });
    const early = await bridge.place({
      ...buyer(),
      creditsOrderId: original.id,
      paymentStatus: "Open",
      lines: [{ articleCode: "MUG", quantity: -1, price: 10 }],
    });
    expect((await bridge.webhook(tenant, early.id)).status).toBe(202);
    await bridge.edit(original.id, { status: 2 });
    await bridge.advance(COALESCE);
    expect((await bridge.book(tenant, original.id)).job.outcome).toBe("booked");
    expect((await bridge.resolved(tenant, `order:${early.id}`)).job.outcome).toMatch(/booked|held/);
  });

  test("of an item of the customer ledger is an item below zero", async () => {
    await bridge.reconfigure(tenant, {
      orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } },
    });
    const { placed } = await placeAndBook(bridge, tenant, mugs());
    expect((await credit(placed, 10)).timeline.job.outcome).toBe("booked");
    const [sold, back] = (await items()).slice(-2);
    expect([
      back?.["IsCreditInvoice"],
      Number(sold?.["TotalAmountInvoiceCurrency"]) + Number(back?.["TotalAmountInvoiceCurrency"]),
    ]).toEqual([true, 0]);
  });
});

describe("after it was booked", () => {
  test("an edit is for a person, unless the tenant wants the voucher taken back and the order booked anew", async () => {
    const { placed } = await placeAndBook(bridge, tenant, mugs());
    await bridge.edit(placed.id, { lines: [{ articleCode: "MUG", quantity: 4, price: 10 }] });
    await bridge.advance(COALESCE);
    const asked = await bridge.book(tenant, placed.id, "order.updated");
    expect([asked.job.outcome, codesOf(asked.job)]).toEqual([
      "needs-attention",
      ["voucher-changed-after-booking"],
    ]);
    await bridge.reconfigure(tenant, { orders: { editedAfterBooking: "delta" } });
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${asked.job.id}/retry`);
    const done = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([done.job.outcome, codesOf(done.job)]).toEqual([
      "updated",
      expect.arrayContaining(["voucher-booked", "voucher-reversed"]),
    ]);
    const vouchers = await vouchersOf(bridge, placed.orderNumber);
    expect([vouchers.length, movedBy(vouchers)]).toEqual([
      3,
      { "1510": "50.00", "2611": "-10.00", "3001": "-40.00" },
    ]);
    await bridge.advance(COALESCE);
    expect(
      (await bridge.counting(() => bridge.book(tenant, placed.id, "order.updated")))[
        "POST /v2/vouchers"
      ],
    ).toBeUndefined();
  });

  test("what credits were booked against isn't taken back", async () => {
    await bridge.reconfigure(tenant, { orders: { editedAfterBooking: "delta" } });
    const { placed } = await placeAndBook(bridge, tenant, mugs());
    await placeAndBook(bridge, tenant, {
      ...buyer(),
      creditsOrderId: placed.id,
      paymentStatus: "Open",
      lines: [{ articleCode: "MUG", quantity: -1, price: 10 }],
    });
    await bridge.edit(placed.id, { lines: [{ articleCode: "MUG", quantity: 4, price: 10 }] });
    await bridge.advance(COALESCE);
    const { job } = await bridge.book(tenant, placed.id, "order.updated");
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["voucher-has-credits"]]);
  });

  test("a cancelled order is for a person, or its voucher and its item are taken back", async () => {
    await bridge.reconfigure(tenant, {
      orders: {
        cancelledAfterBooking: "credit",
        voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 },
      },
    });
    const { placed } = await placeAndBook(bridge, tenant, mugs());
    await bridge.edit(placed.id, { status: 9 });
    await bridge.advance(COALESCE);
    const { job } = await bridge.book(tenant, placed.id, "order.cancelled");
    expect([job.outcome, codesOf(job)[0]]).toEqual(["updated", "voucher-reversed"]);
    const vouchers = await vouchersOf(bridge, placed.orderNumber);
    expect([vouchers.length, movedBy(vouchers)]).toEqual([2, {}]);
    expect(
      (await items())
        .slice(-2)
        .reduce((sum, item) => sum + Number(item["TotalAmountInvoiceCurrency"]), 0),
    ).toBe(0);
    // Taken up again, it is booked again.
    await bridge.edit(placed.id, { status: 2 });
    await bridge.advance(COALESCE);
    expect((await bridge.book(tenant, placed.id, "order.updated")).job.outcome).toBe("booked");
    expect(movedBy(await vouchersOf(bridge, placed.orderNumber))["1510"]).toBe("125.00");
  });
});

test("a cancelled order whose voucher a person deleted waits for a person, and Book again ends it", async () => {
  await bridge.reconfigure(tenant, { orders: { cancelledAfterBooking: "credit" } });
  const { placed } = await placeAndBook(bridge, tenant, mugs());
  const [voucher] = await vouchersOf(bridge, placed.orderNumber);
  await bridge.control("eaccounting", "DELETE", `/vouchers/${String(voucher?.["Id"])}`);
  await bridge.edit(placed.id, { status: 9 });
  await bridge.advance(COALESCE);
  const { job } = await bridge.book(tenant, placed.id, "order.updated");
  expect([job.outcome, codesOf(job)]).toEqual(["held", ["document-gone"]]);
  await bridge.advance(COALESCE);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/book-again`);
  const again = (await bridge.resolved(tenant, `order:${placed.id}`)).job;
  expect(again).toMatchObject({
    outcome: "skipped",
    reasons: [{ code: "cancelled-before-booking", params: { what: "deleted" } }],
  });
  expect(await vouchersOf(bridge, placed.orderNumber)).toEqual([]);
});
