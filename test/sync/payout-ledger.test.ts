/** What is said of payouts and payments beside the ledger's own balances. */
import { expect, test } from "vitest";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { LEFT_BEHIND } from "../support/left-behind.ts";
import { one } from "../../src/sync/tenant/payouts/payouts.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import * as plans from "../../src/sync/tenant/payouts/plan/store.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import {
  booked,
  cardShop,
  claimAndBook,
  hand,
  invoiced,
  line,
  order,
  PAYOUT,
  payoutShop,
  settings,
  unpaid,
} from "./payouts.kit.ts";

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

/** The order was deleted in the shop: its newest run read no figures. */
function gone(sql: SqlStorage, n: number, now: number): void {
  const key = `order:${n}`;
  const made = { key, flow: "orders", lane: "live", type: "order.updated", due: now, now } as const;
  const { id } = jobs.create(sql, made);
  const reasons = JSON.stringify([{ code: "order-gone", params: {} }]);
  jobs.update(sql, id, { status: "running", claim: 1, lease_until: now + 1000 }, now);
  jobs.update(sql, id, { status: "done", outcome: "held", figures: null, reasons }, now);
}

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
  const { sql, context } = payoutShop();
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
  const { sql, context } = payoutShop();
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
  const { sql, context } = cardShop();
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

test("an order's own account, and payments on invoices there: a payout takes off each of them once", async () => {
  const { sql, context, configure } = cardShop();
  const lookups = { ...settings.lookups, payoutClearing: { default: "1686", table: {} } };
  configure(3, { ...settings, lookups, payouts: { ...settings.payouts, invoices: "settle" } });
  cache.save(sql, { fiscalYears: [{ start: "2026-01-01", end: "2026-12-31" }] } as never, 0);
  sold(sql);
  invoiced(sql, 2, "100.00");
  await hand(context, [
    line(1, { fee: "0.00", net: "125.00" }),
    line(2, { gross: "100.00", fee: "0.00", net: "100.00" }),
  ]);
  const seen = await one(context, PAYOUT);
  expect(seen?.plan).toMatchObject({
    rows: [
      { account: 1930, debit: "225.00" },
      { account: 1580, credit: "225.00" },
    ],
  });
  await claimAndBook(context);
  const { ledger } = await clearing(
    reading(context, "0.00", () => undefined),
    { compare: true },
  );
  expect(ledger).toMatchObject({
    accounts: [{ account: 1580, open: "0.00", payments: "100.00", taken: "100.00", other: "0.00" }],
  });
});

/** As the order's own run registers it. */
function paidByRun(sql: SqlStorage, n: number): void {
  const { opId } = journal.send(sql, {
    jobId: "j",
    claimNo: 1,
    intent: {
      key: `order:${n}`,
      role: "payment",
      n: 1,
      kind: "payment.create",
      marker: null,
      markerCode: null,
      markerField: null,
      documentId: `i${n}`,
      payment: { amount: "125.00", remaining: "125.00", bank: "cards" },
    },
    request: { keyId: "k", bytes: new Uint8Array() },
    now: 0,
    abortAt: 1,
  });
  journal.setState(sql, opId, "compared", 1);
}

test.each([
  ["isn't there any more", []],
  ["is kept on another account", [{ id: "cards", name: "Cards", note: "1586, SEK" }]],
])(
  "a payment stays on the account that its bank account was kept on, which %s by now",
  async (_, entries) => {
    const { sql, context, configure } = cardShop();
    configure(3, { ...settings, payouts: { ...settings.payouts, invoices: "settle" } });
    cache.save(sql, { fiscalYears: [{ start: "2026-01-01", end: "2026-12-31" }] } as never, 0);
    unpaid(sql, 1);
    paidByRun(sql, 1);
    const names = { "eaccounting.bankAccounts": { entries, readAt: 1, fault: null } };
    cache.save(sql, { names } as never, 1);
    await hand(context, [line(1, { fee: "0.00", net: "125.00" })]);
    expect((await one(context, PAYOUT))?.plan).toMatchObject({
      rows: [{ debit: "125.00" }, { account: 1580, credit: "125.00" }],
    });
    await claimAndBook(context);
    const { ledger } = await clearing(
      reading(context, "0.00", () => undefined),
      { compare: true },
    );
    expect(ledger).toMatchObject({
      accounts: [{ account: 1580, payments: "125.00", taken: "125.00", other: "0.00" }],
    });
  },
);

test("an invoice in another currency: what its payment differs by is what a person has to book, to the cent", async () => {
  const { sql, context, configure } = cardShop();
  const payouts = { ...settings.payouts, invoices: "settle" };
  cache.save(sql, { fiscalYears: [{ start: "2026-01-01", end: "2026-12-31" }] } as never, 0);
  sold(sql);
  // 42.50 EUR, for which the ledger booked 480.52 SEK on 1580.
  invoiced(sql, 2, "42.50");
  run(sql, "UPDATE keys SET currency = 'EUR', gross = 42500000 WHERE key = 'order:2'");
  const paid = { currency: "EUR", amount: "42.50" };
  await hand(context, [
    line(1, { fee: "0.00", net: "125.00" }),
    line(2, { gross: "467.50", fee: "0.00", net: "467.50", paid }),
  ]);
  expect(await one(context, PAYOUT)).toMatchObject({
    plan: { reasons: [{ code: "payout-invoice-currency", params: { line: 4 } }] },
  });
  configure(3, { ...settings, payouts: { ...payouts, foreignInvoices: "clear" } });
  const seen = await one(context, PAYOUT);
  expect(seen).toMatchObject({
    plan: { rows: [{ debit: "592.50" }, { account: 1580, credit: "592.50" }] },
    sums: { foreign: { count: 1, line: 4, amount: "467.50" } },
  });
  await claimAndBook(context);
  const { ledger, elsewhere, below } = await clearing(
    reading(context, "13.02", () => undefined),
    { compare: true },
  );
  expect(ledger).toMatchObject({
    accounts: [{ account: 1580, open: "0.00", payments: "0.00", taken: "0.00", other: "13.02" }],
  });
  expect([elsewhere, below]).toEqual([undefined, undefined]);
});

test.each([
  ["paid", true, { currency: "EUR", amount: "42.50" }],
  ["paid, and nobody says what of it is in euro", true, null],
  ["open", false, { currency: "EUR", amount: "42.50" }],
  ["open, and nobody says what of it is in euro", false, null],
] as const)(
  "an invoice in another currency is taken off once, whatever later lines name it: %s",
  async (_, isPaid, paid) => {
    const { sql, context, configure } = cardShop();
    const payouts = { ...settings.payouts, invoices: "settle", foreignInvoices: "clear" };
    configure(3, { ...settings, payouts });
    if (isPaid) invoiced(sql, 1, "42.50");
    else unpaid(sql, 1);
    run(sql, "UPDATE keys SET currency = 'EUR', gross = 42500000");
    const of = { gross: "467.50", fee: "0.00", net: "467.50", paid };
    await hand(context, [line(1, of)]);
    await claimAndBook(context);
    await hand(context, [line(1, { ...of, id: "l2", paymentId: "pay2" })], "u2", false, "p2");
    expect((await one(context, "p2"))?.plan).toMatchObject({
      reasons: [{ code: "payout-invoice-account", params: { count: 1, amount: "467.50" } }],
    });
  },
);

test("an order that was deleted in the shop: its invoice is in the company's currency as before", async () => {
  const { sql, context, configure, clock } = cardShop();
  configure(3, { ...settings, payouts: { ...settings.payouts, invoices: "settle" } });
  cache.save(sql, { fiscalYears: [{ start: "2026-01-01", end: "2026-12-31" }] } as never, 0);
  invoiced(sql, 1, "125.00");
  invoiced(sql, 2, "125.00");
  await hand(context, [line(1, { fee: "0.00", net: "125.00" })]);
  gone(sql, 1, clock.at);
  expect((await one(context, PAYOUT))?.plan).toMatchObject({
    rows: [{ debit: "125.00" }, { account: 1580, credit: "125.00" }],
  });
  await claimAndBook(context);
  gone(sql, 2, clock.at);
  const { ledger, elsewhere } = await clearing(
    reading(context, "125.00", () => undefined),
    { compare: true },
  );
  expect(ledger).toMatchObject({
    accounts: [{ account: 1580, payments: "250.00", taken: "125.00", other: "0.00" }],
  });
  expect(elsewhere).toBeUndefined();
});

test("an invoice in another currency stays one, though its order was deleted in the shop", async () => {
  const { sql, context, clock } = cardShop();
  invoiced(sql, 1, "42.50");
  run(
    sql,
    "UPDATE documents SET content = ? WHERE key = 'order:1' AND role = 'invoice'",
    JSON.stringify({ currency: "EUR", gross: "42.50", pricesIncludeVat: true, lines: [] }),
  );
  gone(sql, 1, clock.at);
  await hand(context, [line(1, { gross: "467.50", fee: "0.00", net: "467.50" })]);
  expect((await one(context, PAYOUT))?.plan).toMatchObject({
    reasons: [{ code: "payout-invoice-currency" }],
  });
});

test("a tenant that was taken over: what payouts took off before is still by us", async () => {
  const { sql, context } = cardShop();
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
