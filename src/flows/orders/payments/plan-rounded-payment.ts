/**
 * Plans how an invoice that the ledger rounded to whole units is paid with what was charged. Where
 * the total is below what was paid, the rounding goes first and makes room for the payment;
 * otherwise it closes what the payment leaves. Pure.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, negated } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { type Voucher, type VoucherRow, moneyRow } from "../../../domain/ledger/voucher.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import type { OrderCase } from "../shared/case.ts";
import { orderLookupFacts } from "../shared/filled-fields.ts";
import { roundingWord } from "../texts/document-words.ts";
import { type PaymentInput, type PlannedPayment, planPayment } from "./plan-payment.ts";

type RoundedInput = Omit<PaymentInput, "invoice"> & {
  readonly invoice: Pick<AnsweredInvoice, "total" | "remaining" | "credited" | "roundings">;
  readonly by: "payment" | "account";
  /** The rounding of this invoice was registered before. */
  readonly done: boolean;
};

export type PlannedRounded = {
  /**
   * A payment of the type Rounding: below zero where it adds to what remains. `null`: none, or
   * there is one already.
   */
  readonly before: Decimal | null;
  readonly money: PlannedPayment;
  readonly after: Decimal | null;
  /**
   * What is to be booked from the rounding account to the account of the payment method; below zero
   * the other way.
   */
  readonly onAccount: Decimal | null;
};

export function planRounded(input: RoundedInput): PlannedRounded {
  const { invoice, order, by, done } = input;
  const rounding = dec(invoice.roundings);
  if (by === "account") {
    // The invoice is settled at its rounded total.
    const asRounded = {
      ...order,
      gross: invoice.total,
      amountPaid: invoice.total,
      payment: "paid" as const,
    };
    return {
      before: null,
      money: planPayment({ ...input, order: asRounded }),
      after: null,
      onAccount: done ? null : negated(rounding),
    };
  }
  const charged = amount(dec(invoice.total).minus(rounding));
  const first = rounding.lt(0);
  const open = done ? "0.00" : invoice.roundings;
  // The invoice as it would be without the rounding.
  const seen = {
    ...invoice,
    total: charged,
    remaining: amount(dec(invoice.remaining).minus(dec(open))),
  };
  const planned = planPayment({ ...input, invoice: seen });
  const money: PlannedPayment =
    planned.kind === "pay" && !first && !done ? { ...planned, complete: false } : planned;
  const nothing = money.kind === "hold" || done;
  // A person who settled all of it has written off the rounding as well.
  const left =
    !first && !nothing
      ? dec(invoice.remaining).minus(dec(money.kind === "pay" ? money.amount : "0"))
      : null;
  return {
    before: first && !nothing && money.kind === "pay" ? invoice.roundings : null,
    money,
    after: left !== null && same(left, rounding) ? invoice.roundings : null,
    onAccount: null,
  };
}

type Wanted = {
  readonly difference: Decimal;
  readonly date: string;
  /** The marker. */
  readonly text: string;
};

/**
 * Returns the voucher for what the ledger's rounding left between paid and invoiced. `difference`
 * is debited to the account of the payment method and credited to the rounding account; below zero
 * the other way. Pure.
 */
export function differenceVoucher(
  { ports, order }: Pick<OrderCase, "ports" | "order">,
  { difference, date, text }: Wanted,
): Voucher | Reason {
  const { settings, lists } = ports;
  const facts = orderLookupFacts({ ports, order });
  const money = choose(settings.lookups.clearingAccount, order.paymentMethodId, facts).value;
  if (money === null)
    return reason("account-missing", {
      lookup: "clearingAccount",
      from: order.paymentMethodId,
      country: facts.country,
      line: null,
    });
  const rounding = choose(settings.lookups.roundingAccount, null, facts).value;
  if (rounding === null)
    return reason("account-missing", {
      lookup: "roundingAccount",
      from: null,
      country: facts.country,
      line: null,
    });
  const word = roundingWord(lists.company?.country ?? "");
  const figure = dec(difference).abs();
  const row = (role: VoucherRow["role"], account: string, isDebit: boolean): VoucherRow =>
    moneyRow({ role, account: Number(account), text: word }, amount(figure), isDebit);
  const up = dec(difference).gt(0);
  return {
    date,
    text: `${word} ${text}`,
    series: settings.orders.voucher.series === "" ? null : settings.orders.voucher.series,
    rows: [row("clearing", money, up), row("rounding", rounding, !up)],
    ledgerItem: null,
    charged: amount(figure),
    currency: order.currency,
    rate: null,
  };
}
