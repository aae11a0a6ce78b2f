/**
 * Stock of an article on both sides, and the mark that identifies our correction orders. Figures
 * are decimal text: stock may be fractional.
 */
import type { Decimal } from "../money.ts";

/** An article of the ledger, as far as its stock is concerned. */
export type LedgerStock = {
  readonly id: string;
  readonly number: string;
  readonly name?: string;
  readonly active: boolean;
  /** False for services and for articles whose stock the ledger doesn't track. */
  readonly counted: boolean;
  /** The ledger marks it as a stock article, which it does only with its stock module. */
  readonly marked?: true;
  readonly balance: Decimal;
  readonly reserved: Decimal;
  readonly available: Decimal;
};

/** An active article of the shop, as far as its stock is concerned. */
export type ShopStock = {
  readonly id: number;
  readonly code: string;
  readonly stock: Decimal;
  /** Whether the shop tracks this article's stock. */
  readonly managed: boolean;
  /** The field that the tenant named for the figure, as text; `null` when it is empty. */
  readonly field: string | null;
};

/**
 * A run's change of an article's stock in the shop. `from` is `null` where a field was empty; both
 * are where only the flag was set.
 */
export type StockChange = {
  readonly code: string;
  readonly from: Decimal | null;
  readonly to: Decimal | null;
  /** The shop was told to track its stock. */
  readonly managed: boolean;
};

/** A line of an order of the shop: what it takes out of the shop's stock. */
export type SoldLine = {
  readonly code: string;
  readonly isArticle: boolean;
  readonly quantity: Decimal;
};

/** `moves`: the order's status moves stock. `mayBeSale`: its lines may go the other way. */
export type Sold = {
  readonly lines: readonly SoldLine[];
  readonly moves: boolean;
  readonly mayBeSale: boolean;
};

/** What an order sold that is booked and moves no stock in the ledger. */
export type LinkedSale = { readonly orderId: string; readonly sold: Sold };

/** The same as it was just read, in a state that `stateOf` writes. */
export type ReadSale = LinkedSale & { readonly state: string };

/** Returns the reference of a correction order: `Stock 57 #K7Q2M9XA`. */
export const stockMarker = (run: number, code: string): string => `Stock ${run} #${code}`;

const MARKER = /^Stock \d+ #[A-Z2-7]{8}$/;

/** What is known of our correction orders: their ids, and the debtors that they are written for. */
export type OwnCorrections = {
  readonly ids: ReadonlySet<string>;
  readonly debtors: ReadonlySet<number>;
};

type AnyOrder = {
  readonly id: number | string;
  readonly debtorId: number | null;
  readonly reference: string | null;
  readonly isFree: boolean;
};

/**
 * True for a correction order of ours, whether stock is on or not: we know its id, or it has our
 * mark and costs nothing or is one of the corrections' debtor. So it stays one where the vendor or
 * a person fills in a price or clears its reference. A buyer may write such a mark too, but pays.
 * Any other order of the corrections' debtor is a sale.
 */
export function correctsStock(order: AnyOrder, { ids, debtors }: OwnCorrections): boolean {
  if (ids.has(String(order.id))) return true;
  const isMarked = order.reference !== null && MARKER.test(order.reference);
  return isMarked && (order.isFree || (order.debtorId !== null && debtors.has(order.debtorId)));
}
