/**
 * Orders that are booked by the day: one voucher for a day's orders, whatever comes before and
 * after its close.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { addsUp, type Compared } from "../support/compared.ts";
import {
  buyer,
  change,
  daily,
  dated,
  list,
  mugs,
  ofDay,
  ordersOf,
  pass,
  place,
  resolved,
  today,
} from "../support/days.ts";
import { codesOf } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { movedBy, rowsOf, vouchersOf } from "../support/vouchers.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { COALESCE } from "../support/write-cases.ts";

useVouchers();

test("a day of two rates and two methods is one voucher, and no order has its own", async () => {
  const ways = { clearingAccount: { table: { CARD: "1580", SWISH: "1930" } } };
  await bridge.reconfigure(tenant, { lookups: { ...VOUCHER_LOOKUPS, ...ways } });
  await daily();
  const day = await today();
  const first = await place(mugs(10));
  expect([first.timeline.job.outcome, codesOf(first.timeline.job)[0]]).toEqual([
    "booked",
    "added-to-day",
  ]);
  const open = await place(mugs(4, { paymentStatus: "Open" }));
  const tea = await place({
    ...mugs(0),
    paymentMethodId: "SWISH",
    lines: [{ articleCode: "TEA", quantity: 2, price: 50 }],
  });
  expect(await ofDay(day)).toEqual([]);
  const vat = [
    { rate: "0.12", net: "100.00", vat: "12.00" },
    { rate: "0.25", net: "140.00", vat: "35.00" },
  ];
  const sums = { charged: "287.00", held: "287.00", difference: "0.00", vat };
  expect((await list())["waiting"]).toEqual([{ day, orders: 3, ...sums }]);
  await pass();
  const job = await resolved(day);
  expect([job.outcome, codesOf(job)]).toEqual(["booked", ["day-booked", "day-list-attached"]]);
  const vouchers = await ofDay(day);
  expect([dated(vouchers), vouchers.map(rowsOf)]).toEqual([
    [day],
    [
      [
        "D 1510 50.00",
        "D 1580 125.00",
        "D 1930 112.00",
        "K 2611 35.00",
        "K 2621 12.00",
        "K 3001 140.00",
        "K 3002 100.00",
      ].toSorted(),
    ],
  ]);
  expect(await vouchersOf(bridge, first.placed.orderNumber)).toEqual([]);
  // Its page has its orders, and each order's its voucher and its share.
  expect(await ordersOf(`${day}-1`)).toEqual(
    [first, open, tea].map(({ placed }) => `${placed.orderNumber} voucher`),
  );
  const { days } = await bridge.ask("GET", `/tenants/${tenant.id}/jobs/${open.timeline.job.id}`);
  const number = String(vouchers[0]?.["NumberAndNumberSeries"]);
  expect(days).toEqual([
    { day, role: "voucher", n: 1, total: "50.00", voucher: { id: `${day}-1`, number } },
  ]);
});

describe("what comes after the close", () => {
  test("a credit, an edit and a cancellation are in the voucher of their own day", async () => {
    await daily({ editedAfterBooking: "delta", cancelledAfterBooking: "credit" });
    const day = await today();
    const [one, two, three] = [await place(mugs(10)), await place(mugs(8)), await place(mugs(6))];
    await pass();
    expect((await resolved(day)).outcome).toBe("booked");
    const next = await today();
    const credit = await place({
      ...buyer(),
      paymentMethodId: "CARD",
      creditsOrderId: one.placed.id,
      paymentStatus: "Refunded",
      lines: [{ articleCode: "MUG", quantity: -4, price: 10 }],
    });
    expect([credit.timeline.job.outcome, codesOf(credit.timeline.job)[0]]).toEqual([
      "booked",
      "added-to-day",
    ]);
    const edited = await change(two.placed, {
      lines: [{ articleCode: "MUG", quantity: 2, price: 10 }],
    });
    expect([edited.outcome, codesOf(edited).slice(0, 1)]).toEqual(["updated", ["added-to-day"]]);
    const cancelled = await change(
      three.placed,
      { status: 9, paymentStatus: "Refunded", amountPaid: 0 },
      "order.cancelled",
    );
    expect([cancelled.outcome, codesOf(cancelled)]).toEqual(["updated", ["taken-out-of-day"]]);
    expect(await ofDay(next)).toEqual([]);
    await pass();
    expect((await resolved(next)).outcome).toBe("booked");
    const [first] = await ofDay(day);
    const [second] = await ofDay(next);
    expect([dated([second as Json]), rowsOf(second)]).toEqual([
      [next],
      [
        "D 1580 25.00",
        "D 2611 45.00",
        "D 3001 180.00",
        "K 1580 225.00",
        "K 2611 5.00",
        "K 3001 20.00",
      ].toSorted(),
    ]);
    // Of 24 mugs 4 were credited, 6 edited away and 6 cancelled.
    expect(movedBy([first as Json, second as Json])).toEqual({
      "1580": "100.00",
      "2611": "-20.00",
      "3001": "-80.00",
    });
    expect((await ordersOf(`${next}-1`)).map((text) => text.split(" ")[1])).toEqual([
      "voucher",
      "voucher-reversal",
      "voucher-reversal",
      "voucher-credit",
    ]);
  });

  test("a late order makes a further voucher of its own day, which is never reopened", async () => {
    await daily();
    const day = await today();
    await place(mugs(10));
    await pass();
    expect((await resolved(day)).outcome).toBe("booked");
    const late = await place(mugs(2, { date: `${day}T11:00:00` }));
    expect(late.timeline.job.outcome).toBe("booked");
    await pass();
    expect((await resolved(day, 2)).outcome).toBe("booked");
    const vouchers = await ofDay(day);
    expect([dated(vouchers), movedBy(vouchers.slice(1))]).toEqual([
      [day, day],
      { "1580": "25.00", "2611": "-5.00", "3001": "-20.00" },
    ]);
  });
});

describe("what comes before the close", () => {
  test("an edited order is in its day as it says now, a cancelled one isn't", async () => {
    await daily({ editedAfterBooking: "delta", cancelledAfterBooking: "credit" });
    const day = await today();
    const one = await place(mugs(10));
    const two = await place(mugs(8));
    const edited = await change(one.placed, {
      lines: [{ articleCode: "MUG", quantity: 4, price: 10 }],
    });
    expect(edited.outcome).toBe("updated");
    expect(
      (
        await change(
          two.placed,
          { status: 9, paymentStatus: "Refunded", amountPaid: 0 },
          "order.cancelled",
        )
      ).outcome,
    ).toBe("updated");
    await pass();
    expect((await resolved(day)).outcome).toBe("booked");
    expect((await ofDay(day)).map(rowsOf)).toEqual([
      ["D 1580 50.00", "K 2611 10.00", "K 3001 40.00"],
    ]);
    expect(await ordersOf(`${day}-1`)).toEqual([`${one.placed.orderNumber} voucher`]);
  });

  test("is no edit of anything booked, and needs nobody's leave; after it, it does", async () => {
    await daily();
    const day = await today();
    const { placed } = await place(mugs(10));
    const to = (quantity: number): Json => ({
      lines: [{ articleCode: "MUG", quantity, price: 10 }],
    });
    expect((await change(placed, to(4))).outcome).toBe("updated");
    await pass();
    expect((await resolved(day)).outcome).toBe("booked");
    const late = await change(placed, to(2));
    expect([late.outcome, codesOf(late)[0]]).toEqual([
      "needs-attention",
      "voucher-changed-after-booking",
    ]);
    expect((await list())["waiting"]).toEqual([]);
  });

  test("the same order again changes nothing", async () => {
    await daily();
    const day = await today();
    const { placed } = await place(mugs(10));
    await bridge.advance(COALESCE);
    const again = (await bridge.book(tenant, placed.id, "order.updated")).job;
    expect([again.outcome, codesOf(again)[0]]).toEqual(["booked", "order-unchanged"]);
    await pass();
    expect((await resolved(day)).outcome).toBe("booked");
    expect((await ofDay(day)).map(rowsOf)).toEqual([
      ["D 1580 125.00", "K 2611 25.00", "K 3001 100.00"],
    ]);
  });
});

test("a payment that comes after the close is in the voucher of its own day", async () => {
  await daily({ payments: "register" });
  const day = await today();
  const { placed } = await place(mugs(10, { paymentStatus: "Open" }));
  await pass();
  expect((await resolved(day)).outcome).toBe("booked");
  const next = await today();
  const paid = await change(
    placed,
    { paymentStatus: "Paid", paidAt: `${next}T10:00:00` },
    "order.paid",
  );
  expect([paid.outcome, codesOf(paid)]).toEqual([
    "booked",
    expect.arrayContaining(["voucher-paid"]),
  ]);
  await pass();
  expect((await resolved(next)).outcome).toBe("booked");
  expect((await ofDay(next)).map(rowsOf)).toEqual([["D 1580 125.00", "K 1510 125.00"]]);
});

describe("a day on which the books are closed by then", () => {
  test("is held, and booked once they are open and a person retries", async () => {
    await daily();
    const day = await today();
    await place(mugs(10));
    await bridge.control("eaccounting", "PUT", "/company", { lockedTo: day });
    await pass();
    const job = await resolved(day);
    expect([job.outcome, codesOf(job)]).toEqual(["held", ["period-closed"]]);
    expect(await ofDay(day)).toEqual([]);
    await bridge.control("eaccounting", "PUT", "/company", { lockedTo: null });
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    expect((await resolved(day)).outcome).toBe("booked");
    expect(dated(await ofDay(day))).toEqual([day]);
  });

  test("is booked once they are open and a person undoes the skip", async () => {
    await daily();
    const day = await today();
    await place(mugs(10));
    await bridge.control("eaccounting", "PUT", "/company", { lockedTo: day });
    await pass();
    const job = await resolved(day);
    expect(codesOf(job)).toEqual(["period-closed"]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/skip`, { note: "by hand" });
    await bridge.control("eaccounting", "PUT", "/company", { lockedTo: null });
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/undo-skip`);
    expect((await resolved(day)).outcome).toBe("booked");
    expect(dated(await ofDay(day))).toEqual([day]);
  });

  test("is booked on the next open one, where the tenant wants that", async () => {
    await daily({ closedPeriod: "next-open-day" });
    const day = await today();
    await place(mugs(10));
    await bridge.control("eaccounting", "PUT", "/company", { lockedTo: day });
    await pass();
    const job = await resolved(day);
    expect([job.outcome, codesOf(job)]).toEqual([
      "booked",
      ["day-booked", "booking-date-moved", "day-list-attached"],
    ]);
    expect(dated(await ofDay(day))).toEqual([await today()]);
  });
});

describe("the comparison of both sides", () => {
  async function compared(day: string): Promise<Json> {
    const range = `from=${day}&to=${day}`;
    const at = `/tenants/${tenant.id}/reconciliation`;
    const { jobId } = await bridge.ask("POST", at, { from: day, to: day });
    await bridge.finished(tenant, String(jobId));
    return bridge.ask("GET", `${at}?${range}`);
  }
  const statesIn = (found: Json): readonly unknown[] =>
    (found["orders"] as readonly Json[]).map(({ state, gross, ledgerGross }) => [
      state,
      Number(gross),
      ledgerGross === null ? null : Number(ledgerGross),
    ]);

  test("knows an order by its share: waiting before the close, and to the cent after it", async () => {
    await daily();
    const day = await today();
    await place(mugs(10));
    await place(mugs(2));
    expect(statesIn(await compared(day))).toEqual([
      ["waiting", 125, null],
      ["waiting", 25, null],
    ]);
    await pass();
    expect((await resolved(day)).outcome).toBe("booked");
    const found = await compared(day);
    expect([statesIn(found), found["findings"]]).toEqual([
      [
        ["booked", 125, 125],
        ["booked", 25, 25],
      ],
      [],
    ]);
  });

  test("a day's voucher that somebody changed moves the day's sums, until it is as it was", async () => {
    await daily();
    const day = await today();
    await place(mugs(10));
    await place(mugs(2));
    await pass();
    const job = await resolved(day);
    const [voucher] = await ofDay(day);
    const rows = voucher?.["Rows"] as readonly Json[];
    const query = new URLSearchParams({ company: await bridge.companyId(tenant.company) });
    const at = `/vouchers/${String(voucher?.["Id"])}?${query}`;
    const put = (changed: readonly Json[]) =>
      bridge.control("eaccounting", "PATCH", at, { Rows: changed });
    const half = (row: Json, field: string) => ({ [field]: Number(row[field]) / 2 });
    const seen = async () => {
      const found = await compared(day);
      const { days, findings } = found as unknown as Compared;
      addsUp(days);
      const totals = days[0]?.totals;
      return {
        findings: findings.map(({ finding, number }) => [finding, number]),
        gross: totals?.gross.map(({ source, ledger }) => [source, ledger]),
        rates: totals?.rates.map(({ source, ledger }) => [source, ledger]),
      };
    };
    const retried = async () => {
      await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
      const { outcome } = await resolved(day);
      return outcome;
    };
    const side = (net: string, vat: string) => ({ net, vat });
    const whole = {
      findings: [],
      gross: [["150.00", "150.00"]],
      rates: [[side("120.00", "30.00"), side("120.00", "30.00")]],
    };
    expect(await seen()).toEqual(whole);
    await put(
      rows.map((row) => ({ ...row, ...half(row, "DebitAmount"), ...half(row, "CreditAmount") })),
    );
    const changed = {
      findings: [["amount", `${day}-1`]],
      gross: [["150.00", "75.00"]],
      rates: [[side("120.00", "30.00"), side("60.00", "15.00")]],
    };
    expect(await seen()).toEqual(changed);
    expect(await retried()).toBe("needs-attention");
    // Revenue on another account: the total stays, and what was sold is missing at its rate.
    await put(
      rows.map((row) => (row["AccountNumber"] === 3001 ? { ...row, AccountNumber: 3002 } : row)),
    );
    expect(await seen()).toEqual({
      findings: [["amount", `${day}-1`]],
      gross: [["150.00", "150.00"]],
      rates: [[side("120.00", "30.00"), side("0.00", "30.00")]],
    });
    await put(rows);
    expect(await seen()).toEqual(whole);
    expect(await retried()).toBe("booked");
  });
});
