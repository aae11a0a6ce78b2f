/**
 * The object's memory of both sides: lists to choose from, and what a preview of settings needs.
 * Locks nothing. Only `findParties`, `debtorSales`, `findOrders` and `readRecord` ask a vendor, and
 * `articleStock` where it is told to.
 */
import type { Resolved } from "../../../flows/port.ts";
import * as cache from "../storage/cache.ts";
import * as finder from "../run-now/finder.ts";
import { resolvedOf, type Resolving } from "../links/resolved.ts";
import { article } from "../links/products.ts";
import * as values from "../counts/order-values.ts";
import * as approvals from "../jobs/approvals.ts";
import { countOpen, countVouchers } from "../jobs/keys.ts";
import { loweringCredits, readOriginal } from "../runs/originals.ts";
import { bookedState } from "../runs/booked-state.ts";
import { articleOrders } from "../views/article-orders.ts";
import { articleStock } from "../views/article-stock.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/** Returns the customer of a buyer, and articles by their numbers. */
const buyer = ({ sql }: TenantContext, input: Resolving): Resolved => resolvedOf(sql, input);

export const reads = {
  /** The ledger's lists, as they were read last. */
  ledger: ({ sql }: TenantContext) => cache.lists(sql),
  buyer,
  /** An order that a credit (`except`) is of, as it is without that credit. */
  original: ({ sql }: TenantContext, input: Parameters<typeof readOriginal>[1]) =>
    readOriginal(sql, input),
  /** The credit orders that lower this order while it is a sales order. */
  loweredBy: ({ sql }: TenantContext, key: string) => loweringCredits(sql, key),
  /** What stands for an order, and what was written for it. */
  standing: ({ sql }: TenantContext, key: string) => bookedState(sql, key),
  /** What approval rules need to know. */
  approval: ({ sql }: TenantContext, key: string) => approvals.memoryOf(sql, key),
  /** The lists that settings choose from, by name. */
  names: ({ sql }: TenantContext) => cache.names(sql),
  /** Values of the last orders that look-ups use. */
  orderValues: ({ sql }: TenantContext) => values.list(sql),
  findParties: finder.find,
  debtorSales: finder.sales,
  findOrders: finder.orders,
  readRecord: finder.record,
  articleStock,
  /** Orders that a run of stock has to look at one by one, and which of them were left out. */
  openOrders: ({ sql }: TenantContext) => countOpen(sql),
  /** How many orders sold what nothing in the ledger took: they stand as vouchers. */
  vouchers: ({ sql }: TenantContext) => countVouchers(sql),
  /** The last orders of an article. */
  articleOrders,
  /** An article of the ledger as last read: with this number, or the newest. */
  article: ({ sql }: TenantContext, number: string | null) => article(sql, number),
};
