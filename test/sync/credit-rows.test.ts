/**
 * A credit stands below zero on every row that tells its amount, whichever sign its shop uses: in
 * the comparison's rows, sums and findings, and in what waits.
 */
import { expect, test } from "vitest";
import { sumsOf } from "../../src/asperion/order-sums.ts";
import { dec, sum } from "../../src/domain/money.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { foundSums, openFindings } from "../../src/sync/tenant/reconciliation/order-findings.ts";
import * as store from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { view } from "../../src/sync/tenant/reconciliation/reconciliation-view.ts";
import { context, document, memory, remembered, source } from "../monitor/facts.ts";
import { objectSql } from "../support/object-sql.ts";

const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };

/** A credit of 100.00 with 25 %, as its shop lists it; the ledger has 90.00 of it. */
function compared(sign: 1 | -1, status = 2) {
  const sql = objectSql();
  const listed = {
    currencyCode: "SEK",
    amountInclVat: 125 * sign,
    vatAmount: 25 * sign,
    status,
    creditsOrderId: 7,
    lines: {
      _data: [
        {
          lineType: "Article",
          vatPercentage: 25,
          amountExclVat: 100 * sign,
          vatAmount: 25 * sign,
          amountInclVat: 125 * sign,
        },
      ],
    },
  };
  const its = source({ sums: sumsOf(listed) ?? null });
  const there = document({
    kind: "invoice",
    credit: true,
    sums: {
      currency: "SEK",
      gross: "-112.50",
      vat: "-22.50",
      rows: 1,
      perRate: [{ rate: "0.25", net: "-90.00", vat: "-22.50" }],
    },
  });
  const run = { no: 1 } as Parameters<typeof store.saveSources>[1];
  store.saveSources(sql, run, [its], 1);
  const documents = [remembered({ role: "credit" })];
  const verdict = classifyOrder(its, memory({ documents }), [there], context());
  store.saveVerdict(sql, 1, { ...verdict, documents: [there] });
  store.saveFinding(sql, {
    finding: "amount",
    thing: "order:1",
    key: "order:1",
    number: "1001",
    day: "2026-11-20",
    run: 1,
    at: 1,
  });
  const [row] = view(sql, { ...NOVEMBER, sums: true }).orders;
  if (row === undefined) throw new Error("no row");
  return { sql, row, verdict };
}

test.each([1, -1] as const)("a credit of a shop that writes it with sign %s", (sign) => {
  const { sql, row, verdict } = compared(sign);
  const [due] = verdict.balance.due;
  expect([row.gross, row.ledgerGross, due?.gross]).toEqual(["-125.00", "-112.50", "-125.00"]);
  // Both sides of a row differ by its parts.
  const parts = sum((row.parts ?? []).map(({ gross }) => gross));
  expect(dec(row.ledgerGross ?? 0).minus(row.gross ?? 0)).toEqual(parts);
  expect(Number(row.sums?.shop?.vat)).toBe(-25);
  expect(row.sums?.shop?.perRate?.map(({ net, vat }) => [Number(net), Number(vat)])).toEqual([
    [-100, -25],
  ]);
  expect(openFindings(sql, 5).map(({ gross }) => gross)).toEqual(["-125.00"]);
  expect(foundSums(sql, ["amount"])).toEqual([{ currency: "SEK", gross: "-125000000" }]);
});

test.each([1, -1] as const)("a cancelled credit was below zero, written with sign %s", (sign) => {
  const { row } = compared(sign, 9);
  expect([row.gross, row.was]).toEqual(["0.00", "-125.00"]);
});
