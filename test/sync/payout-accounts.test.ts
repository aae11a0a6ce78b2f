/** What a payout takes off for payments of orders, and what is said of it beside the ledger. */
import { expect, test } from "vitest";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { LEFT_BEHIND } from "../support/left-behind.ts";
import { hasPlansToMake, planOn } from "../../src/sync/tenant/payouts/plan/current.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import { approve, one } from "../../src/sync/tenant/payouts/payouts.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import * as plans from "../../src/sync/tenant/payouts/plan/store.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { count, run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, line, order, PAYOUT, room, settings } from "./payouts.kit.ts";

const [SHORT, LONG] = [3, 301] as const;

/** An order of 125.00 that is an invoice; `paid` of it is registered on the bank account of 1580. */
function invoiced(sql: SqlStorage, n: number, paid: string): void {
  unpaid(sql, n);
  pay(sql, n, paid);
}

function unpaid(sql: SqlStorage, n: number): void {
  order(sql, n);
  run(
    sql,
    "UPDATE operations SET role = 'invoice', kind = 'draft.convert' WHERE key = ?",
    `order:${n}`,
  );
  saveDocument(
    sql,
    `order:${n}`,
    {
      role: "invoice",
      n: 1,
      id: `i${n}`,
      number: `7${n}`,
      state: "live",
      sourceHash: null,
      ownedHash: null,
    },
    0,
  );
}

function pay(sql: SqlStorage, n: number, paid: string): void {
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, document_id, amount,
       remaining, bank)
     VALUES (?, ?, 'j', 'payment', 1, 'payment.create', 'compared', 1, ?, ?, '125.00', 'cards')`,
    `order:${n}`,
    1_000 + n,
    `i${n}`,
    paid,
  );
}

function shop() {
  const made = room();
  made.configure(2, { ...settings, payouts: { ...settings.payouts, invoices: "settle" } });
  cache.save(
    made.sql,
    {
      names: {
        "eaccounting.bankAccounts": {
          entries: [{ id: "cards", name: "Cards", note: "1580, SEK" }],
          readAt: 0,
          fault: null,
        },
      },
    } as never,
    0,
  );
  return made;
}

test("a buyer who paid twice: one payment is registered, and the payout doesn't take it off twice", async () => {
  const { sql, context } = shop();
  invoiced(sql, 1, "125.00");
  await hand(context, [
    line(1, { fee: "0.00", net: "125.00" }),
    line(2, { reference: "1001", fee: "0.00", net: "125.00" }),
  ]);
  const seen = await one(context, PAYOUT);
  // 250.00 is credited on 1580, on which 125.00 was debited; nothing of it is shown as open.
  expect(seen?.plan).toMatchObject({
    kind: "held",
    reasons: [{ code: "payout-lines-unmatched" }],
  });
  expect(seen?.unmatched.map(({ id, why }) => [id, why])).toEqual([["l2", "paid"]]);
});

test("60.00 of 125.00 is registered, and two captures of 60.00 and 50.00 are paid out: held", async () => {
  const { sql, context } = shop();
  invoiced(sql, 1, "60.00");
  await hand(context, [
    line(1, { gross: "60.00", fee: "0.00", net: "60.00" }),
    line(2, { reference: "1001", gross: "50.00", fee: "0.00", net: "50.00" }),
  ]);
  expect((await one(context, PAYOUT))?.plan).toMatchObject({
    kind: "held",
    reasons: [{ code: "payout-invoice-account" }],
  });
});

test("nor two captures far apart in a long payout, planned in steps with the object gone in between", async () => {
  const { sql, context } = shop();
  invoiced(sql, 1, "60.00");
  const capture = (n: number, gross: string) =>
    line(n, { reference: "1001", gross, fee: "0.00", net: gross });
  const fees = Array.from({ length: 1_100 }, (_, n) =>
    line(10 + n, { kind: "fee", reference: null, paymentId: null, gross: "0.00", net: "-2.50" }),
  );
  const kindOf = async (second: string): Promise<string | undefined> => {
    await hand(context, [capture(1, "50.00"), ...fees, capture(2, second)], second);
    for (let steps = 0; hasPlansToMake(sql) && steps < 500; steps += 1) {
      await planOn(context);
      forget(sql);
    }
    return (await one(context, PAYOUT))?.plan.kind;
  };
  expect(await kindOf("10.00")).toBe("voucher");
  expect(await kindOf("10.01")).toBe("held");
});

test("nor do two payouts, and what one gives back the other may take", async () => {
  const { sql, context } = shop();
  invoiced(sql, 1, "60.00");
  await hand(context, [line(1, { gross: "50.00", fee: "0.00", net: "50.00" })]);
  const held = async () => (await one(context, PAYOUT))?.plan.kind === "held";
  expect(await held()).toBe(false);
  const other = { ...(store.byId(sql, PAYOUT) as store.StoredPayout), id: "other", approved: "m" };
  store.reserveLines(sql, other, [
    { line: "l9", off: null, paid: { at: "in order:1", cents: 1_001 } },
  ]);
  expect(await held()).toBe(true);
  store.releaseLines(sql, other, ["l9"]);
  expect(await held()).toBe(false);
});

test("a payment of the order whose outcome nobody knows, and which was given to a person: held", async () => {
  const { sql, context } = shop();
  invoiced(sql, 1, "50.00");
  run(
    sql,
    `UPDATE operations SET state = 'rejected', failure = NULL, attempt = 1, sent_at = 1
     WHERE key = 'order:1' AND role = 'payment'`,
  );
  await hand(context, [line(1, { gross: "50.00", fee: "0.00", net: "50.00" })]);
  // 75.00 or 125.00 remain: a payment of 50.00 fits either way, and may be the second one.
  expect((await one(context, PAYOUT))?.plan).toMatchObject({
    kind: "held",
    reasons: [{ code: "payout-invoice-account" }],
  });
});

/** The reading of balances, with what happens meanwhile. */
function reading(
  context: TenantContext,
  balance: string,
  meanwhile: () => void,
  account = 1580,
): TenantContext {
  const found = new Map<string, unknown>();
  return Object.assign(context, {
    found,
    tenantId: () => "t",
    slots: { pressed: false },
    vault: { views: () => [] },
    runHere: (jobId: string) => {
      meanwhile();
      found.set(jobId, { kind: "balances", balances: [{ account, balance }] });
      return Promise.resolve();
    },
  });
}

/** The payout's voucher stands. */
const booked = (sql: SqlStorage): void =>
  saveDocument(
    sql,
    store.keyOf(PAYOUT),
    {
      role: "payout",
      n: 1,
      id: "pv",
      number: null,
      state: "live",
      sourceHash: null,
      ownedHash: null,
    },
    0,
  );

const sold = (sql: SqlStorage): void => {
  order(sql, 1);
  saveDocument(
    sql,
    "order:1",
    {
      role: "voucher",
      n: 1,
      id: "v1",
      number: null,
      state: "live",
      sourceHash: null,
      ownedHash: null,
      voucher: {
        charged: "125.00",
        currency: "SEK",
        rate: null,
        ledgerItem: null,
        clearing: { account: 1580, moved: "125.00", day: "2026-03-01", method: "CARD" },
      },
    },
    0,
  );
};

test("no fiscal year is known of today: nothing was read, and nothing is said to agree", async () => {
  const { sql, context } = room();
  sold(sql);
  const { ledger, sums } = await clearing(
    reading(context, "125.00", () => undefined),
    {
      compare: true,
    },
  );
  expect(sums).toMatchObject([{ account: 1580, open: "125.00" }]);
  // The page says "eAccounting has exactly what is counted here, on each account" of no account.
  expect(ledger).not.toEqual({ kind: "read", day: "", accounts: [] });
});

test("a payout that is booked while balances are read isn't a difference of others", async () => {
  const { sql, context } = room();
  cache.save(sql, { fiscalYears: [{ start: "2026-01-01", end: "2026-12-31" }] } as never, 0);
  sold(sql);
  await hand(context, [line(1, { fee: "0.00", net: "125.00" })]);
  const row = store.byId(sql, PAYOUT);
  if (row === null) throw new Error("there is none");
  // Its run has claimed the lines; the voucher is booked while the ledger is asked.
  const off = { account: 1580, key: "order:1", method: "CARD", cents: 12_500 };
  store.reserveLines(sql, row, [{ line: "l1", off }]);
  store.approve(sql, PAYOUT, "m", "somebody");
  const book = (): void => booked(sql);
  const { ledger } = await clearing(reading(context, "0.00", book), { compare: true });
  // Or the same figure with nothing by others: never -125.00.
  expect(ledger?.kind === "read" ? ledger.accounts.map(({ other }) => other) : ["0.00"]).toEqual([
    "0.00",
  ]);
});

test("the bank's own account, where payments went: what the payout itself booked there isn't by others", async () => {
  const { sql, context } = shop();
  cache.save(
    sql,
    {
      fiscalYears: [{ start: "2026-01-01", end: "2026-12-31" }],
      names: {
        "eaccounting.bankAccounts": {
          entries: [{ id: "cards", name: "Bank", note: "1930, SEK" }],
          readAt: 0,
          fault: null,
        },
      },
    } as never,
    0,
  );
  invoiced(sql, 1, "125.00");
  await hand(context, [line(1, { fee: "0.00", net: "125.00" })]);
  const seen = await one(context, PAYOUT);
  expect(seen?.plan).toMatchObject({
    rows: [
      { role: "bank", account: 1930, debit: "125.00" },
      { role: "clearing", account: 1930, credit: "125.00" },
    ],
  });
  if (seen === null) throw new Error("there is none");
  store.approve(sql, PAYOUT, seen.mark, "somebody");
  plans.saveFinished(sql, { payout: PAYOUT, token: "run", basis: "", at: 0, planned: seen });
  store.noteSums(sql, store.byId(sql, PAYOUT) as store.StoredPayout, seen);
  store.reserveLines(sql, store.byId(sql, PAYOUT) as store.StoredPayout, [
    { line: "l1", off: null },
  ]);
  booked(sql);
  // 125.00 by the order's payment, and the payout's two rows: all of it by us.
  const { ledger } = await clearing(
    reading(context, "125.00", () => undefined, 1930),
    { compare: true },
  );
  expect(ledger?.kind === "read" ? ledger.accounts : []).not.toMatchObject([
    { account: 1930, other: "125.00" },
  ]);
});

test("a tenant that was taken over: what payouts took off before is still by us", async () => {
  const { sql, context } = shop();
  cache.save(sql, { fiscalYears: [{ start: "2026-01-01", end: "2026-12-31" }] } as never, 0);
  invoiced(sql, 1, "125.00");
  invoiced(sql, 2, "125.00");
  await hand(context, [line(1, { fee: "0.00", net: "125.00" })]);
  const seen = await one(context, PAYOUT);
  if (seen === null) throw new Error("there is none");
  store.approve(sql, PAYOUT, seen.mark, "somebody");
  plans.saveFinished(sql, { payout: PAYOUT, token: "run", basis: "", at: 0, planned: seen });
  store.noteSums(sql, store.byId(sql, PAYOUT) as store.StoredPayout, seen);
  store.reserveLines(sql, store.byId(sql, PAYOUT) as store.StoredPayout, [
    { line: "l1", off: null },
  ]);
  booked(sql);
  // A second one that is booked by the new object brings the account back into the comparison.
  const own = { ...seen, sums: { ...seen.sums, registered: { "1580": "0.00" } } };
  // Two payments of 125.00, of which a payout took one off.
  const asked = (): ReturnType<typeof clearing> =>
    clearing(
      reading(context, "125.00", () => undefined),
      { compare: true },
    );
  expect((await asked()).ledger).toMatchObject({ accounts: [{ account: 1580, other: "0.00" }] });
  for (const table of LEFT_BEHIND.filter((name) => name.startsWith("payout")))
    run(sql, `DELETE FROM ${table}`);
  saveDocument(
    sql,
    store.keyOf("p2"),
    {
      role: "payout",
      n: 1,
      id: "pv2",
      number: null,
      state: "live",
      sourceHash: null,
      ownedHash: null,
    },
    0,
  );
  plans.saveFinished(sql, { payout: "p2", token: "run", basis: "", at: 0, planned: own });
  expect((await asked()).ledger).toMatchObject({ accounts: [{ account: 1580, other: "0.00" }] });
});

test.each([SHORT, LONG])(
  "of %i lines: an order whose own payment came after the payout was planned: no line is claimed",
  async (size) => {
    const { sql, context } = shop();
    for (let n = 0; n < size; n += 1) unpaid(sql, n);
    await hand(
      context,
      Array.from({ length: size }, (_, n) => line(n, { fee: "0.00", net: "125.00" })),
    );
    const seen = await one(context, PAYOUT);
    const approved = await approve(context, PAYOUT, { mark: seen?.mark ?? "", actor: "x" });
    if (!approved.ok || approved.jobId === null) throw new Error("not approved");
    run(
      sql,
      "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?",
      context.now() + 60_000,
    );
    const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
    expect(await forRun(context, ref, { ask: "plan" })).toMatchObject({ mark: seen?.mark });
    const lines = (): number => count(sql, "SELECT count(*) AS n FROM payout_line_ids");
    // Of the last line's order.
    pay(sql, size - 1, "125.00");
    expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "none" });
    expect(lines()).toBe(0);
    run(sql, "DELETE FROM operations WHERE kind = 'payment.create'");
    expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "claimed" });
    expect(lines()).toBe(size);
  },
);

test("a refund is paid back on credits that were booked after its payout was approved, too", async () => {
  const { sql, context } = shop();
  unpaid(sql, 0);
  const credit = (n: number): void =>
    saveDocument(
      sql,
      `order:${n}`,
      {
        role: "credit",
        n: 1,
        id: `c${n}`,
        number: `8${n}`,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        credits: { original: "order:0", amount: "25.00" },
      },
      0,
    );
  credit(7);
  await hand(context, [
    line(0, { fee: "0.00", net: "125.00" }),
    line(1, { kind: "refund", gross: "-15.90", fee: "0.00", net: "-15.90", reference: "1000" }),
  ]);
  const seen = await one(context, PAYOUT);
  const approved = await approve(context, PAYOUT, { mark: seen?.mark ?? "", actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  run(
    sql,
    "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?",
    context.now() + 60_000,
  );
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  await forRun(context, ref, { ask: "plan" });
  const backOn = async () => {
    const answer = await forRun(context, ref, { ask: "dues", from: 0 });
    if (answer.kind !== "dues") throw new Error(answer.kind);
    return answer.dues.filter(({ on }) => on === "credit").map(({ documents }) => documents);
  };
  const [planned, since] = [
    { id: "c7", number: "87" },
    { id: "c10", number: "810" },
  ];
  expect(await backOn()).toEqual([[planned]]);
  credit(10);
  expect(await backOn()).toEqual([[planned, since]]);
});
