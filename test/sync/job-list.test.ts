/** The list of jobs: what is found by what, as the sums have it; no call looks at everything. */
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { FlowName, Outcome } from "../../src/domain/jobs/job.ts";
import { dec, sum } from "../../src/domain/money.ts";
import { emailIdentity } from "../../src/domain/parties/party.ts";
import { type Reason, reason } from "../../src/domain/reasons/index.ts";
import { hmacs, lazyKeyring } from "../../src/store/seal.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as ended from "../../src/sync/tenant/jobs/ended.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { bareReason } from "../support/bare-reason.ts";
import { allIds } from "../support/all-jobs.ts";
import { objectSql } from "../support/object-sql.ts";

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

type End = {
  readonly flow?: FlowName;
  readonly outcome?: Outcome;
  readonly label?: string;
  readonly gross?: string;
  readonly reasons?: readonly Reason[];
  readonly articles?: readonly string[];
};

function end(
  key: string,
  { flow = "orders", outcome = "booked", label, gross, reasons = [], articles }: End = {},
): string {
  const id =
    jobs.openFor(sql, key)?.id ??
    jobs.create(sql, { key, flow, lane: "live", type: "order.updated", due: now, now }).id;
  jobs.update(
    sql,
    id,
    {
      status: "done",
      outcome,
      label: label ?? null,
      reasons: JSON.stringify(reasons),
      articles: articles?.join("\n") ?? null,
      figures: gross === undefined ? null : JSON.stringify({ gross, vat: "0.00", currency: "SEK" }),
    },
    now,
  );
  now += 1;
  return id;
}

const found = async (query: JobQuery): Promise<readonly string[]> =>
  (await page(context, query)).jobs.map(({ id }) => id);

const everything = (query: JobQuery): Promise<readonly string[]> => allIds(context, query);

test("a number, an id and what a reason names are found by a part, whatever the case, and nothing else is", async () => {
  const byNumber = end("order:7", { label: "A-1001" });
  const bySku = end("order:8", {
    label: "77",
    reasons: [reason("article-not-found", { sku: 'Mug-Blå "9"', line: 3 })],
  });
  expect(await found({ text: "a-10" })).toEqual([byNumber]);
  expect(await found({ text: 'mug-blå "9' })).toEqual([bySku]);
  expect(await found({ text: "8" })).toEqual([bySku]);
  for (const text of ["sku", "order", "code", "%", "_"])
    expect([text, await found({ text })]).toEqual([text, []]);
});

test("a reason is found by its code, wherever it stands among the job's", async () => {
  const codes = ["article-not-found"] as const;
  const told = Array.from({ length: 12 }, (_, at) => reason(at === 11 ? codes[0] : "order-booked"));
  const held = told.map((_, at) => end(`order:${at}`, { reasons: told.slice(at) }));
  end("order:99", { reasons: told.slice(0, -1) });
  expect(await found({ text: "x-y", codes })).toEqual(held.toReversed());
});

test("an order is found by an article on its lines, and by its amount, whatever its sign", async () => {
  const jobActions = end("order:1", { articles: ["DESK-1", 'Lamp "9"'], gross: "4362.50" });
  const credit = end("order:2", { articles: ["MUG"], gross: "-4362.50" });
  const told = end("order:3", {
    gross: "43625.00",
    reasons: [reason("payment-registered", { amount: "4362.50" })],
  });
  expect(await found({ text: 'lamp "9' })).toEqual([jobActions]);
  expect(await found({ text: "DESK-1\nLamp" })).toEqual([jobActions]);
  expect(await found({ text: "ESK" })).toEqual([jobActions]);
  expect((await found({ text: "4362,50", amount: "4362.50" })).toSorted()).toEqual(
    [jobActions, credit, told].toSorted(),
  );
  expect((await found({ text: "-4362,50", amount: "-4362.50" })).toSorted()).toEqual(
    [jobActions, credit].toSorted(),
  );
  expect(await found({ text: "4362,00", amount: "4362.00" })).toEqual([]);
});

test("a reason is found by its words together with what it names, and not by what another one names", async () => {
  const right = end("order:1", {
    reasons: [
      bareReason("order-booked"),
      { code: "payment-registered", params: { invoice: "1001", amount: "5.00" } },
    ],
  });
  end("order:2", {
    reasons: [
      { code: "payment-registered", params: { invoice: "2002", amount: "1001.00" } },
      bareReason("order-booked", { number: "1001" }),
    ],
  });
  const named = [
    { code: "payment-registered", params: [{ name: "invoice", parts: ["1001", "1001.00"] }] },
  ];
  expect(await found({ text: "invoice 1001", named })).toEqual([right]);
  expect(
    await found({
      text: "invoice 1001",
      named: [
        {
          code: "payment-registered",
          params: [
            { name: "invoice", parts: ["1001"] },
            { name: "amount", parts: ["6"] },
          ],
        },
      ],
    }),
  ).toEqual([]);
});

test("an article is found by its name", async () => {
  const mug = end("product:p-1", { flow: "products", label: "100" });
  end("product:p-2", { flow: "products", label: "200" });
  run(
    sql,
    "INSERT INTO products (id, active, product, fields, pass, updated_at) VALUES ('p-1', 1, ?, '{}', 1, 1), ('p-2', 1, ?, '{}', 1, 1)",
    JSON.stringify({ name: "Kaffemugg" }),
    JSON.stringify({ name: "Tekanna" }),
  );
  expect(await found({ flow: "products", text: "kaffe" })).toEqual([mug]);
});

test("whom an order is about is found by the whole e-mail address alone, through its keyed hash", async () => {
  const id = end("order:1");
  end("order:2");
  const [hash] = await hmacs(await keyring(), emailIdentity("anna@example.com"));
  payloads.add(
    sql,
    id,
    {
      timeline: { keyId: "k1", bytes: new Uint8Array([1]) },
      people: [`${hash?.keyId}:${hash?.hmac}`],
    },
    now,
  );
  expect(await found({ text: " Anna@Example.com " })).toEqual([id]);
  expect(await found({ text: "anna@example.co" })).toEqual([]);
  payloads.forget(sql, id);
  expect(await found({ text: "anna@example.com" })).toEqual([]);
});

test("what the key begins with narrows the list, and no key that merely follows it", async () => {
  const [one] = [
    end("dry-run:asked:j1:7", { outcome: "skipped" }),
    end("dry-run:asked:j10:7", { outcome: "skipped" }),
    end("order:1", { outcome: "held" }),
  ];
  expect(await found({ under: "dry-run:asked:j1:" })).toEqual([one]);
});

test("each order stands there once, as it is now, where that is asked for", async () => {
  end("order:1", { outcome: "held" });
  const other = end("order:2", { outcome: "held" });
  const newest = end("order:1", { outcome: "booked" });
  expect(await found({ newest: true })).toEqual([newest, other]);
  expect(await found({ newest: true, outcome: "held" })).toEqual([other]);
});

test("a call looks at so many jobs and no more; the next goes on where it stopped, and nothing is left out or told twice", async () => {
  const rows = Array.from({ length: 45_000 }, (_, n) => ({
    id: `j${String(n).padStart(9, "0")}`,
    n,
  }));
  run(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, over, outcome, types, reasons, label, created_at, updated_at)
       SELECT json_extract(value, '$.id'), 'order:' || json_extract(value, '$.n'), 'orders', 'live', 'done', 1, 'booked', '[]', '[]', 'N' || json_extract(value, '$.n'), 1, 1000 + json_extract(value, '$.n') / 3 FROM json_each(?)`,
    JSON.stringify(rows),
  );
  const first = await page(context, { text: "N12" });
  expect([first.jobs.length, first.cursor === null]).toEqual([0, false]);
  // 25,000 of the 45,000 weren't looked at, three of them changed in each millisecond.
  expect(first.stoppedAt).toBe(1_000 + Math.floor(25_000 / 3));
  // The second stands just where the first call stops.
  for (const text of ["N12", "N25"])
    expect((await everything({ text, limit: 100 })).toSorted()).toEqual(
      rows.filter(({ n }) => `N${n}`.includes(text)).map(({ id }) => id),
    );
});

test("a list reads no more than it shows where that is there, and finds a key's looks by the key", async () => {
  const plans: string[] = [];
  const exec = (query: string, ...binds: (string | number | null)[]) => {
    if (/UNION ALL|NOT INDEXED/.test(query))
      plans.push(
        all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${query}`, ...binds)
          .map(({ detail }) => detail)
          .join("; "),
      );
    return sql.exec(query, ...binds);
  };
  const watched = { ...context, sql: { exec } as unknown as SqlStorage };
  for (let n = 0; n < 3; n += 1) end(`order:${n}`);
  await page(watched, { flow: "orders", limit: 2 });
  expect(plans).toHaveLength(1);
  const [, open = "", over = ""] = plans[0]?.split(/LEFT; |RIGHT; /) ?? [];
  expect(open).toContain("SCAN j USING INDEX jobs_next");
  expect(over).toMatch(/^SCAN j USING INDEX jobs_over; SCAN j$/);
  await page(watched, { flow: "orders", ended: { from: START, to: START + HOUR }, limit: 2 });
  expect(plans[1]).toContain("SEARCH j USING INDEX jobs_over (updated_at>?)");
  await page(watched, { key: "order:1" });
  expect(plans[2]).toContain("SEARCH j USING INDEX jobs_key (key=?)");
  plans.length = 0;
  await page(watched, { flow: "products" });
  const others = expect.stringContaining("USING INDEX jobs_others (flow=?)");
  expect(plans).toEqual([others, others]);
  plans.length = 0;
  await page(watched, { flow: "orders", text: "rare" });
  expect(plans).toEqual([expect.stringMatching(/^SCAN j; .*USE TEMP B-TREE FOR ORDER BY$/)]);
});

const act = fc.record({
  key: fc.integer({ min: 1, max: 8 }),
  outcome: fc.constantFrom<Outcome>("booked", "updated", "held"),
  hours: fc.integer({ min: 0, max: 9 }),
  gross: fc.integer({ min: -9_999, max: 9_999 }).map((cents) => dec(cents).div(100).toFixed(2)),
});

test("what the list shows of a day and an outcome is what the dashboard sums, to the cent", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      sql = objectSql();
      context = { ...context, sql };
      now = START;
      for (const { key, hours, ...is } of acts) {
        now += hours * HOUR;
        end(`order:${key}`, is);
      }
      for (let day = 0; day < 4; day += 1)
        for (const outcome of ["booked", "updated", "held"] as const) {
          const span = { from: START + (day * 24 - 6) * HOUR, to: START + (day * 24 + 18) * HOUR };
          const listed = (
            await page(context, { flow: "orders", outcome, ended: span, newest: true })
          ).jobs;
          const told = ended.sums(sql, [span]).filter((row) => row.outcome === outcome);
          expect(told.reduce((total, { n }) => total + n, 0)).toBe(listed.length);
          expect(sum(told.map(({ gross }) => dec(gross).div(1_000_000))).toFixed(2)).toBe(
            sum(listed.map(({ figures }) => figures?.gross ?? "0")).toFixed(2),
          );
        }
    }),
    { numRuns: 60 },
  );
});

function dated(key: string, label: string, date: string, gross: string): string {
  const id = end(key, { label, gross });
  const facts = { date, payment: gross === "0.00" ? "open" : "paid", net: gross, rates: [] };
  run(sql, "UPDATE jobs SET facts = ? WHERE id = ?", JSON.stringify(facts), id);
  return id;
}

test("the order of that number comes first, once, whatever else is found and however it is sorted", async () => {
  const exact = dated("order:1", "1007", "2026-11-01", "1.00");
  const others = [11_007, 10_070, 10_071].map((label) =>
    dated(`order:${label}`, String(label), "2026-11-02", "2.00"),
  );
  const asked = { text: "1007", number: "1007" };
  expect(await found(asked)).toEqual([exact, ...others.toReversed()]);
  expect(await everything({ ...asked, limit: 2 })).toEqual([exact, ...others.toReversed()]);
  expect((await found({ ...asked, sort: { by: "gross", down: true } }))[0]).toBe(exact);
  expect(await found({ ...asked, outcome: "held" })).toEqual([]);
});

test("sorted by number, date or amount what is missing comes last, and pages follow each other", async () => {
  const nothing = end("order:9");
  const small = dated("order:1", "99", "2026-11-03", "-5.00");
  const large = dated("order:2", "1000", "2026-11-01", "1000.00");
  const middle = dated("order:3", "100", "2026-11-02", "20.50");
  for (const [by, upward] of [
    ["number", [small, middle, large]],
    ["date", [large, middle, small]],
    ["gross", [small, middle, large]],
  ] as const) {
    const sorted = (down: boolean) => everything({ sort: { by, down }, limit: 1 });
    expect([by, await sorted(false)]).toEqual([by, [...upward, nothing]]);
    expect([by, await sorted(true)]).toEqual([by, [...upward.toReversed(), nothing]]);
  }
});

test("orders are narrowed to their own dates and to how they are paid", async () => {
  dated("order:1", "1", "2026-10-31", "1.00");
  const first = dated("order:2", "2", "2026-11-01", "1.00");
  const last = dated("order:3", "3", "2026-11-30", "0.00");
  dated("order:4", "4", "2026-12-01", "1.00");
  end("order:5");
  const november = { dated: { from: "2026-11-01", to: "2026-11-30" } };
  expect(await found(november)).toEqual([last, first]);
  expect(await found({ ...november, payment: "open" })).toEqual([last]);
});

test("an order is found by the whole number of its document, and shows the one that stands for it", async () => {
  const id = end("order:1");
  const other = end("order:2");
  const save = (role: string, number: string, state: string) =>
    run(
      sql,
      "INSERT INTO documents (key, role, n, id, number, state, updated_at) VALUES ('order:1', ?, 1, ?, ?, ?, 0)",
      role,
      role,
      number,
      state,
    );
  save("sales-order", "52", "live");
  save("invoice", "4711", "live");
  save("invoice-draft", "4700", "gone");
  expect(await found({ text: "4711" })).toEqual([id]);
  expect(await found({ text: "471" })).toEqual([]);
  const { rows } = await page(context, { rows: true, withoutPeople: true });
  expect([rows?.[id]?.document, rows?.[other]?.document]).toEqual([
    { role: "invoice", id: "invoice", number: "4711" },
    null,
  ]);
});

test("who waits for a person waits since the alert was raised", async () => {
  const id = end("order:1", { outcome: "held" });
  const done = end("order:2");
  run(
    sql,
    `INSERT INTO alerts (id, reason, job_id, since, cause, thing, currency)
     VALUES ('job order:1', '{}', ?, 77, 'a cause', '', '')`,
    id,
  );
  const { rows } = await page(context, { rows: true, withoutPeople: true });
  expect([rows?.[id]?.waitsSince, rows?.[done]?.waitsSince]).toEqual([77, null]);
});
