/** What the object tells of an article: its stock, its last correction, and the orders that sold it. */
import { beforeEach, expect, test } from "vitest";
import type { FlowName, Outcome } from "../../src/domain/jobs/job.ts";
import type { ListedPerson } from "../../src/domain/jobs/listed.ts";
import type { StockChange } from "../../src/domain/goods/stock.ts";
import { sealContext, sealJsonText } from "../../src/store/seal.ts";
import { sealListedPerson } from "../../src/sync/sealed-people.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { articleOrders } from "../../src/sync/tenant/views/article-orders.ts";
import { articleStock } from "../../src/sync/tenant/views/article-stock.ts";
import { NOW, tenantInNode, TENANT, type NodeTenant } from "../support/tenant-in-node.ts";

const GUID = "33333333-3333-4333-8333-333333333333";
const OTHER = "44444444-4444-4444-8444-444444444444";
const STOCK = {
  kind: "stock",
  ledger: { id: GUID, number: "CAP", active: true, counted: true },
  shop: [{ id: 1, code: "CAP", stock: "5", managed: true, field: null }],
} as const;

let tenant: NodeTenant;
let asked: unknown[];
/** What the vendors answer; `null`: nothing in time. */
let answer: object | null;

beforeEach(async () => {
  [asked, answer] = [[], STOCK];
  tenant = await tenantInNode();
  const context = tenant.object.inside();
  // The job that asks both vendors, as the object runs it.
  Object.assign(context, {
    runHere: async (jobId: string, sample: unknown) => {
      asked.push(sample);
      if (answer !== null) context.found.set(jobId, answer as never);
      jobs.update(tenant.sql, jobId, { status: "done", outcome: "updated" }, context.now());
    },
  });
  for (const [id, number] of [
    [GUID, "CAP"],
    [OTHER, "HAT"],
  ])
    run(
      tenant.sql,
      `INSERT INTO products (id, active, product, pass, fields, updated_at)
       VALUES (?, 1, ?, 1, '{}', 1)`,
      id ?? "",
      JSON.stringify({ id, number, name: number }),
    );
});

const stock = (fresh: boolean, id = GUID) => articleStock(tenant.object.inside(), { id, fresh });

type End = {
  readonly outcome?: Outcome;
  readonly changes?: readonly StockChange[];
  readonly articles?: string;
};

function end(flow: FlowName, key: string, { outcome = "updated", changes, articles }: End): string {
  tenant.clock.at += 1_000;
  const now = tenant.clock.at;
  const { sql } = tenant;
  const { id } = jobs.create(sql, { key, flow, lane: "live", type: "x", due: now, now });
  jobs.update(
    sql,
    id,
    {
      status: "done",
      outcome,
      reasons: "[]",
      ...(articles === undefined ? {} : { articles }),
      changes: changes === undefined ? null : JSON.stringify(changes),
    },
    now,
  );
  return id;
}

const to = (code: string, figure: string): StockChange => ({
  code,
  from: "1",
  to: figure,
  managed: false,
});

test("both sides are asked for a person who looks, at most once a minute, and never by a page that renews itself", async () => {
  expect(await stock(false)).toMatchObject({ number: "CAP", code: "CAP", reading: null });
  expect(asked).toEqual([]);
  const reading = { at: NOW, ledger: STOCK.ledger, shop: STOCK.shop };
  expect(await stock(true)).toMatchObject({ reading, late: false });
  expect(asked).toEqual([{ stockOf: { id: GUID, number: "CAP", code: "CAP" } }]);
  expect(await stock(true)).toMatchObject({ reading });
  expect(await stock(false)).toMatchObject({ reading });
  expect(asked).toHaveLength(1);
  tenant.clock.at += 61_000;
  expect(await stock(false)).toMatchObject({ reading });
  expect(await stock(true)).toMatchObject({ reading: { at: NOW + 61_000 } });
  expect(asked).toHaveLength(2);
});

test("a vendor that doesn't answer leaves what was read before, and says so", async () => {
  await stock(true);
  answer = null;
  tenant.clock.at += 61_000;
  expect(await stock(true)).toMatchObject({ reading: { at: NOW }, late: true });
});

test("a shop that is stopped asks nobody", async () => {
  await tenant.object.admin.pause(TENANT, "a person", "");
  expect(await stock(true)).toMatchObject({ reading: null, late: true, nextRun: null });
  expect(asked).toEqual([]);
});

test("a linked article is asked for by its code in the shop, and one whose number is that code stands for nothing there", async () => {
  const { sql } = tenant;
  run(
    sql,
    `INSERT INTO links (kind, source, target, by, data, updated_at)
     VALUES ('article', 'HAT', ?, 'person', '{}', 1)`,
    GUID,
  );
  run(sql, "UPDATE products SET sku = 'HAT' WHERE id = ?", GUID);
  expect(await stock(true)).toMatchObject({ number: "CAP", code: "HAT" });
  expect(asked).toEqual([{ stockOf: { id: GUID, number: "CAP", code: "HAT" } }]);
  // What the shop calls by its number is the linked one: its figures aren't this one's.
  end("stock", "stock", { changes: [to("HAT", "3")] });
  expect(await stock(true, OTHER)).toMatchObject({ number: "HAT", code: null, corrected: null });
  expect(asked.at(-1)).toEqual({ stockOf: { id: OTHER, number: "HAT", code: null } });
});

test("an article that no pass read is none", async () => {
  expect(await stock(true, "55555555-5555-4555-8555-555555555555")).toBeNull();
  expect(asked).toEqual([]);
});

test("the last correction is that of a run that wrote: test mode's isn't one", async () => {
  expect(await stock(false)).toMatchObject({ corrected: null, lookedFrom: null });
  const first = end("stock", "stock", { changes: [to("HAT", "3"), to("CAP", "7")] });
  end("stock", "stock", { changes: [to("HAT", "4")] });
  end("stock", "stock", { outcome: "skipped", changes: [to("CAP", "9")] });
  expect(await stock(false)).toMatchObject({
    corrected: { jobId: first, at: NOW + 1_000, change: to("CAP", "7") },
    lookedFrom: null,
  });
});

test("a correction beyond the last thousand runs isn't told, and how far was looked is", async () => {
  end("stock", "stock", { changes: [to("CAP", "7")] });
  for (let n = 0; n < 1000; n += 1) end("stock", "stock", { outcome: "skipped" });
  expect(await stock(false)).toMatchObject({ corrected: null, lookedFrom: NOW + 1_000 });
});

const orders = async (codes: readonly string[], withPeople = false) => {
  const context = tenant.object.inside();
  const { orders: found, lookedFrom } = await articleOrders(context, {
    codes,
    limit: 2,
    withPeople,
  });
  return {
    found: found.map(({ job, plannedBy, person }) => [job.key, job.id, plannedBy, person]),
    lookedFrom,
  };
};

test("orders are found by whole article numbers, those that changed last first, each once", async () => {
  end("orders", "order:1", { articles: "CAP" });
  const two = end("orders", "order:2", { articles: "HAT\nCAP" });
  end("orders", "order:3", { articles: "CAP-2\nECAP" });
  end("dry-run", "dry-run:asked:x:4", { articles: "CAP" });
  const one = end("orders", "order:1", { articles: "CAP" });
  expect(await orders(["CAP"])).toEqual({
    found: [
      ["order:1", one, one, null],
      ["order:2", two, two, null],
    ],
    lookedFrom: null,
  });
  expect((await orders(["HAT", "CAP-2"])).found.map(([key]) => key)).toEqual([
    "order:3",
    "order:2",
  ]);
  expect((await orders(["cap"])).found).toEqual([]);
});

test("an order shows how it stands now, and one whose line was taken off is left out", async () => {
  end("orders", "order:1", { articles: "CAP" });
  const skipped = end("orders", "order:1", { outcome: "skipped" });
  end("orders", "order:2", { articles: "CAP" });
  end("orders", "order:2", { articles: "HAT" });
  expect((await orders(["CAP"])).found).toEqual([["order:1", skipped, skipped, null]]);
});

test("only the jobs that changed last are looked through, and how far is told", async () => {
  end("orders", "order:1", { articles: "CAP" });
  for (let n = 0; n < 5000; n += 1) end("names", `find:${n}`, {});
  expect(await orders(["CAP"])).toEqual({ found: [], lookedFrom: NOW + 1_000 });
});

test("customers are opened for those alone who may see them", async () => {
  const id = end("orders", "order:1", { articles: "CAP" });
  const keyring = await tenant.object.inside().deps.keyring();
  const person: ListedPerson = { company: null, name: "Anna Berg", city: null, country: "SE" };
  payloads.add(
    tenant.sql,
    id,
    {
      timeline: await sealJsonText(keyring, "[]", sealContext(TENANT, "payloads", id)),
      people: [],
      head: (await sealListedPerson(keyring, { tenantId: TENANT, jobId: id }, person)).bytes,
    },
    NOW,
  );
  expect((await orders(["CAP"])).found).toEqual([["order:1", id, id, null]]);
  expect((await orders(["CAP"], true)).found).toEqual([["order:1", id, id, person]]);
});
