/**
 * A look-up by VAT code and country as a grid. It edits the rows of the look-up's own table; rows
 * for some customers or days stand on the look-up's page.
 */
import { rateText } from "../../../domain/language.ts";
import type { NameLists } from "../../../domain/names.ts";
import { type OrderValues, usedIn } from "../../../settings/occurred.ts";
import type { Settings } from "../../../settings/schema.ts";
import { type Grid, gridKey } from "../../../settings/table-cells.ts";
import type { Form } from "../form.ts";
import { Cell, Stack } from "../table.tsx";
import { useLanguage, useMessages } from "../use-messages.ts";
import { CellField } from "./cell-field.tsx";
import { notedName } from "./lookup-values.ts";
import { lookupNamed } from "../../../settings/lookup-lists.ts";
import { UsedText } from "./used-text.tsx";

/** Look-ups that are shown so. */
export const GRIDS = [
  "revenueAccount",
  "goodsCoding",
  "vatAccount",
  "shippingCoding",
  "discountCoding",
  "feeCoding",
] as const;
export type GridName = (typeof GRIDS)[number];

/** Codes that a grid has a row for anyway: what the shop has, and what orders had. */
export function codesListed(
  name: GridName,
  names: NameLists,
  occurred: readonly OrderValues[],
): readonly string[] {
  const sold = occurred.flatMap((values) => values.sold ?? []);
  const entries = names["asperion.vatCodes"]?.entries ?? [];
  if (lookupNamed(name)?.from === "asperion.vatCodes") {
    const used = sold.flatMap(({ vatCode }) => (vatCode === null ? [] : [vatCode]));
    return [...new Set([...entries.map(({ id }) => id), ...used])];
  }
  const rates = entries.flatMap(({ note }) => /^(\d+(?:\.\d+)?) ?%$/.exec(note ?? "")?.[1] ?? []);
  return [...new Set([...rates.map((rate) => `${rate}%`), ...sold.map(({ rate }) => rate)])];
}

type GridProps = {
  readonly name: GridName;
  readonly grid: Grid;
  readonly lookups: Settings["lookups"];
  readonly names: NameLists;
  readonly occurred: readonly OrderValues[];
  readonly typed: Form;
};

export const MappingGrid = ({ name, grid, lookups, names, occurred, typed }: GridProps) => {
  const { t } = useMessages();
  const language = useLanguage();
  const regions = new Intl.DisplayNames(language, { type: "region" });
  const title = t(`settings.lookup.${name}.title`);
  const codes = names["asperion.vatCodes"]?.entries ?? [];
  const codeName = (code: string): string => {
    const found = codes.find(({ id }) => id === code);
    if (code === "") return t("mappings.anyCode");
    return found === undefined ? rateText(language, code) : notedName(language, found);
  };
  const countryName = (country: string): string => {
    switch (country) {
      case "":
        return t("mappings.anyCountry");
      case "EU":
        return t("mappings.eu");
      case "WORLD":
        return t("mappings.world");
      default:
        return (/^[A-Z]{2}$/.test(country) ? regions.of(country) : undefined) ?? country;
    }
  };
  return (
    <Stack label={title} columns={[t("mappings.code"), ...grid.countries.map(countryName)]}>
      <tbody>
        {grid.codes.map((code) => (
          <tr>
            <th scope="row">
              <bdi>{codeName(code)}</bdi>
            </th>
            {grid.countries.map((country) => {
              const used = usedIn(occurred, ({ sold = [] }) =>
                sold.some(
                  (line) =>
                    (line.vatCode === code || line.rate === code) && line.country === country,
                ),
              );
              return (
                <Cell of={countryName(country)}>
                  <CellField
                    name={name}
                    row={gridKey(code, country)}
                    lookups={lookups}
                    names={names}
                    typed={typed}
                    label={`${codeName(code)}, ${countryName(country)}`}
                  />
                  <UsedText used={used} />
                </Cell>
              );
            })}
          </tr>
        ))}
        <tr>
          <th scope="row">{t("settings.lookups.withoutRow")}</th>
          <td colspan={grid.countries.length}>
            <CellField
              name={name}
              row={null}
              lookups={lookups}
              names={names}
              typed={typed}
              label={t("settings.lookups.withoutRow")}
            />
          </td>
        </tr>
      </tbody>
    </Stack>
  );
};
