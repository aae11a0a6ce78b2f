/** Of each job that a search finds, why: what the list says is what found it. */
import { beforeEach, expect, test } from "vitest";
import type { FlowName } from "../../src/domain/jobs/job.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { searchConditions } from "../../src/http/usecases/search/job-search.ts";
import { lazyKeyring } from "../../src/store/seal.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { objectSql } from "../support/object-sql.ts";
import "../support/load-messages.ts";

let sql: SqlStorage;
let context: TenantContext;

beforeEach(() => {
  sql = objectSql();
  const keyring = lazyKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  context = { sql, now: () => 1, deps: { keyring } } as unknown as TenantContext;
});

type Job = {
  readonly label?: string;
  readonly articles?: readonly string[];
  readonly reasons?: readonly Reason[];
  readonly gross?: string;
};

function ended(key: string, flow: FlowName, { label, articles, reasons = [], gross }: Job): void {
  const { id } = jobs.create(sql, { key, flow, lane: "live", type: "x", due: 1, now: 1 });
  jobs.update(
    sql,
    id,
    {
      status: "done",
      outcome: "booked",
      label: label ?? null,
      articles: articles?.join("\n") ?? null,
      reasons: JSON.stringify(reasons),
      figures: gross === undefined ? null : JSON.stringify({ gross, vat: "0.00", currency: "SEK" }),
    },
    1,
  );
}

/** By job's key, by what it was found. */
async function found(text: string, withoutPeople = false) {
  const { codes: _, named: __, ...query } = searchConditions({ text }, "en");
  const answer = await page(context, {
    ...query,
    flows: ["orders", "customers", "products"],
    rows: true,
    ...(withoutPeople ? { withoutPeople: true } : {}),
  });
  return Object.fromEntries(
    answer.jobs.map(({ id, key }) => [
      key,
      (answer.rows?.[id]?.matched ?? []).map(({ by, of }) => (of === null ? by : `${by} ${of}`)),
    ]),
  );
}

test("each hit says by what it was found: number, document, article, article's name, amount, id or reason", async () => {
  ended("order:11", "orders", { label: "1007", articles: ["MUG", "Lamp-2"], gross: "125.00" });
  ended("order:12", "orders", {
    label: "1008",
    reasons: [reason("article-not-found", { sku: "LAMP-9", line: 1 })],
  });
  ended("product:p1", "products", { label: "L-1" });
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, updated_at)
     VALUES ('order:12', 'invoice', 1, 'i1', '1007', 'live', 1)`,
  );
  run(
    sql,
    `INSERT INTO products (id, active, product, fields, pass, updated_at)
     VALUES ('p1', 1, '{"name":"Desk lamp"}', '{}', 1, 1)`,
  );
  expect(await found("lamp")).toEqual({
    "order:11": ["article Lamp-2"],
    "order:12": ["reason"],
    "product:p1": ["name"],
  });
  expect(await found("#1007")).toEqual({ "order:11": ["number"], "order:12": ["document 1007"] });
  expect(await found("125.00")).toEqual({ "order:11": ["amount"] });
  expect(await found("l-1")).toEqual({ "product:p1": ["number"] });
  expect((await found("12"))["order:12"]).toEqual(["id 12"]);
});

test("an amount is found in sales and credits alike, and each says so", async () => {
  ended("order:11", "orders", { gross: "125.00" });
  ended("order:12", "orders", { gross: "-125.00" });
  const both = { "order:11": ["amount"], "order:12": ["amount"] };
  expect([await found("125.00"), await found("-125.00")]).toEqual([both, both]);
});

test("who may not see customers isn't told that one matches", async () => {
  ended("order:11", "orders", {
    label: "1",
    reasons: [reason("article-not-found", { sku: "MUG", line: 1 })],
  });
  expect(await found("mug", true)).toEqual({ "order:11": ["reason"] });
});

test("a document is found by kind and number, in words of any language, or by its tracking code", async () => {
  for (const [id, label] of [
    ["11", "1005"],
    ["12", "1006"],
    ["13", "5"],
  ] as const)
    ended(`order:${id}`, "orders", { label });
  const document = (key: string, role: string, number: string): void =>
    run(
      sql,
      `INSERT INTO documents (key, role, n, id, number, state, updated_at)
       VALUES (?, ?, 1, ?, ?, 'live', 1)`,
      key,
      role,
      key,
      number,
    );
  document("order:11", "sales-order", "5");
  document("order:12", "voucher", "A5");
  run(
    sql,
    `INSERT INTO operations (key, id, role, n, kind, state, job_id, claim, marker, marker_code)
     VALUES ('order:12', 1, 'voucher', 1, 'voucher.create', 'compared', 'j', 1,
       '1006 #SLN2BQKF', 'SLN2BQKF')`,
  );
  // The order of that number too, and nothing that only has it somewhere.
  expect(await found("sales order 5")).toEqual({
    "order:11": ["document 5"],
    "order:13": ["number"],
  });
  for (const text of ["voucher A5", "journal voucher a5", "verifikation A5", "verifikat A5"])
    expect([text, await found(text)]).toEqual([text, { "order:12": ["document A5"] }]);
  expect(await found("sales order A5")).toEqual({});
  for (const text of ["SLN2BQKF", "#SLN2BQKF", "1006 #sln2bqkf"])
    expect([text, await found(text)]).toEqual([text, { "order:12": ["code"] }]);
});
