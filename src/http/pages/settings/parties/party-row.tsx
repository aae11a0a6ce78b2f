/**
 * A debtor or customer, or several: who is chosen, by name, and a way to look for another one.
 * Works without JavaScript.
 */
import type { NameEntry, NameLists } from "../../../../domain/ledger/names.ts";
import { fieldWords } from "../catalogue/index.ts";
import { type Form, one } from "../../forms/form.ts";
import { isolate } from "../../../words/isolate.ts";
import { entryOf } from "../lookups/lookup-values.ts";
import { findName, idsIn, namedParties, type PartyAsked, type PartyField } from "./parties.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { Messages } from "../../../../messages/index.ts";
import { Button } from "../../forms/post-form.tsx";
import { FaultText, HintText, ariaOf } from "../../forms/field-texts.tsx";

type PartyRowProps = {
  readonly field: PartyField;
  readonly values: Form;
  readonly fault: string | null;
  readonly names: NameLists;
  readonly asked: PartyAsked | undefined;
};

const partyName = ({ name, note }: NameEntry): string =>
  note === null ? name : `${name} (${note})`;

/** What a look came to, as it is said at the field. */
export function partyText({ text, found, open }: PartyAsked, t: Messages["t"]): string | null {
  if (found.kind === "later") return open ? t("parties.later") : t("parties.unproved");
  if (found.kind === "unsearchable")
    return open ? t("parties.unsearchable") : t("parties.unproved");
  const [first] = found.entries;
  if (first === undefined) return t("parties.none", { text: isolate(text) });
  if (!open) return t("parties.found", { name: isolate(partyName(first)) });
  return found.more
    ? t("parties.many", { text: isolate(text) })
    : t("parties.several", { count: found.entries.length, text: isolate(text) });
}

export const PartyRow = ({ field, values, fault, names, asked }: PartyRowProps) => {
  const messages = useMessages();
  const { t } = messages;
  const { path, list, kind } = field;
  const words = fieldWords(messages, path);
  const entries = namedParties(list, names, asked);
  const chosen = idsIn(path, values);
  const offered =
    asked?.open === true && asked.found.kind === "found"
      ? asked.found.entries.map(({ id }) => id)
      : [];
  const rows = [...new Set([...chosen, ...offered])];
  const said = asked === undefined ? null : partyText(asked, t);
  const wrong = asked?.open === true ? said : fault;
  const { "aria-describedby": described } = ariaOf(path, wrong !== null, words.hint !== null);
  return (
    <fieldset class="field" id={path} aria-describedby={described}>
      <legend>{words.label}</legend>
      {rows.length === 0 ? (
        <p class="empty">{t("settings.lookups.notSet")}</p>
      ) : (
        <div class="choices">
          {kind === "party" ? (
            <label class="check">
              <input type="radio" name={path} value="" checked={chosen.length === 0} />
              {t("settings.lookups.notSet")}
            </label>
          ) : null}
          {rows.map((id) => (
            <Choice
              field={field}
              id={id}
              entry={entryOf(entries, id)}
              checked={chosen.includes(id)}
            />
          ))}
        </div>
      )}
      {wrong === null ? null : <FaultText id={`${path}-fault`}>{wrong}</FaultText>}
      {said === null || wrong === said ? null : <p role="status">{said}</p>}
      <Find field={field} values={values} wrong={wrong} />
      {words.hint === null ? null : <HintText id={`${path}-hint`}>{words.hint}</HintText>}
    </fieldset>
  );
};

type ChoiceProps = {
  readonly field: PartyField;
  readonly id: string;
  readonly entry: NameEntry | undefined;
  readonly checked: boolean;
};

const Choice = ({ field: { path, list, kind }, id, entry, checked }: ChoiceProps) => {
  const { t } = useMessages();
  return (
    <label class="check">
      <input
        type={kind === "party" ? "radio" : "checkbox"}
        name={path}
        value={id}
        checked={checked}
      />
      <span>
        <bdi>{entry === undefined ? t("parties.unnamed", { id }) : partyName(entry)}</bdi>{" "}
        {entry === undefined || list === "eaccounting.customers" ? null : (
          <span class="hint">{t("parties.id", { id })}</span>
        )}
      </span>
    </label>
  );
};

type FindProps = Pick<PartyRowProps, "field" | "values"> & { readonly wrong: string | null };

/** Looks for another one. */
const Find = ({ field: { path, kind }, values, wrong }: FindProps) => {
  const messages = useMessages();
  const { t } = messages;
  return (
    <>
      <label class="hint" for={findName(path)}>
        {kind === "party" ? t("parties.by") : t("parties.another")}
      </label>
      <div class="line">
        <div class="field">
          <input
            dir="auto"
            id={findName(path)}
            name={findName(path)}
            value={one(values, findName(path))}
            autocomplete="off"
            aria-invalid={wrong === null ? undefined : "true"}
          />
        </div>
        {/* The answer stands far down a long page. `?` drops what the last change reported. */}
        <Button
          name="action"
          value="find"
          class="second"
          formaction={`?#${path}`}
          aria-label={t("parties.findFor", { label: fieldWords(messages, path).label })}
        >
          {t("parties.find")}
        </Button>
      </div>
    </>
  );
};
