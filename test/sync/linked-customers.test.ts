/**
 * The ledger's customers that orders are linked to: listed page by page, found by number, debtor
 * and name, with the name only while the order is kept and to those who may see it.
 */
import { beforeEach, expect, test } from "vitest";
import { type ListedPerson, nameWords } from "../../src/domain/jobs/listed.ts";
import { type Keyring, openKeyring, sealJson } from "../../src/store/seal.ts";
import { sealListedPerson } from "../../src/sync/sealed-people.ts";
import type { CustomerQuery } from "../../src/sync/contract/customers.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { withNameHashes } from "../../src/sync/tenant/journal/name-words.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import * as links from "../../src/sync/tenant/links/links.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { linkedCustomers } from "../../src/sync/tenant/views/linked-customers.ts";
import { objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;
let keyring: Keyring;
let context: TenantContext;

beforeEach(async () => {
  sql = objectSql();
  keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(1) }]);
  context = {
    sql,
    tenantId: () => "shop",
    deps: { keyring: async () => keyring },
  } as unknown as TenantContext;
});

/** A run of the order or debtor that is about this person. */
async function ran(key: string, flow: "orders" | "customers", company: string): Promise<string> {
  const { id } = jobs.create(sql, { key, flow, lane: "live", type: "t", due: 1, now: 1 });
  jobs.update(sql, id, { status: "done", outcome: "booked", label: key.replace(/.*:/, "10") }, 1);
  const person: ListedPerson = { company, name: null, city: null, country: "SE" };
  const report = {
    timeline: await sealJson(keyring, [], payloads.placeOf("shop", id)),
    people: [],
    head: (await sealListedPerson(keyring, { tenantId: "shop", jobId: id }, person)).bytes,
    words: nameWords(person),
  };
  payloads.add(sql, id, await withNameHashes(context, report), 1);
  return id;
}

const created = (number: string, jobId: string): void =>
  run(
    sql,
    `INSERT INTO operations (key, id, role, n, kind, state, job_id, claim)
     VALUES (?, 1, 'customer', 1, 'customer.create', 'compared', ?, 1)`,
    `customer:${number}`,
    jobId,
  );

const linked = (source: string, number: string | null): void =>
  links.save(
    sql,
    {
      kind: "customer",
      source,
      target: `id-${source}`,
      by: "engine",
      data: { customer: { id: `id-${source}`, number }, fingerprint: "" },
    },
    7,
  );

const found = async (query: CustomerQuery = {}) =>
  (await linkedCustomers(context, query)).customers.map(({ source, number, person, job }) => [
    source,
    number,
    person?.company ?? null,
    job?.flow ?? null,
  ]);

const KAFFE = ["300", "AS300", "Kaffe Övik AB", "orders"];

test("customers of orders and of debtors are listed, with whom they are about", async () => {
  created("AS300", await ran("order:1", "orders", "Kaffe Övik AB"));
  linked("300", "AS300");
  await ran("debtor:301", "customers", "Te AB");
  linked("301", "AS301");
  linked("default:c-9", "1000");
  linked("guest:GABC", null);
  expect(await found()).toEqual([
    KAFFE,
    ["301", "AS301", "Te AB", "customers"],
    ["default:c-9", "1000", null, null],
    ["guest:GABC", null, null, null],
  ]);
  for (const query of [
    { number: "as300" },
    { number: "300" },
    { text: "s300" },
    { text: "kaffe", words: ["kaffe"] },
  ])
    expect([query, await found(query)]).toEqual([query, [KAFFE]]);
  expect(await found({ number: "AS30" })).toEqual([]);
  expect(await found({ text: "kaffe", words: ["kaffe"], withoutPeople: true })).toEqual([]);
  expect(await found({ number: "300", withoutPeople: true })).toEqual([
    ["300", "AS300", null, "orders"],
  ]);
});

test("the list goes on where a page ended, and a name is gone with its order", async () => {
  const job = await ran("order:1", "orders", "Kaffe Övik AB");
  created("AS300", job);
  linked("300", "AS300");
  linked("301", "AS301");
  const first = await linkedCustomers(context, { limit: 1 });
  expect([first.customers.length, first.cursor]).toEqual([1, "300"]);
  expect(await found({ cursor: "300" })).toEqual([["301", "AS301", null, null]]);
  payloads.forget(sql, job);
  run(sql, "DELETE FROM jobs");
  expect(await found({ number: "AS300" })).toEqual([["300", "AS300", null, null]]);
});

test("a text is looked for among so many links a page, and goes on behind them", async () => {
  run(
    sql,
    `WITH RECURSIVE n (n) AS (SELECT 100001 UNION ALL SELECT n + 1 FROM n WHERE n < 150002)
     INSERT INTO links (kind, source, target, by, data, updated_at)
     SELECT 'customer', n, n, 'engine', '{"customer":{"number":"AS' || n || '"}}', 0 FROM n`,
  );
  const first = await linkedCustomers(context, { text: "s15000" });
  expect([first.customers.map(({ source }) => source), first.cursor]).toEqual([
    ["150000"],
    "150000",
  ]);
  expect((await found({ text: "s15000", cursor: "150000" })).map(([source]) => source)).toEqual([
    "150001",
    "150002",
  ]);
  // Of a number an index says it.
  expect(await linkedCustomers(context, { number: "as150002" })).toMatchObject({
    customers: [{ source: "150002" }],
    cursor: null,
  });
});
