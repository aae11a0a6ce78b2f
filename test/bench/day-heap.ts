/**
 * A day of many orders of several VAT rates and payment methods, from the close to its pages and
 * the list of its orders, on a tenant's object as it is. Counts in cents whether the voucher is
 * what its orders come to. Prints what each step took and held, as JSON. Run by
 * test/bench/days.ts.
 */
import { type DayRow, memberDocument } from "../../src/domain/ledger/day-book.ts";
import { drawDayList, type ListedShare } from "../../src/flows/orders/supporting/day-list.ts";
import { byId, nextDue, rowsOf, step } from "../../src/sync/tenant/days/days.ts";
import type { DayPage, DaySharesAnswer } from "../../src/sync/contract/days.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { list, one, sharesForRun } from "../../src/sync/tenant/days/day-views.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";
import { HeapSteps, MB } from "./heap-steps.ts";

const orders = Number(process.argv[2] ?? 10_000);
const DAY = "2026-11-24";
const NOW = Date.parse("2026-11-24T12:00:00Z");
const HOUR = 3_600_000;
const SALES = [3001, 3002, 3003] as const;
const VAT = [2611, 2621, 2631] as const;
const RATES = [25, 12, 6] as const;
const METHODS = 5;

const heap = new HeapSteps();
/** By account, debit less credit of all orders. */
const expected = new Map<number, number>();

const written = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
const cents = (text: string): number => Number(text.replace(".", ""));

function rowsOfOrder(n: number): readonly DayRow[] {
  const rate = n % RATES.length;
  const net = 100 + ((n * 7_919) % 90_000);
  const vat = Math.round((net * (RATES[rate] ?? 0)) / 100);
  const said: readonly (readonly [number, number, string])[] = [
    [1580 + (n % METHODS), net + vat, `method ${n % METHODS}`],
    [SALES[rate] ?? 0, -net, `${RATES[rate]}%`],
    [VAT[rate] ?? 0, -vat, `${RATES[rate]}%`],
  ];
  return said.map(([account, moved, of]) => {
    expected.set(account, (expected.get(account) ?? 0) + moved);
    return {
      account,
      debit: written(Math.max(moved, 0)),
      credit: written(Math.max(-moved, 0)),
      of,
    };
  });
}

async function main(): Promise<void> {
  const sql = objectSql();
  const clock = { at: NOW };
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => clock.at,
    wake: () => undefined,
    deps: { timings: { leaseMs: 60_000, coalesceMs: 5_000 } },
  } as unknown as TenantContext;
  const settings = settingsSchema.parse({});
  meta.set(sql, "configuration", JSON.stringify({ administrationId: 1, version: 1, settings }));
  cache.save(sql, { company: { currency: "SEK", country: "SE" } } as never, NOW);
  for (let n = 1; n <= orders; n += 1) {
    const key = `order:${n}`;
    journal.saveDocument(
      sql,
      key,
      {
        role: "voucher",
        n: 1,
        id: memberDocument({ key, role: "voucher", n: 1 }),
        number: DAY,
        state: "live",
        sourceHash: "seen",
        ownedHash: null,
        member: { label: String(200_000 + n), day: DAY, rows: rowsOfOrder(n), waits: true },
      },
      clock.at,
    );
  }
  heap.note();
  const baseMb = process.memoryUsage().heapUsed / MB;
  clock.at = NOW + 24 * HOUR;
  for (let due = nextDue(context); due !== null && due <= clock.at + 1_000;) {
    await heap.step("close, a step of the alarm", () => step(context));
    due = nextDue(context);
  }
  const ids = all<{ id: string }>(sql, "SELECT id FROM day_vouchers").map(({ id }) => id);
  const vouchers = ids.map((id) => byId(sql, id)).flatMap((row) => row ?? []);
  const rows = vouchers.flatMap(rowsOf);
  const moved = new Map<number, number>();
  for (const { account, debit, credit } of rows)
    moved.set(account, (moved.get(account) ?? 0) + cents(debit) - cents(credit));
  for (const [account, figure] of expected)
    if (moved.get(account) !== figure)
      throw new Error(`${account} has ${moved.get(account)} in place of ${figure}`);
  if (moved.size !== expected.size) throw new Error("a row of no order");

  await heap.step("the list of days", () => list(context));
  const [id = ""] = ids;
  let seen = 0;
  for (let cursor: string | null = null; ;) {
    const at: string | null = cursor;
    const page: DayPage | null = await heap.step("the day's page, and a page of its orders", () =>
      one(context, id, at),
    );
    seen += page?.members.length ?? 0;
    cursor = page?.cursor ?? null;
    if (cursor === null) break;
  }
  if (seen !== orders) throw new Error(`${seen} orders of ${orders}`);

  const job = String(jobs.latestFor(sql, `day:${id}`)?.id);
  jobs.update(sql, job, { status: "running", claim: 7, lease_until: clock.at + HOUR }, clock.at);
  const ref = { tenantId: "t", jobId: job, claimNo: 7 };
  const shares: ListedShare[] = [];
  for (let cursor: string | null = null; ;) {
    const at: string | null = cursor;
    const page: DaySharesAnswer = await heap.step("its shares for the run, a call", () =>
      sharesForRun(context, ref, at),
    );
    if (page.kind === "fenced") throw new Error("the run lost its claim");
    shares.push(...page.shares);
    ({ cursor } = page);
    if (cursor === null) break;
  }
  if (new Set(shares.map(({ label }) => label)).size !== orders) throw new Error("an order lacks");
  const pdf = await heap.step("the list of its orders, as a PDF", () =>
    drawDayList(
      { day: DAY, language: "sv" },
      { company: "Exempel AB", currency: "SEK", number: "A1", shares },
    ),
  );
  const measured = { vouchers: vouchers.length, rows: rows.length, pdfBytes: pdf.length };
  console.log(JSON.stringify({ baseMb, steps: heap.all, ...measured }));
  process.exit(0);
}

await main();
