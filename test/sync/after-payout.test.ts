/** Once a payout is booked, the orders whose money it registered stop asking for somebody. */
import { expect, test, vi } from "vitest";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { resumeAfterPayout } from "../../src/sync/tenant/intake/after-payout.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import { PAYOUT, payoutShop } from "./payouts.kit.ts";

/** An order that needs somebody, with the payout's line of it. */
function open(sql: SqlStorage, n: number, paidAt: string): void {
  const key = `order:${n}`;
  run(sql, "INSERT INTO open_orders (key) VALUES (?)", key);
  run(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, over, outcome, types, reasons, created_at,
                       updated_at)
     VALUES (?, ?, 'orders', 'live', 'done', 1, 'needs-attention', '[]', '[]', 0, 0)`,
    `j${n}`,
    key,
  );
  run(
    sql,
    "INSERT INTO payout_line_ids (source, line, payout, paid_at) VALUES ('s', ?, ?, ?)",
    `l${n}`,
    PAYOUT,
    paidAt,
  );
}

const document = (sql: SqlStorage, n: number, role: DocumentRecord["role"]): void =>
  journal.saveDocument(
    sql,
    `order:${n}`,
    { role, n: 1, id: `d${n}`, number: null, state: "live", sourceHash: null, ownedHash: null },
    1,
  );

test("it runs the orders whose invoice it paid and those whose credit it paid back", () => {
  const { sql, context } = payoutShop();
  open(sql, 1, "in order:1");
  open(sql, 2, "back d2");
  document(sql, 2, "credit");
  open(sql, 3, "back d3");
  document(sql, 3, "delta-credit");
  // The money of another order's credit, and of an invoice.
  open(sql, 4, "back d2");
  document(sql, 4, "credit");
  open(sql, 5, "back d5");
  document(sql, 5, "invoice");
  open(sql, 6, "lost order:6");
  resumeAfterPayout(context, `payout:${PAYOUT}`);
  const waiting = all<{ key: string }>(sql, "SELECT key FROM jobs WHERE over = 0 ORDER BY key");
  expect(waiting.map(({ key }) => key)).toEqual(["order:1", "order:2", "order:3", "order:6"]);
});

test("it looks lines up by where their money is", () => {
  const { sql, context } = payoutShop();
  const asked = vi.spyOn(sql, "exec");
  resumeAfterPayout(context, `payout:${PAYOUT}`);
  const [query = ""] = asked.mock.calls.map(([text]) => String(text));
  const plan = all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${query}`, PAYOUT);
  const lines = plan.map(({ detail }) => detail).filter((step) => step.includes(" l "));
  expect(lines).toHaveLength(2);
  for (const step of lines) expect(step).toContain("INDEX payout_line_ids_paid");
});
