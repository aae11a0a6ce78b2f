import { expect, test } from "vitest";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import {
  openJobs,
  heldGroups,
  heldTotal,
  openThings,
} from "../../src/sync/tenant/views/attention.ts";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import * as ended from "../../src/sync/tenant/jobs/ended.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { resolvedCauses } from "../../src/sync/tenant/views/resolved-causes.ts";
import { bareReason } from "../support/bare-reason.ts";
import { objectSql } from "../support/object-sql.ts";

const why = reason("poison", { claims: 3 });

function held(sql: SqlStorage, key: string, at: number): string {
  const { id } = jobs.create(sql, {
    key,
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: at,
    now: at,
  });
  jobs.update(sql, id, { status: "done", outcome: "held" }, at);
  alerts.raise(sql, `job ${key}`, why, id, at);
  return id;
}

test("the longest open comes first, each job once, and nothing settled", () => {
  const sql = objectSql();
  const [late, early, over] = [
    held(sql, "order:1", 300),
    held(sql, "order:2", 100),
    held(sql, "order:3", 200),
  ];
  alerts.raise(sql, "doubt order:2", why, early, 100);
  alerts.raise(sql, "tenant", why, null, 50);
  alerts.resolve(sql, "job order:3", 400);
  const ids = openJobs(sql, null).jobs.map(({ id }) => id);
  expect(ids).toEqual([early, late]);
  expect(ids).not.toContain(over);
});

test("each says since when it waits, whatever changed it meanwhile", () => {
  const sql = objectSql();
  const id = held(sql, "order:1", 100);
  jobs.update(sql, id, { wait: null }, 900);
  const page = openJobs(sql, null);
  expect([page.since, page.jobs[0]?.updatedAt]).toEqual([{ [id]: 100 }, 900]);
});

test("page by page everything comes once, also of one instant", () => {
  const sql = objectSql();
  const all = Array.from({ length: 120 }, (_, n) => held(sql, `order:${1_000 + n}`, 100 + (n % 3)));
  const knownState: string[] = [];
  let cursor: string | null = null;
  do {
    const page = openJobs(sql, cursor);
    knownState.push(...page.jobs.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== null);
  expect(knownState.toSorted()).toEqual(all.toSorted());
});

test.each(["held", "rejected", "needs-attention"] as const)(
  "a dry run that ends as %s asks nobody for anything, and an order that does so does",
  (outcome) => {
    const sql = objectSql();
    const end = (key: string, flow: jobs.JobRow["flow"]): string => {
      const job = jobs.create(sql, { key, flow, lane: "sweep", type: "dry-run", due: 1, now: 1 });
      claims.complete(
        sql,
        job,
        {
          outcome,
          reasons: [reason("article-not-found", { sku: "X", line: 1 })],
          label: "1001",
          figures: null,
          timeline: null,
          people: [],
        },
        2,
        { coalesceMs: 0 } as never,
      );
      return job.id;
    };
    const [, order] = [end("dry-run:b000001:7", "dry-run"), end("order:7", "orders")];
    expect(openJobs(sql, null).jobs.map(({ id }) => id)).toEqual([order]);
  },
);

/** An order of this article and amount that is held. */
function lacks(sql: SqlStorage, n: number, sku: string, gross: string, currency = "SEK"): string {
  const job = jobs.create(sql, {
    key: `order:${n}`,
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: n,
    now: n,
  });
  claims.complete(
    sql,
    job,
    {
      outcome: "held",
      reasons: [reason("article-not-found", { sku, line: 1 + (n % 2) })],
      label: String(n),
      figures: { gross, vat: "0", currency },
      timeline: null,
      people: [],
    },
    n,
    { coalesceMs: 0 } as never,
  );
  return job.id;
}

test("what waits is told by article with count, oldest and amounts; the shop's own alerts stand apart", () => {
  const sql = objectSql();
  lacks(sql, 100, "MUG", "1000.25");
  lacks(sql, 101, "MUG", "2141");
  const euros = lacks(sql, 102, "MUG", "10", "EUR");
  const cup = lacks(sql, 90, "CUP", "-5.5");
  alerts.raise(sql, "tenant", reason("needs-login", { vendor: "asperion" }), null, 50);
  const page = heldGroups(sql, {});
  expect(
    page.groups.map(({ thing, count, since, amounts }) => [thing, count, since, amounts]),
  ).toEqual([
    ["CUP", 1, 90, [{ currency: "SEK", gross: "-5.50" }]],
    [
      "MUG",
      3,
      100,
      [
        { currency: "EUR", gross: "10.00" },
        { currency: "SEK", gross: "3141.25" },
      ],
    ],
  ]);
  expect(page.groups[1]?.reason).toEqual(reason("article-not-found", { sku: "MUG", line: 1 }));
  expect(page.areas).toEqual([{ area: "article", count: 4 }]);
  expect(page.own.map(({ reason: { code } }) => code)).toEqual(["needs-login"]);
  const of = (thing: string) =>
    openJobs(sql, null, { cause: "article-not-found", thing }).jobs.map(({ id }) => id);
  expect([of("MUG").length, of("MUG")[0], of("CUP"), of("NONE")]).toEqual([3, euros, [cup], []]);
  alerts.resolve(sql, "job order:90", 400);
  expect(heldGroups(sql, {}).groups.map(({ thing }) => thing)).toEqual(["MUG"]);
});

test("one that is raised anew for something else is in the other group", () => {
  const sql = objectSql();
  const id = lacks(sql, 100, "MUG", "10");
  alerts.raise(sql, "job order:100", reason("article-not-found", { sku: "CUP" }), id, 200);
  expect(heldGroups(sql, {}).groups).toEqual([
    expect.objectContaining({ thing: "CUP", count: 1, since: 100 }),
  ]);
});

test("groups come page by page, each once, and of one cause alone where that is asked", () => {
  const sql = objectSql();
  for (let n = 0; n < 120; n += 1) lacks(sql, 1_000 + n, `SKU${n}`, "1");
  held(sql, "order:1", 1);
  const seen: string[] = [];
  for (let from: number | null = 0; from !== null;) {
    const page: ReturnType<typeof heldGroups> = heldGroups(sql, { from, area: "article" });
    seen.push(...page.groups.map(({ thing }) => thing));
    from = page.next;
  }
  expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
  expect(heldGroups(sql, {}).areas).toEqual([
    { area: "article", count: 120 },
    { area: "other", count: 1 },
  ]);
  const { causes } = heldGroups(sql, {});
  expect(causes.find(({ cause }) => cause === "article-not-found")?.count).toBe(120);
  const [other] = causes.filter(({ cause }) => cause !== "article-not-found");
  const of = heldGroups(sql, { code: other?.cause ?? "" });
  expect(of.groups.map(({ cause, count }) => [cause, count])).toEqual([[other?.cause, 1]]);
  expect(of.causes).toEqual(causes);
});

test("a group comes page by page, each of its rows once, in whatever currency", () => {
  const sql = objectSql();
  const all = Array.from({ length: 130 }, (_, n) =>
    lacks(sql, 1_000 + n, "MANY", "1", ["SEK", "EUR", "NOK"][n % 3]),
  );
  lacks(sql, 900, "OTHER", "1");
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = openJobs(sql, cursor, { cause: "article-not-found", thing: "MANY" });
    seen.push(...page.jobs.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== null);
  expect(seen.toSorted()).toEqual(all.toSorted());
});

const FACTS = {
  date: "2026-11-24",
  payment: "paid",
  net: "100.00",
  rates: [],
  charged: { gross: "125.00", vat: "25.00", currency: "SEK" },
};

test("an order whose first write is in doubt waits with what it comes to, and so does its row", () => {
  const sql = objectSql();
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: 0,
    now: 0,
  });
  jobs.noteLearned(sql, id, { facts: JSON.stringify(FACTS) });
  const row = jobs.byId(sql, id);
  if (row === null) throw new Error("no job");
  const parked = {
    wait: "in-doubt",
    dueMs: 1_000,
    reasons: [reason("outcome-unknown")],
    capability: null,
    countsAsTry: false,
    timeline: null,
    people: [],
  } as const;
  claims.park(sql, row, parked, 2);
  expect(heldGroups(sql, {}).groups.map(({ cause, amounts }) => [cause, amounts])).toEqual([
    ["outcome-unknown", [{ currency: "SEK", gross: "125.00" }]],
  ]);
  expect(openJobs(sql, null).jobs[0]?.figures).toEqual(FACTS.charged);
});

test.each([
  ["a write that nobody confirmed", "done", "needs-attention", "in-doubt-needs-person"],
  ["a run that broke off", "dead", "held", "poison"],
] as const)(
  "an order that ended without figures counts with what it comes to, on the inbox and on home: %s",
  (_, status, outcome, code) => {
    const sql = objectSql();
    const work = { flow: "orders", lane: "live", type: "order.created", due: 0, now: 0 } as const;
    const { id } = jobs.create(sql, { key: "order:1", ...work });
    jobs.noteLearned(sql, id, { facts: JSON.stringify(FACTS) });
    const reasons = JSON.stringify([bareReason(code)]);
    jobs.update(sql, id, { status, outcome, reasons }, 1);
    expect(jobs.byId(sql, id)?.figures).toBeNull();
    alerts.raise(sql, `held order:1`, bareReason(code), id, 2);
    expect(openJobs(sql, null).jobs[0]?.figures).toEqual(FACTS.charged);
    expect(heldGroups(sql, {}).groups.map(({ amounts }) => amounts)).toEqual([
      [{ currency: "SEK", gross: "125.00" }],
    ]);
    const sums = () => ended.sums(sql, [{ from: 0, to: 3_600_000 }]);
    expect(sums()).toMatchObject([{ outcome, currency: "SEK", n: 1, gross: "125000000" }]);
    // The shop has deleted it meanwhile.
    jobs.update(sql, id, { reasons: JSON.stringify([bareReason("order-gone")]) }, 2);
    alerts.raise(sql, `held order:1`, bareReason("order-gone"), id, 2);
    expect([openJobs(sql, null).jobs[0]?.figures, sums()]).toMatchObject([
      null,
      [{ outcome, currency: "", n: 1, gross: "0" }],
    ]);
    const counted = heldGroups(sql, {}).groups.map(({ cause, amounts }) => [cause, amounts]);
    expect(counted).toEqual([["order-gone", []]]);
  },
);

test("how much waits is read of open alerts alone, and only after one was raised or resolved", () => {
  const sql = objectSql();
  const retried = held(sql, "order:1", 100);
  for (const n of [1, 2, 3]) alerts.raise(sql, `doubt order:${n}`, why, retried, 200);
  for (const n of [2, 3]) alerts.resolve(sql, `doubt order:${n}`, 300);
  const asked: string[] = [];
  const exec = sql.exec.bind(sql);
  sql.exec = ((text: string, ...binds: never[]) => {
    if (text.includes("alerts")) asked.push(text);
    return exec(text, ...binds);
  }) as typeof exec;
  const once = () => {
    asked.length = 0;
    return [openThings(sql), asked.filter((text) => text.includes("'doubt '")).length];
  };
  expect([once(), once()]).toEqual([
    [1, 1],
    [1, 0],
  ]);
  asked.length = 0;
  alerts.resolve(sql, "job order:1", 400);
  expect([openThings(sql), once()]).toEqual([1, [1, 0]]);
  alerts.raise(sql, "job order:1", why, retried, 500);
  openThings(sql);
  const [text = ""] = asked.filter((one) => one.includes("'doubt '"));
  const plan = exec(`EXPLAIN QUERY PLAN ${text}`)
    .toArray()
    .map(({ detail }) => (typeof detail === "string" ? detail : ""));
  expect(plan).toEqual([
    expect.stringMatching(/^(SCAN|SEARCH) d USING INDEX alerts_doubts/),
    expect.stringMatching(/^SEARCH j USING PRIMARY KEY/),
  ]);
});

test("all that waits is summed up, each thing once, and approvals are left to their own list", () => {
  const sql = objectSql();
  expect(heldTotal(sql)).toEqual({ count: 0, approvals: 0, since: null, amounts: [] });
  const retried = lacks(sql, 100, "MUG", "1000.25");
  lacks(sql, 101, "CUP", "2141");
  const approved = lacks(sql, 102, "MUG", "10", "EUR");
  // It was on hold, went again, and nobody knows what became of its write.
  alerts.raise(sql, "doubt order:100", reason("outcome-unknown"), retried, 300);
  alerts.raise(
    sql,
    "job order:102",
    reason("waits-for-approval", { rule: "amount" } as never),
    approved,
    300,
  );
  alerts.raise(sql, "tenant", reason("needs-login", { vendor: "asperion" }), null, 50);
  const { groups, areas, causes, approvals } = heldGroups(sql, { approvals: false });
  expect(approvals).toBe(1);
  expect(heldTotal(sql)).toEqual({
    count: 4,
    approvals: 1,
    since: 50,
    amounts: [
      { currency: "EUR", gross: "10.00" },
      { currency: "SEK", gross: "3141.25" },
    ],
  });
  expect(openThings(sql)).toBe(4);
  for (const told of [groups, causes])
    expect(told.map(({ cause }) => cause)).not.toContain("waits-for-approval");
  expect(areas.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  const listed = (approvals: boolean) =>
    openJobs(sql, null, null, approvals).jobs.map(({ id }) => id);
  expect([listed(true).length, listed(false).includes(approved)]).toEqual([3, false]);
  expect(listed(true)).toContain(approved);
  lacks(sql, 104, "HAT", "-447");
  const withCredit = heldTotal(sql);
  expect([withCredit.amounts.at(-1), withCredit.credits]).toEqual([
    { currency: "SEK", gross: "2694.25" },
    [{ currency: "SEK", gross: "-447.00" }],
  ]);
  alerts.resolve(sql, "job order:104", 360);
  expect(heldTotal(sql).credits).toBeUndefined();
  // What is over counts no more, though the sums are kept in memory.
  alerts.resolve(sql, "job order:101", 400);
  const { count, amounts } = heldTotal(sql);
  expect([count, amounts.at(-1)]).toEqual([3, { currency: "SEK", gross: "1000.25" }]);
});

const lists = (locked: boolean, lockedTo: string | null = null) => ({
  company: { companyId: "c", name: "Demo AB", country: "SE", currency: "SEK", lockedTo },
  fiscalYears: [{ id: "y", start: "2026-01-01", end: "2026-12-31", locked, method: "invoicing" }],
});

test("a cause is over once the lists say that the books are open, or the article is there", () => {
  const sql = objectSql();
  const closed = (why: "no-year" | "year-locked" | "period-locked" | "refused") =>
    reason("period-closed", { date: "2026-11-24", why });
  const over = (one: Reason): boolean => resolvedCauses(sql, [one]).has(one);
  // Nothing is known.
  expect(over(closed("period-locked"))).toBe(false);
  cache.save(sql, lists(false, "2026-11-30") as never, 1);
  expect(over(closed("period-locked"))).toBe(false);
  cache.save(sql, lists(true) as never, 2);
  expect(over(closed("year-locked"))).toBe(false);
  cache.save(sql, lists(false) as never, 3);
  expect([over(closed("period-locked")), over(closed("no-year"))]).toEqual([true, true]);
  // The ledger refused it although its lists said that it was open.
  expect(over(closed("refused"))).toBe(false);
  expect(over(why)).toBe(false);
  const missing = reason("article-not-found", { sku: "MUG", line: 1 });
  expect(over(missing)).toBe(false);
  cache.save(sql, { articles: { MUG: { id: "a" } } } as never, 4);
  expect(over(missing)).toBe(true);
});

test("a group says that its cause is over", () => {
  const sql = objectSql();
  const missing = reason("article-not-found", { sku: "MUG", line: 1 });
  const id = held(sql, "order:1", 100);
  alerts.raise(sql, "job order:1", missing, id, 100);
  expect(heldGroups(sql, {}).groups.map(({ over }) => over)).toEqual([undefined]);
  cache.save(sql, { articles: { MUG: { id: "a" } } } as never, 4);
  expect(heldGroups(sql, {}).groups.map(({ over }) => over)).toEqual([true]);
});
