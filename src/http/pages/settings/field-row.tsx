/**
 * One field of the settings, by its kind: label, control, what is wrong with it, and a hint, tied
 * together for a reader.
 */
import type { NameList, NameLists } from "../../../domain/names.ts";
import type { Language } from "../../../domain/language.ts";
import { shownAmount, shownDecimal } from "../decimal-input.ts";
import { fieldWords } from "./field-words.ts";
import { type Form, many, one } from "../form.ts";
import { ZONE } from "../format.ts";
import type { Field } from "./catalogue.ts";
import { IntervalInputs } from "./interval-row.tsx";
import { Target } from "./target.tsx";
import { NamedTable } from "./named-table.tsx";
import { type Asked, isPartyField, NOT_ASKED } from "./parties.ts";
import { PartyRow } from "./party-row.tsx";
import { RateTable } from "./rate-table.tsx";
import { CountryTicks } from "./countries.tsx";
import { TickList } from "./tick-list.tsx";
import { useLanguage, useMessages } from "../use-messages.ts";
import type { Messages } from "../../../messages/index.ts";

type FieldRowProps = {
  readonly field: Field;
  readonly values: Form;
  readonly fault: string | null;
  readonly names: NameLists;
  readonly asked?: Asked;
};

export const FieldRow = ({ field, values, fault, names, asked = NOT_ASKED }: FieldRowProps) => {
  const messages = useMessages();
  const { t } = messages;
  const language = useLanguage();
  const { path } = field;
  const words = fieldWords(messages, path);
  const unread = "list" in field && !isPartyField(field) ? unreadText(names[field.list], t) : null;
  const described = [
    fault === null ? null : `${path}-fault`,
    words.hint === null ? null : `${path}-hint`,
  ]
    .filter((id) => id !== null)
    .join(" ");
  const more = {
    "aria-describedby": described === "" ? undefined : described,
    "aria-invalid": fault === null ? undefined : ("true" as const),
  };
  const below = (
    <>
      {fault === null ? null : (
        <p class="fault" id={`${path}-fault`}>
          {fault}
        </p>
      )}
      {unread === null ? null : <p class="hint">{unread}</p>}
      {words.hint === null ? null : (
        <p class="hint" id={`${path}-hint`}>
          {field.kind === "instant"
            ? t("settings.timeOf", { hint: words.hint, zone: ZONE })
            : words.hint}
        </p>
      )}
    </>
  );
  switch (field.kind) {
    case "check":
      return (
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              id={path}
              name={path}
              checked={many(values, path).length > 0}
              aria-describedby={more["aria-describedby"]}
            />
            {words.label}
          </label>
          {below}
        </div>
      );
    case "choices":
      return (
        <fieldset class="field" id={path} aria-describedby={more["aria-describedby"]}>
          <legend>{words.label}</legend>
          <div class="choices">
            {field.options.map((value) => (
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
          {below}
        </fieldset>
      );
    case "party":
    case "parties":
      return (
        <PartyRow
          field={field}
          values={values}
          fault={fault}
          names={names}
          asked={asked.get(path)}
        />
      );
    case "by-rate":
      return (
        <fieldset class="field" id={path} aria-describedby={more["aria-describedby"]}>
          <legend>{words.label}</legend>
          <RateTable
            path={path}
            list={field.list}
            label={words.label}
            values={values}
            names={names}
          />
          {below}
        </fieldset>
      );
    case "by-name":
      return (
        <fieldset class="field" id={path} aria-describedby={more["aria-describedby"]}>
          <legend>{words.label}</legend>
          <NamedTable
            path={path}
            of={field.of}
            list={field.list}
            label={words.label}
            values={values}
            names={names}
          />
          {below}
        </fieldset>
      );
    case "named-several":
      return (
        <fieldset class="field" id={path} aria-describedby={more["aria-describedby"]}>
          <legend>{words.label}</legend>
          {/* With nothing ticked a browser sends nothing: this says that it was asked. */}
          <input type="hidden" name={path} value="" />
          <TickList
            name={path}
            chosen={many(values, path).filter((id) => id !== "")}
            entries={names[field.list]?.entries ?? []}
          />
          {below}
        </fieldset>
      );
    case "countries":
      return (
        <fieldset class="field" id={path} aria-describedby={more["aria-describedby"]}>
          <legend>{words.label}</legend>
          <CountryTicks
            name={path}
            texts={many(values, path)}
            label={words.label}
            wrong={more["aria-invalid"]}
          />
          {below}
        </fieldset>
      );
    case "number-or-none":
    case "choice":
      return (
        <div class="field">
          <label for={path}>{words.label}</label>
          <select
            id={path}
            name={path}
            aria-describedby={more["aria-describedby"]}
            aria-invalid={more["aria-invalid"]}
          >
            {field.options.map((value) => (
              <option value={value} selected={one(values, path) === value}>
                {words.option(value) ?? value}
              </option>
            ))}
          </select>
          {below}
        </div>
      );
    case "named":
      return (
        <div class="field">
          <label for={path}>{words.label}</label>
          <Target
            id={path}
            name={path}
            value={one(values, path)}
            shape={{
              kind: "list",
              list: field.list,
              entries: names[field.list]?.entries ?? [],
            }}
            none={t("settings.lookups.notSet")}
          />
          {below}
        </div>
      );
    case "interval":
      return (
        <div class="field">
          <IntervalInputs path={path} label={words.label} values={values} more={more} />
          {below}
        </div>
      );
    default:
      return (
        <div class="field">
          <label for={path}>{words.label}</label>
          <input
            dir="auto"
            id={path}
            name={path}
            type={field.kind === "instant" ? "datetime-local" : "text"}
            step={field.kind === "instant" ? 1 : undefined}
            inputmode={
              field.kind === "whole-number"
                ? "numeric"
                : ["amount", "optional-amount", "decimal"].includes(field.kind)
                  ? "decimal"
                  : undefined
            }
            value={shownAs(field.kind, one(values, path), language)}
            autocomplete="off"
            aria-describedby={more["aria-describedby"]}
            aria-invalid={more["aria-invalid"]}
          />
          {below}
        </div>
      );
  }
};

/** A figure as the reader's country writes it. */
const shownAs = (kind: Field["kind"], text: string, language: Language): string =>
  kind === "amount" || kind === "optional-amount"
    ? shownAmount(text, language)
    : kind === "decimal"
      ? shownDecimal(text, language)
      : text;

/** Why there is nothing to choose from. */
function unreadText(list: NameList | undefined, t: Messages["t"]): string | null {
  if (list === undefined || list.entries.length > 0)
    return list === undefined ? t("settings.lookups.unread") : null;
  return list.fault === null
    ? null
    : list.fault === "no-access"
      ? t("settings.lookups.noAccess")
      : t("settings.lookups.unreadable");
}
