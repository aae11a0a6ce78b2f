// A list request as the vendor answers it: filter, order, page. `$page` counts from 1, `$pagesize` is 50 unless asked
// and 1000 at most; `$top` and `$skip` are taken as well. Any other `$` parameter is refused.
import type { Entity, Json, JsonObject } from "../json.ts";
import { checkFilter, type Filterable } from "./check.ts";
import { type Evaluation, meets } from "./evaluate.ts";
import { QueryFault } from "./fault.ts";
import { instantKey } from "./instant.ts";
import { parseFilter } from "./parse.ts";

export interface ListRules {
  readonly filterable: Filterable;
  readonly evaluation: Evaluation;
  readonly pageSizeOverMax: "clamp" | "refused";
  /** The order of a list that wasn't sorted by the caller, and of equals in one that was. */
  readonly defaultOrder: (a: Entity, b: Entity) => number;
}

export interface Page {
  readonly currentPage: number;
  readonly pageSize: number;
  readonly total: number;
  readonly rows: readonly Entity[];
  /** Leaves only the selected fields of an answer; to be used after the rows were made ready for it. */
  readonly select: (row: JsonObject) => JsonObject;
}

const KNOWN = ["$filter", "$orderby", "$select", "$page", "$pagesize", "$top", "$skip"];
export const MOST_ROWS = 1000;

export function queryList(
  rows: readonly Entity[],
  query: Readonly<Record<string, string>>,
  rules: ListRules,
): Page {
  for (const name of Object.keys(query)) {
    if (name.startsWith("$") && !KNOWN.includes(name.toLowerCase()))
      throw new QueryFault(6000, `The query parameter '${name}' is not supported.`);
  }
  const asked = new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]));
  const found = filtered(rows, asked.get("$filter"), rules);
  found.sort(order(asked.get("$orderby"), rules));
  const { skip, take, currentPage } = window(asked, rules);
  const select = selection(asked.get("$select"), rules);
  return {
    currentPage,
    pageSize: take,
    total: found.length,
    rows: found.slice(skip, skip + take),
    select,
  };
}

function filtered(rows: readonly Entity[], filter: string | undefined, rules: ListRules): Entity[] {
  if (filter === undefined || filter.trim() === "") return [...rows];
  const condition = parseFilter(filter);
  checkFilter(condition, rules.filterable);
  return rows.filter((row) => meets(condition, row, rules.evaluation));
}

function order(text: string | undefined, rules: ListRules): (a: Entity, b: Entity) => number {
  if (text === undefined || text.trim() === "") return rules.defaultOrder;
  const keys = text.split(",").map((part) => {
    const [name = "", way = "asc", ...rest] = part.trim().split(/\s+/);
    if (rules.filterable.type(name) === null || !["asc", "desc"].includes(way) || rest.length > 0)
      throw new QueryFault(6000, `'${part.trim()}' is not a valid $orderby.`);
    return { name, sign: way === "asc" ? 1 : -1 };
  });
  return (a, b) => {
    for (const { name, sign } of keys) {
      const difference = compare(
        rules.evaluation.read(a, name) ?? null,
        rules.evaluation.read(b, name) ?? null,
        rules.evaluation.isInstant(name),
      );
      if (difference !== 0) return difference * sign;
    }
    return rules.defaultOrder(a, b);
  };
}

function compare(a: Json, b: Json, instants: boolean): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === "string" && typeof b === "string") {
    // Stamps have their closing zeros cut off and don't sort as they are.
    const [x, y] = instants
      ? [instantKey(a) ?? a, instantKey(b) ?? b]
      : [a.toLowerCase(), b.toLowerCase()];
    return x === y ? 0 : x < y ? -1 : 1;
  }
  return a < b ? -1 : 1;
}

function window(
  asked: ReadonlyMap<string, string>,
  rules: ListRules,
): { skip: number; take: number; currentPage: number } {
  const whole = (name: string, least: number): number | null => {
    const text = asked.get(name);
    if (text === undefined) return null;
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new QueryFault(6000, `The value '${text}' of '${name}' is not valid.`);
    return Number(text);
  };
  const wanted = whole("$top", 0) ?? whole("$pagesize", 1) ?? 50;
  if (wanted > MOST_ROWS && rules.pageSizeOverMax === "refused")
    throw new QueryFault(6000, `The limit of '${MOST_ROWS}' for the page size has been exceeded.`);
  const take = Math.min(wanted, MOST_ROWS);
  const skip = whole("$skip", 0);
  const page = whole("$page", 1) ?? 1;
  return skip === null
    ? { skip: (page - 1) * take, take, currentPage: page }
    : { skip, take, currentPage: take === 0 ? 1 : Math.floor(skip / take) + 1 };
}

function selection(select: string | undefined, rules: ListRules): (row: JsonObject) => JsonObject {
  if (select === undefined) return (row) => row;
  const names = select.split(",").map((name) => name.trim());
  for (const name of names) {
    if (rules.filterable.type(name) === null && rules.filterable.list(name) === null)
      throw new QueryFault(
        6000,
        `Could not find a property named '${name}' on type '${rules.filterable.entity}'.`,
      );
  }
  return (row) => Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));
}
