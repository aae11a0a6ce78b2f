// A day can be booked when a fiscal year has it and neither the year nor the period is locked. Which code says so depends
// on what is booked: an invoice has one for both, a voucher one for each.
import type { Act } from "../vendor/act.ts";
import { type ErrorCode, VendorFault } from "../vendor/fault.ts";

export const INVOICE_LOCK = { period: 4013, year: 4013 } as const;
export const VOUCHER_LOCK = { period: 4026, year: 4038 } as const;

export function requireOpenPeriod(
  act: Act,
  day: string,
  codes: { readonly period: ErrorCode; readonly year: ErrorCode },
): void {
  const year = act.company.fiscalYearOf(day);
  if (year === null)
    throw new VendorFault(
      3001,
      `FiscalYearDoesNotExistException - There is no fiscal year for the date ${day}.`,
    );
  if (year.IsLockedForAccounting)
    throw new VendorFault(
      codes.year,
      `FiscalYearLockedException - The fiscal year of ${day} is locked.`,
    );
  const lockedTo = act.company.settings.AccountingLockedTo;
  if (lockedTo !== null && day <= lockedTo)
    throw new VendorFault(codes.period, `PeriodLockedException - The period of ${day} is locked.`);
}
