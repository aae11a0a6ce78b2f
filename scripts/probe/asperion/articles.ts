/** Articles and their stock, as they are read. */
import { FILTERS, PATHS } from "../../../src/asperion/contract.ts";
import { check, differs, holds, unclear } from "../check.ts";
import { isOk, type Row, type Session } from "../session.ts";
import { dataOf, num, someOf } from "./read.ts";

const all = (session: Session): Promise<readonly Row[]> =>
  someOf(session, PATHS.articles, "article");

export const ARTICLE_CHECKS = [
  check({
    id: "P19",
    level: "read",
    look: async (session) => ({
      usual: await session.get(PATHS.articles, { query: { pageSize: "100" } }),
      all: await session.get(PATHS.articles, {
        query: { [FILTERS.activeState]: "All", pageSize: "100" },
      }),
    }),
    judge: ({ usual, all: every }) => {
      if (!isOk(every)) return differs(`ActiveState=All is answered with ${every.status}`);
      const inactive = dataOf(every).filter((article) => article["active"] === false).length;
      if (inactive === 0) return unclear("taken; no article is inactive");
      return dataOf(usual).some((article) => article["active"] === false)
        ? differs("inactive articles are listed without it")
        : holds(`it shows ${inactive} inactive articles, which are hidden otherwise`);
    },
  }),
  check({
    id: "P35",
    level: "read",
    look: all,
    judge: (articles) => {
      const known = articles.filter(
        (article) =>
          num(article["currentStock"]) !== null && typeof article["manageStock"] === "boolean",
      ).length;
      if (known === 0) return differs("no article has currentStock and manageStock");
      const kept = new Set(articles.map((article) => article["manageStock"]));
      return kept.size < 2
        ? unclear("the fields are there; all articles are alike")
        : holds(`${known} of ${articles.length} articles tell both, and differ`);
    },
  }),
  check({
    id: "P29",
    level: "read",
    look: async (session) => all(session),
    judge: (articles) => {
      const types = ["Simple", "Virtual", "Configurable", "Variant"];
      const others = articles.filter((one) => !types.includes(String(one["articleType"])));
      if (others.length > 0)
        return differs(
          `other types: ${others.map((one) => String(one["articleType"])).join(", ")}`,
        );
      const variants = articles.filter((one) => one["articleType"] === "Variant");
      if (variants.length === 0) return unclear("the types are known; there is no variant");
      const codes = new Map(articles.map((one) => [one["articleCode"], one["articleType"]]));
      return variants.every((one) => codes.get(one["parentArticleCode"]) === "Configurable")
        ? holds(`${variants.length} variants name a configurable parent`)
        : differs("a variant's parentArticleCode names no configurable article");
    },
  }),
];
