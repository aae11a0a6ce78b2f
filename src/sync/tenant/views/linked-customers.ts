/**
 * Customers of the ledger that orders and debtors are linked to, by their links: no row is kept for
 * this. The name is that of the debtor's newest run, or of the order whose run wrote the customer
 * last, and is gone with retention.
 */
import { journalKey } from "../../../flows/parties/guard.ts";
import type { CustomerQuery, LinkedCustomer, LinkedCustomers } from "../../contract/customers.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { searched } from "../journal/name-words.ts";
import * as payloads from "../journal/payloads.ts";
import { all, type Row } from "../storage/sql.ts";
import { type Condition, asciiLowercase } from "./job-conditions.ts";
import { peopleOf } from "./job-rows.ts";

const PAGE = 50;
const MADE = journalKey("");
const NUMBER = "json_extract(l.data, '$.customer.number')";
/** Behind every source. */
const LAST = String.fromCodePoint(0x10ffff);
/** Links that a page of a text's matches looks at: each number is read for it. */
const LOOKED_AT = 50_000;

type LinkRow = Pick<LinkedCustomer, "source" | "target" | "number" | "by"> & {
  updated_at: number;
} & Row;

/** In the order of their sources. */
export async function linkedCustomers(
  context: TenantContext,
  query: CustomerQuery,
): Promise<LinkedCustomers> {
  const limit = Math.min(query.limit ?? PAGE, PAGE);
  const [condition, ...binds] = await conditionOf(context, query);
  const from = query.cursor ?? "";
  const last = query.text === undefined ? null : lastLooked(context.sql, from);
  const rows = all<LinkRow>(
    context.sql,
    `SELECT l.source, l.target, l.by, l.updated_at, ${NUMBER} AS number
     FROM links l
     WHERE l.kind = 'customer' AND l.source > ? AND l.source <= ? AND ${condition}
     ORDER BY l.source
     LIMIT ?`,
    from,
    last ?? LAST,
    ...binds,
    limit + 1,
  );
  const shown = rows.slice(0, limit);
  return {
    customers: await described(context, shown, query.withoutPeople !== true),
    cursor: rows.length > limit ? (shown.at(-1)?.source ?? null) : last,
  };
}

/** The last link that a page looks at; `null`: it looks at all that are left. */
function lastLooked(sql: SqlStorage, from: string): string | null {
  const [last, next] = all<{ source: string }>(sql)`
    SELECT source FROM links
    WHERE kind = 'customer' AND source > ${from}
    ORDER BY source
    LIMIT 2 OFFSET ${LOOKED_AT - 1}`;
  return next === undefined ? null : (last?.source ?? null);
}

/** Sources of the customers of this number, by its index. */
const numbered = (sql: SqlStorage, number: string): readonly string[] =>
  all<{ source: string }>(sql)`
    SELECT source FROM links
    WHERE kind = 'customer' AND lower(json_extract(data,
      '$.customer.number')) = ${asciiLowercase(number)}`.map(({ source }) => source);

async function conditionOf(
  context: TenantContext,
  { number, text, words = [], withoutPeople }: CustomerQuery,
): Promise<Condition> {
  if (number !== undefined)
    return [
      "l.source IN (SELECT value FROM json_each(?))",
      JSON.stringify([number, ...numbered(context.sql, number)]),
    ];
  if (text === undefined) return ["1"];
  const named = withoutPeople === true || words.length === 0 ? null : await namedBy(context, words);
  return [
    `(l.source = ? OR instr(lower(${NUMBER}), ?) > 0 ${named === null ? "" : `OR ${named[0]}`})`,
    text,
    asciiLowercase(text),
    ...(named?.slice(1) ?? []),
  ];
}

/** Written by an order whose customer's name has all the words. */
async function namedBy(context: TenantContext, words: readonly string[]): Promise<Condition> {
  const { text, binds } = payloads.namesAllOf("j", await searched(context, words));
  return [
    `${NUMBER} IN (
        SELECT substr(o.key, ${MADE.length + 1})
        FROM operations o
        JOIN jobs j ON j.id = o.job_id
        WHERE o.key >= '${MADE}' AND o.key < '${MADE.slice(0, -1)};' AND ${text}
      )`,
    ...binds,
  ];
}

type ToldRow = {
  source: string;
  id: string;
  key: string;
  label: string | null;
  flow: "customers" | "orders";
} & Row;

async function described(
  context: TenantContext,
  rows: readonly LinkRow[],
  withPeople: boolean,
): Promise<readonly LinkedCustomer[]> {
  // A debtor's own job tells more than an order's.
  const told = new Map([...writtenBy(context.sql, rows), ...debtorsOf(context.sql, rows)]);
  const people = withPeople
    ? await peopleOf(context, [...new Set([...told.values()].map(({ key }) => key))])
    : new Map<string, never>();
  return rows.map(({ updated_at: updatedAt, source, target, number, by }): LinkedCustomer => {
    const job = told.get(source);
    return {
      source,
      target,
      number,
      by,
      updatedAt,
      person: job === undefined ? null : (people.get(job.key) ?? null),
      job: job === undefined ? null : { id: job.id, flow: job.flow, label: job.label },
    };
  });
}

type JobsBySource = readonly (readonly [source: string, told: ToldRow])[];

const debtorsOf = (sql: SqlStorage, rows: readonly LinkRow[]): JobsBySource =>
  bySource(
    all<ToldRow>(
      sql,
      `SELECT s.value ->> 0 AS source, j.id, j.key, j.label, j.flow
       FROM json_each(?) s
       JOIN jobs j ON j.id = (SELECT max(n.id) FROM jobs n WHERE n.key = s.value ->> 1)
       WHERE j.flow = 'customers'`,
      JSON.stringify(
        rows.map(({ source }) => [source, `debtor:${source.replace(/:[A-Z]{3}$/, "")}`]),
      ),
    ),
  );

const writtenBy = (sql: SqlStorage, rows: readonly LinkRow[]): JobsBySource =>
  bySource(
    all<ToldRow>(
      sql,
      `SELECT s.value ->> 0 AS source, j.id, j.key, j.label, j.flow
       FROM json_each(?) s
       JOIN operations o ON o.key = s.value ->> 1
       JOIN jobs j ON j.id = o.job_id
       WHERE j.flow IN ('customers', 'orders')
       ORDER BY o.id`,
      JSON.stringify(
        rows.flatMap(({ source, number }) =>
          number === null ? [] : [[source, journalKey(number)]],
        ),
      ),
    ),
  );

const bySource = (rows: readonly ToldRow[]): JobsBySource => rows.map((row) => [row.source, row]);
