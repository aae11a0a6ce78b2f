/**
 * Converts a key of a look-up's table to the columns of a form, and back, so that nobody has to
 * know a key's syntax. Pure. A blank column means any.
 */
import { SALE_NAMES } from "../../domain/reasons/words.ts";
import { parseKey } from "./lookup-key.ts";

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
