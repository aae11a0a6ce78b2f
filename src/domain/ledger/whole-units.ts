/**
 * What a company that rounds to whole units adds to or takes off a total. Only totals in its own
 * currency are rounded.
 */
import type { LedgerCompany } from "./ledger.ts";
import { amount, dec, type Decimal, round, same } from "../money.ts";

/** Half a unit is rounded away from zero (documented: HalfAwayFromZero). Zero for a whole total. */
export function roundedBy(
  company: Pick<LedgerCompany, "domesticRounding" | "currency">,
  currency: string,
  gross: Decimal,
): Decimal {
  return company.domesticRounding === "none" || currency !== company.currency
    ? "0.00"
    : amount(round(gross, 0).minus(dec(gross)));
}

/** Whether rounding leaves nothing of a total: up to 0.49. The ledger books none such (E47). */
export const isRoundedToNothing = (
  company: Pick<LedgerCompany, "domesticRounding" | "currency">,
  currency: string,
  gross: Decimal,
): boolean =>
  !same(gross, 0) &&
  dec(gross)
    .plus(dec(roundedBy(company, currency, gross)))
    .eq(0);
