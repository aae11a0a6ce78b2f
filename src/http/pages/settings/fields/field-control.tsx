/** The control of a settings field, by its kind. */
import type { Language } from "../../../../domain/language.ts";
import type { NameList, NameLists } from "../../../../domain/ledger/names.ts";
import { shownAmount, shownDecimal } from "../../forms/decimal-input.ts";
import { type Form, many, one } from "../../forms/form.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { Field, FieldWords } from "../catalogue/index.ts";
import { CountryTicks, TickList } from "./countries.tsx";
import { type FieldAria, Select } from "../../forms/select.tsx";
import { IntervalInputs } from "./interval-row.tsx";
import { NamedTable } from "./named-table.tsx";
import type { PartyField } from "../parties/parties.ts";
import { RateTable } from "../lookups/rate-table.tsx";
import { Target } from "./target.tsx";

type ControlProps = {
  readonly field: Exclude<Field, PartyField>;
  readonly values: Form;
  readonly names: NameLists;
  readonly words: FieldWords;
  readonly aria: FieldAria;
};

export const FieldControl = ({ field, values, names, words, aria }: ControlProps) => {
  const { t } = useMessages();
  const { path } = field;
  const { label } = words;
  switch (field.kind) {
    case "check":
      return <Tick path={path} label={label} values={values} aria={aria} />;
    case "choices":
      return <Ticks path={path} options={field.options} values={values} words={words} />;
    case "by-rate":
      return (
        <RateTable
          path={path}
          list={field.list}
          label={label}
          values={values}
          names={names}
          aria={aria}
        />
      );
    case "by-name":
      return (
        <NamedTable
          path={path}
          of={field.of}
          list={field.list}
          label={label}
          values={values}
          names={names}
        />
      );
    case "named-several":
      return <NamedTicks path={path} list={names[field.list]} values={values} />;
    case "countries":
      return <CountryTicks name={path} texts={many(values, path)} label={label} aria={aria} />;
    case "number-or-none":
    case "choice":
      return (
        <Select
          id={path}
          name={path}
          value={one(values, path)}
          options={field.options}
          text={(value) => words.option(value) ?? value}
          aria={aria}
        />
      );
    case "named":
      return (
        <Target
          id={path}
          name={path}
          value={one(values, path)}
          shape={{ kind: "list", list: field.list, entries: names[field.list]?.entries ?? [] }}
          none={t("settings.lookups.notSet")}
          aria={aria}
        />
      );
    case "interval":
      return <IntervalInputs path={path} label={label} values={values} more={aria} />;
    default:
      return <TextInput path={path} kind={field.kind} values={values} aria={aria} />;
  }
};

type PartProps = { readonly path: string; readonly values: Form; readonly aria: FieldAria };

const Tick = ({ path, label, values, aria }: PartProps & { readonly label: string }) => (
  <label class="check">
    <input
      type="checkbox"
      id={path}
      name={path}
      checked={many(values, path).length > 0}
      aria-describedby={aria["aria-describedby"]}
    />
    {label}
  </label>
);

type OptionsProps = Pick<PartProps, "path" | "values"> & {
  readonly options: readonly string[];
  readonly words: FieldWords;
};

const Ticks = ({ path, options, values, words }: OptionsProps) => (
  <div class="choices">
    {options.map((value) => (
      <label class="check">
        <input
          type="checkbox"
          name={path}
          value={value}
          checked={many(values, path).includes(value)}
        />
        {words.option(value) ?? value}
      </label>
    ))}
  </div>
);

type NamedProps = Pick<PartProps, "path" | "values"> & { readonly list: NameList | undefined };

/** With nothing ticked a browser sends nothing: the hidden field says that it was asked. */
const NamedTicks = ({ path, list, values }: NamedProps) => (
  <>
    <input type="hidden" name={path} value="" />
    <TickList
      name={path}
      chosen={many(values, path).filter((id) => id !== "")}
      entries={list?.entries ?? []}
    />
  </>
);

const INPUT_MODES: Readonly<Partial<Record<Field["kind"], "numeric" | "decimal">>> = {
  "whole-number": "numeric",
  "optional-number": "numeric",
  amount: "decimal",
  "optional-amount": "decimal",
  decimal: "decimal",
};

/** What is typed is an address: phones show the keys for it, and change no letters. */
const ADDRESSES: Readonly<Record<string, "email" | "url">> = {
  "notifications.emails": "email",
  "notifications.webhook": "url",
  "orders.orderPage": "url",
  "vendorPages.ledgerOrder": "url",
  "vendorPages.ledgerInvoice": "url",
  "vendorPages.ledgerVoucher": "url",
  "vendorPages.ledgerCustomer": "url",
  "vendorPages.ledgerArticle": "url",
  "vendorPages.shopOrder": "url",
  "vendorPages.shopCustomer": "url",
  "vendorPages.shopArticle": "url",
};

const TextInput = ({ path, kind, values, aria }: PartProps & Pick<Field, "kind">) => {
  const { language } = useMessages();
  return (
    <input
      dir="auto"
      id={path}
      name={path}
      type={kind === "instant" ? "datetime-local" : "text"}
      step={kind === "instant" ? 1 : undefined}
      inputmode={INPUT_MODES[kind] ?? ADDRESSES[path]}
      value={shownAs(kind, one(values, path), language)}
      autocomplete="off"
      aria-describedby={aria["aria-describedby"]}
      aria-invalid={aria["aria-invalid"]}
    />
  );
};

/** A figure as the reader's country writes it. */
function shownAs(kind: Field["kind"], text: string, language: Language): string {
  switch (kind) {
    case "amount":
    case "optional-amount":
      return shownAmount(text, language);
    case "decimal":
      return shownDecimal(text, language);
    default:
      return text;
  }
}
