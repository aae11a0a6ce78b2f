/**
 * Stock of the shop's articles (`currentStock` is documented and can't be written; the other fields
 * are assumed), and the orders that correct it, as far as they have to be found again.
 */
import { z } from "zod";
import type { Decimal } from "../domain/money.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import type { ShopStock } from "../domain/goods/stock.ts";
import { findAllByCode } from "./articles.ts";
import { FILTERS, ORDER_BY, ORDER_BY_ID, PATHS } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { listQuery, type Page, readList } from "./paging.ts";
import {
  blankToNull,
  contractFailure,
  figure,
  get,
  optionalId,
  readBody,
  serverTime,
} from "./request.ts";

/** Active articles only, as the vendor lists them by default. */
const shopArticles = (page: number, sorted: boolean): VendorRequest =>
  get(PATHS.articles, "articles", { query: listQuery({}, page, sorted ? ORDER_BY_ID : undefined) });

/** `field`: the article's field with the figure. */
const stockSchema = (field: string) =>
  z
    .looseObject({
      id: z.int(),
      articleCode: z.string(),
      currentStock: figure.nullish(),
      manageStock: z.boolean().nullish(),
    })
    .transform((article): ShopStock => {
      const text = blankToNull.safeParse(article[field]);
      return {
        id: article.id,
        code: article.articleCode,
        stock: article.currentStock ?? "0",
        managed: article.manageStock ?? false,
        field: text.success ? text.data : null,
      };
    });

const MAX_PAGES = 2000;

/** Reads a whole list by `requestFor`; `sorted` is false where the vendor refuses to sort. */
async function readPages<T>(
  send: SendRead,
  requestFor: (page: number, sorted: boolean) => VendorRequest,
  read: (answer: VendorAnswer) => Result<Page<T>, Failure>,
): Promise<Result<{ readonly items: readonly T[]; readonly startedAt: number | null }, Failure>> {
  const items: T[] = [];
  let startedAt: number | null = null;
  let sorted = true;
  let page = 1;
  for (let reads = 0; reads < MAX_PAGES; reads += 1) {
    const answer = await send(requestFor(page, sorted));
    if (!answer.ok) {
      if (page > 1 || !sorted || !isQueryRefused(answer.error)) return answer;
      sorted = false;
      continue;
    }
    const list = read(answer.value);
    if (!list.ok) return list;
    startedAt ??= serverTime(answer.value);
    items.push(...list.value.items);
    const next = list.value.nextPage;
    if (next === null) return ok({ items, startedAt });
    if (next <= page)
      return err(contractFailure(["_meta", "nextPage"], `page ${next} after page ${page}`));
    page = next;
  }
  return err(contractFailure(["_meta", "nextPage"], `more than ${MAX_PAGES} pages`));
}

/**
 * Reads the stock of every active article, page by page, and keeps only the figures. An article
 * that moves to another page during the reading may be missed; the next run finds it. `startedAt`:
 * the vendor's clock at the first page.
 */
export function readShopStock(send: SendRead, administrationId: number, field: string) {
  const schema = stockSchema(field);
  return readPages(send, shopArticles, (answer) => readList(schema, answer, administrationId));
}

/** Reads the stock of the active articles with exactly this code. */
export async function readStockOfCode(
  send: SendRead,
  code: string,
  administrationId: number,
  field: string,
): Promise<Result<readonly ShopStock[], Failure>> {
  const found = await findAllByCode(
    send,
    whole,
    (article) => String(article["articleCode"]),
    code,
    administrationId,
  );
  if (!found.ok) return found;
  const schema = stockSchema(field);
  const items: ShopStock[] = [];
  for (const article of found.value.filter(({ active }) => active !== false)) {
    const read = schema.safeParse(article);
    if (!read.success) return err(contractFailure(["_data"], "holds no stock"));
    items.push(read.data);
  }
  return ok(items);
}

const whole = z.record(z.string(), z.unknown());

/**
 * Reads a whole article as it is now, for an update; `null`: the shop has none with this id and
 * code any more. By code first, as only a list names its administration; codes are compared again,
 * page by page (P18). Then alone, unless lists are known to show whole articles (P42): a PUT would
 * lose what they hide.
 */
export async function readWholeArticle(
  send: SendRead,
  { id, code }: { readonly id: number; readonly code: string },
  administrationId: number,
  listedWhole: boolean,
): Promise<Result<Readonly<Record<string, unknown>> | null, Failure>> {
  const codeOf = (article: z.infer<typeof whole>): string => String(article["articleCode"]);
  const found = await findAllByCode(send, whole, codeOf, code, administrationId);
  if (!found.ok) return found;
  const listed = found.value.find((article) => article["id"] === id) ?? null;
  if (listed === null || listedWhole) return ok(listed);
  const answer = await send(get(PATHS.article, "articles", { ids: { id } }));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(null) : answer;
  const read = readBody(whole, answer.value);
  if (!read.ok) return read;
  if (read.value["id"] !== id)
    return err(contractFailure(["id"], `asked for ${id}, got ${String(read.value["id"])}`));
  return ok(codeOf(read.value) === code ? read.value : null);
}

/** Returns the stock of an article that was read whole. */
export function stockIn(raw: Readonly<Record<string, unknown>>): Result<Decimal, Failure> {
  const read = figure.nullish().safeParse(raw["currentStock"]);
  return read.success
    ? ok(read.data ?? "0")
    : err(contractFailure(["currentStock"], "is no figure"));
}

type CorrectionHead = {
  readonly id: number;
  readonly number: string | null;
  readonly reference: string | null;
};

const headSchema = z
  .looseObject({ id: z.int(), orderNumber: optionalId, reference: blankToNull })
  .transform((order): CorrectionHead => ({
    id: order.id,
    number: order.orderNumber,
    reference: order.reference,
  }));

/** Reads the heads of all orders dated at or after a local stamp, filtered by date alone. */
export async function readOrderReferences(
  send: SendRead,
  administrationId: number,
  from: string,
): Promise<Result<readonly CorrectionHead[], Failure>> {
  const requestFor = (page: number, sorted: boolean): VendorRequest =>
    get(PATHS.orders, "orders", {
      query: listQuery(
        { [FILTERS.datedFrom]: from },
        page,
        sorted ? ORDER_BY.dated.oldestFirst : undefined,
      ),
    });
  const read = await readPages(send, requestFor, (answer) =>
    readList(headSchema, answer, administrationId),
  );
  return read.ok ? ok(read.value.items) : read;
}
