// All that this Asperion knows, by administration. Ids are small numbers of each administration's own: order 1001
// exists in both, so a call that reaches the wrong books finds something there.
// Stock moves only by sales orders (documented): a written order takes its quantities out, a changed or deleted one
// first puts the old ones back. Concepts and cancelled orders move nothing; when the others do, and what a negative
// quantity does, is told by switches and kept with the order. The article's own change stamp stays.
import Big from "big.js";
import type { Administration, Article, Debtor, Lookup, VatCode } from "./types.ts";
import type { Order } from "./order-types.ts";

export interface Lookups {
  readonly vatcodes: readonly VatCode[];
  readonly paymentconditions: readonly Lookup[];
  readonly paymentmethods: readonly Lookup[];
  readonly deliverymethods: readonly Lookup[];
  readonly salestypes: readonly Lookup[];
  readonly journals: readonly Lookup[];
  readonly ledgeraccounts: readonly Lookup[];
  readonly costcenters: readonly Lookup[];
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly administrationIds: readonly number[];
  /** Served when X-Tenant-Id is missing or names another. */
  readonly defaultAdministrationId: number;
}

export class Books {
  readonly administration: Administration;
  readonly lookups: Lookups;
  readonly debtors = new Map<number, Debtor>();
  readonly articles = new Map<number, Article>();
  readonly orders = new Map<number, Order>();
  readonly #articleIds = new Map<string, number>();
  readonly #lastIds = { debtors: 0, articles: 0, orders: 0 };

  constructor(administration: Administration, lookups: Lookups) {
    this.administration = administration;
    this.lookups = lookups;
  }

  nextId(kind: "debtors" | "articles" | "orders"): number {
    return this.#lastIds[kind] + 1;
  }

  putDebtor(debtor: Debtor): void {
    this.debtors.set(debtor.id, debtor);
    this.#note("debtors", debtor.id);
  }

  deleteDebtor(id: number): boolean {
    return this.debtors.delete(id);
  }

  putArticle(article: Article): void {
    const before = this.articles.get(article.id);
    if (before !== undefined) this.#articleIds.delete(fold(before.articleCode));
    this.articles.set(article.id, article);
    this.#articleIds.set(fold(article.articleCode), article.id);
    this.#note("articles", article.id);
  }

  deleteArticle(id: number): boolean {
    const before = this.articles.get(id);
    if (before !== undefined) this.#articleIds.delete(fold(before.articleCode));
    return this.articles.delete(id);
  }

  articleByCode(code: string): Article | undefined {
    return this.articles.get(this.#articleIds.get(fold(code)) ?? -1);
  }

  putOrder(order: Order): void {
    const before = this.orders.get(order.id);
    if (before !== undefined) this.#moveStock(before, 1);
    this.orders.set(order.id, order);
    this.#moveStock(order, -1);
    this.#note("orders", order.id);
  }

  deleteOrder(id: number): boolean {
    const before = this.orders.get(id);
    if (before !== undefined) this.#moveStock(before, 1);
    return this.orders.delete(id);
  }

  #moveStock(order: Order, sign: 1 | -1): void {
    for (const { articleId, quantity } of taken(order)) {
      const article = this.articles.get(articleId);
      if (article === undefined || !article.manageStock) continue;
      const currentStock = new Big(article.currentStock).plus(quantity.times(sign)).toNumber();
      this.articles.set(article.id, { ...article, currentStock });
    }
  }

  #note(kind: "debtors" | "articles" | "orders", id: number): void {
    this.#lastIds[kind] = Math.max(this.#lastIds[kind], id);
  }
}

export interface Store {
  users: readonly User[];
  readonly books: Map<number, Books>;
  /** Fields of articles that a list leaves out and a single read shows; a test's own choice. */
  hiddenInLists?: readonly string[];
}

/** What each line takes out of stock; less than nothing comes in. */
function taken(order: Order): { articleId: number; quantity: Big }[] {
  const moves =
    order.stockRules.movesAt === "confirmed"
      ? order.status !== 1 && order.status !== 9
      : order.status === 4 || order.status === 5;
  if (!moves) return [];
  return order.lines.flatMap(({ articleId, quantity }) => {
    const negative =
      quantity < 0 && order.creditsOrderId === null ? order.stockRules.negativeQuantity : "in";
    if (articleId === null || negative === "ignored") return [];
    return [
      { articleId, quantity: negative === "out" ? new Big(quantity).abs() : new Big(quantity) },
    ];
  });
}

function fold(code: string): string {
  return code.toLowerCase();
}
