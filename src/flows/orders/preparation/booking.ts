/**
 * What an invoice requires beyond a sales order: a total that the ledger doesn't round, and books
 * that don't use the cash method.
 */
import type { FiscalYear, LedgerCompany } from "../../../domain/ledger/ledger.ts";
import { same } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { isRoundedToNothing, roundedBy } from "../../../domain/ledger/whole-units.ts";
import { booksRounded } from "../../../settings/orders/whole-units.ts";
import type { Order } from "../../../domain/orders/order.ts";
import type { PlanInput } from "../shared/plan-input.ts";

/**
 * Returns why the order can't be invoiced. A company that rounds to whole units books another total
 * than was paid, and no row can undo that, as the total is rounded after the rows. A whole total
 * isn't rounded; for others the tenant chooses, unless gift cards paid a part (`cards`). A document
 * that belongs to an existing invoice (a credit, an edit) can't become a voucher, so for a tenant
 * who wants vouchers it is rounded. Under the cash method an invoice books nothing, which is wrong
 * for a paid order.
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
    ...roundingFaults(company, order, mayRound && !cards),
    ...(isCashBooks(years, today) ? [reason("cash-bookkeeping")] : []),
  ];
}

/** Returns why the ledger's rounding of a total is in the way. `mayRound`: the tenant chose how. */
export function roundingFaults(
  company: Pick<LedgerCompany, "domesticRounding" | "currency">,
  { currency, gross: total }: Pick<Order, "currency" | "gross">,
  mayRound: boolean,
): readonly Reason[] {
  if (isRoundedToNothing(company, currency, total))
    return [reason("rounded-to-nothing", { total })];
  return mayRound || same(roundedBy(company, currency, total), 0)
    ? []
    : [reason("domestic-rounding", { total })];
}

/** Whether the books of that day use the cash method. `day`: in the company's zone. */
export const isCashBooks = (years: readonly FiscalYear[], day: string): boolean =>
  years.some(({ start, end, method }) => method === "cash" && start <= day && day <= end);
