/** From month to month; from a day to the days beside it, and to its month. */
import { today } from "../../usecases/tenants/figures.ts";
import { useMessages, useNow } from "../frame/use-messages.ts";
import { addressOf, daysOf, monthAfter, monthOf, type RangeRequest } from "./range.ts";
import type { Format } from "../../words/format.ts";
import { dayAfter } from "../../../domain/platform/zoned-time.ts";

type MonthNavigationProps = {
  readonly id: string;
  readonly range: RangeRequest;
};

export const MonthNavigation = ({ id, range }: MonthNavigationProps) => {
  const { t, format } = useMessages();
  const { from, to } = range;
  const month = monthOf(range);
  const newest = today(useNow());
  const way = (days: { readonly from: string; readonly to: string }): string =>
    addressOf(id, { ...days, state: null, cursor: null });
  const day = from === to;
  const ways = day
    ? [
        { days: both(dayAfter(from, -1)), name: format.day(dayAfter(from, -1)) },
        { days: daysOf(from.slice(0, 7)), name: format.month(from.slice(0, 7)) },
        { days: both(dayAfter(from, 1)), name: format.day(dayAfter(from, 1)) },
      ]
    : [-1, ...(month === null ? [0] : []), 1].map((step) => {
        const of = monthAfter(from.slice(0, 7), step);
        return { days: daysOf(of), name: format.month(of) };
      });
  return (
    <div class="head period">
      <h2>{periodOf(range, format)}</h2>
      <nav class="parts" aria-label={t("comparison.otherDays")}>
        {ways
          .filter(({ days }) => days.from <= newest)
          .map(({ days, name }) => (
            <a href={way(days)}>{name}</a>
          ))}
      </nav>
    </div>
  );
};

const both = (day: string) => ({ from: day, to: day });

/** "November 2026", a day, or from one to another. */
export function periodOf({ from, to }: Pick<RangeRequest, "from" | "to">, format: Format): string {
  const month = monthOf({ from, to });
  if (month !== null) return format.month(month);
  return from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`;
}
