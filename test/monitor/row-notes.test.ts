/** A row of the comparison without a finding says by itself why both sides agree. */
import { expect, test } from "vitest";
import type { OrderSums } from "../../src/asperion/order-sums.ts";
import { creditedNotes, roundingNotes } from "../../src/monitor/reconciliation/row-notes.ts";
import type { Balance, Part } from "../../src/monitor/reconciliation/balance.ts";
import type { LedgerSums } from "../../src/monitor/reconciliation/classify-order.ts";
import { view } from "../../src/sync/tenant/reconciliation/reconciliation-view.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { company } from "../flows/orders/kit.ts";
import { objectSql } from "../support/object-sql.ts";

/** A row of the object's tables, as the page and the API get it. */
function shown(sums: OrderSums, ledger: LedgerSums, balance: Pick<Balance, "due" | "parts">) {
  const sql = objectSql();
  cache.save(sql, { company }, 1);
  run(
    sql,
    `INSERT INTO reconciliation_orders (
       id, key, day, date, known_state, state, sums, ledger, balance, documents, run, at
     )
     VALUES (1, 'order:1', '2026-11-23', '2026-11-23T10:00:00', 'x', 'booked', ?, ?, ?, 'v 1', 1, 1)`,
    JSON.stringify(sums),
    JSON.stringify(ledger),
    JSON.stringify(balance),
  );
  const range = { from: "2026-11-23", to: "2026-11-23" };
  return view(sql, range).orders[0]?.notes.map(({ code }) => code);
}

const CANCELLED: OrderSums = {
  currency: "SEK",
  gross: "0.00",
  vat: "0.00",
  credit: false,
  lines: 0,
  perRate: [],
  was: "125",
};
const due = (gross: string, currency = "SEK") => ({ currency, gross, rates: [] });
const part = (gross: string, vat: string, name: Part["name"] = "rounding"): Part => ({
  name,
  currency: "SEK",
  gross,
  rates: [
    { rate: "0.25", net: "0.00", vat },
    { rate: "0.12", net: "0.00", vat: "0.00" },
  ],
});

test("a cancelled order whose credits are booked says by what it comes to nothing", () => {
  const said = {
    code: "cancelled-and-credited",
    params: { was: "125.00", credited: "-125.00", left: null },
  };
  expect(creditedNotes(CANCELLED, { due: [due("125.00")], parts: [] })).toMatchObject([said]);
});

test("of one on hold, of which credits took back a part, it says what is left of its document", () => {
  const left = [part("25.00", "5.00", "held")];
  expect(creditedNotes(CANCELLED, { due: [due("100.00")], parts: left })).toMatchObject([
    {
      code: "cancelled-and-credited",
      params: { was: "125.00", credited: "-100.00", left: "25.00" },
    },
  ]);
});

test("it says so of no order that wasn't cancelled or credited, nor where a difference is left", () => {
  const { was: _, ...sold } = CANCELLED;
  expect([
    creditedNotes(sold, { due: [due("125.00")], parts: [] }),
    creditedNotes({ ...CANCELLED, gross: "125.00", perRate: null }, { due: [], parts: [] }),
    creditedNotes(CANCELLED, { due: [], parts: [] }),
    creditedNotes(CANCELLED, { due: [due("125.00", "EUR")], parts: [] }),
    creditedNotes(CANCELLED, { due: [due("100.00")], parts: [part("25.00", "5.00", "amount")] }),
  ]).toEqual([[], [], [], [], []]);
});

const ledger = (gross: string, ...rates: readonly [rate: string, net: string, vat: string][]) =>
  ({
    currency: "SEK",
    gross,
    vat: null,
    perRate: rates.map(([rate, net, vat]) => ({ rate, net, vat })),
  }) as LedgerSums;

test.each([
  [
    "row",
    "vat",
    "0.01",
    "SEK",
    part("0.00", "0.01"),
    ledger("125.00", ["0.25", "100.00", "25.01"]),
  ],
  [
    "document",
    "vat",
    "-0.01",
    "SEK",
    part("0.00", "-0.01"),
    ledger("1", ["0.25", "99.98", "25.00"]),
  ],
  [
    "row",
    "rates",
    "0.02",
    "SEK",
    {
      ...part("0.00", "0.01"),
      rates: [
        { rate: "0.25", net: "0.01", vat: "0.01" },
        { rate: "0.12", net: "-0.02", vat: "-0.01" },
        { rate: "0", net: "0.01", vat: "0.00" },
      ],
    },
    ledger("125.00", ["0.25", "100.00", "25.01"]),
  ],
  ["document", "total", "0.40", "SEK", part("0.40", "0.00"), ledger("125.00")],
  ["tolerance", "total", "0.02", "SEK", part("0.02", "0.00"), ledger("125.02")],
  ["currency", "total", "0.02", "NOK", part("0.02", "0.00"), ledger("125.02")],
])("rounding by %s of %s is told with its amount", (by, of, amount, home, one, booked) => {
  expect(roundingNotes({ parts: [one], ledger: booked, home })).toMatchObject([
    { code: "rounding-difference", params: { by, of, amount, currency: "SEK" } },
  ]);
});

test("what a finding or an order on hold differs by is no rounding", () => {
  for (const name of ["amount", "vat", "held", "waiting"] as const)
    expect(
      roundingNotes({ parts: [part("0.02", "0.00", name)], ledger: ledger("1"), home: "SEK" }),
    ).toEqual([]);
});

test("the rows that are read say both", () => {
  expect(shown(CANCELLED, ledger("125.00"), { due: [due("125.00")], parts: [] })).toContain(
    "cancelled-and-credited",
  );
  const sold = { ...CANCELLED, gross: "125.00", vat: "25.00", perRate: null };
  expect(shown(sold, ledger("125.02"), { due: [], parts: [part("0.02", "0.00")] })).toContain(
    "rounding-difference",
  );
});
