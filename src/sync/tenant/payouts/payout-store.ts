/** Rows of payouts and their lines. A payout exists once, whatever files it came in. */
import { amount, dec, type Decimal, toCents } from "../../../domain/money.ts";
import type { PayoutHead, PayoutLine, Provider } from "../../../domain/payouts/lines.ts";
import { lostAt } from "../../../flows/payouts/settling.ts";
import type { PayoutPlan } from "../../../flows/payouts/plan-voucher.ts";
import type { SettledOtherwiseOnAccount } from "../../../flows/payouts/settled-otherwise.ts";
import type { PayoutSums } from "../../../flows/payouts/sums.ts";
import { gunzip } from "../../../store/seal.ts";
import {
  LINES_PER_PART,
  type LinesPart,
  PAYOUTS_PER_PAGE,
  type PayoutRow,
} from "../../contract/payouts.ts";
import * as jobs from "../jobs/jobs.ts";
import { ledgerVoucher } from "../jobs/ledger-voucher.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, count, first, raw, type Row, run } from "../storage/sql.ts";
import { lineNamespace } from "./provider-lines.ts";
import { type ClearedLine, countLines } from "../journal/clearing.ts";
import { isPayoutLeftToPerson } from "./left-to-person.ts";

export type StoredPayout = {
  id: string;
  provider: Provider;
  account: string;
  payout: string;
  currency: string;
  day: string;
  amount: string;
  lines: number;
  digest: string;
  upload: string;
  slot: string;
  actor: string;
  /** By line: the key of the order that a person chose. */
  persons: string;
  /** The mark of the plan that was approved. */
  approved: string | null;
  approved_by: string | null;
  differs_at: number | null;
  /** Lines that are counted on the accounts of payment methods, since it was booked. */
  counted: number;
  created_at: number;
} & Row;

export const keyOf = (id: string): string => `payout:${id}`;
export const idOf = (key: string): string => key.slice("payout:".length);

export const byId = (sql: SqlStorage, id: string): StoredPayout | null =>
  first<StoredPayout>(sql)`SELECT * FROM payouts WHERE id = ${id}`;

/** The newest first. `page`: from 0. Every page asks for the first: its rows are kept. */
export const newest = (sql: SqlStorage, page: number): readonly StoredPayout[] =>
  cachedAll<StoredPayout>(sql)`
    SELECT * FROM payouts ORDER BY day DESC, created_at DESC, id
    LIMIT ${PAYOUTS_PER_PAGE} OFFSET ${Math.max(0, Math.trunc(page)) * PAYOUTS_PER_PAGE}`;

export const headOf = (row: StoredPayout): PayoutHead => ({
  provider: row.provider,
  account: row.account,
  payout: row.payout,
  currency: row.currency,
  day: row.day,
  stated: row.amount,
});

export function addLines(sql: SqlStorage, { upload, slot, part, bytes }: LinesPart): void {
  run(sql)`
    INSERT OR REPLACE INTO payout_lines (upload, slot, part, bytes)
    VALUES (${upload}, ${slot}, ${part}, ${bytes.slice().buffer})`;
}

/** A payout's parts are numbered from 0. */
export const partsOf = ({ lines }: Pick<StoredPayout, "lines">): number =>
  Math.ceil(lines / LINES_PER_PART);

/** The uploader may have given up meanwhile, and dropped them. */
export const linesAreThere = (
  sql: SqlStorage,
  upload: string,
  { slot, lines }: Pick<StoredPayout, "slot" | "lines">,
): boolean =>
  count(sql)`SELECT count(*) AS n FROM payout_lines WHERE upload = ${upload} AND slot = ${slot}` >=
  partsOf({ lines });

export async function linesOf(
  sql: SqlStorage,
  { upload, slot }: StoredPayout,
  part: number,
): Promise<readonly PayoutLine[]> {
  const row = first<{ bytes: ArrayBuffer }>(sql)`
    SELECT bytes FROM payout_lines WHERE upload = ${upload} AND slot = ${slot} AND part = ${part}`;
  if (row === null) return [];
  const text = new TextDecoder().decode(await gunzip(new Uint8Array(row.bytes)));
  return storedJson<readonly PayoutLine[]>(text);
}

export const lineIds = async (
  sql: SqlStorage,
  row: StoredPayout,
  part: number,
): Promise<readonly string[]> => (await linesOf(sql, row, part)).map(({ id }) => id);

/** Numbers of orders as people know them, by key: from their markers, which stay for good. */
export const orderNumbers = (
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, string> =>
  new Map(
    all<{ key: string; number: string }>(
      sql,
      `SELECT key, label AS number
       FROM jobs
       WHERE key IN (SELECT value FROM json_each(?1)) AND flow = 'orders' AND label IS NOT NULL
       UNION ALL
       SELECT key, label
       FROM day_members
       WHERE key IN (SELECT value FROM json_each(?1))
       UNION ALL
       SELECT key, substr(marker, 1, instr(marker, ' #') - 1)
       FROM operations
       WHERE key IN (SELECT value FROM json_each(?1)) AND marker LIKE '% #%'`,
      JSON.stringify(keys),
    ).map(({ key, number }) => [key, number]),
  );

export const forgetLines = (sql: SqlStorage, upload: string, slot: string): void =>
  run(sql)`DELETE FROM payout_lines WHERE upload = ${upload} AND slot = ${slot}`;

export const forgetPlans = (sql: SqlStorage, id: string): void =>
  run(sql)`DELETE FROM payout_plans WHERE payout = ${id}`;

/**
 * Booked, possibly booked, or being booked: it is stored as in its voucher. Not where the vendor
 * refused it.
 */
export const isFrozen = (sql: SqlStorage, { id, approved }: StoredPayout): boolean =>
  approved !== null &&
  (jobs.openFor(sql, keyOf(id)) !== null ||
    hasVoucher(sql, id) ||
    first(sql)`
      SELECT 1 AS one FROM operations
      WHERE key = ${keyOf(id)}
        AND NOT (state = 'rejected' AND coalesce(json_extract(failure, '$.kind'),
          '') = 'rejected')
      LIMIT 1` !== null);

/** Also one that a person linked: this journal never wrote it. */
export const hasVoucher = (sql: SqlStorage, id: string): boolean =>
  first(sql)`
    SELECT 1 AS one FROM documents WHERE key = ${keyOf(id)} AND role = 'payout' AND state = 'live'
    LIMIT 1` !== null;

/** Behind the digests of a payout whose file states no total. */
export const LINES_ONLY = "lines-only";

/** Whether the file states no total: nobody can say here whether lines are missing. */
const isLinesOnly = ({ digest }: StoredPayout): boolean => digest.split(".")[2] === LINES_ONLY;

const NO_PAYOUT = "upload NOT IN (SELECT upload FROM payouts)";

/** An upload that never came to its end, a day later. Its name begins with when it began. */
export const forgetUnfinished = (sql: SqlStorage, before: string): void =>
  run(sql)`DELETE FROM payout_lines WHERE upload < ${before} AND ${raw(NO_PAYOUT)}`;

/** Drops the lines of an upload without a staged payout. */
export const dropUpload = (sql: SqlStorage, upload: string): void =>
  run(sql)`DELETE FROM payout_lines WHERE upload = ${upload} AND ${raw(NO_PAYOUT)}`;

/** Returns how many parts have come of each unfinished upload since then. */
export const unfinished = (sql: SqlStorage, since: string): readonly number[] =>
  all<{ parts: number }>(sql)`
    SELECT count(*) AS parts FROM payout_lines
    WHERE upload >= ${since} AND ${raw(NO_PAYOUT)}
    GROUP BY upload`.map(({ parts }) => parts);

export function discard(sql: SqlStorage, row: StoredPayout): void {
  forgetLines(sql, row.upload, row.slot);
  forgetPlans(sql, row.id);
  releaseAllLines(sql, row);
  run(sql)`DELETE FROM payout_file_links WHERE payout = ${row.id}`;
  run(sql)`DELETE FROM payouts WHERE id = ${row.id}`;
}

export const approve = (sql: SqlStorage, id: string, mark: string, actor: string): void =>
  run(sql)`UPDATE payouts SET approved = ${mark}, approved_by = ${actor} WHERE id = ${id}`;

export const choose = (sql: SqlStorage, row: StoredPayout, line: string, key: string): void =>
  run(sql)`
    UPDATE payouts SET persons =
      ${JSON.stringify({ ...storedJson<Record<string, string>>(row.persons), [line]: key })}
    WHERE id = ${row.id}`;

export function unchoose(sql: SqlStorage, row: StoredPayout, line: string): void {
  const { [line]: _, ...others } = storedJson<Record<string, string>>(row.persons);
  run(sql)`UPDATE payouts SET persons = ${JSON.stringify(others)} WHERE id = ${row.id}`;
}

export const reserveLines = (
  sql: SqlStorage,
  row: StoredPayout,
  lines: readonly ClearedLine[],
): void =>
  run(sql)`
    INSERT OR REPLACE INTO payout_line_ids (
      source, line, payout, account, key, method, cents, paid_at, paid_cents
    )
    SELECT ${lineNamespace(row)}, value ->> 'line', ${row.id},
      coalesce(value ->> '$.off.account', value ->> '$.loss.account'),
      coalesce(value ->> '$.off.key', value ->> '$.loss.key'),
      coalesce(value ->> '$.off.method', value ->> '$.loss.own',
        CASE WHEN value ->> '$.paid.isDispute' THEN 'dispute' END),
      value ->> '$.off.cents', value ->> '$.paid.at',
      value ->> '$.paid.cents'
    FROM json_each(${JSON.stringify(lines)})`;

/** Reserves those that no payout has yet. Returns which of them are this payout's. */
export function reserveFree(
  sql: SqlStorage,
  row: StoredPayout,
  lines: readonly ClearedLine[],
): readonly string[] {
  const [source, ids] = [lineNamespace(row), JSON.stringify(lines.map(({ line }) => line))];
  const taken = new Set(
    all<{ line: string }>(sql)`
      SELECT line FROM payout_line_ids
      WHERE source = ${source} AND line IN (SELECT value FROM json_each(${ids}))`.map(
      ({ line }) => line,
    ),
  );
  reserveLines(
    sql,
    row,
    lines.filter(({ line }) => !taken.has(line)),
  );
  return all<{ line: string }>(sql)`
    SELECT line FROM payout_line_ids
    WHERE source = ${source} AND line IN (SELECT value FROM json_each(${ids}))
      AND payout = ${row.id}`.map(({ line }) => line);
}

/** Returns what lines of other payouts take off payments of orders, in cents. */
export const takenByOtherPayouts = (
  sql: SqlStorage,
  { id }: Pick<StoredPayout, "id">,
  places: readonly string[],
): ReadonlyMap<string, number> =>
  new Map(
    all<{ at: string; cents: number; lost: number }>(sql)`
      SELECT paid_at AS at, sum(paid_cents) AS cents,
        sum(CASE WHEN method = 'dispute' THEN paid_cents ELSE 0 END) AS lost
      FROM payout_line_ids
      WHERE paid_at IN ${among(places)} AND payout <> ${id}
      GROUP BY paid_at`.flatMap(({ at, cents, lost }) => [
      [at, cents],
      [lostAt(at), lost],
    ]),
  );

type ToTake = { readonly sums: PayoutSums; readonly plan: PayoutPlan };

/**
 * Stores what a payout takes off each account for payments on invoices, in cents, with its lines,
 * as these sums outlive its plan. Providers don't pay out from the bank's own account.
 */
export function noteSums(sql: SqlStorage, { id }: StoredPayout, { sums, plan }: ToTake): void {
  run(sql)`DELETE FROM payout_sums WHERE payout = ${id}`;
  if (plan.kind === "held") return;
  const banks = plan.rows.flatMap(({ role, account }) => (role === "bank" ? [account] : []));
  const off = new Map<number, number>();
  const take = (account: number, figure: Decimal): void => {
    if (!banks.includes(account)) off.set(account, (off.get(account) ?? 0) + toCents(figure));
  };
  for (const [account, figure] of Object.entries(sums.registered ?? {}))
    take(Number(account), amount(dec(figure).minus(sums.ofOrders?.[account] ?? "0.00")));
  for (const { account, received, paidBack } of plan.payments ?? [])
    take(account, amount(dec(received).minus(dec(paidBack))));
  run(sql)`
    INSERT INTO payout_sums (payout, account, cents)
    SELECT ${id}, value ->> 0, value ->> 1
    FROM json_each(${JSON.stringify([...off])})`;
}

/** Stores what of these sums the payout had nothing to pay on, once it paid all the others. */
export function noteUnpaid(
  sql: SqlStorage,
  { id }: StoredPayout,
  unpaid: readonly SettledOtherwiseOnAccount[],
): void {
  run(sql)`UPDATE payout_sums SET elsewhere = 0, set_off = 0 WHERE payout = ${id}`;
  for (const { account, elsewhere, setOff } of unpaid)
    run(sql)`
      UPDATE payout_sums SET elsewhere = ${toCents(elsewhere)}, set_off = ${toCents(setOff)}
      WHERE payout = ${id} AND account = ${account}`;
}

/**
 * Booked, by us or by the person who skipped it, and not all of its lines are counted; or counted,
 * and no longer booked.
 */
export const findUncounted = (sql: SqlStorage): StoredPayout | null =>
  first<StoredPayout>(sql)`
    SELECT p.* FROM payouts p
    WHERE p.approved IS NOT NULL AND CASE WHEN EXISTS (
      SELECT 1 FROM documents d
      WHERE d.key = 'payout:' || p.id AND d.role = 'payout' AND d.state IN ('live', 'unlinked')
    ) THEN p.counted < p.lines ELSE p.counted > 0 END
    LIMIT 1`;

/** Whether its money has come by the books: by its voucher, or by the person who skipped it. */
export const isPayoutBooked = (sql: SqlStorage, id: string): boolean =>
  hasVoucher(sql, id) || isPayoutLeftToPerson(sql, keyOf(id));

export const noteCounted = (sql: SqlStorage, { id }: StoredPayout, counted: number): void =>
  run(sql)`UPDATE payouts SET counted = ${counted} WHERE id = ${id}`;

export const releaseLines = (sql: SqlStorage, row: StoredPayout, ids: readonly string[]): void =>
  run(sql)`
    DELETE FROM payout_line_ids
    WHERE source = ${lineNamespace(row)} AND payout = ${row.id} AND line IN ${among(ids)}`;

/**
 * Releases the lines of a run that sent nothing, which would keep the lines from other payouts.
 * Only an approved payout can have any.
 */
export function releaseAllLines(sql: SqlStorage, row: StoredPayout): void {
  if (row.approved === null) return;
  uncountAll(sql, row);
  run(sql)`DELETE FROM payout_line_ids WHERE source = ${lineNamespace(row)} AND payout = ${row.id}`;
  run(sql)`DELETE FROM payout_sums WHERE payout = ${row.id}`;
}

/** Takes back what is counted of a payout that was skipped and never sent: no part of it was. */
function uncountAll(sql: SqlStorage, row: StoredPayout): void {
  if (row.counted === 0) return;
  const source = lineNamespace(row);
  const lines = all<{ line: string }>(sql)`
    SELECT line FROM payout_line_ids WHERE source = ${source} AND payout = ${row.id}`;
  const ids = lines.map(({ line }) => line);
  countLines(sql, { source, day: row.day }, ids, -1);
  noteCounted(sql, row, 0);
}

export function rowView(sql: SqlStorage, row: StoredPayout): PayoutRow {
  const key = keyOf(row.id);
  return {
    id: row.id,
    provider: row.provider,
    account: row.account,
    payout: row.payout,
    currency: row.currency,
    day: row.day,
    amount: row.amount,
    lines: row.lines,
    actor: row.actor,
    createdAt: row.created_at,
    approvedBy: row.approved_by,
    differsAt: row.differs_at,
    ...(isPayoutLeftToPerson(sql, key) ? { isLeft: true } : {}),
    ...(isLinesOnly(row) ? { linesOnly: true } : {}),
    ...(row.differs_at !== null && !isFrozen(sql, row) ? { isDoubted: true } : {}),
    ...ledgerVoucher(sql, key, "payout"),
  };
}
