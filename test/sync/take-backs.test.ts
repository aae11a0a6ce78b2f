/** Which orders a run takes back, and what keeps an order from being booked again by itself. */
import { expect, test } from "vitest";
import { byId } from "../../src/sync/tenant/backfills/backfill-rows.ts";
import * as backfillView from "../../src/sync/tenant/backfills/backfill-view.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import * as takeBacks from "../../src/sync/tenant/backfills/take-backs.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { give, take } from "../../src/sync/tenant/transfer/tenant-transfer.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { HOUR, LIVE, tenant } from "../support/take-back-world.ts";

test("the first day is the 24 hours after orders went live, and no other", () => {
  const { book, keysOf } = tenant();
  book("order:1", LIVE, 1);
  book("order:2", LIVE + 24 * HOUR - 1, 1);
  book("order:3", LIVE + 24 * HOUR, 1);
  expect(keysOf({ of: "first-day" })).toEqual(["order:1", "order:2"]);
});

test("days are those of the company's clock, both counted in", () => {
  const { book, keysOf } = tenant();
  // In Stockholm, an hour ahead of UTC.
  book("order:1", Date.parse("2026-03-10T22:59:59Z"), 1);
  book("order:2", Date.parse("2026-03-10T23:00:00Z"), 1);
  book("order:3", Date.parse("2026-03-11T22:59:59Z"), 1);
  book("order:4", Date.parse("2026-03-11T23:00:00Z"), 1);
  expect(keysOf({ of: "days", from: "2026-03-11", to: "2026-03-11" })).toEqual([
    "order:2",
    "order:3",
  ]);
});

test("a version is the one that the document was made with, whatever its job was planned with later", () => {
  const { book, keysOf } = tenant();
  book("order:1", LIVE, 1);
  book("order:2", LIVE, 2);
  book("order:3", LIVE, null);
  expect(keysOf({ of: "settings", version: 2 })).toEqual(["order:2"]);
  expect(keysOf({ of: "settings", version: 3 })).toBe("nothing-made");
});

test("of a version only the documents go that it made and that stand as it made them; the others are listed as kept, with why", () => {
  const { book, made, stands, context, keysOf } = tenant();
  book("order:1", LIVE, 2);
  // Deleted in the ledger, and booked again under version 3.
  made("order:2", LIVE, 2);
  stands("order:2", "sales-order", "gone");
  made("order:2", LIVE + 5, 3, { n: 2 });
  stands("order:2", "sales-order", "live", 2);
  // Written anew under version 3.
  book("order:3", LIVE, 2);
  made("order:3", LIVE + 5, 3, { kind: "order.update" });
  // A person's own stands in its place.
  made("order:4", LIVE, 2);
  stands("order:4", "sales-order", "gone");
  stands("order:4", "invoice", "live", 7);
  // Its draft is booked by now: that is the same document.
  made("order:5", LIVE, 2, { kind: "draft.create", role: "invoice-draft" });
  stands("order:5", "invoice");
  const seen = (version: number) => {
    const begun = takeBacks.begin(
      context,
      { scope: { of: "settings", version }, dryRunId: null },
      "somebody",
    );
    const id = begun.ok ? begun.id : "";
    const { orders = [] } = backfillView.orders(context, id, {}) ?? {};
    context.sql.exec("UPDATE backfills SET state = 'done' WHERE id = ?", id);
    return orders.map(({ key, verdict, jobId, reasons }) => [
      key,
      verdict,
      jobId !== null,
      reasons.map(({ code }) => code),
    ]);
  };
  const kept = ["remains", true, ["undo-otherwise"]];
  expect(seen(2)).toEqual([
    ["order:1", null, false, []],
    ["order:2", ...kept],
    ["order:3", ...kept],
    ["order:4", ...kept],
    ["order:5", null, false, []],
  ]);
  expect(seen(3)).toEqual([["order:2", null, false, []]]);
  expect(
    takeBacks.choices(context).versions.map(({ version, orders }) => [version, orders]),
  ).toEqual([
    [3, 1],
    [2, 2],
  ]);
  expect(keysOf({ of: "settings", version: 3 })).toEqual(["order:2"]);
});

test("a document of another version that came between the preview and the run is kept, with why", () => {
  const { book, made, stands, context, end, contextOf } = tenant();
  for (const n of [1, 2]) book(`order:${n}`, LIVE, 2);
  const scope = { of: "settings", version: 2 } as const;
  const dry = takeBacks.begin(context, { scope, dryRunId: null }, "somebody");
  if (!dry.ok) throw new Error(dry.kind);
  backfills.advance(context);
  for (const n of [1, 2]) end(`dry-run:${dry.id}:${n}`, "dry-run", "order.delete");
  backfills.advance(context);
  backfills.advance(context);
  made("order:2", LIVE + 5, 3, { n: 2 });
  stands("order:2", "sales-order", "gone");
  stands("order:2", "sales-order", "live", 2);
  const run = takeBacks.begin(context, { dryRunId: dry.id }, "somebody");
  if (!run.ok) throw new Error(run.kind);
  backfills.advance(context);
  expect([contextOf("order:1"), contextOf("order:2")]).toEqual([
    { kind: "order", undo: true },
    null,
  ]);
  const { orders = [] } = backfillView.orders(context, run.id, { verdict: "remains" }) ?? {};
  expect(orders.map(({ key, reasons }) => [key, reasons.map(({ code }) => code)])).toEqual([
    ["order:2", ["undo-otherwise"]],
  ]);
});

test("what a back-fill made is what its own jobs made, as far as it stands", () => {
  const { sql, book, keysOf } = tenant();
  for (const n of [1, 2, 3]) book(`order:${n}`, LIVE, 1);
  const jobOf = (key: string): string => jobs.latestFor(sql, key)?.id ?? "";
  const row = (key: string, backfill: string, jobId: string, state = "done"): void =>
    void sql.exec(
      "INSERT INTO backfill_orders (backfill, key, dated, state, job_id) VALUES (?, ?, '', ?, ?)",
      backfill,
      key,
      state,
      jobId,
    );
  row("order:1", "b1", jobOf("order:1"));
  row("order:2", "b2", jobOf("order:2"));
  row("order:3", "b1", "another job made it");
  expect(keysOf({ of: "back-fill", id: "b1" })).toEqual(["order:1"]);
  expect(keysOf({ of: "back-fill", id: "b9" })).toBe("nothing-made");
});

test("what is gone, a customer, a payment and what takes a voucher back are nothing to take back", () => {
  const { made, stands, keysOf } = tenant();
  made("order:1", LIVE, 1);
  stands("order:1", "sales-order", "gone");
  made("customer:9", LIVE, 1, { kind: "customer.create", role: "customer" });
  made("order:2", LIVE, 1, { kind: "payment.create", role: "payment" });
  stands("order:2", "invoice");
  made("order:3", LIVE, 1, { kind: "voucher.create", role: "voucher" });
  stands("order:3", "voucher", "gone");
  stands("order:3", "voucher-reversal");
  expect(keysOf({ of: "settings", version: 1 })).toBe("nothing-made");
});

test("there is to choose what stands: of the first day, and by version, the newest first", () => {
  const { book, context } = tenant();
  expect(takeBacks.choices(context)).toEqual({ firstDay: null, versions: [] });
  book("order:1", LIVE, 1);
  book("order:2", LIVE + 1, 2);
  book("order:3", LIVE + 25 * HOUR, 2);
  expect(takeBacks.choices(context)).toEqual({
    firstDay: { from: LIVE, to: LIVE + 24 * HOUR, orders: 2 },
    versions: [
      { version: 2, orders: 2, from: LIVE + 1, to: LIVE + 25 * HOUR },
      { version: 1, orders: 1, from: LIVE, to: LIVE },
    ],
  });
});

test("only what the dry run would take is taken, the newest first; until a person says so it isn't booked again", () => {
  const { book, context, sql, end, contextOf } = tenant();
  for (let n = 1; n <= 3; n += 1) book(`order:${n}`, LIVE + n, 1);
  const dry = takeBacks.begin(context, { scope: { of: "first-day" }, dryRunId: null }, "somebody");
  if (!dry.ok) throw new Error(dry.kind);
  backfills.advance(context);
  expect(contextOf(`dry-run:${dry.id}:1`)).toEqual({ kind: "order", undo: true });
  end(`dry-run:${dry.id}:1`, "dry-run", "order.delete");
  end(`dry-run:${dry.id}:2`, "dry-run", "needs-attention");
  end(`dry-run:${dry.id}:3`, "dry-run", "voucher.create");
  backfills.advance(context);
  backfills.advance(context);
  expect(byId(sql, dry.id)?.state).toBe("done");
  // A preview keeps nothing from being booked.
  expect(contextOf("order:1")).toBeNull();
  const run = takeBacks.begin(context, { dryRunId: dry.id }, "somebody");
  if (!run.ok) throw new Error(run.kind);
  backfills.advance(context);
  expect(contextOf("order:1")).toEqual({ kind: "order", undo: true });
  expect(contextOf("order:2")).toBeNull();
  expect(jobs.openFor(sql, "order:2")).toBeNull();
  end("order:1", "order-removed");
  end("order:3", "voucher-reversed");
  backfills.advance(context);
  backfills.advance(context);
  expect(byId(sql, run.id)?.state).toBe("undone");
  const kept = { kind: "order", undo: false, takenBack: run.id };
  expect([contextOf("order:1"), contextOf("order:3")]).toEqual([kept, kept]);
  expect(["order:1", "order:2"].map((key) => takeBacks.isUndone(sql, key))).toEqual([true, false]);
  takeBacks.release(sql, "order:1");
  expect(takeBacks.isUndone(sql, "order:1")).toBe(false);
  expect([contextOf("order:1"), contextOf("order:3")]).toEqual([null, kept]);
});

test("a tenant that moves takes along what was taken back: the new object books none of it by itself, until a person says so", () => {
  const { book, context, sql, end } = tenant();
  for (let n = 1; n <= 3; n += 1) book(`order:${n}`, LIVE + n, 1);
  const dry = takeBacks.begin(context, { scope: { of: "first-day" }, dryRunId: null }, "Anna Ek");
  if (!dry.ok) throw new Error(dry.kind);
  backfills.advance(context);
  end(`dry-run:${dry.id}:1`, "dry-run", "order.delete");
  end(`dry-run:${dry.id}:2`, "dry-run", "order.delete");
  end(`dry-run:${dry.id}:3`, "dry-run", "needs-attention");
  backfills.advance(context);
  backfills.advance(context);
  const run = takeBacks.begin(context, { dryRunId: dry.id }, "Anna Ek");
  if (!run.ok) throw new Error(run.kind);
  backfills.advance(context);
  end("order:1", "order-removed");
  end("order:2", "order-removed");
  backfills.advance(context);
  backfills.advance(context);
  // Released by a person before the move: one like any other.
  takeBacks.release(sql, "order:2");

  const other = tenant();
  const given = (["backfills", "backfill_orders"] as const).map((part) => {
    const page = give(context, part, null);
    if (!("rows" in page)) throw new Error(part);
    expect(take(other.context, part, page.rows)).toEqual({ ok: true });
    // Taken in twice, it is the same.
    expect(take(other.context, part, page.rows)).toEqual({ ok: true });
    return page.rows;
  });
  expect(given.map((rows) => rows.length)).toEqual([1, 1]);
  expect(JSON.stringify(given)).not.toContain("Anna");
  for (const n of [1, 2]) other.made(`order:${n}`, LIVE, null);
  expect(other.contextOf("order:1")).toEqual({ kind: "order", undo: false, takenBack: run.id });
  expect(other.contextOf("order:2")).toBeNull();
  // It is over there as well, and its id is nobody else's.
  expect(byId(other.sql, run.id)?.state).toBe("undone");
  const again = takeBacks.beginRebookingDryRun(other.context, run.id, "somebody");
  if (!again.ok) throw new Error(again.kind);
  expect(again.id > run.id).toBe(true);
  takeBacks.release(other.sql, "order:1");
  expect(other.contextOf("order:1")).toBeNull();
});

test.each([
  ["backfills", { id: "b1", of: "b000001", take_back: "{}" }],
  ["backfills", { id: "b000002", of: null, take_back: "{}" }],
  ["backfills", { id: "b000002", of: "b000001", take_back: null }],
  ["backfills", { id: "b000002", of: "b000001", take_back: "not json" }],
] as const)("rows of %s that no export gives are refused: %j", (part, row) => {
  const { context, sql } = tenant();
  const rest = { from_day: "2026-09-01", to_day: "2026-09-02", created_at: 1, ended_at: 2 };
  expect(take(context, part, [{ ...rest, ...row }])).toMatchObject({ ok: false });
  expect(all(sql, "SELECT id FROM backfills")).toEqual([]);
});

test("a share of a day that was taken out counts as undone", () => {
  const { book, context, end, sql } = tenant();
  book("order:1", LIVE, 1);
  const dry = takeBacks.begin(context, { scope: { of: "first-day" }, dryRunId: null }, "somebody");
  if (!dry.ok) throw new Error(dry.kind);
  const feed = (): void => [1, 2].forEach(() => backfills.advance(context));
  feed();
  end(`dry-run:${dry.id}:1`, "dry-run", "voucher.create");
  feed();
  const run = takeBacks.begin(context, { dryRunId: dry.id }, "somebody");
  if (!run.ok) throw new Error(run.kind);
  feed();
  end("order:1", "taken-out-of-day");
  feed();
  expect(all(sql, "SELECT verdict FROM backfill_orders WHERE backfill = ?", run.id)).toEqual([
    { verdict: "removed" },
  ]);
});

test("a preview names the booked payouts of each order that it would take back", () => {
  const { book, context, end, sql } = tenant();
  for (const n of [1, 2, 3]) book(`order:${n}`, LIVE, 1);
  const staged = (id: string, key: string): void => {
    sql.exec(
      `INSERT INTO payouts (id, provider, account, payout, currency, day, amount, lines, digest,
         upload, slot, actor, created_at)
       VALUES (?, 'stripe', 'a', ?, 'SEK', '2026-03-12', '10.00', 2, '', '', '', 'anna', 1)`,
      id,
      id,
    );
    for (const line of ["charge", "rest"])
      sql.exec(
        `INSERT INTO payout_line_ids (source, line, payout, account, key, method, cents)
         VALUES ('stripe', ?, ?, 1580, ?, 'CARD', 500)`,
        `${id} ${line}`,
        id,
        key,
      );
  };
  staged("po_1", "order:1");
  staged("po_2", "order:1");
  staged("po_3", "order:2");
  for (const [id, number] of [
    ["po_1", "A8"],
    ["po_2", "A9"],
  ] as const)
    journal.saveDocument(
      sql,
      `payout:${id}`,
      { role: "payout", n: 1, id, number, state: "live", sourceHash: null, ownedHash: null },
      1,
    );
  const dry = takeBacks.begin(context, { scope: { of: "first-day" }, dryRunId: null }, "somebody");
  if (!dry.ok) throw new Error(dry.kind);
  const feed = (): void => [1, 2].forEach(() => backfills.advance(context));
  feed();
  for (const n of [1, 2, 3]) end(`dry-run:${dry.id}:${n}`, "dry-run", "voucher.create");
  feed();
  const told = backfillView.orders(context, dry.id, {})?.orders ?? [];
  expect(
    told.map(({ key, verdict, reasons }) => [
      key,
      verdict,
      reasons.flatMap(({ code, params }) => (code === "undo-paid-out" ? [params] : [])),
    ]),
  ).toEqual([
    ["order:1", "would-remove", [{ payouts: "A8, A9", count: 2 }]],
    ["order:2", "would-remove", []],
    ["order:3", "would-remove", []],
  ]);
});

test("each order of a run has its document in the ledger beside it, as long as that stands", () => {
  const { book, made, stands, context } = tenant();
  book("order:1", LIVE, 1);
  made("order:2", LIVE, 1, { kind: "voucher.create", role: "voucher" });
  stands("order:2", "voucher");
  const run = takeBacks.begin(context, { scope: { of: "first-day" }, dryRunId: null }, "somebody");
  if (!run.ok) throw new Error(run.kind);
  const documents = () =>
    backfillView
      .orders(context, run.id, {})
      ?.orders.map(({ key, document }) => [key, document?.role, document?.number]);
  expect(documents()).toEqual([
    ["order:1", "sales-order", "1"],
    ["order:2", "voucher", "1"],
  ]);
  stands("order:1", "sales-order", "gone");
  expect(documents()).toEqual([
    ["order:1", undefined, undefined],
    ["order:2", "voucher", "1"],
  ]);
});
