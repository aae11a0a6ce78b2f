/**
 * Single rows of look-ups' tables as fields of a form that shows some of them alone: a grid, or the
 * values that nothing maps. Whatever the form doesn't show stays. Pure.
 */
import { choose, type Lookup } from "./lookup.ts";
import { parseKey } from "./lookup-key.ts";
import { type LookupName, type OrderValues, type Used, usedIn } from "./occurred-values.ts";
import { defined } from "../../domain/platform/defined.ts";
import { SALE_NAMES } from "../../domain/reasons/words.ts";

/** `key`: `null` is the value for the rest. `to`: empty where nothing is mapped. */
export type TableCell = {
  readonly name: LookupName;
  readonly key: string | null;
  readonly to: string;
};

type Lookups = Readonly<Record<LookupName, Lookup>>;

export const cellValue = (lookups: Lookups, { name, key }: Omit<TableCell, "to">): string =>
  (key === null ? lookups[name].default : lookups[name].table[key]) ?? "";

/** What is to be validated. */
export function withCells(lookups: Lookups, cells: readonly TableCell[]): Lookups {
  let changed = lookups;
  for (const { name, key, to } of cells) {
    const { default: rest, ...others } = changed[name];
    const table = Object.fromEntries(Object.entries(others.table).filter(([row]) => row !== key));
    const lookup: Lookup =
      key === null
        ? { ...others, ...(to === "" ? {} : { default: to }) }
        : {
            ...others,
            ...defined({ default: rest }),
            table: to === "" ? table : { ...others.table, [key]: to },
          };
    changed = { ...changed, [name]: lookup };
  }
  return changed;
}

export type Unmapped = Used & { readonly name: LookupName; readonly value: string };

/**
 * What the last orders had and no row, and no value for all or for the rest, says anything of; the
 * most used first. A value that has a row for some countries or customers isn't among them.
 */
export function unmappedIn(
  names: readonly LookupName[],
  lookups: Lookups,
  occurred: readonly OrderValues[],
): readonly Unmapped[] {
  return names
    .flatMap((name) =>
      [...new Set(occurred.flatMap((values) => values[name] ?? []))]
        .filter(
          (value) =>
            choose(lookups[name], value).by === "nothing" &&
            Object.keys(lookups[name].table).every((key) => parseKey(key).value !== value),
        )
        .map((value) => ({
          name,
          value,
          ...usedIn(occurred, (values) => values[name]?.includes(value) === true),
        })),
    )
    .toSorted((a, b) => b.orders - a.orders);
}

export type Grid = {
  /** VAT codes, or rates. */
  readonly codes: readonly string[];
  /** `""`: any country. */
  readonly countries: readonly string[];
  /** Rows for some customers or days, which the grid doesn't show. */
  readonly narrower: number;
};

export const gridKey = (code: string, country: string): string =>
  country === "" ? code : `${code}@${country}`;

/** `listed`: codes that there are anyway. `more`: countries that somebody wants to see. */
export function gridOf(
  { table }: Lookup,
  withSale: boolean,
  listed: readonly string[],
  more: readonly string[],
): Grid {
  const keys = Object.keys(table);
  const parsed = keys.map((key) => ({ key, ...parseKey(key, withSale) }));
  const plain = parsed.filter(
    ({ key, value, country }) => gridKey(value ?? "", country ?? "") === key,
  );
  return {
    codes: [...new Set([...listed, ...plain.map(({ value }) => value ?? "")])],
    countries: [...new Set(["", ...plain.map(({ country }) => country ?? ""), ...more])],
    narrower: keys.length - plain.length,
  };
}

export type KeyColumns = {
  /** The shop's value. */
  readonly code: string;
  /** Two letters, `EU` or `WORLD`. */
  readonly country: string;
  readonly kind: string;
  /** For tables of codings only. */
  readonly sale: string;
  /** Days, `YYYY-MM-DD`. */
  readonly from: string;
  readonly until: string;
};

export type KeyShape = {
  /** The table is asked by country. */
  readonly byCountry: boolean;
  readonly withSale: boolean;
};

const NO_KEY: KeyColumns = {
  code: "",
  country: "",
  kind: "",
  sale: "",
  from: "",
  until: "",
};

export function columnsOf(key: string, { byCountry, withSale }: KeyShape): KeyColumns {
  const parsed = parseKey(key, withSale);
  // Two words of one sort don't fit into columns: the key stays one text, and its fault is shown.
  if (parsed.twice === true) return { ...NO_KEY, code: key };
  const rest = {
    kind: parsed.kind ?? "",
    sale: parsed.sale ?? "",
    from: parsed.from ?? "",
    until: parsed.until ?? "",
  };
  const [value, country] = [parsed.value ?? "", parsed.country ?? ""];
  return byCountry && country === ""
    ? { code: "", country: value, ...rest }
    : { code: value, country, ...rest };
}

/** Empty where every column is. */
export function keyOf(columns: KeyColumns, { byCountry }: KeyShape): string {
  const { code, country, kind, sale, from, until } = columns;
  const isCountryAlone = byCountry && code === "";
  const at = isCountryAlone ? country : `@${country}`;
  return [
    code,
    country === "" ? "" : at,
    ...[sale, kind].filter((word) => word !== "").map((word) => `/${word}`),
    from === "" ? "" : ` from ${from}`,
    until === "" ? "" : ` until ${until}`,
  ].join("");
}

/**
 * Returns the key that a row of the form means. With unchanged columns it stays as it was written,
 * as one key has several spellings.
 */
export function keyTyped(columns: KeyColumns, was: string, shape: KeyShape): string {
  const before = was === "" ? NO_KEY : columnsOf(was, shape);
  const isSame = (Object.keys(NO_KEY) as (keyof KeyColumns)[]).every(
    (name) => before[name] === columns[name],
  );
  return isSame ? was : keyOf(columns, shape);
}

export const SALES: readonly string[] = SALE_NAMES;
