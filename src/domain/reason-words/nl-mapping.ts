/** Dutch words: what the rules of a tenant did, and where one couldn't. */
import type * as en from "./en-mapping.ts";
import { atLine, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

export const heldMapping = {
  "rule-failed": words(
    (p) =>
      `De regel voor ${say(p["field"])} kan met dit record niet werken${atLine(p)}: ${FAULTS[String(p["fault"])] ?? "hij is gestopt"}${when(p["column"], (column) => ` (kolom ${column} van de regel)`)}. Niets anders wordt hierdoor opgehouden.`,
    "Bekijk de waarde in het verloop. Verbeter de regel onder Veldregels, of het record in Asperion. Druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "rule-fails-often": words(
    (p) =>
      `De regel voor ${say(p["field"])} heeft ${say(p["times"])} records achter elkaar tegengehouden.`,
    "De regel past niet bij wat de winkel stuurt: bekijk hem onder Veldregels en probeer hem op een van deze records.",
  ),
} satisfies Same<typeof en.heldMapping>;

export const recordedMapping = {
  "field-mapped": words(
    (p) =>
      `Het veld ${say(p["field"])}${when(p["rows"], (rows) => ` van ${rows} regels`)} wordt gevuld door ${BY[String(p["by"])] ?? "een regel"}${when(p["source"], (source) => ` (${source})`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedMapping>;

const BY: Readonly<Record<string, string>> = {
  field: "een veld van het record",
  expression: "een regel",
  default: "de standaardwaarde van de regel",
};

const FAULTS: Readonly<Record<string, string>> = {
  "too-long": "het resultaat is langer dan het veld toelaat",
  "too-many-items": "het record heeft meer dan 1.000 regels",
  "too-heavy": "hij heeft meer stappen nodig dan een regel mag nemen",
  "number-too-large": "een getal wordt te groot",
  "divided-by-zero": "hij deelt door nul",
  "not-a-number": "een tekst die een getal moet zijn, is dat niet",
  "not-a-date": "een tekst die een datum moet zijn, is dat niet",
  "not-whole": "een getal dat geheel moet zijn, is dat niet",
  "too-many-decimals": "het resultaat heeft meer decimalen dan het veld toelaat",
  empty: "een veld dat nooit leeg mag zijn, is leeg",
  "unexpected-value": "het resultaat is niet wat het veld aanneemt",
  "nothing-to-search": "hij zoekt naar een lege tekst",
};
