/** The state of a back-fill: counts, speed, time left, and the verdict of each of its orders. */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { JobFigures } from "../../../domain/jobs/job.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { figuresOnly } from "../../../domain/orders/preview-token.ts";
import type { BackfillOrderPage, BackfillView } from "../../contract/index.ts";
import type { TakeBackScope } from "../../contract/backfills.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, first, type Row } from "../storage/sql.ts";
import { active, type BackfillRow, byId } from "./backfill-rows.ts";

export function list(context: TenantContext): BackfillView[] {
  return all<BackfillRow>(context.sql, "SELECT * FROM backfills ORDER BY id DESC LIMIT 20").map(
    (row) => view(context, row),
  );
}

/** Returns the running one, otherwise the last one. */
export function current(context: TenantContext): BackfillView | null {
  const row =
    active(context.sql) ??
    first<BackfillRow>(context.sql, "SELECT * FROM backfills ORDER BY id DESC LIMIT 1");
  return row === null ? null : view(context, row);
}

export function one(context: TenantContext, id: string): BackfillView | null {
  const row = byId(context.sql, id);
  return row === null ? null : view(context, row);
}

export function view(context: TenantContext, row: BackfillRow): BackfillView {
  const { sql } = context;
  const verdicts: Record<string, number> = {};
  let total = 0;
  let open = 0;
  for (const group of all<{ state: string; verdict: string | null; n: number }>(sql)`
    SELECT state, verdict, count(*) AS n
    FROM backfill_orders
    WHERE backfill = ${row.id}
    GROUP BY state, verdict`) {
    const undoing = row.state === "undoing";
    const word = OPEN.has(group.state) ? null : group.verdict;
    // While it takes back, only what is to be taken back counts.
    if (!undoing || group.state.startsWith("undo")) total += group.n;
    if (word === null) open += group.n;
    else verdicts[word] = (verdicts[word] ?? 0) + group.n;
  }
  const done = total - open;
  const perMinute = row.state === "running" || row.state === "undoing" ? speed(context, row) : null;
  return {
    id: row.id,
    dryRun: row.of === null,
    of: row.of,
    from: row.from_day,
    to: row.to_day,
    state: row.state,
    actor: row.actor,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    total,
    done,
    verdicts,
    takeBack: row.take_back === null ? null : storedJson<TakeBackScope>(row.take_back),
    perMinute,
    secondsLeft: perMinute === null || perMinute === 0 ? null : Math.ceil((open / perMinute) * 60),
  };
}

/** Orders a minute, over the last minute, or over the time since it began where that is shorter. */
function speed(context: TenantContext, row: BackfillRow): number {
  const now = context.now();
  const span = Math.min(MINUTE_MS, Math.max(1_000, now - row.created_at));
  return Math.round(
    (count(context.sql)`
      SELECT count(*) AS n FROM backfill_orders WHERE backfill = ${row.id}
        AND ended_at > ${now - span}` *
      MINUTE_MS) /
      span,
  );
}

/** What these come to isn't known yet. */
const OPEN: ReadonlySet<string> = new Set(["planned", "open", "undo-planned", "undo-open"]);

const PAGE = 100;

/** An order that is to be undone has no verdict yet: until then the column orders the turns. */
const VERDICT = "iif(o.state IN ('undo-planned', 'undo-open'), NULL, o.verdict)";

/** Kept with its sale, or with a credit of it: no job was begun for it. */
const WITH_SALE = JSON.stringify([reason("undo-together", { stays: "sale" })]);
const WITH_CREDIT = JSON.stringify([reason("undo-together", { stays: "refund" })]);
/** Booked or changed otherwise since: no job was begun for it either. */
const OTHERWISE = JSON.stringify([reason("undo-otherwise")]);
const IS_OTHERWISE =
  "o.verdict = 'remains' AND o.state = 'done' AND coalesce(o.undo_job, o.job_id) IS NULL";
const HAS_CREDIT = "EXISTS (SELECT 1 FROM credits c WHERE c.original = o.key AND c.key <> o.key)";

type ListedDocument = NonNullable<BackfillOrderPage["orders"][number]["document"]>;

type OrderRow = {
  key: string;
  dated: string;
  state: string;
  verdict: string | null;
  job_id: string | null;
  label: string | null;
  figures: string | null;
  reasons: string | null;
  document: string | null;
} & Row;

/** Of an order that has several, the one that was made last. */
const DOCUMENT = `(
         SELECT json_object('role', d.role, 'number', d.number) FROM documents d
         WHERE d.key = o.key AND d.state = 'live' AND d.role IN (
           'sales-order', 'invoice', 'invoice-draft', 'credit', 'credit-draft', 'voucher',
           'voucher-credit', 'order-credit'
         )
         ORDER BY d.n DESC LIMIT 1
       )`;

export function orders(
  context: TenantContext,
  id: string,
  query: { verdict?: string; cursor?: string },
): BackfillOrderPage | null {
  if (byId(context.sql, id) === null) return null;
  const rows = all<OrderRow>(
    context.sql,
    `SELECT o.key AS key, o.dated AS dated, o.state AS state, ${VERDICT} AS verdict,
       coalesce(o.undo_job, o.job_id, j.id) AS job_id, j.label AS label, j.figures AS figures,
       iif(
         o.verdict = 'remains' AND o.state = 'undone' AND o.undo_job IS NULL,
         iif(${HAS_CREDIT}, '${WITH_CREDIT}', '${WITH_SALE}'),
         iif(${IS_OTHERWISE}, '${OTHERWISE}', j.reasons)
       ) AS reasons,
       ${DOCUMENT} AS document
     FROM backfill_orders o
     LEFT JOIN jobs j ON j.id = coalesce(o.undo_job, o.job_id, iif(${IS_OTHERWISE}, (
       SELECT max(own.id) FROM jobs own WHERE own.key = o.key AND own.flow = 'orders'
     ), NULL))
     WHERE o.backfill = ?1 AND (?2 IS NULL OR ${VERDICT} = ?2) AND o.dated || ' ' || o.key > ?3
     ORDER BY o.dated || ' ' || o.key
     LIMIT ?4`,
    id,
    query.verdict ?? null,
    query.cursor ?? "",
    PAGE + 1,
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    orders: shown.map((row) => ({
      key: row.key,
      dated: row.dated,
      state: row.state,
      verdict: row.verdict,
      jobId: row.job_id,
      label: row.label,
      figures: row.figures === null ? null : figuresOnly(storedJson<JobFigures>(row.figures)),
      reasons: row.reasons === null ? [] : storedJson<Reason[]>(row.reasons),
      ...(row.document === null ? {} : { document: storedJson<ListedDocument>(row.document) }),
    })),
    cursor: rows.length > PAGE && last !== undefined ? `${last.dated} ${last.key}` : null,
  };
}
