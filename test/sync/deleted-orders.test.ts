/** Documents of orders that the shop deleted, in the comparison of both sides. */
import { expect, test } from "vitest";
import { type Reason, reason } from "../../src/domain/reasons/index.ts";
import type { LedgerFact } from "../../src/monitor/reconciliation/facts.ts";
import type { ReconciliationRequest } from "../../src/monitor/reconciliation/port.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { differences } from "../../src/sync/tenant/reconciliation/differences.ts";
import { answer } from "../../src/sync/tenant/reconciliation/reconciliation.ts";
import { findings } from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { document } from "../monitor/facts.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const DAY = "2026-11-20";
const MADE = Date.parse(`${DAY}T10:00:00Z`);

/** An object that remembers a sales order for order 1, whose newest run ended so. */
function object(outcome: "held" | "skipped", reasons: readonly Reason[]) {
  const sql = objectSql();
  const context = {
    sql,
    now: () => MADE,
    atomically: atomicallyOn(sql),
    wake: () => undefined,
    deps: { timings: { leaseMs: 1, coalesceMs: 0 } },
  } as unknown as TenantContext;
  const work = { lane: "live", type: "x", due: 1, now: 1 } as const;
  const { id } = jobs.create(sql, { key: "order:1", flow: "orders", ...work });
  jobs.update(sql, id, { status: "done", outcome, reasons: JSON.stringify(reasons) }, 1);
  journal.saveDocument(
    sql,
    "order:1",
    {
      role: "sales-order",
      n: 1,
      id: "d1",
      number: "13",
      sourceHash: null,
      ownedHash: null,
      state: "live",
    },
    1,
  );
  const its = { key: "reconciliation", flow: "reconciliation", ...work } as const;
  const run = jobs.create(sql, its);
  jobs.update(sql, run.id, { status: "running", claim: 1 }, 1);
  const ask = (input: ReconciliationRequest) =>
    answer(context, { tenantId: "shop", jobId: run.id, claimNo: 1 }, input);
  /** Compares the day, of which the shop lists nothing. */
  const compare = (documents: readonly LedgerFact[]): void => {
    ask({ ask: "begin", from: DAY, to: DAY, since: 0 });
    ask({ ask: "documents", documents });
    for (const part of ["link", "orders", "documents", "days"] as const)
      for (let after: string | null = ""; after !== null;) {
        const stepped = ask({ ask: "step", part, after });
        after = stepped.kind === "stepped" ? stepped.next : null;
      }
    ask({ ask: "end" });
  };
  const totals = () =>
    all<{ row: string }>(sql, "SELECT row FROM outbox WHERE tbl = 'reconciliations'").map(
      ({ row }) => (JSON.parse(row) as { row: { totals: { gross: unknown } } }).row.totals.gross,
    );
  return { sql, compare, totals };
}

const GONE = reason("order-gone", { order: "1", documents: "13" });
const SKIPPED = reason("skipped-by-person", { actor: "somebody", documents: "13" });
const listed = document({ id: "d1", number: "13", createdAt: MADE });

test.each([
  ["held", [GONE]],
  ["skipped", [SKIPPED, GONE]],
] as const)(
  "a document whose order the shop deleted is told as one without an order, and stands in the day's sums: %s",
  (outcome, reasons) => {
    const { sql, compare, totals } = object(outcome, reasons);
    compare([listed]);
    expect(findings(sql)).toMatchObject([
      { finding: "without-order", number: "1001", document_number: "13" },
    ]);
    expect(
      differences(sql, { from: DAY, to: DAY, each: 10 }).items.map(({ name, day, parts }) => [
        name,
        day,
        parts.map(({ gross, currency }) => `${gross} ${currency}`),
      ]),
    ).toEqual([["without-order", DAY, ["125.00 SEK"]]]);
    expect(totals()).toEqual([[{ currency: "SEK", orders: 0, source: "0.00", ledger: "125.00" }]]);
    // Deleted in the ledger as well.
    compare([]);
    expect(findings(sql)).toEqual([]);
  },
);

test("a document of an order of another day, or of one that the shop still has, is no document without an order", () => {
  const { sql, compare } = object("held", [reason("article-not-found", { sku: "A" })]);
  compare([listed]);
  expect(findings(sql)).toEqual([]);
});
