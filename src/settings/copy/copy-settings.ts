/**
 * Copies settings of one shop to another. A single setting is copied whole or not at all; tables
 * are copied row by row, and rows that only the target has stay. A rule replaces the one of its
 * field. A name of one side is replaced by the record with the same name on the other; otherwise
 * the target keeps its value and the answer says why. Pure.
 */
import { widened } from "../orders/filter-lines.ts";
import type { Settings } from "../schema.ts";
import { SCALARS, sameCountry } from "./scalars.ts";
import {
  type Copying,
  type CopySide,
  type LeftOut,
  type Misfit,
  translated,
  counterpart,
  type Counterpart,
  entryById,
  isGuid,
  misfitOf,
} from "./counterpart.ts";
import type { NameListName } from "../../domain/ledger/names.ts";
import { CODED } from "../../domain/ledger/ledger.ts";
import type { Lookup as Values } from "../lookups/lookup.ts";
import { parseKey } from "../lookups/lookup-key.ts";
import { type LookupDefinition, LOOKUPS } from "../lookups/lookup-lists.ts";
import { isJsonObject } from "../../domain/platform/json-object.ts";
import { defined } from "../../domain/platform/defined.ts";

export const COPY_PARTS = [
  "orders",
  "customers",
  "products",
  "stock",
  "payouts",
  "lookups",
  "mapping",
  "notifications",
  "keeping",
] as const;
export type CopyPart = (typeof COPY_PARTS)[number];

type Copied = { readonly settings: Settings; readonly left: readonly LeftOut[] };

/** Of each shop alone: whether and from when it runs, who is notified, and its own records. */
export const NEVER_COPIED: readonly string[] = [
  "orders.enabled",
  "orders.startLine",
  "orders.filterLines",
  "orders.firstDayLimit",
  "orders.approval.firstDays",
  "orders.orderPage",
  "orders.voucher.series",
  "orders.voucher.ledgerItemsFrom",
  "customers.enabled",
  "customers.numberPrefix",
  "products.enabled",
  "stock.enabled",
  "stock.correctionDebtor",
  "vendorPages",
  "notifications.emails",
  "notifications.webhook",
  "setup",
  "trial",
];

/** The settings at the top that a part is made of. */
const WITHIN: Readonly<Record<CopyPart, readonly (keyof Settings)[]>> = {
  orders: ["orders"],
  customers: ["customers"],
  products: ["products"],
  stock: ["stock"],
  payouts: ["payouts"],
  lookups: [],
  mapping: [],
  notifications: ["notifications"],
  keeping: ["schedules", "retentionDays", "evidenceYears", "asperionRequestsPerSecond"],
};

export function copySettings(
  from: Settings,
  into: Settings,
  parts: readonly CopyPart[],
  source: CopySide,
  target: CopySide,
): Copied {
  const left: LeftOut[] = [];
  const taken = parts.flatMap((part) => WITHIN[part]);
  const plain = Object.fromEntries(
    taken.map((name) => [name, copied(name, from[name], into[name], { source, target, left })]),
  );
  const lookups = parts.includes("lookups")
    ? copiedLookups(from.lookups, into.lookups, { source, target, left })
    : into.lookups;
  const mapping = parts.includes("mapping")
    ? copiedRules(from.mapping, into.mapping, { source, target, left })
    : into.mapping;
  const settings: Settings = { ...into, ...plain, lookups, mapping };
  return { settings: notWidened(settings, into, left), left };
}

function copied(path: string, from: unknown, into: unknown, copying: Copying): unknown {
  if (NEVER_COPIED.includes(path)) return into;
  const special = SCALARS[path];
  if (special !== undefined) return special({ path, from, into, ...copying });
  if (!isJsonObject(from) || !isJsonObject(into)) return from;
  return Object.fromEntries(
    [...new Set([...Object.keys(into), ...Object.keys(from)])].map((name) => [
      name,
      copied(`${path}.${name}`, from[name], into[name], copying),
    ]),
  );
}

/** A filter that would let in more asks for a line of its own, which only a person can give. */
function notWidened(settings: Settings, into: Settings, left: LeftOut[]): Settings {
  const orders = { ...settings.orders };
  for (const part of new Set(widened(into.orders, settings.orders).map((one) => one.part))) {
    left.push({ path: `orders.${part}`, value: settings.orders[part], why: "widens" });
    if (part === "statuses") orders.statuses = into.orders.statuses;
    else orders.paymentStatuses = into.orders.paymentStatuses;
  }
  return { ...settings, orders };
}

type Mapping = Settings["mapping"];
type Rule = Mapping["customers"][number];

function copiedRules(from: Mapping, into: Mapping, copying: Copying): Mapping {
  const rules = (path: string, of: readonly Rule[], had: readonly Rule[]): Rule[] =>
    mergedRules(`mapping.${path}`, of, had, copying);
  return {
    tables: tables(from.tables, into.tables, copying),
    orders: {
      head: rules("orders.head", from.orders.head, into.orders.head),
      rows: rules("orders.rows", from.orders.rows, into.orders.rows),
    },
    vouchers: {
      head: rules("vouchers.head", from.vouchers.head, into.vouchers.head),
      rows: rules("vouchers.rows", from.vouchers.rows, into.vouchers.rows),
    },
    customers: rules("customers", from.customers, into.customers),
    articles: rules("articles", from.articles, into.articles),
  };
}

function mergedRules(
  path: string,
  from: readonly Rule[],
  into: readonly Rule[],
  { source, target, left }: Copying,
): Rule[] {
  const fitting: Rule[] = [];
  for (const [index, rule] of from.entries()) {
    let misfit: Misfit | null = null;
    const text = <Text extends string | undefined>(wanted: Text): Text | string => {
      if (wanted === undefined) return wanted;
      const read = translated(wanted, source, target);
      if ("text" in read) return read.text;
      misfit ??= read.misfit;
      return wanted;
    };
    const expression = text(rule.expression);
    const rest = text(rule.default);
    if (misfit === null)
      fitting.push({
        ...rule,
        ...defined({ expression, default: rest }),
      });
    else left.push({ path: `${path}.${index}`, value: rule, why: misfit });
  }
  const kept = into.filter((rule) => fitting.every(({ target: field }) => field !== rule.target));
  return [...kept, ...fitting];
}

function tables(
  from: Mapping["tables"],
  into: Mapping["tables"],
  { source, target, left }: Copying,
): Mapping["tables"] {
  const all: Record<string, Record<string, string>> = { ...into };
  for (const [name, rows] of Object.entries(from)) {
    const table: Record<string, string> = { ...into[name] };
    for (const [key, value] of Object.entries(rows)) {
      const read = translated(value, source, target);
      if ("text" in read) table[key] = read.text;
      else left.push({ path: `mapping.tables.${name}.${key}`, value, why: read.misfit });
    }
    all[name] = table;
  }
  return all;
}

/** They choose VAT or an account: another country has others, whatever their names. */
const OF_COUNTRY: ReadonlySet<NameListName> = new Set([
  "eaccounting.codings",
  "eaccounting.accounts",
]);
/** Their rows are for kinds of debtors, which each administration numbers itself. */
const BY_CLASS: ReadonlySet<string> = new Set(["customerKind", "customerLabel"]);

const isEmpty = ({ default: rest, force, table }: Values): boolean =>
  rest === undefined && force === undefined && Object.keys(table).length === 0;

function copiedLookups(
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
    ...defined({ default: rest, force }),
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
  // In place of a coding an article may be named; of a few given values there is no other record.
  const isArticle =
    lookup.name === "article" ||
    ("free" in lookup && lookup.to === "eaccounting.codings" && !isGuid(value));
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
