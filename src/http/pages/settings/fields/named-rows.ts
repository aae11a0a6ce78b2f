/**
 * A choice for each thing of one list out of another, as rows of a form, and back: a row for what
 * is set, whether or not its list still has it, and one for each other thing of the list.
 */
import type { NameEntry } from "../../../../domain/ledger/names.ts";
import { type Form, many } from "../../forms/form.ts";
import { rateNames } from "../lookups/rate-rows.ts";

type NamedRow = { readonly of: string; readonly to: string };

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
