/**
 * Keys of a look-up's table. A key is what the shop says, and may be narrowed:
 *
 * - `30`: the value 30
 * - `30@NL`: the value 30, of an order that goes to the Netherlands
 * - `30@NL/private`: the same, sold to a private person
 * - `@EU/company`: any value, within the EU but not at home, sold to a company
 * - `H@FI from 2024-09-01`: the value H in Finland, of orders dated on that day or later
 * - `H@FI until 2024-08-31`: the same, of orders dated on that day or earlier
 *
 * A table of codings may also be narrowed by the kind of sale, before or after the kind of
 * customer: `25%@NL/oss`, `/export`, `0%@EU/eu-business/company`. Other tables know no such words.
 *
 * A look-up that is asked by country has the country as its value: `NL`, `NL/private`, `EU`,
 * `WORLD`. A key that is exactly what the shop says always means that, even where it reads like a
 * narrowed one.
 */
import { SALE_NAMES, type SaleName } from "../../domain/reasons/words.ts";
import { type Message, message } from "../../messages/message.ts";
import { defined } from "../../domain/platform/defined.ts";

export type LookupFacts = {
  /** Destination of the goods, ISO 3166 alpha-2. */
  readonly country?: string | null;
  /** As seen from the company: another member state of the EU, or outside. */
  readonly area?: "home" | "eu" | "outside";
  readonly kind?: "company" | "private";
  /** The order's day, `YYYY-MM-DD`. */
  readonly date?: string;
  /** The kind of sale for VAT; for tables of codings only. */
  readonly sale?: SaleName;
};

/** The facts for a table of codings. */
export type SaleFacts = { readonly sale: SaleName };

type LookupKey = {
  /** `null`: any. */
  readonly value: string | null;
  readonly country: string | null;
  readonly kind: "company" | "private" | null;
  readonly from: string | null;
  readonly until: string | null;
  /** Absent where none is named. */
  readonly sale?: SaleName;
  /** Two words of one sort were named: the key can't be meant. */
  readonly twice?: true;
};

const DAYS = String.raw`(?: from (\d{4}-\d{2}-\d{2}))?(?: until (\d{4}-\d{2}-\d{2}))?$`;
const KINDS = ["company", "private"] as const;
const WORDS = [...KINDS, ...SALE_NAMES].join("|");
const KEY = new RegExp(String.raw`^(.*?)(?:@([A-Z]{2,5}))?((?:\/(?:company|private))?)${DAYS}`);
const KEY_WITH_SALE = new RegExp(
  String.raw`^(.*?)(?:@([A-Z]{2,5}))?((?:\/(?:${WORDS})){0,2})${DAYS}`,
);
/** Groups of countries in the place of one. */
const AREAS: Readonly<Record<string, "eu" | "outside">> = { EU: "eu", WORLD: "outside" };

/** `withSale`: of a table of codings, whose keys may name the kind of sale. */
export function parseKey(key: string, withSale = false): LookupKey {
  const [, value = "", country = null, named = "", from = null, until = null] = (withSale
    ? KEY_WITH_SALE
    : KEY
  ).exec(key) ?? [key, key];
  const words = named.split("/").slice(1);
  const kind = KINDS.find((one) => words.includes(one)) ?? null;
  const sale = SALE_NAMES.find((one) => words.includes(one));
  const meant = (kind === null ? 0 : 1) + (sale === undefined ? 0 : 1);
  return {
    value: value === "" ? null : value,
    country,
    kind,
    from,
    until,
    ...defined({ sale }),
    ...(meant < words.length ? { twice: true } : {}),
  };
}

/** Returns how narrow a matching key is: the narrowest of several counts. `null`: no match. */
export function fit(
  key: string,
  value: string | null,
  facts: LookupFacts,
): readonly number[] | null {
  if (key === value) return [2, 0, 0, 0, 0];
  const parsed = parseKey(key, facts.sale !== undefined);
  const byValue = fitsValue(parsed.value, value, facts);
  const byCountry = fitsCountry(parsed.country, facts);
  if (byValue === null || byCountry === null) return null;
  if (parsed.sale !== undefined && parsed.sale !== facts.sale) return null;
  if (parsed.kind !== null && parsed.kind !== facts.kind) return null;
  const { date } = facts;
  if (parsed.from !== null && (date === undefined || date < parsed.from)) return null;
  if (parsed.until !== null && (date === undefined || date > parsed.until)) return null;
  return [
    byValue,
    byCountry,
    parsed.sale === undefined ? 0 : 1,
    parsed.kind === null ? 0 : 1,
    (parsed.from === null ? 0 : Number(parsed.from.replaceAll("-", ""))) +
      (parsed.until === null ? 0 : 1),
  ];
}

/** A group of countries includes its members where the look-up is asked by country. */
function fitsValue(
  wanted: string | null,
  value: string | null,
  { area, country }: LookupFacts,
): number | null {
  if (wanted === null) return 0;
  if (wanted === value) return 2;
  return value !== null &&
    value === country &&
    AREAS[wanted] !== undefined &&
    AREAS[wanted] === area
    ? 1
    : null;
}

function fitsCountry(wanted: string | null, { country, area }: LookupFacts): number | null {
  if (wanted === null) return 0;
  if (wanted === country) return 2;
  return AREAS[wanted] !== undefined && AREAS[wanted] === area ? 1 : null;
}

/**
 * Returns two equally narrow keys that match the same order: the choice between them would be
 * arbitrary. `null`: none.
 */
export function clash(keys: readonly string[], withSale = false): readonly [string, string] | null {
  const parsed = keys.map((key) => ({ key, ...parseKey(key, withSale) }));
  for (const [index, one] of parsed.entries())
    for (const other of parsed.slice(index + 1)) {
      const same =
        one.value === other.value &&
        one.country === other.country &&
        one.sale === other.sale &&
        one.kind === other.kind;
      if (same && one.from === other.from && (one.until === null) === (other.until === null))
        return [one.key, other.key];
    }
  return null;
}

/** Returns the fault of a key's form; `null`: none. */
export function keyFault(key: string, withSale = false): Message | null {
  const { country, from, until, twice } = parseKey(key, withSale);
  if (twice === true) return message("settings.faults.keyTwice", { key });
  if (country !== null && country.length > 2 && AREAS[country] === undefined)
    return message("settings.faults.keyCountry", { key });
  if ([from, until].some((day) => day !== null && Number.isNaN(Date.parse(`${day}T00:00:00Z`))))
    return message("settings.faults.keyDay", { key });
  return from !== null && until !== null && from > until
    ? message("settings.faults.keySpan", { key })
    : null;
}
