// Stock figures of articles, told from the orders rather than kept: an ongoing order reserves its quantity, a shipped or
// invoiced one has taken it. Drafts do nothing.
import { Big } from "big.js";
import { toNumber } from "../money/round.ts";
import type { Company } from "../world/company.ts";
import type { Article, Order } from "../world/entities.ts";

export interface StockMoves {
  readonly reserved: Big;
  readonly taken: Big;
}

const NOUGHT = new Big(0);

/** Made once for each answer: it reads all orders. */
export function stockMoves(company: Company): (articleId: string) => StockMoves {
  const reserved = new Map<string, Big>();
  const taken = new Map<string, Big>();
  for (const order of company.orders.all()) {
    if (order.Status === 1) continue;
    for (const [articleId, quantity] of quantities(order)) {
      const into = order.Status === 2 ? reserved : taken;
      into.set(articleId, (into.get(articleId) ?? NOUGHT).plus(quantity));
    }
  }
  return (articleId) => ({ reserved: reserved.get(articleId) ?? NOUGHT, taken: taken.get(articleId) ?? NOUGHT });
}

function quantities(order: Order): [string, Big][] {
  return order.Rows.flatMap((row): [string, Big][] => (row.ArticleId === null ? [] : [[row.ArticleId, new Big(row.Quantity)]]));
}

/** The balance that shows as `shown` once what was taken is taken off. */
export function storedBalance(company: Company, articleId: string, shown: number): number {
  return toNumber(new Big(shown).plus(stockMoves(company)(articleId).taken));
}

export function stockFigures(article: Article, moves: StockMoves): { balance: number; reserved: number; available: number; value: number } {
  const balance = new Big(article.StockBalance).minus(moves.taken);
  return {
    balance: toNumber(balance),
    reserved: toNumber(moves.reserved),
    available: toNumber(balance.minus(moves.reserved)),
    value: toNumber(balance.times(article.PurchasePrice).round(2, Big.roundHalfUp)),
  };
}
