/**
 * Generated days: the rows of the comparison, as page, API and both CSVs have them, come to the
 * sums of the days, and each row to its own difference.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { dec, sum } from "../../src/domain/money.ts";
import { differenceOf, isOtherCurrency } from "../../src/http/usecases/ledger/reconciliation.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { dayOf } from "../../src/monitor/reconciliation/day-sums.ts";
import { openFindings } from "../../src/sync/tenant/reconciliation/order-findings.ts";
import * as store from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { view } from "../../src/sync/tenant/reconciliation/reconciliation-view.ts";
import { context } from "../monitor/facts.ts";
import { placed, worldOf } from "../monitor/placed.kit.ts";
import { objectSql } from "../support/object-sql.ts";

const RUN = { no: 1 } as Parameters<typeof store.saveSources>[1];
const DAYS = { from: "2026-11-20", to: "2026-11-20" };

const total = <Of>(all: readonly Of[], figure: (of: Of) => string | null): string =>
  sum(all.flatMap((one) => figure(one) ?? [])).toFixed(2);

test("rows come to the sums of their day, and each to its own difference", () => {
  fc.assert(
    fc.property(fc.array(placed, { minLength: 1, maxLength: 8 }), (orders) => {
      const sql = objectSql();
      const verdicts = orders.map((order, n) => {
        const { source, memory, documents } = worldOf(order, n + 1);
        const verdict = classifyOrder(source, memory, documents, context());
        store.saveSources(sql, RUN, [source], 1);
        store.saveVerdict(sql, source.id, { ...verdict, documents });
        return verdict;
      });
      const rows = view(sql, { ...DAYS, sums: true }).orders;
      const day = dayOf(verdicts);
      for (const { currency, source, ledger } of day.totals.gross) {
        const due = rows.filter((_, n) => verdicts[n]?.balance.due.length !== 0);
        const own = due.filter((row) => row.currency === currency);
        expect(total(own, ({ gross }) => gross)).toBe(source);
        const there = rows.filter((row) => (row.ledgerCurrency ?? row.currency) === currency);
        expect(total(there, ({ ledgerGross }) => ledgerGross)).toBe(ledger);
        // What a row has by rate is what it has in all.
        for (const { ledgerGross, sums } of there)
          if (sums?.ledger?.perRate != null)
            expect(total(sums.ledger.perRate, ({ net, vat }) => sum([net, vat]).toFixed(2))).toBe(
              ledgerGross,
            );
      }
      for (const [n, row] of rows.entries()) {
        if (verdicts[n]?.balance.due.length === 0 || isOtherCurrency(row)) continue;
        const off = dec(row.ledgerGross ?? "0").minus(row.gross ?? "0");
        if (differenceOf(row) !== "") expect(off.toFixed(2)).toBe(differenceOf(row));
      }
    }),
    { numRuns: 150 },
  );
});

test("a second document is told with all that stands in the ledger, as its order's row has it", () => {
  fc.assert(
    fc.property(placed, (order) => {
      const sql = objectSql();
      const { source, memory, documents } = worldOf({ ...order, fate: "copied" }, 1);
      const verdict = classifyOrder(source, memory, documents, context());
      store.saveSources(sql, RUN, [source], 1);
      store.saveVerdict(sql, source.id, { ...verdict, documents });
      for (const finding of ["twice", "customer"] as const)
        store.saveFinding(sql, { finding, thing: "order:1", key: "order:1", run: 1, at: 1 });
      const [row] = view(sql, DAYS).orders;
      const told = new Map(openFindings(sql, 5).map((one) => [one.finding, one.ledgerGross]));
      expect(told.get("twice")).toBe(row?.ledgerGross);
      // Any other finding is about the document that is right.
      expect(told.get("customer")).toBe(verdict.ledger?.gross);
    }),
    { numRuns: 50 },
  );
});
