/**
 * Rows of a look-up that are narrowed, or for values that no list has: one column for each part of
 * the key, so that nobody has to know its syntax.
 */
import { columnsOf, type KeyColumns, SALES } from "../../../../settings/lookups/table-cells.ts";
import { Cell, More, Stack } from "../../parts/table.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Countries } from "../fields/countries.tsx";
import { type FieldAria, Select } from "../../forms/select.tsx";
import { Target, type TargetShape } from "../fields/target.tsx";
import {
  keyShapeOf,
  type Line,
  lookupNames,
  rowFault,
  type TableFault,
  tableFaultText,
  valueName,
} from "./lookup-values.ts";
import type { LookupDefinition } from "../../../../settings/lookups/lookup-lists.ts";
import { FaultText } from "../../forms/field-texts.tsx";

/** Where a row is changed; `undefined`: here. */
export type Opens = (from: string) => string | undefined;

type OtherRowsProps = {
  readonly lookup: LookupDefinition;
  readonly rows: readonly Line[];
  readonly target: TargetShape;
  readonly opens: Opens;
  readonly spare: number;
  readonly isSeen: (row: Line, index: number) => boolean;
};

/** Whether rows have something that the shop says beside country, customer and days. */
const isCoded = (lookup: LookupDefinition): boolean =>
  !("byCountry" in lookup || "codeless" in lookup);

/** A payout has no buyer: no country and no kind of customer narrows it. */
const isOfBuyers = ({ of }: LookupDefinition): boolean => of !== "payout";

const countriesOf = ({ name }: LookupDefinition): string => `countries-${name}`;

/** Folded away while there are none. */
export const OtherRows = (props: OtherRowsProps) => {
  const { lookup, rows, target, opens, spare, isSeen } = props;
  const messages = useMessages();
  const { t } = messages;
  const asked = keyShapeOf(lookup);
  const title = valueName(messages, lookup);
  const code = t(`settings.lookup.${lookup.name}.from`);
  const hasCode = isCoded(lookup);
  const count = rows.length;
  const narrowed = isOfBuyers(lookup)
    ? t("mappings.narrowed", { count })
    : t("mappings.narrowedDays", { count });
  const columns = [
    ...(hasCode ? [code] : []),
    ...(isOfBuyers(lookup) ? [t("mappings.country"), t("mappings.kind")] : []),
    ...(asked.withSale ? [t("mappings.sale")] : []),
    t("mappings.from"),
    t("mappings.until"),
    title,
  ];
  const all = [...rows, ...Array.from({ length: spare }, (): Line => ({ from: "", to: "" }))];
  const faults = rows.map((row) => rowFault(row, rows, lookup.name));
  const rest = new Set(rows.filter((row, at) => faults[at] === null && !isSeen(row, at)));
  return (
    <details open={rows.length > 0 || lookup.from === null}>
      <summary>{narrowed}</summary>
      <Countries id={countriesOf(lookup)} />
      <Stack label={narrowed} columns={columns}>
        <More columns={columns.length} count={rest.size} of={count} />
        <tbody>
          {all.map((row, index) => (
            <OtherRow
              lookup={lookup}
              row={row}
              fault={faults[index] ?? null}
              isSeen={!rest.has(row)}
              target={target}
              opens={row.from === "" ? undefined : opens(row.from)}
              number={index + 1}
            />
          ))}
        </tbody>
      </Stack>
    </details>
  );
};

type OtherRowProps = {
  readonly lookup: LookupDefinition;
  readonly row: Line;
  readonly fault: TableFault | null;
  readonly target: TargetShape;
  readonly opens: string | undefined;
  readonly number: number;
  readonly isSeen: boolean;
};

type CountryProps = {
  readonly name: string;
  readonly value: string;
  readonly list: string;
  readonly label: string;
  readonly aria: FieldAria;
};

const Country = ({ name, value, list, label, aria }: CountryProps) => (
  <input
    name={name}
    value={value}
    list={list}
    maxlength={5}
    aria-label={label}
    placeholder={useMessages().t("mappings.any")}
    autocomplete="off"
    autocapitalize="characters"
    {...aria}
  />
);

type NarrowingProps = {
  readonly lookup: LookupDefinition;
  readonly columns: KeyColumns;
  readonly label: (of: string) => string;
};

/** For whom, of which sale and in which days a row holds. */
const Narrowing = ({ lookup, columns, label }: NarrowingProps) => {
  const { t } = useMessages();
  const names = lookupNames(lookup.name);
  const choice = (name: string, of: string, value: string, options: readonly string[]) => (
    <Select
      name={name}
      label={label(of)}
      value={value}
      none={t("mappings.any")}
      options={options}
      text={(one) => t(`mappings.words.${one as (typeof WORDS)[number]}`)}
    />
  );
  const day = (name: string, of: string, value: string) => (
    <input type="date" name={name} value={value} aria-label={label(of)} />
  );
  return (
    <>
      {isOfBuyers(lookup) ? (
        <Cell of={t("mappings.kind")}>
          {choice(names.kind, t("mappings.kind"), columns.kind, KINDS)}
        </Cell>
      ) : (
        <input type="hidden" name={names.kind} value={columns.kind} />
      )}
      {keyShapeOf(lookup).withSale ? (
        <Cell of={t("mappings.sale")}>
          {choice(names.sale, t("mappings.sale"), columns.sale, SALES)}
        </Cell>
      ) : null}
      <Cell of={t("mappings.from")}>{day(names.fromDay, t("mappings.from"), columns.from)}</Cell>
      <Cell of={t("mappings.until")}>
        {day(names.untilDay, t("mappings.until"), columns.until)}
      </Cell>
    </>
  );
};

const OtherRow = ({ lookup, row, fault, target, opens, number, isSeen }: OtherRowProps) => {
  const messages = useMessages();
  const { t } = messages;
  const names = lookupNames(lookup.name);
  const asked = keyShapeOf(lookup);
  const columns = row.typed ?? columnsOf(row.from, asked);
  const title = valueName(messages, lookup);
  const code = t(`settings.lookup.${lookup.name}.from`);
  const label = (of: string): string => t("settings.lookups.row", { of, number });
  const faultId = `${lookup.name}-row-${number}-fault`;
  const aria: FieldAria =
    fault === null ? {} : { "aria-invalid": "true", "aria-describedby": faultId };
  const faulty =
    fault === null ? null : <FaultText id={faultId}>{tableFaultText(t, fault)}</FaultText>;
  return (
    <tr class={isSeen ? undefined : "rest"}>
      {isOfBuyers(lookup) ? null : (
        <>
          <input type="hidden" name={names.was} value={row.from} />
          <input type="hidden" name={names.country} value={columns.country} />
        </>
      )}
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
            {...aria}
          />
          {isOfBuyers(lookup) ? null : faulty}
        </Cell>
      )}
      {isOfBuyers(lookup) ? (
        <Cell of={t("mappings.country")}>
          <input type="hidden" name={names.was} value={row.from} />
          <Country
            name={names.country}
            value={columns.country}
            list={countriesOf(lookup)}
            label={label(t("mappings.country"))}
            aria={aria}
          />
          {faulty}
        </Cell>
      ) : null}
      <Narrowing lookup={lookup} columns={columns} label={label} />
      <Cell of={title}>
        <Target
          name={names.to}
          value={row.to}
          text={names.text}
          shape={target}
          none={t("settings.lookups.notSet")}
          label={label(title)}
          at={number - 1}
          aria={aria}
          opens={fault === null ? opens : undefined}
        />
      </Cell>
    </tr>
  );
};

const KINDS = ["company", "private"] as const;
const WORDS = [...KINDS, "home", "eu-business", "eu-consumer", "oss", "export"] as const;
