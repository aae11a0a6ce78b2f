/**
 * The one pattern of every look-up: a value for all (`force`), a value by what the shop says
 * (`table`), a value for the rest (`default`). One function resolves it and says why. Rows of the
 * table may be narrowed by country, kind of customer and day (see `lookup-key.ts`): the narrowest
 * row that fits counts.
 */
import { fit, type LookupFacts, parseKey } from "./lookup-key.ts";
import { z } from "zod";

export type Lookup<V = string> = {
  readonly default?: V | undefined;
  readonly force?: V | undefined;
  readonly table: Readonly<Record<string, V>>;
};

export type Choice<V = string> = {
  /** `null`: nothing is chosen. */
  readonly value: V | null;
  readonly by: "force" | "table" | "default" | "nothing";
  readonly from: string | null;
  /** The row of the table that chose, where it isn't simply what the shop says. */
  readonly key?: string;
};

/** `lookup`: `undefined` where none is configured: it chooses nothing. */
export function choose<V = string>(
  lookup: Lookup<V> | undefined,
  from: string | null,
  facts: LookupFacts = {},
): Choice<V> {
  if (lookup === undefined) return { value: null, by: "nothing", from };
  if (lookup.force !== undefined) return { value: lookup.force, by: "force", from };
  const row = narrowest(lookup.table, from, facts);
  if (row !== null)
    return { value: row.value, by: "table", from, ...(row.key === from ? {} : { key: row.key }) };
  if (lookup.default !== undefined) return { value: lookup.default, by: "default", from };
  return { value: null, by: "nothing", from };
}

function narrowest<V>(
  table: Readonly<Record<string, V>>,
  from: string | null,
  facts: LookupFacts,
): { readonly key: string; readonly value: V } | null {
  let best: { readonly key: string; readonly value: V; readonly narrow: readonly number[] } | null =
    null;
  for (const [key, value] of Object.entries(table)) {
    const narrow = fit(key, from, facts);
    if (narrow !== null && (best === null || isNarrower(narrow, best.narrow)))
      best = { key, value, narrow };
  }
  return best;
}

/**
 * Returns every value that it may choose for this one, over all orders; `null`: none. A single one
 * depends on nothing else.
 */
export function choicesOf<V>(
  { force, table, default: rest }: Lookup<V>,
  from: string,
): readonly (V | null)[] {
  if (force !== undefined) return [force];
  const valuesOf = (fits: (value: string | null) => boolean): readonly V[] =>
    Object.entries(table).flatMap(([key, value]) =>
      key !== from && fits(parseKey(key).value) ? [value] : [],
    );
  const narrowed = valuesOf((value) => value === from);
  const exact = Object.hasOwn(table, from) ? table[from] : undefined;
  return exact === undefined
    ? [...narrowed, ...valuesOf((value) => value === null), rest ?? null]
    : [exact, ...narrowed];
}

/** Whether it replaces this value in any order. */
export function mayBeOther({ force, table, default: rest }: Lookup, from: string): boolean {
  if (force !== undefined) return force !== from;
  const rows = Object.entries(table).filter(([key]) => {
    const { value } = parseKey(key);
    return key === from || value === null || value === from;
  });
  if (rows.some(([, value]) => value !== from)) return true;
  return rest !== undefined && rest !== from && !rows.some(([key]) => key === from);
}

/**
 * The shop's value counts before the country, the country before the kind of sale, that before the
 * kind of customer, and that before the day.
 */
function isNarrower(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((figure, index) => figure !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

/** `value` says what a result may be. */
export const lookupOf = <T extends z.ZodType<string>>(value: T) =>
  z
    .strictObject({
      default: value.optional(),
      force: value.optional(),
      table: z.record(z.string(), value).default({}),
    })
    .prefault({});

export const lookupSchema = lookupOf(z.string().min(1));
