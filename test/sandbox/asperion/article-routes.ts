// /v1/articles: list, one, create, replace. Inactive articles are hidden from a list unless `ActiveState` asks for them
// (documented; its values are assumed). An article read by its id is served whatever its state.
import { Hono } from "hono";
import type { SandboxEnv } from "../kit/socket.ts";
import { articleBody, articleFields, checkArticle } from "./article-body.ts";
import type { Filters } from "./filters.ts";
import { gate, type Vendor } from "./gate.ts";
import { list } from "./list.ts";
import { stampNow } from "./local-time.ts";
import { changeFilter } from "./order-routes.ts";
import { type FieldErrors, problem } from "./problem.ts";
import { readApiBody, readValidateOnly } from "./request-body.ts";
import { articleRow } from "./seed-rows.ts";
import { single } from "./single.ts";
import type { AsperionKit } from "./switches.ts";
import type { Article } from "./types.ts";

const ACTIVE_STATES: Readonly<Record<string, (article: Article) => boolean>> = {
  Active: (article) => article.active,
  Inactive: (article) => !article.active,
  All: () => true,
};

export function viewArticle(article: Article): Readonly<Record<string, unknown>> {
  return { ...article, attributes: { _data: article.attributes } };
}

export function articleRoutes(vendor: Vendor): Hono<SandboxEnv> {
  const { kit } = vendor;
  const app = new Hono<SandboxEnv>();
  const serve = gate(vendor);

  app.get(
    "/v1/articles",
    serve((c, books) => {
      const state = c.req.query("ActiveState") ?? "Active";
      const inState = Object.hasOwn(ACTIVE_STATES, state) ? ACTIVE_STATES[state] : undefined;
      if (inState === undefined)
        return problem(c, kit, 400, "The query is not valid.", {
          ActiveState: ["Must be Active, Inactive or All."],
        });
      const rows = [...books.articles.values()].filter(inState);
      return list(c, {
        vendor,
        administration: books.administration,
        rows,
        filters: articleFilters(kit),
        view: (article) => {
          const hidden = vendor.store().hiddenInLists ?? [];
          return Object.fromEntries(
            Object.entries(viewArticle(article)).filter(([name]) => !hidden.includes(name)),
          );
        },
      });
    }),
  );

  app.get(
    "/v1/articles/:id{[0-9]+}",
    serve((c, books) => {
      const article = books.articles.get(Number(c.req.param("id")));
      return article === undefined
        ? problem(c, kit, 404, "There is no such article.")
        : single(c, vendor, books, viewArticle(article));
    }),
  );

  app.post(
    "/v1/articles",
    serve(async (c, books) => {
      const validateOnly = readValidateOnly(c, vendor);
      if (validateOnly instanceof Response) return validateOnly;
      const body = await readApiBody(c, vendor, articleBody);
      if (body instanceof Response) return body;
      const id = books.nextId("articles");
      const errors = checkArticle(body, id, books, kit);
      if (errors !== null)
        return problem(c, kit, refusal(errors, kit), "The article is not valid.", errors);
      const article = articleRow(id, articleFields(body, undefined, kit));
      if (validateOnly) return single(c, vendor, books, { ...viewArticle(article), id: 0 });
      books.putArticle(article);
      return single(c, vendor, books, viewArticle(article), 201);
    }),
  );

  app.put(
    "/v1/articles/:id{[0-9]+}",
    serve(async (c, books) => {
      const id = Number(c.req.param("id"));
      const body = await readApiBody(c, vendor, articleBody);
      if (body instanceof Response) return body;
      const before = books.articles.get(id);
      if (before === undefined) return problem(c, kit, 404, "There is no such article.");
      const errors = checkArticle(body, id, books, kit);
      if (errors !== null)
        return problem(c, kit, refusal(errors, kit), "The article is not valid.", errors);
      const article = articleRow(id, {
        ...articleFields(body, before, kit),
        dateLastChange: stampNow(kit),
      });
      books.putArticle(article);
      return single(c, vendor, books, viewArticle(article));
    }),
  );

  return app;
}

/** A code in use, and nothing else, may be a conflict. */
function refusal(errors: FieldErrors, kit: AsperionKit): 400 | 409 {
  return Object.keys(errors).join() === "articleCode" &&
    kit.switches.get("articleCodeTaken") === "conflict"
    ? 409
    : 400;
}

function articleFilters(kit: AsperionKit): Filters<Article> {
  return {
    ...changeFilter<Article>(kit),
    ArticleCode: {
      kind: "text",
      read: (article) => article.articleCode,
      comparison: () => kit.switches.get("articleCodeComparison"),
    },
    ActiveState: { kind: "ignored", date: false },
  };
}
