/** An order's row of the comparison has the figures that its sums are made of, on both sides. */
import { expect, test } from "vitest";
import type { OrderSums } from "../../src/asperion/order-sums.ts";
import type { Balance } from "../../src/monitor/reconciliation/balance.ts";
import type { LedgerSums } from "../../src/monitor/reconciliation/classify-order.ts";
import { view } from "../../src/sync/tenant/reconciliation/reconciliation-view.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { company } from "../flows/orders/kit.ts";
import { objectSql } from "../support/object-sql.ts";

type Row = {
  readonly sums: OrderSums;
  readonly ledger: LedgerSums | null;
  readonly balance: Balance;
};

/** As the page, the tables and the API get it. */
function shown({ sums, ledger, balance }: Row) {
  const sql = objectSql();
  cache.save(sql, { company }, 1);
  run(
    sql,
    `INSERT INTO reconciliation_orders (
       id, key, day, date, known_state, state, sums, ledger, balance, documents, run, at
     )
     VALUES (1, 'order:1', '2026-11-23', '2026-11-23T10:00:00', 'x', 'booked', ?, ?, ?, 'v 1', 1, 1)`,
    JSON.stringify(sums),
    ledger === null ? null : JSON.stringify(ledger),
    JSON.stringify(balance),
  );
  const [order] = view(sql, { from: "2026-11-23", to: "2026-11-23", sums: true }).orders;
  if (order === undefined) throw new Error("no row");
  return order;
}

const figures = (gross: string, net: string, vat: string) => ({
  currency: "SEK",
  gross,
  rates: [{ rate: "0.25", net, vat }],
});
const sumsOf = (gross: string, net: string, vat: string): OrderSums => ({
  currency: "SEK",
  gross,
  vat,
  credit: true,
  lines: 1,
  perRate: [{ rate: "0.25", net, vat }],
});
const CREDITED: LedgerSums = {
  currency: "SEK",
  gross: "-125.00",
  vat: "-25.00",
  perRate: [{ rate: "0.25", net: "-100.00", vat: "-25.00" }],
};

test("a credit is below zero on both sides, whichever sign the shop gives it", () => {
  const due = [figures("-125.00", "-100.00", "-25.00")];
  const balance = { due, stands: due, parts: [], withoutVat: false };
  const rows = [sumsOf("125", "100", "25"), sumsOf("-125", "-100", "-25")].map((sums) =>
    shown({ sums, ledger: CREDITED, balance }),
  );
  for (const row of rows)
    expect([row.gross, row.ledgerGross, row.sums?.shop, row.notes]).toEqual([
      "-125.00",
      "-125.00",
      { vat: "-25", perRate: [{ rate: "0.25", net: "-100", vat: "-25" }] },
      [],
    ]);
});

test("what a cancelled credit was is below zero as well", () => {
  const sums: OrderSums = {
    ...sumsOf("0.00", "0.00", "0.00"),
    perRate: [],
    was: "125",
  };
  const balance = { due: [], stands: [], parts: [], withoutVat: false };
  const { gross, was } = shown({ sums, ledger: null, balance });
  expect([gross, was]).toEqual(["0.00", "-125.00"]);
});

test("VAT that credits of other orders took back, or took off, isn't said to be rounded otherwise", () => {
  const cancelled: OrderSums = {
    ...sumsOf("0.00", "0.00", "0.00"),
    credit: false,
    perRate: [],
    was: "125",
  };
  const stands = [figures("125.00", "100.00", "25.00")];
  const back = { due: stands, stands, parts: [], withoutVat: false };
  const sold = { ...CREDITED, gross: "125.00", vat: "25.00", perRate: stands[0]?.rates ?? [] };
  const ofCancelled = shown({ sums: cancelled, ledger: sold as LedgerSums, balance: back });
  expect(ofCancelled.notes.map(({ code }) => code)).toEqual(["cancelled-and-credited"]);
  const charged: OrderSums = { ...sumsOf("250", "200", "50"), credit: false };
  const lowered = shown({ sums: charged, ledger: sold as LedgerSums, balance: back });
  expect(lowered.notes).toEqual([]);
});

test("a cent by which the ledger rounds a credit otherwise is told, whichever sign the shop has", () => {
  const due = [figures("-125.00", "-100.01", "-24.99")];
  const balance = { due, stands: due, parts: [], withoutVat: false };
  const { notes } = shown({ sums: sumsOf("125", "100.01", "24.99"), ledger: CREDITED, balance });
  expect(notes).toMatchObject([
    {
      code: "vat-method-difference",
      params: { rate: "0.25", source: "-24.99", ledger: "-25.00", difference: "-0.01" },
    },
  ]);
});
