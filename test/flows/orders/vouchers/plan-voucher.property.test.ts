/** What holds of every voucher, whatever the order: it balances, its money side is what was charged, and an order and its credits come to nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VOUCHER_LEVELS } from "../../../../src/domain/voucher.ts";
import { planVoucher } from "../../../../src/flows/orders/vouchers/plan-voucher.ts";
import type { VoucherInput } from "../../../../src/flows/orders/vouchers/voucher-input.ts";
import { order, RATES, type Sold } from "../kit.ts";
import { cents, divide, units } from "../little-ledger.ts";
import { ACCOUNTS, moved, voucherInput, voucherOf, voucherSettings } from "./kit.ts";

const figure = (max: number): fc.Arbitrary<string> => fc.tuple(fc.nat(max), fc.nat(99)).map(([whole, part]) => `${whole}.${String(part).padStart(2, "0")}`);
const rate = fc.constantFrom(...RATES);
const sold: fc.Arbitrary<Sold> = fc.oneof(
  fc.record({ rate, price: figure(900), quantity: fc.integer({ min: 1, max: 40 }).map(String), discount: fc.constantFrom("0", "0.1", "0.125", "0.3333", "1"), letter: fc.constantFrom("G", "S", "NONE") }).map(({ letter, ...line }) => ({ ...line, sku: `${letter}-${line.rate}` })),
  fc.record({ kind: fc.constantFrom("shipping" as const, "fee" as const, "tip" as const, "sales-type" as const), rate, price: figure(9) }),
  fc.record({ kind: fc.constant("discount" as const), rate, price: figure(5), quantity: fc.constant("-1") }),
  fc.record({ kind: fc.constant("gift-card" as const), rate: fc.constant("0"), price: figure(50), quantity: fc.constantFrom("1", "-1") }),
  fc.record({ kind: fc.constant("text" as const), text: fc.string({ unit: "grapheme", maxLength: 200 }) }),
);
/** Gross above nought: what is below is a credit, which has its own way. */
const bought = { price: "2000.00", quantity: "1", rate: "0.25" } as const;

const case_ = fc.record({
  lines: fc.array(sold, { minLength: 0, maxLength: 12 }).map((lines): readonly Sold[] => [bought, ...lines]),
  level: fc.constantFrom(...VOUCHER_LEVELS),
  paid: fc.constantFrom("receivable" as const, "clearing" as const),
  payment: fc.constantFrom("open" as const, "paid" as const),
  vatBy: fc.constantFrom("line" as const, "rate" as const),
  pricesIncludeVat: fc.boolean(),
  rate: fc.option(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(999_999)).map(([whole, part]) => `${whole}.${String(part).padStart(6, "0")}`)),
});
type Case = typeof case_ extends fc.Arbitrary<infer T> ? T : never;

function given(one: Case): VoucherInput {
  const placed = order(one.lines, { pricesIncludeVat: one.pricesIncludeVat, payment: one.payment, paymentMethodId: "7", ...(one.rate === null ? {} : { currency: "EUR" }) }, one.vatBy);
  const settings = voucherSettings({ orders: { voucher: { level: one.level, paid: one.paid } }, lookups: { ...ACCOUNTS, revenueAccount: { default: "3999", table: ACCOUNTS.revenueAccount.table }, vatAccount: { default: "2619", table: ACCOUNTS.vatAccount.table } } });
  return voucherInput(placed, { settings, rate: one.rate === null ? null : { rate: one.rate, day: "2026-11-24", by: "ledger" } });
}

/** Cents of the company's currency, rounded half away from nought by whole numbers. */
const converted = (amount: string, by: string | null): bigint => (by === null ? cents(amount) : divide(cents(amount) * units(by, 6), 1_000_000n));

describe("a voucher", () => {
  test("balances, row by row above nought, and its money side is what was charged", () => {
    fc.assert(fc.property(case_, (one) => {
      const input = given(one);
      const voucher = voucherOf(planVoucher(input));
      for (const { debit, credit } of voucher.rows) expect([debit === "0.00" || credit === "0.00", cents(debit) >= 0n && cents(credit) >= 0n, debit !== credit]).toEqual([true, true, true]);
      expect(voucher.rows.reduce((sum, { debit, credit }) => sum + cents(debit) - cents(credit), 0n)).toBe(0n);
      const money = voucher.rows.filter(({ role }) => role === "receivable" || role === "clearing");
      expect(money.reduce((sum, { debit, credit }) => sum + cents(debit) - cents(credit), 0n)).toBe(converted(input.order.gross, one.rate));
      // Rounding is never more than half a cent a part, and half a cent a line of the shop's own.
      const rounding = voucher.rows.filter(({ role }) => role === "rounding").reduce((sum, { debit, credit }) => sum + cents(debit) + cents(credit), 0n);
      expect(rounding <= BigInt(3 * one.lines.length + 3) * (one.rate === null ? 1n : 12n)).toBe(true);
    }), { numRuns: 400 });
  });

  test("of every level moves VAT accounts alike, but for the level that keeps VAT in", () => {
    fc.assert(fc.property(case_, (one) => {
      const vat = (level: Case["level"]): string => JSON.stringify([...moved([voucherOf(planVoucher(given({ ...one, level })))])].filter(([account]) => account >= 2600 && account < 2700).map(([account, sum]) => [account, String(sum)]).toSorted());
      expect([vat("complex"), vat("extreme"), vat("simple")]).toEqual([vat("recommended"), vat("recommended"), "[]"]);
    }), { numRuns: 150 });
  });

  test("and its whole credit come to nothing on every account", () => {
    fc.assert(fc.property(case_, (one) => {
      const sale = given(one);
      const credit = planVoucher({ ...sale, form: "voucher-credit", order: { ...sale.order, creditsOrderId: sale.order.id, payment: one.payment === "paid" ? "refunded" : "open" }, credits: { voucher: "A1" } });
      expect([...moved([voucherOf(planVoucher(sale)), voucherOf(credit)])]).toEqual([]);
    }), { numRuns: 200 });
  });

  test("comes out the same, byte for byte, from the input as it is stored, and planning changes nothing of it", () => {
    fc.assert(fc.property(case_, (one) => {
      const input = given(one);
      const stored = JSON.stringify(input);
      const plan = JSON.stringify(planVoucher(input));
      expect([JSON.stringify(planVoucher(JSON.parse(stored) as VoucherInput)), JSON.stringify(input)]).toEqual([plan, stored]);
    }), { numRuns: 300 });
  });
});
