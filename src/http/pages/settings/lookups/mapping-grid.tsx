/**
 * A look-up by VAT code and country as a grid. It edits the rows of the look-up's own table; rows
 * for some customers or days stand on the look-up's page.
 */
import { rateText } from "../../../../domain/language.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import { type OrderValues, usedIn } from "../../../../settings/lookups/occurred-values.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { type Grid, gridKey } from "../../../../settings/lookups/table-cells.ts";
import type { Form } from "../../forms/form.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { CellField, UsedText } from "../fields/cell-field.tsx";
import { notedName, byNotedRate, byRate } from "./lookup-values.ts";
import { lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";

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
  const entries = (names["asperion.vatCodes"]?.entries ?? []).toSorted(byNotedRate);
  if (lookupNamed(name)?.from === "asperion.vatCodes") {
    const used = sold.flatMap(({ vatCode }) => (vatCode === null ? [] : [vatCode]));
    return [...new Set([...entries.map(({ id }) => id), ...used])];
  }
  const rates = entries.flatMap(({ note }) => /^(\d+(?:\.\d+)?) ?%$/.exec(note ?? "")?.[1] ?? []);
  return [
    ...new Set([...rates.map((rate) => `${rate}%`), ...sold.map(({ rate }) => rate)]),
  ].toSorted(byRate);
}

/** Any country first, the EU and the rest of the world last. */
const PLACES: Readonly<Record<string, number>> = { "": 0, EU: 2, WORLD: 3 };
const placeOf = (country: string): number => PLACES[country] ?? 1;

type GridProps = {
  readonly name: GridName;
  readonly grid: Grid;
  readonly lookups: Settings["lookups"];
  readonly names: NameLists;
  readonly occurred: readonly OrderValues[];
  readonly typed: Form;
};

export const MappingGrid = ({ name, grid, lookups, names, occurred, typed }: GridProps) => {
  const { t, language, format } = useMessages();
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
        return format.country(country);
    }
  };
  const countries = grid.countries.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || countryName(a).localeCompare(countryName(b), language),
  );
  // A rate that only a row names stands among the others; any rate comes first.
  const rows = grid.codes.every((code) => code === "" || code.endsWith("%"))
    ? grid.codes.toSorted((a, b) => Number(b === "") - Number(a === "") || byRate(a, b))
    : grid.codes;
  return (
    <Stack label={title} columns={[t("mappings.code"), ...countries.map(countryName)]}>
      <tbody>
        {rows.map((code) => (
          <tr>
            <th scope="row">
              <bdi>{codeName(code)}</bdi>
            </th>
            {countries.map((country) => {
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
          <td colspan={countries.length}>
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
