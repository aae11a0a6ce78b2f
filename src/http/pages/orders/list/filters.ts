/** Filters of a list. An unknown filter is ignored, so an old address still shows a list. */
import {
  APPROVAL_WAIT,
  DAY_WAIT,
  type FlowName,
  JOB_STATUSES,
  type JobStatus,
  type CountedAs,
  COUNTED_AS,
  WOULD_BE_BOOKED,
  SWITCHED_FLOWS,
} from "../../../../domain/jobs/job.ts";
import type { Language } from "../../../../domain/language.ts";
import { PAYMENT_STATES, type PaymentState } from "../../../../domain/orders/order.ts";
import { type JobSort, SORTS } from "../../../../sync/contract/jobs.ts";
import type { JobQuery } from "../../../../sync/contract/index.ts";
import { searchConditions } from "../../../usecases/search/job-search.ts";
import { isDay } from "../../forms/form.ts";
import { dayAfter } from "../../../../domain/platform/zoned-time.ts";

/** Each is a page of its own, and the flow whose jobs it lists. */
export const LISTS = SWITCHED_FLOWS;
export type ListName = (typeof LISTS)[number];

const ONLY_OF_ORDERS: ReadonlySet<CountedAs> = new Set([
  "booked",
  "before-start",
  "in-doubt",
  DAY_WAIT,
  WOULD_BE_BOOKED,
  APPROVAL_WAIT,
]);

/** Results that things of a list can have. `chosen`: the address has it, so it is shown. */
const outcomesOf = (list: ListName, chosen: CountedAs | null): readonly CountedAs[] =>
  list === "orders"
    ? COUNTED_AS
    : COUNTED_AS.filter((standing) => standing === chosen || !ONLY_OF_ORDERS.has(standing));

/** A result that is no outcome: what waits was not ended yet. */
export const WAITING = "waiting" satisfies JobStatus;

/** Also no outcome: exactly the orders that home counts as waiting for this limit. */
export const FIRST_DAY = "first-day-limit" satisfies NonNullable<JobQuery["waitsFor"]>;

type Result = CountedAs | typeof WAITING | typeof FIRST_DAY;

/** The result that is chosen; waiting is told by the status. */
export const resultOf = ({ status, outcome, waitsFor }: Filters): Result | null =>
  outcome ?? waitsFor ?? (status === WAITING ? WAITING : null);

/** What the form offers. The limit is led to by the sentence that counts. */
export const resultsOf = (list: ListName, { outcome, waitsFor }: Filters): readonly Result[] => [
  ...outcomesOf(list, outcome),
  WAITING,
  ...(waitsFor === null ? [] : [waitsFor]),
];

/** The list that a job's timeline belongs to. */
export const listOf = (flow: FlowName): ListName => LISTS.find((list) => list === flow) ?? "orders";

/** Days by their names, as of today. */
export const PRESETS = ["today", "yesterday", "week", "month", "last-month"] as const;
type Preset = (typeof PRESETS)[number];

/** Beside the number and the state, which always stand there. */
export const COLUMNS = [
  "date",
  "customer",
  "document",
  "net",
  "vat",
  "gross",
  "payment",
  "waiting",
  "why",
  "changed",
] as const;
export type ColumnName = (typeof COLUMNS)[number];
const CHOSEN: Readonly<Record<ListName, readonly ColumnName[]>> = {
  orders: ["date", "customer", "document", "gross", "vat", "why", "changed"],
  customers: ["customer", "why", "changed"],
  products: ["why", "changed"],
  stock: ["why", "changed"],
};

/** The columns of a list: those that were chosen, or the usual ones. Only orders have a choice. */
export const columnsOf = (list: ListName, { columns }: Filters): readonly ColumnName[] =>
  list === "orders" && columns.length > 0 ? columns : CHOSEN[list];

export type Filters = {
  readonly status: JobStatus | null;
  /** How it counts, which is what pages show of it. */
  readonly outcome: CountedAs | null;
  readonly waitsFor: typeof FIRST_DAY | null;
  /** Part of a number, a name, a SKU or a reason. */
  readonly text: string;
  /** Days on which it came to stand so. Both or none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Jobs of other flows, such as reading the look-ups, are shown as well. */
  readonly all: boolean;
  readonly cursor: string | null;
  /** Where the pages before this one began, the first one's `null`; the last stands before it. */
  readonly trail: readonly (string | null)[];
  /** Instead of `from` and `to`. */
  readonly days: Preset | null;
  /** The days are those of the orders themselves, not of how they came to stand so. */
  readonly ordered: boolean;
  readonly payment: PaymentState | null;
  readonly sort: JobSort | null;
  /** Empty: the usual ones. */
  readonly columns: readonly ColumnName[];
};

/** Less is asked for than the whole list. */
export const isNarrowed = (filters: Filters): boolean =>
  filters.text !== "" ||
  [
    filters.status,
    filters.outcome,
    filters.waitsFor,
    filters.payment,
    filters.from,
    filters.to,
    filters.days,
    filters.cursor,
  ].some((one) => one !== null);

/**
 * An address with days and without `by` means the days of the last change, as it always did; a form
 * in which no days were chosen yet proposes those of the orders.
 */
export const hasDays = ({ from, to, days }: Pick<Filters, "from" | "to" | "days">): boolean =>
  [from, to, days].some((one) => one !== null);

/** The days are in the wrong order: they filter nothing, and the form says so. */
export const isReversed = ({ from, to }: Pick<Filters, "from" | "to">): boolean =>
  from !== null && to !== null && from > to;

const PAGE_SIZE = 50;
const MOST_TEXT = 100;

const spanText = (from: string | null, to: string | null): string => `${from}..${to}`;

/** The form's earlier values, which show whether days or dates were changed. */
export const previousDaysText = ({
  days,
  from,
  to,
}: Pick<Filters, "days" | "from" | "to">): string =>
  days ?? (from === null ? "" : spanText(from, to));

/** Dates that were typed go before a preset, unless only the preset was changed. */
const isPicked = (preset: Preset | null, dates: string, was: string | undefined): boolean =>
  preset !== null && was === dates;

/** `columns`: each that the address names. */
export function filtersOf(
  query: Readonly<Record<string, string | undefined>>,
  columns: readonly string[] = [],
): Filters {
  const { status, outcome, text, from, to, all, cursor } = query;
  const [by, way] = (query["sort"] ?? "").split(".");
  const sorted = SORTS.find((known) => known === by);
  const typed = [from, to].map((day) => (day !== undefined && isDay(day) ? day : null));
  const [first = null, last = null] = [typed[0] ?? typed[1], typed[1] ?? typed[0]];
  const preset = PRESETS.find((known) => known === query["days"]) ?? null;
  const days =
    first === null || isPicked(preset, spanText(first, last), query["was"]) ? preset : null;
  return {
    status:
      outcome === WAITING ? WAITING : (JOB_STATUSES.find((known) => known === status) ?? null),
    outcome: COUNTED_AS.find((known) => known === outcome) ?? null,
    waitsFor: outcome === FIRST_DAY ? FIRST_DAY : null,
    text: (text ?? "").trim().slice(0, MOST_TEXT),
    from: days === null ? first : null,
    to: days === null ? last : null,
    all: all === "on",
    cursor: cursor === undefined || !isCursor(cursor) ? null : cursor,
    trail: trailIn(query["trail"] ?? ""),
    days,
    ordered: query["by"] === "order",
    payment: PAYMENT_STATES.find((known) => known === query["payment"]) ?? null,
    sort: sorted === undefined ? null : { by: sorted, down: way !== "up" },
    columns: COLUMNS.filter((known) => columns.includes(known)),
  };
}

const isCursor = (text: string): boolean => /^\d{1,16} \w{1,40}$/.test(text);

/** Up to this many pages lead back one by one; further on there is a link to the first. */
const MOST_BACK = 20;
const FIRST = "0";

const trailIn = (text: string): Filters["trail"] =>
  text
    .split(".")
    .filter((one) => one === FIRST || isCursor(one))
    .slice(-MOST_BACK)
    .map((one) => (one === FIRST ? null : one));

/** From this page on to the next one. */
export const nextCursors = ({ trail, cursor }: Filters): Filters["trail"] =>
  [...trail, cursor].slice(-MOST_BACK);

function presetDays(preset: Preset, today: string): readonly [from: string, to: string] {
  const first = `${today.slice(0, 8)}01`;
  const before = dayAfter(first, -1);
  switch (preset) {
    case "today":
      return [today, today];
    case "yesterday":
      return [dayAfter(today, -1), dayAfter(today, -1)];
    case "week":
      return [dayAfter(today, -6), today];
    case "month":
      return [first, today];
    case "last-month":
      return [`${before.slice(0, 8)}01`, before];
  }
}

/**
 * Returns the list's query for the tenant's object. `language`: of reasons' texts; `today`: the day
 * by the shop's clock.
 */
export function queryOf(
  list: ListName,
  filters: Filters,
  language: Language,
  today: string,
): JobQuery {
  const { status, outcome, waitsFor, text, all, cursor, payment, sort } = filters;
  const [from, to] =
    filters.days === null ? [filters.from, filters.to] : presetDays(filters.days, today);
  const isOrdered = filters.ordered && from !== null && to !== null && !isReversed({ from, to });
  return {
    ...(status === null ? {} : { status }),
    ...(outcome === null ? {} : { stands: outcome }),
    ...(waitsFor === null ? {} : { waitsFor }),
    ...searchConditions(isOrdered ? { text } : { text, from, to }, language),
    ...(isOrdered ? { dated: { from, to } } : {}),
    ...(payment === null ? {} : { payment }),
    ...(sort === null ? {} : { sort }),
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
  trail: Filters["trail"] = [],
): string => `/admin/tenants/${id}/${list}${queryText(filters, cursor, trail)}`;

/** The same list as a table for a spreadsheet. */
export const csvAddressOf = (id: string, list: ListName, filters: Filters): string =>
  `/admin/tenants/${id}/${list}.csv${queryText(filters, null)}`;

function queryText(filters: Filters, cursor: string | null, trail: Filters["trail"] = []): string {
  const { status, text, from, to, all, days, ordered, payment, sort, columns } = filters;
  const outcome = filters.outcome ?? filters.waitsFor;
  const query = new URLSearchParams({
    ...(status === null ? {} : { status }),
    ...(outcome === null ? {} : { outcome }),
    ...(text === "" ? {} : { text }),
    ...(days === null ? {} : { days }),
    ...(days !== null || from === null || to === null ? {} : { from, to }),
    ...(ordered ? { by: "order" } : {}),
    ...(payment === null ? {} : { payment }),
    ...(sort === null ? {} : { sort: `${sort.by}.${sort.down ? "down" : "up"}` }),
    ...(all ? { all: "on" } : {}),
    ...(cursor === null ? {} : { cursor }),
    ...(cursor === null || trail.length === 0
      ? {}
      : { trail: trail.map((one) => one ?? FIRST).join(".") }),
  });
  for (const column of columns) query.append("col", column);
  const asked = query.toString();
  return asked === "" ? "" : `?${asked}`;
}
