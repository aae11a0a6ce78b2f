/**
 * Plans a voucher for what was paid after a voucher was booked: from the receivable to the account
 * of the payment method, at the first voucher's rate, so that the receivable ends at zero. For a
 * credit the other way round. Pure.
 */
import { amount, dec, type Decimal, round } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { cut } from "../../../../domain/platform/text.ts";
import type { Voucher, VoucherFacts, VoucherRow } from "../../../../domain/ledger/voucher.ts";
import { MAX_ROW_TEXT, MAX_VOUCHER_TEXT } from "../../../../eaccounting/vouchers.ts";
import { moneyDay } from "../../payments/plan-payment.ts";
import { orderDate } from "../../shared/filled-fields.ts";
import { paymentWord } from "../../texts/document-words.ts";
import { bookingDay, otherDay } from "../../../booking-day.ts";
import { accountFor, type ChosenAccount, accountPlaceOf } from "./accounts.ts";
import { overpaidReason, settledAmount } from "./money-side.ts";
import type { VoucherInput } from "./voucher-input.ts";

export type ClearingInput = Pick<
  VoucherInput,
  "order" | "form" | "settings" | "company" | "countries" | "today" | "years" | "mayMove" | "marker"
> & {
  readonly buyer: VoucherInput["customer"]["kind"];
  /** The facts and number of the voucher that is paid. */
  readonly facts: VoucherFacts;
  readonly voucher: string;
  /** What further vouchers have settled of it. */
  readonly since: Decimal;
  /** A person asked for it: what was left on the receivable is moved as well. */
  readonly asked?: boolean;
};

export type PlannedClearing =
  | {
      readonly kind: "pay";
      readonly voucher: Voucher;
      readonly amount: Decimal;
      readonly owed: Decimal;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "none" }
  | { readonly kind: "hold"; readonly reason: Reason };

export function planClearing(input: ClearingInput): PlannedClearing {
  const { order, facts, settings, company } = input;
  const hold = (why: Reason): PlannedClearing => ({ kind: "hold", reason: why });
  const due = dueOf(input);
  if (!("amount" in due)) return due;
  const rest = dec(facts.charged).minus(dec(due.settled));
  const owedOn = facts.money?.owedOn ?? null;
  if (owedOn === null || dec(due.amount).gt(rest))
    return hold(reason("payment-exceeds-remaining", { due: due.amount, remaining: amount(rest) }));
  const paidDay = moneyDay(order, company.country, input.today);
  if ("unreadable" in paidDay) return hold(paidDay.unreadable);
  const day = bookingDay(paidDay.day, input);
  if ("closed" in day) return hold(day.closed);
  const place = accountPlaceOf(
    { ...input, customer: { id: null, kind: input.buyer, termsOfPaymentId: null } },
    orderDate(order.date, company.country) ?? input.today,
  );
  const account = accountFor(
    [{ lookup: "clearingAccount", value: order.paymentMethodId, anywhere: true }],
    settings.lookups,
    place,
    null,
  );
  if (!account.ok) return hold(account.error);
  const moved = movedBy(input, due.amount, dec(due.amount).eq(rest));
  if (dec(moved).eq(0)) return { kind: "none" };
  return {
    kind: "pay",
    voucher: voucherOf(input, {
      day: day.day,
      due: due.amount,
      moved,
      clearing: account.value,
      owedOn,
    }),
    amount: due.amount,
    owed: amount(rest),
    reasons: [account.value.why, ...otherDay(day.recorded)],
  };
}

/**
 * Converts everything paid since, less what was converted before, so that all parts together equal
 * the receivable. `isLast`: nothing is owed afterwards.
 */
function movedBy({ facts, since }: ClearingInput, due: Decimal, isLast: boolean): Decimal {
  const converted = (figure: Decimal): Decimal =>
    amount(round(dec(figure).times(facts.rate?.rate ?? "1")));
  const after = dec(since).plus(dec(due));
  const together = isLast
    ? (bookedAsOwed(facts) ?? converted(amount(after)))
    : converted(amount(after));
  return amount(dec(together).minus(dec(converted(since))));
}

/** `due`: in the order's currency. `moved`: in the company's, from one account to the other. */
function voucherOf(
  input: ClearingInput,
  {
    day,
    due,
    moved,
    clearing,
    owedOn,
  }: {
    readonly day: string;
    readonly due: Decimal;
    readonly moved: Decimal;
    readonly clearing: ChosenAccount;
    readonly owedOn: number;
  },
): Voucher {
  const { order, facts, settings, company } = input;
  const text = cut(order.number ?? `id ${order.id}`, MAX_ROW_TEXT);
  const byDay = facts.level === "daily";
  const row = (
    role: VoucherRow["role"],
    number: number,
    isDebit: boolean,
    reasons: readonly Reason[],
  ): VoucherRow => ({
    role,
    account: number,
    debit: isDebit ? moved : "0.00",
    credit: isDebit ? "0.00" : moved,
    text,
    sourceLines: [],
    reasons,
    ...(byDay ? { of: order.paymentMethodId ?? "" } : {}),
  });
  const { series } = settings.orders.voucher;
  return {
    date: day,
    text: cut(
      [input.marker.text, paymentWord(company.country, input.voucher)].join(" · "),
      MAX_VOUCHER_TEXT,
    ),
    series: series === "" ? null : series,
    rows: [
      row("clearing", clearing.account, input.form === "voucher", [clearing.why]),
      row("receivable", owedOn, input.form !== "voucher", []),
    ],
    ledgerItem: null,
    charged: due,
    currency: facts.currency,
    rate: facts.rate,
    paymentMethod: order.paymentMethodId,
    ...(byDay ? { level: "daily" } : {}),
  };
}

/**
 * A credit's cents are in step with those of other credits, so its receivable may be booked a cent
 * off its rate.
 */
function bookedAsOwed({ charged, money, shares }: VoucherFacts): Decimal | null {
  const owed = shares?.find(({ account, of }) => of === "money" && account === money?.owedOn);
  const size = dec(charged).minus(money?.settled ?? "0");
  // What was paid at once may be on the same account.
  return owed === undefined || !dec(owed.amount).abs().eq(size)
    ? null
    : amount(dec(owed.booked).abs());
}

/**
 * Returns what the shop says is settled, less what is booked. Refunds of a sale belong to its
 * credit.
 */
function dueOf({
  order,
  form,
  facts,
  since,
  asked,
}: ClearingInput):
  | Exclude<PlannedClearing, { kind: "pay" }>
  | { readonly amount: Decimal; readonly settled: Decimal } {
  if (facts.money === undefined) return { kind: "none" };
  const wanted = settledAmount({ order, form });
  if (wanted === null) return { kind: "hold", reason: reason("payment-amount-unknown") };
  const above = overpaidReason({ order, form }, wanted, true);
  if (above !== null) return { kind: "hold", reason: above };
  const done = dec(facts.money.settled).plus(dec(since));
  const due = dec(wanted)
    .minus(done)
    .minus(asked ? 0 : dec(facts.money.received ?? "0"));
  return due.lte(0) ? { kind: "none" } : { amount: amount(due), settled: amount(done) };
}
