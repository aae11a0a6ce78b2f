/** English words: what the rules of a tenant did, and where one couldn't. */
import { atLine, NOTHING_TO_DO, type ReasonWords, say, when, words } from "./words.ts";

export const heldMapping = {
  "rule-failed": words(
    (p) =>
      `The rule for ${say(p["field"])} can't work on this record${atLine(p)}: ${FAULTS[String(p["fault"])] ?? "it stopped"}${when(p["column"], (column) => ` (column ${column} of the rule)`)}. Nothing else is held for it.`,
    "Look at the value in the story. Correct the rule under Mapping, or the record in Asperion. Then press Retry with the newest settings.",
  ),
  "rule-fails-often": words(
    (p) => `The rule for ${say(p["field"])} has stopped ${say(p["times"])} records in a row.`,
    "The rule doesn't fit what the shop sends: look at it under Mapping, and try it on one of these records.",
  ),
} satisfies Record<string, ReasonWords>;

export const recordedMapping = {
  "field-mapped": words(
    (p) =>
      `The field ${say(p["field"])}${when(p["rows"], (rows) => ` of ${rows} rows`)} is filled by ${BY[String(p["by"])] ?? "a rule"}${when(p["source"], (source) => ` (${source})`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

const BY: Readonly<Record<string, string>> = {
  field: "a field of the record",
  expression: "a rule",
  default: "the rule's default",
};

const FAULTS: Readonly<Record<string, string>> = {
  "too-long": "its result is longer than the field takes",
  "too-many-items": "the record has more than 1,000 lines",
  "too-heavy": "it needs more steps than a rule may take",
  "number-too-large": "a number gets too large",
  "divided-by-zero": "it divides by zero",
  "not-a-number": "a text that should be a number is none",
  "not-a-date": "a text that should be a date is none",
  "not-whole": "a number that should be whole isn't",
  "too-many-decimals": "its result has more decimals than the field takes",
  empty: "a field is empty that never should be",
  "unexpected-value": "its result isn't what the field takes",
  "nothing-to-search": "it looks for an empty text",
};
