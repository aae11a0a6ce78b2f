/**
 * At the level daily an order is planned as recommended and added to its day: what the day's
 * voucher moves is what the orders' own vouchers would have moved together, to the cent.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DayMember } from "../../../../src/domain/ledger/day-book.ts";
import type { Voucher } from "../../../../src/domain/ledger/voucher.ts";
import { fill } from "../../../../src/flows/days/close.ts";
import { memberOf } from "../../../../src/flows/orders/documents/vouchers/send-voucher.ts";
import { planVoucher } from "../../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import type { VoucherInput } from "../../../../src/flows/orders/documents/vouchers/voucher-input.ts";
import { byText } from "../../../support/sorted.ts";
import { anyCase, given } from "./any-order.ts";
import { order } from "../kit.ts";
import { moved, voucherInput, voucherOf, voucherSettings } from "./kit.ts";

const byAccount = (vouchers: Parameters<typeof moved>[0]): readonly string[] =>
  [...moved(vouchers)].map(([account, sum]) => `${account} ${sum}`).toSorted(byText);

const memberOfPlan = (voucher: Voucher, n: number): DayMember =>
  memberOf({ key: `order:${n}`, role: "voucher", n: 1 }, String(n), voucher);

const credited = (sale: VoucherInput): VoucherInput => ({
  ...sale,
  form: "voucher-credit",
  order: {
    ...sale.order,
    creditsOrderId: sale.order.id,
    payment: sale.order.payment === "paid" ? "refunded" : "open",
  },
  credits: { voucher: "2026-11-24" },
});

test("a day's voucher moves what the vouchers of its orders and credits would have moved", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyCase, fc.boolean()), { minLength: 1, maxLength: 8 }),
      (cases) => {
        const inputs = cases.flatMap(([one, isCredited]) => {
          const sale = given({ ...one, level: "recommended" });
          return isCredited ? [sale, credited(sale)] : [sale];
        });
        const own = inputs.map((input) => voucherOf(planVoucher(input)));
        const daily = inputs.map((input) => voucherOf(planVoucher({ ...input, level: "daily" })));
        const { rows } = fill([], daily.map(memberOfPlan));
        expect(
          byAccount([
            {
              rows: rows.map((row) => ({
                ...row,
                role: "revenue",
                text: "",
                sourceLines: [],
                reasons: [],
              })),
            },
          ]),
        ).toEqual(byAccount(own));
        // And so does each alone: its share of the day.
        for (const [index, voucher] of daily.entries())
          expect(byAccount([voucher])).toEqual(byAccount(own.slice(index, index + 1)));
      },
    ),
    { numRuns: 60 },
  );
});

test("each row is of one VAT rate or one payment method", () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const voucher = voucherOf(planVoucher({ ...given(one), level: "daily" }));
      for (const { role, of, account } of voucher.rows) {
        const isMoney = role === "clearing" || role === "receivable";
        expect([role, account, of]).toEqual([
          role,
          account,
          isMoney ? "7" : role === "rounding" ? "" : expect.stringMatching(/^\d+(\.\d+)?%$/),
        ]);
      }
      expect(voucher.ledgerItem).toBeNull();
    }),
    { numRuns: 150 },
  );
});

test("rates and payment methods that share an account are rows of their own", () => {
  const lookups = {
    revenueAccount: { default: "3000", table: {} },
    vatAccount: { default: "2610", table: {} },
  };
  const placed = order([
    { price: "100.00", rate: "0.25" },
    { price: "100.00", rate: "0.12" },
  ]);
  const input = voucherInput(placed, { settings: voucherSettings({ lookups }) });
  const rowsAt = (level: "daily" | "recommended"): readonly string[] =>
    voucherOf(planVoucher({ ...input, level }))
      .rows.filter(({ role }) => role === "revenue" || role === "vat")
      .map(({ account, of, credit }) => `${account} ${String(of)} ${credit}`);
  expect([rowsAt("daily"), rowsAt("recommended")]).toEqual([
    ["3000 25% 80.00", "3000 12% 89.29", "2610 25% 20.00", "2610 12% 10.71"],
    ["3000 undefined 169.29", "2610 undefined 30.71"],
  ]);
});
