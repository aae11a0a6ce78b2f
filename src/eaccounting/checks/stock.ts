/** Checks which articles show that they keep stock, and whether the available figure adds up. */
import {
  differs,
  holds,
  num,
  readCheck,
  type ReadCheck,
  type Row,
  unclear,
} from "../../domain/checks.ts";
import { someOf } from "./read.ts";

const figure = (article: Row, name: string): number => num(article[name]) ?? 0;

/** Stock figures are doubles in the answers. */
const EXACT = 1e-6;

export const stockShown: ReadCheck = readCheck(
  "E35",
  [],
  (asker) => someOf(asker, "/articles", "article"),
  (articles) => {
    const kept = articles.filter((article) => article["ShowStockInformation"] === true);
    const off = kept.filter((article) => {
      const rest = figure(article, "StockBalance") - figure(article, "StockBalanceReserved");
      return Math.abs(rest - figure(article, "StockBalanceAvailable")) > EXACT;
    });
    if (off.length > 0) return differs({ notAddingUp: off.length });
    if (kept.length === 0) return unclear({ articles: articles.length });
    return holds({ articles: articles.length, kept: kept.length });
  },
);
