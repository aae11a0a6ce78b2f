/**
 * The one pattern of every look-up: a value for all (`force`), a value by source value (`table`), a value for the rest
 * (`default`). One function resolves it and says why.
 */
export type Lookup = {
  readonly default?: string | undefined;
  readonly force?: string | undefined;
  readonly table: Readonly<Record<string, string>>;
};

export type Choice = {
  /** `null`: nothing is chosen. */
  readonly value: string | null;
  readonly by: "force" | "table" | "default" | "nothing";
  readonly from: string | null;
};

export function choose(lookup: Lookup, from: string | null): Choice {
  if (lookup.force !== undefined) return { value: lookup.force, by: "force", from };
  const entry = from === null ? undefined : Object.entries(lookup.table).find(([key]) => key === from);
  if (entry !== undefined) return { value: entry[1], by: "table", from };
  if (lookup.default !== undefined) return { value: lookup.default, by: "default", from };
  return { value: null, by: "nothing", from };
}
