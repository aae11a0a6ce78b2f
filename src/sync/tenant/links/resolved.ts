/** Returns what the object knows of a buyer and of articles: by number, or by a person's link. */
import type { LinkedCodes, Resolved } from "../../../flows/port.ts";
import * as cache from "../storage/cache.ts";
import * as links from "./links.ts";
import { numberOf } from "./products.ts";

export type Resolving = {
  readonly linkSource: string | null;
  readonly skus: readonly string[];
  readonly codes?: LinkedCodes;
};

/**
 * A code that a person linked is that article alone, never the one of its number. One that isn't
 * remembered under the number that it has in the ledger is to be read by its id.
 */
export function resolvedOf(sql: SqlStorage, { linkSource, skus, codes = [] }: Resolving): Resolved {
  const linked = links.articlesOf(sql, codes);
  const articles = cache.articles(
    sql,
    skus.filter((sku) => !Object.hasOwn(linked, sku)),
  );
  for (const sku of skus) {
    const target = Object.hasOwn(linked, sku) ? linked[sku] : undefined;
    const number = target === undefined ? null : numberOf(sql, target);
    if (number === null) continue;
    const article = cache.articles(sql, [number])[number];
    if (article !== undefined && article.id.toLowerCase() === target) articles[sku] = article;
  }
  return {
    link: linkSource === null ? null : links.customer(sql, linkSource),
    articles,
    ...(Object.keys(linked).length === 0 ? {} : { linked }),
  };
}
