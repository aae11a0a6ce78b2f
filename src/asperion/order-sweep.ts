/**
 * Reads the heads of all orders changed, or dated, from a local stamp on. Pages are passed on one
 * by one, so that a long list is durable before the next page is requested.
 *
 * Reads by key and not by page number: an order that changes meanwhile moves to the end of a list
 * sorted by change, so the first order of the next page would slip onto this one unread. Each read
 * begins at the last stamp seen, and pages are turned only within one stamp. A filter by day can't
 * be read so: that list is read newest first (changes push others to later pages, where they are
 * read again) until a page of known orders.
 *
 * An order that was never changed has no change stamp, so a sweep asks by change and by date. Where
 * the change filter is refused or ignored, which the answers show, only the date is left, and
 * changes are found by comparing.
 */
import type { SendRead, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import type { Sorting } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import {
  type OrderHead,
  ordersChangedFrom,
  ordersDatedBetween,
  ordersDatedFrom,
  readOrderHeads,
} from "./orders.ts";
import { contractFailure, serverTime } from "./request.ts";

/** Where a stopped sweep continues. */
export type SweepPlace = {
  /** By the last stamp seen, or newest first by page number. */
  readonly by: "key" | "page";
  readonly key: string;
  readonly page: number;
  /** From the first page of the whole sweep. */
  readonly serverTime: number | null;
  readonly reads: number;
};

/**
 * `serverTime`: the vendor's clock before the first page, in ms, which is the next watermark;
 * `null`: unknown. `place`: where it stopped.
 */
export type Sweep = { readonly serverTime: number | null; readonly place?: SweepPlace };

/** `unusable`: the filter is refused or ignored, and the caller uses dates instead. */
type ChangeSweep = ({ readonly filter: "works" } & Sweep) | { readonly filter: "unusable" };

export type Visited = {
  /**
   * True when every order of the page was known in exactly this state: ends a list that can only be
   * filtered by day.
   */
  readonly allKnown: boolean;
  /** Stop after this page. */
  readonly stop?: boolean;
};

export type SweepInput = {
  readonly send: SendRead;
  readonly administrationId: number;
  /** `YYYY-MM-DDTHH:MM:SS`, local to the vendor, with the overlap subtracted. */
  readonly from: string;
  /**
   * Receives a page. `reached`: every order up to this stamp has been passed on; `null` where the
   * list's order doesn't tell.
   */
  readonly visit: (
    orders: readonly OrderHead[],
    reached: string | null,
  ) => Promise<Result<Visited, Failure>>;
  /** Read to the end, also past known orders: changes are found by comparing. */
  readonly whole?: boolean;
  /** Include each order's sums. */
  readonly summed?: boolean;
  /** Where it stopped before. */
  readonly place?: SweepPlace | null;
};

type By = {
  readonly request: (stamp: string, page: number, sorting: Sorting) => VendorRequest;
  readonly stampOf: (order: OrderHead) => string | null;
};
const CHANGED: By = { request: ordersChangedFrom, stampOf: (order) => order.changed };
const DATED: By = { request: ordersDatedFrom, stampOf: (order) => order.date };

export async function sweepChanged(input: SweepInput): Promise<Result<ChangeSweep, Failure>> {
  const swept = await sweep(input, CHANGED);
  if (!swept.ok) return isQueryRefused(swept.error) ? ok({ filter: "unusable" }) : swept;
  if (swept.value === "unfiltered") return ok({ filter: "unusable" });
  return ok({ filter: "works", ...swept.value });
}

/** The fallback: a date filter without effect is read to the end, or to a known page. */
export const sweepDated = (input: SweepInput): Promise<Result<Sweep, Failure>> =>
  anyhow(input, DATED);

/** Reads a range of order dates, both inclusive. The caller checks for orders outside of it. */
export function sweepBetween(
  input: SweepInput & { readonly to: string },
): Promise<Result<Sweep, Failure>> {
  return anyhow(input, {
    request: (stamp, page, sorting) => ordersDatedBetween(stamp, input.to, page, sorting),
    stampOf: DATED.stampOf,
  });
}

async function anyhow(input: SweepInput, by: By): Promise<Result<Sweep, Failure>> {
  const swept = await sweep(input, by);
  if (!swept.ok) return swept;
  return swept.value === "unfiltered"
    ? newestFirst({ ...input, place: null }, by)
    : ok(swept.value);
}

async function sweep(input: SweepInput, by: By): Promise<Result<Sweep | "unfiltered", Failure>> {
  if (input.place?.by === "page") return newestFirst(input, by);
  const swept = await byKey(input, by);
  if (!swept.ok) return swept;
  return swept.value === "by-day" ? newestFirst({ ...input, place: null }, by) : ok(swept.value);
}

/** Guards against an endless list: two million orders. */
const MAX_READS = 20_000;

async function byKey(
  { send, administrationId, from, visit, summed, place = null }: SweepInput,
  by: By,
): Promise<Result<Sweep | "by-day" | "unfiltered", Failure>> {
  let time = place?.serverTime ?? null;
  let key = place?.key ?? seconds(from);
  let number = place?.page ?? 1;
  for (let reads = place?.reads ?? 0; reads < MAX_READS; reads += 1) {
    const answer = await send(by.request(key, number, "oldestFirst"));
    if (!answer.ok) return answer;
    const page = readOrderHeads(answer.value, administrationId, summed);
    if (!page.ok) return page;
    if (reads === 0) time = serverTime(answer.value);
    const grain = grainOf(page.value.items.map(by.stampOf), key);
    if (grain !== "second") return ok(grain);
    const last = seconds(page.value.items.map(by.stampOf).at(-1) ?? key);
    const visited = await visit(page.value.items, last);
    if (!visited.ok) return visited;
    if (page.value.nextPage === null) return ok({ serverTime: time });
    number = last > key ? 1 : number + 1;
    if (last > key) key = last;
    if (visited.value.stop === true)
      return ok({
        serverTime: time,
        place: { by: "key", key, page: number, serverTime: time, reads: reads + 1 },
      });
  }
  return err(contractFailure(["_meta", "nextPage"], `more than ${MAX_READS} reads`));
}

/**
 * Returns what the answer shows of the filter: an order before the key means that it filters by
 * day, or not at all.
 */
function grainOf(
  stamps: readonly (string | null)[],
  key: string,
): "second" | "by-day" | "unfiltered" {
  if (stamps.some((stamp) => stamp === null || stamp.slice(0, 10) < key.slice(0, 10)))
    return "unfiltered";
  return stamps.some((stamp) => seconds(stamp ?? key) < key) ? "by-day" : "second";
}

async function newestFirst(
  { send, administrationId, from, visit, summed, whole = false, place = null }: SweepInput,
  by: By,
): Promise<Result<Sweep, Failure>> {
  let time = place?.serverTime ?? null;
  const since = place?.key ?? from;
  for (let number = place?.page ?? 1; number <= MAX_READS; number += 1) {
    const answer = await send(by.request(since, number, "newestFirst"));
    if (!answer.ok) return answer;
    const page = readOrderHeads(answer.value, administrationId, summed);
    if (!page.ok) return page;
    if (number === 1) time = serverTime(answer.value);
    const visited = await visit(page.value.items, null);
    if (!visited.ok) return visited;
    if (page.value.nextPage === null || (visited.value.allKnown && !whole))
      return ok({ serverTime: time });
    if (visited.value.stop === true)
      return ok({
        serverTime: time,
        place: { by: "page", key: since, page: number + 1, serverTime: time, reads: number },
      });
  }
  return err(contractFailure(["_meta", "nextPage"], `more than ${MAX_READS} reads`));
}

/** Stamps of one form compare as text. Whole seconds, rounded down: a filter may take no finer. */
function seconds(stamp: string): string {
  return stamp.length === 10 ? `${stamp}T00:00:00` : stamp.slice(0, 19);
}
