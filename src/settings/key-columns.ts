/**
 * A key of a look-up's table as the columns of a form, and back: nobody has to know how a key is
 * written. Pure. A blank column means any.
 */
import { SALE_NAMES } from "../domain/reasons/words.ts";
import { parseKey } from "./lookup-key.ts";

export type KeyColumns = {
  /** What the shop says. */
  readonly code: string;
  /** Two letters, `EU` or `WORLD`. */
  readonly country: string;
  readonly kind: string;
  /** Of tables of codings alone. */
  readonly sale: string;
  /** Days, `YYYY-MM-DD`. */
  readonly from: string;
  readonly until: string;
};

export type Asked = {
  /** The country itself is what the table is asked for. */
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

export function columnsOf(key: string, { byCountry, withSale }: Asked): KeyColumns {
  const parsed = parseKey(key, withSale);
  // Two words of one sort can't be told in columns: the key stays one text, and its fault is told.
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
export function keyOf(columns: KeyColumns, { byCountry }: Asked): string {
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
 * The key that a row of the form means. One whose columns nobody changed stays as it was written:
 * there is more than one way to write the same.
 */
export function keyTyped(columns: KeyColumns, was: string, asked: Asked): string {
  const before = was === "" ? NO_KEY : columnsOf(was, asked);
  const isSame = (Object.keys(NO_KEY) as (keyof KeyColumns)[]).every(
    (name) => before[name] === columns[name],
  );
  return isSame ? was : keyOf(columns, asked);
}

export const SALES: readonly string[] = SALE_NAMES;
