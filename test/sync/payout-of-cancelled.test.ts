/**
 * A payout that pays for a cancelled order says so before it is approved, and somebody is told from
 * when it is booked until the money went back.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DocumentRecord } from "../../src/flows/port.ts";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { unrefundedCancelled } from "../../src/sync/tenant/payouts/unrefunded-cancelled.ts";
import { countNow } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { hasPlansToMake, advancePlans } from "../../src/sync/tenant/payouts/plan/current.ts";
import { approve, one } from "../../src/sync/tenant/payouts/payouts.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import {
  cardShop,
  hand,
  known,
  line,
  PAYOUT,
  payoutShop,
  settings,
  unpaid,
} from "./payouts.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

type Shop = Pick<ReturnType<typeof payoutShop>, "sql" | "context">;

const save = (
  sql: SqlStorage,
  n: number,
  role: DocumentRecord["role"],
  { state, moved }: { readonly state: DocumentRecord["state"]; readonly moved: string },
): void =>
  journal.saveDocument(
    sql,
    `order:${n}`,
    {
      role,
      n: 1,
      id: `${role} ${n}`,
      number: null,
      state,
      sourceHash: null,
      ownedHash: null,
      voucher: {
        charged: moved,
        currency: "SEK",
        rate: null,
        ledgerItem: null,
        clearing: { account: 1580, moved, day: "2026-03-01", method: "7" },
      },
    },
    1,
  );

function sold(sql: SqlStorage, n: number): void {
  known(sql, n);
  save(sql, n, "voucher", { state: "live", moved: "125.00" });
}

/** Its voucher is taken back, and nothing is charged. */
function cancel(sql: SqlStorage, n: number): void {
  save(sql, n, "voucher", { state: "gone", moved: "125.00" });
  save(sql, n, "voucher-reversal", { state: "live", moved: "0.00" });
  run(sql, "UPDATE keys SET gross = 0 WHERE key = ?", `order:${n}`);
}

async function staged(count: number, lines: readonly PayoutLine[] = []) {
  const { sql, context, configure } = payoutShop();
  for (let n = 0; n < count; n += 1) sold(sql, n);
  await hand(context, [...Array.from({ length: count }, (_, n) => line(n)), ...lines]);
  return { sql, context, configure };
}

async function shown(context: TenantContext) {
  for (;;) {
    const found = await one(context, PAYOUT);
    if (found === null) throw new Error("there is no payout");
    if (found.mark !== "" && !hasPlansToMake(context.sql)) return found;
    await advancePlans(context);
  }
}

/** Approves what is shown, and books it. */
async function book({ sql, context }: Shop): Promise<void> {
  const { mark } = await shown(context);
  const approved = await approve(context, PAYOUT, { mark, actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  run(sql, "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?", context.now() + 9_999);
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  expect(await forRun(context, ref, { ask: "plan" })).toMatchObject({ mark, approved: mark });
  expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "claimed" });
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, state, updated_at)
     VALUES (?, 'payout', 1, 'v1', 'live', 1)`,
    `payout:${PAYOUT}`,
  );
  run(sql, "UPDATE jobs SET status = 'done', outcome = 'booked', over = 1");
}

const LOSS = expect.objectContaining({ role: "chargeback", account: 6064, debit: "125.00" });

const refund = (n: number, gross = "-125.00"): PayoutLine =>
  line(n, { id: `r${n}`, at: 90 + n, kind: "refund", gross, fee: "0.00", net: gross });

test.each([3, 701])(
  "of %i lines each that pays a cancelled order is named with its amount, and what was approved before isn't booked",
  async (count) => {
    const { sql, context } = await staged(count);
    const before = await shown(context);
    expect(before.cancelled).toBeUndefined();
    expect(await approve(context, PAYOUT, { mark: before.mark, actor: "x" })).toMatchObject({
      ok: true,
    });
    run(sql, "UPDATE jobs SET status = 'done', outcome = 'held', over = 1");
    run(sql, "UPDATE payouts SET approved = NULL");
    cancel(sql, 1);
    run(sql, "UPDATE payout_plans SET basis = ''");
    const { cancelled, mark } = await shown(context);
    expect(cancelled).toEqual([{ at: 3, key: "order:1", order: "1001", gross: "125.00" }]);
    expect(mark).not.toBe(before.mark);
    expect(await approve(context, PAYOUT, { mark: before.mark, actor: "x" })).toEqual({
      ok: false,
      why: "changed",
    });
  },
);

test("what the same payout pays back is taken off, and an order paid back whole isn't named", async () => {
  const { sql, context } = await staged(3, [refund(1), refund(2, "-25.00")]);
  cancel(sql, 1);
  cancel(sql, 2);
  expect((await shown(context)).cancelled).toEqual([
    { at: 4, key: "order:2", order: "1002", gross: "100.00" },
  ]);
});

test("one whose money a dispute takes as a loss isn't told as paid, but as taken beyond what is owed", async () => {
  const lost = { ...refund(1), id: "d1", kind: "chargeback" as const };
  const { sql, context, configure } = await staged(3, [refund(1, "-25.00"), lost]);
  cancel(sql, 1);
  cancel(sql, 2);
  const payouts = { ...settings.payouts, chargebacks: "account" };
  configure(2, { ...settings, payouts: { ...payouts, accounts: { chargeback: "6064" } } });
  const { cancelled, beyond, plan } = await shown(context);
  expect(plan).toMatchObject({ rows: expect.arrayContaining([LOSS]) });
  expect(cancelled).toMatchObject([{ order: "1002", gross: "125.00" }]);
  expect(beyond).toEqual([
    { at: 3, key: "order:1", order: "1001", what: "below", amount: "100.00" },
  ]);
});

test("from when it is booked somebody is told, and its page says so, until the money went back by a later payout", async () => {
  const shop = await staged(3);
  const { sql, context } = shop;
  cancel(sql, 1);
  expect(unrefundedCancelled(context)).toEqual({ count: 0, orders: "" });
  await book(shop);
  // At once, and also once its lines are counted.
  for (const count of [false, true]) {
    if (count) expect(await countNow(context)).toBe(true);
    expect(unrefundedCancelled(context)).toEqual({ count: 1, orders: "1001" });
    expect((await shown(context)).cancelled).toMatchObject([{ order: "1001" }]);
  }
  run(sql, "DELETE FROM clearing_orders WHERE key = 'order:1'");
  expect(unrefundedCancelled(context)).toEqual({ count: 0, orders: "" });
  expect((await shown(context)).cancelled).toBeUndefined();
});

/** A payment on a document: below zero where it is paid back. */
const pay = (
  sql: SqlStorage,
  document: string,
  amount: string,
  key = `payout:${PAYOUT}`,
  role = "payout-payment",
): void =>
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, document_id, amount,
       remaining, bank)
     SELECT ?, 900 + count(*), 'j', ?, 900 + count(*), 'payment.create', 'compared', 1, ?, ?,
       '125.00', 'cards'
     FROM operations`,
    key,
    role,
    document,
    amount,
  );

test.each([
  ["a payout", "payout:p9", "payout-payment"],
  ["its own run", "order:1", "refund"],
])(
  "one whose invoice the payout paid is told until %s paid its credit back",
  async (_, key, role) => {
    const shop = cardShop();
    const { sql, context } = shop;
    unpaid(sql, 1);
    const content = JSON.stringify({ currency: "SEK", gross: "125.00" });
    run(sql, "UPDATE documents SET content = ? WHERE role = 'invoice'", content);
    run(sql, "UPDATE keys SET gross = 0 WHERE key = 'order:1'");
    run(
      sql,
      `INSERT INTO documents (key, role, n, id, state, updated_at)
       VALUES ('order:1', 'delta-credit', 1, 'c1', 'live', 1)`,
    );
    await hand(context, [line(1)]);
    await book(shop);
    pay(sql, "i1", "125.00");
    expect(await countNow(context)).toBe(true);
    pay(sql, "c1", "-25.00", key, role);
    expect(unrefundedCancelled(context)).toEqual({ count: 1, orders: "1001" });
    expect((await shown(context)).cancelled).toMatchObject([{ order: "1001" }]);
    pay(sql, "c1", "-100.00", key, role);
    expect(unrefundedCancelled(context)).toEqual({ count: 0, orders: "" });
    expect((await shown(context)).cancelled).toBeUndefined();
  },
);

test("an order that is cancelled after it was paid out is the next payout's, and told of by nobody here", async () => {
  const shop = await staged(3);
  await book(shop);
  cancel(shop.sql, 1);
  expect(await countNow(shop.context)).toBe(true);
  expect(unrefundedCancelled(shop.context)).toEqual({ count: 0, orders: "" });
});

test("however many booked payouts paid for cancelled orders, they are asked for in as many statements", async () => {
  const shop = await staged(3);
  const { sql, context } = shop;
  cancel(sql, 1);
  await book(shop);
  expect(await countNow(context)).toBe(true);
  const statements: string[] = [];
  const watched = {
    exec: (query: string, ...binds: never[]) => {
      statements.push(query);
      return sql.exec(query, ...binds);
    },
  } as unknown as SqlStorage;
  const asked = () => {
    statements.length = 0;
    const told = unrefundedCancelled({ ...context, sql: watched });
    return { told, statements: statements.length };
  };
  const one_ = asked();
  expect(one_).toEqual({ told: { count: 1, orders: "1001" }, statements: expect.any(Number) });
  for (const table of ["payouts", "payout_plans", "documents"]) {
    const names = sql
      .exec<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
      .toArray()
      .map(({ name }) => name);
    const at = { payouts: "id", payout_plans: "payout", documents: "key" }[table] ?? "";
    const of = table === "documents" ? `payout:${PAYOUT}` : PAYOUT;
    const copied = names.map((name) =>
      name === at || (table === "payouts" && name === "payout") ? `${name} || 'x'` : name,
    );
    run(
      sql,
      `INSERT INTO ${table} (${names.join(", ")})
       SELECT ${copied.join(", ")} FROM ${table} WHERE ${at} = ?`,
      of,
    );
  }
  expect(asked()).toEqual(one_);
});
