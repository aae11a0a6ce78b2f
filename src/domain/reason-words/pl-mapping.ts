/** Polish words: what the rules of a tenant did, and where one couldn't. */
import type * as en from "./en-mapping.ts";
import { atLine, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

export const heldMapping = {
  "rule-failed": words(
    (p) =>
      `Reguła dla pola ${say(p["field"])} nie działa na tym rekordzie${atLine(p)}: ${FAULTS[String(p["fault"])] ?? "została przerwana"}${when(p["column"], (column) => ` (kolumna ${column} reguły)`)}. Niczego innego to nie wstrzymuje.`,
    "Sprawdź wartość w przebiegu. Popraw regułę na stronie Reguły pól albo rekord w Asperion. Następnie naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "rule-fails-often": words(
    (p) =>
      `Reguła dla pola ${say(p["field"])} zatrzymała kolejno rekordy, liczba: ${say(p["times"])}.`,
    "Reguła nie pasuje do tego, co wysyła sklep: sprawdź ją na stronie Reguły pól i wypróbuj na jednym z tych rekordów.",
  ),
} satisfies Same<typeof en.heldMapping>;

export const recordedMapping = {
  "field-mapped": words(
    (p) =>
      `Pole ${say(p["field"])}${when(p["rows"], (rows) => ` (wierszy: ${rows})`)} jest wypełniane przez ${BY[String(p["by"])] ?? "regułę"}${when(p["source"], (source) => ` (${source})`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedMapping>;

const BY: Readonly<Record<string, string>> = {
  field: "pole rekordu",
  expression: "regułę",
  default: "wartość domyślną reguły",
};

const FAULTS: Readonly<Record<string, string>> = {
  "too-long": "wynik jest dłuższy, niż przyjmuje pole",
  "too-many-items": "rekord ma ponad 1000 pozycji",
  "too-heavy": "wymaga więcej kroków, niż wolno regule",
  "number-too-large": "liczba staje się za duża",
  "divided-by-zero": "dzieli przez zero",
  "not-a-number": "tekst, który ma być liczbą, nią nie jest",
  "not-a-date": "tekst, który ma być datą, nią nie jest",
  "not-whole": "liczba, która ma być całkowita, nią nie jest",
  "too-many-decimals": "wynik ma więcej miejsc po przecinku, niż przyjmuje pole",
  empty: "puste jest pole, które nigdy nie powinno być puste",
  "unexpected-value": "wynik nie jest tym, co przyjmuje pole",
  "nothing-to-search": "szuka pustego tekstu",
};
