/**
 * The reconciliation finds what a write made that was left to a person: it is that write's, no
 * second document and none without an order, and the order's run takes it up.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { LedgerFact } from "../../src/monitor/reconciliation/facts.ts";
import type { ReconciliationRequest } from "../../src/monitor/reconciliation/port.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import { answer } from "../../src/sync/tenant/reconciliation/reconciliation.ts";
import { findings } from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { document, source } from "../monitor/facts.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const DAY = "2026-11-20";
const MADE = Date.parse(`${DAY}T10:00:00Z`);
const WORK = { lane: "live", type: "x", due: 1, now: 1 } as const;

/** Order 1, of which a sales order was written that nobody knows of: a person was asked. */
function asked(failure: string | null) {
  const sql = objectSql();
  const context = {
    sql,
    now: () => MADE,
    atomically: atomicallyOn(sql),
    wake: () => undefined,
    deps: { timings: { leaseMs: 1, coalesceMs: 0 } },
  } as unknown as TenantContext;
  const settings = defaultSettings();
  const orders = { ...settings.orders, enabled: true, startLine: "2026-10-01T00:00:00Z" };
  const configuration = { administrationId: 1, version: 1, settings: { ...settings, orders } };
  meta.set(sql, "configuration", JSON.stringify(configuration));
  const { id } = jobs.create(sql, { key: "order:1", flow: "orders", ...WORK });
  const reasons = JSON.stringify([reason("in-doubt-needs-person", { marker: "1 #AAAAAAAA" })]);
  jobs.update(sql, id, { status: "done", outcome: "needs-attention", reasons }, 1);
  keys.note(sql, "order:1", { known_state: "m" });
  run(sql)`
    INSERT INTO operations (
      key, id, role, n, kind, state, job_id, claim, attempt, sent_at, marker, marker_code, failure
    )
    VALUES ('order:1', 1, 'sales-order', 1, 'order.create', 'rejected', ${id}, 1, 1, ${MADE},
      '1 #AAAAAAAA', 'AAAAAAAA', ${failure})`;
  const its = { key: "reconciliation", flow: "reconciliation", ...WORK } as const;
  const run1 = jobs.create(sql, its);
  jobs.update(sql, run1.id, { status: "running", claim: 1 }, 1);
  const ask = (input: ReconciliationRequest) =>
    answer(context, { tenantId: "shop", jobId: run1.id, claimNo: 1 }, input);
  const compare = (documents: readonly LedgerFact[]) => {
    ask({ ask: "begin", from: DAY, to: DAY, since: 0 });
    ask({ ask: "sources", orders: [source()] });
    ask({ ask: "documents", documents });
    for (const part of ["link", "orders", "documents", "days"] as const)
      for (let after: string | null = ""; after !== null;) {
        const stepped = ask({ ask: "step", part, after });
        after = stepped.kind === "stepped" ? stepped.next : null;
      }
    ask({ ask: "end" });
    return {
      found: findings(sql).map(({ finding, document_id: of }) => [finding, of]),
      taken: jobs.openFor(sql, "order:1")?.types ?? null,
    };
  };
  return compare;
}

const listed = document({ createdAt: MADE });

test("it is no finding of its own, and the order's run looks for it", () => {
  expect(asked(null)([listed])).toEqual({ found: [], taken: '["sweep"]' });
});

test("a second one with its code is told, and so is one of a write that was refused", () => {
  const second = document({ id: "d2", createdAt: MADE + 1 });
  expect(asked(null)([listed, second]).found).toEqual([["twice", "d2"]]);
  expect(asked('{"kind":"rejected"}')([listed])).toEqual({
    found: [["without-order", "d1"]],
    taken: null,
  });
});

test("without its document nothing is looked for", () => {
  expect(asked(null)([])).toEqual({ found: [], taken: null });
});
