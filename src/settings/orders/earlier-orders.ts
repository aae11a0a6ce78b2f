/** Which changes of settings let orders in that were left out before. Pure. */
import type { Settings } from "../schema.ts";

/**
 * Orders are booked from now on that weren't until now, though they lie after the start line: the
 * flow or what it writes was off, or the line lay later. Somebody may have booked them by hand.
 */
export function includesEarlierOrders(before: Settings, after: Settings): boolean {
  const [then, now] = [bookedFrom(before), bookedFrom(after)];
  return now !== null && (then === null || now < then);
}

/** In ms; `null`: nothing is booked. */
const bookedFrom = ({ trial, orders }: Settings): number | null =>
  trial || !orders.enabled || orders.startLine === null ? null : Date.parse(orders.startLine);
