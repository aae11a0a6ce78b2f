/**
 * What is kept of a key permanently: how often it was reported, when it was last fetched and in
 * which state, the nightly pass that listed it, and its outcome. It is written when a job of the
 * key ends; until then the job itself has it.
 *
 * `open_orders` lists orders whose newest job is over but left them unsettled; the stock flow
 * subtracts what they sold. Orders with an unfinished job are found by that job.
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
  /** 64 bits of SHA-256 over the order's head as last read. */
  known_state: string | null;
  listed: number | null;
  /** Since when it has the outcome. This and the columns below are `null` before a first end. */
  hour: number | null;
  outcome: string | null;
  currency: string | null;
  /** Whole millionths, as `vat`. */
  gross: number | null;
  vat: number | null;
} & Row;

/** Returns what is kept of the key; `null`: nothing yet. */
export const of = (sql: SqlStorage, key: string): KeyRow | null =>
  cachedFirst<KeyRow>(sql)`SELECT * FROM keys WHERE key = ${key}`;

/** Writes the key's row; writes nothing if nothing changes. */
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

/** Whether the key was ever reported, listed or run. */
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

/** Notes the keys that a pass read in a list; only those with a document are ever queried. */
export function noteListed(sql: SqlStorage, keys: readonly string[], pass: number): void {
  run(sql)`
    INSERT INTO keys (key, wanted, listed)
    SELECT value, 0, ${pass}
    FROM json_each(${JSON.stringify(keys)})
    WHERE EXISTS (SELECT 1 FROM documents WHERE documents.key = value)
    ON CONFLICT (key) DO UPDATE SET listed = excluded.listed`;
}

const OPEN_PAGE = 500;

/**
 * Returns the next orders after `after` that have a live document written since `since`, whose last
 * job is over and not on hold, and that the pass hasn't read. An order that was skipped because the
 * shop deleted it stays skipped.
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
    LIMIT ${OPEN_PAGE}`.map((row) => row.key);

const SETTLED: ReadonlySet<string> = new Set(["booked", "updated", "before-start"]);
const SETTLED_BY: ReadonlySet<string> = new Set([
  // A cancelled order from before the start line, which a back-fill skips.
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

/** A concept (draft order, status 1) moves no stock, and gets a job once it becomes an order. */
const isConcept = ({ code, params }: Reason): boolean =>
  code === "status-outside-filter" && Number(params["status"]) === 1;

/**
 * Updates `open_orders` after an order's job changed. `isFirst`: no job of it ended before. If a
 * person linked the order to a document that moves no stock in the ledger, it stays open until a
 * person skips it: nothing else subtracts what it sold. Its lines are read once, and again after a
 * change (`sold`).
 */
export function noteOpen(sql: SqlStorage, job: Job, isFirst = false): void {
  if (job.over === 0) return;
  if (!isSettled(job)) markUnsettled(sql, job.key);
  else if (!isFirst)
    run(
      sql,
      `DELETE FROM open_orders WHERE key = ?1${
        job.outcome === "skipped" || !isStockEnabled(sql)
          ? ""
          : ` AND NOT EXISTS (${LINKED_WITHOUT_STOCK})`
      }`,
      job.key,
    );
}

/** Makes the stock flow subtract the order until it is settled. Its lines must be read again. */
export const markUnsettled = (sql: SqlStorage, key: string): void =>
  run(sql)`
    INSERT INTO open_orders (key) VALUES (${key})
    ON CONFLICT (key) DO UPDATE SET sold = NULL WHERE sold IS NOT NULL`;

/** Whether the stock flow is on. */
export const isStockEnabled = (sql: SqlStorage): boolean =>
  configuration(sql)?.settings.stock.enabled === true;

/** A document that a person linked, of a kind that moves no stock in the ledger. */
const IS_LINKED_WITHOUT_STOCK = `d.state = 'live' AND d.owned_hash = '${MANUAL}'
           AND d.role IN (${ROLES_WITHOUT_STOCK.map((role) => `'${role}'`).join(", ")})`;

/** Such a document of the key `?1`, unless a person skipped the order since. */
const LINKED_WITHOUT_STOCK = `SELECT 1 FROM documents d
         WHERE d.key = ?1 AND ${IS_LINKED_WITHOUT_STOCK}
           AND NOT EXISTS (
             SELECT 1 FROM jobs j
             WHERE j.key = ?1 AND j.outcome = 'skipped' AND j.updated_at >= d.updated_at
               AND j.reasons ->> '$[0].code' = 'skipped-by-person'
           )`;

/** What is stored of a linked order's lines is from the order's last known state. */
const IS_CURRENT = `o.sold IS NOT NULL
         AND o.sold ->> '$.state' = (SELECT k.known_state FROM keys k WHERE k.key = o.key)`;

/**
 * Returns the orders that aren't settled, and linked ones whose sold lines aren't known. Unsorted,
 * possibly with duplicates.
 */
export const unsettledKeys = (sql: SqlStorage): string[] =>
  all<{ key: string }>(sql)`
    SELECT o.key AS key FROM open_orders o
    WHERE NOT coalesce(${raw(IS_CURRENT)}, 0)
    UNION ALL SELECT key FROM jobs WHERE over = 0 AND flow = 'orders'`.map(({ key }) => key);

/** Whether a person linked the open order to a document without stock; it counts as booked. */
export const isLinked = (sql: SqlStorage, key: string): boolean =>
  first(sql)`
    SELECT 1 AS one FROM open_orders o
    CROSS JOIN keys k ON k.key = o.key
    WHERE o.key = ${key} AND k.outcome IN ('booked', 'updated')
      AND EXISTS (SELECT 1 FROM documents d WHERE d.key = o.key AND ${raw(IS_LINKED_WITHOUT_STOCK)})
      AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = o.key AND j.over = 0)` !== null;

/** Stores what a linked order sold, unless the order changed since it was read. */
export function keepSold(sql: SqlStorage, key: string, { state, sold }: Omit<ReadSale, "orderId">) {
  if (!isLinked(sql, key) || of(sql, key)?.known_state !== state) return;
  run(sql)`UPDATE open_orders SET sold = ${JSON.stringify({ state, sold })} WHERE key = ${key}`;
}

/** Returns what linked orders sold, as far as it is known. */
export const linkedSales = (sql: SqlStorage): { readonly key: string; readonly sold: Sold }[] =>
  all<{ key: string; sold: string }>(sql)`
    SELECT o.key AS key, o.sold ->> '$.sold' AS sold FROM open_orders o
    WHERE ${raw(IS_CURRENT)}`.map(({ key, sold }) => ({ key, sold: storedJson<Sold>(sold) }));

/**
 * Returns how many orders aren't settled, each counted once, and how many of them a run skipped: by
 * a filter or by test mode. Linked ones are booked and not counted.
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
 * Returns how many orders are booked as vouchers and aren't open: the ledger's stock doesn't have
 * their sales. It reads all documents, so it is used only when a person switches stock on.
 */
export const countVouchers = (sql: SqlStorage): number =>
  count(sql)`
    SELECT count(DISTINCT d.key) AS n
    FROM documents d
    WHERE d.key >= 'order:' AND d.key < 'order;' AND d.role = 'voucher' AND d.state = 'live'
      AND NOT EXISTS (SELECT 1 FROM open_orders o WHERE o.key = d.key)`;
