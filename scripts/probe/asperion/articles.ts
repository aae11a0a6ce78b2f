/** Articles and their stock, as they are read. */
import { EQUALS, FILTERS, ORDER_BY_ID, PATHS } from "../../../src/asperion/contract.ts";
import { check, differs, holds, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { dataOf, num, someOf, str } from "./read.ts";

const all = (session: Session): Promise<readonly Row[]> =>
  someOf(session, PATHS.articles, "article");

export const ARTICLE_CHECKS = [
  check({
    id: "P18",
    level: "read",
    switches: ["articleCodeComparison"],
    look: async (session) => {
      const codes = (await all(session)).flatMap((article) => str(article["articleCode"]) ?? []);
      const part = codes.find((code) =>
        codes.some((other) => other !== code && other.includes(code)),
      );
      const wanted = part ?? codes[0] ?? "";
      const answer = await session.get(PATHS.articles, {
        query: { [FILTERS.articleCode]: wanted, [FILTERS.articleCodeComparison]: EQUALS },
      });
      return { part, wanted, answer };
    },
    judge: ({ part, wanted, answer }) => {
      if (answer.status === 400)
        return differs("the comparison is refused", { articleCodeComparison: "refused" });
      const found = dataOf(answer).map((article) => str(article["articleCode"]) ?? "");
      if (!found.includes(wanted)) return differs("the article isn't found by its code");
      if (part === undefined) return unclear("found; no code is a part of another one");
      const exact = found.every((code) => code.toLowerCase() === wanted.toLowerCase());
      return positioned(
        "articleCodeComparison",
        exact ? "works" : "ignored",
        "works",
        exact ? "the comparison is exact" : "parts of codes are found as well",
      );
    },
  }),
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
    id: "P42",
    level: "read",
    look: async (session) => {
      const listed = await session.get(PATHS.articles, {
        query: { orderBy: ORDER_BY_ID, pageSize: "1" },
      });
      const item = dataOf(listed)[0];
      const id = num(item?.["id"]);
      return {
        listed,
        item,
        single: id === null ? null : bodyOf(await session.get(PATHS.article, { ids: { id } })),
      };
    },
    judge: ({ listed, item, single }) => {
      if (!isOk(listed)) return differs(`orderBy=Id is answered with ${listed.status}`);
      if (item === undefined || single === null) return unclear("there is no article");
      const lost = Object.keys(single).filter((name) => name !== "_meta" && !(name in item));
      return lost.length === 0
        ? holds("a list shows every field of a single read")
        : differs(`lists don't show ${lost.join(", ")}`);
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
