/**
 * What is kept of a key for good: how often it was reported, when it was last fetched and in which
 * state, the nightly pass that listed it, and how it was settled. Written when a job of the key
 * ends; until then the job itself has it.
 *
 * `open_orders` lists orders whose newest job is over and left them unsettled; the stock flow
 * subtracts them. An order with an unfinished job is known by that job.
 */
import { type JobStatus, ROLES_WITHOUT_STOCK, WOULD_BE_BOOKED } from "../../../domain/jobs/job.ts";
import type { ReadSale, Sold } from "../../../domain/goods/stock.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { MANUAL } from "../../../flows/orders/shared/link-request.ts";
import type { KeyMemory } from "../../../flows/port.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { keyChanged } from "../storage/memory.ts";
import { configuration } from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, first, raw, type Row, run, type Value } from "../storage/sql.ts";

export type KeyRow = {
  key: string;
  wanted: number;
  fetched_at: number | null;
  /** 64 bits of SHA-256 over the head as last read. */
  known_state: string | null;
  listed: number | null;
  /** Since which hour it stands so; this and what follows is `null` before a first end. */
  hour: number | null;
  outcome: string | null;
  currency: string | null;
  /** Whole millionths, as `vat`. */
  gross: number | null;
  vat: number | null;
} & Row;

export const of = (sql: SqlStorage, key: string): KeyRow | null =>
  cachedFirst<KeyRow>(sql)`SELECT * FROM keys WHERE key = ${key}`;

/** Writes one row, and none where nothing changes. */
export function note(sql: SqlStorage, key: string, patch: Partial<Omit<KeyRow, "key">>): void {
  const before = of(sql, key);
  const entries = Object.entries({ ...(before === null ? { wanted: 0 } : {}), ...patch }).filter(
    ([column, value]) => before === null || before[column] !== value,
  );
  if (entries.length === 0) return;
  keyChanged(sql, key);
  const others = entries.filter(([column]) => column !== "wanted");
  run(
    sql,
    `INSERT INTO keys (${["key", "wanted", ...others.map(([column]) => column)].join(", ")})
     VALUES (?, ?${", ?".repeat(others.length)})
     ON CONFLICT (key) DO UPDATE
     SET ${entries.map(([column]) => `${column} = excluded.${column}`).join(", ")}`,
    key,
    patch.wanted ?? before?.wanted ?? 0,
    ...others.map(([, value]): Value => value ?? null),
  );
}

export const isKnown = (sql: SqlStorage, key: string): boolean =>
  first(sql)`
    SELECT 1 AS one
    WHERE EXISTS (SELECT 1 FROM keys WHERE key = ${key})
      OR EXISTS (SELECT 1 FROM jobs WHERE key = ${key})` !== null;

/** Returns the known ones of these keys. */
export function knownKeys(sql: SqlStorage, keys: readonly string[]): Record<string, KeyMemory> {
  type KnownRow = { key: string; known_state: string | null; known: number; document: number };
  const rows = all<KnownRow>(sql)`
    SELECT asked.value AS key, k.known_state AS known_state,
      k.known_state IS NOT NULL
        OR EXISTS (SELECT 1 FROM jobs WHERE jobs.key = asked.value) AS known,
      EXISTS (SELECT 1 FROM documents WHERE documents.key = asked.value) AS document
    FROM json_each(${JSON.stringify(keys)}) asked
    LEFT JOIN keys k ON k.key = asked.value
    WHERE k.key IS NOT NULL OR EXISTS (SELECT 1 FROM jobs WHERE jobs.key = asked.value)`;
  return Object.fromEntries(
    rows.map(({ key, known_state, known, document }) => [
      key,
      { knownState: known_state, known: known === 1, document: document === 1 },
    ]),
  );
}

/** Notes the keys that a pass read in a list. Only keys with a document are ever asked for. */
export function noteListed(sql: SqlStorage, keys: readonly string[], pass: number): void {
  run(sql)`
    INSERT INTO keys (key, wanted, listed)
    SELECT value, 0, ${pass}
    FROM json_each(${JSON.stringify(keys)})
    WHERE EXISTS (SELECT 1 FROM documents WHERE documents.key = value)
    ON CONFLICT (key) DO UPDATE SET listed = excluded.listed`;
}

const STANDING_PAGE = 500;

/**
 * Returns orders with a live document that was written since, whose last job is over and not on
 * hold, and that the pass hasn't read. One that was found gone and skipped for it stays skipped.
 */
export const open = (sql: SqlStorage, since: number, after: string, pass?: number): string[] =>
  all<{ key: string }>(sql)`
    SELECT DISTINCT d.key AS key
    FROM documents d
    WHERE d.key > ${after}
      AND d.key >= 'order:'
      AND d.key < 'order;'
      AND d.state = 'live'
      AND d.updated_at >= ${since}
      AND coalesce(
        (
          SELECT j.status = 'done' AND j.outcome <> 'held' AND NOT (
            j.outcome = 'skipped' AND EXISTS (
              SELECT 1 FROM json_each(j.reasons) r WHERE r.value ->> 'code' = 'order-gone'
            )
          )
          FROM jobs j
          WHERE j.key = d.key
          ORDER BY j.id DESC
          LIMIT 1
        ),
        1
      )
      AND coalesce((SELECT k.listed FROM keys k
        WHERE k.key = d.key), 0) < ${pass ?? Number.MAX_SAFE_INTEGER}
    ORDER BY d.key
    LIMIT ${STANDING_PAGE}`.map((row) => row.key);

const SETTLED: ReadonlySet<string> = new Set(["booked", "updated", "before-start"]);
const SETTLED_BY: ReadonlySet<string> = new Set([
  // An order of before the start line that a back-fill skips, as it was cancelled.
  "before-start",
  "cancelled-before-booking",
  "skipped-by-person",
  "stock-correction-order",
]);

type Job = {
  readonly key: string;
  readonly status: JobStatus;
  readonly over: number;
  readonly outcome: string | null;
  readonly reasons: string;
};

function isSettled({ status, outcome, reasons }: Job): boolean {
  if (status !== "done" || outcome === null) return false;
  if (SETTLED.has(outcome)) return true;
  if (outcome !== "skipped") return false;
  const [why] = storedJson<Reason[]>(reasons);
  return why !== undefined && (SETTLED_BY.has(why.code) || isConcept(why));
}

/** A concept moves no stock, and has a job again once it becomes an order. */
const isConcept = ({ code, params }: Reason): boolean =>
  code === "status-outside-filter" && Number(params["status"]) === 1;

/**
 * Updates `open_orders` after an order's job changed. `isFirst`: no job of it ended before. An
 * order whose document a person linked stays among them where that moves no stock in the ledger:
 * nothing else takes what was sold. It does until a person skips it. It is read once, and again
 * where it changed (`sold`).
 */
export function noteOpen(sql: SqlStorage, job: Job, isFirst = false): void {
  if (job.over === 0) return;
  if (!isSettled(job)) markUnsettled(sql, job.key);
  else if (!isFirst)
    run(
      sql,
      `DELETE FROM open_orders WHERE key = ?1${
        job.outcome === "skipped" || !isStockEnabled(sql) ? "" : ` AND NOT EXISTS (${MOVES_NONE})`
      }`,
      job.key,
    );
}

/** The stock flow counts the order until it is settled. What was read of it before says nothing. */
export const markUnsettled = (sql: SqlStorage, key: string): void =>
  run(sql)`
    INSERT INTO open_orders (key) VALUES (${key})
    ON CONFLICT (key) DO UPDATE SET sold = NULL WHERE sold IS NOT NULL`;

/** Whether the stock flow is on. */
export const isStockEnabled = (sql: SqlStorage): boolean =>
  configuration(sql)?.settings.stock.enabled === true;

/** A document that a person linked, of a kind that moves no stock in the ledger. */
const LINKED = `d.state = 'live' AND d.owned_hash = '${MANUAL}'
           AND d.role IN (${ROLES_WITHOUT_STOCK.map((role) => `'${role}'`).join(", ")})`;

/** Such a document, whose order nobody skipped since. */
const MOVES_NONE = `SELECT 1 FROM documents d
         WHERE d.key = ?1 AND ${LINKED}
           AND NOT EXISTS (
             SELECT 1 FROM jobs j
             WHERE j.key = ?1 AND j.outcome = 'skipped' AND j.updated_at >= d.updated_at
               AND j.reasons ->> '$[0].code' = 'skipped-by-person'
           )`;

/** What is kept of a linked order is what the shop has, as far as anybody met it. */
const IS_READ = `o.sold IS NOT NULL
         AND o.sold ->> '$.state' = (SELECT k.known_state FROM keys k WHERE k.key = o.key)`;

/**
 * Orders that aren't settled, and linked ones of which it isn't known what they sold; in no order,
 * and maybe twice.
 */
export const unsettledKeys = (sql: SqlStorage): string[] =>
  all<{ key: string }>(sql)`
    SELECT o.key AS key FROM open_orders o
    WHERE NOT coalesce(${raw(IS_READ)}, 0)
    UNION ALL SELECT key FROM jobs WHERE over = 0 AND flow = 'orders'`.map(({ key }) => key);

/** Whether an order among them counts as booked: a person linked it to what moves no stock. */
export const isLinked = (sql: SqlStorage, key: string): boolean =>
  first(sql)`
    SELECT 1 AS one FROM open_orders o
    CROSS JOIN keys k ON k.key = o.key
    WHERE o.key = ${key} AND k.outcome IN ('booked', 'updated')
      AND EXISTS (SELECT 1 FROM documents d WHERE d.key = o.key AND ${raw(LINKED)})
      AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = o.key AND j.over = 0)` !== null;

/** Keeps what a linked order was read to have sold, where nothing happened on it since. */
export function keepSold(sql: SqlStorage, key: string, { state, sold }: Omit<ReadSale, "orderId">) {
  if (!isLinked(sql, key) || of(sql, key)?.known_state !== state) return;
  run(sql)`UPDATE open_orders SET sold = ${JSON.stringify({ state, sold })} WHERE key = ${key}`;
}

/** What linked orders sold, as far as it is known. */
export const linkedSales = (sql: SqlStorage): { readonly key: string; readonly sold: Sold }[] =>
  all<{ key: string; sold: string }>(sql)`
    SELECT o.key AS key, o.sold ->> '$.sold' AS sold FROM open_orders o
    WHERE ${raw(IS_READ)}`.map(({ key, sold }) => ({ key, sold: storedJson<Sold>(sold) }));

/**
 * How many orders aren't settled, each once, and how many of them were left out by a run: by a
 * filter or by test mode. Linked ones are booked.
 */
export function countOpen(sql: SqlStorage): { readonly open: number; readonly leftOut: number } {
  const open = count(sql)`
    SELECT count(*) AS n
    FROM (
      SELECT o.key AS key FROM open_orders o
      WHERE NOT EXISTS (
        SELECT 1 FROM keys e WHERE e.key = o.key AND e.outcome IN ('booked', 'updated')
      )
      UNION SELECT key FROM jobs WHERE over = 0 AND flow = 'orders'
    )`;
  const leftOut = count(sql)`
    SELECT count(*) AS n
    FROM open_orders o
    CROSS JOIN keys e ON e.key = o.key
    WHERE e.outcome IN ('skipped', '${raw(WOULD_BE_BOOKED)}')`;
  return { open, leftOut };
}

/**
 * How many orders stand as vouchers and aren't counted: nothing in the ledger took what they sold.
 * Asked where a person switches stock on, as it goes through all documents.
 */
export const countVouchers = (sql: SqlStorage): number =>
  count(sql)`
    SELECT count(DISTINCT d.key) AS n
    FROM documents d
    WHERE d.key >= 'order:' AND d.key < 'order;' AND d.role = 'voucher' AND d.state = 'live'
      AND NOT EXISTS (SELECT 1 FROM open_orders o WHERE o.key = d.key)`;
