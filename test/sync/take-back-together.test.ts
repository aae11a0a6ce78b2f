/** A sale and its refunds are taken back together, or they all stay. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { byId } from "../../src/sync/tenant/backfills/backfill-rows.ts";
import * as backfillView from "../../src/sync/tenant/backfills/backfill-view.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import * as takeBacks from "../../src/sync/tenant/backfills/take-backs.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { LIVE, tenant } from "../support/take-back-world.ts";

/** A sale and its refund, both by vouchers, both made on the first day; the dry run has begun. */
function saleAndRefund() {
  const world = tenant();
  const { made, stands, credits, context } = world;
  for (const [key, at] of [
    ["order:1", LIVE],
    ["order:2", LIVE + 1],
  ] as const)
    made(key, at, 1, { kind: "voucher.create", role: "voucher" });
  stands("order:1", "voucher");
  credits("order:1", "order:2", "500.00");
  const dry = takeBacks.begin(context, { scope: { of: "first-day" }, dryRunId: null }, "somebody");
  if (!dry.ok) throw new Error(dry.kind);
  const feed = (): void => {
    backfills.advance(context);
    backfills.advance(context);
  };
  feed();
  const listOf = (id: string) =>
    (backfillView.orders(context, id, {})?.orders ?? []).map(({ key, verdict, reasons }) => [
      key,
      verdict,
      reasons.map(({ code, params }) => `${code} ${String(params["stays"] ?? "")}`.trim()),
    ]);
  return { ...world, dry: dry.id, feed, listOf };
}

test("a sale and its refund are taken back together: the sale isn't held for its refund, which follows once the sale is gone", () => {
  const { dry, end, feed, contextOf, context, sql, stands, listOf } = saleAndRefund();
  expect(contextOf(`dry-run:${dry}:1`)).toEqual({ kind: "order", undo: true, refunds: "500.00" });
  end(`dry-run:${dry}:1`, "dry-run", "voucher.create");
  end(`dry-run:${dry}:2`, "dry-run", "voucher.create");
  feed();
  expect(listOf(dry).map(([key, verdict]) => [key, verdict])).toEqual([
    ["order:1", "would-remove"],
    ["order:2", "would-remove"],
  ]);
  const run = takeBacks.begin(context, { dryRunId: dry }, "somebody");
  if (!run.ok) throw new Error(run.kind);
  feed();
  expect(contextOf("order:1")).toEqual({ kind: "order", undo: true, refunds: "500.00" });
  expect(jobs.openFor(sql, "order:2")).toBeNull();
  stands("order:1", "voucher", "gone");
  end("order:1", "voucher-reversed");
  feed();
  expect(jobs.openFor(sql, "order:2")).not.toBeNull();
  stands("order:2", "voucher-credit", "gone");
  end("order:2", "voucher-reversed");
  feed();
  expect(byId(sql, run.id)?.state).toBe("undone");
  expect(listOf(run.id).map(([, verdict]) => verdict)).toEqual(["removed", "removed"]);
});

test.each([
  ["sale", "order:1", "order:2"],
  ["refund", "order:2", "order:1"],
] as const)(
  "a %s that stays keeps its other half, and the preview says why",
  (stays, kept, other) => {
    const { dry, end, feed, listOf, context, sql } = saleAndRefund();
    end(`dry-run:${dry}:${kept.slice(6)}`, "dry-run", "needs-attention");
    end(`dry-run:${dry}:${other.slice(6)}`, "dry-run", "voucher.create");
    feed();
    const list = listOf(dry);
    expect(list.map(([, verdict]) => verdict)).toEqual(["remains", "remains"]);
    expect(list.find(([key]) => key === other)?.[2]).toEqual([`undo-together ${stays}`, "dry-run"]);
    const run = takeBacks.begin(context, { dryRunId: dry }, "somebody");
    if (!run.ok) throw new Error(run.kind);
    feed();
    expect([jobs.openFor(sql, "order:1"), jobs.openFor(sql, "order:2")]).toEqual([null, null]);
  },
);

test("a refund stays where its sale stands and isn't among what is taken back", () => {
  const { made, stands, credits, context, feed } = {
    ...tenant(),
    feed: backfills.advance,
  };
  stands("order:1", "voucher");
  made("order:2", LIVE, 1, { kind: "voucher.create", role: "voucher" });
  credits("order:1", "order:2", "500.00");
  const dry = takeBacks.begin(context, { scope: { of: "first-day" }, dryRunId: null }, "somebody");
  if (!dry.ok) throw new Error(dry.kind);
  feed(context);
  jobs.update(
    context.sql,
    jobs.openFor(context.sql, `dry-run:${dry.id}:2`)?.id ?? "",
    {
      status: "done",
      outcome: "skipped",
      due: null,
      reasons: JSON.stringify([reason("dry-run", { would: "voucher.create" })]),
    },
    LIVE,
  );
  feed(context);
  feed(context);
  const [refund] = backfillView.orders(context, dry.id, {})?.orders ?? [];
  expect([refund?.verdict, refund?.reasons[0]]).toEqual([
    "remains",
    { code: "undo-together", params: { stays: "sale" } },
  ]);
});

test("a sale that stays after all keeps its refund: nothing of the refund is begun", () => {
  const { dry, end, feed, context, sql, listOf } = saleAndRefund();
  end(`dry-run:${dry}:1`, "dry-run", "voucher.create");
  end(`dry-run:${dry}:2`, "dry-run", "voucher.create");
  feed();
  const run = takeBacks.begin(context, { dryRunId: dry }, "somebody");
  if (!run.ok) throw new Error(run.kind);
  feed();
  end("order:1", "voucher-has-credits");
  feed();
  expect(byId(sql, run.id)?.state).toBe("undone");
  expect(listOf(run.id)).toEqual([
    ["order:1", "remains", ["voucher-has-credits"]],
    ["order:2", "remains", ["undo-together sale"]],
  ]);
  expect(jobs.openFor(sql, "order:2")).toBeNull();
});
