/** The days that a reconciliation is about, as its job's events name them. Pure. */
import { DAY_MS } from "../../domain/platform/durations.ts";
import { RETRY } from "../../domain/jobs/requested-actions.ts";
import { localDay, SOURCE_ZONE } from "../../domain/platform/zoned-time.ts";
import type { Range } from "./port.ts";

/** The nightly sweep's reach. */
const NIGHT_DAYS = 35;

/** An event that asks for certain days says which. */
export const rangeEvent = ({ from, to }: Range): string => `range ${from} ${to}`;

/**
 * The days that a run is about: all that were asked for, or the last weeks. `unfinished`: those of
 * the run that a person tries again.
 */
export function rangeOf(
  eventTypes: readonly string[],
  now: number,
  unfinished: Range | null = null,
): Range {
  const types = unfinished === null ? eventTypes : eventTypes.filter((type) => type !== RETRY);
  const ranges = types.flatMap((type) => {
    const match = /^range (\d{4}-\d{2}-\d{2}) (\d{4}-\d{2}-\d{2})$/.exec(type);
    return match === null ? [] : [{ from: match[1] ?? "", to: match[2] ?? "" }];
  });
  const asked = unfinished === null ? ranges : [...ranges, unfinished];
  const nights =
    ranges.length === types.length
      ? []
      : [
          {
            from: localDay(now - NIGHT_DAYS * DAY_MS, SOURCE_ZONE),
            to: localDay(now, SOURCE_ZONE),
          },
        ];
  const all = [...asked, ...nights];
  return {
    from: all.map(({ from }) => from).sort()[0] ?? "",
    to:
      all
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? "",
  };
}
