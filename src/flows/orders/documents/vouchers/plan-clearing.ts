/**
 * Plans a voucher for a payment that came after the order's voucher was booked: from the receivable
 * to the account of the payment method, at the first voucher's rate, so that the receivable ends at
 * zero. A credit's refund moves it the other way. Pure.
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
  /** What vouchers of later payments have settled, in the order's currency. */
  readonly since: Decimal;
  /** A person asks for the payment: money that was left on the receivable is moved as well. */
  readonly asked?: boolean;
};

/** `owed`: what is owed before the payment, in the order's currency. */
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
  const remaining = dec(facts.charged).minus(dec(due.settled));
  const owedOn = facts.money?.owedOn ?? null;
  if (owedOn === null || dec(due.amount).gt(remaining))
    return hold(
      reason("payment-exceeds-remaining", { due: due.amount, remaining: amount(remaining) }),
    );
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
  const moved = amountToMove(input, due.amount, dec(due.amount).eq(remaining));
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
    owed: amount(remaining),
    reasons: [account.value.why, ...otherDay(day.recorded)],
  };
}

/**
 * Returns the amount to move, in the company's currency: everything paid since, converted, less
 * what earlier payments moved, so that all payments together equal the receivable. `isLast`:
 * nothing is owed afterwards.
 */
function amountToMove({ facts, since }: ClearingInput, due: Decimal, isLast: boolean): Decimal {
  const converted = (figure: Decimal): Decimal =>
    amount(round(dec(figure).times(facts.rate?.rate ?? "1")));
  const settledAfter = dec(since).plus(dec(due));
  const bookedAfter = isLast
    ? (bookedAsOwed(facts) ?? converted(amount(settledAfter)))
    : converted(amount(settledAfter));
  return amount(dec(bookedAfter).minus(dec(converted(since))));
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
 * Returns the amount booked on the receivable; `null`: it can't be told from the shares. A credit's
 * cents are aligned with those of other credits, so the amount may be a cent off its rate.
 */
function bookedAsOwed({ charged, money, shares }: VoucherFacts): Decimal | null {
  const owed = shares?.find(({ account, of }) => of === "money" && account === money?.owedOn);
  const owedAmount = dec(charged).minus(money?.settled ?? "0");
  // Money that was paid before the booking may be on the same account.
  return owed === undefined || !dec(owed.amount).abs().eq(owedAmount)
    ? null
    : amount(dec(owed.booked).abs());
}

/**
 * Returns what the shop says is settled, less what is booked as settled. Refunds of a sale are
 * booked with its credit.
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
  const stated = settledAmount({ order, form });
  if (stated === null) return { kind: "hold", reason: reason("payment-amount-unknown") };
  const overpaid = overpaidReason({ order, form }, stated, true);
  if (overpaid !== null) return { kind: "hold", reason: overpaid };
  const alreadySettled = dec(facts.money.settled).plus(dec(since));
  const due = dec(stated)
    .minus(alreadySettled)
    .minus(asked ? 0 : dec(facts.money.received ?? "0"));
  return due.lte(0) ? { kind: "none" } : { amount: amount(due), settled: amount(alreadySettled) };
}
