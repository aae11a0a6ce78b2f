/** A choice among the things of a list, by number and name, or a text where there is no list. */
import type { NameEntry, NameListName } from "../../../domain/names.ts";
import { entryOf } from "./lookup-values.ts";
import { useMessages } from "../use-messages.ts";

/**
 * A longer list of things that people know by their numbers, a chart of accounts, is typed into,
 * with the browser's own suggestions.
 */
const MOST_CHOICES = 80;
const isTyped = (entries: readonly NameEntry[]): boolean =>
  entries.length > MOST_CHOICES && entries.every(({ id, name }) => name.startsWith(id));
const LONG = "long-list";

export type TargetShape =
  | { readonly kind: "text" }
  | {
      readonly kind: "list";
      readonly entries: readonly NameEntry[];
      readonly free?: boolean;
      /** What may be typed in place of a choice. */
      readonly orText?: string;
    };
type TargetProps = {
  readonly id?: string;
  readonly name: string;
  readonly value: string;
  readonly shape: TargetShape;
  readonly none: string;
  readonly label?: string;
  /** The field for a text in place of a choice, where one may be given. */
  readonly text?: string | undefined;
  /** Whose things are chosen from, where a page has several lists. */
  readonly list?: NameListName | undefined;
};

/** The things of a long list, for all fields of a page that are typed into. */
export const LongList = ({
  entries,
  list,
}: {
  entries: readonly NameEntry[];
  list?: NameListName;
}) =>
  isTyped(entries) ? (
    <datalist id={list ?? LONG}>
      {entries.map(({ id, name }) => (
        <option value={id} dir="auto">
          {name}
        </option>
      ))}
    </datalist>
  ) : null;

/** Two of one name are told apart by their notes. */
const entryText = ({ name, note }: NameEntry, among: readonly NameEntry[]): string =>
  note !== null && among.some((other) => other.name === name && other.note !== note)
    ? `${name} (${note})`
    : name;

/** A value that the ledger no longer names stays choosable: a person decides on another. */
export const Target = ({ id, name, value, shape, none, label, text, list }: TargetProps) => {
  const { t } = useMessages();
  if (shape.kind === "text" || shape.entries.length === 0)
    return (
      <input
        dir="auto"
        id={id}
        name={name}
        value={value}
        aria-label={label}
        placeholder={none}
        autocomplete="off"
      />
    );
  if (isTyped(shape.entries)) {
    const found = shape.entries.find((entry) => entry.id === value);
    return (
      <>
        <input
          dir="auto"
          id={id}
          name={name}
          value={value}
          list={list ?? LONG}
          aria-label={label}
          placeholder={none}
          autocomplete="off"
        />
        {found === undefined ? null : <bdi class="hint">{found.name}</bdi>}
      </>
    );
  }
  const free = text !== undefined && shape.free === true;
  const chosen = entryOf(shape.entries, value);
  const named = chosen !== undefined;
  const known = free || value === "" || named;
  return (
    <>
      <select id={id} name={name} aria-label={label}>
        <option value="">{none}</option>
        {known ? null : (
          <option value={value} selected>
            {t("settings.lookups.gone", { id: value })}
          </option>
        )}
        {shape.entries.map((entry) => (
          <option value={entry.id} dir="auto" selected={entry === chosen}>
            {entryText(entry, shape.entries)}
          </option>
        ))}
      </select>
      {free ? (
        <input
          dir="auto"
          name={text}
          value={named ? "" : value}
          placeholder={shape.orText}
          aria-label={[label, shape.orText].filter((part) => part !== undefined).join(": ")}
          autocomplete="off"
        />
      ) : null}
    </>
  );
};
