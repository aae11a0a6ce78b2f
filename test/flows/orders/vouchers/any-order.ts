/**
 * Orders of every kind that becomes a voucher, at every level, in the company's currency and in
 * another one.
 */
import fc from "fast-check";
import { VOUCHER_LEVELS } from "../../../../src/domain/ledger/voucher.ts";
import type { VoucherInput } from "../../../../src/flows/orders/documents/vouchers/voucher-input.ts";
import { order, RATES, type Sold } from "../kit.ts";
import { ACCOUNTS, voucherInput, voucherSettings } from "./kit.ts";

const figure = (max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(max), fc.nat(99))
    .map(([whole, part]) => `${whole}.${String(part).padStart(2, "0")}`);
const rate = fc.constantFrom(...RATES);
const sold: fc.Arbitrary<Sold> = fc.oneof(
  fc
    .record({
      rate,
      price: figure(900),
      quantity: fc.integer({ min: 1, max: 40 }).map(String),
      discount: fc.constantFrom("0", "0.1", "0.125", "0.3333", "1"),
      letter: fc.constantFrom("G", "S", "NONE"),
    })
    .map(({ letter, ...line }) => ({ ...line, sku: `${letter}-${line.rate}` })),
  fc.record({
    kind: fc.constantFrom(
      "shipping" as const,
      "fee" as const,
      "tip" as const,
      "sales-type" as const,
    ),
    rate,
    price: figure(9),
  }),
  fc.record({
    kind: fc.constant("discount" as const),
    rate,
    price: figure(5),
    quantity: fc.constant("-1"),
  }),
  fc.record({
    kind: fc.constant("gift-card" as const),
    rate: fc.constant("0"),
    price: figure(50),
    quantity: fc.constantFrom("1", "-1"),
  }),
  fc.record({
    kind: fc.constant("text" as const),
    text: fc.string({ unit: "grapheme", maxLength: 200 }),
  }),
);
/** Gross above nought: what is below is a credit, which has its own way. */
const bought = { price: "2000.00", quantity: "1", rate: "0.25" } as const;

/** A shop takes no more off at a rate than it sold at it. */
function withoutExcess(lines: readonly Sold[]): readonly Sold[] {
  const left = new Map<unknown, number>();
  for (const { kind, rate: of, price = "0", quantity = "1", discount = "0" } of lines) {
    if (kind === "discount" || kind === "text") continue;
    const gross = Number(quantity) * Number(price) * (1 - Number(discount));
    left.set(of, (left.get(of) ?? 0) + Math.max(0, gross));
  }
  return lines.filter(({ kind, rate: of, price = "0" }) => {
    if (kind !== "discount") return true;
    const rest = (left.get(of) ?? 0) - Number(price);
    if (rest < 0) return false;
    left.set(of, rest);
    return true;
  });
}

export const anyCase = fc.record({
  lines: fc
    .array(sold, { minLength: 0, maxLength: 12 })
    .map((lines): readonly Sold[] => withoutExcess([bought, ...lines])),
  level: fc.constantFrom(...VOUCHER_LEVELS),
  paid: fc.constantFrom("receivable" as const, "clearing" as const),
  payment: fc.constantFrom("open" as const, "paid" as const),
  vatBy: fc.constantFrom("line" as const, "rate" as const),
  pricesIncludeVat: fc.boolean(),
  rate: fc.option(
    fc
      .tuple(fc.integer({ min: 1, max: 20 }), fc.nat(999_999))
      .map(([whole, part]) => `${whole}.${String(part).padStart(6, "0")}`),
  ),
});
export type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

export function given(one: Case): VoucherInput {
  const placed = order(
    one.lines,
    {
      pricesIncludeVat: one.pricesIncludeVat,
      payment: one.payment,
      paymentMethodId: "7",
      ...(one.rate === null ? {} : { currency: "EUR" }),
    },
    one.vatBy,
  );
  const settings = voucherSettings({
    orders: { voucher: { level: one.level, paid: one.paid } },
    lookups: {
      ...ACCOUNTS,
      revenueAccount: { default: "3999", table: ACCOUNTS.revenueAccount.table },
      vatAccount: { default: "2619", table: ACCOUNTS.vatAccount.table },
    },
  });
  return voucherInput(placed, {
    settings,
    rate: one.rate === null ? null : { rate: one.rate, day: "2026-11-24", by: "ledger" },
  });
}
