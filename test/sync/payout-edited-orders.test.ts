/**
 * What a payout knows of an order whose vouchers took each other's place: the most that was booked
 * of it at once, and of one that was cancelled since the account that its money comes from.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Role } from "../../src/domain/jobs/job.ts";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import {
  beginNumbers,
  indexNumbers,
  numbersAreKnown,
  targetsOf,
} from "../../src/sync/tenant/payouts/order-numbers.ts";
import { one } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, known, line, PAYOUT, payoutShop } from "./payouts.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

type Booked = {
  readonly role: Role;
  readonly n: number;
  readonly live?: boolean;
  readonly charged?: string;
  readonly sold?: string;
  readonly cleared?: boolean;
};

/** One order of 125.00 with these documents, in the order in which they were made. */
function booked(documents: readonly Booked[]) {
  const { sql, context } = payoutShop();
  known(sql, 0);
  for (const { role, n, live = true, charged, sold, cleared = true } of documents)
    run(
      sql,
      `INSERT INTO documents (key, role, n, id, state, voucher, content, updated_at)
       VALUES ('order:0', ?, ?, ?, ?, ?, ?, 1)`,
      role,
      n,
      `${role}-${n}`,
      live ? "live" : "gone",
      charged === undefined
        ? null
        : JSON.stringify({
            charged,
            currency: "SEK",
            rate: null,
            ledgerItem: null,
            ...(cleared
              ? { clearing: { account: 1580, moved: charged, day: "2026-03-01", method: "7" } }
              : {}),
          }),
      sold === undefined ? null : JSON.stringify({ gross: sold }),
    );
  const target = targetsOf(sql, [{ key: "order:0", label: "1000" }]).get("order:0");
  return { sql, context, target };
}

const reversal = (n: number): Booked => ({ role: "voucher-reversal", n });

test("an order that was edited and edited back counts as the largest of its vouchers", () => {
  const { target } = booked([
    { role: "voucher", n: 1, live: false, charged: "125.00" },
    reversal(1),
    { role: "voucher", n: 2, live: false, charged: "130.00" },
    reversal(2),
    { role: "voucher", n: 3, charged: "125.00" },
  ]);
  expect(target).toMatchObject({ booked: "130.00", clears: { accounts: [1580] } });
});

test("what a gift card paid of it comes in no payout", () => {
  const { target } = booked([{ role: "voucher", n: 1, charged: "75.00", sold: "125.00" }]);
  expect(target?.booked).toBe("75.00");
});

test("an order that was cancelled since is paid from the account on which it stood", async () => {
  const { sql, context, target } = booked([
    { role: "voucher", n: 1, live: false, charged: "125.00" },
    reversal(1),
  ]);
  expect(target).toMatchObject({ booked: "125.00", clears: { method: "7", accounts: [1580] } });
  expect(target?.unbooked).toBeUndefined();
  beginNumbers(sql);
  while (!numbersAreKnown(sql)) indexNumbers(sql);
  const lines: readonly PayoutLine[] = [line(0)];
  await hand(context, lines);
  const payout = await one(context, PAYOUT);
  expect([payout?.plan.kind, payout?.unmatched]).toEqual(["voucher", []]);
});

test("and so where it was paid after it was booked", () => {
  const { target } = booked([
    { role: "voucher", n: 1, live: false, charged: "125.00", cleared: false },
    { role: "voucher-payment", n: 1, live: false, charged: "125.00" },
    reversal(1),
  ]);
  expect([target?.clears, target?.unbooked]).toEqual([
    { method: "7", accounts: [1580] },
    undefined,
  ]);
});

test("one whose voucher was deleted in the ledger isn't there", () => {
  const { target } = booked([{ role: "voucher", n: 1, live: false, charged: "125.00" }]);
  expect([target?.clears, target?.unbooked]).toEqual([undefined, true]);
});

/** The writes that made these documents, in the order of `documents`. */
function writtenFor(sql: SqlStorage, writes: readonly (readonly [role: Role, n: number])[]): void {
  for (const [index, [role, n]] of writes.entries())
    run(
      sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim)
       VALUES ('order:0', ?, 'j', ?, ?, 'draft.create', 'compared', 1)`,
      100 + index,
      role,
      n,
    );
}
const again = (sql: SqlStorage) =>
  targetsOf(sql, [{ key: "order:0", label: "1000" }]).get("order:0")?.booked;

test("an invoice that was lowered and raised again counts as it was, and not its edits twice", async () => {
  const { sql, context } = booked([
    { role: "invoice", n: 1, sold: "125.00" },
    { role: "delta-credit", n: 1, sold: "50.00" },
    { role: "delta-invoice", n: 1, sold: "50.00" },
  ]);
  writtenFor(sql, [
    ["invoice-draft", 1],
    ["delta-credit-draft", 1],
    ["delta-draft", 1],
  ]);
  expect(again(sql)).toBe("125.00");
  beginNumbers(sql);
  while (!numbersAreKnown(sql)) indexNumbers(sql);
  // A line of 175.00 is none of an order that never came to it.
  await hand(context, [line(0, { gross: "175.00", fee: "0.00", net: "175.00" })]);
  const payout = await one(context, PAYOUT);
  expect(payout?.unmatched.map(({ why }) => why)).toEqual(["amount"]);
});

test("one that was raised and lowered again was paid at its most, whatever the numbers of its parts", () => {
  const { sql } = booked([
    { role: "invoice", n: 1, sold: "125.00" },
    { role: "delta-credit", n: 1, sold: "80.00" },
    { role: "delta-invoice", n: 1, sold: "50.00" },
  ]);
  writtenFor(sql, [
    ["invoice-draft", 1],
    ["delta-draft", 1],
    ["delta-credit-draft", 1],
  ]);
  expect(again(sql)).toBe("175.00");
});

test("what gift cards paid of an invoice comes in no payout, and an invoice that was booked again counts once", () => {
  const { sql } = booked([
    { role: "invoice", n: 1, sold: "125.00", live: false },
    { role: "invoice", n: 2, sold: "125.00" },
  ]);
  writtenFor(sql, [
    ["invoice-draft", 1],
    ["invoice-draft", 2],
  ]);
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, amount)
     VALUES ('order:0', 200, 'j', 'gift-card', 1, 'payment.create', 'done', 1, '25.00')`,
  );
  expect(again(sql)).toBe("100.00");
});
