/** Looks up the ledger's articles of an order's lines. */
import type { Failure } from "../../../domain/vendors/failure.ts";
import { ok, type Result } from "../../../domain/result.ts";
import {
  articleById,
  articleByNumber,
  readArticle,
  readArticlesByNumber,
} from "../../../eaccounting/articles.ts";
import type { MemoryPort, Resolved, VendorPort } from "../../port.ts";
import type { ArticleAnswer } from "../shared/plan-input.ts";

/**
 * Looks up articles that aren't remembered as active: one that was made inactive may be active
 * again. `linked` by a person: read by id, whatever the number is now.
 */
export async function readArticles(
  ports: VendorPort & MemoryPort,
  skus: readonly string[],
  { articles: cached, linked = {} }: Pick<Resolved, "articles" | "linked">,
): Promise<Result<Record<string, ArticleAnswer>, Failure>> {
  const answers: Record<string, ArticleAnswer> = {};
  for (const sku of skus) {
    const known = Object.hasOwn(cached, sku) ? cached[sku] : undefined;
    if (known?.active === true) {
      answers[sku] = { kind: "found", article: known };
      continue;
    }
    const target = Object.hasOwn(linked, sku) ? linked[sku] : undefined;
    if (target !== undefined) {
      const one = await linkedArticle(ports, target);
      if (!one.ok) return one;
      answers[sku] = one.value;
      continue;
    }
    const answer = await ports.lookUp(articleByNumber(sku));
    if (!answer.ok) return answer;
    const found = readArticlesByNumber(answer.value, sku);
    if (!found.ok) return found;
    const [article, ...others] = found.value;
    if (article === undefined) answers[sku] = { kind: "missing" };
    else if (others.length > 0) answers[sku] = { kind: "ambiguous", count: others.length + 1 };
    else {
      answers[sku] = { kind: "found", article };
      ports.saveLists({ articles: { [sku]: article } });
    }
  }
  return ok(answers);
}

async function linkedArticle(
  ports: VendorPort & MemoryPort,
  id: string,
): Promise<Result<ArticleAnswer, Failure>> {
  const answer = await ports.lookUp(articleById(id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok({ kind: "missing" }) : answer;
  const article = readArticle(answer.value);
  if (!article.ok) return article;
  ports.saveLists({ articles: { [article.value.number]: article.value } });
  return ok({ kind: "found", article: article.value });
}
