/**
 * A choice by VAT rate as rows of a form, and back: a row for each rate that is set or that either
 * side's lists know, and empty ones for others. Nothing is dropped: a row of which only one side is
 * filled, and a rate that stands there twice, go to the validator as what they are not, a text, and
 * are refused.
 */
import type { Language } from "../../../../domain/language.ts";
import { dec, isDecimal, plain } from "../../../../domain/money.ts";
import type {
  NameEntry,
  NameList,
  NameListName,
  NameLists,
} from "../../../../domain/ledger/names.ts";
import { type Form, many } from "../../forms/form.ts";
import { notedName, byRate } from "./lookup-values.ts";

/** No table: the validator refuses them. */
const HALF = "half";
const TWICE = "twice";

/** Rows for rates that nobody has named yet. */
const SPARE = 2;

export const rateNames = (path: string) => ({
  /** Of rows whose rate is known: the right side may be empty. */
  known: `${path}.known`,
  knownTo: `${path}.knownTo`,
  from: `${path}.from`,
  to: `${path}.to`,
});

type RateRow = { readonly rate: string; readonly to: string };
type RateRows = { readonly known: readonly RateRow[]; readonly other: readonly RateRow[] };

export function rateValues(
  path: string,
  value: unknown,
): readonly (readonly [string, readonly string[]])[] {
  const rows =
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([rate, to]) => ({ rate, to: String(to) }))
      : [];
  const at = rateNames(path);
  return [
    [at.known, rows.map(({ rate }) => rate)],
    [at.knownTo, rows.map(({ to }) => to)],
    [at.from, []],
    [at.to, []],
  ];
}

const pairs = (form: Form, from: string, to: string): readonly RateRow[] => {
  const targets = many(form, to);
  return many(form, from).map((rate, index) => ({
    rate: rate.trim(),
    to: (targets[index] ?? "").trim(),
  }));
};

/** Rates in per cent of the ledger's codings and of the shop's VAT codes. */
function ratesIn(names: NameLists): readonly string[] {
  const notes = (["eaccounting.codings", "asperion.vatCodes"] as const).flatMap((list) =>
    (names[list]?.entries ?? []).map(({ note }) => note),
  );
  const rates = notes.flatMap((note) => (note === null ? [] : [rateOf(note)])).filter(isDecimal);
  return [...new Set(rates)];
}

/** The rows of a form: what it has of this field, and one for each rate that it has none for. */
export function rateRows(path: string, form: Form, names: NameLists): RateRows {
  const at = rateNames(path);
  const known = pairs(form, at.known, at.knownTo);
  const other = pairs(form, at.from, at.to).filter(({ rate, to }) => rate !== "" || to !== "");
  const there = new Set([...known, ...other].map(({ rate }) => rateOf(rate)));
  const more = ratesIn(names)
    .filter((rate) => !there.has(rate))
    .map((rate) => ({ rate, to: "" }));
  return {
    known: [...known, ...more].toSorted((a, b) => byRate(a.rate, b.rate)),
    other: [...other, ...Array.from({ length: SPARE }, () => ({ rate: "", to: "" }))],
  };
}

/** The list's rates that the form has no value for, the highest first. */
export function ratesWithoutValue(
  path: string,
  form: Form,
  list: NameList | undefined,
): readonly string[] {
  const at = rateNames(path);
  const rows = [...pairs(form, at.known, at.knownTo), ...pairs(form, at.from, at.to)];
  const set = new Set(rows.flatMap(({ rate, to }) => (to === "" ? [] : [rateOf(rate)])));
  const rates = (list?.entries ?? []).flatMap(({ note }) => (note === null ? [] : [rateOf(note)]));
  return [...new Set(rates.filter((rate) => isDecimal(rate) && !set.has(rate)))].toSorted(byRate);
}

export const hasRates = (path: string, form: Form): boolean =>
  form.has(rateNames(path).known) || form.has(rateNames(path).from);

/** What is to be validated: a target by rate, or a text that says what is wrong with the rows. */
export function rateInput(path: string, form: Form): Readonly<Record<string, string>> | string {
  const at = rateNames(path);
  const known = pairs(form, at.known, at.knownTo).filter(({ to }) => to !== "");
  const other = pairs(form, at.from, at.to)
    .filter(({ rate, to }) => rate !== "" || to !== "")
    .map(({ rate, to }) => ({ rate: rateOf(rate), to }));
  if (other.some(({ rate, to }) => rate === "" || to === "")) return HALF;
  const rows = [...known, ...other];
  if (new Set(rows.map(({ rate }) => rateOf(rate))).size < rows.length) return TWICE;
  return Object.fromEntries(rows.map(({ rate, to }) => [rate, to]));
}

/** `25`, `25 %`, `25,0` and `25.00` are the same rate. What is none stays as it was typed. */
function rateOf(typed: string): string {
  const text = typed.replace("%", "").trim().replace(",", ".");
  return isDecimal(text) ? plain(dec(text)) : typed.trim();
}

/** Those of the rate first; all of them with what tells them apart. */
export function entriesFor(
  rate: string,
  list: NameListName,
  names: NameLists,
  language: Language,
): readonly NameEntry[] {
  const entries = (names[list]?.entries ?? []).map((entry) => ({
    ...entry,
    name: notedName(language, entry),
  }));
  const fits = ({ note }: NameEntry): boolean => note !== null && rateOf(note) === rateOf(rate);
  return [...entries.filter(fits), ...entries.filter((entry) => !fits(entry))];
}

type NamedRow = { readonly of: string; readonly to: string };

/**
 * A choice for each thing of one list out of another, as rows of a form, and back: a row for what
 * is set, whether or not its list still has it, and one for each other thing of the list.
 */
export function namedRows(
  path: string,
  form: Form,
  entries: readonly NameEntry[],
): readonly NamedRow[] {
  const at = rateNames(path);
  const targets = many(form, at.knownTo);
  const there = many(form, at.known).map((of, index) => ({ of, to: targets[index] ?? "" }));
  const set = new Set(there.map(({ of }) => of));
  return [
    ...there,
    ...entries.filter(({ id }) => !set.has(id)).map(({ id }) => ({ of: id, to: "" })),
  ];
}

/** What is to be validated: the rows that have a choice. */
export const namedInput = (path: string, form: Form): Readonly<Record<string, string>> =>
  Object.fromEntries(
    namedRows(path, form, [])
      .filter(({ to }) => to !== "")
      .map(({ of, to }) => [of, to]),
  );
