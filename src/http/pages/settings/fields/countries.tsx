/** Countries to choose from by their names; others may be typed by their code. */
import { useMessages } from "../../frame/use-messages.ts";
import type { FieldAria } from "../../forms/select.tsx";
import type { NameEntry } from "../../../../domain/ledger/names.ts";
import { notedName } from "../lookups/lookup-values.ts";

const LISTED = [
  "AT",
  "BE",
  "BG",
  "HR",
  "CY",
  "CZ",
  "DK",
  "EE",
  "FI",
  "FR",
  "DE",
  "GR",
  "HU",
  "IE",
  "IT",
  "LV",
  "LT",
  "LU",
  "MT",
  "NL",
  "PL",
  "PT",
  "RO",
  "SK",
  "SI",
  "ES",
  "SE",
  "NO",
  "CH",
  "GB",
  "US",
] as const;

/** The list that fields name by this id. */
export const Countries = ({ id }: { id: string }) => {
  const { t, format } = useMessages();
  return (
    <datalist id={id}>
      <option value="EU">{t("mappings.eu")}</option>
      <option value="WORLD">{t("mappings.world")}</option>
      {LISTED.map((code) => (
        <option value={code}>{format.country(code)}</option>
      ))}
    </datalist>
  );
};

const partsIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.split(/[\s,;]+/)).filter((part) => part !== "");

/** The codes that a field of this form says, ticked or typed. */
export const countriesIn = (texts: readonly string[]): readonly string[] => [
  ...new Set(partsIn(texts).map((part) => part.toUpperCase())),
];

export type CountryTicksProps = {
  readonly name: string;
  /** As the form has it: what isn't valid stays as it was typed. */
  readonly texts: readonly string[];
  readonly label: string;
  readonly aria?: FieldAria;
};

/** Several countries, each with its own tick; what isn't listed is typed below. */
export const CountryTicks = ({ name, texts, label, aria = {} }: CountryTicksProps) => {
  const { t, language, format } = useMessages();
  const entries = LISTED.map((id) => ({ id, name: format.country(id), note: null }));
  const isListed = (part: string): boolean => LISTED.some((one) => one === part.toUpperCase());
  const parts = partsIn(texts);
  const chosen = countriesIn(parts.filter(isListed));
  const isLater = (code: string): number => (chosen.includes(code) ? 0 : 1);
  return (
    <>
      <TickList
        name={name}
        chosen={chosen}
        entries={entries.toSorted(
          (a, b) => isLater(a.id) - isLater(b.id) || a.name.localeCompare(b.name, language),
        )}
      />
      <label class="hint">
        {t("settings.countries.others")}
        <input
          name={name}
          value={parts.filter((part) => !isListed(part)).join(", ")}
          aria-label={`${label}: ${t("settings.countries.others")}`}
          autocomplete="off"
          autocapitalize="characters"
          {...aria}
        />
      </label>
    </>
  );
};

type TickListProps = {
  readonly name: string;
  readonly chosen: readonly string[];
  readonly entries: readonly NameEntry[];
};

/**
 * Several of a list, each with its own tick: nobody holds Ctrl. A long list scrolls by itself. What
 * was chosen and isn't in the list any more stays.
 */
export const TickList = ({ name, chosen, entries }: TickListProps) => {
  const { t, language } = useMessages();
  const gone = chosen
    .filter((id) => entries.every((entry) => entry.id !== id))
    .map((id) => ({ id, name: t("settings.lookups.gone", { id }), note: null }));
  return (
    <div class="ticks">
      {[...entries, ...gone].map((entry) => (
        <label class="check">
          <input type="checkbox" name={name} value={entry.id} checked={chosen.includes(entry.id)} />
          <bdi>{notedName(language, entry)}</bdi>
        </label>
      ))}
    </div>
  );
};
