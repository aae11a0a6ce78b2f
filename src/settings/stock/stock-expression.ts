/**
 * The tenant's own calculation of stock: an expression over the figures of one article. What the
 * shop sold and the ledger doesn't hold yet is taken off the figures before, as in every
 * calculation.
 */
import type { Decimal } from "../../domain/money.ts";
import type { Result } from "../../domain/result.ts";
import { message } from "../../messages/message.ts";
import { check, type Compiled, evaluate, type Fault, type Fields } from "../expressions/index.ts";
import { ARTICLE_STEPS } from "../expressions/limits.ts";
import { about, NUMBER, text } from "../expressions/types.ts";
import { type LedgerStock } from "../../domain/goods/stock.ts";

const STOCK_FIELDS_OF_EXPRESSION: Fields = {
  available: about(NUMBER, message("described.stock.available")),
  balance: about(NUMBER, message("described.stock.balance")),
  reserved: about(NUMBER, message("described.stock.reserved")),
  number: about(text(40), message("described.stock.number")),
};

/** As exact as it comes: it is rounded afterwards, as the settings say. */
const PLACES = 30;

export const compileStock = (source: string): Result<Compiled, readonly Fault[]> =>
  check(source, {
    name: "stock",
    fields: STOCK_FIELDS_OF_EXPRESSION,
    target: { kind: "number", decimals: PLACES, required: true },
  });

type StockFigures = Pick<LedgerStock, "available" | "balance" | "reserved" | "number">;

/** `null`: the expression gives no figure for this article. */
export function computeStock(compiled: Compiled, figures: StockFigures): Decimal | null {
  const answer = evaluate(compiled, figures, ARTICLE_STEPS);
  return answer.ok && typeof answer.value.value === "string" ? answer.value.value : null;
}
