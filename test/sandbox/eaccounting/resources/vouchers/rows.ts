// Rows of a voucher become postings: accounts of the voucher's own fiscal year, one side each, with VAT codes, projects
// and cost centres that exist and that the account allows. That all of it balances is the voucher's business.
import { Big } from "big.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.ts";
import type { Act } from "../../vendor/act.ts";
import { invalid, notFound, VendorFault } from "../../vendor/fault.ts";
import type { Account } from "../../world/entities.ts";
import { checkDimensions } from "../ledger/check-dimensions.ts";
import { dimensionsOf } from "../ledger/dimensions.ts";
import type { Posting } from "../ledger/post.ts";

export interface RowRules {
  readonly day: string;
  /** Of the accounts, whatever the rows say. */
  readonly defaultVatCodes: boolean;
  /** A person's or a client's voucher; the vendor's own go past the block. */
  readonly manual: boolean;
}

export function postingsOf(
  act: Act,
  rules: RowRules,
  given: Json | undefined,
  path = "Rows",
): Posting[] {
  const rows: readonly Json[] = Array.isArray(given) ? given : [];
  return rows
    .filter(isJsonObject)
    .map((row, index) => posting(act, rules, row, `${path}[${index}]`));
}

function posting(act: Act, rules: RowRules, row: JsonObject, at: string): Posting {
  const account = accountOf(act, rules, Number(row["AccountNumber"]), at);
  const [debit, credit] = [
    new Big(Number(row["DebitAmount"])),
    new Big(Number(row["CreditAmount"])),
  ];
  if (debit.gt(0) && credit.gt(0))
    throw invalid(`${at}.CreditAmount`, "A row can not have both a debit and a credit amount.");
  if (debit.eq(0) && credit.eq(0))
    throw invalid(`${at}.DebitAmount`, "A row must have a debit or a credit amount.");
  const first =
    act.switches.get("voucherCostCenter1") === "writable"
      ? (row["CostCenterItemId1"] ?? null)
      : null;
  const dimensions = { ...dimensionsOf(row), CostCenterItemId1: first };
  checkDimensions(act, dimensions, at, account, rules.day);
  const text = row["TransactionText"];
  return {
    account: Number(account.Number),
    amount: credit.minus(debit),
    dimensions,
    vatCodeId: vatCodeOf(act, rules, row, account),
    text: typeof text === "string" ? text : null,
  };
}

function accountOf(act: Act, rules: RowRules, number: number, at: string): Account {
  const account = act.company.account(rules.day, number);
  if (account === null)
    throw new VendorFault(
      3002,
      `AccountNotFoundException - There is no account ${number} in the fiscal year of ${rules.day}.`,
    );
  if (!account.IsActive)
    throw invalid(`${at}.AccountNumber`, `The account ${number} is not active.`);
  if (rules.manual && account.IsBlockedForManualBooking)
    throw invalid(`${at}.AccountNumber`, `The account ${number} is blocked for manual booking.`);
  return account;
}

function vatCodeOf(act: Act, rules: RowRules, row: JsonObject, account: Account): string | null {
  const own = row["VatCodeId"];
  if (typeof own === "string" && act.company.vatCodes.get(own) === null)
    throw notFound("VatCode", own);
  if (rules.defaultVatCodes) return account.VatCodeId;
  return typeof own === "string" ? own : null;
}
