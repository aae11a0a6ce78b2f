/** The mappings of one shop taken over into another, a row at a time. */
import type { NameListName } from "../../domain/names.ts";
import { CODED } from "../../domain/ledger.ts";
import type { Lookup as Values } from "../lookup.ts";
import { parseKey } from "../lookup-key.ts";
import { type LookupDefinition, LOOKUPS } from "../lookup-lists.ts";
import type { Settings } from "../schema.ts";
import {
  type Copying,
  type CopySide,
  counterpart,
  type Counterpart,
  entryById,
  isGuid,
  misfitOf,
} from "./counterpart.ts";
import { sameCountry } from "./scalars.ts";

/** They choose VAT or an account: another country has others, whatever their names. */
const OF_COUNTRY: ReadonlySet<NameListName> = new Set([
  "eaccounting.codings",
  "eaccounting.accounts",
]);
/** Their rows are for kinds of debtors, which each administration numbers itself. */
const BY_CLASS: ReadonlySet<string> = new Set(["customerKind", "customerLabel"]);

const isEmpty = ({ default: rest, force, table }: Values): boolean =>
  rest === undefined && force === undefined && Object.keys(table).length === 0;

export function copiedLookups(
  from: Settings["lookups"],
  into: Settings["lookups"],
  copying: Copying,
): Settings["lookups"] {
  const all = LOOKUPS.map((lookup) => [
    lookup.name,
    isEmpty(from[lookup.name])
      ? into[lookup.name]
      : copiedLookup(lookup, from[lookup.name], into[lookup.name], copying),
  ]);
  return { ...into, ...Object.fromEntries(all) };
}

function copiedLookup(
  lookup: LookupDefinition,
  from: Values,
  into: Values,
  copying: Copying,
): Values {
  const { source, target, left } = copying;
  const base = `lookups.${lookup.name}`;
  if (isOfCountry(lookup) && !sameCountry(source, target)) {
    left.push(
      ...all(from).map(([path, value]) => ({
        path: `${base}.${path}`,
        value,
        why: "country" as const,
      })),
    );
    return into;
  }
  const value = (part: "default" | "force"): string | undefined => {
    const wanted = from[part];
    if (wanted === undefined) return undefined;
    const found = valueThere(lookup, wanted, source, target);
    if ("id" in found) return found.id;
    left.push({ path: `${base}.${part}`, value: wanted, why: found.misfit });
    return into[part];
  };
  const [rest, force] = [value("default"), value("force")];
  return {
    ...(rest === undefined ? {} : { default: rest }),
    ...(force === undefined ? {} : { force }),
    table: copiedTable(lookup, from, into, copying),
  };
}

const isOfCountry = ({ to }: LookupDefinition): boolean =>
  typeof to === "string" && OF_COUNTRY.has(to);

const all = ({ default: rest, force, table }: Values): readonly (readonly [string, string])[] => [
  ...(rest === undefined ? [] : [["default", rest] as const]),
  ...(force === undefined ? [] : [["force", force] as const]),
  ...Object.entries(table).map(([key, value]) => [`table.${key}`, value] as const),
];

function copiedTable(
  lookup: LookupDefinition,
  from: Values,
  into: Values,
  { source, target, left }: Copying,
): Values["table"] {
  const table: Record<string, string> = { ...into.table };
  for (const [key, value] of Object.entries(from.table)) {
    const row: Counterpart = BY_CLASS.has(lookup.name)
      ? { misfit: "shop-code" }
      : keyThere(lookup, key, source, target);
    const found = valueThere(lookup, value, source, target);
    if ("id" in row && "id" in found) table[row.id] = found.id;
    else
      left.push({
        path: `lookups.${lookup.name}.table.${key}`,
        value,
        why: misfitOf(row, found),
      });
  }
  return table;
}

/** A rate, as tables of codings name it, is the same everywhere. */
const RATE = /^\d{1,2}(?:\.\d{1,2})?%$/;

/** The part that narrows a row stays. */
function keyThere(
  lookup: LookupDefinition,
  key: string,
  source: CopySide,
  target: CopySide,
): Counterpart {
  if (lookup.from === null) return { id: key };
  if (entryById(source.names, lookup.from, key) !== undefined)
    return counterpart(lookup.from, key, source, target);
  const { value } = parseKey(key, CODED.includes(lookup.name as (typeof CODED)[number]));
  if (value === null || RATE.test(value)) return { id: key };
  const found = counterpart(lookup.from, value, source, target);
  return "id" in found ? { id: `${found.id}${key.slice(value.length)}` } : found;
}

function valueThere(
  lookup: LookupDefinition,
  value: string,
  source: CopySide,
  target: CopySide,
): Counterpart {
  const isArticle = lookup.name === "article" || ("free" in lookup && !isGuid(value));
  if (isArticle) return target.articles.has(value) ? { id: value } : { misfit: "article" };
  if (typeof lookup.to !== "string") return { id: value };
  if (lookup.name !== "customerLabel") return counterpart(lookup.to, value, source, target);
  // Labels are chosen by their names.
  const names = target.names[lookup.to];
  if (names === undefined) return { misfit: "not-read" };
  const isThere = names.entries.some(({ id, name }) => id === value || name === value);
  return isThere ? { id: value } : { misfit: "missing" };
}

/** Article numbers in the mappings: the other ledger is asked whether it has them. */
export const articlesNamed = (lookups: Settings["lookups"]): readonly string[] => [
  ...new Set(
    (["article", "vat", "salesType"] as const).flatMap((name) =>
      all(lookups[name]).flatMap(([, value]) => (isGuid(value) ? [] : [value])),
    ),
  ),
];
