/**
 * An order whose day changed after it was booked. The booking keeps its day; another month may be
 * another VAT period, which a person has to decide. Pure.
 */
import type { Order } from "../../../domain/order.ts";
import { type Reason, reason } from "../../../domain/reasons.ts";

/** Returns the order's day as the shop wrote it. */
export const dayOf = ({ date }: Pick<Order, "date">): string => date.slice(0, "2026-01-31".length);

type DayMoved = { readonly why: Reason; readonly month: boolean };

/** `null`: the day is the same, or the booked one isn't known. */
export function dayMoved(
  number: string,
  booked: string | undefined,
  now: string | null,
): DayMoved | null {
  if (booked === undefined || now === null || booked === now) return null;
  const month = booked.slice(0, 7) !== now.slice(0, 7);
  const days = { number, booked, now };
  return {
    month,
    why: month ? reason("order-month-moved", days) : reason("order-day-moved", days),
  };
}
