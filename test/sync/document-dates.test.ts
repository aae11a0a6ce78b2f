/** What the tables for accountants have beside an order: days of documents, and both sides' VAT. */
import { expect, test } from "vitest";
import { openKeyring } from "../../src/store/seal.ts";
import type { LedgerFact } from "../../src/monitor/reconciliation/facts.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import {
  saveSources,
  saveVerdict,
} from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { view } from "../../src/sync/tenant/reconciliation/reconciliation-view.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { rowsOf } from "../../src/sync/tenant/views/job-rows.ts";
import { objectSql } from "../support/object-sql.ts";

const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(1) }]);
const RATES = [{ rate: "0.25", net: "100.00", vat: "25.00" }];
const SUMS = { currency: "SEK", gross: "125.00", vat: "25.00", perRate: RATES, lines: 1 };
const fact = (number: string, date?: string): LedgerFact => ({
  kind: "invoice",
  id: `id ${number}`,
  number,
  code: "",
  order: "7",
  createdAt: 1,
  invoiced: false,
  credit: false,
  sums: null,
  ...(date === undefined ? {} : { date }),
});

/** An order whose comparison met these documents. */
function met(documents: readonly LedgerFact[]) {
  const sql = objectSql();
  const context = { sql, tenantId: () => "shop", deps: { keyring: async () => keyring } };
  const source = {
    id: 7,
    number: "7",
    date: "2026-11-30T10:00:00",
    knownState: "paid",
    sums: { ...SUMS, credit: false },
  };
  const standing = { no: 1 } as Parameters<typeof saveSources>[1];
  saveSources(sql, standing, [source as Parameters<typeof saveSources>[2][number]], 1);
  saveVerdict(sql, 7, {
    state: "booked",
    why: null,
    ledger: { currency: "SEK", gross: "125.00", vat: "25.00", perRate: RATES },
    balance: { due: [], parts: [] } as unknown as Parameters<typeof saveVerdict>[2]["balance"],
    documents,
  });
  const its = { key: "order:7", flow: "orders", lane: "live", type: "x", due: 1, now: 1 } as const;
  const { id } = jobs.create(sql, its);
  const book = (number: string): void =>
    run(
      sql,
      `INSERT OR REPLACE INTO documents (key, role, n, id, number, state, updated_at)
       VALUES ('order:7', 'invoice', 1, ?, ?, 'live', 1)`,
      `id ${number}`,
      number,
    );
  const dateOf = async (query: { readonly documentDates?: true }) => {
    const job = jobs.byId(sql, id);
    if (job === null) throw new Error("no job");
    const rows = await rowsOf(context as unknown as TenantContext, [job], query);
    return rows[id]?.document;
  };
  return { sql, book, dateOf };
}
const DATED = { documentDates: true } as const;

test("a document's day stands beside its order, where it is asked for, as the ledger has it", async () => {
  const { book, dateOf } = met([fact("1003", "2026-12-01")]);
  book("1003");
  expect(await dateOf(DATED)).toMatchObject({ number: "1003", date: "2026-12-01" });
  expect(await dateOf({})).not.toHaveProperty("date");
});

test("a document that the comparison hasn't met, or one of several days, has no day in place of a guess", async () => {
  const { book, dateOf } = met([fact("1003", "2026-12-01")]);
  book("1004");
  expect(await dateOf(DATED)).not.toHaveProperty("date");
  const several = met([fact("1003", "2026-12-01"), fact("1005", "2026-12-03")]);
  several.book("1003");
  expect(await several.dateOf(DATED)).not.toHaveProperty("date");
});

test("both sides' VAT by rate and the days come with a comparison's order where they are asked for", () => {
  const { sql } = met([fact("1003", "2026-12-01"), fact("1005", "2026-12-01"), fact("1006")]);
  const november = { from: "2026-11-01", to: "2026-11-30" };
  expect(view(sql, { ...november, sums: true }).orders[0]?.sums).toEqual({
    shop: { vat: "25.00", perRate: RATES },
    ledger: { vat: "25.00", perRate: RATES },
    dates: ["2026-12-01"],
  });
  expect(view(sql, november).orders[0]).not.toHaveProperty("sums");
});
