/**
 * What an invoice asks beyond a sales order: a total that the ledger won't round, and books that
 * aren't kept by payment.
 */
import type { FiscalYear } from "../../../../domain/ledger.ts";
import { same } from "../../../../domain/money.ts";
import { reason, type Reason } from "../../../../domain/reasons.ts";
import { roundedBy } from "../../../../domain/whole-units.ts";
import { booksRounded } from "../../../../settings/whole-units.ts";
import type { PlanInput } from "../plan-input.ts";

/**
 * A company that rounds to whole units books another total than was paid, and a row can't undo it:
 * the total is rounded after the rows. An order whose total is whole has nothing to round; what
 * becomes of another one the tenant says, unless gift cards paid a part of it (`cards`). What
 * belongs to an invoice that is there (a credit, what an edit changed) can't become a voucher, so
 * whoever wants vouchers gets it rounded, as a person would who books it in the ledger. Books that
 * are kept by payment (the cash method) book nothing with an invoice, which isn't what an order
 * that was paid wants.
 */
export function invoiceFaults(
  {
    order,
    company,
    settings,
    years = [],
    today = "",
    form,
    part,
  }: Pick<PlanInput, "order" | "company" | "settings" | "years" | "today" | "form" | "part">,
  cards: boolean,
): readonly Reason[] {
  const { wholeUnits } = settings.orders;
  const ofInvoice = form === "credit" || part === true;
  const mayRound = booksRounded(wholeUnits) || (wholeUnits === "mutation" && ofInvoice);
  return [
    ...(same(roundedBy(company, order.currency, order.gross), 0) || (mayRound && !cards)
      ? []
      : [reason("domestic-rounding", { total: order.gross })]),
    ...(isCashBooks(years, today) ? [reason("cash-bookkeeping")] : []),
  ];
}

/** The books of that day are kept by payment. `day`: in the company's zone. */
export const isCashBooks = (years: readonly FiscalYear[], day: string): boolean =>
  years.some(({ start, end, method }) => method === "cash" && start <= day && day <= end);
