/** Daily vouchers and payouts are found by what people know of them, and through indexes alone. */
import { expect, test } from "vitest";
import { MAX_FOUND_VOUCHERS } from "../../src/sync/contract/days.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { foundVouchers } from "../../src/sync/tenant/views/found-vouchers.ts";
import { payoutShop } from "./payouts.kit.ts";

const dayOf = (n: number): string =>
  new Date(Date.parse("2026-11-24") - n * 86_400_000).toISOString().slice(0, 10);

function shop() {
  const { sql, context } = payoutShop();
  const day = (id: string, number: string | null = null): void => {
    run(
      sql,
      `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at, closed_at)
       VALUES (?, ?, ?, '[]', 3, 1, 1)`,
      id,
      id.slice(0, 10),
      Number(id.slice(11)),
    );
    if (number !== null) document(`day:${id}`, "day-voucher", number);
  };
  const payout = (id: string, on: string, provider = "stripe", number?: string): void => {
    run(
      sql,
      `INSERT INTO payouts (id, provider, account, payout, currency, day, amount, lines, digest,
         upload, slot, actor, persons, created_at)
       VALUES (?, ?, '', ?, 'SEK', ?, '1.00', 5000, '', '', '', 'a', '{}', 1)`,
      `h-${id}`,
      provider,
      id,
      on,
    );
    if (number !== undefined) document(`payout:h-${id}`, "payout", number);
  };
  const document = (key: string, role: string, number: string, state = "live"): void =>
    run(
      sql,
      "INSERT INTO documents (key, role, n, id, number, state, updated_at) VALUES (?,?,1,?,?,?,1)",
      key,
      role,
      key,
      number,
      state,
    );
  const found = (query: Parameters<typeof foundVouchers>[1]) => {
    const { days, payouts, more } = foundVouchers(context, query);
    return { days: days.map(({ id }) => id), payouts: payouts.map((one) => one.payout), more };
  };
  return { sql, day, payout, document, found };
}

test("a day by its date, all of its vouchers or one of them, with the payouts of that day", () => {
  const { day, payout, found } = shop();
  day("2026-11-24-1");
  day("2026-11-24-2");
  day("2026-11-23-1");
  payout("po_1", "2026-11-24");
  payout("po_2", "2026-11-23");
  expect(found({ day: { day: "2026-11-24" } })).toEqual({
    days: ["2026-11-24-1", "2026-11-24-2"],
    payouts: ["po_1"],
    more: false,
  });
  expect(found({ day: { day: "2026-11-24", n: 2 } })).toEqual({
    days: ["2026-11-24-2"],
    payouts: [],
    more: false,
  });
});

test("both by the number of their voucher, whatever its case; orders' and deleted ones aren't", () => {
  const { day, payout, document, found } = shop();
  day("2026-11-24-1", "A12");
  day("2026-11-23-1", "A13");
  payout("po_1", "2026-11-24", "stripe", "A12");
  document("order:1", "voucher", "A12");
  document("day:2026-11-23-1", "gone", "A12");
  expect(found({ numbers: ["a12"] })).toEqual({
    days: ["2026-11-24-1"],
    payouts: ["po_1"],
    more: false,
  });
  expect(found({ numbers: ["A1"] })).toEqual({ days: [], payouts: [], more: false });
});

test("a payout by the beginning of its reference and by its provider, the newest first", () => {
  const { payout, found } = shop();
  payout("po_1aB", "2026-11-20");
  payout("po_1ac", "2026-11-22");
  payout("po_2", "2026-11-21", "klarna");
  expect(found({ references: ["PO_1A"] }).payouts).toEqual(["po_1ac", "po_1aB"]);
  expect(found({ references: ["po%"] }).payouts).toEqual([]);
  expect(found({ provider: "klarna", references: ["klarna"] }).payouts).toEqual(["po_2"]);
  expect(found({}).payouts).toEqual([]);
});

test("no more than a page of each is told, and that there is more", () => {
  const { payout, found } = shop();
  const all = Array.from({ length: MAX_FOUND_VOUCHERS + 1 }, (_, n) => `po_${n}`);
  for (const [n, id] of all.entries()) payout(id, dayOf(n));
  expect(found({ provider: "stripe" })).toEqual({
    days: [],
    payouts: all.slice(0, MAX_FOUND_VOUCHERS),
    more: true,
  });
  expect(found({ provider: "stripe", references: ["po_3"] }).payouts).toContain("po_3");
});
