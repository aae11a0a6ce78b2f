/** How a list is sorted by what stands in other tables, and what stands beside its orders. */
import { exact, sum } from "../../src/domain/money.ts";
import { beforeEach, expect, test } from "vitest";
import type { Outcome } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { lazyKeyring } from "../../src/store/seal.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as ended from "../../src/sync/tenant/jobs/ended.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { missingSums } from "../../src/sync/tenant/reconciliation/order-findings.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import {
  saveFinding,
  saveSources,
} from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { SORTED_BY } from "../../src/sync/tenant/views/job-sorts.ts";
import { allIds } from "../support/all-jobs.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 24, 6);
const keyring = lazyKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
let sql: SqlStorage;
let context: TenantContext;
let now = START;

beforeEach(() => {
  sql = objectSql();
  context = { sql, now: () => now, deps: { keyring } } as unknown as TenantContext;
  now = START;
});

/** An order with such an end; `payment`: as the shop says it. */
function end(key: string, outcome: Outcome = "booked", payment?: string, gross = "12.50"): string {
  const { id } = jobs.create(sql, {
    key,
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: now,
    now,
  });
  const figures = JSON.stringify({ gross, vat: "0.00", currency: "SEK" });
  jobs.update(sql, id, { status: "done", outcome, figures }, now);
  if (payment !== undefined)
    run(sql, "UPDATE jobs SET facts = json_object('payment', ?) WHERE id = ?", payment, id);
  now += 1;
  return id;
}

const everything = (query: JobQuery): Promise<readonly string[]> => allIds(context, query);

const document = (key: string, role: string, number: string | null, n = 0): void =>
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, updated_at)
     VALUES (?, ?, ?, ?, ?, 'live', 1)`,
    key,
    role,
    n,
    `${role} ${key}`,
    number,
  );

test("sorted by result, document, payment or waiting what has none comes last, whichever way", async () => {
  const booked = end("order:1", "booked", "open");
  const other = end("order:2", "booked", "paid");
  const held = end("order:3", "held");
  // A draft that became an invoice is still remembered: what is listed is the invoice.
  document("order:1", "invoice", "1000");
  document("order:1", "invoice-draft", "5");
  document("order:2", "sales-order", "99");
  document("order:3", "attachment", "1");
  alerts.raise(sql, "job order:3", reason("article-not-found", { sku: "A" }), held, START - 5);
  const open = jobs.create(sql, {
    key: "order:4",
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: now,
    now,
  }).id;
  for (const [by, upward, none] of [
    ["outcome", [other, booked, held, open], []],
    ["document", [other, booked], [open, held]],
    ["payment", [booked, other], [open, held]],
    ["waiting", [held, open], [other, booked]],
  ] as const) {
    const sorted = (down: boolean) => everything({ sort: { by, down }, limit: 1 });
    const without = (ids: readonly string[]) => (by === "outcome" ? ids.length : ids);
    expect([by, without(await sorted(false))]).toEqual([by, without([...upward, ...none])]);
    expect([by, without(await sorted(true))]).toEqual([
      by,
      without([...upward.toReversed(), ...none]),
    ]);
    if (by === "outcome") {
      expect((await sorted(true)).slice(0, 2)).toEqual([open, held]);
      expect((await sorted(false)).slice(2)).toEqual([held, open]);
    }
  }
});

test("by net, an order stands where its row says", async () => {
  const net = (key: string, figures: object, of: string, charged: string): string => {
    const id = end(key);
    const facts = { net: of, rates: [], charged: { gross: charged, vat: "0.00" } };
    const both = [facts, { vat: "0.00", ...figures }].map((one) => JSON.stringify(one));
    run(sql, "UPDATE jobs SET facts = ?, figures = ? WHERE id = ?", ...both, id);
    return id;
  };
  const plain = net("order:1", { gross: "50.00" }, "50.00", "50.00");
  const carded = { gross: "10.00", sold: { gross: "90.00", vat: "10.00" } };
  const card = net("order:2", carded, "0.00", "10.00");
  const none = net("order:3", { gross: "99.00", sold: { gross: "0", vat: "0" } }, "99.00", "99.00");
  const edited = net("order:4", { gross: "60.00" }, "10.00", "10.00");
  const sort = { by: "net", down: false } as const;
  expect(await everything({ sort, limit: 1 })).toEqual([none, plain, edited, card]);
});

test("no sorting goes through another table: alerts are read by their index once, documents by each job's key", () => {
  for (const [name, { by, join = "" }] of Object.entries(SORTED_BY)) {
    const plan = all<{ detail: string }>(
      sql,
      `EXPLAIN QUERY PLAN SELECT j.id FROM jobs j ${join} ORDER BY ${by.join(", ")}`,
    ).map(({ detail }) => detail);
    const steps = (of: RegExp) => plan.filter((step) => of.test(step));
    expect([name, steps(/^SCAN alerts(?! USING)|MATERIALIZE|^SCAN [de]\b/)]).toEqual([name, []]);
    expect([name, steps(/^SEARCH [de]\b/)]).toEqual([
      name,
      name === "document"
        ? [
            expect.stringMatching(/^SEARCH d USING PRIMARY KEY \(key=\?\)/),
            expect.stringMatching(/^SEARCH e USING PRIMARY KEY \(key=\?\)/),
          ]
        : [],
    ]);
  }
});

test("of an order's documents the one that stands for it is what the list is sorted by", async () => {
  const keys = ["order:1", "order:2", "order:3"];
  const [first, second, third] = keys.map((key) => end(key));
  document("order:1", "sales-order", "5");
  document("order:1", "invoice", "30", 0);
  document("order:1", "invoice", "20", 1);
  document("order:2", "invoice", "25");
  document("order:3", "voucher", "10");
  document("order:3", "invoice", "1");
  run(sql, "UPDATE documents SET state = 'gone' WHERE key = 'order:3' AND role = 'invoice'");
  const sorted = (down: boolean) => everything({ sort: { by: "document", down } });
  expect(await sorted(false)).toEqual([third, first, second]);
  expect(await sorted(true)).toEqual([second, first, third]);
});

/** Its document is written anew. */
const written = (key: string, at: number): void =>
  saveDocument(
    sql,
    key,
    {
      role: "invoice",
      n: 0,
      id: `invoice ${key}`,
      number: "1000",
      state: "live",
      sourceHash: `at ${at}`,
      ownedHash: null,
    },
    at,
  );

test("missing orders are read once, until a finding, one of their documents or how they count changes", () => {
  const today = { from: START, to: START + 24 * HOUR };
  const [first] = [end("order:1"), end("order:2", "booked", undefined, "7.25"), end("order:3")];
  for (const key of ["order:1", "order:2", "order:3"]) document(key, "invoice", "1000");
  const missing = (n: number) => ({
    finding: "missing" as const,
    thing: `order:${n}`,
    key: `order:${n}`,
    run: 1,
    at: 5,
  });
  for (const n of [1, 2]) saveFinding(sql, missing(n));
  ended.sumNewEnds(sql);
  let reads = 0;
  const exec = sql.exec.bind(sql);
  sql.exec = ((text: string, ...binds: never[]) => {
    if (text.includes("finding = 'missing'")) reads += 1;
    return exec(text, ...binds);
  }) as typeof exec;
  const told = () => {
    reads = 0;
    const sums = missingSums(sql, [today, today]).map(
      ({ at, outcome, n, gross }) => `${at} ${outcome}: ${n}, ${gross}`,
    );
    return [sums, reads > 0];
  };
  const both = (...of: string[]) => [0, 1].flatMap((at) => of.map((one) => `${at} ${one}`));
  expect([told(), told()]).toEqual([
    [both("booked: 2, 19750000"), true],
    [both("booked: 2, 19750000"), false],
  ]);
  // Another order's document, and how another one counts.
  written("order:3", 6);
  end("order:4");
  expect(told()).toEqual([both("booked: 2, 19750000"), false]);
  saveFinding(sql, missing(3));
  expect(told()).toEqual([both("booked: 2, 19750000"), true]);
  written("order:1", 6);
  expect(told()).toEqual([both("booked: 1, 7250000"), true]);
  end("order:2", "updated", undefined, "8.25");
  expect(told()).toEqual([both("updated: 1, 8250000"), true]);
  // It was looked at again, and not found since it was written.
  saveSources(
    sql,
    { no: 2 } as Parameters<typeof saveSources>[1],
    [{ id: 1, number: "1", date: "2026-11-24", knownState: "", sums: null } as never],
    7,
  );
  expect(told()).toEqual([both("booked: 1, 12500000", "updated: 1, 8250000"), true]);
  expect(jobs.byId(sql, first)?.outcome).toBe("booked");
  expect(() =>
    atomicallyOn(sql)(() => {
      written("order:1", 8);
      expect(told()).toEqual([both("updated: 1, 8250000"), true]);
      throw new Error("cut off");
    }),
  ).toThrow("cut off");
  expect(told()).toEqual([both("booked: 1, 12500000", "updated: 1, 8250000"), true]);
});

test("an order whose document the comparison doesn't find any more is told so, until it is written anew", async () => {
  const gone = end("order:1");
  end("order:2");
  document("order:1", "invoice", "1000");
  run(
    sql,
    `INSERT INTO reconciliation_findings (finding, thing, key, run, at)
     VALUES ('missing', 'order:1', 'order:1', 1, 5), ('amount', 'order:2', 'order:2', 1, 5)`,
  );
  const told = async () => {
    const { jobs: listed, rows } = await page(context, { rows: true, withoutPeople: true });
    return listed.map(({ key, id }) => [key, rows?.[id]?.found]);
  };
  expect(await told()).toEqual([
    ["order:2", ["amount"]],
    ["order:1", ["missing"]],
  ]);
  ended.sumNewEnds(sql);
  const today = { from: START, to: START + 24 * HOUR };
  const before = { from: START - 24 * HOUR, to: START };
  expect(missingSums(sql, [before, today])).toEqual([
    {
      at: 1,
      flow: "orders",
      outcome: "booked",
      currency: "SEK",
      n: 1,
      gross: "12500000",
      vat: "0",
    },
  ]);
  written("order:1", 6);
  expect([await told(), missingSums(sql, [today])]).toEqual([
    [
      ["order:2", ["amount"]],
      ["order:1", undefined],
    ],
    [],
  ]);
  expect(jobs.byId(sql, gone)?.outcome).toBe("booked");
});

test("a filtered list says how many fit and what they come to, whatever page it shows and however it is sorted", async () => {
  const amounts = Array.from({ length: 30 }, (_, at) => `${at % 7 === 0 ? "-" : ""}${at}.10`);
  const ids = amounts.map((gross, at) =>
    end(`order:${at}`, at % 3 === 0 ? "held" : "booked", "paid", gross),
  );
  const euro = end("order:90", "held", "paid", "0.125");
  run(sql, "UPDATE jobs SET figures = json_set(figures, '$.currency', 'EUR') WHERE id = ?", euro);
  const none = end("order:91", "held");
  run(sql, "UPDATE jobs SET figures = NULL WHERE id = ?", none);
  const held = amounts.filter((_, at) => at % 3 === 0);
  const whole = {
    count: held.length + 2,
    more: false,
    gross: [
      { currency: "EUR", gross: "0.125" },
      { currency: "SEK", gross: exact(sum(held)) },
    ],
  };
  const query = { flow: "orders", outcome: "held", newest: true, sums: true } as const;
  expect((await page(context, query)).sums).toEqual(whole);
  expect((await page(context, { ...query, sort: { by: "gross", down: true } })).sums).toEqual(
    whole,
  );
  // Of a page that isn't all of it.
  for (const sort of [undefined, { by: "gross", down: false }] as const) {
    const some = { ...query, limit: 4, ...(sort === undefined ? {} : { sort }) };
    const first = await page(context, some);
    expect(first.sums).toEqual(whole);
    const second = await page(context, { ...some, cursor: first.cursor ?? "" });
    expect(second.sums).toEqual(whole);
  }
  const { sums: unasked } = await page(context, { ...query, sums: undefined } as never);
  expect([unasked, ids.length]).toEqual([undefined, 30]);
});

test("of a search that has more than a page only that is said, and beyond ten thousand jobs that there may be more", async () => {
  for (const at of [1, 2, 3]) end(`order:7${at}`);
  const found = await page(context, { text: "7", sums: true, limit: 2 });
  expect(found.sums).toEqual({ count: 2, more: true, gross: [] });
  run(
    sql,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10100)
     INSERT INTO jobs (id, key, flow, lane, status, over, outcome, types, reasons, created_at, updated_at)
     SELECT 'z' || i, 'order:z' || i, 'orders', 'live', 'done', 1,
       CASE WHEN i % 100 = 0 THEN 'held' ELSE 'booked' END, '[]', '[]', 1, ? + i
     FROM n`,
    now,
  );
  const { sums } = await page(context, { flow: "orders", outcome: "held", sums: true, limit: 5 });
  expect(sums).toEqual({ count: 100, more: true, gross: [] });
});

/** So many done orders, newest last; every one of the first `hits` is on hold. */
function many(jobsIn: number, hits: number): void {
  run(
    sql,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO jobs (id, key, flow, lane, status, over, outcome, types, reasons, created_at, updated_at)
     SELECT printf('z%06d', i), 'order:z' || i, 'orders', 'live', 'done', 1,
       CASE WHEN i <= ? THEN 'held' ELSE 'booked' END, '[]', '[]', 1, ? + i
     FROM n`,
    jobsIn,
    hits,
    now,
  );
}

test("orders that lie behind those that are counted are told as at least the ones that the page shows", async () => {
  many(15_000, 70);
  const query = { flow: "orders", outcome: "held", sums: true } as const;
  for (const sort of [undefined, { by: "gross", down: true }] as const) {
    const found = await page(context, { ...query, ...(sort === undefined ? {} : { sort }) });
    expect([found.jobs.length, found.sums]).toEqual([50, { count: 50, more: true, gross: [] }]);
  }
});

test("an order whose write is in doubt is summed and sorted by what its row shows", async () => {
  end("order:1", "held", "paid", "10.00");
  const { id } = jobs.create(sql, {
    key: "order:2",
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: now,
    now,
  });
  jobs.update(sql, id, { status: "waiting", outcome: "in-doubt" }, now);
  const charged = { gross: "20.00", vat: "4.00", currency: "SEK" };
  run(sql, "UPDATE jobs SET facts = ? WHERE id = ?", JSON.stringify({ charged }), id);
  const whole = { count: 2, more: false, gross: [{ currency: "SEK", gross: "30.00" }] };
  const query = { flow: "orders", sums: true, sort: { by: "gross", down: true } } as const;
  const found = await page(context, query);
  expect(found.jobs.map(({ figures }) => figures?.gross)).toEqual(["20.00", "10.00"]);
  expect(found.sums).toEqual(whole);
  expect((await page(context, { ...query, limit: 1 })).sums).toEqual(whole);
  expect(
    (await page(context, { text: "20.00", amount: "20.00" })).jobs.map((job) => job.id),
  ).toEqual([id]);
});
