/**
 * Where the money of an order stands: what was paid, on the account of its payment method if the
 * tenant wants that; what is owed, on the receivable. Together they are what was charged. A debit
 * is below zero here, as parts are credits.
 */
import { dec, type Decimal } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { received } from "../payments/plan-payment.ts";
import { paidBack } from "../payments/plan-refund.ts";
import type { Part } from "./parts.ts";
import type { VoucherInput } from "./voucher-input.ts";

export type MoneySide = {
  readonly parts: readonly Part[];
  /** In the order's currency, what stays to be paid. */ readonly owed: Decimal;
};

/**
 * Money goes back on the way of a credit as it came on that of a sale: what the shop says was given
 * back is settled.
 */
export function settled({ order, form }: Pick<VoucherInput, "order" | "form">): Decimal | null {
  if (form === "voucher") return received(order);
  return order.payment === "partly-paid" && order.amountPaid === null ? null : paidBack(order);
}

export function moneySide(input: VoucherInput): Result<MoneySide, Reason> {
  const { order, settings } = input;
  const paid =
    settings.orders.voucher.paid === "clearing" ? (input.settled ?? settled(input)) : "0.00";
  if (paid === null) return err(reason("payment-amount-unknown"));
  if (dec(paid).gt(dec(order.gross)))
    return err(reason("payment-exceeds-order", { paid, charged: order.gross }));
  // Money that goes back came in before; a person may know that it is in the books.
  const there =
    input.bookedOn === undefined && input.mayMove !== true ? input.credits?.settled : undefined;
  if (there !== undefined && dec(paid).gt(dec(there)))
    return err(
      reason("refund-without-payment", {
        due: paid,
        paid: there,
        number: input.credits?.voucher ?? null,
      }),
    );
  const owed = dec(order.gross).minus(dec(paid));
  const receivable: Part = {
    role: "receivable",
    amount: owed.times(-1),
    wishes: [{ lookup: "receivableAccount", value: null, anywhere: true }],
    lines: [],
    text: null,
  };
  const clearing: Part = {
    role: "clearing",
    amount: dec(paid).times(-1),
    wishes: [{ lookup: "clearingAccount", value: order.paymentMethodId, anywhere: true }],
    lines: [],
    text: null,
  };
  return ok({
    parts: [clearing, receivable].filter((part) => !part.amount.eq(0)),
    owed: owed.toFixed(2),
  });
}
