// Control of debtors, articles and VAT codes' owners: put there as a person would in the application.
// The stock of an article can be set here (in Asperion only the application can); a changed row is stamped changed.
import type { Hono } from "hono";
import { z } from "zod";
import { readBody } from "../kit/read-body.ts";
import type { SandboxEnv } from "../kit/socket.ts";
import { viewArticle } from "./article-routes.ts";
import type { Vendor } from "./gate.ts";
import { stampNow } from "./local-time.ts";
import { DEMO_SHOP } from "./seed.ts";
import { articleRow, debtorRow, type Given, overlay } from "./seed-rows.ts";
import { ARTICLE_TYPES, type Article, type Debtor } from "./types.ts";
import type { Tell } from "./webhooks.ts";

const nullableText = z.string().nullable().optional();
const where = {
  administrationId: z.int().optional(),
  id: z.int().min(1).optional(),
  dateLastChange: nullableText,
};

const debtorControl = z.strictObject({
  ...where,
  ...fields(["customerNumber", "name"] as const, z.string().optional()),
  ...fields(
    [
      "address",
      "addressLine2",
      "addressLine3",
      "postCode",
      "city",
      "countryCode",
      "attentionTo",
      "phoneNumber",
      "mobileNumber",
      "emailAddress",
      "iban",
      "bic",
      "cocNumber",
      "vatNumber",
      "debtorKindId",
      "paymentMethodId",
      "comments",
      "characteristic4",
      "characteristic5",
    ] as const,
    nullableText,
  ),
  ...fields(["blocked", "noReminder"] as const, z.boolean().optional()),
  paymentConditionId: z.int().nullable().optional(),
  dateAdded: z.string().optional(),
  notify: z.boolean().default(true),
});

const articleControl = z.strictObject({
  ...where,
  ...fields(["articleCode", "description", "currencyCode"] as const, z.string().optional()),
  ...fields(
    [
      "longDescription",
      "shortDescription",
      "unit",
      "vatCode",
      "eanCode1",
      "eanCode2",
      "parentArticleCode",
      "characteristic1",
      "characteristic2",
      "characteristic3",
      "characteristic4",
      "characteristic5",
    ] as const,
    nullableText,
  ),
  ...fields(
    ["salesPrice", "salesPriceInclVat", "purchasePrice", "minimumStock"] as const,
    z.number().nullable().optional(),
  ),
  ...fields(["manageStock", "active"] as const, z.boolean().optional()),
  salesTypeId: z.int().nullable().optional(),
  articleType: z.enum(ARTICLE_TYPES).optional(),
  attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  currentStock: z.number().optional(),
});

export function mountMasterDataControl(app: Hono<SandboxEnv>, vendor: Vendor, tell: Tell): void {
  const { kit } = vendor;

  app.post("/debtors", async (c) => {
    const body = await readBody(c, debtorControl);
    if (body instanceof Response) return body;
    const { administrationId = DEMO_SHOP, id: wanted, notify, ...given } = body;
    const books = vendor.store().books.get(administrationId);
    if (books === undefined)
      return c.json({ error: `There is no administration ${administrationId}.` }, 400);
    const id = wanted ?? books.nextId("debtors");
    const before = books.debtors.get(id);
    const now = stampNow(kit);
    const debtor =
      before === undefined
        ? debtorRow(id, now, given)
        : overlay<Debtor>({ ...before, dateLastChange: now }, given);
    books.putDebtor(debtor);
    if (notify) tell(books, before === undefined ? "debtor.created" : "debtor.updated", id);
    return c.json(debtor, before === undefined ? 201 : 200);
  });

  app.delete("/debtors/:id{[0-9]+}", (c) => {
    const books = vendor.store().books.get(Number(c.req.query("administrationId") ?? DEMO_SHOP));
    if (books === undefined) return c.json({ error: "There is no such administration." }, 400);
    const id = Number(c.req.param("id"));
    if (!books.deleteDebtor(id)) return c.json({ error: "There is no such debtor." }, 404);
    if (c.req.query("notify") !== "false") tell(books, "debtor.deleted", id);
    return c.body(null, 204);
  });

  app.post("/articles", async (c) => {
    const body = await readBody(c, articleControl);
    if (body instanceof Response) return body;
    const { administrationId = DEMO_SHOP, id: wanted, ...fieldsGiven } = body;
    const given: Given<Article> = fieldsGiven;
    const books = vendor.store().books.get(administrationId);
    if (books === undefined)
      return c.json({ error: `There is no administration ${administrationId}.` }, 400);
    const before =
      wanted === undefined
        ? books.articleByCode(given.articleCode ?? "")
        : books.articles.get(wanted);
    const id = before?.id ?? wanted ?? books.nextId("articles");
    const now = stampNow(kit);
    const article =
      before === undefined
        ? articleRow(id, given)
        : overlay<Article>({ ...before, dateLastChange: now }, given);
    books.putArticle(article);
    return c.json(viewArticle(article), before === undefined ? 201 : 200);
  });

  app.delete("/articles/:id{[0-9]+}", (c) => {
    const administrationId = Number(c.req.query("administrationId") ?? DEMO_SHOP);
    const deleted =
      vendor
        .store()
        .books.get(administrationId)
        ?.deleteArticle(Number(c.req.param("id"))) === true;
    return deleted ? c.body(null, 204) : c.json({ error: "There is no such article." }, 404);
  });
}

function fields<const Name extends string, Schema>(
  names: readonly Name[],
  schema: Schema,
): Record<Name, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;
}
