/** Two runs that may pay one invoice: its order's own, and a payout's. */
import { expect, test } from "vitest";
import type { WriteIntent } from "../../src/flows/port.ts";
import { waitsForPayment } from "../../src/sync/tenant/runs/before-writes.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { order, room } from "./payouts.kit.ts";

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
    const { sql } = room();
    payment(sql, { key: "payout:p1", role: "payout-payment", state });
    expect(waitsForPayment(sql, intent("payment", read), NOW) !== null).toBe(waits);
    // Of another invoice it waits for nothing.
    const other = { ...intent("payment", read), documentId: "i2" };
    expect(waitsForPayment(sql, other, NOW)).toBeNull();
  },
);

test("and not for ever, should somebody have taken the payout's payment back", () => {
  const { sql } = room();
  payment(sql, { key: "payout:p1", role: "payout-payment", state: "compared", settled: 0 });
  expect(waitsForPayment(sql, intent("payment", "42.50"), NOW)).toBeNull();
});

test.each(["sent", "in-doubt", "done", "compared"])(
  "a payout's payment waits where its order has one that is %s, whatever it read",
  (state) => {
    const { sql } = room();
    order(sql, 1);
    expect(waitsForPayment(sql, intent("payout-payment", "32.50"), NOW)).toBeNull();
    payment(sql, { key: "order:1", role: "payment", state, document: "bank-transaction" });
    expect(waitsForPayment(sql, intent("payout-payment", "32.50"), NOW)).not.toBeNull();
  },
);
