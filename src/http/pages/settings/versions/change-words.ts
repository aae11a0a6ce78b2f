/**
 * Describes what a version changed: settings by their labels, look-ups and their rows by the names
 * of both sides, rules by their places. Anything without a text is shown by its path and stored
 * value; nothing is left out.
 */
import { type Language, rateText } from "../../../../domain/language.ts";
import type { NameListName, NameLists } from "../../../../domain/ledger/names.ts";
import { isDecimal } from "../../../../domain/money.ts";
import type { Change } from "../../../../settings/versions/stored-settings.ts";
import { rowName } from "../../../../settings/lookups/row-name.ts";
import { formatOf } from "../../../words/format.ts";
import { type Field, FIELDS, fieldAt, type FieldWords, fieldWords } from "../catalogue/index.ts";
import { type LookupDefinition, lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";
import { entryOf, listedValue, forAllText } from "../lookups/lookup-values.ts";
import { ruleChange, type PartInWords } from "./rule-change-words.ts";
import { messagesOf } from "../../../../messages/index.ts";
import { isJsonObject } from "../../../../domain/platform/json-object.ts";

/** `name`: `null` where there are no words for it. */
export type DescribedChange = {
  readonly path: string;
  readonly name: string | null;
  readonly before: string;
  readonly after: string;
};

export function describedChanges(
  changes: readonly Change[],
  language: Language,
  names: NameLists,
): readonly DescribedChange[] {
  return changes.flatMap(leaves).map(({ path, before, after }) => {
    const said =
      lookupChange(path, language, names) ??
      fieldChange(path, language, names) ??
      ruleChange(path, language);
    const value = said?.value ?? ((any: unknown) => plainly(any));
    return { path, name: said?.name ?? null, before: value(before), after: value(after) };
  });
}

/** A part that is new, or gone, as a whole: each of its settings by itself. */
function leaves(change: Change): readonly Change[] {
  const { path, before, after } = change;
  if (
    fieldAt(path) !== undefined ||
    !(isJsonObject(before) || isJsonObject(after)) ||
    (before !== null && !isJsonObject(before)) ||
    (after !== null && !isJsonObject(after))
  )
    return [change];
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .flatMap((name) =>
      leaves({
        path: `${path}.${name}`,
        before: before?.[name] ?? null,
        after: after?.[name] ?? null,
      }),
    )
    .filter((leaf) => !isEmpty(leaf.before) || !isEmpty(leaf.after));
}

const isEmpty = (value: unknown): boolean =>
  value === null || (isJsonObject(value) && Object.keys(value).length === 0);

/** As it is stored. */
function plainly(value: unknown): string {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const nameIn = (names: NameLists, list: NameListName, value: unknown): string =>
  entryOf(names[list]?.entries ?? [], String(value))?.name ?? plainly(value);

function lookupChange(path: string, language: Language, names: NameLists): PartInWords | null {
  const [, name, part, key] =
    /^lookups\.([^.]+)\.(default|force|table)(?:\.(.*))?$/s.exec(path) ?? [];
  const lookup = lookupNamed(name ?? "");
  if (lookup === undefined) return null;
  const { t } = messagesOf(language);
  const value = (none: string) => (to: unknown) =>
    to === null ? none : lookupValue(lookup, to, language, names);
  if (part === "default")
    return {
      name: `${t(`settings.lookup.${lookup.name}.title`)}: ${t("settings.lookups.withoutRow")}`,
      value: value(t(`settings.lookup.${lookup.name}.none`)),
    };
  if (part === "force")
    return {
      name: `${t(`settings.lookup.${lookup.name}.title`)}: ${forAllText(t, lookup.of)}`,
      value: value(t("settings.lookups.notSet")),
    };
  return key === undefined
    ? null
    : {
        name: `${t(`settings.lookup.${lookup.name}.title`)}: ${keyName(lookup, key, names)}`,
        value: value(t("settings.history.noRow")),
      };
}

function lookupValue(
  lookup: LookupDefinition,
  to: unknown,
  language: Language,
  names: NameLists,
): string {
  if (typeof lookup.to === "string") return nameIn(names, lookup.to, to);
  return listedValue(messagesOf(language), plainly(to));
}

const keyName = ({ from }: LookupDefinition, key: string, names: NameLists): string =>
  rowName(key, (value) =>
    from === null ? undefined : names[from]?.entries.find(({ id }) => id === value)?.name,
  );

function fieldChange(path: string, language: Language, names: NameLists): PartInWords | null {
  const exact = fieldAt(path);
  if (exact !== undefined)
    return {
      name: fieldWords(messagesOf(language), exact.path).label,
      value: (value) =>
        fieldValue(exact, fieldWords(messagesOf(language), exact.path), value, language, names),
    };
  const around = FIELDS.find((field) => path.startsWith(`${field.path}.`));
  if (around === undefined) return null;
  const { label } = fieldWords(messagesOf(language), around.path);
  const rest = path.slice(around.path.length + 1);
  if (around.path === "orders.filterLines")
    return {
      name: `${label}: ${statusName(rest, language)}`,
      value: (value) => stamp(value, language),
    };
  if (around.kind === "by-name")
    return {
      name: `${label}: ${nameIn(names, around.of, rest)}`,
      value: (value) => nameIn(names, around.list, value),
    };
  if (around.kind === "by-rate")
    return {
      name: `${label}: ${rateText(language, `${rest}%`)}`,
      value: (value) => nameIn(names, around.list, value),
    };
  return { name: `${label}: ${rest}`, value: plainly };
}

/** `Delivered` of `statuses.4`, `Paid` of `paymentStatuses.Paid`. */
function statusName(rest: string, language: Language): string {
  const [part = "", status = ""] = rest.split(".");
  const words = fieldWords(
    messagesOf(language),
    part === "paymentStatuses" ? "orders.paymentStatuses" : "orders.statuses",
  );
  return words.option(status) ?? rest;
}

function stamp(value: unknown, language: Language): string {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? plainly(value) : formatOf(language).stamp(at);
}

const listed = (value: unknown, none: string, say: (one: unknown) => string): string => {
  if (!Array.isArray(value)) return "–";
  return value.length > 0 ? value.map((one) => say(one)).join(", ") : none;
};

/** `Delivered = Paid, …` */
const paired = (
  value: unknown,
  sayKey: (key: string) => string,
  say: (one: unknown) => string,
): string =>
  isJsonObject(value) && Object.keys(value).length > 0
    ? Object.entries(value)
        .map(([key, one]) => `${sayKey(key)} = ${say(one)}`)
        .join(", ")
    : "–";

/** Lists that, where they are empty, leave nothing out: every value counts. */
const ANY_IF_EMPTY: ReadonlySet<string> = new Set([
  "orders.paymentStatuses",
  "products.filter.labels",
  "products.filter.numbers",
  "products.filter.codings",
  "notifications.kinds",
]);

/** What a list means that is empty; a way of telling people goes by the kinds for all of them. */
function emptyText(path: string, language: Language): string {
  const messages = messagesOf(language);
  if (ANY_IF_EMPTY.has(path)) return messages.t("settings.history.any");
  if (path.startsWith("notifications.channelKinds.")) {
    const { label } = fieldWords(messages, "notifications.kinds");
    return messages.t("settings.history.asUnder", { label });
  }
  return messages.t("settings.history.none");
}

function fieldValue(
  field: Field,
  words: FieldWords,
  value: unknown,
  language: Language,
  names: NameLists,
): string {
  const { t } = messagesOf(language);
  const option = (one: unknown): string => words.option(String(one)) ?? plainly(one);
  const several = (say: (one: unknown) => string): string =>
    listed(value, emptyText(field.path, language), say);
  switch (field.kind) {
    case "check":
      return value === true ? t("settings.history.on") : t("settings.history.off");
    case "interval":
      if (value === null) return t("settings.history.default");
      return value === "never" ? t("settings.manualOnly") : plainly(value);
    case "instant":
      return value === null ? t("settings.lookups.notSet") : stamp(value, language);
    case "choice":
      // Where nothing is stored, "never" is what is meant.
      return value === null ? (words.option("never") ?? "–") : option(value);
    case "choices":
      return several(option);
    case "named":
      return value === null ? t("settings.lookups.notSet") : nameIn(names, field.list, value);
    case "party":
      return value === null || value === ""
        ? t("settings.lookups.notSet")
        : nameIn(names, field.list, value);
    case "named-several":
    case "parties":
      return several((id) => nameIn(names, field.list, id));
    case "countries":
      return several((code) => formatOf(language).country(String(code)));
    case "texts":
      return several(String);
    case "number-or-none":
      return option(value ?? "none");
    case "by-name":
      return paired(
        value,
        (of) => nameIn(names, field.of, of),
        (to) => nameIn(names, field.list, to),
      );
    case "by-rate":
      return paired(
        value,
        (rate) => rateText(language, `${rate}%`),
        (to) => nameIn(names, field.list, to),
      );
    case "amount":
    case "optional-amount":
      if (value === null && field.kind === "optional-amount") return t("settings.history.off");
      return typeof value === "string" && isDecimal(value)
        ? formatOf(language).amount(value)
        : plainly(value);
    default:
      return value === null || value === "" ? t("settings.lookups.notSet") : plainly(value);
  }
}
