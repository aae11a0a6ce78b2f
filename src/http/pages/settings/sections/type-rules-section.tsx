/**
 * The section of the settings page in which rules choose another kind of document for some orders.
 * A fault stands at its row.
 */
import type { PropsWithChildren } from "hono/jsx";
import { VOUCHER_LEVELS } from "../../../../domain/ledger/voucher.ts";
import { ORDER_TYPES } from "../../../../domain/orders/order-type.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Fault } from "../../../problem.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { shownAmount } from "../../forms/decimal-input.ts";
import { type Form, many, one } from "../../forms/form.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import {
  CountryTicks,
  type CountryTicksProps,
  countriesIn,
  TickList,
} from "../fields/countries.tsx";
import { type FieldAria, Select } from "../../forms/select.tsx";
import { meantRows, ruleName, rowsIn, TYPE_RULES } from "./type-rules.ts";

const COLUMNS = [
  "place",
  "paymentMethods",
  "deliveryCountries",
  "gross",
  "customerKind",
  "type",
  "level",
] as const;
type Named = Exclude<(typeof COLUMNS)[number], "gross"> | "grossFrom" | "grossTo";

type SectionProps = {
  readonly values: Form;
  readonly names: NameLists;
  readonly faults: readonly Fault[];
};

export const TypeRulesSection = ({ values, names, faults }: SectionProps) => {
  const { t } = useMessages();
  const meant = meantRows(values);
  return (
    <section id={TYPE_RULES} aria-labelledby={`${TYPE_RULES}-head`}>
      <h2 id={`${TYPE_RULES}-head`}>{t("typeRules.title")}</h2>
      <details open={meant.length > 0 || faults.length > 0}>
        <summary>{t("typeRules.count", { count: meant.length })}</summary>
        <p>{t("typeRules.lead")}</p>
        <Stack
          label={t("typeRules.title")}
          kind="rules"
          columns={COLUMNS.map((column) => t(`typeRules.columns.${column}`))}
        >
          <tbody>
            {Array.from({ length: rowsIn(values) + 1 }, (_, row) => (
              <Row
                row={row}
                values={values}
                names={names}
                faults={faults.filter(({ path }) => isOf(path, meant.indexOf(row)))}
              />
            ))}
          </tbody>
        </Stack>
        <p class="hint">{t("typeRules.hints")}</p>
      </details>
    </section>
  );
};

/** Where all that is wrong with a row is said. */
const faultsId = (row: number): string => `${TYPE_RULES}.${row}-fault`;

/** Faults of the nth rule of the settings. */
const isOf = (path: string, nth: number): boolean =>
  nth >= 0 && (path === `${TYPE_RULES}.${nth}` || path.startsWith(`${TYPE_RULES}.${nth}.`));

/** What the fields of a row have in common: names, values, and what is wrong with them. */
function useFields({
  row,
  values,
  faults,
}: Pick<SectionProps, "values" | "faults"> & { readonly row: number }) {
  const { t, find, say } = useMessages();
  const label = (column: Named): string =>
    t("typeRules.row", { column: t(`typeRules.columns.${column}`), row: row + 1 });
  const aria = (column: string): FieldAria =>
    faults.some(({ path }) => path.split(".")[3] === column)
      ? { "aria-invalid": "true", "aria-describedby": faultsId(row) }
      : {};
  const of = (column: Named) => ({
    name: ruleName(row, column),
    value: one(values, ruleName(row, column)),
    label: label(column),
  });
  const said = [
    ...new Set(
      faults.map(({ path, message }) => {
        const column = path.split(".")[3];
        return find(`typeRules.wrong.${column}`) ?? say(message);
      }),
    ),
  ];
  return { label, aria, of, said };
}

const Row = ({ row, values, names, faults }: SectionProps & { readonly row: number }) => {
  const { t, language } = useMessages();
  const { label, aria, of, said } = useFields({ row, values, faults });
  const amountOf = (column: "grossFrom" | "grossTo") => {
    const { value, ...rest } = of(column);
    return (
      <div>
        <div class="hint">{t(`typeRules.columns.${column}`)}</div>
        <Text
          {...rest}
          value={shownAmount(value, language)}
          aria={aria(column)}
          size={8}
          inputmode="decimal"
        />
      </div>
    );
  };
  return (
    <tr>
      <Cell of={t("typeRules.columns.place")}>
        <Text {...of("place")} aria={aria("place")} size={2} inputmode="numeric" />
        {said.length === 0 ? null : (
          <div id={faultsId(row)}>
            {said.map((fault) => (
              <p class="fault">{fault}</p>
            ))}
          </div>
        )}
      </Cell>
      <Cell of={t("typeRules.columns.paymentMethods")}>
        <Methods row={row} values={values} names={names} label={label("paymentMethods")} />
      </Cell>
      <Cell of={t("typeRules.columns.deliveryCountries")}>
        <CountriesOfRule
          name={ruleName(row, "deliveryCountries")}
          texts={many(values, ruleName(row, "deliveryCountries"))}
          label={label("deliveryCountries")}
          aria={aria("deliveryCountries")}
        />
      </Cell>
      <Cell of={t("typeRules.columns.gross")}>
        <div class="range">
          {amountOf("grossFrom")}
          {amountOf("grossTo")}
        </div>
      </Cell>
      <Cell of={t("typeRules.columns.customerKind")}>
        <Select
          {...of("customerKind")}
          none={t("typeRules.any")}
          options={["company", "private"]}
          text={(kind) => t(`typeRules.kinds.${kind}`)}
        />
      </Cell>
      <Cell of={t("typeRules.columns.type")}>
        <Select
          {...of("type")}
          aria={aria("type")}
          none={t("typeRules.none")}
          options={ORDER_TYPES}
          text={(type) => t(`typeRules.types.${type}`)}
        />
      </Cell>
      <Cell of={t("typeRules.columns.level")}>
        <Select
          {...of("level")}
          aria={aria("level")}
          none={t("typeRules.ownLevel")}
          options={VOUCHER_LEVELS}
          text={(level) => t(`typeRules.levels.${level}`)}
        />
      </Cell>
    </tr>
  );
};

type ControlProps = {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly aria?: FieldAria;
};

type TextProps = ControlProps & {
  readonly size: number;
  readonly inputmode: "numeric" | "decimal";
};

const Text = ({ name, value, label, aria = {}, size, inputmode }: TextProps) => (
  <input
    name={name}
    value={value}
    size={size}
    inputmode={inputmode}
    autocomplete="off"
    aria-label={label}
    {...aria}
  />
);

type MethodsProps = {
  readonly row: number;
  readonly values: Form;
  readonly names: NameLists;
  readonly label: string;
};

/** By their names where the shop's list is known; what was chosen and isn't in it stays. */
const Methods = ({ row, values, names, label }: MethodsProps) => {
  const name = ruleName(row, "paymentMethods");
  const chosen = many(values, name)
    .flatMap((part) => part.split(","))
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const known = names["asperion.paymentMethods"]?.entries ?? [];
  if (known.length === 0)
    return <input name={name} value={chosen.join(", ")} autocomplete="off" aria-label={label} />;
  const nameOf = (id: string): string => known.find((entry) => entry.id === id)?.name ?? id;
  return (
    <ChosenTicks label={label} texts={chosen.map(nameOf)} open={false}>
      <TickList name={name} chosen={chosen} entries={known} />
    </ChosenTicks>
  );
};

const CountriesOfRule = (props: CountryTicksProps) => {
  const { format } = useMessages();
  return (
    <ChosenTicks
      label={props.label}
      texts={countriesIn(props.texts).map((code) => format.country(code))}
      open={props.aria?.["aria-invalid"] === "true"}
    >
      <CountryTicks {...props} />
    </ChosenTicks>
  );
};

type ChosenProps = {
  /** Which column of which rule: only heard, as the column's head says it to who sees it. */
  readonly label: string;
  /** What is ticked; none: any. */
  readonly texts: readonly string[];
  readonly open: boolean;
};

/** A long list of ticks, folded to what is ticked. */
const ChosenTicks = ({ label, texts, open, children }: PropsWithChildren<ChosenProps>) => {
  const { t } = useMessages();
  return (
    <details open={open}>
      <summary>
        <span class="unseen">{label}: </span>
        <bdi>{texts.length === 0 ? t("typeRules.any") : texts.join(", ")}</bdi>
      </summary>
      <fieldset>
        <legend class="unseen">{label}</legend>
        {children}
      </fieldset>
    </details>
  );
};
