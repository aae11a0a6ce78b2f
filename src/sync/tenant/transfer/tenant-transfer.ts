/**
 * What a tenant's object must not lose when its deployment does: exported in pages of rows, and
 * imported by a new object under a new id. No payload, token, secret or person's name is included.
 * VAT evidence is (evidence-rows.ts).
 *
 * The journal is included, so that sent writes are known; open ones are open in the new object as
 * well, and are looked up before anything else is done for their keys. The new object doesn't know
 * what the old one did after its pages were read: its birth is the instant of the import, so every
 * earlier order is searched for first.
 */
import { readObservation } from "../../../domain/vendors/checks.ts";
import { type FlowName, partOf, ROLES_WITHOUT_STOCK } from "../../../domain/jobs/job.ts";
import { decodeBase64, encodeBase64 } from "../../../domain/platform/text.ts";
import { MANUAL } from "../../../flows/orders/shared/link-request.ts";
import { hasPredecessor, predecessorMemory } from "../../../flows/settlement.ts";
import { message } from "../../../messages/message.ts";
import type {
  CallResult,
  Refusal,
  TransferPage,
  TransferPart,
  TransferRow,
} from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { reserveId } from "../backfills/backfill-rows.ts";
import * as locks from "../claims/locks.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as journal from "../journal/journal.ts";
import * as links from "../links/links.ts";
import { beginNumbers } from "../payouts/order-numbers.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, type Row, run } from "../storage/sql.ts";
import { IMPORTED, noteDays } from "./transferred-days.ts";
import { wrongField } from "./transfer-rows.ts";
import { TABLES } from "./transfer-tables.ts";

const PAGE_ROWS = 200;
/** A page is taken in by one request of the management API, whose bodies have a limit. */
const PAGE_CHARS = 150_000;

/** Small facts: watermarks, and which flows a person stopped. */
const FACTS = ["memory", "stopped-flows", "clearing-counted"];
/** In which zone the shop stamps (P13), as its orders have shown it: it may take days to show. */
const SHOP_ZONE = "shop-zone";
/** The company of eAccounting that the documents are in. */
const COMPANY = { id: "imported-company", name: "imported-company-name" };

/**
 * A page from behind `after`; `after` of the answer is `null` with the last. Refused where no page
 * of this part ends so.
 */
export function give(
  context: TenantContext,
  part: TransferPart,
  after: readonly (string | number)[] | null,
  most = PAGE_ROWS,
): TransferPage | Refusal {
  const { sql } = context;
  const values = part === "open" || part === "facts" ? 0 : TABLES[part].key.length;
  if (after !== null && (values === 0 || after.length !== values))
    return refusal("bad-cursor", message("refusals.badCursor"));
  if (part === "open") return { rows: openKeys(context), after: null };
  if (part === "facts") {
    const company = companyOf(sql);
    return {
      rows: [
        ...FACTS.map((k) => ({ k, v: meta.get(sql, k) })),
        { k: SHOP_ZONE, v: JSON.stringify(cache.workObservations(sql).P13) ?? null },
        { k: COMPANY.id, v: company?.id ?? null },
        { k: COMPANY.name, v: company?.name ?? null },
      ].flatMap(({ k, v }) => (v === null ? [] : [{ k, v }])),
      after: null,
    };
  }
  const { columns, key, only = "1" } = TABLES[part];
  const behind = after === null ? "1" : `(${key.join(", ")}) > (${key.map(() => "?").join(", ")})`;
  const rows = all<Row>(
    sql,
    `SELECT ${columns.join(", ")} FROM ${part}
     WHERE ${only} AND ${behind} ORDER BY ${key.join(", ")} LIMIT ?`,
    ...(after ?? []),
    most + 1,
  ).map(asText);
  let chars = 0;
  const fitting = rows.findIndex((row) => (chars += JSON.stringify(row).length) > PAGE_CHARS);
  const shown = rows.slice(0, Math.min(most, fitting === -1 ? most : Math.max(1, fitting)));
  const last = shown.at(-1);
  return {
    rows: shown,
    after:
      rows.length > shown.length && last !== undefined
        ? key.map((column) => last[column] ?? "")
        : null,
  };
}

type Company = { readonly id: string; readonly name: string };

/** As this shop knows its own; before it was connected, as it came with the import. */
function companyOf(sql: SqlStorage): Company | null {
  const { company } = cache.lists(sql);
  return company === null ? companyOfImport(sql) : { id: company.companyId, name: company.name };
}

/** The company whose documents an import brought; `null`: nothing was imported. */
export function companyOfImport(sql: SqlStorage): Company | null {
  const id = meta.get(sql, COMPANY.id);
  return id === null ? null : { id, name: meta.get(sql, COMPANY.name) ?? id };
}

/** Bytes don't travel in JSON. */
const asText = (row: Row): TransferRow =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof ArrayBuffer ? encodeBase64(new Uint8Array(value)) : value,
    ]),
  );

/**
 * Keys that are unfinished or wait for a person: both start again, and reach the same state. So do
 * orders that count for stock though they are booked. `id` is empty where no job is left of one.
 * `credits`: the orders whose credits it keeps locked, as it left a write to a person (ADR 0184).
 */
function openKeys({ sql }: TenantContext): readonly TransferRow[] {
  const unfinished = all<{ id: string; key: string; flow: FlowName }>(sql)`
    SELECT id, key, flow FROM jobs WHERE over = 0`;
  const held = all<{ id: string; key: string; flow: FlowName }>(sql)`
    SELECT coalesce(j.id, '') AS id, o.key AS key, coalesce(j.flow, 'orders') AS flow
    FROM open_orders o
    LEFT JOIN jobs j ON j.key = o.key
    WHERE coalesce(j.over, 1) = 1
      AND NOT EXISTS (SELECT 1 FROM jobs later WHERE later.key = j.key AND later.id > j.id)`;
  // Runs of the object itself begin by themselves; only what is about one thing of the shop is
  // handed over.
  const locked = locks.lockedCredits(sql);
  return [...unfinished, ...held, ...unbookedDays(sql), ...unsettledPayouts(sql)]
    .filter(({ key, flow }) => key.includes(":") && (flow === partOf(flow) || flow === "days"))
    .map((row) => {
      const credits = locked.get(row.key);
      return credits === undefined ? row : { ...row, credits: JSON.stringify(credits) };
    });
}

/** Approved payouts, and those whose rest was reported to a person. */
const unsettledPayouts = (sql: SqlStorage) =>
  all<{ id: string; key: string; flow: FlowName }>(sql)`
    SELECT j.id, j.key, j.flow
    FROM jobs j
    WHERE j.key IN (SELECT 'payout:' || id FROM payouts WHERE approved IS NOT NULL)
      AND j.over = 1
      AND coalesce(j.outcome, '') NOT IN ('booked', 'skipped')
      AND NOT EXISTS (SELECT 1 FROM jobs later WHERE later.key = j.key AND later.id > j.id)`;

/** Days that are closed and whose voucher a person was asked about, or that were held. */
const unbookedDays = (sql: SqlStorage) =>
  all<{ id: string; key: string; flow: FlowName }>(sql)`
    SELECT j.id, j.key, j.flow
    FROM jobs j
    WHERE j.key IN (SELECT 'day:' || id FROM day_vouchers WHERE closed_at IS NOT NULL)
      AND j.over = 1
      AND NOT EXISTS (
        SELECT 1 FROM documents d
        WHERE d.key = j.key AND d.role = 'day-voucher' AND d.state IN ('live', 'unlinked')
      )
      AND NOT EXISTS (SELECT 1 FROM jobs later WHERE later.key = j.key AND later.id > j.id)`;

/** Importing a page twice changes nothing. A page with a row that doesn't fit is refused whole. */
export function take(
  context: TenantContext,
  part: TransferPart,
  rows: readonly TransferRow[],
): CallResult {
  const refused = findImportRefusal(context, part, rows);
  if (refused !== null) return refused;
  for (const row of rows) store(context, part, row);
  if (part === "day_members" || part === "day_vouchers") noteDays(context.sql);
  meta.remember(context.sql, predecessorMemory(context.now()));
  return { ok: true };
}

/** `null`: the rows may be taken in. */
export function findImportRefusal(
  { sql }: TenantContext,
  part: TransferPart,
  rows: readonly TransferRow[],
): CallResult | null {
  if (first(sql, "SELECT 1 AS one FROM tokens") !== null)
    return refusal("conflict", message("refusals.connectedAlready"));
  const columns = part === "open" || part === "facts" ? null : TABLES[part].columns;
  const unknown =
    columns === null
      ? undefined
      : rows.flatMap(Object.keys).find((column) => !columns.includes(column));
  if (unknown !== undefined)
    return refusal("conflict", message("refusals.unknownColumn", { part, column: unknown }));
  const wrong = wrongField(sql, part, columns ?? [], rows);
  if (wrong !== null)
    return refusal("bad-rows", message("refusals.badRow", { part, field: wrong }));
  return null;
}

/** An imported tenant starts. Until it has written, its predecessor may have. */
export function startSuccessor(sql: SqlStorage, now: number): void {
  if (!hasPredecessor(meta.memory(sql))) return;
  // Imported jobs belong to no claim of this object, and set-up books no order.
  const own = first(sql)`
    SELECT 1 AS one
    FROM operations
    WHERE role NOT IN ('claim', 'own-article') AND claim > 0
    LIMIT 1`;
  if (own === null) meta.remember(sql, predecessorMemory(now));
}

function store(context: TenantContext, part: TransferPart, row: TransferRow): void {
  const { sql } = context;
  if (part === "open") {
    const { job } = intake.enqueue(context, {
      key: String(row["key"]),
      flow: row["flow"] as FlowName,
      type: IMPORTED,
      lane: "sweep",
    });
    if (row["id"] !== "") meta.set(sql, `was ${String(row["id"])}`, job.id);
    for (const original of storedJson<string[]>(String(row["credits"] ?? "[]")))
      locks.acquire(sql, job.id, [locks.creditsLockKey(original)]);
  } else if (part === "facts") {
    if ([...FACTS, COMPANY.id, COMPANY.name].includes(String(row["k"])))
      meta.set(sql, String(row["k"]), String(row["v"]));
    if (row["k"] === SHOP_ZONE) {
      const seen = readObservation(String(row["v"]));
      if (seen !== null) cache.save(sql, { seenAtWork: { P13: seen } }, context.now());
    }
  } else if (part === "links") {
    links.save(
      sql,
      {
        kind: row["kind"] as "customer" | "article",
        source: String(row["source"]),
        target: String(row["target"]),
        by: row["by"] as "engine" | "person",
        data: storedJson(String(row["data"])),
      },
      context.now(),
    );
  } else if (part === "operations") {
    const jobId = jobOf(context, row);
    journal.reserve(sql, Number(row["id"]));
    const beside = journal.isForOtherKey(sql, jobId, String(row["key"])) ? 1 : 0;
    insert(context, part, { ...row, job_id: jobId, beside, claim: 0 });
  } else if (part === "backfills") {
    reserveId(sql, String(row["id"]));
    insert(context, part, { ...row, state: "undone", settings_version: 0, actor: IMPORTED });
  } else if (part === "backfill_orders")
    insert(context, part, { ...row, state: "undone", verdict: "removed" });
  else if (part === "payouts") {
    beginNumbers(sql);
    const approvedBy = row["approved"] == null ? null : IMPORTED;
    insert(context, part, { ...row, actor: IMPORTED, approved_by: approvedBy });
  } else if (part === "day_vouchers" && row["closed_at"] == null) {
    // It was being filled: its members wait again (transferred-days.ts).
  } else insert(context, part, row);
  if (part === "documents") keepLinked(context, row);
}

/**
 * An order linked to a voucher goes on to count for stock: the old deployment listed it as open, so
 * it has a job here by now. One that a person skipped there has none.
 */
function keepLinked({ sql }: TenantContext, { key, role, state, owned_hash }: TransferRow): void {
  const isLinked = state === "live" && owned_hash === MANUAL;
  if (isLinked && ROLES_WITHOUT_STOCK.includes(String(role)) && jobs.openFor(sql, String(key)))
    keys.markUnsettled(sql, String(key));
}

/** An open operation belongs to the job that looks it up; the others belong to no job any more. */
function jobOf({ sql }: TenantContext, { job_id, key }: TransferRow): string {
  return meta.get(sql, `was ${String(job_id)}`) ?? jobs.openFor(sql, String(key))?.id ?? IMPORTED;
}

function insert(
  { sql }: TenantContext,
  table: Exclude<TransferPart, "open" | "facts">,
  row: TransferRow,
): void {
  const columns = Object.keys(row);
  const { bytes = [] } = TABLES[table];
  run(
    sql,
    `INSERT OR REPLACE INTO ${table} (${columns.join(", ")})
     VALUES (${columns.map(() => "?").join(", ")})`,
    ...columns.map((column) => {
      const value = row[column] ?? null;
      return bytes.includes(column) && value !== null
        ? (decodeBase64(String(value))?.buffer ?? null)
        : value;
    }),
  );
}
