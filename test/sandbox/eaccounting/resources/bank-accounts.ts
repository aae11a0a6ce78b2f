// The company's bank accounts, behind ea:purchase: each has a ledger account of its own, whose balance it shows, and can't
// be deleted once something is booked on it.
import { Big } from "big.js";
import { toNumber } from "../money/round.ts";
import type { Entity, Json, JsonObject } from "../json.ts";
import { bankAccountFields, bankFields } from "../schema/bank-account.ts";
import { type Act, today } from "../vendor/act.ts";
import { acceptBody } from "../vendor/body.ts";
import { invalid, notFound, VendorFault } from "../vendor/fault.ts";
import { PURCHASE, type Resource } from "../vendor/resource.ts";
import type { BankAccount } from "../world/entities.ts";
import { isUsed, trialBalance } from "./ledger/balances.ts";
import { newId } from "./new-id.ts";

export const bankAccounts: Resource<BankAccount> = {
  path: "bankaccounts",
  entity: "BankAccount",
  fields: bankAccountFields,
  scopes: PURCHASE,
  table: (company) => company.bankAccounts,
  create: (act, body) => complete(act, acceptBody(act, bankAccountFields, body, null), null),
  replace: (act, stored, body) =>
    complete(act, acceptBody(act, bankAccountFields, body, view(act)(stored)), stored),
  remove(act, stored) {
    if (isUsed(act.company, stored.LedgerAccountNumber))
      throw new VendorFault(4001, "CanNotBeDeletedException - The bank account has transactions.");
  },
  view,
};

export const banks: Resource<Entity> = {
  path: "banks",
  entity: "Bank",
  fields: bankFields,
  scopes: PURCHASE,
  table: (company) => company.banks,
  noSingle: true,
};

const DESCRIPTIONS = [
  "",
  "Checkkonto",
  "Kassa",
  "Sparkonto",
  "Valutakonto",
  "Digital plånbok",
  "Checkkredit",
  "Skattekonto",
];
const NEEDS_NO_BANK = [2, 7];

function view(act: Act): (row: BankAccount) => JsonObject {
  const day = today(act);
  const balances = new Map(trialBalance(act.company, day).map((one) => [one.account, one.balance]));
  return (row) => ({
    ...row,
    // Dutch companies' only.
    IsEnabledDirectDebit: null,
    DirectDebitCreditorId: null,
    DirectDebitBatchBooking: null,
    DirectDebitSendDirectlyToBank: null,
    BankAccountTypeDescription: DESCRIPTIONS[row.BankAccountType] ?? null,
    Balance: { Balance: toNumber(balances.get(row.LedgerAccountNumber) ?? new Big(0)), Date: day },
  });
}

function complete(act: Act, value: Record<string, Json>, stored: BankAccount | null): BankAccount {
  const { company } = act;
  const ledger = Number(value["LedgerAccountNumber"]);
  if (company.account(today(act), ledger) === null)
    throw new VendorFault(3002, `AccountNotFoundException - There is no account ${ledger}.`);
  const other = company.bankAccounts.find((one) => one.LedgerAccountNumber === ledger);
  if (other !== null && other.Id !== stored?.Id)
    throw invalid("LedgerAccountNumber", `The account ${ledger} belongs to another bank account.`);
  const needsBank =
    !NEEDS_NO_BANK.includes(Number(value["BankAccountType"])) &&
    company.settings.CountryCode !== "NL";
  if (needsBank && value["Bank"] === null)
    throw invalid("Bank", "Bank must be set for this type of bank account.");
  if (needsBank && (value["Bban"] === null || value["Bban"] === ""))
    throw invalid("Bban", "Bban must be set for this type of bank account.");
  if (typeof value["Bank"] === "string" && company.banks.get(value["Bank"]) === null)
    throw notFound("Bank", value["Bank"]);
  return {
    ...value,
    Id: stored?.Id ?? newId(),
    CurrencyCode: stored?.CurrencyCode ?? company.settings.CurrencyCode,
    ModifiedUtc: act.world.stamp(),
  } as unknown as BankAccount;
}
