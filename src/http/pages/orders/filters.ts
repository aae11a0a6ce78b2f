/**
 * What a list is narrowed to. A filter that isn't known is none, so an old address still shows a
 * list.
 */
import {
  type FlowName,
  JOB_STATUSES,
  type JobStatus,
  type Outcome,
  OUTCOMES,
} from "../../../domain/job.ts";
import type { Language } from "../../../domain/language.ts";
import type { JobQuery } from "../../../sync/rpc.ts";
import { searched } from "../../usecases/job-search.ts";
import { isDay } from "../form.ts";

/** Each is a page of its own, and the flow whose jobs it lists. */
export const LISTS = ["orders", "customers", "products", "stock"] as const;
export type ListName = (typeof LISTS)[number];

/** The list that a job's timeline belongs to. */
export const listOf = (flow: FlowName): ListName => LISTS.find((list) => list === flow) ?? "orders";

export type Filters = {
  readonly status: JobStatus | null;
  readonly outcome: Outcome | null;
  /** Part of a number, a name, a SKU or a reason. */
  readonly text: string;
  /** Days on which it came to stand so. Both or none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Jobs of other flows, such as reading the look-ups, are shown as well. */
  readonly all: boolean;
  readonly cursor: string | null;
};

/** Nothing lies between such days: they narrow nothing, and the form says so. */
export const isReversed = ({ from, to }: Pick<Filters, "from" | "to">): boolean =>
  from !== null && to !== null && from > to;

const PAGE_SIZE = 50;
const MOST_TEXT = 100;

export function filtersOf(query: Readonly<Record<string, string | undefined>>): Filters {
  const { status, outcome, text, from, to, all, cursor } = query;
  const days = [from, to].map((day) => (day !== undefined && isDay(day) ? day : null));
  const [first = null, last = null] = [days[0] ?? days[1], days[1] ?? days[0]];
  return {
    status: JOB_STATUSES.find((known) => known === status) ?? null,
    outcome: OUTCOMES.find((known) => known === outcome) ?? null,
    text: (text ?? "").trim().slice(0, MOST_TEXT),
    from: first,
    to: last,
    all: all === "on",
    cursor: cursor === undefined || !/^\d{1,16} \w{1,40}$/.test(cursor) ? null : cursor,
  };
}

/** What the list asks of the tenant's object. `language`: of the reader, to search reasons. */
export function queryOf(
  list: ListName,
  { status, outcome, text, from, to, all, cursor }: Filters,
  language: Language,
): JobQuery {
  return {
    ...(status === null ? {} : { status }),
    ...(outcome === null ? {} : { outcome }),
    ...searched({ text, from, to }, language),
    ...(cursor === null ? {} : { cursor }),
    // Thousands of products may have changed since the last order did. A run of the stock is a
    // thing of its own.
    ...(all ? {} : { flow: list, newest: list !== "stock" }),
    limit: PAGE_SIZE,
  };
}

/** The list's address with these filters, on another page of it. */
export const addressOf = (
  id: string,
  list: ListName,
  filters: Filters,
  cursor: string | null,
): string => `/admin/tenants/${id}/${list}${queryText(filters, cursor)}`;

/** The same list as a table for a spreadsheet. */
export const csvAddressOf = (id: string, list: ListName, filters: Filters): string =>
  `/admin/tenants/${id}/${list}.csv${queryText(filters, null)}`;

function queryText(
  { status, outcome, text, from, to, all }: Filters,
  cursor: string | null,
): string {
  const query = new URLSearchParams({
    ...(status === null ? {} : { status }),
    ...(outcome === null ? {} : { outcome }),
    ...(text === "" ? {} : { text }),
    ...(from === null || to === null ? {} : { from, to }),
    ...(all ? { all: "on" } : {}),
    ...(cursor === null ? {} : { cursor }),
  }).toString();
  return query === "" ? "" : `?${query}`;
}
