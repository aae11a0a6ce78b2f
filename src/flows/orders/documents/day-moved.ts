/**
 * An order whose day is another than when it was booked. What is booked keeps its day; another
 * month may be another period of VAT, and that is for a person. Pure.
 */
import type { Order } from "../../../domain/order.ts";
import { type Reason, reason } from "../../../domain/reasons.ts";

/** The order's day as the shop wrote it. */
export const dayOf = ({ date }: Pick<Order, "date">): string => date.slice(0, "2026-01-31".length);

type DayMoved = { readonly why: Reason; readonly month: boolean };

/** `null`: it is the same day, or nobody knows which it was. */
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
