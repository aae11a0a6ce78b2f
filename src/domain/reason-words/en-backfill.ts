/** English words: past orders that are booked on purpose, and the first live day. */
import { NOTHING_TO_DO, day, say, type ReasonWords, when, words } from "./words.ts";

export const backfills = {
  "back-fill-listed": words(
    (p) =>
      `Orders from ${day(p["from"])} to ${day(p["to"])} were listed: ${say(p["count"])} of them are dated before the start line.`,
    NOTHING_TO_DO,
  ),
  "back-fill-cancelled": words(
    "The back-fill was cancelled before this order's turn came. Nothing was booked for it.",
    "Run a back-fill again if it still has to be booked.",
  ),
  "dry-run-would-book": words(
    (p) =>
      `It would be booked${when(p["gross"], (gross) => `, ${gross} ${say(p["currency"])} in all`)}. Nothing was written.`,
    "Look at the plan; then run the back-fill itself.",
  ),
  "undo-nothing-there": words(
    "There is no document of ours for this order any more.",
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const firstDay = {
  "first-day-limit": words(
    (p) =>
      `The first live day is limited to ${say(p["limit"])} documents, and they are made. This order waits.`,
    "Look at what was booked. Raise the limit in the settings, or take it away, to go on at once; else it goes on when the day is over.",
  ),
} satisfies Record<string, ReasonWords>;
