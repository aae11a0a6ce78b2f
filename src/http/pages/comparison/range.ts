/**
 * Which days, and which orders of them, the page is asked for. What isn't known is the usual: this
 * month.
 */
import { PART_NAMES, type PartName } from "../../../monitor/reconciliation/balance.ts";
import { type ReconciledState, STATES } from "../../../monitor/reconciliation/facts.ts";
import { isDay } from "../forms/form.ts";
import { dayAfter } from "../../../domain/platform/zoned-time.ts";

export type RangeRequest = {
  readonly from: string;
  readonly to: string;
  readonly state: ReconciledState | null;
  /** Orders that the difference of this name comes from. */
  readonly part?: PartName | null;
  readonly cursor: string | null;
};

/** The form of the page that reconciles days: who may send it is led there. */
export const TO_RANGE = { href: "#from", form: "" } as const;

const MOST_DAYS = 366;

/** At most a year: what an address asks beyond that is the usual as well. */
export const isValidRange = (from: string, to: string): boolean =>
  isDay(from) && isDay(to) && from <= to && to <= dayAfter(from, MOST_DAYS);

export const isMonth = (text: string): boolean => isDay(`${text}-01`);

/** Returns the days of "2026-11". */
export function daysOf(month: string): { readonly from: string; readonly to: string } {
  const from = `${month}-01`;
  return { from, to: dayAfter(`${monthAfter(month, 1)}-01`, -1) };
}

export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The month that these days are; `null`: they are no whole month. */
export function monthOf({ from, to }: Pick<RangeRequest, "from" | "to">): string | null {
  const month = from.slice(0, 7);
  const days = daysOf(month);
  return days.from === from && days.to === to ? month : null;
}

export const isCursor = (text: string): boolean => /^\d{4}-\d\d-\d\d \d{1,16}$/.test(text);

export function rangeRequestOf(
  query: Readonly<Record<string, string | undefined>>,
  today: string,
): RangeRequest {
  const { from = "", to = "", month = "", state, part, cursor } = query;
  const days = isValidRange(from, to)
    ? { from, to }
    : daysOf(isMonth(month) ? month : today.slice(0, 7));
  return {
    ...days,
    part: PART_NAMES.find((known) => known === part) ?? null,
    state: STATES.find((known) => known === state) ?? null,
    cursor: cursor !== undefined && isCursor(cursor) ? cursor : null,
  };
}

export function addressOf(
  id: string,
  { from, to, state, part = null }: RangeRequest,
  as: "" | ".csv" | ".json" = "",
  cursor: string | null = null,
): string {
  const query = new URLSearchParams({
    from,
    to,
    ...(state === null || as !== "" ? {} : { state }),
    ...(part === null || as !== "" ? {} : { part }),
    ...(cursor === null ? {} : { cursor }),
  });
  return `/admin/tenants/${id}/comparison${as}?${query}`;
}

/** The same days on paper. */
export const reportPath = (id: string, { from, to }: Pick<RangeRequest, "from" | "to">): string =>
  `/admin/tenants/${id}/comparison/report?${new URLSearchParams({ from, to })}`;

type Days = Pick<RangeRequest, "from" | "to">;

/** As many days as a posting list has at most: a month's. */
const MOST_LISTED = 31;

/** What isn't known, or is longer than a month, is the usual: the month that it begins with. */
export function postingDaysOf(
  query: Readonly<Record<string, string | undefined>>,
  today: string,
): Days {
  const { day = "", from = "", to = "", month = "" } = query;
  if (isDay(day)) return { from: day, to: day };
  if (isListed({ from, to })) return { from, to };
  if (isMonth(month)) return daysOf(month);
  return isDay(from) ? daysOf(from.slice(0, 7)) : { from: today, to: today };
}

/** Whether a posting list of these days can be asked for. */
export const isListed = ({ from, to }: Days): boolean =>
  isValidRange(from, to) && to < dayAfter(from, MOST_LISTED);

/** The postings of the documents of some days. `on`: the unread ones are being read. */
export const postingsPath = (
  id: string,
  { from, to }: Days,
  as: "" | ".csv" | "/totals" = "",
  cursor: string | null = null,
  also: "on" | null = null,
): string =>
  `/admin/tenants/${id}/comparison/postings${as}?${new URLSearchParams({
    ...(from === to ? { day: from } : { from, to }),
    ...(cursor === null ? {} : { cursor }),
    ...(also === null ? {} : { [also]: "1" }),
  })}`;

/** The list of the tenant's orders that `text` finds. */
export const ordersPath = (id: string, text: string): string =>
  `/admin/tenants/${id}/orders?${new URLSearchParams({ text })}`;
