// A list answer: filter, sort, page, and the envelope `{ _data, _meta }` with the administration that was served.
// `page` from 1; a page behind the last is empty. Without `orderBy` rows come by id; null sorts first.
// The number of rows a page may have at most and the spelling of `orderBy` ("DateLastChange desc,Id") are assumptions.
import type { Context } from "hono";
import type { SandboxEnv } from "../kit/socket.ts";
import { type Filters, readFilters } from "./filters.ts";
import type { Vendor } from "./gate.ts";
import { problem } from "./problem.ts";
import type { Administration } from "./types.ts";
import { textOf } from "../kit/text.ts";

interface ListOptions<Row> {
  readonly vendor: Vendor;
  readonly administration: Administration;
  readonly rows: Iterable<Row>;
  readonly filters: Filters<Row>;
  /** What of a row is served, and by which names it can be sorted. */
  readonly view: (row: Row) => Readonly<Record<string, unknown>>;
}

const PAGE_SIZE = 100;
const GENERIC = new Set(["page", "pageSize", "orderBy", "fields", "metaOnly"]);

export function list<Row>(c: Context<SandboxEnv>, options: ListOptions<Row>): Response {
  const query = c.req.query();
  const { tests, errors } = readFilters(
    Object.fromEntries(Object.entries(query).filter(([name]) => !GENERIC.has(name))),
    options.filters,
  );
  const page = readCount(query["page"], 1, Number.MAX_SAFE_INTEGER);
  if (page === null) errors["page"] = ["Must be a whole number from 1."];
  const pageSize = readCount(query["pageSize"], PAGE_SIZE, PAGE_SIZE);
  if (pageSize === null) errors["pageSize"] = [`Must be a whole number from 1 to ${PAGE_SIZE}.`];
  const metaOnly = query["metaOnly"] ?? "false";
  if (metaOnly !== "true" && metaOnly !== "false") errors["metaOnly"] = ["Must be true or false."];

  const found = [...options.rows].filter((row) => tests.every((test) => test(row)));
  const sort = readOrder(query["orderBy"], found, options.view);
  const several = query["orderBy"]?.includes(",") === true;
  if (several && options.vendor.kit.switches.get("severalSortKeys") === "refused")
    errors["orderBy"] = ["Sorting by more than one field is not supported."];
  if (sort === null) errors["orderBy"] = [`'${query["orderBy"] ?? ""}' is not a sort order.`];
  if (Object.keys(errors).length > 0 || page === null || pageSize === null || sort === null) {
    return problem(c, options.vendor.kit, 400, "The query is not valid.", errors);
  }

  const sorted = sort(found);
  const shown = metaOnly === "true" ? [] : sorted.slice((page - 1) * pageSize, page * pageSize);
  const data = shown.map((row) => {
    const seen = options.view(row);
    return { ...seen, _meta: { self: ownUrl(c, seen) } };
  });
  const wrong = unknownField(query["fields"], data[0]);
  if (wrong !== null)
    return problem(c, options.vendor.kit, 400, "The query is not valid.", {
      fields: [`There is no field '${wrong}'.`],
    });
  const pageCount = Math.ceil(found.length / pageSize);
  return c.json({
    _data: data.map((row) => project(row, query["fields"])),
    _meta: {
      administrationId: options.administration.id,
      administrationName: options.administration.name,
      totalCount: found.length,
      pageCount,
      nextPage: page < pageCount ? pageUrl(c, page + 1) : null,
      previousPage: page > 1 ? pageUrl(c, page - 1) : null,
      self: c.req.url,
    },
  });
}

function readCount(text: string | undefined, usual: number, most: number): number | null {
  if (text === undefined) return usual;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
}

type View<Row> = ListOptions<Row>["view"];

function readOrder<Row>(
  orderBy: string | undefined,
  found: readonly Row[],
  view: View<Row>,
): ((rows: readonly Row[]) => readonly Row[]) | null {
  const first = found[0];
  if (orderBy === undefined || first === undefined) return (rows) => rows;
  const known = view(first);
  const keys: { field: string; sign: number }[] = [];
  for (const part of orderBy.split(",")) {
    const [name = "", direction = "asc", ...rest] = part.trim().split(/\s+/);
    const field = camel(name);
    if (!Object.hasOwn(known, field) || !/^(asc|desc)$/.test(direction) || rest.length > 0)
      return null;
    keys.push({ field, sign: direction === "asc" ? 1 : -1 });
  }
  return (rows) => {
    const viewed = rows.map((row) => ({ row, seen: view(row) }));
    viewed.sort((a, b) => {
      for (const { field, sign } of keys) {
        const order = compare(a.seen[field], b.seen[field]);
        if (order !== 0) return order * sign;
      }
      return 0;
    });
    return viewed.map(({ row }) => row);
  };
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return textOf(a) < textOf(b) ? -1 : 1;
}

function fieldNames(fields: string): string[] {
  return fields.split(",").map((name) => camel(name.trim()));
}

function unknownField(
  fields: string | undefined,
  row: Readonly<Record<string, unknown>> | undefined,
): string | null {
  if (fields === undefined || row === undefined) return null;
  return fieldNames(fields).find((name) => !Object.hasOwn(row, name)) ?? null;
}

function project(
  row: Readonly<Record<string, unknown>>,
  fields: string | undefined,
): Readonly<Record<string, unknown>> {
  if (fields === undefined) return row;
  const wanted = new Set(fieldNames(fields));
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name)));
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function pageUrl(c: Context<SandboxEnv>, page: number): string {
  const url = new URL(c.req.url);
  url.searchParams.set("page", String(page));
  return url.href;
}

function ownUrl(c: Context<SandboxEnv>, row: Readonly<Record<string, unknown>>): string {
  const url = new URL(c.req.url);
  return `${url.origin}${url.pathname.replace(/\/$/, "")}/${String(row["id"])}`;
}
