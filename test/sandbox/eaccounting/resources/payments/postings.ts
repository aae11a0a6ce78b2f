// What a payment books: the bank, the charges and the rounding against the receivable, and what the exchange rate did
// meanwhile. Where the year books when paid, sales and VAT stand in the receivable's place.
import { Big } from "big.js";
import type { Entity } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { roundMoney } from "../../money/round.ts";
import { sum } from "../../money/totals.ts";
import type { Act } from "../../vendor/act.ts";
import type { BankAccount } from "../../world/entities.ts";
import { exchangeRate } from "../../world/exchange-rates.ts";
import type { Roles } from "../../world/plan.ts";
import type { Posting } from "../ledger/post.ts";
import { CHARGE, type PaymentValues, ROUNDING_TYPE, type Settlement, unsigned } from "./rules.ts";

interface PaymentToPost {
  readonly value: PaymentValues;
  readonly invoice: Entity;
  readonly bank: BankAccount;
  readonly settlement: Settlement;
  readonly day: string;
}

export function paymentPostings(act: Act, payment: PaymentToPost): Posting[] {
  const { value, bank, settlement } = payment;
  const { roles } = act.company.plan;
  const money = [
    {
      account: targetOf(roles, value, bank),
      amount: inHome(
        act,
        payment,
        unsigned(act, value, settlement.sign),
        Number(value["DomesticPaymentAmount"]),
      ),
    },
    {
      account: roles.bankCharges,
      amount: inHome(act, payment, new Big(Number(value["BankFeeAmount"]))),
    },
    {
      account: Number(value["FactoringFeeAccountNumber"] ?? 0),
      amount: inHome(act, payment, new Big(Number(value["FactoringFeeAmount"]))),
    },
  ];
  const cleared = clearing(act, payment);
  const rest = settlement.base.minus(sum(money.map((one) => one.amount)));
  const isHome = payment.invoice["CurrencyCode"] === act.company.settings.CurrencyCode;
  // At home the rest is what a complete payment left; abroad, what the rate did.
  const restAccount = isHome
    ? roles.rounding
    : rest.times(settlement.sign).lt(0)
      ? roles.exchangeGain
      : roles.exchangeLoss;
  const debit = [...money, { account: restAccount, amount: rest }].map(({ account, amount }) => ({
    account,
    amount: amount.times(-settlement.sign),
  }));
  return [...debit, ...cleared].filter((posting) => !posting.amount.eq(0));
}

function targetOf(roles: Roles, value: PaymentValues, bank: BankAccount): number {
  if (value["PaymentType"] === ROUNDING_TYPE) return roles.rounding;
  return value["PaymentType"] === CHARGE ? roles.bankCharges : bank.LedgerAccountNumber;
}

/** At the rate of the payment's day, unless the bank's own amount is given. */
function inHome(act: Act, { invoice, day }: PaymentToPost, amount: Big, given = 0): Big {
  if (given !== 0) return new Big(given).abs();
  const rate =
    exchangeRate(textOf(invoice["CurrencyCode"]), act.company.settings.CurrencyCode, day) ??
    new Big(1);
  return roundMoney(amount.times(rate), "away");
}

/** Credit for what a customer pays. */
function clearing(act: Act, { invoice, settlement }: PaymentToPost): Posting[] {
  const booked = act.company.booked.get(invoice.Id);
  if (booked === undefined || booked.isPosted)
    return [
      {
        account: act.company.plan.roles.receivables,
        amount: settlement.base.times(settlement.sign),
      },
    ];
  return shareOfSale(act, invoice.Id, settlement);
}

/** The settled part of sales and VAT; the last payment takes what earlier ones left. */
function shareOfSale(act: Act, id: string, settlement: Settlement): Posting[] {
  const booked = act.company.booked.get(id);
  if (booked === undefined) return [];
  const isLast = settlement.remainingBase.eq(0);
  const left = sum(booked.sale.map((one) => one.amount));
  const target = settlement.base.times(settlement.sign);
  const shares = booked.sale.map((one) =>
    isLast ? one.amount : roundMoney(one.amount.times(target).div(left), "away"),
  );
  const error = target.minus(sum(shares));
  const postings = booked.sale.map((one, index) => ({
    ...one,
    amount: (shares[index] ?? new Big(0)).plus(index === 0 ? error : 0),
  }));
  act.company.booked.set(id, {
    ...booked,
    sale: booked.sale.map((one, index) => ({
      ...one,
      amount: one.amount.minus(postings[index]?.amount ?? 0),
    })),
  });
  return postings;
}
