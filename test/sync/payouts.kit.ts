/** A tenant's tables with orders and a staged payout, for plans and claims of payouts. */
import { expect } from "vitest";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import { addLines, NO_SUMS } from "../../src/flows/payouts/sums.ts";
import type { SettledOtherwiseOnAccount } from "../../src/flows/payouts/settled-otherwise.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { gzip } from "../../src/store/seal.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import { approve, one, stage } from "../../src/sync/tenant/payouts/payouts.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";
import { matchLines } from "../support/match-lines.ts";

export const settings = settingsSchema.parse({
  lookups: {
    payoutBank: { default: "1930", table: {} },
    payoutClearing: { default: "1580", table: {} },
    payoutFee: { default: "6570", table: {} },
    payoutFeeVat: { default: "exempt", table: {} },
  },
});
export const PAYOUT = "p1";

export function payoutShop() {
  const sql = objectSql();
  const clock = { at: Date.parse("2026-04-01T12:00:00Z") };
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => clock.at,
    wake: () => undefined,
    deps: { timings: { leaseMs: 60_000 } },
  } as unknown as TenantContext;
  const configure = (version: number, of: object = settings): void =>
    meta.set(sql, "configuration", JSON.stringify({ administrationId: 1, version, settings: of }));
  configure(1);
  cache.save(sql, { company: { currency: "SEK", country: "SE" } } as never, clock.at);
  return { sql, context, clock, configure };
}

/** An order of 125.00 that was written, with its document. */
export function order(sql: SqlStorage, n: number, label = String(1000 + n)): void {
  known(sql, n, label);
  run(
    sql,
    `INSERT OR IGNORE INTO documents (key, role, n, id, state, updated_at)
     VALUES (?, 'voucher', 1, ?, 'live', 1)`,
    `order:${n}`,
    `d${n}`,
  );
}

/** An order of 125.00 whose number is known, and that nothing stands for. */
export function known(sql: SqlStorage, n: number, label = String(1000 + n)): void {
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, marker)
     VALUES (?, ?, 'j', 'voucher', 1, 'voucher.create', 'compared', 1, ?)`,
    `order:${n}`,
    n + 1,
    `${label} #K7Q2M9XA`,
  );
  run(
    sql,
    "INSERT INTO keys (key, wanted, currency, gross) VALUES (?, 1, 'SEK', 125000000)",
    `order:${n}`,
  );
}

export const line = (n: number, more: Partial<PayoutLine> = {}): PayoutLine => ({
  id: `l${n}`,
  at: n + 2,
  day: "2026-03-02",
  kind: "sale",
  feeKind: "payment",
  type: "charge",
  gross: "125.00",
  fee: "2.50",
  feeVat: "0.00",
  net: "122.50",
  paid: null,
  reference: String(1000 + n),
  text: "",
  paymentId: `pay${n}`,
  method: "card",
  ...more,
});

export async function hand(
  context: TenantContext,
  lines: readonly PayoutLine[],
  upload = "u1",
  /** The file states the payout's total. */
  isWhole = false,
  id = PAYOUT,
): Promise<void> {
  const { net } = addLines(NO_SUMS, matchLines(lines, { find: () => [], currency: "SEK" }));
  for (let part = 0; part * 200 < lines.length; part += 1) {
    const text = JSON.stringify(lines.slice(part * 200, (part + 1) * 200));
    const bytes = await gzip(Uint8Array.from(new TextEncoder().encode(text)));
    store.addLines(context.sql, { upload, slot: "s", part, bytes });
  }
  await stage(
    context,
    upload,
    [
      {
        id,
        slot: "s",
        head: {
          provider: "stripe",
          account: "",
          payout: id.replace("p", "po_"),
          currency: "SEK",
          day: "2026-03-03",
          stated: isWhole ? net : null,
        },
        amount: net,
        lines: lines.length,
        digest: upload,
        said: upload,
      },
    ],
    "somebody",
  );
}

/** An order of 125.00 that is an invoice; `paid` of it is registered on the bank account of 1580. */
export function invoiced(sql: SqlStorage, n: number, paid: string): void {
  unpaid(sql, n);
  pay(sql, n, paid);
}

export function unpaid(sql: SqlStorage, n: number): void {
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

export function pay(sql: SqlStorage, n: number, paid: string): void {
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

/** Its cards are kept on a bank account of 1580. */
export function cardShop() {
  const made = payoutShop();
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

/** The payout's voucher stands. */
export const booked = (sql: SqlStorage, id = PAYOUT): void =>
  saveDocument(
    sql,
    store.keyOf(id),
    {
      role: "payout",
      n: 1,
      id: `v of ${id}`,
      number: null,
      state: "live",
      sourceHash: null,
      ownedHash: null,
    },
    0,
  );

/**
 * Approved as it is seen, claimed by its run, and booked. `unpaid`: what is left once all of it is
 * paid; `null`: its run goes on.
 */
export async function claimAndBook(
  context: TenantContext,
  id = PAYOUT,
  unpaid: readonly SettledOtherwiseOnAccount[] | null = null,
): Promise<void> {
  const { sql } = context;
  const seen = await one(context, id);
  const approved = await approve(context, id, { mark: seen?.mark ?? "", actor: "x" });
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  run(
    sql,
    "UPDATE jobs SET status = 'running', claim = 1, lease_until = ? WHERE id = ?",
    1e15,
    approved.jobId,
  );
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  await forRun(context, ref, { ask: "plan" });
  expect(await forRun(context, ref, { ask: "claim" })).toEqual({ kind: "claimed" });
  booked(sql, id);
  if (unpaid !== null)
    expect(await forRun(context, ref, { ask: "settled", unpaid })).toEqual({ kind: "noted" });
  run(sql, "UPDATE jobs SET status = 'done', over = 1 WHERE id = ?", approved.jobId);
}
