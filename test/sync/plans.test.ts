/**
 * The plan of every statement of the tenant's object. One that goes through a table that grows with
 * a shop's orders fails here, unless it is listed below with what bounds it.
 *
 * Statements are read from the source: parts that are constants are put in, other parts stood for.
 * What SQLite can't read so is counted, so that no more statements leave the test's sight.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { constants as codes, DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { link } from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { MIGRATIONS } from "../../src/sync/tenant/storage/schema.ts";
import { all, run, type Value } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

const ROOT = join(import.meta.dirname, "../../src/sync/tenant");

/** Tables of which a shop has a handful of rows, or as many as its settings say. */
const SMALL: readonly string[] = [
  "meta",
  "turns",
  "runs",
  "backfills",
  "tokens",
  "capabilities",
  "counts",
  "notices",
  "retention_runs",
  "pins",
  "pinned_settings",
  "cache",
  "hourly_counters",
  "ended_hours",
  "ended_days",
  "sqlite_master",
];

/** What a statement that goes through a table is bounded by. */
const LIMITED = "a page in the order of the table's key or index";
const UNFINISHED = "an index entry of each unfinished job: 10 ms of 50,000";
const OPEN = "open writes, or alerts, by an index that has no others";
const OUTBOX = "what D1 wasn't told of yet";
const A_NIGHT = "what one comparison found or has under way";
const ONE_A_DAY = "a row for each day that was closed, some hundred a year";
const A_PERSON = "asked by a person, seldom; grows with the shop";

const LISTED: Readonly<Record<string, string>> = {
  "alarm/deliver.ts jobs": `${UNFINISHED}; once a day`,
  "alarm/deliver.ts reconciliation_findings": A_NIGHT,
  "backfills/paid-out.ts payout_line_ids":
    "the lines of all payouts, at the end of a preview of undoing, and where one was booked since",
  "backfills/take-backs.ts day_members": A_PERSON,
  "backfills/sale-with-refunds.ts credits": A_PERSON,
  "alarm/watching.ts jobs": `${UNFINISHED}; every five minutes`,
  "claims/locks.ts locks": "one row",
  "claims/locks.ts waiting": "jobs that wait for another key's, or for a lock",
  "claims/start-zone.ts jobs":
    "held jobs, when the zone of the shop's stamps is shown: once or twice",
  "counts/counters.ts jobs": `${UNFINISHED}, until one changes`,
  "counts/counters.ts operations": OPEN,
  "jobs/ended.ts jobs": "unfinished jobs, at most so many as are asked for",
  "days/day-views.ts day_vouchers": LIMITED,
  "days/differing-orders.ts jobs": `${UNFINISHED}; asked by a person`,
  "days/differing-orders.ts open_orders": "orders that need somebody; asked by a person",
  "jobs/awaiting-day.ts day_vouchers": ONE_A_DAY,
  "backfills/take-backs.ts day_vouchers": ONE_A_DAY,
  "intake/after-day.ts open_orders": "orders that need somebody; once for each booked day",
  "intake/after-payout.ts open_orders": "orders that need somebody; once for each booked payout",
  "days/days.ts day_vouchers": "the one that is being filled, by an index that has no others",
  "runs/before-writes.ts jobs": `${UNFINISHED}; on the first live day, for its pages`,
  "journal/plan-bases.ts plan_bases": "a row for each state of settings and lists; hourly",
  "journal/written.ts operations": "the first thousand, as a person asks to give a shop up",
  "days/unbooked.ts day_members": "all members; once, where a shop ends",
  "jobs/jobs.ts jobs":
    "the row of each unfinished job that is due, 45 ms of 50,000; once in an object's life",
  "jobs/keys.ts open_orders": "orders that aren't settled, for the stock flow",
  "jobs/keys.ts jobs": UNFINISHED,
  "journal/journal.ts operations": OPEN,
  "links/links.ts links": LIMITED,
  "links/products.ts products": A_PERSON,
  "links/products.ts jobs": UNFINISHED,
  "actions/manual-links.ts documents": A_PERSON,
  "monitoring/alerts.ts alerts": LIMITED,
  "payouts/unrefunded-cancelled.ts payout_plans":
    "plans that pay cancelled orders, by an index that has no others",
  "payouts/clearing-statement.ts documents":
    "vouchers that moved two accounts of payment methods, by an index that has no others",
  "payouts/clearing-view.ts clearing_days": A_PERSON,
  "payouts/clearing-view.ts clearing_orders": A_PERSON,
  "payouts/ledger-comparison.ts day_vouchers": A_PERSON,
  "payouts/ledger-comparison.ts payout_sums": A_PERSON,
  "payouts/payout-files.ts payout_files": "settlement files, a few a week; hourly",
  "payouts/plan/current.ts jobs": "the job that ended last, by its index",
  "payouts/plan/store.ts payout_payments": "one of them, or two thousand to drop",
  "payouts/plan/store.ts payout_taken": "one of them, or two thousand to drop",
  "payouts/plan/store.ts payout_plans": "plans in the making, by an index that has no others",
  "payouts/payout-store.ts payouts": A_PERSON,
  "payouts/staging.ts payouts": A_PERSON,
  "payouts/payouts.ts payouts": A_PERSON,
  "payouts/ledger-comparison.ts operations": "writes under way, by an index that has no others",
  "privacy/audit-chain.ts audit_seals": LIMITED,
  "privacy/kept-evidence.ts evidence": A_PERSON,
  "privacy/identities.ts payloads": A_PERSON,
  "privacy/older-seals.ts payout_file_keys": "one row",
  "privacy/reseal.ts payout_file_keys": "one row",
  "monitoring/waiting-findings.ts reconciliation_findings":
    "what comparisons found: once a minute, of at most a hundred at each end of a run",
  "reconciliation/differences.ts reconciliation_findings": A_NIGHT,
  "reconciliation/order-findings.ts reconciliation_findings": A_NIGHT,
  "reconciliation/reconciliation-store.ts reconciliation_orders": A_NIGHT,
  "reconciliation/reconciliation-store.ts reconciliation_findings": A_NIGHT,
  "reconciliation/reconciliation.ts reconciliation_orders": A_NIGHT,
  "reconciliation/reconciliation.ts reconciliation_documents": A_NIGHT,
  "reconciliation/reconciliation.ts reconciliation_findings": A_NIGHT,
  "reconciliation/booked-attention.ts open_orders":
    "orders that aren't settled, for the key figures",
  "runs/before-writes.ts day_members": "no more than the first day's limit, on that day",
  "runs/runs.ts jobs": UNFINISHED,
  "storage/outbox.ts outbox": OUTBOX,
  "transfer/tenant-transfer.ts day_vouchers": A_PERSON,
  "transfer/tenant-transfer.ts payouts": A_PERSON,
  "transfer/tenant-transfer.ts jobs": A_PERSON,
  "transfer/tenant-transfer.ts open_orders": A_PERSON,
  "transfer/tenant-transfer.ts operations": "the first row that fits, which nearly each does",
  "transfer/transferred-days.ts day_members": "once, when a tenant that moved is connected",
  "transfer/transferred-days.ts day_vouchers": "once, when a tenant that moved is connected",
  "views/article-orders.ts jobs": "the jobs that changed last, by their index: at most 5,000",
  "views/attention.ts alerts": OPEN,
  "views/job-list.ts documents": "at most 20,000 of them, to see whether there are more",
  "views/unfinished.ts jobs": `${UNFINISHED}; once in an object's life, or of a rare flow`,
  "views/job-list.ts jobs": "of a text, where there are at most 20,000: each is asked for it",
  "views/job-statements.ts jobs": "the same",
};

/** Parts of these are no constants: their own tests look at their plans, or they name one row. */
const UNREADABLE = 27;

type Source = { readonly file: string; readonly text: string };

const sources = (): readonly Source[] =>
  readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith("storage/first"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ file: path.slice(ROOT.length + 1), text: readFileSync(path, "utf8") }));

/** A template behind a bracket is a statement whose values stand in place. */
const STATEMENT = /(?<bound>\)?)`(?<template>(?:[^`\\]|\\.)*)`|"(?<plain>(?:[^"\\\n]|\\.)*)"/g;
const PART = /\$\{((?:[^{}]|\{[^{}]*\})*)\}/g;
const CONSTANT = /const ([A-Z_]+)(?:: \w+)? =\s*(?:`((?:[^`\\]|\\.)*)`|"([^"\n]*)"|([\d_]+));/g;

function constantsOf(all: readonly Source[]): ReadonlyMap<string, string> {
  const found = all.flatMap(({ text }) =>
    [...text.matchAll(CONSTANT)].map(
      ([, name = "", ...values]) =>
        [name, values.find((value) => value !== undefined) ?? ""] as const,
    ),
  );
  return new Map(found);
}

/** The text that SQLite gets: a value is a question mark, a part of the text stays a part. */
const textOf = (template: string): string =>
  template.replaceAll(PART, (_, part: string) => {
    if (part.startsWith("among(")) return "(SELECT value FROM json_each(?))";
    return part.startsWith("raw(") ? `\${${part.slice("raw(".length, -1)}}` : "?";
  });

/** Six deep: a constant may be made of others. */
function filled(text: string, constants: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > 5) return text;
  return text.replace(PART, (_, part: string) => {
    const known = constants.get(part.trim());
    return known === undefined ? "1" : filled(known, constants, depth + 1);
  });
}

/** Tables that a plan goes through from end to end, by their names and not by their aliases. */
function scanned(plan: readonly string[], statement: string): readonly string[] {
  const aliases = new Map(
    [...statement.matchAll(/\b(?:FROM|JOIN)\s+(\w+)(?:\s+AS)?\s+(\w+)/g)].map(
      ([, table = "", alias = ""]) => [alias, table],
    ),
  );
  return plan
    .map((line) => /^SCAN (\w+)(?! VIRTUAL)/.exec(line)?.[1] ?? "")
    .map((name) => aliases.get(name) ?? name)
    .filter((name) => !["", "CONSTANT", "json_each"].includes(name));
}

function looked() {
  const database = new DatabaseSync(":memory:");
  for (const step of MIGRATIONS) database.exec(step);
  const tables = new Set(
    database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name)),
  );
  const all = sources();
  const constants = constantsOf(all);
  const through = new Set<string>();
  let read = 0;
  const unreadable: string[] = [];
  const indexes = new Set<string>();
  const columns = new Set<string>();
  database.setAuthorizer((action, table, column) => {
    if (action === codes.SQLITE_READ && column !== "") columns.add(`${table}.${column}`);
    return codes.SQLITE_OK;
  });
  for (const { file, text } of all) {
    const own = new Map([...constants, ...constantsOf([{ file, text }])]);
    for (const { groups: { bound, template, plain } = {} } of text.matchAll(STATEMENT)) {
      const given = (template ?? plain ?? "").trim();
      const statement = filled(bound === ")" ? textOf(given) : given, own);
      if (!/^(SELECT|INSERT|UPDATE|DELETE|WITH)\b/.test(statement)) continue;
      try {
        const plan = database
          .prepare(`EXPLAIN QUERY PLAN ${statement}`)
          .all()
          .map(({ detail }) => String(detail));
        read += 1;
        for (const line of plan)
          for (const [, index = ""] of line.matchAll(/INDEX (\w+)/g)) indexes.add(index);
        for (const table of scanned(plan, statement))
          if (tables.has(table) && !SMALL.includes(table)) through.add(`${file} ${table}`);
      } catch {
        unreadable.push(`${file}: ${statement.slice(0, 60)}`);
      }
    }
  }
  database.setAuthorizer(null);
  const there = (query: string): readonly string[] =>
    database
      .prepare(query)
      .all()
      .map(({ name }) => String(name));
  return {
    through,
    read,
    unreadable,
    unusedIndexes: there(
      "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    ).filter((name) => !indexes.has(name)),
    unreadColumns: there(
      `SELECT m.name || '.' || c.name AS name FROM sqlite_master m, pragma_table_info(m.name) c
       WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`,
    ).filter((name) => !columns.has(name)),
  };
}

test("no statement of the object goes through a table that grows, but for those that are listed", () => {
  const { through, read, unreadable } = looked();
  expect([...through].toSorted()).toEqual(Object.keys(LISTED).toSorted());
  expect(read).toBeGreaterThan(300);
  expect(unreadable.length, unreadable.join("\n")).toBeLessThanOrEqual(UNREADABLE);
});

/** By whom and when is for people (ADR 0067); sums are read by a column that is named when asked. */
const UNREAD = ["approvals.actor", "approvals.at", "ended_days.sums"];

test("each index serves a statement, and each column is read by one", () => {
  const { unusedIndexes, unreadColumns } = looked();
  expect(unusedIndexes).toEqual([]);
  expect(unreadColumns.toSorted()).toEqual(UNREAD);
});

test("the comparison goes once through the journal and the documents, however many it looks for", () => {
  const sql = objectSql();
  run(
    sql,
    `INSERT INTO reconciliation_documents (kind, id, code, fact)
     VALUES ('invoice', 'd1', 'ABCD', '{}'), ('invoice', 'd2', 'EFGH', '{}')`,
  );
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, marker_code)
     VALUES ('order:1', 1, 'j', 'invoice', 0, 'draft.create', 'done', 1, 'ABCD')`,
  );
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, state, updated_at)
     VALUES ('order:2', 'invoice', 0, 'd2', 'live', 1)`,
  );
  const plans: (readonly string[])[] = [];
  const watched = {
    exec: (query: string, ...binds: Value[]) => {
      if (query.startsWith("UPDATE"))
        plans.push(
          all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${query}`, ...binds).map(
            ({ detail }) => detail,
          ),
        );
      return sql.exec(query, ...binds);
    },
  } as unknown as SqlStorage;
  for (let after: string | null = ""; after !== null;) after = link(watched, after);
  expect(all(sql, "SELECT id, key FROM reconciliation_documents ORDER BY id")).toEqual([
    { id: "d1", key: "order:1" },
    { id: "d2", key: "order:2" },
  ]);
  expect(plans).toHaveLength(4);
  // What is looked into for each row of what is gone through stands last.
  for (const plan of plans)
    expect(plan.filter((line) => line.startsWith("SEARCH")).at(-1)).toMatch(
      /^SEARCH reconciliation_documents USING .*\b(code|id)=\?/,
    );
});
