// A day can be booked when a fiscal year has it and neither the year nor the period is locked.
import type { Act } from "../vendor/act.ts";
import { type ErrorCode, VendorFault } from "../vendor/fault.ts";

export function requireOpenPeriod(act: Act, day: string, code: ErrorCode): void {
  const year = act.company.fiscalYearOf(day);
  if (year === null) throw new VendorFault(3001, `FiscalYearDoesNotExistException - There is no fiscal year for the date ${day}.`);
  const lockedTo = act.company.settings.AccountingLockedTo;
  if (!year.IsLockedForAccounting && (lockedTo === null || day > lockedTo)) return;
  throw new VendorFault(code, `CannotBookkeepInvoiceException - The fiscal year or period of ${day} is locked.`);
}
