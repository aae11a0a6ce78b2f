/** Countries to choose from by their names as one types; others may be typed by their code. */
import { useLanguage, useMessages } from "../use-messages.ts";

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

/** The list that `list="countries"` of a field names; once a page. */
export const Countries = () => {
  const { t } = useMessages();
  const regions = new Intl.DisplayNames(useLanguage(), { type: "region" });
  return (
    <datalist id="countries">
      <option value="EU">{t("mappings.eu")}</option>
      <option value="WORLD">{t("mappings.world")}</option>
      {LISTED.map((code) => (
        <option value={code}>{regions.of(code)}</option>
      ))}
    </datalist>
  );
};
