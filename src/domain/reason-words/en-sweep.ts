/** English words: flows that are stopped, and what a sweep found. */
import { NOTHING_TO_DO, type ReasonWords, say, words } from "./words.ts";

export const running = {
  "lookup-list-empty": words(
    (p) =>
      `eAccounting answered an empty list (${say(p["list"])}) where it used to have entries. The list stays as it was.`,
    "Nothing has to be done if it is right again by the next look. Else look in eAccounting whether somebody has removed the entries.",
  ),
  "flow-paused": words(
    (p) => `The flow ${say(p["flow"])} is stopped. What comes in for it is kept and waits.`,
    "Resume the flow; what waited is then done in its order.",
  ),
} satisfies Record<string, ReasonWords>;

export const sweeps = {
  "run-cancelled": words(
    "The run that asked for this was cancelled. Nothing was written for it.",
    "The flow's next turn takes it up again; stop the flow to keep it from that.",
  ),
  "sweep-nothing-new": words(
    (p) =>
      `Asperion was asked for what changed; of ${say(p["read"])} orders that it named, every one was known as it is.`,
    NOTHING_TO_DO,
  ),
  "sweep-took-up": words(
    (p) =>
      `Asperion was asked for what changed; of ${say(p["read"])} orders that it named, ${say(p["count"])} weren't known as they are. Each has a job of its own now.`,
    NOTHING_TO_DO,
  ),
  "sweep-found-missing": words(
    (p) =>
      `The comparison of the last weeks found ${say(p["count"])} orders whose change nobody had told of. Each has a job of its own now.`,
    "Nothing has to be done. If it happens night after night, check that Asperion's clock and its webhooks work.",
  ),
  "sweep-unlisted": words(
    (p) =>
      `Found ${say(p["count"])} orders that have a document in eAccounting and stood in none of Asperion's lists of the last weeks. Each is asked for by its id; one that is gone is held.`,
    NOTHING_TO_DO,
  ),
  "change-filter-unusable": words(
    (p) =>
      `Asperion doesn't list orders by their change. The last ${say(p["days"])} days are compared as a whole each time, the last ${say(p["night"])} days each night.`,
    "Nothing has to be done. A change of an older order is found at night, or at once where Asperion sends webhooks.",
  ),
} satisfies Record<string, ReasonWords>;
