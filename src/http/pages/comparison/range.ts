/**
 * Which days, and which orders of them, the page is asked for. What isn't known is the usual: the
 * night's own days.
 */
import { type OrderState, STATES } from "../../../monitor/reconciliation/facts.ts";
import { dayAfter } from "../../usecases/figures.ts";
import { isDay } from "../form.ts";

export type RangeRequest = {
  readonly from: string;
  readonly to: string;
  readonly state: OrderState | null;
  readonly cursor: string | null;
};

const USUAL_DAYS = 35;
const MOST_DAYS = 366;

/** At most a year: what an address asks beyond that is the usual as well. */
export const fits = (from: string, to: string): boolean =>
  isDay(from) && isDay(to) && from <= to && to <= dayAfter(from, MOST_DAYS);

export function desiredProduct(
  query: Readonly<Record<string, string | undefined>>,
  today: string,
): RangeRequest {
  const { from = "", to = "", state, cursor } = query;
  const days = fits(from, to) ? { from, to } : { from: dayAfter(today, 1 - USUAL_DAYS), to: today };
  return {
    ...days,
    state: STATES.find((known) => known === state) ?? null,
    cursor: cursor !== undefined && /^\d{4}-\d\d-\d\d \d{1,16}$/.test(cursor) ? cursor : null,
  };
}

export function addressOf(
  id: string,
  { from, to, state }: RangeRequest,
  as: "" | ".csv" | ".json" = "",
  cursor: string | null = null,
): string {
  const query = new URLSearchParams({
    from,
    to,
    ...(state === null || as !== "" ? {} : { state }),
    ...(cursor === null ? {} : { cursor }),
  });
  return `/admin/tenants/${id}/comparison${as}?${query}`;
}

/** The list of the tenant's orders that `text` finds. */
export const ordersPath = (id: string, text: string): string =>
  `/admin/tenants/${id}/orders?${new URLSearchParams({ text })}`;
