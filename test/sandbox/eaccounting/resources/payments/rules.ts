// What a payment must be like, and what of the invoice it settles. Amounts are in the invoice's currency and above nought,
// also for a credit that is paid back, unless the switch says that those have a minus.
import { Big } from "big.js";
import type { Entity, Json } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { roundMoney } from "../../money/round.ts";
import type { Act } from "../../vendor/act.ts";
import { invalid, notFound, VendorFault } from "../../vendor/fault.ts";
import type { BankAccount } from "../../world/entities.ts";

export type PaymentValues = Readonly<Record<string, Json>>;

export const COMPLETE = 2;
export const ROUNDING_TYPE = 3;
export const CHARGE = 4;
const CHEQUE = 1;

export interface Settlement {
  /** 1 for what a customer pays, -1 for what a credit pays back. */
  readonly sign: 1 | -1;
  /** Of the receivable, in the invoice's currency and in the company's, without sign. */
  readonly amount: Big;
  readonly base: Big;
  readonly remaining: Big;
  readonly remainingBase: Big;
}

/** A rounding and a charge name a bank account too, but move no money. */
export function isThroughBank(value: PaymentValues): boolean {
  return value["PaymentType"] !== ROUNDING_TYPE && value["PaymentType"] !== CHARGE;
}

export function bankOf(act: Act, value: PaymentValues, invoice: Entity): BankAccount {
  const id = textOf(value["CompanyBankAccountId"]);
  const bank = act.company.bankAccounts.get(id);
  if (bank === null) throw notFound("BankAccount", id);
  if (!bank.IsActive)
    throw invalid("CompanyBankAccountId", `The bank account ${bank.Name} is not active.`);
  const home = act.company.settings.CurrencyCode;
  if (bank.CurrencyCode !== home && bank.CurrencyCode !== invoice["CurrencyCode"])
    throw invalid("CompanyBankAccountId", `The bank account is in ${bank.CurrencyCode}.`);
  return bank;
}

export function checkAmounts(
  act: Act,
  value: PaymentValues,
  invoice: Entity,
  bank: BankAccount,
): void {
  const currency = textOf(value["PaymentCurrency"]).toUpperCase();
  if (currency !== invoice["CurrencyCode"])
    throw invalid("PaymentCurrency", `The invoice is in ${textOf(invoice["CurrencyCode"])}.`);
  const domestic = value["DomesticPaymentAmount"] !== 0;
  if (
    domestic &&
    (currency === act.company.settings.CurrencyCode || bank.BankAccountType !== CHEQUE)
  ) {
    throw new VendorFault(
      4039,
      "NoDomesticAmountAllowedOnDomesticInvoicesException - DomesticPaymentAmount is for foreign invoices paid to a cheque account.",
    );
  }
  const fee = value["FactoringFeeAmount"];
  if (fee === 0) return;
  const account = Number(value["FactoringFeeAccountNumber"] ?? 0);
  if (act.company.account(textOf(value["PaymentDate"]), account) === null)
    throw new VendorFault(3002, `AccountNotFoundException - There is no account ${account}.`);
}

export function settlementOf(act: Act, value: PaymentValues, invoice: Entity): Settlement {
  const remaining = new Big(Number(invoice["RemainingAmountInvoiceCurrency"]));
  const remainingBase = new Big(Number(invoice["RemainingAmount"]));
  if (remaining.eq(0)) throw invalid("PaymentAmount", "The invoice is already paid.");
  const sign = remaining.gt(0) ? 1 : -1;
  const owed = remaining.abs();
  const paid = unsigned(act, value, sign)
    .plus(Number(value["BankFeeAmount"]))
    .plus(Number(value["FactoringFeeAmount"]));
  const type = value["PaymentType"];
  if (paid.gt(owed) && act.switches.get("paymentAboveRemaining") === "refused")
    throw invalid(
      "PaymentAmount",
      `The payment of ${paid.toFixed(2)} is more than the remaining ${owed.toFixed(2)}.`,
    );
  const closes = type === COMPLETE && !paid.eq(owed);
  if (closes && act.switches.get("completePaymentDiffers") === "refused")
    throw invalid("PaymentAmount", `A complete payment must be the remaining ${owed.toFixed(2)}.`);
  const amount = closes ? owed : paid;
  // In proportion, so that the last payment settles all that is left in the company's currency as well.
  const base = roundMoney(amount.times(remainingBase.abs()).div(owed), "away");
  return {
    sign,
    amount,
    base,
    remaining: remaining.minus(amount.times(sign)),
    remainingBase: remainingBase.minus(base.times(sign)),
  };
}

/** PaymentAmount without its sign, which must be the one that the vendor wants. */
export function unsigned(act: Act, value: PaymentValues, sign: 1 | -1): Big {
  const given = new Big(Number(value["PaymentAmount"]));
  if (value["PaymentType"] === ROUNDING_TYPE) return roundingAmount(act, given);
  const wanted = sign < 0 && act.switches.get("creditPaymentSign") === "negative" ? -1 : 1;
  const amount = given.times(wanted);
  if (amount.lte(0))
    throw invalid(
      "PaymentAmount",
      `The payment amount must be ${wanted > 0 ? "positive" : "negative"}.`,
    );
  return amount;
}

/** Less than a unit. Whether it may add to what remains is a switch. */
function roundingAmount(act: Act, given: Big): Big {
  const allowed =
    given.abs().lt(1) &&
    !given.eq(0) &&
    (given.gt(0) || act.switches.get("negativeRoundingPayment") === "allowed");
  if (!allowed) throw invalid("PaymentAmount", "A rounding must be less than one unit.");
  return given;
}
