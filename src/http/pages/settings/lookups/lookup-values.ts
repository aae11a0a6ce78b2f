/**
 * One look-up as the texts of a form, and back. Every value that the shop's list names has a line
 * of its own, empty on the right where there is no row; rows for other values are typed on both
 * sides.
 */
import { type Language, rateText, amountText } from "../../../../domain/language.ts";
import type { NameEntry, NameLists } from "../../../../domain/ledger/names.ts";
import { CODED } from "../../../../domain/ledger/ledger.ts";
import {
  type KeyShape,
  type KeyColumns,
  keyTyped,
} from "../../../../settings/lookups/table-cells.ts";
import type { Lookup as Shape } from "../../../../settings/lookups/lookup.ts";
import { type Form, many, one } from "../../forms/form.ts";
import type { LookupDefinition, LookupName } from "../../../../settings/lookups/lookup-lists.ts";
import { UNUSED, type Used } from "../../../../settings/lookups/occurred-values.ts";
import type { Messages } from "../../../../messages/index.ts";
import { shownDecimal } from "../../forms/decimal-input.ts";
import { dec, isDecimal } from "../../../../domain/money.ts";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids of the ledger are the same in capitals. */
export function entryOf(entries: readonly NameEntry[], id: string): NameEntry | undefined {
  const folded = id.toLowerCase();
  return (
    entries.find((entry) => entry.id === id) ??
    (GUID.test(folded) ? entries.find((entry) => entry.id.toLowerCase() === folded) : undefined)
  );
}

/** Returns a name with its note, unless the name contains the note already. */
export const notedName = (language: Language, { name, note }: NameEntry): string =>
  note === null || name.includes(note) || name.includes(rateText(language, note))
    ? name
    : `${name} (${rateText(language, note)})`;

export const lookupNames = (lookup: LookupName) => ({
  default: `lookups.${lookup}.default`,
  force: `lookups.${lookup}.force`,
  /** Of lines for known values: the right side may be empty. */
  known: `lookups.${lookup}.known`,
  knownTo: `lookups.${lookup}.knownTo`,
  knownText: `lookups.${lookup}.knownText`,
  from: `lookups.${lookup}.from`,
  to: `lookups.${lookup}.to`,
  text: `lookups.${lookup}.text`,
  /** The key of a row as it was, and its parts. */
  was: `lookups.${lookup}.was`,
  country: `lookups.${lookup}.country`,
  kind: `lookups.${lookup}.kind`,
  sale: `lookups.${lookup}.sale`,
  fromDay: `lookups.${lookup}.fromDay`,
  untilDay: `lookups.${lookup}.untilDay`,
  defaultText: `lookups.${lookup}.defaultText`,
  forceText: `lookups.${lookup}.forceText`,
});

/** `typed`: columns that make no key, as they were typed. */
export type Line = { readonly from: string; readonly to: string; readonly typed?: KeyColumns };
/**
 * A value with a name, or one that lately occurred: `used` says in how many orders and when last,
 * `occurred` in how many, where no row is there for it. `wanted`: something that is held asks for
 * it.
 */
export type KnownLine = Line & {
  readonly name: string | null;
  readonly occurred: number;
  readonly used: Used;
  readonly wanted?: true;
  /** It is changed: it stands first, with its choices. */
  readonly opened?: true;
};
export type LookupForm = {
  readonly default: string;
  readonly force: string;
  readonly known: readonly KnownLine[];
  readonly other: readonly Line[];
};

/** What the address names: a value that something held asks for, or a row of the table. */
type LookupAsked = { readonly wanted?: string | null; readonly opened?: string | null };

/**
 * `occurred`: values that past orders had, with how many had each and when. Those without a row
 * come first, the most frequent one at the top; before them `wanted`, which one was sent here for.
 */
export function lookupForm(
  lookup: LookupDefinition,
  value: Shape,
  names: NameLists,
  occurred: ReadonlyMap<string, Used>,
  { wanted = null, opened = null }: LookupAsked = {},
): LookupForm {
  const entries = lookup.from === null ? [] : (names[lookup.from]?.entries ?? []);
  const listed = lookup.from === "asperion.vatCodes" ? entries.toSorted(byNotedRate) : entries;
  const ids = new Set([
    ...(wanted === null ? [] : [wanted]),
    ...(opened !== null && Object.hasOwn(value.table, opened) ? [opened] : []),
    ...listed.map(({ id }) => id),
    ...occurred.keys(),
  ]);
  const known = [...ids].map((id): KnownLine => {
    const to = value.table[id] ?? "";
    const used = occurred.get(id) ?? UNUSED;
    return {
      from: id,
      to,
      name: listed.find((entry) => entry.id === id)?.name ?? null,
      occurred: to === "" ? used.orders : 0,
      used,
      ...(id === wanted ? { wanted: true } : {}),
      ...(id === opened ? { opened: true } : {}),
    };
  });
  return {
    default: value.default ?? "",
    force: value.force ?? "",
    known: known.toSorted(
      (a, b) => Number(isFirst(b)) - Number(isFirst(a)) || b.occurred - a.occurred,
    ),
    other: Object.entries(value.table)
      .filter(([from]) => !ids.has(from))
      .map(([from, to]) => ({ from, to })),
  };
}

const isFirst = ({ wanted, opened }: KnownLine): boolean => wanted === true || opened === true;

/** A text that was typed wins over what was chosen beside it. */
const pairs = (form: Form, from: string, to: string, text: string): readonly Line[] => {
  const [targets, texts] = [many(form, to), many(form, text)];
  return many(form, from).map((source, index) => ({
    from: source.trim(),
    to: (texts[index] ?? "").trim() || (targets[index] ?? "").trim(),
  }));
};

/** The same as a person typed it, with the names of what is shown. */
export function lookupTyped(lookup: LookupDefinition, form: Form, shown: LookupForm): LookupForm {
  const names = lookupNames(lookup.name);
  const kept = (value: string): string =>
    lookup.name === "payoutFeeVat" ? ratedInput(value) : value;
  return {
    default: kept(one(form, names.defaultText) || one(form, names.default)),
    force: kept(one(form, names.forceText) || one(form, names.force)),
    known: pairs(form, names.known, names.knownTo, names.knownText).map((line) => ({
      name: null,
      occurred: 0,
      used: UNUSED,
      ...shown.known.find(({ from }) => from === line.from),
      ...line,
      to: kept(line.to),
    })),
    other: pairs(form, names.from, names.to, names.text)
      .map(({ from, to }, index) => ({ ...keyAt(lookup, form, index, from), to: kept(to) }))
      .filter(({ from, to }) => from !== "" || to !== ""),
  };
}

/** A page that was opened before there were columns sends keys whole. */
function keyAt(
  lookup: LookupDefinition,
  form: Form,
  index: number,
  code: string,
): Omit<Line, "to"> {
  const names = lookupNames(lookup.name);
  if (!form.has(names.country)) return { from: code };
  const at = (name: string): string => (many(form, name)[index] ?? "").trim();
  const columns = {
    code,
    country: at(names.country).toUpperCase(),
    kind: at(names.kind),
    sale: at(names.sale),
    from: at(names.fromDay),
    until: at(names.untilDay),
  };
  const from = keyTyped(columns, at(names.was), keyShapeOf(lookup));
  // As a part of the key it would be read as one of the code, which no order has.
  return COUNTRY.test(columns.country) ? { from } : { from, typed: columns };
}

/** Two letters, or a group of countries; blank means any. */
const COUNTRY = /^(?:[A-Z]{2}|WORLD|)$/;

/** What the keys of a look-up may name. */
export const keyShapeOf = (lookup: LookupDefinition): KeyShape => ({
  byCountry: "byCountry" in lookup,
  withSale: CODED.some((coded) => coded === lookup.name),
});

export function lookupInput(typed: LookupForm): unknown {
  return {
    ...(typed.default === "" ? {} : { default: typed.default }),
    ...(typed.force === "" ? {} : { force: typed.force }),
    table: Object.fromEntries(
      [...typed.known, ...typed.other]
        .filter(({ to }) => to !== "")
        .map(({ from, to }) => [from, to]),
    ),
  };
}

export type TableFault =
  | { readonly kind: "half" }
  | { readonly kind: "twice"; readonly source: string }
  | { readonly kind: "country"; readonly country: string }
  | { readonly kind: "sender"; readonly sender: string };

/** An address, or a domain after "@"; what narrows the row may stand behind it. */
const SENDER = /^[^\s@]*@[^\s@]+\.[^\s@]+/;
const isOddSender = (of: LookupName | null, from: string): boolean =>
  of === "payoutSender" && from !== "" && !SENDER.test(from);

/** What is wrong with a row among the others; `null`: nothing. */
export function rowFault(
  { from, to, typed }: Line,
  rows: readonly Line[],
  of: LookupName,
): TableFault | null {
  if (typed !== undefined) return { kind: "country", country: typed.country };
  if ((from === "") !== (to === "")) return { kind: "half" };
  if (isOddSender(of, from)) return { kind: "sender", sender: from };
  const isTwice = from !== "" && rows.filter((row) => row.from === from).length > 1;
  return isTwice ? { kind: "twice", source: from } : null;
}

/**
 * Returns rows that would silently mean something else than was typed: one side empty, the same
 * source twice, or an unknown country.
 */
export function tableFaults(
  typed: LookupForm,
  of: LookupName | null = null,
): readonly TableFault[] {
  const odd = typed.other.find(({ from }) => isOddSender(of, from))?.from;
  const half = typed.other.some(({ from, to }) => (from === "") !== (to === ""));
  const sources = [...typed.known.filter(({ to }) => to !== ""), ...typed.other].map(
    ({ from }) => from,
  );
  const twice = sources.find((source, index) => source !== "" && sources.indexOf(source) !== index);
  const nowhere = typed.other.find((row) => row.typed !== undefined)?.typed?.country;
  return [
    ...(nowhere === undefined ? [] : [{ kind: "country" as const, country: nowhere }]),
    ...(odd === undefined ? [] : [{ kind: "sender" as const, sender: odd }]),
    ...(half ? [{ kind: "half" as const }] : []),
    ...(twice === undefined ? [] : [{ kind: "twice" as const, source: twice }]),
  ];
}

/** What has no words is said as it is. */
export function listedValue({ t, find, language }: Messages, value: string): string {
  const [, kind, rate] = RATED.exec(value) ?? [];
  if (rate !== undefined) {
    const shown = amountText(language, rate);
    return kind === "included"
      ? t("settings.feeVat.included", { rate: shown })
      : t("settings.feeVat.reverse", { rate: shown });
  }
  return find(`settings.values.${value}`) ?? value;
}

const RATED = /^(included|reverse) (\d+(?:\.\d+)?)$/;
const TYPED = /^(included|reverse)\s+(\d+)[.,](\d+)$/;

/** "included 7,5" as it is kept, "included 7.5"; any other text as it is. */
const ratedInput = (text: string): string => text.replace(TYPED, "$1 $2.$3");

/** The same as the reader's country writes it. */
export const shownRated = (text: string, language: Language): string => {
  const [, kind, rate] = RATED.exec(text) ?? [];
  return kind === undefined || rate === undefined
    ? text
    : `${kind} ${shownDecimal(rate, language)}`;
};

/** The field whose value is for all of them. */
export function forAllText(t: Messages["t"], of: LookupDefinition["of"]): string {
  switch (of) {
    case "debtor":
      return t("settings.lookups.allCustomers");
    case "payout":
      return t("settings.lookups.allPayouts");
    default:
      return t("settings.lookups.allOrders");
  }
}

/** The name of a mapping's values: mostly its own. */
export const valueName = ({ t, find }: Messages, { name }: LookupDefinition): string =>
  find(`settings.lookup.${name}.to`) ?? t(`settings.lookup.${name}.title`);

/** What is wrong with a row, and what to do. */
export function tableFaultText(t: Messages["t"], fault: TableFault): string {
  switch (fault.kind) {
    case "half":
      return t("settings.refused.half");
    case "twice":
      return t("settings.refused.twice", { source: fault.source });
    case "sender":
      return t("settings.refused.sender", { sender: fault.sender });
    case "country":
      return t("settings.refused.country", { country: fault.country });
  }
}

/** `25`, `25%`, `25 %` and `25,0 %` are numbers; whatever says no rate has none. */
function rateIn(text: string): string | null {
  const [, number = ""] = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(text) ?? [];
  const rate = number.replace(",", ".");
  return isDecimal(rate) ? rate : null;
}

/** By number, the highest first; what says no rate comes last, as it came. */
export function byRate(a: string, b: string): number {
  const [left, right] = [rateIn(a), rateIn(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return dec(right).cmp(dec(left));
}

/** Things of a list by the rate that stands beside their names. */
export const byNotedRate = ({ note: a }: NameEntry, { note: b }: NameEntry): number =>
  byRate(a ?? "", b ?? "");
