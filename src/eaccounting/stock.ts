/**
 * Stock figures of articles (`/articles`; all read-only once the stock module is on: the ledger has
 * no endpoint that adjusts stock). Every page is read each time: whether an order that moves stock
 * also moves `ChangedUtc` isn't documented (assumption: it doesn't), and a change that is missed
 * would never be made up for.
 */
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import { dec, type Decimal, plain } from "../domain/money.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/request.ts";
import { ok, type Result } from "../domain/result.ts";
import type { LedgerStock } from "../domain/stock.ts";
import { listQuery, readAll, readPage } from "./paging.ts";
import { figure, guid, optionalGuid, readBody, request } from "./request.ts";

const stockSchema = z
  .looseObject({
    Id: guid,
    Number: z.string(),
    Name: z.string().nullish(),
    IsActive: z.boolean(),
    /**
     * Documented: the module is on, the article is a stock article and no service; without the
     * module: no service.
     */
    ShowStockInformation: z.boolean(),
    /** Documented: only with the module, and only such an article's stock is moved. */
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

/** The figures of articles of one page, however the list was asked for. */
export const readStockPage = (answer: VendorAnswer): Result<readonly LedgerStock[], Failure> => {
  const page = readPage(stockSchema, answer);
  return page.ok ? ok(page.value.items) : page;
};

/** By id: a list that is sorted by change or number would move while it is read. */
const articleStock = (page: number): VendorRequest =>
  request("GET", "/articles", "articles", { query: listQuery({ orderBy: "Id asc", page }) });

/** Of each page only these figures are kept. */
export const readLedgerStock = (send: SendRead): Promise<Result<readonly LedgerStock[], Failure>> =>
  readAll(send, articleStock, (answer) => readPage(stockSchema, answer));

const invoiceSchema = z.looseObject({
  IsCreditInvoice: z.boolean().nullish(),
  Rows: z.array(z.looseObject({ ArticleId: optionalGuid, Quantity: figure.nullish() })),
});

/** What a booked invoice took out of stock; a credit brought it back. */
export function readInvoicePieces(
  answer: VendorAnswer,
): Result<readonly { readonly articleId: string; readonly quantity: Decimal }[], Failure> {
  const read = readBody(invoiceSchema, answer);
  if (!read.ok) return read;
  const { IsCreditInvoice: credit, Rows } = read.value;
  return ok(
    Rows.flatMap(({ ArticleId, Quantity }) =>
      ArticleId === null || Quantity == null
        ? []
        : [
            {
              articleId: ArticleId,
              quantity: credit === true ? plain(dec(Quantity).abs().times(-1)) : Quantity,
            },
          ],
    ),
  );
}
