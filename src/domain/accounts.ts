/** What an account is by its number, in the charts that companies of each country usually keep. */
import type { LedgerCoding } from "./ledger.ts";

/** The first digit of accounts of revenue: BAS, NS 4102, the Finnish model chart, RGS. */
const REVENUE: Readonly<Record<string, string>> = { SE: "3", NO: "3", FI: "3", NL: "8" };

/** `null`: nothing is said of a country whose chart isn't known. */
export function isRevenue(account: number, country: string): boolean | null {
  const digit = REVENUE[country];
  return digit === undefined ? null : String(account).startsWith(digit);
}

/** What a coding without VAT books to at home; `null` where it has no account for that. */
export const exemptAccount = ({ accounts }: LedgerCoding): number | null =>
  accounts.domesticExempt ?? accounts.domestic;
