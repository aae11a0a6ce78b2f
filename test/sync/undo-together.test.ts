/** The API's undo of a back-fill: a sale and its credits are undone together, or they all stay. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { MANUAL } from "../../src/flows/orders/shared/link-request.ts";
import { byId, insert } from "../../src/sync/tenant/backfills/backfill-rows.ts";
import * as backfillView from "../../src/sync/tenant/backfills/backfill-view.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import { undo } from "../../src/sync/tenant/backfills/undo.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { LIVE, tenant } from "../support/take-back-world.ts";

/** A back-fill that is over: it booked the sale; its credit has this verdict of the same run. */
function over(credit: "booked" | "held" | "already" | "attached") {
  const world = tenant();
  const { made, stands, credits, context, sql } = world;
  made("order:1", LIVE, 1, { kind: "voucher.create", role: "voucher" });
  stands("order:1", "voucher");
  made("order:2", LIVE + 1, 1, { kind: "voucher.create", role: "voucher-credit" });
  credits("order:1", "order:2", "500.00");
  const row = { from: "2026-03-01", to: "2026-03-10", actor: "somebody", takeBack: null } as const;
  const of = insert(context, { ...row, of: null, state: "done" });
  const id = insert(context, { ...row, of, state: "done" });
  for (const [key, verdict] of [
    ["order:1", "booked"],
    ["order:2", credit],
  ] as const)
    sql.exec(
      `INSERT INTO backfill_orders (backfill, key, dated, state, verdict, job_id)
       VALUES (?, ?, '2026-03-09', 'done', ?, ?)`,
      id,
      key,
      verdict,
      verdict === "booked" ? (jobs.latestFor(sql, key)?.id ?? "") : "j000000000",
    );
  const feed = (): void => {
    backfills.advance(context);
    backfills.advance(context);
  };
  const list = () =>
    (backfillView.orders(context, id, {})?.orders ?? []).map(({ key, verdict, reasons }) => [
      key,
      verdict,
      reasons.map(({ code, params }) => `${code} ${String(params["stays"] ?? "")}`.trim()),
    ]);
  return { ...world, id, feed, list };
}

test.each(["held", "already", "attached"] as const)(
  "a credit that another job booked, %s by the run, keeps its sale and doesn't count as going",
  (verdict) => {
    const { context, id, sql, feed, list } = over(verdict);
    expect(undo(context, id)).toEqual({ ok: true, documents: 0 });
    feed();
    expect(list()).toEqual([
      ["order:1", "remains", ["undo-together refund"]],
      ["order:2", verdict, []],
    ]);
    sql.exec("UPDATE backfill_orders SET state = 'undo-open' WHERE key = 'order:1'");
    const job = jobs.latestFor(sql, "order:1");
    expect(job === null ? null : backfills.contextOf(sql, job)).toEqual({
      kind: "order",
      undo: true,
    });
  },
);

test("a credit that the same run undoes counts as going", () => {
  const { context, id, contextOf, feed } = over("booked");
  expect(undo(context, id)).toEqual({ ok: true, documents: 2 });
  feed();
  expect(contextOf("order:1")).toEqual({ kind: "order", undo: true, refunds: "500.00" });
  expect(byId(context.sql, id)?.state).toBe("undoing");
});

test("what is still to be undone is shown as open: no verdict is of that", () => {
  const { context, id, feed, list } = over("booked");
  undo(context, id);
  feed();
  expect(list().map(([key, verdict]) => [key, verdict])).toEqual([
    ["order:1", null],
    ["order:2", null],
  ]);
  expect(backfillView.one(context, id)?.verdicts).toEqual({});
  expect(backfillView.orders(context, id, { verdict: "with-sale" })?.orders).toEqual([]);
});

test("the answer counts what is to go, after what is kept with its sale", () => {
  const { context, id, sql, feed, list } = over("booked");
  sql.exec("UPDATE backfill_orders SET job_id = 'j000000000' WHERE key = 'order:1'");
  expect(undo(context, id)).toEqual({ ok: true, documents: 0 });
  feed();
  expect(byId(sql, id)?.state).toBe("undone");
  expect(list()[1]).toEqual(["order:2", "remains", ["undo-together sale"]]);
});

test("a credit that a person linked keeps its sale, and says itself why it stays", () => {
  const { context, id, sql, feed, list, end } = over("booked");
  sql.exec("UPDATE documents SET owned_hash = ? WHERE key = 'order:2'", MANUAL);
  expect(undo(context, id)).toEqual({ ok: true, documents: 1 });
  feed();
  end("order:2", "document-kept-by-hand");
  feed();
  expect(list()).toEqual([
    ["order:1", "remains", ["undo-together refund"]],
    ["order:2", "remains", ["document-kept-by-hand"]],
  ]);
  expect(byId(sql, id)?.state).toBe("undone");
});

const alertsOf = (sql: SqlStorage, key: string): readonly string[] =>
  all<{ reason: string }>(
    sql,
    "SELECT reason FROM alerts WHERE id = ? AND resolved_at IS NULL",
    `job ${key}`,
  ).map(({ reason }) => reason);

test("a credit that stays after its sale went is reported with both documents", () => {
  const { context, id, sql, feed, list, end, stands } = over("booked");
  undo(context, id);
  feed();
  stands("order:1", "voucher", "gone");
  end("order:1", "voucher-reversed");
  feed();
  end("order:2", "voucher-item-paid");
  feed();
  const told = reason("undo-half", { sale: "1", credit: "1", state: "gone" });
  expect(list()).toEqual([
    ["order:1", "removed", ["voucher-reversed"]],
    ["order:2", "half-undone", ["undo-half", "voucher-item-paid"]],
  ]);
  expect(alertsOf(sql, "order:2")).toEqual([JSON.stringify(told)]);
  expect(jobs.latestFor(sql, "order:2")?.outcome).toBe("needs-attention");
  expect(backfillView.one(context, id)).toMatchObject({
    state: "undone",
    verdicts: { removed: 1, "half-undone": 1 },
  });
});

test("a sale whose reversal ends in doubt is reported with the credit that is kept", () => {
  const { context, id, sql, feed, list, end } = over("booked");
  undo(context, id);
  feed();
  end("order:1", "in-doubt-needs-person");
  feed();
  const told = reason("undo-half", { sale: "1", credit: "1", state: "doubt" });
  expect(list()).toEqual([
    ["order:1", "half-undone", ["undo-half", "in-doubt-needs-person"]],
    ["order:2", "remains", ["undo-together sale"]],
  ]);
  expect(alertsOf(sql, "order:1")).toEqual([JSON.stringify(told)]);
});
