/**
 * What a tenant's object must not lose when its deployment does: given away in pages of rows, and
 * taken in by a new object under a new id. No payload, token or secret is among it, and nobody's
 * name. Evidence of VAT goes along (evidence-rows.ts).
 *
 * The journal goes with it, so that what was sent is known to be sent; what was open is open in the
 * new object as well, and is looked up before anything else is done for its key. What the old
 * object did after its pages were read isn't known to the new one: its birth is the instant of the
 * import, so every order from before is looked for first.
 */
import { type FlowName, partOf } from "../../../domain/job.ts";
import { hasPredecessor, workedUntil } from "../../../flows/settlement.ts";
import { type Message, message } from "../../../messages/message.ts";
import type { Done, Refusal, TransferPage, TransferPart, TransferRow } from "../../rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { reserveId } from "../backfills/backfill-rows.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";
import * as links from "../links/links.ts";
import * as meta from "../storage/meta.ts";
import { all, first, json, run, type Value } from "../storage/sql.ts";
import { wrongField } from "./transfer-rows.ts";

const PAGE_ROWS = 200;
/** A page is taken in by one request of the management API, whose bodies have a limit. */
const PAGE_CHARS = 150_000;

/** `only`: rows that go along; absent: all. */
type Table = {
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly only?: string;
};

/** An order whose document was taken back isn't booked again by itself, there neither. */
const TAKEN_BACK = "state = 'undone' AND verdict = 'removed'";
const TAKING_BACK = "take_back IS NOT NULL AND of IS NOT NULL";

/**
 * By part: the columns that are given away, and those that put its rows in order. `open` is no
 * table: it comes first, as what follows belongs to its jobs.
 */
export const TABLES: Readonly<Record<Exclude<TransferPart, "open" | "facts">, Table>> = {
  keys: { columns: ["key", "wanted", "fetched_at", "known_state"], key: ["key"] },
  operations: {
    columns: [
      "id",
      "job_id",
      "key",
      "role",
      "n",
      "kind",
      "state",
      "attempt",
      "marker",
      "marker_code",
      "marker_field",
      "document_id",
      "document_number",
      "sent_at",
      "abort_at",
      "lookups",
      "repeats",
      "settled_at",
      "verified_at",
      "amount",
      "remaining",
      "bank",
      "sent_as",
      "booking",
      "failure",
    ],
    key: ["key", "id"],
  },
  documents: {
    columns: [
      "key",
      "role",
      "n",
      "id",
      "number",
      "state",
      "source_hash",
      "owned_hash",
      "content",
      "voucher",
      "sending",
      "buyer",
      "updated_at",
    ],
    key: ["key", "role", "n"],
  },
  numbers: { columns: ["series", "owner", "number"], key: ["series", "owner"] },
  credits: { columns: ["original", "key", "n", "amount"], key: ["original", "key", "n"] },
  links: { columns: ["kind", "source", "target", "by", "data"], key: ["kind", "source"] },
  customers: { columns: ["id", "owned", "updated_at"], key: ["id"] },
  payout_line_ids: {
    columns: [
      "source",
      "line",
      "payout",
      "account",
      "key",
      "method",
      "cents",
      "paid_at",
      "paid_cents",
    ],
    key: ["source", "line"],
  },
  payout_sums: { columns: ["payout", "account", "cents"], key: ["payout", "account"] },
  clearing_orders: {
    columns: ["account", "key", "day", "method", "open"],
    key: ["account", "key"],
  },
  clearing_days: {
    columns: ["account", "method", "day", "sold", "paid", "open", "orders"],
    key: ["account", "method", "day"],
  },
  day_members: {
    columns: ["key", "role", "n", "label", "day", "rows", "added_at", "voucher"],
    key: ["key", "role", "n"],
  },
  day_vouchers: {
    columns: ["id", "day", "n", "rows", "members", "closing_at", "closed_at"],
    key: ["id"],
  },
  products: {
    columns: [
      "id",
      "group_code",
      "active",
      "product",
      "desired",
      "settled_desired",
      "asperion_id",
      "sku",
      "pushed_group",
      "fields",
      "pass",
      "updated_at",
    ],
    key: ["id"],
  },
  // With what is sealed, opened: see evidence-rows.ts.
  evidence: {
    columns: ["quarter", "key", "version", "counts_from", "oss", "at"],
    key: ["quarter", "key", "version"],
  },
  backfills: {
    columns: ["id", "of", "from_day", "to_day", "created_at", "ended_at", "take_back"],
    key: ["id"],
    only: `${TAKING_BACK} AND id IN (SELECT backfill FROM backfill_orders WHERE ${TAKEN_BACK})`,
  },
  backfill_orders: {
    columns: ["backfill", "key", "dated", "ended_at"],
    key: ["backfill", "key"],
    only: `${TAKEN_BACK} AND backfill IN (SELECT id FROM backfills WHERE ${TAKING_BACK})`,
  },
};

/**
 * What stays behind. Timelines, finished jobs, alerts and the like are the old object's history;
 * the rest is made anew by the new one's own work.
 */
export const LEFT_BEHIND: readonly string[] = [
  "audit_seals",
  "meta",
  "jobs",
  "locks",
  "tokens",
  "cache",
  "payloads",
  "outbox",
  "capabilities",
  "alerts",
  "turns",
  "waiting",
  "open_orders",
  "reconciliation_orders",
  "reconciliation_documents",
  "reconciliation_findings",
  "runs",
  "retention_runs",
  "notices",
  "hourly_counters",
  "ended_hours",
  "ended_days",
  "counts",
  "approvals",
  "pins",
  "pinned_settings",
  "payouts",
  "payout_lines",
  "payout_plans",
  "payout_payments",
  "payout_taken",
  "order_numbers",
  "payout_files",
  "payout_file_links",
  "payout_file_keys",
];
/**
 * Columns of what is given away that stay behind: who runs it now, and what is sealed for this
 * object alone.
 */
export const COLUMNS_LEFT_BEHIND: readonly string[] = [
  "operations.beside",
  "operations.claim",
  "operations.request_key",
  "operations.request",
  "operations.settings_version",
  "evidence.people",
  "evidence.key_id",
  "evidence.bytes",
  "backfills.state",
  "backfills.settings_version",
  "backfills.actor",
  "backfill_orders.state",
  "backfill_orders.verdict",
  "backfill_orders.job_id",
  "backfill_orders.undo_job",
  "links.updated_at",
  "keys.listed",
  "keys.hour",
  "keys.outcome",
  "keys.currency",
  "keys.gross",
  "keys.vat",
];

/** Of the small facts: marks of what was read, and which flows a person stopped. */
const FACTS = ["memory", "stopped-flows", "clearing-counted"];
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
    return {
      ok: false,
      kind: "bad-cursor",
      message: message("refusals.badCursor"),
    };
  if (part === "open") return { rows: openKeys(context), after: null };
  if (part === "facts")
    return {
      rows: FACTS.flatMap((k) => {
        const v = meta.get(sql, k);
        return v === null ? [] : [{ k, v }];
      }),
      after: null,
    };
  const { columns, key, only = "1" } = TABLES[part];
  const behind = after === null ? "1" : `(${key.join(", ")}) > (${key.map(() => "?").join(", ")})`;
  const rows = all<Record<string, string | number | null>>(
    sql,
    `SELECT ${columns.join(", ")} FROM ${part}
     WHERE ${only} AND ${behind} ORDER BY ${key.join(", ")} LIMIT ?`,
    ...(after ?? []),
    most + 1,
  );
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

/**
 * What isn't finished, and orders that wait for a person: both are begun anew, and come to stand
 * where they stood.
 */
function openKeys({ sql }: TenantContext): readonly TransferRow[] {
  const unfinished = all<{ id: string; key: string; flow: FlowName }>(
    sql,
    "SELECT id, key, flow FROM jobs WHERE over = 0",
  );
  const held = all<{ id: string; key: string; flow: FlowName }>(
    sql,
    `SELECT j.id, j.key, j.flow
     FROM open_orders o
     JOIN jobs j ON j.key = o.key
     WHERE j.over = 1
       AND NOT EXISTS (SELECT 1 FROM jobs later WHERE later.key = j.key AND later.id > j.id)`,
  );
  // Runs of the object itself begin by themselves; only what is about one thing of the shop is
  // handed over.
  return [...unfinished, ...held, ...unbookedDays(sql)].filter(
    ({ key, flow }) => key.includes(":") && (flow === partOf(flow) || flow === "days"),
  );
}

/** Days that are closed and whose voucher a person was asked about, or that were held. */
const unbookedDays = (sql: SqlStorage) =>
  all<{ id: string; key: string; flow: FlowName }>(
    sql,
    `SELECT j.id, j.key, j.flow
     FROM jobs j
     WHERE j.key IN (SELECT 'day:' || id FROM day_vouchers WHERE closed_at IS NOT NULL)
       AND j.over = 1
       AND NOT EXISTS (
         SELECT 1 FROM documents d
         WHERE d.key = j.key AND d.role = 'day-voucher' AND d.state = 'live'
       )
       AND NOT EXISTS (SELECT 1 FROM jobs later WHERE later.key = j.key AND later.id > j.id)`,
  );

/** Importing a page twice changes nothing. A page with a row that doesn't fit is refused whole. */
export function take(
  context: TenantContext,
  part: TransferPart,
  rows: readonly TransferRow[],
): Done {
  const refused = refusalOf(context, part, rows);
  if (refused !== null) return refused;
  for (const row of rows) store(context, part, row);
  meta.remember(context.sql, workedUntil(context.now()));
  return { ok: true };
}

/** `null`: the rows may be taken in. */
export function refusalOf(
  { sql }: TenantContext,
  part: TransferPart,
  rows: readonly TransferRow[],
): Done | null {
  const conflict = (text: Message): Done => ({ ok: false, kind: "conflict", message: text });
  if (first(sql, "SELECT 1 AS one FROM tokens") !== null)
    return conflict(message("refusals.connectedAlready"));
  const columns = part === "open" || part === "facts" ? null : TABLES[part].columns;
  const unknown =
    columns === null
      ? undefined
      : rows.flatMap(Object.keys).find((column) => !columns.includes(column));
  if (unknown !== undefined)
    return conflict(message("refusals.unknownColumn", { part, column: unknown }));
  const wrong = wrongField(sql, part, columns ?? [], rows);
  if (wrong !== null)
    return {
      ok: false,
      kind: "bad-rows",
      message: message("refusals.badRow", { part, field: wrong }),
    };
  return null;
}

/**
 * A tenant that was taken in comes to life, by a sign-in or a resume. Until it has written, its
 * predecessor may have.
 */
export function succeeds(sql: SqlStorage, now: number): void {
  if (!hasPredecessor(meta.memory(sql))) return;
  // What was handed over belongs to no claim of this object, and set-up books no order.
  const own = first(
    sql,
    `SELECT 1 AS one
     FROM operations
     WHERE role NOT IN ('claim', 'own-article') AND claim > 0
     LIMIT 1`,
  );
  if (own === null) meta.remember(sql, workedUntil(now));
}

function store(context: TenantContext, part: TransferPart, row: TransferRow): void {
  const { sql } = context;
  if (part === "open") {
    const { job } = intake.enqueue(context, {
      key: String(row["key"]),
      flow: row["flow"] as FlowName,
      type: "imported",
      lane: "sweep",
    });
    meta.set(sql, `was ${String(row["id"])}`, job.id);
  } else if (part === "facts") {
    if (FACTS.includes(String(row["k"]))) meta.set(sql, String(row["k"]), String(row["v"]));
  } else if (part === "links") {
    links.save(
      sql,
      {
        kind: row["kind"] as "customer" | "article",
        source: String(row["source"]),
        target: String(row["target"]),
        by: row["by"] as "engine" | "person",
        data: json(String(row["data"])),
      },
      context.now(),
    );
  } else if (part === "operations") {
    const jobId = jobOf(context, row);
    journal.reserve(sql, Number(row["id"]));
    const beside = journal.isBeside(sql, jobId, String(row["key"])) ? 1 : 0;
    insert(context, part, { ...row, job_id: jobId, beside, claim: 0 });
  } else if (part === "backfills") {
    reserveId(sql, String(row["id"]));
    insert(context, part, { ...row, state: "undone", settings_version: 0, actor: "imported" });
  } else if (part === "backfill_orders")
    insert(context, part, { ...row, state: "undone", verdict: "removed" });
  else insert(context, part, row);
}

/**
 * An operation that is open belongs to the job that looks it up; the others belong to nobody's any
 * more.
 */
function jobOf({ sql }: TenantContext, { job_id, key }: TransferRow): string {
  return meta.get(sql, `was ${String(job_id)}`) ?? jobs.openFor(sql, String(key))?.id ?? "imported";
}

function insert({ sql }: TenantContext, table: string, row: Readonly<Record<string, Value>>): void {
  const columns = Object.keys(row);
  run(
    sql,
    `INSERT OR REPLACE INTO ${table} (${columns.join(", ")})
     VALUES (${columns.map(() => "?").join(", ")})`,
    ...Object.values(row),
  );
}
