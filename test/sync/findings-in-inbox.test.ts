/**
 * Findings of the comparison in the inbox: an order on hold is one thing to do, whatever was found
 * of it besides, and what is mended isn't counted any more.
 */
import { beforeEach, expect, test } from "vitest";
import { amount } from "../../src/domain/money.ts";
import type { BookedContent } from "../../src/domain/orders/booked-content.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import type { Finding } from "../../src/monitor/reconciliation/facts.ts";
import * as causes from "../../src/sync/tenant/monitoring/alert-causes.ts";
import { endFindings } from "../../src/sync/tenant/monitoring/waiting-findings.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { openFindings } from "../../src/sync/tenant/reconciliation/order-findings.ts";
import * as store from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { all, type Value } from "../../src/sync/tenant/storage/sql.ts";
import { heldGroups, heldTotal, openThings } from "../../src/sync/tenant/views/attention.ts";
import { bareReason } from "../support/bare-reason.ts";
import { objectSql } from "../support/object-sql.ts";

const AT = Date.UTC(2026, 11, 1, 5);
const gone = reason("document-gone", { document: "7", later: false });
const orderJob = (key: string) => ({ id: `j ${key}`, key, flow: "orders" }) as const;
let sql: SqlStorage;

beforeEach(() => {
  sql = objectSql();
});

const find = (finding: Finding, key: string): void =>
  store.saveFinding(sql, {
    finding,
    thing: finding === "twice" ? `order second of ${key}` : key,
    key,
    number: key.slice("order:".length),
    day: "2026-11-30",
    run: 1,
    at: AT,
  });

/** The comparison ends. */
function compare(): void {
  const days = { from: "2026-11-30", to: "2026-12-01", since: 0, done: [], takenUp: 0 };
  const its = { key: "reconciliation", flow: "reconciliation", lane: "sweep" } as const;
  const { id } = jobs.create(sql, { ...its, type: "x", due: AT, now: AT });
  store.save(sql, { no: 1, jobId: id, startedAt: AT, endedAt: AT, ...days });
  causes.compared(sql, id, AT);
}

const ends = (key: string, outcome: "booked" | "updated" | "held", reasons: readonly Reason[]) =>
  causes.jobEnded(sql, orderJob(key), outcome, reasons, AT + 1);

const bookAgain = (key: string): void =>
  journal.saveDocument(
    sql,
    key,
    {
      role: "sales-order",
      n: 1,
      id: "new",
      number: "8",
      state: "live",
      sourceHash: null,
      ownedHash: null,
    },
    AT + 1,
  );

/** By finding: the orders that its alert names, as the inbox's groups, count and rows have it. */
function waiting() {
  const { groups } = heldGroups(sql, {});
  const rows = openFindings(sql, 50);
  return {
    count: openThings(sql),
    groups: groups.map(({ cause, reason: { params } }) => [cause, params["orders"] ?? null]),
    rows: rows.map(({ finding, number }) => [finding, number]),
  };
}

test("an order on hold whose document is gone is one thing to do, whichever was noticed first", () => {
  for (const first of ["held", "found"]) {
    sql = objectSql();
    const { id } = jobs.create(sql, {
      key: "order:1005",
      flow: "orders",
      lane: "live",
      type: "x",
      due: AT,
      now: AT,
    });
    const hold = () =>
      causes.jobEnded(sql, { ...orderJob("order:1005"), id }, "held", [gone], AT + 1);
    if (first === "held") hold();
    find("missing", "order:1005");
    compare();
    hold();
    expect(waiting()).toEqual({ count: 1, groups: [["document-gone", null]], rows: [] });
  }
});

test("a finding stays while its order waits for an approval only, which has a list of its own", () => {
  find("missing", "order:1");
  compare();
  const asks = bareReason("waits-for-approval");
  causes.jobEnded(sql, orderJob("order:1"), "held", [asks], AT + 1);
  expect(waiting().rows).toEqual([["missing", "1"]]);
});

test("once an order is booked again its finding is over, and the others stay", () => {
  find("missing", "order:1004");
  find("missing", "order:1005");
  compare();
  const named = (orders: string) => [["reconciliation-missing", orders]];
  expect(waiting()).toMatchObject({ count: 1, groups: named("1004, 1005") });
  bookAgain("order:1005");
  ends("order:1005", "booked", []);
  expect(waiting()).toEqual({ count: 1, groups: named("1004"), rows: [["missing", "1004"]] });
  bookAgain("order:1004");
  ends("order:1004", "booked", []);
  expect(waiting()).toEqual({ count: 0, groups: [], rows: [] });
});

test.each(["missing", "amount", "vat", "currency"] as const)(
  "a run that compared the documents and found that they agree ends what was found: %s",
  (finding) => {
    find(finding, "order:1");
    compare();
    ends("order:1", "booked", [reason("order-unchanged", { document: "7" })]);
    expect(waiting()).toMatchObject({ count: 1, rows: [[finding, "1"]] });
    ends("order:1", "booked", [reason("booked-agrees", { document: "7" })]);
    expect(waiting()).toEqual({ count: 0, groups: [], rows: [] });
  },
);

test.each(["twice", "customer"] as const)(
  "that an order agrees with its own document doesn't end what it says nothing about: %s",
  (finding) => {
    find(finding, "order:1");
    compare();
    ends("order:1", "booked", [reason("booked-agrees", { document: "7" })]);
    expect(waiting()).toMatchObject({ count: 1, rows: [[finding, "1"]] });
  },
);

test("a finding of an order on hold waits by itself again when the hold ends without mending it", () => {
  find("missing", "order:1");
  compare();
  ends("order:1", "held", [reason("payment-method-not-mapped", { method: "x" })]);
  expect(waiting().rows).toEqual([]);
  ends("order:1", "booked", []);
  expect(waiting()).toMatchObject({ count: 1, rows: [["missing", "1"]] });
});

test("a note on a document ends no finding of it, and a document that is written again does", () => {
  const content = {
    gross: amount("100.00"),
    currency: "SEK",
    pricesIncludeVat: true,
    lines: [],
  } as const;
  const save = (noted: BookedContent, at: number, sourceHash: string | null = null) =>
    journal.saveDocument(
      sql,
      "order:1",
      {
        role: "invoice",
        n: 1,
        id: "x",
        number: "8",
        state: "live",
        sourceHash,
        ownedHash: null,
        content: noted,
      },
      at,
    );
  save(content, AT - 5);
  find("amount", "order:1");
  compare();
  for (const noted of [
    { ...content, paidByOthers: amount("10.00") },
    { ...content, paidByOthers: amount("10.00"), saidBack: amount("5.00") },
    { ...content, paymentGone: true as const },
  ]) {
    save(noted, AT + 1);
    ends("order:1", "booked", []);
    expect(waiting()).toMatchObject({ count: 1, rows: [["amount", "1"]] });
  }
  save({ ...content, gross: amount("90.00") }, AT + 1);
  ends("order:1", "booked", []);
  expect(waiting()).toEqual({ count: 0, groups: [], rows: [] });
});

test.each([null, "other"])(
  "a finding ends when its document is written again as it was remembered, or of another order: %s",
  (sourceHash) => {
    const write = (hash: string | null, at: number) =>
      journal.saveDocument(
        sql,
        "order:1",
        {
          role: "sales-order",
          n: 1,
          id: "x",
          number: "8",
          state: "live",
          sourceHash: hash,
          ownedHash: null,
        },
        at,
      );
    write(null, AT - 5);
    find("amount", "order:1");
    compare();
    write(sourceHash, AT + 1);
    ends("order:1", "booked", []);
    expect(waiting().count).toBe(0);
  },
);

test("an order that a person skips is left with what was found of it", () => {
  find("missing", "order:1");
  compare();
  causes.skipped(sql, orderJob("order:1"), AT + 1);
  expect(waiting()).toEqual({ count: 0, groups: [], rows: [] });
});

test("a day that a person skips is left with what was found of its voucher", () => {
  const day = { key: "day:7", thing: "voucher v7", day: "2026-11-30", run: 1, at: AT };
  store.saveFinding(sql, { finding: "amount", number: null, ...day });
  compare();
  expect(waiting().count).toBe(1);
  causes.skipped(sql, { id: "j", key: "day:7", flow: "days" }, AT + 1);
  expect(waiting()).toEqual({ count: 0, groups: [], rows: [] });
});

test.each(["agrees", "skipped"] as const)(
  "the findings of an order are deleted by their key in the table, not looked for: %s",
  (how) => {
    const plans: string[] = [];
    const watched = {
      exec: (query: string, ...binds: Value[]) => {
        for (const { detail } of all<{ detail: string }>(
          sql,
          `EXPLAIN QUERY PLAN ${query}`,
          ...binds,
        ))
          if (detail.includes("reconciliation_findings")) plans.push(detail);
        return sql.exec(query, ...binds);
      },
    } as unknown as SqlStorage;
    endFindings(watched, "order:1", how);
    expect(plans).toEqual([
      "SEARCH reconciliation_findings USING PRIMARY KEY (finding=? AND thing=?)",
    ]);
  },
);

test("of very many findings the runs that end within a minute read them once, and the next look counts", () => {
  for (let n = 0; n < 300; n += 1) find("missing", `order:${n}`);
  const read: string[] = [];
  const exec = sql.exec.bind(sql);
  const counted = () => heldGroups(sql, {}).groups.map(({ reason: { params } }) => params["count"]);
  compare();
  expect(counted()).toEqual([300]);
  sql.exec = ((query: string, ...binds: Value[]) => {
    if (/FROM reconciliation_findings/.test(query) && query.startsWith("SELECT")) read.push(query);
    return exec(query, ...binds);
  }) as typeof exec;
  const agrees = [reason("booked-agrees", { document: "7" })];
  const end = (n: number, at: number) =>
    causes.jobEnded(sql, orderJob(`order:${n}`), "booked", agrees, at);
  for (let n = 0; n < 50; n += 1) end(n, AT + 1);
  causes.jobEnded(sql, { id: "d", key: "day:1", flow: "days" }, "booked", [], AT + 1);
  // The keys that something was found of; none of it is counted.
  expect(read).toHaveLength(1);
  expect(counted()).toEqual([300]);
  causes.comparedSince(sql, AT + 2);
  expect(counted()).toEqual([250]);
  read.length = 0;
  causes.comparedSince(sql, AT + 3);
  expect(read).toEqual([]);
  end(50, AT + 60_002);
  expect(counted()).toEqual([249]);
  end(51, AT + 60_003);
  // What is left to count is counted also where the object was started anew.
  forget(sql);
  causes.comparedSince(sql, AT + 60_004);
  expect(counted()).toEqual([248]);
});

test("while a comparison is under way its findings aren't counted yet", () => {
  compare();
  const last = store.current(sql);
  if (last === null) throw new Error("no comparison");
  store.save(sql, { ...last, endedAt: null });
  find("missing", "order:1");
  ends("order:1", "booked", []);
  expect(openThings(sql)).toBe(0);
});

test("a finding's group says what its orders come to, of those that wait alone", () => {
  const sold = (key: string, gross: string, currency = "SEK"): void => {
    sql.exec(
      `INSERT INTO reconciliation_orders (id, key, day, date, known_state, state, balance, run, at, sums)
       VALUES (?, ?, '2026-11-30', '2026-11-30', 'x', 'missing', '{}', 1, ?, ?)`,
      Number(key.slice("order:".length)),
      key,
      AT,
      JSON.stringify({ currency, gross, vat: "0", credit: false, perRate: null, lines: 1 }),
    );
    find("missing", key);
  };
  sold("order:1", "99.90");
  sold("order:2", "0.10");
  sold("order:3", "12", "EUR");
  sold("order:4", "500");
  find("amount", "order:2");
  compare();
  ends("order:4", "held", [gone]);
  const amounts = heldGroups(sql, {}).groups.map((one) => [one.cause, one.amounts]);
  expect(amounts).toContainEqual([
    "reconciliation-missing",
    [
      { currency: "EUR", gross: "12.00" },
      { currency: "SEK", gross: "100.00" },
    ],
  ]);
});

test("what waits in all comes to what was found too, each order once and credits below zero", () => {
  const sold = (id: number, gross: string, credit = false): void => {
    sql.exec(
      `INSERT INTO reconciliation_orders (id, key, day, date, known_state, state, balance, run, at, sums)
       VALUES (?, ?, '2026-11-30', '2026-11-30', 'x', 'booked', '{}', 1, ?, ?)`,
      id,
      `order:${id}`,
      AT,
      JSON.stringify({ currency: "SEK", gross, vat: "0", credit, perRate: null, lines: 1 }),
    );
    find("amount", `order:${id}`);
  };
  sold(1, "100");
  find("twice", "order:1");
  sold(2, "30", true);
  sold(3, "500");
  sold(4, "700");
  compare();
  ends("order:3", "held", [gone]);
  causes.jobEnded(sql, orderJob("order:4"), "held", [bareReason("waits-for-approval")], AT + 1);
  const { amounts, credits } = heldTotal(sql);
  expect({ amounts, credits }).toEqual({
    amounts: [{ currency: "SEK", gross: "70.00" }],
    credits: [{ currency: "SEK", gross: "-30.00" }],
  });
});
