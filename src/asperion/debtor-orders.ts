/**
 * Checks whether anything was sold to a debtor, by the debtor's newest orders. The filter by debtor
 * may be refused or ignored (assumption P78); then the shop's newest orders are searched. A stock
 * correction costs nothing and is no sale.
 */
import { z } from "zod";
import { dec } from "../domain/money.ts";
import type { SendRead } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { FILTERS, ORDER_BY, PATHS } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { listQuery, type Page, readList } from "./paging.ts";
import { figure, get, optionalId } from "./request.ts";

const soldSchema = z.looseObject({
  id: z.int(),
  orderNumber: optionalId,
  debtorId: z.int().nullish(),
  amountInclVat: figure,
});
type Sold = z.infer<typeof soldSchema>;

/** Pages to search: a debtor used for stock corrections fills a page with them once in months. */
const MAX_PAGES = 3;

/** Returns the number (or id) of an order sold to the debtor; `null`: none was found. */
export async function soldTo(
  send: SendRead,
  administrationId: number,
  debtorId: number,
): Promise<Result<string | null, Failure>> {
  let filter: Readonly<Record<string, string>> = { [FILTERS.debtorId]: String(debtorId) };
  let next: number | null = 1;
  for (let read = 0; next !== null && read < MAX_PAGES;) {
    const query = listQuery(filter, next, ORDER_BY.dated.newestFirst);
    const answer = await send(get(PATHS.orders, "orders", { query }));
    if (!answer.ok && isQueryRefused(answer.error) && Object.keys(filter).length > 0) {
      filter = {};
      continue;
    }
    if (!answer.ok) return answer;
    const page: Result<Page<Sold>, Failure> = readList(soldSchema, answer.value, administrationId);
    if (!page.ok) return page;
    const sold = page.value.items.find(
      (order) => order.debtorId === debtorId && !dec(order.amountInclVat).eq(0),
    );
    if (sold !== undefined) return ok(sold.orderNumber ?? String(sold.id));
    next = page.value.nextPage;
    read += 1;
  }
  return ok(null);
}
