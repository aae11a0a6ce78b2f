/**
 * Orders of days that say something else in the shop than is booked for them: they wait for their
 * run or for a person, or a person skipped them. All others are in step, as their run ended so.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { JobFigures, Outcome } from "../../../domain/jobs/job.ts";
import type { ListedFacts } from "../../../domain/jobs/listed.ts";
import type { VoucherFacts, VoucherShare } from "../../../domain/ledger/voucher.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { chargedOf } from "../../../monitor/reconciliation/charged.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import { creditsByOtherOrders } from "../runs/originals.ts";
import type { DayVoucherRow } from "./days.ts";
import { all, first, raw, type Row, run } from "../storage/sql.ts";

export type Differing = {
  readonly key: string;
  readonly label: string;
  readonly day: string;
  /** The day's voucher that has it last; "": it waits. */
  readonly voucher: string;
  readonly jobId: string | null;
  readonly outcome: Outcome | null;
  /** In the order's currency: what the shop says now, and what is booked. */
  readonly charged: Decimal | null;
  readonly booked: Decimal;
  readonly currency: string | null;
  /** Booked less charged, in the company's currency; `null`: it isn't known. */
  readonly off: Decimal | null;
};

export type DifferingOrders = {
  readonly differing: readonly Differing[];
  /** There are no further ones that weren't looked at. */
  readonly isWhole: boolean;
};

/** Orders looked at, and members of vouchers whose orders are asked for being skipped, at most. */
export const MAX_DIFFERING = 2_000;
const MOST_MEMBERS = 200_000;

type Voucher = Pick<DayVoucherRow, "id" | "members" | "closed_at">;

/** The orders of all waiting days, and of these vouchers, that differ from what was added. */
export function differingOrders(sql: SqlStorage, vouchers: readonly Voucher[]): DifferingOrders {
  let left = MOST_MEMBERS;
  const skipped = vouchers.flatMap((voucher) => {
    const kept = first<{ orders: string }>(sql)`
      SELECT orders FROM day_skipped WHERE voucher = ${voucher.id}`;
    if (kept !== null) return storedJson<readonly string[]>(kept.orders);
    left -= voucher.members;
    return left < 0 ? [] : skippedOf(sql, voucher);
  });
  const keys = [...new Set([...openOf(sql), ...skipped.filter((key) => stands(sql, key))])];
  return {
    differing: keys.slice(0, MAX_DIFFERING).flatMap((key) => differingOf(sql, key) ?? []),
    isWhole: keys.length <= MAX_DIFFERING && left >= 0,
  };
}

/**
 * Orders of days whose newest job is under way, or over and didn't settle them. Asked for one after
 * the other: to make one list of both, SQLite would go through all jobs by their keys.
 */
function openOf(sql: SqlStorage): readonly string[] {
  const unsettled = all<{ key: string }>(sql)`
    SELECT o.key AS key FROM open_orders o
    WHERE EXISTS (SELECT 1 FROM day_members m WHERE m.key = o.key)
    LIMIT ${raw(MAX_DIFFERING + 1)}`;
  const unfinished = all<{ key: string }>(sql)`
    SELECT j.key AS key FROM jobs j
    WHERE j.over = 0 AND j.flow = 'orders'
      AND EXISTS (SELECT 1 FROM day_members m WHERE m.key = j.key)
    LIMIT ${raw(MAX_DIFFERING + 1)}`;
  return [...unsettled, ...unfinished].map(({ key }) => key);
}

/** Orders that a person skipped. Kept with a closed voucher, until one is skipped or taken up. */
function skippedOf(sql: SqlStorage, { id, closed_at }: Voucher): readonly string[] {
  const found = all<{ key: string }>(sql)`
    SELECT DISTINCT m.key AS key
    FROM day_members m
    CROSS JOIN keys k ON k.key = m.key
    WHERE m.voucher = ${id} AND k.outcome = 'skipped'`.map(({ key }) => key);
  if (closed_at !== null)
    run(sql)`
      INSERT OR REPLACE INTO day_skipped (voucher, orders)
      VALUES (${id}, ${JSON.stringify(found)})`;
  return found;
}

/** Whether it stands in the ledger all the same. */
const stands = (sql: SqlStorage, key: string): boolean =>
  first(sql)`
    SELECT 1 AS one FROM documents
    WHERE key = ${key} AND state = 'live' AND role IN ('voucher', 'voucher-credit')` !== null;

type MemberRow = { label: string; day: string; voucher: string } & Row;
type Stored = { role: string; state: string; voucher: string | null } & Row;

function differingOf(sql: SqlStorage, key: string): Differing | null {
  const member = first<MemberRow>(sql)`
    SELECT label, day, voucher FROM day_members
    WHERE key = ${key} AND role <> 'voucher-payment'
    ORDER BY added_at DESC, role = 'voucher-reversal'
    LIMIT 1`;
  const documents = all<Stored>(sql)`
    SELECT role, state, voucher FROM documents
    WHERE key = ${key} AND role IN ('voucher', 'voucher-credit') AND voucher IS NOT NULL
    ORDER BY n DESC`.map(({ voucher, ...one }) => ({
    ...one,
    facts: storedJson<VoucherFacts>(voucher ?? ""),
  }));
  if (member === null || documents.length === 0) return null;
  const live = documents.filter(({ state }) => state === "live");
  const isCredit = documents[0]?.role === "voucher-credit";
  const facts = (live[0] ?? documents[0])?.facts;
  const job = jobs.latestFor(sql, key);
  const shop = shopSays(sql, key, job, isCredit);
  const booked = sum(live.map(({ role, facts: of }) => chargedIn(of, role)));
  const isKnown = shop !== null && facts !== undefined && facts.currency === shop.currency;
  const off = isKnown ? amount(booked.minus(shop.gross).times(facts.rate?.rate ?? "1")) : null;
  if (off !== null && dec(off).eq(0)) return null;
  return {
    key,
    ...member,
    jobId: job?.id ?? null,
    outcome: (job?.outcome ?? null) as Outcome | null,
    charged: shop === null ? null : amount(shop.gross),
    booked: amount(booked),
    currency: shop?.currency ?? facts?.currency ?? null,
    off,
  };
}

const MONEY: ReadonlySet<VoucherShare["of"]> = new Set(["money", "card"]);

/** What an order's voucher charges, with what gift cards paid; a credit's is below zero. */
export function chargedIn({ shares, charged }: VoucherFacts, role: string) {
  if (shares !== undefined)
    return sum(shares.flatMap(({ of, amount: figure }) => (MONEY.has(of) ? [figure] : [])));
  const size = dec(charged).abs();
  return role === "voucher" ? size : size.times(-1);
}

type Says = { readonly gross: Decimal; readonly currency: string };

/**
 * The order's total as its newest run read it, otherwise as the one before counted it; nothing of
 * one that the shop deleted. As the reconciliation counts it: with what credit orders took back of
 * one that charges nothing any more.
 */
function shopSays(
  sql: SqlStorage,
  key: string,
  job: jobs.JobRow | null,
  isCredit: boolean,
): Says | null {
  const found = read(job) ?? countedLast(sql, key);
  if (found === null) return null;
  const { currency } = found;
  const reasons = job === null ? [] : storedJson<Reason[]>(job.reasons);
  if (reasons.some(({ code }) => code === "order-gone")) return { gross: "0.00", currency };
  const perRate = dec(found.gross).eq(0) ? [] : null;
  const says = { currency, gross: found.gross, vat: "0.00", credit: isCredit, perRate, lines: 0 };
  const back = perRate === null ? {} : { takenBack: creditsByOtherOrders(sql, key) };
  return { gross: amount(chargedOf(says, back).gross), currency };
}

function read(job: jobs.JobRow | null): Says | null {
  const figures = job === null ? undefined : figuresIn(job);
  return figures === undefined
    ? null
    : { gross: figures.sold?.gross ?? figures.gross, currency: figures.currency };
}

function figuresIn({ figures, facts }: jobs.JobRow): Omit<JobFigures, "of"> | undefined {
  if (figures !== null) return storedJson<JobFigures>(figures);
  return facts === null ? undefined : storedJson<Partial<ListedFacts>>(facts).charged;
}

/** Kept in whole millionths (jobs/ended.ts). */
function countedLast(sql: SqlStorage, key: string): Says | null {
  const row = keys.of(sql, key);
  return row === null || row.gross === null || (row.currency ?? "") === ""
    ? null
    : { gross: amount(dec(row.gross).div(1_000_000)), currency: row.currency ?? "" };
}
