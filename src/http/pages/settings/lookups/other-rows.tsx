/**
 * Rows of a look-up that are narrowed, or for values that no list has: one column for each part of
 * the key, so that nobody has to know its syntax.
 */
import { columnsOf, SALES } from "../../../../settings/key-columns.ts";
import { Cell, Stack } from "../../table.tsx";
import { useMessages } from "../../use-messages.ts";
import { Countries } from "../fields/countries.tsx";
import { Target, type TargetShape } from "../fields/target.tsx";
import { askedOf, type Line, lookupNames } from "./lookup-values.ts";
import type { LookupDefinition } from "../../../../settings/lookup-lists.ts";

type OtherRowsProps = {
  readonly lookup: LookupDefinition;
  readonly rows: readonly Line[];
  readonly target: TargetShape;
  readonly spare: number;
};

/** Whether rows have something that the shop says beside country, customer and days. */
const isCoded = (lookup: LookupDefinition): boolean =>
  !("byCountry" in lookup || "codeless" in lookup);

/** Folded away while there are none. */
export const OtherRows = ({ lookup, rows, target, spare }: OtherRowsProps) => {
  const { t } = useMessages();
  const asked = askedOf(lookup);
  const title = t(`settings.lookup.${lookup.name}.title`);
  const code = t(`settings.lookup.${lookup.name}.from`);
  const hasCode = isCoded(lookup);
  const columns = [
    ...(hasCode ? [code] : []),
    t("mappings.country"),
    t("mappings.kind"),
    ...(asked.withSale ? [t("mappings.sale")] : []),
    t("mappings.from"),
    t("mappings.until"),
    title,
  ];
  const all = [...rows, ...Array.from({ length: spare }, (): Line => ({ from: "", to: "" }))];
  return (
    <details open={rows.length > 0 || lookup.from === null}>
      <summary>{t("mappings.narrowed", { count: rows.length })}</summary>
      <Countries />
      <Stack label={t("mappings.narrowed", { count: rows.length })} columns={columns}>
        <tbody>
          {all.map((row, index) => (
            <OtherRow lookup={lookup} row={row} target={target} number={index + 1} />
          ))}
        </tbody>
      </Stack>
    </details>
  );
};

type OtherRowProps = {
  readonly lookup: LookupDefinition;
  readonly row: Line;
  readonly target: TargetShape;
  readonly number: number;
};

const OtherRow = ({ lookup, row, target, number }: OtherRowProps) => {
  const { t } = useMessages();
  const names = lookupNames(lookup.name);
  const asked = askedOf(lookup);
  const columns = columnsOf(row.from, asked);
  const title = t(`settings.lookup.${lookup.name}.title`);
  const code = t(`settings.lookup.${lookup.name}.from`);
  const label = (of: string): string => t("settings.lookups.row", { of, number });
  const choice = (name: string, of: string, value: string, options: readonly string[]) => (
    <select name={name} aria-label={label(of)}>
      <option value="">{t("mappings.any")}</option>
      {options.map((one) => (
        <option value={one} selected={one === value}>
          {t(`mappings.words.${one as (typeof WORDS)[number]}`)}
        </option>
      ))}
    </select>
  );
  const day = (name: string, of: string, value: string) => (
    <input type="date" name={name} value={value} aria-label={label(of)} />
  );
  return (
    <tr>
      {!isCoded(lookup) ? (
        <input type="hidden" name={names.from} value={columns.code} />
      ) : (
        <Cell of={code}>
          <input
            dir="auto"
            name={names.from}
            value={columns.code}
            aria-label={label(code)}
            placeholder={t("mappings.any")}
            autocomplete="off"
          />
        </Cell>
      )}
      <Cell of={t("mappings.country")}>
        <input type="hidden" name={names.was} value={row.from} />
        <input
          name={names.country}
          value={columns.country}
          list="countries"
          maxlength={5}
          aria-label={label(t("mappings.country"))}
          placeholder={t("mappings.any")}
          autocomplete="off"
        />
      </Cell>
      <Cell of={t("mappings.kind")}>
        {choice(names.kind, t("mappings.kind"), columns.kind, KINDS)}
      </Cell>
      {asked.withSale ? (
        <Cell of={t("mappings.sale")}>
          {choice(names.sale, t("mappings.sale"), columns.sale, SALES)}
        </Cell>
      ) : null}
      <Cell of={t("mappings.from")}>{day(names.fromDay, t("mappings.from"), columns.from)}</Cell>
      <Cell of={t("mappings.until")}>
        {day(names.untilDay, t("mappings.until"), columns.until)}
      </Cell>
      <Cell of={title}>
        <Target
          name={names.to}
          value={row.to}
          text={names.text}
          shape={target}
          none={t("settings.lookups.notSet")}
          label={label(title)}
          at={number - 1}
        />
      </Cell>
    </tr>
  );
};

const KINDS = ["company", "private"] as const;
const WORDS = [...KINDS, "home", "eu-business", "eu-consumer", "oss", "export"] as const;
