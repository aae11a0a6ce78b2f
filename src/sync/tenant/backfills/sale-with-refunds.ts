/**
 * A sale and its refunds are taken back together, or they all stay: a sale that stood without its
 * refund, or a refund without its sale, would leave the books wrong. The sale goes first; its
 * refunds follow once it is gone.
 */
import { amount, type Decimal, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as alertCauses from "../monitoring/alert-causes.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, raw, run } from "../storage/sql.ts";

/** A credit stands without its sale, or the sale's own outcome isn't known. */
const HALF_UNDONE = "half-undone";

/** A refund `c` of an order, with a document of its own that stands. */
const STANDING_REFUND = `c.key <> c.original
  AND EXISTS (
    SELECT 1
    FROM documents r
    WHERE r.key = c.key
      AND r.n = c.n
      AND r.role IN ('credit', 'credit-draft', 'voucher-credit')
      AND r.state = 'live'
  )`;

/** The order that `c` is a refund of still has its document. */
const STANDING_SALE = `EXISTS (
    SELECT 1
    FROM documents s
    WHERE s.key = c.original
      AND s.role IN ('sales-order', 'invoice-draft', 'invoice', 'voucher')
      AND s.state = 'live'
  )`;

/** Order `o` has a booked invoice, which is never deleted, or one that a person linked. */
const STAYS_ANYWAY = `EXISTS (
    SELECT 1
    FROM documents d
    WHERE d.key = o.key
      AND d.state = 'live'
      AND (d.role IN ('invoice', 'credit') OR d.owned_hash = 'by-hand')
  )`;

/** Row `o` is to be taken back; in a dry run: it would be, or it isn't known yet. */
const IS_GOING = `(
    o.state IN ('undo-planned', 'undo-open', 'planned', 'open') OR o.verdict = 'would-remove'
  )`;

/**
 * What the refunds of this order come to that the same run is still to take back. A refund that
 * another job booked stands on the run's list as well and stays: only rows that are to go count.
 */
export const refundsToTakeBack = (sql: SqlStorage, backfill: string, key: string): Decimal =>
  amount(
    sum(
      all<{ amount: string }>(sql)`
        SELECT c.amount AS amount
        FROM credits c
        JOIN backfill_orders o ON o.backfill = ${backfill} AND o.key = c.key AND ${raw(IS_GOING)}
        WHERE c.original = ${key} AND ${raw(STANDING_REFUND)}`.map((row) => row.amount),
    ),
  );

/** A refund's row until its sale is gone: refunds come when nothing else is left to go. */
export const WITH_SALE = "with-sale";

/**
 * Of a run that begins to take back: of a sale and its refunds of which one is known to stay, all
 * stay; other refunds come after their sales. One that stays by itself has its turn all the same:
 * its own job says why.
 */
export function planSaleWithRefunds({ sql, now }: TenantContext, backfill: string): void {
  const planned = all<{ key: string; stays: number }>(sql)`
    SELECT o.key AS key, ${raw(STAYS_ANYWAY)} AS stays
    FROM backfill_orders o
    WHERE o.backfill = ${backfill} AND o.state = 'undo-planned'`;
  const going = new Set(planned.filter(({ stays }) => stays === 0).map(({ key }) => key));
  for (const [key] of keptHalves(pairsOf(sql, backfill), going))
    run(sql)`
      UPDATE backfill_orders
      SET state = 'undone', verdict = 'remains', ended_at = ${now()}
      WHERE backfill = ${backfill} AND key = ${key}`;
  run(
    sql,
    `UPDATE backfill_orders
     SET verdict = '${WITH_SALE}'
     WHERE backfill = ?1 AND state = 'undo-planned' AND key IN (
       SELECT c.key
       FROM credits c
       WHERE c.key <> c.original AND c.original IN (
         SELECT key FROM backfill_orders WHERE backfill = ?1 AND state = 'undo-planned'
       )
     )`,
    backfill,
  );
}

const OTHERS_LEFT = `EXISTS (
    SELECT 1
    FROM backfill_orders p
    WHERE p.backfill = ?1
      AND p.state IN ('undo-planned', 'undo-open')
      AND p.verdict IS NOT '${WITH_SALE}'
  )`;

/** Whether an order's turn has come in a run that takes back. `?1`: the run. */
export const IS_NEXT = `(verdict IS NOT '${WITH_SALE}' OR NOT ${OTHERS_LEFT})`;

/** Once nothing but refunds is left: those whose sale stayed after all stay as well. */
export function retainWithSale({ sql, now }: TenantContext, backfill: string): void {
  run(
    sql,
    `UPDATE backfill_orders
     SET state = 'undone', verdict = 'remains', ended_at = ?2
     WHERE backfill = ?1
       AND state = 'undo-planned'
       AND verdict = '${WITH_SALE}'
       AND NOT ${OTHERS_LEFT}
       AND key IN (
         SELECT c.key
         FROM backfill_orders o
         JOIN credits c ON c.original = o.key
         WHERE o.backfill = ?1
           AND o.state = 'undone'
           AND o.verdict IN ('remains', '${HALF_UNDONE}')
           AND ${STANDING_REFUND}
           AND ${STANDING_SALE}
       )`,
    backfill,
    now(),
  );
}

/** A job that was to take back one half, and left it. */
export type RemainingHalf = {
  readonly key: string;
  readonly jobId: string;
  readonly isInDoubt: boolean;
};

type Half = { readonly sale: string; readonly credit: string | null };

const NUMBER_OF_SALE = `(
    SELECT coalesce(s.number, s.id)
    FROM documents s
    WHERE s.key = c.original AND s.role IN ('sales-order', 'invoice-draft', 'invoice', 'voucher')
    ORDER BY s.updated_at DESC
    LIMIT 1
  )`;
const NUMBERS_OF_REFUND = `(
    SELECT group_concat(coalesce(r.number, r.id), ', ')
    FROM documents r
    WHERE r.key = c.key AND r.n = c.n AND r.state = 'live'
      AND r.role IN ('credit', 'credit-draft', 'voucher-credit')
  )`;

/** The sale went, and its credit `key` stays. */
const leftAlone = (sql: SqlStorage, backfill: string, key: string): Half | null =>
  first<Half>(
    sql,
    `SELECT ${NUMBER_OF_SALE} AS sale, ${NUMBERS_OF_REFUND} AS credit
     FROM backfill_orders o
     JOIN credits c ON c.original = o.key AND c.key = ?2
     WHERE o.backfill = ?1 AND o.state = 'undone' AND o.verdict = 'removed'
       AND ${STANDING_REFUND} AND NOT ${STANDING_SALE}
     LIMIT 1`,
    backfill,
    key,
  );

/** Whether the sale `key` went isn't known, and its credits stay. */
const perhapsAlone = (sql: SqlStorage, key: string): Half | null =>
  first<Half>(sql)`
    SELECT max(${raw(NUMBER_OF_SALE)}) AS sale,
      group_concat(${raw(NUMBERS_OF_REFUND)}, ', ') AS credit
    FROM credits c
    WHERE c.original = ${key} AND ${raw(STANDING_REFUND)}`;

/**
 * Reports where a credit stands without its sale, or may do so: on the job that left it, and by an
 * alert. Returns the verdict of its row.
 */
export function remainingHalfVerdict(
  context: TenantContext,
  backfill: string,
  left: RemainingHalf,
): string {
  const { sql } = context;
  const alone = leftAlone(sql, backfill, left.key);
  const half = alone ?? (left.isInDoubt ? perhapsAlone(sql, left.key) : null);
  const job = jobs.byId(sql, left.jobId);
  if (half?.credit == null || job === null) return "remains";
  const { sale, credit } = half;
  const told = reason("undo-half", { sale, credit, state: alone === null ? "doubt" : "gone" });
  const reasons = JSON.stringify([told, ...storedJson<Reason[]>(job.reasons)]);
  const isNewest = jobs.latestFor(sql, job.key)?.id === job.id;
  const now = context.now();
  jobs.update(
    sql,
    job.id,
    { reasons, ...(isNewest && job.status === "done" ? { outcome: "needs-attention" } : {}) },
    now,
  );
  alertCauses.jobNeedsPerson(sql, job, told, now);
  return HALF_UNDONE;
}

type Pair = { readonly sale: string; readonly refund: string };

/** Sales and refunds that both stand, of which one is on the run's list. */
const pairsOf = (sql: SqlStorage, backfill: string): readonly Pair[] =>
  all<Pair>(
    sql,
    `SELECT DISTINCT c.original AS sale, c.key AS refund
     FROM credits c
     WHERE (
         c.key IN (SELECT key FROM backfill_orders WHERE backfill = ?1)
         OR c.original IN (SELECT key FROM backfill_orders WHERE backfill = ?1)
       )
       AND ${STANDING_REFUND}
       AND ${STANDING_SALE}`,
    backfill,
  );

/** Returns what is kept of what would go, and which half of it stays. */
function keptHalves(
  pairs: readonly Pair[],
  would: ReadonlySet<string>,
): ReadonlyMap<string, "sale" | "refund"> {
  const going = new Set(would);
  const kept = new Map<string, "sale" | "refund">();
  const halves = (): readonly Pair[] =>
    pairs.filter(({ sale, refund }) => going.has(sale) !== going.has(refund));
  for (let open = halves(); open.length > 0; open = halves())
    for (const { sale, refund } of open) {
      const key = going.has(sale) ? sale : refund;
      if (going.delete(key)) kept.set(key, key === sale ? "refund" : "sale");
    }
  return kept;
}

/** Ends a dry run of taking back: if one of a sale and its refunds stays, all do, and say why. */
export function settleSaleWithRefunds(context: TenantContext, backfill: string): void {
  const { sql } = context;
  const going = new Map(
    all<{ key: string; job_id: string | null }>(sql)`
      SELECT key, job_id FROM backfill_orders WHERE backfill = ${backfill}
        AND verdict = 'would-remove'`.map(({ key, job_id }) => [key, job_id]),
  );
  for (const [key, stays] of keptHalves(pairsOf(sql, backfill), new Set(going.keys()))) {
    run(sql)`
      UPDATE backfill_orders SET verdict = 'remains' WHERE backfill = ${backfill} AND key = ${key}`;
    const jobId = going.get(key) ?? null;
    if (jobId === null) continue;
    const reasons = [reason("undo-together", { stays }), reason("dry-run", { would: "skipped" })];
    jobs.update(sql, jobId, { reasons: JSON.stringify(reasons) }, context.now());
  }
}
