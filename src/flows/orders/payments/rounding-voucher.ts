/** The voucher of what the ledger's rounding left between what was paid and what was invoiced. Pure. */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { Voucher, VoucherRow } from "../../../domain/voucher.ts";
import { choose } from "../../../mapping/lookup.ts";
import type { OrderCase } from "../case.ts";
import { factsOf } from "../lookups/debtor.ts";
import { roundingWord } from "../words.ts";

type Wanted = {
  readonly difference: Decimal;
  readonly date: string;
  /** The marker. */ readonly text: string;
};

/**
 * `difference` is put onto the account of the payment method and taken from the rounding account;
 * below zero the other way.
 */
export function differenceVoucher(
  { ports, order }: Pick<OrderCase, "ports" | "order">,
  { difference, date, text }: Wanted,
): Voucher | Reason {
  const { settings, lookups } = ports;
  const facts = factsOf({ ports, order });
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
  const word = roundingWord(lookups.company?.country ?? "");
  const figure = dec(difference).abs();
  const row = (role: VoucherRow["role"], account: string, isDebit: boolean): VoucherRow => ({
    role,
    account: Number(account),
    debit: isDebit ? amount(figure) : "0.00",
    credit: isDebit ? "0.00" : amount(figure),
    text: word,
    sourceLines: [],
    reasons: [],
  });
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
