/** How things came to stand, counted once each, whatever is repeated or deleted. */
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { FlowName, Outcome } from "../../src/domain/jobs/job.ts";
import { amount, dec, sum } from "../../src/domain/money.ts";
import { type Reason, reason } from "../../src/domain/reasons/index.ts";
import type { Span } from "../../src/sync/contract/index.ts";
import * as ended from "../../src/sync/tenant/jobs/ended.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { bareReason } from "../support/bare-reason.ts";
import { objectSql } from "../support/object-sql.ts";
import { byText } from "../support/sorted.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 24, 6);
let sql: SqlStorage;
let now = START;

beforeEach(() => {
  sql = objectSql();
  now = START;
});

type End = {
  readonly outcome: Outcome;
  readonly gross?: string;
  readonly vat?: string;
  readonly currency?: string;
};

function begin(key: string, flow: FlowName = "orders"): string {
  return (
    jobs.openFor(sql, key)?.id ??
    jobs.create(sql, { key, flow, lane: "live", type: "order.updated", due: now, now }).id
  );
}

function end(
  key: string,
  { outcome, gross, vat = "0.00", currency = "SEK" }: End,
  flow: FlowName = "orders",
): string {
  const id = begin(key, flow);
  jobs.update(
    sql,
    id,
    {
      status: "done",
      outcome,
      figures: gross === undefined ? null : JSON.stringify({ gross, vat, currency }),
    },
    now,
  );
  return id;
}

const told = (from = START, to = START + 24 * HOUR) =>
  ended
    .sums(sql, [{ from, to }])
    .map(({ flow, outcome, currency, n, gross, vat }) => [
      flow,
      outcome,
      currency,
      n,
      amount(dec(gross).div(1_000_000), 2),
      amount(dec(vat).div(1_000_000), 2),
    ])
    .toSorted(byText);

const waited = () =>
  ended
    .waitSums(sql, [{ from: START, to: START + 72 * HOUR }])
    .waits.map(({ within, n }) => [within, n])
    .toSorted(byText);

test("an order that is booked tells how long it waited, once, since the first word of it", () => {
  begin("order:1");
  now += 59_000;
  end("order:1", { outcome: "booked", gross: "1.00" });
  begin("order:2");
  now += 15 * 60_000;
  end("order:2", { outcome: "booked", gross: "1.00" });
  // Changed later: it was in the ledger before.
  end("order:2", { outcome: "updated", gross: "2.00" });
  end("debtor:7", { outcome: "booked" }, "customers");
  end("order:3", { outcome: "skipped", gross: "1.00" });
  expect(waited()).toEqual([
    [1, 1],
    [15, 1],
  ]);
  // Held first, and booked by a run of its own a day later.
  end("order:4", { outcome: "held", gross: "1.00" });
  now += 25 * HOUR;
  end("order:4", { outcome: "booked", gross: "1.00" });
  // Of one that was skipped, what counts is that it is in the ledger now.
  end("order:3", { outcome: "updated", gross: "1.00" });
  expect(waited()).toEqual([
    [1, 1],
    [15, 1],
    [null, 2],
  ]);
});

test("an order that comes to need somebody tells why by the kind of its reason, once, whatever becomes of it", () => {
  const why = (key: string, outcome: Outcome, reasons: readonly Reason[], flow?: FlowName) => {
    const id = begin(key, flow);
    jobs.update(sql, id, { status: "done", outcome, reasons: JSON.stringify(reasons) }, now);
  };
  const noArticle = reason("article-not-found", { sku: "MUG", line: 1 });
  const noCode = reason("vat-code-unknown", { vatCode: "Z9", line: 1 });
  why("order:1", "held", [noArticle]);
  // Another reason, still the same need: it came up once.
  why("order:1", "needs-attention", [noCode]);
  why("order:2", "booked", [bareReason("order-booked", { number: "7" })]);
  why("debtor:3", "held", [reason("customer-inactive", { customer: "7" })], "customers");
  now += 24 * HOUR;
  why("order:1", "booked", []);
  why("order:4", "rejected", [noCode, noArticle]);
  now += 24 * HOUR;
  // Booked, and on hold again after an edit.
  why("order:1", "held", [noCode]);
  const days = [0, 1, 2].map((day) => ({
    from: START + day * 24 * HOUR,
    to: START + (day + 1) * 24 * HOUR,
  }));
  const { waits, causes } = ended.waitSums(sql, days);
  expect(causes.toSorted(byText)).toEqual([
    { at: 0, area: "article", n: 1 },
    { at: 1, area: "vat", n: 1 },
    { at: 2, area: "vat", n: 1 },
  ]);
  // How long orders waited is counted beside it, and neither knows the other's.
  expect(waits.map(({ at }) => at)).toEqual([0, 1]);
});

test("an order that corrects the shop's stock counts as none", () => {
  const id = begin("order:1");
  const reasons = JSON.stringify([bareReason("stock-correction-order")]);
  jobs.update(sql, id, { status: "done", outcome: "skipped", reasons }, now);
  end("order:2", { outcome: "skipped", gross: "1.00" });
  expect(told()).toEqual([["orders", "skipped", "SEK", 1, "1.00", "0.00"]]);
});

test("each order counts once, with its amounts and its currency", () => {
  end("order:1", { outcome: "booked", gross: "100.10", vat: "20.02" });
  end("order:2", { outcome: "booked", gross: "0.20", vat: "0.04" });
  end("order:3", { outcome: "booked", gross: "9.99", currency: "EUR" });
  end("order:4", { outcome: "held", gross: "-5.00" });
  expect(told()).toEqual([
    ["orders", "booked", "EUR", 1, "9.99", "0.00"],
    ["orders", "booked", "SEK", 2, "100.30", "20.06"],
    ["orders", "held", "SEK", 1, "-5.00", "0.00"],
  ]);
});

test("a look that finds nothing new leaves an order on its day, and one that changes it moves it with its new amount", () => {
  end("order:1", { outcome: "booked", gross: "100.00" });
  now += 24 * HOUR;
  end("order:1", { outcome: "booked", gross: "100.00" });
  expect(told()).toEqual([["orders", "booked", "SEK", 1, "100.00", "0.00"]]);
  end("order:1", { outcome: "updated", gross: "80.00" });
  expect(told()).toEqual([]);
  expect(told(START + 24 * HOUR, START + 48 * HOUR)).toEqual([
    ["orders", "updated", "SEK", 1, "80.00", "0.00"],
  ]);
  // Its amount alone moves it too: the pages say so.
  now += 24 * HOUR;
  end("order:1", { outcome: "updated", gross: "70.00" });
  expect(told(START + 24 * HOUR, START + 48 * HOUR)).toEqual([]);
  expect(told(START + 48 * HOUR, START + 72 * HOUR)).toEqual([
    ["orders", "updated", "SEK", 1, "70.00", "0.00"],
  ]);
});

test("what is held and then booked is no longer counted as held; while it runs again it stands where it stood", () => {
  const id = end("order:1", { outcome: "held", gross: "100.00" });
  jobs.update(sql, id, { status: "queued" }, now);
  jobs.update(sql, id, { status: "running", claim: 2 }, now);
  expect(told()).toEqual([["orders", "held", "SEK", 1, "100.00", "0.00"]]);
  now += HOUR;
  end("order:1", { outcome: "booked", gross: "100.00" });
  expect(told()).toEqual([["orders", "booked", "SEK", 1, "100.00", "0.00"]]);
});

test("a change of a job that isn't its order's newest counts for nothing", () => {
  const older = end("order:1", { outcome: "held", gross: "1.00" });
  now += HOUR;
  end("order:1", { outcome: "booked", gross: "1.00" });
  jobs.update(sql, older, { outcome: "skipped" }, now);
  expect(told()).toEqual([["orders", "booked", "SEK", 1, "1.00", "0.00"]]);
});

test("customers and articles are counted, stock by its runs, and what only looks or rehearses isn't", () => {
  end("debtor:7", { outcome: "updated" }, "customers");
  end("product:a", { outcome: "updated" }, "products");
  end("stock", { outcome: "updated" }, "stock");
  now += HOUR;
  end("stock", { outcome: "updated" }, "stock");
  end("sweep:debtors", { outcome: "updated" }, "customers");
  end("products", { outcome: "updated" }, "products");
  end("dry-run:order:1", { outcome: "skipped", gross: "1.00" }, "dry-run");
  end("sweep:orders", { outcome: "updated" }, "order-sweep");
  expect(told()).toEqual([
    ["customers", "updated", "", 1, "0.00", "0.00"],
    ["products", "updated", "", 1, "0.00", "0.00"],
    ["stock", "updated", "", 2, "0.00", "0.00"],
  ]);
});

test("what retention deletes stays counted, and a run of stock leaves nothing else behind", () => {
  end("order:1", { outcome: "booked", gross: "1.00" });
  end("stock", { outcome: "updated" }, "stock");
  jobs.remove(
    sql,
    all<{ id: string }>(sql, "SELECT id FROM jobs").map(({ id }) => id),
  );
  expect(told()).toEqual([
    ["orders", "booked", "SEK", 1, "1.00", "0.00"],
    ["stock", "updated", "", 1, "0.00", "0.00"],
  ]);
  expect(all(sql, "SELECT key FROM keys WHERE outcome IS NOT NULL")).toEqual([{ key: "order:1" }]);
});

test("sums older than a year and a month go; an order of them that changes later is counted where it changes", () => {
  end("order:1", { outcome: "booked", gross: "1.00" });
  now += 500 * 24 * HOUR;
  ended.forget(sql, now);
  expect(told()).toEqual([]);
  end("order:1", { outcome: "updated", gross: "2.00" });
  ended.forget(sql, now);
  expect(told(now, now + HOUR)).toEqual([["orders", "updated", "SEK", 1, "2.00", "0.00"]]);
  expect(told()).toEqual([]);
});

const outcome = fc.constantFrom<Outcome>("booked", "updated", "held", "skipped");
const figure = fc.integer({ min: -99_999_999, max: 99_999_999 }).chain((units) =>
  fc.constantFrom(0, 1, 2, 4).map((places) =>
    dec(units)
      .div(10 ** places)
      .toFixed(places),
  ),
);
const act = fc.record({
  key: fc.integer({ min: 1, max: 6 }),
  outcome,
  gross: figure,
  vat: figure,
  currency: fc.constantFrom("SEK", "EUR"),
  hours: fc.integer({ min: 0, max: 5 }),
  retry: fc.boolean(),
});

test("whatever happens in whatever order, the sums are those of where each order stands", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      sql = objectSql();
      now = START;
      for (const { key, hours, retry, ...is } of acts) {
        now += hours * HOUR;
        const latest = jobs.latestFor(sql, `order:${key}`);
        if (retry && latest !== null && !jobs.isOpen(latest))
          jobs.update(sql, latest.id, { status: "queued" }, now);
        end(`order:${key}`, is);
      }
      const standing = all<{ figures: string; outcome: string }>(
        sql,
        "SELECT j.figures, j.outcome FROM jobs j WHERE NOT EXISTS (SELECT 1 FROM jobs n WHERE n.key = j.key AND n.id > j.id)",
      );
      const found = ended.sums(sql, [{ from: START, to: now + HOUR }]);
      expect(found.reduce((total, row) => total + row.n, 0)).toBe(standing.length);
      expect(sum(found.map(({ gross }) => dec(gross).div(1_000_000))).toFixed(4)).toBe(
        sum(
          standing.map(({ figures }) => (JSON.parse(figures) as { gross: string }).gross),
        ).toFixed(4),
      );
      expect(sum(found.map(({ vat }) => dec(vat).div(1_000_000))).toFixed(4)).toBe(
        sum(standing.map(({ figures }) => (JSON.parse(figures) as { vat: string }).vat)).toFixed(4),
      );
    }),
    { numRuns: 60 },
  );
});

/** Few outcomes and few hours, so that several orders stand in one sum. */
const crowded = fc.record({
  what: fc.constant("end" as const),
  key: fc.integer({ min: 1, max: 6 }),
  outcome: fc.constantFrom<Outcome>("booked", "held"),
  gross: fc.constant("1.00"),
  hours: fc.constantFrom(0, 0, 1, 30),
});
const asDays = fc.array(
  fc.oneof(
    crowded,
    crowded,
    fc.record({ what: fc.constantFrom("ask" as const, "forget" as const) }),
  ),
  { minLength: 5, maxLength: 40 },
);

/** As if nothing was kept. */
function anew(spans: readonly Span[]) {
  const rows = all<{ from_hour: number; to_hour: number; sums: string; told: string | null }>(
    sql,
    "SELECT * FROM ended_days",
  );
  run(sql, "DELETE FROM ended_days");
  const found = { sums: ended.sums(sql, spans), ...ended.waitSums(sql, spans) };
  for (const { from_hour, to_hour, sums: kept, told: toldThen } of rows)
    run(
      sql,
      "INSERT INTO ended_days (from_hour, to_hour, sums, told) VALUES (?, ?, ?, ?)",
      from_hour,
      to_hour,
      kept,
      toldThen,
    );
  return found;
}

test("sums of days that are kept are those that would be made anew, whatever changes before and after they are asked for", () => {
  fc.assert(
    fc.property(asDays, fc.constantFrom(23, 24, 25), (acts, hours) => {
      sql = objectSql();
      now = START;
      for (const one of acts) {
        if (one.what === "end") {
          now += one.hours * HOUR;
          end(`order:${one.key}`, one);
        } else if (one.what === "forget")
          run(sql, "DELETE FROM ended_hours WHERE hour < ?", Math.floor(now / HOUR) - 30);
        const spans = Array.from({ length: 12 }, (_, day) => ({
          from: START - (START % HOUR) + day * hours * HOUR,
          to: START - (START % HOUR) + (day + 1) * hours * HOUR,
        }));
        if (one.what !== "end")
          expect({
            sums: ended.sums(sql, spans, now),
            ...ended.waitSums(sql, spans, now),
          }).toEqual(anew(spans));
      }
    }),
    { numRuns: 80 },
  );
});

test("a day that is over is made of its hours once, and again only when one of them changes", () => {
  end("order:1", { outcome: "booked", gross: "1.00" });
  const day = { from: START, to: START + 24 * HOUR };
  now = START + 30 * HOUR;
  const notifiedAgain = () => ended.sums(sql, [day], now);
  expect(notifiedAgain()).toHaveLength(1);
  run(sql, "UPDATE ended_days SET sums = replace(sums, 'booked', 'as it was kept')");
  expect(notifiedAgain().map((row) => row.outcome)).toEqual(["as it was kept"]);
  end("order:1", { outcome: "held", gross: "1.00" });
  expect(notifiedAgain()).toEqual([]);
  now = START + 60 * HOUR;
  const both = [day, { from: day.to, to: day.to + 24 * HOUR }];
  expect(ended.sums(sql, both, now).map(({ at, outcome }) => [at, outcome])).toEqual([[1, "held"]]);
});

test("why orders needed somebody is kept with the day, and made again when one came back to where it stood within the hour", () => {
  const day = { from: START, to: START + 24 * HOUR };
  const held = () => {
    ended.sums(sql, [day], START + 30 * HOUR);
    const { causes } = ended.waitSums(sql, [day], START + 30 * HOUR);
    return causes.reduce((sum, { n }) => sum + n, 0);
  };
  end("order:1", { outcome: "held", gross: "1.00" });
  end("order:1", { outcome: "booked", gross: "1.00" });
  end("order:2", { outcome: "booked", gross: "1.00" });
  expect(held()).toBe(1);
  run(sql, "UPDATE ended_days SET told = replace(told, '\"n\":1', '\"n\":8')");
  expect(held()).toBe(8);
  // Summed together: no sum of the hour is another one after these.
  end("order:2", { outcome: "held", gross: "1.00" });
  end("order:2", { outcome: "booked", gross: "1.00" });
  expect(held()).toBe(2);
});

test("today isn't kept, nor is what is longer than a day; what is older than the sums goes with them", () => {
  end("order:1", { outcome: "booked", gross: "1.00" });
  const kept = (): number => all(sql, "SELECT 1 AS one FROM ended_days").length;
  ended.sums(sql, [{ from: START, to: START + 24 * HOUR }], START + HOUR);
  ended.sums(sql, [{ from: START, to: START + 26 * HOUR }], START + 100 * HOUR);
  expect(kept()).toBe(0);
  ended.sums(
    sql,
    [
      { from: START - 24 * HOUR, to: START },
      { from: START, to: START + 24 * HOUR },
    ],
    START + 100 * HOUR,
  );
  expect(kept()).toBe(2);
  ended.forget(sql, START + 500 * 24 * HOUR);
  expect(kept()).toBe(0);
});
