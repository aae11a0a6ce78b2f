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
