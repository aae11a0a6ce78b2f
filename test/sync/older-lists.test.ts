/** Daily vouchers and payouts of years ago are reached from their lists, page by page. */
import { expect, test } from "vitest";
import { DAYS_PER_PAGE } from "../../src/sync/contract/days.ts";
import { PAYOUTS_PER_PAGE } from "../../src/sync/contract/payouts.ts";
import * as days from "../../src/sync/tenant/days/day-views.ts";
import * as payouts from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";
import { payoutShop } from "./payouts.kit.ts";

const dayOf = (n: number): string =>
  new Date(Date.parse("2026-11-24") - n * 86_400_000).toISOString().slice(0, 10);

test("days", async () => {
  const { sql, object } = await tenantInNode();
  const all = Array.from({ length: 2 * DAYS_PER_PAGE + 5 }, (_, n) => dayOf(n));
  for (const day of all)
    run(
      sql,
      `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at, closed_at)
       VALUES (?, ?, 1, '[]', 1, 1, 1)`,
      `${day}-1`,
      day,
    );
  const context = object.inside();
  const pages = [0, 1, 2, 3].map((page) => days.list(context, page));
  expect(pages.map(({ total, vouchers }) => [total, vouchers.length])).toEqual([
    [205, 100],
    [205, 100],
    [205, 5],
    [205, 0],
  ]);
  expect(pages.flatMap(({ vouchers }) => vouchers.map(({ day }) => day))).toEqual(all);
});

test("payouts", async () => {
  const { sql, context } = payoutShop();
  const all = Array.from({ length: PAYOUTS_PER_PAGE + 3 }, (_, n) => `p${n}`);
  for (const [n, id] of all.entries())
    run(
      sql,
      `INSERT INTO payouts (id, provider, account, payout, currency, day, amount, lines, digest,
         upload, slot, actor, persons, created_at)
       VALUES (?, 'stripe', '', ?, 'SEK', ?, '1.00', 5000, '', '', '', 'a', '{}', 1)`,
      id,
      id,
      dayOf(n),
    );
  expect(payouts.total(context)).toBe(203);
  const pages = await Promise.all([0, 1, 2].map((page) => payouts.list(context, page)));
  expect(pages.map((page) => page.length)).toEqual([200, 3, 0]);
  expect(pages.flat().map(({ id }) => id)).toEqual(all);
});
