/**
 * Lines of payouts: the orders that they name are found however their numbers are written, and what
 * a run claimed of them is free again once it sent nothing.
 */
import { expect, test } from "vitest";
import { foldOrderNumber } from "../../src/flows/payouts/match.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import {
  beginNumbers,
  indexNumbers,
  numbersAreKnown,
  ordersNumbered,
} from "../../src/sync/tenant/payouts/order-numbers.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import {
  approve,
  discard,
  lines as linesOf,
  list,
  one,
} from "../../src/sync/tenant/payouts/payouts.ts";
import { count, run } from "../../src/sync/tenant/storage/sql.ts";
import {
  cardShop,
  hand,
  line,
  order,
  PAYOUT,
  payoutShop,
  settings,
  unpaid,
} from "./payouts.kit.ts";

const LINES = Array.from({ length: 3 }, (_, n) => line(n));
test.each<[string, (context: TenantContext) => void | Promise<void>]>([
  ["taken off the list", (context) => void discard(context, PAYOUT)],
  ["corrected by another file", (context) => hand(context, LINES.slice(1), "u2", true)],
])("lines that were claimed and never sent are free once it is %s", async (_what, ends) => {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 3; n += 1) order(sql, n);
  await hand(context, LINES);
  const shown = await one(context, PAYOUT);
  const approved = await approve(context, PAYOUT, { mark: shown?.mark ?? "", actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  run(
    sql,
    "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?",
    context.now() + 60_000,
  );
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  expect((await forRun(context, ref, { ask: "plan" })).kind).toBe("plan");
  expect((await forRun(context, ref, { ask: "claim" })).kind).toBe("claimed");
  const claimed = () => count(sql, "SELECT count(*) AS n FROM payout_line_ids");
  expect(claimed()).toBe(3);
  // It ended on hold, before anything was sent.
  run(sql, "UPDATE jobs SET status = 'done', over = 1");
  await ends(context);
  expect(claimed()).toBe(0);
});

test.each([
  ["Ö-1001", "Ö-1001"],
  ["Web-1001", "WEB-1001"],
  ["#1001", "1001"],
])("the order %s is found by the reference %s, noted before or after", (label, reference) => {
  for (const isBefore of [true, false]) {
    const { sql } = payoutShop();
    if (isBefore) order(sql, 1, label);
    beginNumbers(sql);
    while (!numbersAreKnown(sql)) indexNumbers(sql);
    if (!isBefore) order(sql, 1, label);
    const number = foldOrderNumber(reference);
    const found = ordersNumbered(sql, new Set([number]))(number);
    expect(found.map(({ key }) => key)).toEqual(["order:1"]);
  }
});

test.each([
  ["that the vendor refused", '{"kind":"rejected"}', true],
  ["whose answer never came", null, false],
])("a payout with a write %s may go, or not", async (_what, failure, goes) => {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 3; n += 1) order(sql, n);
  await hand(context, LINES);
  const shown = await one(context, PAYOUT);
  const approved = await approve(context, PAYOUT, { mark: shown?.mark ?? "", actor: "x" });
  expect(approved.ok).toBe(true);
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, attempt, claim, failure)
     VALUES (?, 1, 'j', 'payout', 1, 'payout.create', 'rejected', 1, 1, ?)`,
    `payout:${PAYOUT}`,
    failure,
  );
  expect(discard(context, PAYOUT)).toMatchObject({ ok: false });
  run(sql, "UPDATE jobs SET status = 'done', over = 1");
  expect(discard(context, PAYOUT).ok).toBe(goes);
});

test.each(["sales-order", "invoice-draft"] as const)(
  "a line of an order that is only a %s has nothing to take off, until it is invoiced",
  async (role) => {
    const { sql, context } = payoutShop();
    for (const n of [0, 1]) order(sql, n);
    run(sql, "UPDATE documents SET role = ? WHERE key = 'order:0'", role);
    await hand(context, LINES.slice(0, 2));
    const shown = await one(context, PAYOUT);
    expect([shown?.matched, shown?.unmatched.map(({ at, why }) => [at, why])]).toEqual([
      1,
      [[2, "unbooked"]],
    ]);
    // It has no job here, so there is no page to lead to; once it has one, that is named.
    expect(shown?.unmatched[0]?.job).toBeUndefined();
    run(
      sql,
      `INSERT INTO jobs (id, key, flow, lane, status, outcome, over, types, reasons, created_at,
         updated_at, wanted, seen, label, facts)
       VALUES ('j0', 'order:0', 'orders', 'live', 'done', 'booked', 1, '[]', '[]', 1, 1, 1, 1, '1000',
         '{}')`,
    );
    expect((await one(context, PAYOUT))?.unmatched[0]?.job).toEqual({ id: "j0", again: true });
    run(sql, "UPDATE jobs SET status = 'held', outcome = NULL WHERE id = 'j0'");
    expect((await one(context, PAYOUT))?.unmatched[0]?.job).toEqual({ id: "j0", again: false });
    expect(await approve(context, PAYOUT, { mark: shown?.mark ?? "", actor: "x" })).toMatchObject({
      ok: false,
    });
  },
);

test("an order that changed after it was booked was paid, and is paid back, as it was before", async () => {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 4; n += 1) order(sql, n);
  const booked = (n: number, role: "voucher" | "voucher-reversal", gross: string, at = 1): void =>
    saveDocument(
      sql,
      `order:${n}`,
      {
        role,
        n: at,
        id: `${role} ${n} ${at}`,
        number: null,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        content: { currency: "SEK", pricesIncludeVat: false, gross, lines: [] },
      },
      0,
    );
  // Each comes to 125.00 now; they were 500.00, and one of them was taken back in between.
  for (const n of [0, 1, 2]) booked(n, "voucher", "500.00");
  booked(1, "voucher-reversal", "500.00");
  booked(1, "voucher", "125.00", 2);
  const refund = (n: number, cents: string) =>
    line(n, { kind: "refund", gross: cents, fee: "0.00", net: cents });
  await hand(context, [
    line(0, { gross: "500.00", net: "497.50" }),
    refund(1, "-375.00"),
    refund(2, "-500.01"),
    refund(3, "-125.01"),
  ]);
  const shown = await one(context, PAYOUT);
  expect([shown?.matched, shown?.unmatched.map(({ at, why }) => [at, why])]).toEqual([
    2,
    [
      [4, "amount"],
      [5, "amount"],
    ],
  ]);
});

test("an order that was taken back before its day was booked is paid back from where it was paid out", async () => {
  const { sql, context, configure } = payoutShop();
  configure(2, { ...settings, payouts: { ...settings.payouts, invoices: "settle" } });
  for (const n of [1, 2]) order(sql, n);
  await hand(
    context,
    [1, 2].map((n) => line(n, { kind: "refund", gross: "-125.00", fee: "0.00", net: "-125.00" })),
  );
  const plan = async () => (await one(context, PAYOUT))?.plan;
  const held = (count: number) => ({
    reasons: [{ code: "payout-invoice-missing", params: { count } }],
  });
  expect(await plan()).toMatchObject(held(2));
  const paidOut = (n: number): void => {
    run(
      sql,
      `INSERT INTO clearing_orders VALUES (1580, 'order:${n}', '2026-03-01', 'CARD', -12500)`,
    );
    run(
      sql,
      `INSERT OR IGNORE INTO clearing_days VALUES (1580, 'CARD', '2026-03-01', 0, 12500, -12500, 1)`,
    );
  };
  paidOut(1);
  expect(await plan()).toMatchObject(held(1));
  paidOut(2);
  expect(await plan()).toMatchObject({ kind: "voucher" });
});

test("an order whose voucher stands on receivables is told apart from one that may get an invoice", async () => {
  const { sql, context, configure } = payoutShop();
  configure(2, { ...settings, payouts: { ...settings.payouts, invoices: "settle-open" } });
  for (const n of [1, 2]) order(sql, n);
  await hand(context, [line(1), line(2)]);
  run(
    sql,
    `INSERT OR REPLACE INTO documents (key, role, n, id, number, state, voucher, updated_at)
     VALUES ('order:1', 'voucher', 1, 'v1', 'A1', 'live', '{}', 0)`,
  );
  expect((await one(context, PAYOUT))?.plan).toMatchObject({
    reasons: [
      { code: "payout-invoice-missing", params: { count: 1 } },
      { code: "payout-order-on-voucher", params: { count: 1 } },
    ],
  });
});

test("the list says whether a payout is held, and looks for no orders that its lines may belong to", async () => {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 3; n += 1) order(sql, n);
  await hand(context, [line(0), line(1, { reference: "nobody's" })]);
  const asked: string[] = [];
  const noted: TenantContext = {
    ...context,
    sql: new Proxy(sql, {
      get: (of, name) =>
        name === "exec"
          ? (text: string, ...values: SqlStorageValue[]) => {
              asked.push(text);
              return of.exec(text, ...values);
            }
          : Reflect.get(of, name),
    }),
  };
  const looked = (): number => asked.filter((text) => text.includes("k.gross IN")).length;
  const [listed] = await list(noted);
  expect([listed?.held, looked()]).toEqual([true, 0]);
  // Its own page looks for them.
  expect([(await one(noted, PAYOUT))?.held, looked()]).toEqual([true, 1]);
});

test("a dispute doesn't say that the sale of an order without an invoice is on the account", async () => {
  const { sql, context, configure } = payoutShop();
  configure(2, { ...settings, payouts: { ...settings.payouts, invoices: "settle" } });
  order(sql, 1);
  await hand(context, [line(1)]);
  run(sql, "INSERT INTO clearing_orders VALUES (1580, 'order:1', '2026-03-01', 'CARD', 12500)");
  expect((await one(context, PAYOUT))?.plan).toMatchObject({
    reasons: [{ code: "payout-invoice-missing", params: { count: 1 } }],
  });
});

test("an order is taken off the account of its payment method on which it stands, and counted there", async () => {
  const { sql, context } = payoutShop();
  for (const n of [1, 2]) order(sql, n);
  await hand(context, [line(1), line(2)]);
  const voucher = (account: number, moved = "125.00") =>
    JSON.stringify({ clearing: { account, moved, day: "2026-03-01", method: "CARD" } });
  // Of two accounts the one with more of the order counts.
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, voucher, updated_at)
     VALUES ('order:1', 'voucher-payment', 1, 'v3', 'A2', 'live', ?, 0)`,
    voucher(1590, "5.00"),
  );
  for (const [n, account] of [
    [1, 1585],
    [2, 1580],
  ] as const)
    run(
      sql,
      `INSERT OR REPLACE INTO documents (key, role, n, id, number, state, voucher, updated_at)
       VALUES (?, 'voucher', 1, ?, 'A1', 'live', ?, 0)`,
      `order:${n}`,
      `v${n}`,
      voucher(account),
    );
  const shown = await one(context, PAYOUT);
  expect(shown?.plan).toMatchObject({
    kind: "voucher",
    rows: expect.arrayContaining([
      expect.objectContaining({ role: "clearing", account: 1580, credit: "125.00" }),
      expect.objectContaining({ role: "clearing", account: 1585, credit: "125.00" }),
    ]),
  });
  const approved = await approve(context, PAYOUT, { mark: shown?.mark ?? "", actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  run(
    sql,
    "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?",
    context.now() + 60_000,
  );
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  expect((await forRun(context, ref, { ask: "plan" })).kind).toBe("plan");
  expect((await forRun(context, ref, { ask: "claim" })).kind).toBe("claimed");
  for (const [n, account] of [
    [1, 1585],
    [2, 1580],
  ] as const)
    expect(
      count(
        sql,
        "SELECT count(*) AS n FROM payout_line_ids WHERE key = ? AND account = ?",
        `order:${n}`,
        account,
      ),
    ).toBe(1);
});

test("a line shows the day of its own transaction, and that alone makes no other plan", async () => {
  const { sql, context } = payoutShop();
  for (const n of [1, 2]) order(sql, n);
  await hand(context, [line(1), line(2)]);
  const before = await one(context, PAYOUT);
  await hand(context, [line(1, { happenedOn: "2026-02-27" }), line(2)], "u1");
  const after = await one(context, PAYOUT);
  expect(after?.mark).toBe(before?.mark);
  const shown = await linesOf(context, PAYOUT, 0);
  expect(shown?.rows.map(({ day }) => day)).toEqual(["2026-02-27", "2026-03-02"]);
});

test("a line that is more than its order is told so, with what the order comes to", async () => {
  const { sql, context } = payoutShop();
  order(sql, 0);
  const more = { gross: "132.00", fee: "0.00", net: "132.00" };
  await hand(context, [line(0, more)]);
  const held = async () => (await one(context, PAYOUT))?.plan;
  expect((await one(context, PAYOUT))?.unmatched).toMatchObject([
    { why: "amount", reference: "1000", worth: "125.00" },
  ]);
  const params = { count: 1, line: 2, amount: "132.00", currency: "SEK" };
  const reasons = (above: string) => ({
    reasons: [{ code: "payout-lines-unmatched", params: { above } }],
  });
  expect(await held()).toMatchObject({
    reasons: [{ code: "payout-lines-unmatched", params: { ...params, above: "all" } }],
  });
  await hand(context, [line(0, more), line(1, { reference: "nobody's" })], "u2", true);
  expect(await held()).toMatchObject(reasons("some"));
});

test("of an order that has nothing to be paid: which order, and whether its invoice lacks or the credit alone", async () => {
  const { sql, context } = cardShop();
  unpaid(sql, 1);
  order(sql, 2);
  const refund = { kind: "refund", gross: "-125.00", fee: "0.00", net: "-125.00" } as const;
  const said = async (n: number, upload: string) => {
    await hand(context, [line(n, refund)], upload, true);
    const plan = (await one(context, PAYOUT))?.plan;
    return plan?.kind === "held" ? plan.reasons.map(({ code, params }) => [code, params]) : plan;
  };
  const reasons = (of: object) => [["payout-invoice-missing", expect.objectContaining(of)]];
  expect(await said(1, "u1")).toEqual(reasons({ order: "1001", lacks: "credit" }));
  expect(await said(2, "u2")).toEqual(reasons({ order: "1002", lacks: "invoice" }));
});
