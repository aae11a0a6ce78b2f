/**
 * One look-up: a value for all, a value by what the shop says, a value for the rest. Both sides by
 * their names.
 */
import type { NameEntry, NameLists } from "../../../domain/names.ts";
import { Wide } from "../ui.tsx";
import type { Lookup } from "./look-ups.ts";
import { entryOf, type LookupForm, lookupNames } from "./lookup-values.ts";
import { useMessages } from "../use-messages.ts";

type LookupFieldsProps = {
  readonly lookup: Lookup;
  readonly form: LookupForm;
  readonly names: NameLists;
  /** Rows for values that nobody has named yet. */
  readonly spare?: number;
};

export const LookupFields = ({ lookup, form, names, spare = 2 }: LookupFieldsProps) => {
  const { t } = useMessages();
  const title = t(`settings.lookup.${lookup.name}.title`);
  const isFound = "find" in lookup;
  const fields = lookupNames(lookup.name);
  const target: TargetShape =
    lookup.to === null
      ? { kind: "text" }
      : typeof lookup.to === "string"
        ? {
            kind: "list",
            entries: names[lookup.to]?.entries ?? [],
            free: "free" in lookup || isFound,
            orText: isFound ? t("parties.or") : t("settings.lookups.orText"),
          }
        : {
            kind: "list",
            entries: lookup.to.map((value) => ({
              id: value,
              name: t(`settings.values.${value}`),
              note: null,
            })),
          };
  return (
    <>
      {target.kind === "list" && isTyped(target.entries) ? (
        <datalist id={LONG}>
          {target.entries.map(({ id, name }) => (
            <option value={id} dir="auto">
              {name}
            </option>
          ))}
        </datalist>
      ) : null}
      <div class="line">
        <div class="field">
          <label for={fields.force}>
            {lookup.of === "debtor"
              ? t("settings.lookups.allCustomers")
              : t("settings.lookups.allOrders")}
          </label>
          <Target
            id={fields.force}
            name={fields.force}
            value={form.force}
            text={isFound ? fields.forceText : undefined}
            shape={target}
            none={t("settings.lookups.notSet")}
          />
        </div>
        <div class="field">
          <label for={fields.default}>{t("settings.lookups.withoutRow")}</label>
          <Target
            id={fields.default}
            name={fields.default}
            value={form.default}
            text={isFound ? fields.defaultText : undefined}
            shape={target}
            none={t(`settings.lookup.${lookup.name}.none`)}
          />
        </div>
      </div>
      <Wide label={t("settings.lookups.table", { title })}>
        <table>
          <caption>{t("settings.lookups.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">
                {t(`settings.lookup.${lookup.name}.from`)} · {t("settings.lookups.inShop")}
              </th>
              <th scope="col">
                {title} · {t("settings.lookups.inLedger")}
              </th>
            </tr>
          </thead>
          <tbody>
            {form.known.map((line) => (
              <tr>
                <th scope="row">
                  <input type="hidden" name={fields.known} value={line.from} />
                  <bdi>{line.name ?? line.from}</bdi>{" "}
                  {line.name === null || line.name === line.from ? null : (
                    <span class="hint">
                      (<bdi>{line.from}</bdi>)
                    </span>
                  )}
                  {line.wanted === true ? (
                    <span class="why">{t("settings.lookups.wanted")}</span>
                  ) : null}
                  {line.occurred === 0 ? null : (
                    <span class="why">
                      {t("settings.lookups.occurred", { count: line.occurred })}
                    </span>
                  )}
                </th>
                <td>
                  <Target
                    name={fields.knownTo}
                    value={line.to}
                    text={fields.knownText}
                    shape={target}
                    none={t("settings.lookups.notSet")}
                    label={`${title}: ${line.name ?? line.from}`}
                  />
                </td>
              </tr>
            ))}
            {[...form.other, ...Array.from({ length: spare }, () => ({ from: "", to: "" }))].map(
              (line, index) => (
                <tr>
                  <td>
                    <input
                      dir="auto"
                      name={fields.from}
                      value={line.from}
                      aria-label={t("settings.lookups.row", {
                        of: t(`settings.lookup.${lookup.name}.from`),
                        number: index + 1,
                      })}
                      placeholder={t("settings.lookups.other")}
                      autocomplete="off"
                    />
                  </td>
                  <td>
                    <Target
                      name={fields.to}
                      value={line.to}
                      text={fields.text}
                      shape={target}
                      none={t("settings.lookups.notSet")}
                      label={t("settings.lookups.row", {
                        of: title,
                        number: index + 1,
                      })}
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </Wide>
    </>
  );
};

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
};

/** Two of one name are told apart by their notes. */
const entryText = ({ name, note }: NameEntry, among: readonly NameEntry[]): string =>
  note !== null && among.some((other) => other.name === name && other.note !== note)
    ? `${name} (${note})`
    : name;

/** A value that the ledger no longer names stays choosable: a person decides on another. */
export const Target = ({ id, name, value, shape, none, label, text }: TargetProps) => {
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
          list={LONG}
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
