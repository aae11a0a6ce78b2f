/** What an invoice asks beyond a sales order: the day on which it is booked, and a total that the ledger won't round. */
import { dec, fits } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { PlanInput } from "../plan-input.ts";

export type BookingDay = { readonly day: string; readonly recorded: readonly Reason[] };

/** The order's day. The ledger refuses a day to come, so an order dated ahead is booked today. Both in the company's zone. */
export function bookingDay(ordered: string, today: string): BookingDay {
  const day = ordered > today ? today : ordered;
  return { day, recorded: [reason("booking-date-chosen", { date: day, ordered, by: day === ordered ? "order" : "today" })] };
}

/**
 * A company that rounds to whole units books another total than was paid, and a row can't undo it: the total is rounded
 * after the rows. An order whose total is whole has nothing to round.
 */
export function invoiceFaults({ order, company }: Pick<PlanInput, "order" | "company">): readonly Reason[] {
  if (company.domesticRounding === "none" || fits(dec(order.gross), 0)) return [];
  return [reason("domestic-rounding", { total: order.gross })];
}
