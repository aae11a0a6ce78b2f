/** Which orders count as in the ledger: those of which something stands there. */
import { beforeEach, expect, test } from "vitest";
import type { Outcome, Role } from "../../src/domain/jobs/job.ts";
import * as ended from "../../src/sync/tenant/jobs/ended.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { missingSums } from "../../src/sync/tenant/reconciliation/order-findings.ts";
import {
  bookedAttentionSums,
  creditSums,
} from "../../src/sync/tenant/reconciliation/booked-attention.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { watched } from "../../src/sync/tenant/live/live.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { keepAnswers } from "../../src/sync/tenant/storage/cached-reads.ts";
import { objectSql, objectTables } from "../support/object-sql.ts";

const START = Date.UTC(2026, 10, 24, 6);
const SPAN = { from: START, to: START + 24 * 3_600_000 };
let sql: SqlStorage;

beforeEach(() => {
  sql = objectSql();
});

function end(
  key: string,
  outcome: Outcome,
  gross = "100.00",
  reasons: readonly Reason[] = [],
): void {
  const work = { flow: "orders", lane: "live", type: "x", due: START, now: START } as const;
  const { id } = jobs.create(sql, { key, ...work });
  const figures = JSON.stringify({ gross, vat: "0.00", currency: "SEK" });
  jobs.update(
    sql,
    id,
    { status: "done", outcome, figures, reasons: JSON.stringify(reasons) },
    START,
  );
}

const document = (key: string, role: Role, state: "live" | "gone"): void =>
  journal.saveDocument(
    sql,
    key,
    { role, n: 1, id: `${role}-${key}`, number: "1", sourceHash: null, ownedHash: null, state },
    START,
  );

const counted = () => ended.sums(sql, [SPAN]).map(({ outcome, n }) => [outcome, n]);

test.each([
  ["sales-order", [["sales-order", "gone"]]],
  [
    "voucher",
    [
      ["voucher", "gone"],
      ["voucher-reversal", "live"],
    ],
  ],
] as const)("an order whose %s was deleted or taken back isn't in the ledger", (_, documents) => {
  const [role] = documents[0];
  document("order:1", role, "live");
  end("order:1", "booked");
  expect(counted()).toEqual([["booked", 1]]);
  for (const [of, state] of documents) document("order:1", of, state);
  end("order:1", "updated");
  expect(counted()).toEqual([["skipped", 1]]);
});

test("an order that was booked anew, or changed, is in the ledger as ever", () => {
  document("order:1", "voucher", "gone");
  document("order:1", "sales-order", "live");
  end("order:1", "updated");
  expect(counted()).toEqual([["updated", 1]]);
});

test("an order that needs somebody and stands in the ledger is told as both, within its span", () => {
  document("order:1", "invoice", "live");
  end("order:1", "needs-attention");
  end("order:2", "held", "50.00");
  document("order:3", "invoice", "live");
  end("order:3", "booked");
  document("order:4", "voucher", "gone");
  document("order:4", "voucher-reversal", "live");
  end("order:4", "needs-attention");
  const before = { from: START - 1, to: START };
  expect(bookedAttentionSums(sql, [before, SPAN])).toEqual([
    {
      at: 1,
      flow: "orders",
      outcome: "needs-attention",
      currency: "SEK",
      n: 1,
      gross: "100000000",
      vat: "0",
    },
  ]);
  end("order:1", "booked");
  expect(bookedAttentionSums(sql, [SPAN])).toEqual([]);
});

test("credits that need somebody are told apart, within their span", () => {
  end("order:1", "held", "100.00");
  end("order:2", "needs-attention", "-40.00");
  end("order:3", "in-doubt", "-7.00");
  end("order:4", "booked", "-1.00");
  const told = () => creditSums(sql, [SPAN]).map(({ outcome, n, gross }) => [outcome, n, gross]);
  expect(told()).toEqual([
    ["in-doubt", 1, "-7000000"],
    ["needs-attention", 1, "-40000000"],
  ]);
  end("order:2", "booked", "-40.00");
  expect(told()).toEqual([["in-doubt", 1, "-7000000"]]);
});

const standing = () => bookedAttentionSums(sql, [SPAN]).map(({ outcome, n }) => [outcome, n]);

test.each([
  reason("document-gone", { document: "1", later: false }),
  reason("document-gone-with-others", { document: "1", paid: "100.00", documents: null }),
])("an order on hold whose document somebody deleted there doesn't stand there", (why) => {
  document("order:1", "invoice", "live");
  end("order:1", "held", "100.00", [why]);
  expect(standing()).toEqual([]);
  end("order:1", "held", "100.00", [reason("order-type-not-available")]);
  expect(standing()).toEqual([["held", 1]]);
});

test("an order of which only what an edit added was deleted stands there", () => {
  document("order:1", "invoice", "live");
  end("order:1", "held", "100.00", [reason("document-gone", { document: "2", later: true })]);
  expect(standing()).toEqual([["held", 1]]);
});

test("an order that the comparison found missing doesn't stand there, until a document is written", () => {
  document("order:1", "invoice", "live");
  end("order:1", "held");
  sql.exec(
    `INSERT INTO reconciliation_findings (finding, thing, key, run, at)
     VALUES ('missing', 'order:1', 'order:1', 1, ?)`,
    START + 1,
  );
  expect(standing()).toEqual([]);
  journal.saveDocument(
    sql,
    "order:1",
    {
      role: "invoice",
      n: 1,
      id: "i",
      number: "2",
      sourceHash: null,
      ownedHash: null,
      state: "live",
    },
    START + 2,
  );
  expect(standing()).toEqual([["held", 1]]);
});

test("an order of a day whose voucher was found deleted waits for it, and isn't missing as well", () => {
  document("order:1", "voucher", "live");
  end("order:1", "booked");
  const member = `INSERT INTO day_members (key, role, n, label, day, rows, added_at, voucher)
     VALUES ('order:1', 'voucher', 1, '1', '2026-11-24', '[]', ?, '2026-11-24-1')`;
  sql.exec(member, START);
  sql.exec(
    `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at, closed_at)
     VALUES ('2026-11-24-1', '2026-11-24', 1, '[]', 1, ?1, ?1)`,
    START,
  );
  const day = (state: "live" | "gone", now: number): void =>
    journal.saveDocument(
      sql,
      "day:2026-11-24-1",
      {
        role: "day-voucher",
        n: 1,
        id: "d",
        number: "A1",
        sourceHash: "compared 2026-11-24",
        ownedHash: null,
        state,
      },
      now,
    );
  day("live", START);
  sql.exec(
    `INSERT INTO reconciliation_findings (finding, thing, key, run, at)
     VALUES ('missing', 'order:1', 'order:1', 1, ?)`,
    START + 1,
  );
  const missing = () => missingSums(sql, [SPAN]).map(({ n }) => n);
  expect([missing(), counted()]).toEqual([[1], [["booked", 1]]]);
  day("gone", START + 2);
  expect([missing(), counted()]).toEqual([[], [["waits-for-day", 1]]]);
});

test("what waits for its day is read once for all spans, and anew when an order joins or its voucher is booked", () => {
  const tables = objectTables();
  let asked = 0;
  const counted = {
    exec: (query: string, ...binds: never[]) => {
      if (query.includes("FROM day_vouchers v")) asked += 1;
      return tables.sql.exec(query, ...binds);
    },
  } as unknown as SqlStorage;
  sql = watched(counted, () => undefined);
  keepAnswers(sql);
  end("order:1", "booked");
  end("order:2", "booked");
  const HOUR = 3_600_000;
  const hours = [SPAN, { from: START, to: START + HOUR }, { from: 0, to: START }];
  const spans = [...hours, { from: START + HOUR, to: START + 24 * HOUR }];
  const sums = () =>
    ended
      .sums(sql, spans)
      .map(({ at, outcome, n, gross }) => [at, outcome, n, Number(gross) / 1_000_000]);
  const join = (key: string) =>
    run(
      sql,
      `INSERT INTO day_members (key, role, n, label, day, rows, added_at)
       VALUES (?, 'voucher', 1, '1', '2026-11-24', '[]', 0)`,
      key,
    );
  document("order:1", "voucher", "live");
  join("order:1");
  const one = [
    [0, "booked", 1, 100],
    [0, "waits-for-day", 1, 100],
    [1, "booked", 1, 100],
    [1, "waits-for-day", 1, 100],
  ];
  expect([sums(), sums(), asked]).toEqual([one, one, 1]);
  document("order:2", "voucher", "live");
  join("order:2");
  const both = [
    [0, "waits-for-day", 2, 200],
    [1, "waits-for-day", 2, 200],
  ];
  expect([sums(), sums(), asked]).toEqual([both, both, 2]);
  run(sql, "UPDATE day_members SET voucher = '2026-11-24-1'");
  journal.saveDocument(
    sql,
    "day:2026-11-24-1",
    {
      role: "day-voucher",
      n: 1,
      id: "v1",
      number: "A1",
      sourceHash: null,
      ownedHash: null,
      state: "live",
    },
    START,
  );
  expect([sums(), asked]).toEqual([
    [
      [0, "booked", 2, 200],
      [1, "booked", 2, 200],
    ],
    3,
  ]);
});

test("what stands there is read once, and anew when an order or a document changes", () => {
  const tables = objectTables();
  let asked = 0;
  const counted = {
    exec: (query: string, ...binds: never[]) => {
      if (query.includes("open_orders o")) asked += 1;
      return tables.sql.exec(query, ...binds);
    },
  } as unknown as SqlStorage;
  sql = watched(counted, () => undefined);
  keepAnswers(sql);
  const hours = [SPAN, { from: START, to: START + 3_600_000 }, { from: 0, to: START }];
  const standing = () =>
    bookedAttentionSums(sql, hours).map(({ at, outcome, n }) => [at, outcome, n]);
  document("order:1", "invoice", "live");
  end("order:1", "needs-attention");
  const one = [
    [0, "needs-attention", 1],
    [1, "needs-attention", 1],
  ];
  expect([standing(), standing(), asked]).toEqual([one, one, 1]);
  document("order:1", "invoice", "gone");
  expect([standing(), asked]).toEqual([[], 2]);
  document("order:1", "invoice", "live");
  end("order:1", "updated");
  expect([standing(), asked]).toEqual([[], 3]);
});

test("an order whose document is gone is told as that whether it counts as booked or is on hold for something else", () => {
  for (const [key, outcome] of [
    ["order:1", "booked"],
    ["order:2", "needs-attention"],
    ["order:3", "skipped"],
  ] as const) {
    end(key, outcome);
    run(
      sql,
      `INSERT INTO reconciliation_findings (finding, thing, key, run, at)
       VALUES ('missing', ?, ?, 1, ?)`,
      key,
      key,
      START + 1,
    );
  }
  const told = missingSums(sql, [SPAN]).map(({ outcome, n }) => [outcome, n]);
  expect(told).toEqual([
    ["booked", 1],
    ["needs-attention", 1],
  ]);
});
