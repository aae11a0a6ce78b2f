// The body of POST and PUT /v1/articles and what must hold for it. `currentStock` can't be written (documented); whether
// a body may carry it is the switch `currentStockWrite`.
import Big from "big.js";
import { z } from "zod";
import type { FieldErrors } from "./problem.ts";
import { readOnly, text } from "./request-body.ts";
import type { Given } from "./seed-rows.ts";
import type { Books } from "./store.ts";
import type { AsperionKit } from "./switches.ts";
import { ARTICLE_TYPES, type Article } from "./types.ts";

const price = z.number().nullable().optional();

export const articleBody = z.strictObject({
  _meta: readOnly,
  id: readOnly,
  articleCode: z.string().min(1).max(50),
  description: z.string().min(1).max(255),
  longDescription: text(4000),
  shortDescription: text(1000),
  unit: text(20),
  salesTypeId: z.int().nullable().optional(),
  vatCode: text(10),
  salesPrice: price,
  salesPriceInclVat: price,
  currencyCode: text(3),
  purchasePrice: price,
  eanCode1: text(20),
  eanCode2: text(20),
  articleType: z.enum(ARTICLE_TYPES).optional(),
  parentArticleCode: text(50),
  attributes: z
    .strictObject({
      _data: z.array(
        z.strictObject({ name: z.string().min(1), value: z.string(), _meta: readOnly }),
      ),
      _meta: readOnly,
    })
    .optional(),
  characteristic1: text(255),
  characteristic2: text(255),
  characteristic3: text(255),
  characteristic4: text(255),
  characteristic5: text(255),
  manageStock: z.boolean().optional(),
  minimumStock: z.number().nullable().optional(),
  currentStock: z.number().nullable().optional(),
  active: z.boolean().optional(),
  dateLastChange: readOnly,
});

type ArticleBody = z.output<typeof articleBody>;

export function checkArticle(
  body: ArticleBody,
  id: number,
  books: Books,
  kit: AsperionKit,
): FieldErrors | null {
  const errors: Record<string, string[]> = {};
  const own = books.articles.get(id);
  const same = books.articleByCode(body.articleCode);
  if (same !== undefined && same.id !== id && kit.switches.get("articleCodeTaken") !== "allowed")
    errors["articleCode"] = ["This article code is in use."];
  if (stockRefused(body.currentStock, own, kit))
    errors["currentStock"] = ["The current stock can't be changed."];
  const { vatCode, salesTypeId, articleType, parentArticleCode } = body;
  if (
    typeof vatCode === "string" &&
    !books.lookups.vatcodes.some((vat) => vat.id === vatCode && vat.salesCode)
  ) {
    errors["vatCode"] = ["There is no such sales VAT code."];
  }
  if (
    typeof salesTypeId === "number" &&
    !books.lookups.salestypes.some((type) => type.id === salesTypeId)
  ) {
    errors["salesTypeId"] = ["There is no such sales type."];
  }
  if (typeof vatCode !== "string" && typeof salesTypeId !== "number")
    errors["salesTypeId"] = ["A sales type or a VAT code is required."];
  const parent =
    typeof parentArticleCode === "string" ? books.articleByCode(parentArticleCode) : undefined;
  if (
    own !== undefined &&
    articleType !== own.articleType &&
    kit.switches.get("articleTypeChange") === "refused"
  )
    errors["articleType"] = ["The type of an article can't be changed."];
  if (articleType === "Variant" && parent?.articleType !== "Configurable")
    errors["parentArticleCode"] = ["A variant needs a configurable article."];
  return Object.keys(errors).length === 0 ? null : errors;
}

/** PUT replaces: what is left out is emptied. */
export function articleFields(
  body: ArticleBody,
  before: Article | undefined,
  kit: AsperionKit,
): Given<Article> {
  const {
    _meta,
    id: _id,
    currentStock: _stock,
    dateLastChange: _change,
    attributes,
    ...fields
  } = body;
  return {
    ...fields,
    ...(kit.switches.get("articleTexts") === "ignored" ? { shortDescription: null } : {}),
    unit: body.unit ?? null,
    salesTypeId: body.salesTypeId ?? null,
    vatCode: body.vatCode ?? null,
    salesPrice: storedPrice(body.salesPrice, kit),
    salesPriceInclVat: storedPrice(body.salesPriceInclVat, kit),
    currencyCode: body.currencyCode ?? "EUR",
    manageStock: body.manageStock ?? false,
    currentStock: before?.currentStock ?? 0,
    attributes: attributes?._data.map(({ name, value }) => ({ name, value })) ?? [],
  };
}

function storedPrice(given: number | null | undefined, kit: AsperionKit): number | null {
  if (given === null || given === undefined) return null;
  return kit.switches.get("articlePrices") === "kept"
    ? given
    : new Big(given).round(2, Big.roundHalfUp).toNumber();
}

function stockRefused(
  given: number | null | undefined,
  own: Article | undefined,
  kit: AsperionKit,
): boolean {
  if (given === undefined) return false;
  switch (kit.switches.get("currentStockWrite")) {
    case "refused":
      return true;
    case "refused-if-different":
      return given !== (own?.currentStock ?? 0);
    case "ignored":
      return false;
  }
}
