/**
 * Articles of the shop as the product flow reads and writes them (`/v1/articles`; that they can be
 * written is documented, verbs and field names are assumed: docs/vendor-assumptions.md).
 *
 * A PUT replaces the article, so an update is the raw answer of the read with our changes: unknown
 * fields survive. `currentStock` can't be written and is left out, as are the vendor's own fields.
 */
import { z } from "zod";
import { dec, type Decimal } from "../domain/money.ts";
import { PRODUCT_KINDS, type ProductFields, type ShopProduct } from "../domain/goods/product.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { findAllByCode, findByCode } from "./articles.ts";
import { ARTICLE_TYPES, PATHS } from "./contract.ts";
import {
  blankToNull,
  contractFailure,
  figure,
  get,
  optionalId,
  readBody,
  write,
} from "./request.ts";
import { KEPT_BY_VENDOR } from "./stock-writes.ts";

type Raw = Readonly<Record<string, unknown>>;

/** One article: its id, the fields that we may own, and the whole raw answer. */
export type ShopArticle = { readonly id: number; readonly product: ShopProduct; readonly raw: Raw };

const price = figure.nullish().transform((value) => value ?? null);
const attributes = z
  .looseObject({ _data: z.array(z.looseObject({ name: z.string(), value: z.string().nullish() })) })
  .nullish()
  .transform((list) =>
    (list?._data ?? []).map(({ name, value }) => ({ name, value: value ?? "" })),
  );

const schema = z
  .looseObject({
    id: z.int(),
    articleCode: z.string(),
    description: blankToNull,
    shortDescription: blankToNull,
    longDescription: blankToNull,
    unit: blankToNull,
    salesPrice: price,
    salesPriceInclVat: price,
    currencyCode: blankToNull,
    eanCode1: blankToNull,
    vatCode: blankToNull,
    salesTypeId: optionalId,
    active: z.boolean().nullish(),
    articleType: blankToNull,
    parentArticleCode: blankToNull,
    attributes,
    characteristic1: blankToNull,
    characteristic2: blankToNull,
    characteristic3: blankToNull,
    characteristic4: blankToNull,
    characteristic5: blankToNull,
  })
  .transform((article): Omit<ShopArticle, "raw"> => ({
    id: article.id,
    product: {
      sku: article.articleCode,
      name: article.description,
      shortDescription: article.shortDescription,
      longDescription: article.longDescription,
      unit: article.unit,
      priceExclVat: article.salesPrice,
      priceInclVat: article.salesPriceInclVat,
      currency: article.currencyCode,
      ean: article.eanCode1,
      vatCode: article.vatCode,
      salesType: article.salesTypeId,
      active: article.active ?? true,
      kind:
        article.articleType === null
          ? "simple"
          : (PRODUCT_KINDS.find((kind) => ARTICLE_TYPES[kind] === article.articleType) ?? null),
      parent: article.parentArticleCode,
      attributes: article.attributes,
      free1: article.characteristic1,
      free2: article.characteristic2,
      free3: article.characteristic3,
      free4: article.characteristic4,
      free5: article.characteristic5,
    },
  }));

/** Keeps the raw answer beside the fields that were read. */
const wholeSchema = z.looseObject({}).transform((raw, context): ShopArticle => {
  const read = schema.safeParse(raw);
  if (read.success) return { ...read.data, raw };
  for (const issue of read.error.issues)
    context.addIssue({ code: "custom", path: issue.path, message: issue.message });
  return z.NEVER;
});

/** The article that an answer of the shop holds, as a list to be joined; empty: it is none. */
export function shopArticleIn(body: unknown): readonly ShopArticle[] {
  const read = wholeSchema.safeParse(body);
  return read.success ? [read.data] : [];
}

/** Returns the article with exactly this code, active or not; `null`: certainly none. */
export function findProduct(
  send: SendRead,
  code: string,
  administrationId: number,
): Promise<Result<ShopArticle | null, Failure>> {
  return findByCode(send, wholeSchema, (article) => article.product.sku, code, administrationId);
}

/**
 * Reads one article by id; `null`: the shop doesn't have it. Only after a list named the
 * administration, which this read doesn't.
 */
export async function readProduct(
  send: SendRead,
  id: number,
): Promise<Result<ShopArticle | null, Failure>> {
  const answer = await send(get(PATHS.article, "articles", { ids: { id } }));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(null) : answer;
  const read = readBody(wholeSchema, answer.value);
  if (read.ok && read.value.id !== id)
    return err(contractFailure(["id"], `asked for ${id}, got ${read.value.id}`));
  return read;
}

/** `findProduct`, with any other article of exactly that code. */
export const findProducts = (
  send: SendRead,
  code: string,
  administrationId: number,
): Promise<Result<readonly ShopArticle[], Failure>> =>
  findAllByCode(send, wholeSchema, (article) => article.product.sku, code, administrationId);

/** Returns what the shop stored. After an unreadable answer to a write its outcome isn't known. */
export function readWrittenProduct(answer: VendorAnswer): Result<ShopArticle, Failure> {
  const read = readBody(wholeSchema, answer);
  if (read.ok || read.error.kind !== "contract") return read;
  return err({
    kind: "unknown-outcome",
    vendor: "asperion",
    cause: `the answer's ${read.error.path}: ${read.error.message}`,
  });
}

export const createProduct = (fields: ProductFields): VendorRequest =>
  write("POST", PATHS.articles, "articles", {
    body: bodyOf({ ...fields, name: fields.name ?? null }),
  });

export function replaceProduct(article: ShopArticle, changes: ProductFields): VendorRequest {
  const kept = Object.fromEntries(
    Object.entries(article.raw).filter(([name]) => !KEPT_BY_VENDOR.has(name)),
  );
  return write("PUT", PATHS.article, "articles", {
    ids: { id: article.id },
    body: { ...kept, ...bodyOf(changes) },
  });
}

/** Asperion has a number there; its own check refuses any other text. */
function salesTypeValue(salesType: ProductFields["salesType"]): number | string | null | undefined {
  if (salesType === undefined || salesType === null) return salesType;
  return /^\d{1,9}$/.test(salesType) ? Number(salesType) : salesType;
}

function bodyOf(fields: ProductFields): Record<string, unknown> {
  const { sku, name, kind, salesType, attributes: list, priceExclVat, priceInclVat } = fields;
  const entries: readonly (readonly [string, unknown])[] = [
    ["articleCode", sku],
    // The only text that an article must have.
    ["description", name === null ? sku : name],
    ["shortDescription", fields.shortDescription],
    ["longDescription", fields.longDescription],
    ["unit", fields.unit],
    ["salesPrice", priceExclVat === undefined ? undefined : number(priceExclVat)],
    ["salesPriceInclVat", priceInclVat === undefined ? undefined : number(priceInclVat)],
    ["currencyCode", fields.currency],
    ["eanCode1", fields.ean],
    ["vatCode", fields.vatCode],
    ["salesTypeId", salesTypeValue(salesType)],
    ["active", fields.active],
    ["articleType", kind === undefined || kind === null ? undefined : ARTICLE_TYPES[kind]],
    ["parentArticleCode", fields.parent],
    ["attributes", list === undefined ? undefined : { _data: list }],
    ["characteristic1", fields.free1],
    ["characteristic2", fields.free2],
    ["characteristic3", fields.free3],
    ["characteristic4", fields.free4],
    ["characteristic5", fields.free5],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/**
 * Returns a decimal text as a JSON number of the same figure; throws otherwise, as the plan has
 * rounded already.
 */
function number(value: Decimal | null): number | null {
  if (value === null) return null;
  const double = Number(value);
  if (!Number.isFinite(double) || !dec(double).eq(dec(value)))
    throw new Error(`a price that isn't a JSON number: ${value}`);
  return double === 0 ? 0 : double;
}
