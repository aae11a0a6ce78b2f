/**
 * Reads articles of the ledger that a shop may want, by change and by key, a page at a time, so
 * that memory doesn't grow with the list. The vendor reports no deletions: an article that a full
 * pass doesn't find is read by id.
 *
 * Paging is by key: an article that changes meanwhile moves to the end, so the first article of
 * page 2 would slip onto page 1 unread. Each read begins at the stamp of the previous one; pages
 * are turned only within one stamp (many articles that were imported together share one).
 */
import { z } from "zod";
import { plain } from "../domain/money.ts";
import type { LedgerProduct } from "../domain/goods/product.ts";
import type { LedgerStock } from "../domain/goods/stock.ts";
import type { SendRead, VendorAnswer } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { articleById, articleByNumber, articlesChangedSince, stampSchema } from "./articles.ts";
import { readPage } from "./paging.ts";
import { contractFailure, guid, optionalText, readBody } from "./request.ts";
import { readStockPage } from "./stock.ts";

const price = z
  .number()
  .nullish()
  .transform((value) => (value == null ? null : plain(value)));
const list = <T>(item: z.ZodType<T>) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const productSchema = z
  .looseObject({
    Id: guid,
    Number: z.string(),
    Name: z.string(),
    NameEnglish: optionalText,
    Note: optionalText,
    NetPrice: price,
    GrossPrice: price,
    CodingId: guid,
    UnitName: optionalText,
    IsActive: z.boolean(),
    IsServiceArticle: z.boolean().nullish(),
    ArticleLabels: list(z.looseObject({ Name: z.string().nullish() })),
    Barcodes: list(z.looseObject({ Barcode: z.string().nullish() })),
    StockLocationReference: optionalText,
    SupplierArticleNumber: optionalText,
  })
  .transform((article): LedgerProduct => ({
    id: article.Id,
    number: article.Number.trim(),
    name: article.Name,
    nameEnglish: article.NameEnglish,
    note: article.Note,
    netPrice: article.NetPrice,
    grossPrice: article.GrossPrice,
    codingId: article.CodingId,
    unit: article.UnitName,
    active: article.IsActive,
    service: article.IsServiceArticle ?? false,
    labels: article.ArticleLabels.flatMap(({ Name }) =>
      Name == null || Name.trim() === "" ? [] : [Name.trim()],
    ),
    barcodes: article.Barcodes.flatMap(({ Barcode }) =>
      Barcode == null || Barcode.trim() === "" ? [] : [Barcode.trim()],
    ),
    stockLocation: article.StockLocationReference,
    supplierNumber: article.SupplierArticleNumber,
  }));

/** The position of a pass: the stamp (ms) at which the next read begins, and the page within it. */
export type Cursor = { readonly from: number; readonly page: number };

type ProductPage = {
  readonly products: readonly LedgerProduct[];
  /** Articles from the cursor's stamp on, including these. */
  readonly total: number;
  /** `null`: the pass is over. */
  readonly next: Cursor | null;
  /** The vendor's clock in ms. The first page's is the next pass's watermark. */
  readonly serverTime: number | null;
};

export async function readProductPage(
  send: SendRead,
  cursor: Cursor,
): Promise<Result<ProductPage, Failure>> {
  const answer = await send(articlesChangedSince(cursor.from, cursor.page));
  if (!answer.ok) return answer;
  const page = readPage(productSchema, answer.value);
  if (!page.ok) return page;
  const { items, next: following, page: got, total } = page.value;
  if (got !== cursor.page)
    return err(
      contractFailure(["Meta", "CurrentPage"], `asked for page ${cursor.page}, got ${got}`),
    );
  const clock = Date.parse(page.value.serverTimeUtc ?? "");
  const serverTime = Number.isNaN(clock) ? null : clock;
  if (following === null) return ok({ products: items, total, next: null, serverTime });
  const next = nextOf(answer.value, cursor);
  return next.ok ? ok({ products: items, total, next: next.value, serverTime }) : next;
}

function nextOf(answer: VendorAnswer, cursor: Cursor): Result<Cursor, Failure> {
  const stamps = readBody(stampSchema, answer);
  if (!stamps.ok) return stamps;
  const last = Date.parse(stamps.value.Data.at(-1)?.ChangedUtc ?? "");
  if (Number.isNaN(last))
    return err(
      contractFailure(["Data", stamps.value.Data.length - 1, "ChangedUtc"], "not an instant"),
    );
  return ok(
    last > cursor.from ? { from: last, page: 1 } : { from: cursor.from, page: cursor.page + 1 },
  );
}

/** Reads one article; `null` when the ledger doesn't have it any more. */
export async function readProductById(
  send: SendRead,
  id: string,
): Promise<Result<LedgerProduct | null, Failure>> {
  const answer = await send(articleById(id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(null) : answer;
  return readBody(productSchema, answer.value);
}

/**
 * Reads the article with this number and its stock, in one read; `null`: none. The vendor may
 * ignore case, but another case is another article.
 */
export async function readProductNumbered(
  send: SendRead,
  number: string,
): Promise<
  Result<{ readonly product: LedgerProduct; readonly stock: LedgerStock } | null, Failure>
> {
  const answer = await send(articleByNumber(number));
  if (!answer.ok) return answer;
  const products = readPage(productSchema, answer.value);
  if (!products.ok) return products;
  const figures = readStockPage(answer.value);
  if (!figures.ok) return figures;
  const product = products.value.items.find((one) => one.number === number);
  const stock = figures.value.find(({ id }) => id === product?.id);
  return ok(product === undefined || stock === undefined ? null : { product, stock });
}
