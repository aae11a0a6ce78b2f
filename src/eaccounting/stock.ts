/**
 * Stock figures of articles (`/articles`; all read-only once the stock module is on: the ledger has
 * no endpoint that adjusts stock). Every page is read each time: it isn't documented whether an
 * order that moves stock also changes `ChangedUtc` (assumption: it doesn't), and a missed change
 * would never be corrected.
 */
import { z } from "zod";
import { dec, type Decimal, plain, sum } from "../domain/money.ts";
import type { SendRead, VendorAnswer } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import type { LedgerStock } from "../domain/goods/stock.ts";
import { articleByNumber } from "./articles.ts";
import { readAll, readPage, table } from "./paging.ts";
import { figure, guid, optionalGuid, readBody } from "./request.ts";

const stockSchema = z
  .looseObject({
    Id: guid,
    Number: z.string(),
    Name: z.string().nullish(),
    IsActive: z.boolean(),
    /**
     * Documented: the module is on and the article is a stock article and no service; without the
     * module: it is no service.
     */
    ShowStockInformation: z.boolean(),
    /** Documented: only with the module; only such an article's stock moves. */
    IsStock: z.boolean().nullish(),
    StockBalance: figure.nullish(),
    StockBalanceReserved: figure.nullish(),
    StockBalanceAvailable: figure.nullish(),
  })
  .transform((article): LedgerStock => ({
    id: article.Id,
    number: article.Number.trim(),
    ...(article.Name == null ? {} : { name: article.Name }),
    active: article.IsActive,
    counted: article.ShowStockInformation && article.IsStock !== false,
    ...(article.IsStock === true ? { marked: true } : {}),
    balance: article.StockBalance ?? "0",
    reserved: article.StockBalanceReserved ?? "0",
    available: article.StockBalanceAvailable ?? "0",
  }));

/** Returns the figures of one page's articles, whatever the query. */
export const readStockPage = (answer: VendorAnswer): Result<readonly LedgerStock[], Failure> => {
  const page = readPage(stockSchema, answer);
  return page.ok ? ok(page.value.items) : page;
};

/** Reads the stock of the articles with exactly this number: the vendor may ignore case. */
export async function readStockNumbered(
  send: SendRead,
  number: string,
): Promise<Result<readonly LedgerStock[], Failure>> {
  const answer = await send(articleByNumber(number));
  if (!answer.ok) return answer;
  const found = readStockPage(answer.value);
  return found.ok ? ok(found.value.filter((one) => one.number === number.trim())) : found;
}

/** Only these figures are kept of each page. */
export const readLedgerStock = (send: SendRead): Promise<Result<readonly LedgerStock[], Failure>> =>
  readAll(send, table("/articles", "articles", stockSchema));

const invoiceSchema = z.looseObject({
  IsCreditInvoice: z.boolean().nullish(),
  Rows: z.array(
    z.looseObject({
      ArticleId: optionalGuid,
      Quantity: figure.nullish(),
      UnitPrice: figure.nullish(),
      DiscountPercentage: figure.nullish(),
    }),
  ),
});

/**
 * Returns what a booked invoice took out of stock; a credit brings it back. A row of a credit that
 * goes against its others is an article that goes out in exchange (E246).
 */
export function readInvoicePieces(
  answer: VendorAnswer,
): Result<readonly { readonly articleId: string; readonly quantity: Decimal }[], Failure> {
  const read = readBody(invoiceSchema, answer);
  if (!read.ok) return read;
  const { IsCreditInvoice: credit, Rows } = read.value;
  const worth = sum(
    Rows.map(({ Quantity, UnitPrice, DiscountPercentage }) =>
      dec(Quantity ?? 0)
        .times(UnitPrice ?? 1)
        .times(dec(1).minus(DiscountPercentage ?? 0)),
    ),
  );
  // A credit's rows may be written above or below zero: all together they come back.
  const turn = credit === true && worth.gte(0) ? -1 : 1;
  return ok(
    Rows.flatMap(({ ArticleId, Quantity }) =>
      ArticleId === null || Quantity == null
        ? []
        : [{ articleId: ArticleId, quantity: plain(dec(Quantity).times(turn)) }],
    ),
  );
}
