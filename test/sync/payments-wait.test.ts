/** Two runs that may pay one invoice: its order's own, and a payout's. */
import { expect, test } from "vitest";
import type { WriteIntent } from "../../src/flows/port.ts";
import { waitsForPayment } from "../../src/sync/tenant/runs/before-writes.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { order, payoutShop } from "./payouts.kit.ts";

const NOW = 1_800_000_000_000;
const INVOICE = "i1";

function payment(
  sql: SqlStorage,
  more: {
    readonly key: string;
    readonly role: string;
    readonly state: string;
    readonly document?: string;
    readonly settled?: number;
  },
): void {
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, attempt, document_id,
       amount, remaining, bank, settled_at)
     VALUES (?, 900, 'j', ?, 1, 'payment.create', ?, 1, 1, ?, '10.00', '42.50', 'b', ?)`,
    more.key,
    more.role,
    more.state,
    more.document ?? INVOICE,
    more.settled ?? NOW,
  );
}

const intent = (role: "payment" | "payout-payment", remaining: string): WriteIntent => ({
  key: role === "payment" ? "order:1" : "payout:p1",
  role,
  n: 1,
  kind: "payment.create",
  marker: null,
  markerCode: null,
  markerField: null,
  documentId: INVOICE,
  payment: { amount: "10.00", remaining, bank: "b" },
  ...(role === "payment" ? {} : { pays: { on: "invoice", orders: ["order:1"] } as const }),
});

test.each([
  { state: "sent", read: "32.50", waits: true },
  { state: "in-doubt", read: "32.50", waits: true },
  // What was read before the payout's payment came.
  { state: "done", read: "42.50", waits: true },
  { state: "compared", read: "42.50", waits: true },
  { state: "compared", read: "32.50", waits: false },
  { state: "rejected", read: "42.50", waits: false },
])(
  "an order's own payment, of which $read was left, waits for a payout's that is $state: $waits",
  ({ state, read, waits }) => {
    const { sql } = payoutShop();
    payment(sql, { key: "payout:p1", role: "payout-payment", state });
    expect(waitsForPayment(sql, intent("payment", read), NOW) !== null).toBe(waits);
    // Of another invoice it waits for nothing.
    const other = { ...intent("payment", read), documentId: "i2" };
    expect(waitsForPayment(sql, other, NOW)).toBeNull();
  },
);

test("and not for ever, should somebody have taken the payout's payment back", () => {
  const { sql } = payoutShop();
  payment(sql, { key: "payout:p1", role: "payout-payment", state: "compared", settled: 0 });
  expect(waitsForPayment(sql, intent("payment", "42.50"), NOW)).toBeNull();
});

test.each(["sent", "in-doubt", "done", "compared"])(
  "a payout's payment waits where its order has one that is %s, whatever it read",
  (state) => {
    const { sql } = payoutShop();
    order(sql, 1);
    expect(waitsForPayment(sql, intent("payout-payment", "32.50"), NOW)).toBeNull();
    payment(sql, { key: "order:1", role: "payment", state, document: "bank-transaction" });
    expect(waitsForPayment(sql, intent("payout-payment", "32.50"), NOW)).not.toBeNull();
  },
);

test.each<[string, boolean]>([
  ["sent", true],
  ["in-doubt", true],
  ["compared", false],
])(
  "a payout's payment waits where another payout has one on the document that is %s: %s",
  (state, waits) => {
    const { sql } = payoutShop();
    payment(sql, { key: "payout:p2", role: "payout-payment", state });
    expect(waitsForPayment(sql, intent("payout-payment", "32.50"), NOW) !== null).toBe(waits);
    // Its own is found, or asked about, by the payout itself.
    const own = { ...intent("payout-payment", "32.50"), key: "payout:p2" };
    expect(waitsForPayment(sql, own, NOW)).toBeNull();
  },
);

/** An approved payout of which a line is to pay the order, or to pay it back. */
function claimed(sql: SqlStorage, at: string, job: string, voucher: string | null): void {
  run(
    sql,
    `INSERT INTO payout_line_ids (source, line, payout, paid_at, paid_cents)
     VALUES ('stripe/', 'l1', 'p1', ?, 0)`,
    at,
  );
  run(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, over, types, reasons, created_at, updated_at,
       wanted, seen)
     VALUES ('j9', 'payout:p1', 'payouts', 'live', ?, ?, '[]', '[]', 1, 1, 1, 0)`,
    job,
    job === "done" ? 1 : 0,
  );
  if (voucher !== null)
    run(
      sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, attempt)
       VALUES ('payout:p1', 901, 'j9', 'payout', 1, 'payout.create', ?, 1, 1)`,
      voucher,
    );
}

test.each<[string, string | null, boolean]>([
  ["running", null, true],
  ["waiting", "sent", true],
  ["waiting", "in-doubt", true],
  ["waiting", "done", true],
  // It plans anew, and finds the order's payment.
  ["waiting", null, false],
  ["waiting", "rejected", false],
  ["done", "compared", false],
])(
  "an order's own payment waits for a payout that will pay it, whose job is %s and voucher %s: %s",
  (job, voucher, waits) => {
    const { sql } = payoutShop();
    claimed(sql, "in order:1", job, voucher);
    const own = intent("payment", "42.50");
    expect(waitsForPayment(sql, own, NOW) !== null).toBe(waits);
    expect(waitsForPayment(sql, { ...own, key: "order:2" }, NOW)).toBeNull();
    expect(waitsForPayment(sql, { ...own, role: "refund" }, NOW)).toBeNull();
  },
);

test("and its refund for one that will pay it back on the credit, by either number", () => {
  const { sql } = payoutShop();
  claimed(sql, "back c1", "waiting", "in-doubt");
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, updated_at)
     VALUES ('order:3', 'credit', 1, 'c1', '9', 'live', 1)`,
  );
  run(
    sql,
    `INSERT INTO credits (original, key, n, amount)
     VALUES ('order:1', 'order:3', 1, '10.00')`,
  );
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, updated_at)
     VALUES ('order:4', 'credit', 1, 'c2', '10', 'live', 1)`,
  );
  run(
    sql,
    `INSERT INTO credits (original, key, n, amount) VALUES ('order:1', 'order:4', 1, '10.00')`,
  );
  const waits = (key: string, original?: string): boolean => {
    const refund = { ...intent("payment", "-42.50"), key, role: "refund" } as const;
    const of = original === undefined ? refund : { ...refund, original };
    return waitsForPayment(sql, of, NOW) !== null;
  };
  expect([
    waits("order:1"),
    waits("order:3", "order:1"),
    // Its credit is another one of the same sale.
    waits("order:4", "order:1"),
    waits("order:2"),
  ]).toEqual([true, true, true, false]);
});

test("also where another credit came first by now, and where the first one is gone", () => {
  const { sql } = payoutShop();
  claimed(sql, "back c1", "waiting", "in-doubt");
  const credit = (key: string, id: string, state: string): void => {
    run(
      sql,
      `INSERT INTO documents (key, role, n, id, number, state, updated_at)
       VALUES (?, 'credit', 1, ?, '9', ?, 1)`,
      key,
      id,
      state,
    );
    run(
      sql,
      "INSERT INTO credits (original, key, n, amount) VALUES ('order:1', ?, 1, '10.00')",
      key,
    );
  };
  credit("order:10", "c0", "live");
  credit("order:3", "c1", "gone");
  const refund = { ...intent("payment", "-42.50"), key: "order:10", role: "refund" } as const;
  expect(waitsForPayment(sql, { ...refund, original: "order:1" }, NOW)).not.toBeNull();
});

test.each([
  { failure: null, outcome: "needs-attention", waits: true },
  // The ledger refused it, or somebody said that nothing is to come of it.
  { failure: '{"kind":"rejected"}', outcome: "needs-attention", waits: false },
  { failure: null, outcome: "skipped", waits: false },
])(
  "an order's own payment waits while a person is asked what came of a payout's ($outcome, refused with $failure): $waits",
  ({ failure, outcome, waits }) => {
    const { sql } = payoutShop();
    claimed(sql, "in order:1", "done", "compared");
    payment(sql, { key: "payout:p1", role: "payout-payment", state: "rejected" });
    run(sql, "UPDATE operations SET failure = ? WHERE role = 'payout-payment'", failure);
    run(sql, "UPDATE jobs SET outcome = ?", outcome);
    expect(waitsForPayment(sql, intent("payment", "42.50"), NOW) !== null).toBe(waits);
    // Made again since, and there.
    run(
      sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, document_id, settled_at,
         amount, remaining)
       VALUES ('payout:p1', 902, 'j', 'payout-payment', 2, 'payment.create', 'compared', 1, ?, 0,
         '10.00', '42.50')`,
      INVOICE,
    );
    expect(waitsForPayment(sql, intent("payment", "32.50"), NOW)).toBeNull();
  },
);
