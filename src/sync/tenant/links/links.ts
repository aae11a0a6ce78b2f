/**
 * Links from debtors and SKUs to the ledger's customers and articles. Every edit of a link goes
 * through this file.
 */
import type { CustomerKind, LedgerCustomer } from "../../../domain/ledger/ledger.ts";
import { STALE_FINGERPRINT } from "../../../flows/journal.ts";
import type { CustomerLink, LinkedCodes } from "../../../flows/port.ts";
import type { LinkView } from "../../contract/index.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { project } from "../storage/outbox.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, type Row, run } from "../storage/sql.ts";

type LinkRow = {
  kind: LinkView["kind"];
  source: string;
  target: string;
  by: LinkView["by"];
  data: string;
  updated_at: number;
} & Row;

export function customer(sql: SqlStorage, source: string): CustomerLink | null {
  const row = cachedFirst<LinkRow>(sql)`
    SELECT * FROM links WHERE kind = 'customer' AND source = ${source}`;
  if (row === null) return null;
  const link = storedJson<CustomerLink>(row.data);
  return row.by === "person" ? { ...link, byPerson: true } : link;
}

/** `by` of the row says whether a person made it. */
export function saveCustomer(
  sql: SqlStorage,
  source: string,
  { byPerson = false, ...known }: CustomerLink,
  now: number,
): void {
  // A VAT number can name a person, and links are kept for ever.
  const data = { ...known, customer: { ...known.customer, vatNumber: null } };
  const target = known.customer.id;
  save(sql, { kind: "customer", source, target, by: byPerson ? "person" : "engine", data }, now);
}

export function save(
  sql: SqlStorage,
  link: {
    kind: LinkView["kind"];
    source: string;
    target: string;
    by: LinkView["by"];
    data: unknown;
  },
  now: number,
): void {
  run(sql)`
    INSERT OR REPLACE INTO links (kind, source, target, by, data, updated_at)
    VALUES (${link.kind}, ${link.source}, ${link.target}, ${link.by},
      ${JSON.stringify(link.data)}, ${now})`;
  project(
    sql,
    {
      table: "links",
      row: {
        kind: link.kind,
        source: link.source,
        target: link.target,
        by: link.by,
        updatedAt: now,
      },
    },
    now,
  );
}

/**
 * A customer has one record in the ledger, however many buyers are linked to it. Where the record
 * was written for one of them, or is seen to be another than was remembered, the others' next order
 * reads it again, and what decides VAT is known to all of them at once. What was said of each at
 * its last push is kept: a debtor that says nothing new takes nothing back. `source`: the link for
 * which that was; `null`: none. A link whose data were erased keeps nothing.
 */
export function updateOtherLinks(
  sql: SqlStorage,
  source: string | null,
  { id, kind, country, tax }: LedgerCustomer,
  written: boolean,
): void {
  if (tax === undefined) return;
  run(
    sql,
    `UPDATE links
     SET data = json_set(
       CASE json_extract(data, '$.fingerprint') WHEN ?7 THEN data
         ELSE json_set(data, '$.before', json_extract(data, '$.fingerprint')) END,
       '$.fingerprint', ?7, '$.customer.kind', ?3, '$.customer.country', ?4,
       '$.customer.tax', json(?5))
     WHERE kind = 'customer' AND target = ?1 AND source IS NOT ?2
       AND (json_extract(data, '$.fingerprint') <> ?7
         OR json_extract(data, '$.customer.country') IS NOT NULL)
       AND (?6 = 1 OR json_extract(data, '$.customer.kind') IS NOT ?3
         OR json_extract(data, '$.customer.country') IS NOT ?4
         OR json_extract(data, '$.customer.tax') IS NOT ?5)`,
    id,
    source,
    kind,
    country,
    JSON.stringify(tax),
    written ? 1 : 0,
    STALE_FINGERPRINT,
  );
}

/** Updates the kind in all links of a customer, as it decides the price basis of every document. */
export function correctKind(
  sql: SqlStorage,
  customerId: string,
  kind: CustomerKind,
  now: number,
): void {
  for (const row of all<LinkRow>(sql)`
    SELECT * FROM links WHERE kind = 'customer' AND target = ${customerId}`) {
    const data = storedJson<CustomerLink>(row.data);
    save(
      sql,
      {
        kind: row.kind,
        source: row.source,
        target: row.target,
        by: row.by,
        data: { ...data, customer: { ...data.customer, kind } },
      },
      now,
    );
  }
}

export function remove(
  sql: SqlStorage,
  kind: LinkView["kind"],
  source: string,
  now: number,
): boolean {
  if (first(sql)`SELECT 1 AS one FROM links WHERE kind = ${kind} AND source = ${source}` === null)
    return false;
  run(sql)`DELETE FROM links WHERE kind = ${kind} AND source = ${source}`;
  project(sql, { table: "links", deleted: { kind, source, at: now } }, now);
  return true;
}

/** The code of the shop's article to which a person linked this article of the ledger. */
export const articleOf = (sql: SqlStorage, target: string): string | null =>
  first<{ source: string }>(sql)`
    SELECT source FROM links WHERE kind = 'article' AND target = ${target}`?.source ?? null;

/**
 * Returns, by the shop's code, ids of articles that a person linked: by the code that was named,
 * and by the article's present code in the shop.
 */
export function articlesOf(sql: SqlStorage, codes: LinkedCodes): Record<string, string> {
  if (codes.length === 0) return {};
  const found = all<{ source: string; target: string; sku: string | null }>(sql)`
    SELECT l.source, l.target, p.sku
    FROM links l
    LEFT JOIN products p ON p.id = l.target
    WHERE l.kind = 'article'`;
  const named = codes === "all" ? null : new Set(codes);
  const pairs = [
    // An old code says nothing about a present article.
    ...found.flatMap(({ source, target, sku }) =>
      named === null && sku !== null ? [] : [[source, target] as const],
    ),
    ...found.flatMap(({ target, sku }) => (sku === null ? [] : [[sku, target] as const])),
  ];
  return Object.fromEntries(pairs.filter(([code]) => named === null || named.has(code)));
}

const PAGE = 100;

export function page(
  sql: SqlStorage,
  query: { kind?: LinkView["kind"]; source?: string; target?: string; cursor?: string },
): { links: LinkView[]; cursor: string | null } {
  const rows = all<LinkRow>(sql)`
    SELECT *
    FROM links
    WHERE (${query.kind ?? null} IS NULL OR kind = ${query.kind ?? null})
      AND (${query.source ?? null} IS NULL OR source = ${query.source ?? null})
      AND (${query.target ?? null} IS NULL OR target = ${query.target ?? null})
      AND kind || ' ' || source > ${query.cursor ?? ""}
    ORDER BY kind, source
    LIMIT ${PAGE + 1}`;
  const shown = rows.slice(0, PAGE);
  const last = shown[shown.length - 1];
  return {
    links: shown.map((row) => ({
      kind: row.kind,
      source: row.source,
      target: row.target,
      by: row.by,
      updatedAt: row.updated_at,
    })),
    cursor: rows.length > PAGE && last !== undefined ? `${last.kind} ${last.source}` : null,
  };
}
