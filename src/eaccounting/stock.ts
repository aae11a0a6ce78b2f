/**
 * Stock figures of articles (`/articles`; all read-only once the stock module is on: the ledger has
 * no endpoint that adjusts stock). Every page is read each time: it isn't documented whether an
 * order that moves stock also changes `ChangedUtc` (assumption: it doesn't), and a missed change
 * would never be corrected.
 */
import { z } from "zod";
import { dec, type Decimal, plain, sum } from "../domain/money.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import type { LedgerStock } from "../domain/goods/stock.ts";
import { articleByNumber } from "./articles.ts";
import { isFilterRefused } from "./errors.ts";
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

type ArticlePieces = { readonly articleId: string; readonly quantity: Decimal };

const salesRows = z.array(
  z.looseObject({
    ArticleId: optionalGuid,
    Quantity: figure.nullish(),
    UnitPrice: figure.nullish(),
    DiscountPercentage: figure.nullish(),
  }),
);
type SalesRows = z.infer<typeof salesRows>;

const invoiceSchema = z.looseObject({ IsCreditInvoice: z.boolean().nullish(), Rows: salesRows });

/**
 * Returns what a booked invoice took out of stock, or a draft of one will take; a credit brings it
 * back. A row of a credit that goes against its others is an article that goes out in exchange
 * (E246).
 */
export function readInvoicePieces(answer: VendorAnswer): Result<readonly ArticlePieces[], Failure> {
  const read = readBody(invoiceSchema, answer);
  return read.ok ? ok(piecesOf(read.value.Rows, read.value.IsCreditInvoice === true)) : read;
}

function piecesOf(rows: SalesRows, credit: boolean): readonly ArticlePieces[] {
  const worth = sum(
    rows.map(({ Quantity, UnitPrice, DiscountPercentage }) =>
      dec(Quantity ?? 0)
        .times(UnitPrice ?? 1)
        .times(dec(1).minus(DiscountPercentage ?? 0)),
    ),
  );
  // A credit's rows may be written above or below zero: all together they come back.
  const turn = credit && worth.gte(0) ? -1 : 1;
  return rows.flatMap(({ ArticleId, Quantity }) =>
    ArticleId === null || Quantity == null
      ? []
      : [{ articleId: ArticleId, quantity: plain(dec(Quantity).times(turn)) }],
  );
}

/** `pieces`: what it will take once it is booked; `null`: the list leaves rows out (E175). */
export type ListedDraft = {
  readonly id: string;
  readonly pieces: readonly ArticlePieces[] | null;
};

const DRAFT_STATUS = 1;

const listedDraft = z
  .looseObject({
    Id: guid,
    Status: z.int().nullish(),
    IsCreditInvoice: z.boolean().nullish(),
    Rows: salesRows.nullish(),
  })
  .transform(({ Id, Status, IsCreditInvoice, Rows }) => ({
    id: Id,
    isDraft: Status == null || Status === DRAFT_STATUS,
    pieces: Rows == null ? null : piecesOf(Rows, IsCreditInvoice === true),
  }));

const ORDERS = table("/orders", "orders", listedDraft);
const DRAFTS = {
  "invoice-draft": table("/customerinvoicedrafts", "customer-invoice-drafts", listedDraft),
  // That orders can be filtered by their status is an assumption (E233).
  order: { ...ORDERS, pageAt: (page: number) => filtered(ORDERS.pageAt(page)) },
};

const filtered = (request: VendorRequest): VendorRequest => ({
  ...request,
  query: { $filter: `Status eq ${DRAFT_STATUS}`, ...request.query },
});

/** Reads all drafts of invoices, or of sales orders. Where no filter helps, all orders are read. */
export async function readDrafts(
  send: SendRead,
  kind: "order" | "invoice-draft",
): Promise<Result<readonly ListedDraft[], Failure>> {
  const few = await readAll(send, DRAFTS[kind]);
  const read =
    !few.ok && kind === "order" && isFilterRefused(few.error) ? await readAll(send, ORDERS) : few;
  return read.ok ? ok(read.value.filter(({ isDraft }) => isDraft)) : read;
}
