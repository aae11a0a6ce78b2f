/**
 * The tenant's outbox into D1: idempotent, in one batch, the newer `seq` wins. So a batch whose
 * answer was lost may be sent again, and one that commits late changes nothing that is newer.
 * Deletions stay as rows until they are purged, or a late older row would bring the thing back.
 *
 * Rows travel as JSON (`json_each`), as D1 takes 100 bound parameters a statement.
 */
import type { ReasonCode, ReasonParam } from "../domain/reasons/index.ts";
import { withD1Retry, type Wait } from "./d1-errors.ts";
import type { Db } from "./db.ts";

export type LinkRow = {
  readonly kind: "customer" | "article";
  /** Debtor id or SKU; an e-mail address only as its hash. */
  readonly source: string;
  readonly target: string;
  readonly by: "engine" | "person";
  readonly updatedAt: number;
};

export type AlertRow = {
  readonly id: string;
  readonly code: ReasonCode;
  readonly params: Readonly<Record<string, ReasonParam>>;
  readonly jobId: string | null;
  readonly since: number;
  readonly resolvedAt: number | null;
};

/** A day of the comparison: counts by state, sums by currency and rate. No id of an order. */
export type DayRow = {
  readonly day: string;
  readonly at: number;
  readonly orders: number;
  readonly states: object;
  readonly totals: object;
  readonly findings: number;
};

/** A day on which the object deleted what was past its retention: how often, and how much. */
export type RetentionRow = {
  readonly day: string;
  readonly at: number;
  readonly runs: number;
  readonly cleared: object;
};

/** The company as it was read last: it may have been renamed since it was connected. */
export type CompanyRow = { readonly id: string; readonly name: string };

/** `seq` grows with each change of the object. `deleted`: the row's key, and the instant. */
export type ProjectionRow =
  | { readonly table: "links"; readonly seq: number; readonly row: LinkRow }
  | { readonly table: "alerts"; readonly seq: number; readonly row: AlertRow }
  | { readonly table: "reconciliations"; readonly seq: number; readonly row: DayRow }
  | { readonly table: "retention_runs"; readonly seq: number; readonly row: RetentionRow }
  | { readonly table: "companies"; readonly seq: number; readonly row: CompanyRow }
  | {
      readonly table: "alerts";
      readonly seq: number;
      readonly deleted: { readonly id: string; readonly at: number };
    }
  | {
      readonly table: "links";
      readonly seq: number;
      readonly deleted: {
        readonly kind: LinkRow["kind"];
        readonly source: string;
        readonly at: number;
      };
    };

type Target = {
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  readonly blank: Readonly<Record<string, string | number>>;
};

/** `blank` fills the columns of a deletion that may not be null. */
const TARGETS: Readonly<Record<Exclude<ProjectionRow["table"], "companies">, Target>> = {
  links: {
    keys: ["kind", "source"],
    columns: ["target", "by", "updated_at"],
    blank: { target: "", by: "", updatedAt: 0 },
  },
  alerts: {
    keys: ["id"],
    columns: ["code", "params", "job_id", "since", "resolved_at"],
    blank: { code: "", params: "{}", since: 0 },
  },
  reconciliations: {
    keys: ["day"],
    columns: ["at", "orders", "states", "totals", "findings"],
    blank: {},
  },
  retention_runs: { keys: ["day"], columns: ["at", "runs", "cleared"], blank: {} },
};

/** Of a company that the tenant has still. */
const RENAMED = `UPDATE "tenants" SET "company_name" = ?3 WHERE "id" = ?1 AND "company_id" = ?2`;

/** Rows a statement: at 1 KB each far below D1's 2 MB for a bound value. */
const CHUNK = 500;

export async function applyProjection(
  db: Db,
  tenantId: string,
  rows: readonly ProjectionRow[],
  pause?: Wait,
): Promise<void> {
  const d1 = db.$client;
  const statements: D1PreparedStatement[] = [];
  for (const [table, target] of Object.entries(TARGETS)) {
    const values = rows.filter((row) => row.table === table).map((row) => flat(row, target));
    for (let start = 0; start < values.length; start += CHUNK)
      statements.push(
        d1
          .prepare(upsert(table, target))
          .bind(tenantId, JSON.stringify(values.slice(start, start + CHUNK))),
      );
  }
  for (const row of rows)
    if (row.table === "companies")
      statements.push(d1.prepare(RENAMED).bind(tenantId, row.row.id, row.row.name));
  if (statements.length > 0) await withD1Retry(() => d1.batch(statements), pause);
}

function flat(row: ProjectionRow, target: Target): Record<string, unknown> {
  if ("row" in row)
    return {
      ...Object.fromEntries(
        Object.entries(row.row).map(([name, value]) => [
          name,
          typeof value === "object" && value !== null ? JSON.stringify(value) : value,
        ]),
      ),
      seq: row.seq,
    };
  const { at, ...key } = row.deleted;
  return { ...target.blank, ...key, deletedAt: at, seq: row.seq };
}

/** Names come from the constant above, never from outside. */
function upsert(table: string, { keys, columns }: Target): string {
  const changing = [...columns, "seq", "deleted_at"];
  const all = [...keys, ...changing];
  const quoted = (name: string): string => `"${name}"`;
  return [
    `INSERT INTO ${quoted(table)} ("tenant_id", ${all.map(quoted).join(", ")})`,
    `SELECT ?1, ${all.map((name) => `json_extract(value, '$.${camel(name)}')`).join(", ")}`,
    `FROM json_each(?2) WHERE true`,
    `ON CONFLICT ("tenant_id", ${keys.map(quoted).join(", ")}) DO UPDATE`,
    `SET ${changing.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(", ")}`,
    `WHERE excluded."seq" > ${quoted(table)}."seq"`,
  ].join("\n");
}

const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * Forgets deletions older than `before` (ms), of every tenant at once: by then no late batch can
 * bring a row back. Each table has an index of its deletions. Safe to repeat.
 */
export async function purgeDeletions(db: Db, before: number): Promise<void> {
  const d1 = db.$client;
  await d1.batch(
    Object.keys(TARGETS).map((table) =>
      d1.prepare(`DELETE FROM "${table}" WHERE "deleted_at" < ?1`).bind(before),
    ),
  );
}

/**
 * Records that the tenant's object has sealed with this key: it may then not leave the
 * configuration. Safe to repeat.
 */
export async function noteKeyInUse(
  db: Db,
  tenantId: string,
  keyId: string,
  now: number,
): Promise<void> {
  await withD1Retry(() =>
    db.$client
      .prepare(
        `INSERT INTO "key_ids" ("tenant_id", "key_id", "since")
         VALUES (?1, ?2, ?3)
         ON CONFLICT DO NOTHING`,
      )
      .bind(tenantId, keyId, now)
      .run(),
  );
}

/**
 * Nothing of this tenant's object is sealed under another key any more: those may leave the
 * configuration. Safe to repeat.
 */
export async function forgetKeys(db: Db, tenantId: string, keptKeyId: string): Promise<void> {
  await withD1Retry(() =>
    db.$client
      .prepare(`DELETE FROM "key_ids" WHERE "tenant_id" = ?1 AND "key_id" <> ?2`)
      .bind(tenantId, keptKeyId)
      .run(),
  );
}
