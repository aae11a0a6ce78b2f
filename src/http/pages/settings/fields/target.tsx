/** A choice among the things of a list, by number and name, or a text where there is no list. */
import { createContext, useContext } from "hono/jsx";
import { type Language, rateText } from "../../../../domain/language.ts";
import type { NameEntry } from "../../../../domain/ledger/names.ts";
import type { FieldAria } from "../../forms/select.tsx";
import { suggested, type Suggesting } from "../parties/suggestions.tsx";
import { entryOf } from "../lookups/lookup-values.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { defined } from "../../../../domain/platform/defined.ts";

/**
 * A longer list of things that people know by their numbers, a chart of accounts, is typed into: by
 * number and name with scripts, else with the browser's own suggestions.
 */
const MOST_CHOICES = 80;
/** Choices of all fields of a page together: each field brings its own along. */
const MOST_OPTIONS = 4_000;
const isNumbered = (entries: readonly NameEntry[]): boolean =>
  entries.every(({ id, name }) => name.startsWith(id));

const isTyped = ({ entries, fields = 1 }: ListShape): boolean =>
  (entries.length > MOST_CHOICES || entries.length * fields > MOST_OPTIONS) && isNumbered(entries);

/** So many fields can't each have the choices, and the choices can't be typed. */
export const isFolded = (shape: TargetShape): boolean =>
  shape.kind === "list" &&
  shape.entries.length * (shape.fields ?? 1) > MOST_OPTIONS &&
  !isNumbered(shape.entries);

export type TargetShape =
  | {
      readonly kind: "text";
      /** What is typed is looked for, and suggested. */
      readonly suggest?: Suggesting | undefined;
    }
  | {
      readonly kind: "list";
      /** Names the list among those of a page. */
      readonly list: string;
      readonly entries: readonly NameEntry[];
      readonly free?: boolean;
      /** What may be typed in place of a choice. */
      readonly orText?: string;
      /** How a text that was typed is written for the reader. */
      readonly shown?: (value: string) => string;
      /** As above, of a text in place of a choice. */
      readonly suggest?: Suggesting | undefined;
      /** How many fields of the page have this list. */
      readonly fields?: number;
    };
type ListShape = Extract<TargetShape, { kind: "list" }>;

type TargetProps = {
  readonly id?: string;
  readonly name: string;
  readonly value: string;
  readonly shape: TargetShape;
  readonly none: string;
  readonly label?: string;
  /** The field for a text in place of a choice, where one may be given. */
  readonly text?: string | undefined;
  /** Where it is changed, if the choices aren't here. */
  readonly opens?: string | undefined;
  /** Which of the fields of its name it is, from 0. */
  readonly at?: number;
  readonly aria?: FieldAria;
};

/** Lists of choices that stand on the page already, by the id that they have there. */
export const ListsContext = createContext<Map<string, readonly NameEntry[]> | null>(null);

/** The id of a list on this page, and whether it stands there already. */
function placeOf(
  placed: Map<string, readonly NameEntry[]> | null,
  { list, entries }: { readonly list: string; readonly entries: readonly NameEntry[] },
): { readonly id: string; readonly isThere: boolean } {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? `list-${list}` : `list-${list}-${n}`;
    const there = placed?.get(id);
    if (there === entries) return { id, isThere: true };
    if (there !== undefined) continue;
    placed?.set(id, entries);
    return { id, isThere: false };
  }
}

type TypedProps = Omit<TargetProps, "shape"> & { readonly shape: ListShape };

/** A row among very many, kept as it is: its own page has the choices. */
const Folded = ({ name, value, shape, none, label, text, opens }: TypedProps) => {
  const { t } = useMessages();
  const chosen = entryOf(shape.entries, value);
  const isText = text !== undefined && shape.free === true && chosen === undefined;
  return (
    <>
      <input type="hidden" name={name} value={isText ? "" : value} />
      {text === undefined || shape.free !== true ? null : (
        <input type="hidden" name={text} value={isText ? value : ""} />
      )}
      <bdi>{chosen?.name ?? (value === "" ? none : (shape.shown?.(value) ?? value))}</bdi>{" "}
      <a href={opens}>
        {t("settings.lookups.change")}
        {label === undefined ? null : <span class="unseen"> {label}</span>}
      </a>
    </>
  );
};

/** The first field of a list brings its choices along; the others of the page share them. */
const Typed = ({ id, name, value, shape, none, label, aria = {} }: TypedProps) => {
  const at = placeOf(useContext(ListsContext), shape);
  return (
    <>
      <input
        dir="auto"
        id={id}
        name={name}
        value={value}
        list={at.id}
        data-choice
        aria-label={label}
        placeholder={none}
        autocomplete="off"
        {...aria}
      />
      <bdi class="hint">{entryOf(shape.entries, value)?.name ?? ""}</bdi>
      {at.isThere ? null : (
        <datalist id={at.id}>
          {shape.entries.map((entry) => (
            <option value={entry.id} dir="auto">
              {entry.name}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
};

/** Two of one name are told apart by their notes. */
const entryText = (
  language: Language,
  { name, note }: NameEntry,
  among: readonly NameEntry[],
): string =>
  note !== null && among.some((other) => other.name === name && other.note !== note)
    ? `${name} (${rateText(language, note)})`
    : name;

/** A value that the ledger no longer names stays choosable: a person decides on another. */
export const Target = (props: TargetProps) => {
  const { id, name, value, shape, none, label, text, at = 0, aria = {} } = props;
  const { t, language } = useMessages();
  const { suggest } = shape;
  if (shape.kind === "text" || shape.entries.length === 0)
    return (
      <>
        <input
          dir="auto"
          id={id}
          name={name}
          value={value}
          aria-label={label}
          placeholder={none}
          autocomplete="off"
          {...aria}
          {...(suggest === undefined ? {} : suggested(suggest, name, at))}
        />
        {suggest === undefined ? null : (
          <bdi class="hint">{entryOf(suggest.entries, value)?.name ?? ""}</bdi>
        )}
      </>
    );
  if (props.opens !== undefined) return <Folded {...props} shape={shape} />;
  if (isTyped(shape))
    return (
      <Typed
        {...defined({ id })}
        name={name}
        value={value}
        shape={shape}
        none={none}
        aria={aria}
        {...defined({ label })}
      />
    );
  const free = text !== undefined && shape.free === true;
  const chosen = entryOf(shape.entries, value);
  const named = chosen !== undefined;
  const known = free || value === "" || named;
  return (
    <>
      <select id={id} name={name} aria-label={label} {...aria}>
        <option value="">{none}</option>
        {known ? null : (
          <option value={value} selected>
            {t("settings.lookups.gone", { id: value })}
          </option>
        )}
        {shape.entries.map((entry) => (
          <option value={entry.id} dir="auto" selected={entry === chosen}>
            {entryText(language, entry, shape.entries)}
          </option>
        ))}
      </select>
      {free ? (
        <input
          dir="auto"
          name={text}
          value={named ? "" : (shape.shown?.(value) ?? value)}
          placeholder={shape.orText}
          aria-label={[label, shape.orText].filter((part) => part !== undefined).join(": ")}
          autocomplete="off"
          {...(suggest === undefined ? {} : suggested(suggest, text, at))}
        />
      ) : null}
    </>
  );
};
