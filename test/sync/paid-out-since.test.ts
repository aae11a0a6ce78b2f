/** A payout that is booked between the preview of a roll back and its run, or during the run. */
import { expect, test } from "vitest";
import * as backfillView from "../../src/sync/tenant/backfills/backfill-view.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import * as takeBacks from "../../src/sync/tenant/backfills/take-backs.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { LIVE, tenant } from "../support/take-back-world.ts";

/** As many as are handed in at once, and one more. */
const MANY = 41;

const SINCE = LIVE + 1;

function previewed(orders: number, creditOf: readonly (readonly [string, string])[] = []) {
  const { book, context, credits, end, sql } = tenant();
  for (let n = 1; n <= orders; n += 1) book(`order:${n}`, LIVE + n, 1);
  for (const [original, key] of creditOf) credits(original, key, "5.00");
  const feed = (): void => [1, 2].forEach(() => backfills.advance(context));
  const payout = (id: string, number: string, key: string, at: number): void => {
    sql.exec(
      `INSERT INTO payouts (id, provider, account, payout, currency, day, amount, lines, digest,
         upload, slot, actor, created_at)
       VALUES (?1, 'stripe', 'a', ?1, 'SEK', '2026-03-12', '10.00', 1, '', '', '', 'anna', 1)`,
      id,
    );
    sql.exec(
      `INSERT INTO payout_line_ids (source, line, payout, account, key, method, cents)
       VALUES ('stripe', ?1, ?1, 1580, ?2, 'CARD', 500)`,
      id,
      key,
    );
    const record = { id, number, state: "live", sourceHash: null, ownedHash: null } as const;
    journal.saveDocument(sql, `payout:${id}`, { role: "payout", n: 1, ...record }, at);
  };
  const tried = (): string => {
    const dry = takeBacks.begin(
      context,
      { scope: { of: "first-day" }, dryRunId: null },
      "somebody",
    );
    if (!dry.ok) throw new Error(dry.kind);
    for (let n = 1, open = orders; open > 0; open -= 40, n += 40) {
      feed();
      for (let one = n; one < Math.min(n + 40, orders + 1); one += 1)
        end(`dry-run:${dry.id}:${one}`, "dry-run", "voucher.create");
    }
    feed();
    return dry.id;
  };
  const run = (dryRunId: string): string => {
    const begun = takeBacks.begin(context, { dryRunId }, "somebody");
    if (!begun.ok) throw new Error(begun.kind);
    feed();
    return begun.id;
  };
  const said = (id: string, key: string) =>
    (backfillView.orders(context, id, {})?.orders ?? [])
      .filter((one) => one.key === key)
      .map(({ verdict, reasons }) => ({
        verdict,
        paid: reasons.flatMap(({ code, params }) =>
          code === "undo-paid-out" ? [params["payouts"]] : [],
        ),
      }));
  const isUnderWay = (key: string): boolean => jobs.openFor(sql, key) !== null;
  return { payout, tried, run, said, isUnderWay, feed, end };
}

test("an order that was paid out since the preview stays, and the preview says by which payout", () => {
  const { payout, tried, run, said, isUnderWay } = previewed(2);
  payout("po_0", "A7", "order:1", LIVE);
  const dry = tried();
  expect(said(dry, "order:1")).toEqual([{ verdict: "would-remove", paid: ["A7"] }]);
  payout("po_1", "A8", "order:1", SINCE);
  const id = run(dry);
  expect(said(id, "order:1")).toEqual([{ verdict: "remains", paid: ["A7, A8"] }]);
  expect(said(dry, "order:1")).toEqual([{ verdict: "would-remove", paid: ["A7, A8"] }]);
  expect([isUnderWay("order:1"), isUnderWay("order:2")]).toEqual([false, true]);
});

test("an order whose payout the preview told is taken back", () => {
  const { payout, tried, run, isUnderWay } = previewed(2);
  payout("po_1", "A8", "order:1", LIVE);
  run(tried());
  expect([isUnderWay("order:1"), isUnderWay("order:2")]).toEqual([true, true]);
});

test("an order that is paid out while others are taken back stays as well", () => {
  const { payout, tried, run, said, isUnderWay, feed, end } = previewed(MANY);
  const id = run(tried());
  // The newest go first.
  expect([isUnderWay("order:1"), isUnderWay(`order:${MANY}`)]).toEqual([false, true]);
  payout("po_1", "A8", "order:1", SINCE);
  end(`order:${MANY}`, "voucher-reversed");
  feed();
  expect(said(id, "order:1")).toEqual([{ verdict: "remains", paid: ["A8"] }]);
  expect(isUnderWay("order:1")).toBe(false);
});

test("a credit that was paid out since stays, and its sale with it", () => {
  const { payout, tried, run, isUnderWay } = previewed(2, [["order:1", "order:2"]]);
  const dry = tried();
  payout("po_1", "A8", "order:2", SINCE);
  run(dry);
  expect([isUnderWay("order:1"), isUnderWay("order:2")]).toEqual([false, false]);
});
