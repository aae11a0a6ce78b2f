/**
 * All orders changed, or dated, from a local stamp on: what a sweep reads. Only heads; each order is fetched by itself.
 * Handed on page by page, so that what a long list holds is durable before the next page is asked for.
 *
 * Read by key, not by page number: an order that changes meanwhile moves to the end of a list sorted by change, and the
 * first of the next page would slide onto this one, unseen. So each read begins at the last stamp that was seen, and
 * pages are turned only within one stamp. A filter that looks at the day only can't be read so: it is met newest first
 * (what changes meanwhile pushes others to later pages, where they are met again) until a page of known orders.
 *
 * An order that was never changed has no change stamp: a sweep asks for both, by change and by date. Where the change
 * filter is refused or ignored, which the answers show, there is only the date; what changed then is told by comparing.
 */
import type { Failure } from "../domain/failure.ts";
import type { SendRead, VendorRequest } from "../domain/request.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { Sorting } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { type OrderHead, ordersChangedFrom, ordersDatedBetween, ordersDatedFrom, readOrderHeads } from "./orders.ts";
import { contractFailure, serverTime } from "./read.ts";

/** The vendor's clock before the first page, ms: the next watermark. `null`: the vendor didn't say. */
export type Sweep = { readonly serverTime: number | null };

/** `unusable`: refused, or taken and without effect; nothing is known then, and the caller goes by date. */
export type ChangeSweep = ({ readonly filter: "works" } & Sweep) | { readonly filter: "unusable" };

export type Visited = {
  /** True when every order of the page was met exactly so before: ends a list that can only be asked for by day. */
  readonly allKnown: boolean;
};

export type SweepInput = {
  readonly send: SendRead;
  readonly administrationId: number;
  /** `YYYY-MM-DDTHH:MM:SS`, local to the vendor, with the overlap taken off. */
  readonly from: string;
  /** Takes a page. `reached`: every order up to this stamp has been handed on; `null` where the order of the list says nothing of the kind. */
  readonly visit: (orders: readonly OrderHead[], reached: string | null) => Promise<Result<Visited, Failure>>;
  /** Read to the end, also past known orders: what changed is told by comparing. */
  readonly whole?: boolean;
};

type By = { readonly request: (stamp: string, page: number, sorting: Sorting) => VendorRequest; readonly stampOf: (order: OrderHead) => string | null };
const CHANGED: By = { request: ordersChangedFrom, stampOf: (order) => order.changed };
const DATED: By = { request: ordersDatedFrom, stampOf: (order) => order.date };

export async function sweepChanged(input: SweepInput): Promise<Result<ChangeSweep, Failure>> {
  const swept = await byKey(input, CHANGED);
  if (!swept.ok) return isQueryRefused(swept.error) ? ok({ filter: "unusable" }) : swept;
  if (swept.value === "unfiltered") return ok({ filter: "unusable" });
  if (swept.value !== "by-day") return ok({ filter: "works", ...swept.value });
  const byDay = await newestFirst(input, CHANGED);
  return byDay.ok ? ok({ filter: "works", ...byDay.value }) : byDay;
}

/** The last resort, so a date filter without effect is read to its end, or to a page of known orders. */
export async function sweepDated(input: SweepInput): Promise<Result<Sweep, Failure>> {
  const swept = await byKey(input, DATED);
  if (!swept.ok) return swept;
  return typeof swept.value === "string" ? newestFirst(input, DATED) : ok(swept.value);
}

/** A range of order dates, both ends counted in. A filter that lets more through is the caller's to see. */
export async function sweepBetween(input: SweepInput & { readonly to: string }): Promise<Result<Sweep, Failure>> {
  const between: By = { request: (stamp, page, sorting) => ordersDatedBetween(stamp, input.to, page, sorting), stampOf: DATED.stampOf };
  const swept = await byKey(input, between);
  if (!swept.ok) return swept;
  return typeof swept.value === "string" ? newestFirst(input, between) : ok(swept.value);
}

const READS_AT_MOST = 2000;

async function byKey({ send, administrationId, from, visit }: SweepInput, by: By): Promise<Result<Sweep | "by-day" | "unfiltered", Failure>> {
  let time: number | null = null;
  let key = seconds(from);
  let number = 1;
  for (let reads = 0; reads < READS_AT_MOST; reads += 1) {
    const answer = await send(by.request(key, number, "oldestFirst"));
    if (!answer.ok) return answer;
    const page = readOrderHeads(answer.value, administrationId);
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
  }
  return err(contractFailure(["_meta", "nextPage"], `more than ${READS_AT_MOST} reads`));
}

/** What the answer shows of the filter: an order before the key was let through by its day, or by no filter at all. */
function grainOf(stamps: readonly (string | null)[], key: string): "second" | "by-day" | "unfiltered" {
  if (stamps.some((stamp) => stamp === null || stamp.slice(0, 10) < key.slice(0, 10))) return "unfiltered";
  return stamps.some((stamp) => seconds(stamp ?? key) < key) ? "by-day" : "second";
}

async function newestFirst({ send, administrationId, from, visit, whole = false }: SweepInput, by: By): Promise<Result<Sweep, Failure>> {
  let time: number | null = null;
  for (let number = 1; number <= READS_AT_MOST; number += 1) {
    const answer = await send(by.request(from, number, "newestFirst"));
    if (!answer.ok) return answer;
    const page = readOrderHeads(answer.value, administrationId);
    if (!page.ok) return page;
    if (number === 1) time = serverTime(answer.value);
    const visited = await visit(page.value.items, null);
    if (!visited.ok) return visited;
    if (page.value.nextPage === null || (visited.value.allKnown && !whole)) return ok({ serverTime: time });
  }
  return err(contractFailure(["_meta", "nextPage"], `more than ${READS_AT_MOST} reads`));
}

/** Stamps of one form compare as text. Whole seconds, rounded down, as finer ones may not be taken by a filter. */
function seconds(stamp: string): string {
  return stamp.length === 10 ? `${stamp}T00:00:00` : stamp.slice(0, 19);
}
