/**
 * Vouchers in the comparison of both sides: summed by VAT rate and currency, and one that a person
 * changed in the ledger is told.
 */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { placeAndBook } from "../support/invoices.ts";
import { companyBuyer } from "../support/orders.ts";
import { DAY } from "../support/sweeps.ts";
import { vouchersOf } from "../support/vouchers.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { COALESCE } from "../support/write-cases.ts";

useVouchers();

type Rate = {
  readonly rate: string | null;
  readonly source: { net: string; vat: string };
  readonly ledger: { net: string; vat: string };
};
type Answer = {
  readonly run: { readonly startedAt: number };
  readonly days: readonly {
    readonly at: number;
    readonly states: Record<string, number>;
    readonly totals: { readonly gross: readonly Json[]; readonly rates: readonly Rate[] };
  }[];
  readonly findings: readonly Json[];
  readonly orders: readonly Json[];
};

let n = 0;
const mixed = (more: Json = {}): Json => ({
  ...companyBuyer(`Summed${(n += 1)}`),
  paymentStatus: "Open",
  lines: [
    { articleCode: "MUG", quantity: 10, price: 10 },
    { articleCode: "TEA", quantity: 2, price: 50 },
    { lineType: "Shipping", description: "Post", vatPercentage: 25, quantity: 1, price: 8 },
  ],
  ...more,
});
const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

async function compared(): Promise<Answer> {
  const now = await bridge.now();
  const range = { from: day(now - 3 * DAY), to: day(now + DAY) };
  const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, range);
  await bridge.finished(tenant, String(jobId));
  const read = async () =>
    (await bridge.ask(
      "GET",
      `/tenants/${tenant.id}/reconciliation?${new URLSearchParams(range)}`,
    )) as unknown as Answer;
  const { run } = await read();
  // Days are kept in D1, behind the object by a moment.
  await bridge.until(
    async () =>
      (await read()).days.some(({ at, totals }) => totals.gross.length > 0 && at >= run.startedAt),
    "the day's sums are kept",
  );
  return read();
}

const sums = ({ days }: Answer) => ({
  gross: days.flatMap(({ totals }) => totals.gross),
  rates: days.flatMap(({ totals }) => totals.rates),
});
const level = (name: string, more: Json = {}): Promise<unknown> =>
  bridge.reconfigure(tenant, {
    orders: {
      editedAfterBooking: "delta",
      payments: "register",
      voucher: { level: name, paid: "clearing", ...more },
    },
  });

test("vouchers of every level, a credit, an edit and a later payment add up by VAT rate on both sides; one that a person changed is told until it is put back", async () => {
  for (const name of ["recommended", "complex", "extreme", "simple"]) {
    await level(name);
    expect((await placeAndBook(bridge, tenant, mixed())).timeline.job.outcome).toBe("booked");
  }
  await level("recommended");
  const credited = await placeAndBook(bridge, tenant, mixed());
  const back = await placeAndBook(bridge, tenant, {
    ...companyBuyer(`Summed${(n += 1)}`),
    paymentStatus: "Open",
    creditsOrderId: credited.placed.id,
    lines: [{ articleCode: "MUG", quantity: -4, price: 10 }],
  });
  expect(back.timeline.job.outcome).toBe("booked");
  const edited = await placeAndBook(bridge, tenant, mixed({ paymentMethodId: "CARD" }));
  await bridge.edit(edited.placed.id, { paymentStatus: "Paid" });
  await bridge.advance(COALESCE);
  expect((await bridge.book(tenant, edited.placed.id, "order.updated")).job.outcome).toBe("booked");
  await bridge.edit(edited.placed.id, { lines: [{ articleCode: "TEA", quantity: 3, price: 50 }] });
  await bridge.advance(COALESCE);
  expect((await bridge.book(tenant, edited.placed.id, "order.updated")).job.outcome).toBe(
    "updated",
  );
  expect((await vouchersOf(bridge, edited.placed.orderNumber)).length).toBe(4);

  const first = await compared();
  expect([
    first.findings,
    first.orders.map(({ state, gross, ledgerGross }) => [
      state,
      Math.abs(Number(gross)) === Math.abs(Number(ledgerGross)),
    ]),
  ]).toEqual([[], first.orders.map(() => ["booked", true])]);
  const { gross, rates } = sums(first);
  expect(
    gross.map(({ currency, orders, source, ledger, withoutVat }) => [
      currency,
      orders,
      source === ledger,
      withoutVat,
    ]),
  ).toEqual([["SEK", 7, true, 1]]);
  expect(
    rates.map(({ rate, source, ledger }) => [
      rate,
      source.net === ledger.net,
      source.vat === ledger.vat,
    ]),
  ).toEqual([
    ["0.12", true, true],
    ["0.25", true, true],
  ]);

  const [voucher] = await vouchersOf(bridge, credited.placed.orderNumber);
  const rows = (voucher?.["Rows"] ?? []) as readonly Json[];
  const query = new URLSearchParams({ company: await bridge.companyId(tenant.company) });
  const change = (changed: unknown): Promise<unknown> =>
    bridge.control("eaccounting", "PATCH", `/vouchers/${String(voucher?.["Id"])}?${query}`, {
      Rows: changed,
    });
  // From the VAT of 25 % to that of 12 %: the voucher balances, and its total stays.
  await change(
    rows.map((row) =>
      row["AccountNumber"] === 2611
        ? { ...row, CreditAmount: Number(row["CreditAmount"]) - 5 }
        : row["AccountNumber"] === 2621
          ? { ...row, CreditAmount: Number(row["CreditAmount"]) + 5 }
          : row,
    ),
  );
  const second = await compared();
  expect(second.findings.map(({ finding, number }) => [finding, number])).toEqual([
    ["vat", credited.placed.orderNumber],
  ]);
  expect(
    sums(second).rates.map(({ source, ledger }) =>
      Number((Number(ledger.vat) - Number(source.vat)).toFixed(2)),
    ),
  ).toEqual([5, -5]);
  const alerts = (await bridge.ask("GET", `/tenants/${tenant.id}/alerts`))[
    "alerts"
  ] as readonly Json[];
  expect(alerts.filter(({ resolvedAt }) => resolvedAt === null).map(({ code }) => code)).toEqual([
    "reconciliation-vat",
  ]);

  await change(
    rows.map((row) => (row["AccountNumber"] === 1510 ? { ...row, AccountNumber: 1930 } : row)),
  );
  expect((await compared()).findings.map(({ finding }) => finding)).toEqual(["amount"]);
  await change(rows);
  expect((await compared()).findings).toEqual([]);
});
