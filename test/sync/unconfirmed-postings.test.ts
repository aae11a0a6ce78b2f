/** Whether the account of a payment method is moved by what nobody knows the end of. */
import { expect, test } from "vitest";
import { uncountedBookings } from "../../src/sync/tenant/payouts/ledger-comparison.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { payoutShop } from "./payouts.kit.ts";

function booking(sql: SqlStorage, n: number, kind: string, state: string): void {
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim)
     VALUES (?, ?, 'j', 'voucher', 1, ?, ?, 1)`,
    `order:${n}`,
    n,
    kind,
    state,
  );
}

function job(sql: SqlStorage, id: string, n: number, status: string): void {
  run(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, over, types, reasons, created_at, updated_at)
     VALUES (?, ?, 'orders', 'live', ?, ?, '[]', '[]', 1, 1)`,
    id,
    `order:${n}`,
    status,
    status === "done" ? 1 : 0,
  );
}

test.each(["voucher.create", "ledger-item.create", "payment.create"])(
  "%s moves an account while a run looks after it, and is a person's once none does",
  (kind) => {
    const { sql } = payoutShop();
    booking(sql, 1, kind, "in-doubt");
    job(sql, "j1", 1, "waiting");
    expect(uncountedBookings(sql)).toEqual({ moving: true, unconfirmed: 1 });
    run(sql, "UPDATE jobs SET status = 'done', over = 1");
    expect(uncountedBookings(sql)).toEqual({ moving: false, unconfirmed: 1 });
    job(sql, "j2", 1, "queued");
    expect(uncountedBookings(sql)).toEqual({ moving: true, unconfirmed: 1 });
  },
);

test("what is answered, or moves no account, is neither", () => {
  const { sql } = payoutShop();
  booking(sql, 1, "voucher.create", "compared");
  booking(sql, 2, "draft.create", "in-doubt");
  job(sql, "j1", 2, "waiting");
  expect(uncountedBookings(sql)).toEqual({ moving: false, unconfirmed: 0 });
});
