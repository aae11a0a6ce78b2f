/**
 * One field of the settings: label, control, what is wrong with it, and a hint, tied together for a
 * reader.
 */
import type { NameList, NameLists } from "../../../../domain/ledger/names.ts";
import type { Messages } from "../../../../messages/index.ts";
import type { Form } from "../../forms/form.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { type Field, fieldWords } from "../catalogue/index.ts";
import { FieldControl } from "./field-control.tsx";
import { type PartiesAsked, isPartyField, NOT_ASKED } from "../parties/parties.ts";
import { PartyRow } from "../parties/party-row.tsx";
import { FaultText, HintText, ariaOf } from "../../forms/field-texts.tsx";

type FieldRowProps = {
  readonly field: Field;
  readonly values: Form;
  readonly fault: string | null;
  readonly names: NameLists;
  readonly asked?: PartiesAsked;
};

/** Several controls of one label. */
const GROUPED: ReadonlySet<Field["kind"]> = new Set<Field["kind"]>([
  "choices",
  "by-rate",
  "by-name",
  "named-several",
  "countries",
]);

/** The control brings its label. */
const LABELLED: ReadonlySet<Field["kind"]> = new Set<Field["kind"]>(["check", "interval"]);

export const FieldRow = ({ field, values, fault, names, asked = NOT_ASKED }: FieldRowProps) => {
  const messages = useMessages();
  const { path, kind } = field;
  if (isPartyField(field))
    return (
      <PartyRow field={field} values={values} fault={fault} names={names} asked={asked.get(path)} />
    );
  const words = fieldWords(messages, path);
  const aria = ariaOf(path, fault !== null, words.hint !== null);
  const content = (
    <>
      <FieldControl field={field} values={values} names={names} words={words} aria={aria} />
      <Below field={field} fault={fault} hint={words.hint} names={names} />
    </>
  );
  if (GROUPED.has(kind))
    return (
      <fieldset class="field" id={path} aria-describedby={aria["aria-describedby"]}>
        <legend>{words.label}</legend>
        {content}
      </fieldset>
    );
  return (
    <div class="field">
      {LABELLED.has(kind) ? null : <label for={path}>{words.label}</label>}
      {content}
    </div>
  );
};

type BelowProps = Pick<FieldRowProps, "field" | "fault" | "names"> & {
  readonly hint: string | null;
};

/** What is wrong with it, why there is nothing to choose from, and its hint. */
const Below = ({ field, fault, names, hint }: BelowProps) => {
  const { t } = useMessages();
  const { path, kind } = field;
  const unread = "list" in field ? unreadText(names[field.list], t) : null;
  return (
    <>
      {fault === null ? null : <FaultText id={`${path}-fault`}>{fault}</FaultText>}
      {unread === null ? null : <p class="hint">{unread}</p>}
      {hint === null ? null : (
        <HintText id={`${path}-hint`}>
          {kind === "instant" ? t("settings.timeOf", { hint, zone: t("frame.zoneName") }) : hint}
        </HintText>
      )}
    </>
  );
};

function unreadText(list: NameList | undefined, t: Messages["t"]): string | null {
  if (list === undefined) return t("settings.lookups.unread");
  if (list.entries.length > 0 || list.fault === null) return null;
  return list.fault === "no-access"
    ? t("settings.lookups.noAccess")
    : t("settings.lookups.unreadable");
}
