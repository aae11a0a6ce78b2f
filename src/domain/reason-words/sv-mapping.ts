/** Swedish words: what the rules of a tenant did, and where one couldn't. */
import type * as en from "./en-mapping.ts";
import { atLine, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

export const heldMapping = {
  "rule-failed": words(
    (p) =>
      `Regeln för ${say(p["field"])} fungerar inte på den här posten${atLine(p)}: ${FAULTS[String(p["fault"])] ?? "den stoppades"}${when(p["column"], (column) => ` (kolumn ${column} i regeln)`)}. Inget annat hålls kvar för det.`,
    "Titta på värdet i händelseförloppet. Rätta regeln under Fältregler, eller posten i Asperion. Tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "rule-fails-often": words(
    (p) => `Regeln för ${say(p["field"])} har stoppat ${say(p["times"])} poster i rad.`,
    "Regeln passar inte det som butiken skickar: titta på den under Fältregler och prova den på en av posterna.",
  ),
} satisfies Same<typeof en.heldMapping>;

export const recordedMapping = {
  "field-mapped": words(
    (p) =>
      `Fältet ${say(p["field"])}${when(p["rows"], (rows) => ` på ${rows} rader`)} fylls av ${BY[String(p["by"])] ?? "en regel"}${when(p["source"], (source) => ` (${source})`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedMapping>;

const BY: Readonly<Record<string, string>> = {
  field: "ett fält i posten",
  expression: "en regel",
  default: "regelns standardvärde",
};

const FAULTS: Readonly<Record<string, string>> = {
  "too-long": "resultatet är längre än fältet tillåter",
  "too-many-items": "posten har fler än 1 000 rader",
  "too-heavy": "den behöver fler steg än en regel får ta",
  "number-too-large": "ett tal blir för stort",
  "divided-by-zero": "den delar med noll",
  "not-a-number": "en text som ska vara ett tal är inget tal",
  "not-a-date": "en text som ska vara ett datum är inget datum",
  "not-whole": "ett tal som ska vara helt är inte det",
  "too-many-decimals": "resultatet har fler decimaler än fältet tar",
  empty: "ett fält som aldrig ska vara tomt är tomt",
  "unexpected-value": "resultatet är inte vad fältet tar",
  "nothing-to-search": "den söker efter en tom text",
};
