// Stock figures of articles, told from the documents rather than kept: an ongoing order reserves its quantity, a shipped
// or invoiced one has taken it, and so has an invoice that came of no order; a credit gives back. Drafts do nothing.
import { Big } from "big.js";
import type { Entity, JsonObject } from "../json.ts";
import { toNumber } from "../money/round.ts";
import type { Company } from "../world/company.ts";
import type { Article, Order } from "../world/entities.ts";

interface StockMoves {
  readonly reserved: Big;
  readonly taken: Big;
}

const NOUGHT = new Big(0);

export const STOCK_MODULE = "stock_standard";

const UNMOVED: StockMoves = { reserved: NOUGHT, taken: NOUGHT };

/**
 * Documents move what is a stock article, and only with the module: without it a balance is what
 * somebody typed.
 */
export const movesOf = (
  company: Company,
  article: Pick<Article, "Id" | "IsStock">,
  moves: (articleId: string) => StockMoves = stockMoves(company),
): StockMoves => (article.IsStock && company.hasModule(STOCK_MODULE) ? moves(article.Id) : UNMOVED);

/** Made once for each answer: it reads all orders. */
export function stockMoves(
  company: Company,
  ongoingReserves = true,
  creditByRow = true,
): (articleId: string) => StockMoves {
  const reserved = new Map<string, Big>();
  const taken = new Map<string, Big>();
  for (const order of company.orders.all()) {
    if (order.Status === 1 || (order.Status === 2 && !ongoingReserves)) continue;
    for (const [articleId, quantity] of quantities(order)) {
      const into = order.Status === 2 ? reserved : taken;
      into.set(articleId, (into.get(articleId) ?? NOUGHT).plus(quantity));
    }
  }
  for (const invoice of company.invoices.all()) {
    if (typeof invoice["CreatedFromOrderId"] === "string") continue;
    for (const [articleId, quantity] of invoiced(invoice, creditByRow))
      taken.set(articleId, (taken.get(articleId) ?? NOUGHT).plus(quantity));
  }
  return (articleId) => ({
    reserved: reserved.get(articleId) ?? NOUGHT,
    taken: taken.get(articleId) ?? NOUGHT,
  });
}

function quantities(order: Order): [string, Big][] {
  return order.Rows.flatMap((row): [string, Big][] =>
    row.ArticleId === null ? [] : [[row.ArticleId, new Big(row.Quantity)]],
  );
}

/**
 * Of a credit, what comes back: its rows' quantities, whichever sign they came with; `byRow`: one
 * against the others goes out.
 */
function invoiced(invoice: Entity, byRow: boolean): [string, Big][] {
  const rows: readonly JsonObject[] = Array.isArray(invoice["Rows"]) ? invoice["Rows"] : [];
  const worth = rows.reduce(
    (sum, row) =>
      sum.plus(new Big(Number(row["Quantity"] ?? 0)).times(Number(row["UnitPrice"] ?? 0))),
    NOUGHT,
  );
  const taken = (quantity: Big): Big => {
    if (invoice["IsCreditInvoice"] !== true) return quantity;
    if (!byRow) return quantity.abs().neg();
    return worth.lt(0) ? quantity : quantity.neg();
  };
  return rows.flatMap((row): [string, Big][] =>
    typeof row["ArticleId"] === "string"
      ? [[row["ArticleId"], taken(new Big(Number(row["Quantity"])))]]
      : [],
  );
}

/** The balance that shows as `shown` once what was taken is taken off. */
export const storedBalance = (
  company: Company,
  article: Pick<Article, "Id" | "IsStock">,
  shown: number,
): number => toNumber(new Big(shown).plus(movesOf(company, article).taken));

export function stockFigures(
  article: Article,
  moves: StockMoves,
): { balance: number; reserved: number; available: number; value: number } {
  const balance = new Big(article.StockBalance).minus(moves.taken);
  return {
    balance: toNumber(balance),
    reserved: toNumber(moves.reserved),
    available: toNumber(balance.minus(moves.reserved)),
    value: toNumber(balance.times(article.PurchasePrice).round(2, Big.roundHalfUp)),
  };
}
