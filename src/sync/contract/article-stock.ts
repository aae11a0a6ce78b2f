/** An article's stock, as its page shows it. Shapes only grow. */
import type { StockRead } from "../../domain/ledger/names.ts";
import type { StockChange } from "../../domain/goods/stock.ts";

/** Both sides as they were at this instant, ms. */
export type StockReading = Omit<StockRead, "kind"> & { readonly at: number };

/** `id`: of the ledger's article. `fresh`: both sides are asked, unless that was just done. */
export type ArticleStockAsked = { readonly id: string; readonly fresh: boolean };

export type ArticleStockView = {
  /** The article's number in the ledger, as last read. */
  readonly number: string;
  /** Its code in the shop, as the stock flow names it; `null`: it stands for nothing there. */
  readonly code: string | null;
  /** `null`: not read since the object started. */
  readonly reading: StockReading | null;
  /** It was to be read, and couldn't be. */
  readonly late: boolean;
  /** The last change of its stock in the shop that a run made, and that run. */
  readonly corrected: {
    readonly jobId: string;
    readonly at: number;
    readonly change: StockChange;
  } | null;
  /** How far back runs of stock were looked at for it, ms; `null`: all that are kept. */
  readonly lookedFrom: number | null;
  /** `null`: off, stopped, or by hand alone. */
  readonly nextRun: number | null;
};
