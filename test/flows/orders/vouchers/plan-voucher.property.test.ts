/**
 * What holds of every voucher, whatever the order: it balances, its money side is what was charged,
 * and an order and its credits come to nothing.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dec } from "../../../../src/domain/money.ts";
import { planVoucher } from "../../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import type { VoucherInput } from "../../../../src/flows/orders/documents/vouchers/voucher-input.ts";
import { cents, divide, units } from "../little-ledger.ts";
import { anyCase, type Case, given } from "./any-order.ts";
import { order } from "../kit.ts";
import { moved, voucherInput, voucherOf } from "./kit.ts";
import { byText } from "../../../support/sorted.ts";

/** Cents of the company's currency, rounded half away from nought by whole numbers. */
const converted = (amount: string, by: string | null): bigint =>
  by === null ? cents(amount) : divide(cents(amount) * units(by, 6), 1_000_000n);

describe("a voucher", () => {
  test("balances, row by row above nought, and its money side is what was charged", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const input = given(one);
        const voucher = voucherOf(planVoucher(input));
        for (const { debit, credit } of voucher.rows)
          expect([
            debit === "0.00" || credit === "0.00",
            cents(debit) >= 0n && cents(credit) >= 0n,
            debit !== credit,
          ]).toEqual([true, true, true]);
        expect(
          voucher.rows.reduce((sum, { debit, credit }) => sum + cents(debit) - cents(credit), 0n),
        ).toBe(0n);
        const money = voucher.rows.filter(
          ({ role }) => role === "receivable" || role === "clearing",
        );
        expect(
          money.reduce((sum, { debit, credit }) => sum + cents(debit) - cents(credit), 0n),
        ).toBe(converted(input.order.gross, one.rate));
        for (const row of voucher.rows.filter(({ role }) => role === "rounding")) {
          const told = row.reasons.filter(({ code }) => code === "rounding-row");
          expect(told.length).toBeGreaterThan(0);
          // Without a rate nothing is converted.
          if (one.rate === null)
            expect(told).toMatchObject([
              { params: { by: "document", amount: row.debit === "0.00" ? row.credit : row.debit } },
            ]);
        }
        // Rounding is never more than half a cent a part, and half a cent a line of the shop's own.
        const rounding = voucher.rows
          .filter(({ role }) => role === "rounding")
          .reduce((sum, { debit, credit }) => sum + cents(debit) + cents(credit), 0n);
        expect(rounding <= BigInt(3 * one.lines.length + 3) * (one.rate === null ? 1n : 12n)).toBe(
          true,
        );
      }),
      { numRuns: 400 },
    );
  });

  test("of every level moves VAT accounts alike, but for the level that keeps VAT in", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const vat = (level: Case["level"]): string =>
          JSON.stringify(
            [...moved([voucherOf(planVoucher(given({ ...one, level })))])]
              .filter(([account]) => account >= 2600 && account < 2700)
              .map(([account, sum]) => [account, String(sum)])
              .toSorted(byText),
          );
        expect([vat("complex"), vat("extreme"), vat("simple")]).toEqual([
          vat("recommended"),
          vat("recommended"),
          "[]",
        ]);
      }),
      { numRuns: 150 },
    );
  });

  test("and its whole credit come to nothing on every account", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const sale = given(one);
        const credit = planVoucher({
          ...sale,
          form: "voucher-credit",
          order: {
            ...sale.order,
            creditsOrderId: sale.order.id,
            payment: one.payment === "paid" ? "refunded" : "open",
          },
          credits: { voucher: "A1" },
        });
        expect([...moved([voucherOf(planVoucher(sale)), voucherOf(credit)])]).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ["1e-30", "nothing"],
    ["1e12", "too much"],
  ])("is held where a rate of %s makes %s of it", (by) => {
    const rate = { rate: dec(by).toFixed(), day: "2026-11-24", by: "source" } as const;
    const lines = [{ price: "125.00" }];
    const plan = planVoucher(voucherInput(order(lines, { currency: "EUR" }), { rate }));
    expect(plan).toMatchObject({
      kind: "hold",
      reasons: [{ code: "rate-missing", params: { rate: rate.rate } }],
    });
  });

  test("comes out the same, byte for byte, from the input as it is stored, and planning changes nothing of it", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const input = given(one);
        const stored = JSON.stringify(input);
        const plan = JSON.stringify(planVoucher(input));
        expect([
          JSON.stringify(planVoucher(JSON.parse(stored) as VoucherInput)),
          JSON.stringify(input),
        ]).toEqual([plan, stored]);
      }),
      { numRuns: 300 },
    );
  });
});
