/**
 * Finds orders by the number that people know. The filter matches within a text, so equality is
 * requested and compared again; where that comparison is refused, pages are read until the number
 * is found.
 */
import type { OrderFound } from "../domain/ledger/names.ts";
import type { SendRead } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { EQUALS, FILTERS, ORDER_BY, PATHS } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { readOrderHeads } from "./orders.ts";
import { listQuery } from "./paging.ts";
import { get } from "./request.ts";

/** A number that is part of many others is read no further than this. */
const MAX_PAGES = 5;

/** `null`: the vendor refuses the filter. */
export async function ordersNumbered(
  send: SendRead,
  administrationId: number,
  number: string,
): Promise<Result<readonly OrderFound[] | null, Failure>> {
  const wanted = number.toLowerCase();
  let compares = true;
  let next: number | null = 1;
  for (let read = 0; next !== null && read < MAX_PAGES;) {
    const filters: Readonly<Record<string, string>> = {
      [FILTERS.orderNumber]: number,
      ...(compares ? { [FILTERS.orderNumberComparison]: EQUALS } : {}),
    };
    const query = listQuery(filters, next, ORDER_BY.dated.newestFirst);
    const answer = await send(get(PATHS.orders, "orders", { query }));
    if (!answer.ok) {
      if (!isQueryRefused(answer.error)) return answer;
      if (!compares) return ok(null);
      compares = false;
      continue;
    }
    const page = readOrderHeads(answer.value, administrationId);
    if (!page.ok) return page;
    const found = page.value.items.flatMap(({ id, number: own, date }) =>
      own?.toLowerCase() === wanted ? [{ id, number: own, date }] : [],
    );
    if (found.length > 0) return ok(found);
    next = page.value.nextPage;
    read += 1;
  }
  return ok([]);
}
