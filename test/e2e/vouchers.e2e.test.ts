/**
 * Orders as journal vouchers: one POST each, at every level, with or without items of the customer
 * ledger.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
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
const level = (name: string, more: Json = {}) =>
  bridge.reconfigure(tenant, { orders: { voucher: { level: name, ...more } } });

test("an order is one read of the shop and one write, a voucher that balances, and makes no customer", async () => {
  // Its accounts are asked for once after the ledger's lists were read: of this first order.
  const first = await bridge.place(mugs());
  await bridge.counting(() => bridge.book(tenant, first.id));
  const before = (await bridge.ledger())["customers"]?.length;
  const placed = await bridge.place(mugs());
  const calls = await bridge.counting(async () => {
    const { job } = await bridge.book(tenant, placed.id);
    expect([job.outcome, codesOf(job)[0]]).toEqual(["booked", "voucher-booked"]);
  });
  expect(calls).toEqual({ "GET /v1/SalesOrderWithLines": 1, "POST /v2/vouchers": 1 });
  const [voucher, ...others] = await vouchersOf(bridge, placed.orderNumber);
  expect([rowsOf(voucher), others]).toEqual([
    ["D 1510 125.00", "K 2611 25.00", "K 3001 100.00"],
    [],
  ]);
  expect(voucher?.["VoucherType"]).toBe(2);
  expect((await bridge.ledger())["customers"]).toHaveLength(before ?? 0);
  await bridge.advance(COALESCE);
  const again = await bridge.counting(() => bridge.book(tenant, placed.id, "order.updated"));
  expect(again["POST /v2/vouchers"]).toBeUndefined();
});

test("every level books what was charged, three rates, shipping of 0.49 and a discount among it", async () => {
  const lines = [
    mug(3),
    { articleCode: "TEA", quantity: 2 },
    { articleCode: "BOOK", quantity: 1, discountPercentage: 10 },
    { lineType: "Shipping", description: "Post", vatPercentage: 25, quantity: 1, price: 0.49 },
    { lineType: "Discount", description: "Thanks", vatPercentage: 25, quantity: -1, price: 5 },
  ];
  const counts: number[] = [];
  for (const name of ["simple", "recommended", "complex", "extreme"]) {
    await level(name);
    const { placed, timeline } = await placeAndBook(bridge, tenant, { ...buyer(), lines });
    expect(timeline.job.outcome).toBe("booked");
    const [voucher] = await vouchersOf(bridge, placed.orderNumber);
    expect(movedBy([voucher ?? {}])["1510"]).toBe(Number(placed["amountInclVat"]).toFixed(2));
    counts.push(rowsOf(voucher).length);
  }
  expect(counts).toEqual([...counts].toSorted((a, b) => a - b));
  expect(new Set(counts.slice(0, 2)).size).toBe(2);
});

test("what was paid is on the account of its payment method, and a series of the tenant's own is heeded", async () => {
  await bridge.reconfigure(tenant, { orders: { voucher: { paid: "clearing", series: "K" } } });
  const { placed } = await placeAndBook(bridge, tenant, {
    ...mugs(),
    paymentStatus: "Paid",
    paymentMethodId: "CARD",
  });
  const [voucher] = await vouchersOf(bridge, placed.orderNumber);
  expect([rowsOf(voucher), voucher?.["NumberSeries"]]).toEqual([
    ["D 1580 125.00", "K 2611 25.00", "K 3001 100.00"],
    "K",
  ]);
});

describe("items of the customer ledger", () => {
  const kept: Json = { receivable: "ledger-item", ledgerItemsFrom: 900_001 };

  test("have the customer and a number of ours, in one write with their voucher, which is read", async () => {
    await bridge.reconfigure(tenant, { orders: { voucher: kept } });
    const who = buyer();
    const first = await placeAndBook(bridge, tenant, { ...who, lines: [mug(1)] });
    const calls = await bridge.counting(async () => {
      const second = await placeAndBook(bridge, tenant, { ...who, lines: [mug(2)] });
      expect([second.timeline.job.outcome, codesOf(second.timeline.job)[0]]).toEqual([
        "booked",
        "voucher-booked",
      ]);
    });
    expect(calls).toEqual({
      "GET /v1/SalesOrderWithLines": 1,
      "GET /v2/vouchers/{fiscalyearid}/{voucherid}": 1,
      "POST /v2/customerledgeritems/customerledgeritemswithvoucher": 1,
    });
    const [one, two] = (await items()).slice(-2);
    expect([
      one?.["InvoiceNumber"],
      two?.["InvoiceNumber"],
      one?.["CustomerId"] === two?.["CustomerId"],
    ]).toEqual([900_001, 900_002, true]);
    const [voucher] = await vouchersOf(bridge, first.placed.orderNumber);
    expect([one?.["VoucherId"], Number(one?.["TotalAmountInvoiceCurrency"]).toFixed(2)]).toEqual([
      voucher?.["Id"],
      Number(first.placed["amountInclVat"]).toFixed(2),
    ]);
  });

  test("a refused one keeps its number for the next attempt", async () => {
    await bridge.reconfigure(tenant, { orders: { voucher: kept } });
    await bridge.fault("eaccounting", {
      route: "POST /v2/customerledgeritems/customerledgeritemswithvoucher",
      kind: "status",
      status: 400,
      body: {
        ErrorCode: 2000,
        DeveloperErrorMessage: "ValidationException - no",
        ErrorId: "00000000-0000-0000-0000-000000000000",
      },
      times: 1,
    });
    const { placed, timeline } = await placeAndBook(bridge, tenant, mugs());
    expect(timeline.job.outcome).toBe("rejected");
    const before = (await items()).length;
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${timeline.job.id}/retry`);
    expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
    const all = await items();
    expect([
      all.length - before,
      Number(all.at(-1)?.["InvoiceNumber"]) - Number(all.at(-2)?.["InvoiceNumber"]),
    ]).toEqual([1, 1]);
  });
});

test("an order in another currency is booked at the ledger's rate of its day, which is kept with it", async () => {
  const placed = await bridge.place({ ...mugs(), currencyCode: "EUR" });
  const calls = await bridge.counting(async () => {
    const { job } = await bridge.book(tenant, placed.id);
    expect([job.outcome, job.reasons]).toEqual(["booked", expect.anything()]);
  });
  expect(calls).toMatchObject({ "GET /v2/currencies/exchangerate": 3, "POST /v2/vouchers": 1 });
  const [voucher] = await vouchersOf(bridge, placed.orderNumber);
  const day = String(placed["date"]).slice(0, 10);
  const {
    jobs: [job],
  } = (await bridge.ask("GET", `/tenants/${tenant.id}/jobs?key=order:${placed.id}`)) as unknown as {
    jobs: { reasons: { code: string; params: Json }[] }[];
  };
  const rate = job?.reasons.find(({ code }) => code === "rate-chosen")?.params;
  expect([rate?.["by"], rate?.["currency"]]).toEqual(["ledger", "EUR"]);
  expect(voucher?.["VoucherDate"]).toBe(rate?.["day"] ?? day);
  expect(movedBy([voucher ?? {}])["1510"]).toBe(
    (Math.round(125 * Number(rate?.["rate"]) * 100) / 100).toFixed(2),
  );
});

test("or at the order's own rate, where the tenant wants that", async () => {
  await bridge.reconfigure(tenant, { orders: { voucher: { rate: "source" } } });
  const { placed } = await placeAndBook(bridge, tenant, {
    ...mugs(),
    currencyCode: "EUR",
    currencyRate: 11.2,
  });
  expect(movedBy(await vouchersOf(bridge, placed.orderNumber))).toEqual({
    "1510": "1400.00",
    "2611": "-280.00",
    "3001": "-1120.00",
  });
  const without = await placeAndBook(bridge, tenant, { ...mugs(), currencyCode: "EUR" });
  expect([without.timeline.job.outcome, codesOf(without.timeline.job)]).toEqual([
    "held",
    ["rate-missing"],
  ]);
});

test("books that were closed a moment ago are met at the vendor, and the order is held or moved as the tenant wants", async () => {
  const day = new Date(await bridge.now()).toISOString().slice(0, 10);
  const yesterday = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  await bridge.reconfigure(tenant, { orders: { startLine: "2020-01-01T00:00:00Z" } });
  await bridge.control("eaccounting", "PUT", "/company", { lockedTo: yesterday });
  const held = await placeAndBook(bridge, tenant, { ...mugs(), date: `${yesterday}T10:00:00` });
  expect([held.timeline.job.outcome, codesOf(held.timeline.job)[0]]).toEqual([
    "held",
    "period-closed",
  ]);
  expect(await vouchersOf(bridge, held.placed.orderNumber)).toEqual([]);
  await bridge.reconfigure(tenant, { orders: { closedPeriod: "next-open-day" } });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${held.timeline.job.id}/retry`);
  expect((await bridge.resolved(tenant, `order:${held.placed.id}`)).job.outcome).toBe("booked");
  const [voucher] = await vouchersOf(bridge, held.placed.orderNumber);
  expect(voucher?.["VoucherDate"]).toBe(day);
});

test("a dry run and trial mode show the exact request, and write nothing", async () => {
  const placed = await bridge.place(mugs());
  await bridge.reconfigure(tenant, { trial: true });
  const calls = await bridge.counting(async () => {
    const { job, timeline } = await bridge.book(tenant, placed.id);
    expect([job.outcome, codesOf(job)[0]]).toEqual(["skipped", "trial-mode"]);
    const shown = timeline.find(({ what }) => what === "rehearsal")?.detail as
      | { body: Json }
      | undefined;
    await bridge.reconfigure(tenant, { trial: false });
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    const done = await bridge.resolved(tenant, `order:${placed.id}`);
    const sent = done.timeline.find(({ what }) => what === "write")?.detail as
      | { body: Json }
      | undefined;
    expect([done.job.outcome, sent?.body]).toEqual(["booked", shown?.body]);
  });
  expect(calls["POST /v2/vouchers"]).toBe(1);
});

test("a rule makes a voucher of some orders, and sales orders of the rest", async () => {
  await bridge.reconfigure(tenant, {
    orders: { type: "sales-order", typeRules: [{ paymentMethods: ["CARD"], type: "mutation" }] },
  });
  const card = await placeAndBook(bridge, tenant, { ...mugs(), paymentMethodId: "CARD" });
  const invoice = await placeAndBook(bridge, tenant, { ...mugs(), paymentMethodId: "INVOICE" });
  expect([
    (await vouchersOf(bridge, card.placed.orderNumber)).length,
    (await bridge.ordersOf(card.placed.orderNumber)).length,
  ]).toEqual([1, 0]);
  expect([
    (await vouchersOf(bridge, invoice.placed.orderNumber)).length,
    (await bridge.ordersOf(invoice.placed.orderNumber)).length,
  ]).toEqual([0, 1]);
});
