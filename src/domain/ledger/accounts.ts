/** The meaning of an account's number, in the charts that companies of each country usually use. */
import type { LedgerCoding } from "./ledger.ts";

/** The first digit of revenue accounts: BAS, NS 4102, the Finnish model chart, RGS. */
const REVENUE: Readonly<Record<string, string>> = { SE: "3", NO: "3", FI: "3", NL: "8" };

/** `null`: the country's chart isn't known. */
export function isRevenue(account: number, country: string): boolean | null {
  const digit = REVENUE[country];
  return digit === undefined ? null : String(account).startsWith(digit);
}

/** Returns the account of a domestic sale without VAT; `null` where the coding has none. */
export const exemptAccount = ({ accounts }: LedgerCoding): number | null =>
  accounts.domesticExempt ?? accounts.domestic;

/** An account in a fiscal year. Where the ledger shows no accounts, nothing is known of one. */
export type KnownAccount = {
  /** The id of its VAT code; `null`: it has none. */
  readonly vat?: string | null;
  readonly isInactive?: true;
  /** For manual bookkeeping. */
  readonly isBlocked?: true;
  readonly needsCostCenter?: true;
};

/** By fiscal year and number (`accountKey`); `null`: the ledger has none. */
export type KnownAccounts = Readonly<Record<string, KnownAccount | null>>;

export const accountKey = (fiscalYearId: string, account: number): string =>
  `${fiscalYearId}/${account}`;
