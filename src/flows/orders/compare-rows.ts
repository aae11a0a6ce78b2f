/** The rows of the ledger's answer, each held against the row that was sent. */
import type Big from "big.js";
import { amount, dec, ONE, plain, same } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { AnsweredOrder, PlannedRow } from "../../domain/sales-order.ts";

/**
 * `structure`: what no tolerance covers. `amounts`: row amounts that differ, and `off` by how much.
 * `untold`: how many rows, above zero and below, whose amount the answer leaves out may lack a
 * cent, should the ledger round a half the other way.
 */
export type ComparedRows = {
  readonly structure: readonly Reason[];
  readonly amounts: readonly Reason[];
  readonly off: readonly Big[];
  readonly untold: { readonly above: number; readonly below: number };
};

/** Rows by their line number: the ledger doesn't promise to answer them in order. */
export function compareRows(planned: readonly PlannedRow[], answer: AnsweredOrder): ComparedRows {
  const answered = new Map(answer.rows.map((row) => [row.lineNumber, row]));
  const structure: Reason[] = [];
  const amounts: Reason[] = [];
  const off: Big[] = [];
  const untold = { above: 0, below: 0 };
  for (const row of planned) {
    const got = answered.get(row.lineNumber);
    const at = { row: row.lineNumber, sourceLine: row.sourceLine };
    if (got === undefined) {
      structure.push(
        reason("row-differs", { ...at, field: "missing", planned: row.articleId, answered: null }),
      );
      continue;
    }
    if (row.articleId === null) {
      if (!got.isTextRow)
        structure.push(
          reason("row-differs", { ...at, field: "isTextRow", planned: true, answered: false }),
        );
      continue;
    }
    if ((got.articleId ?? "").toLowerCase() !== row.articleId.toLowerCase())
      structure.push(
        reason("row-differs", {
          ...at,
          field: "articleId",
          planned: row.articleId,
          answered: got.articleId,
        }),
      );
    for (const field of ["quantity", "unitPrice", "discount", "vatRate"] as const) {
      const [wanted, is] = [row[field], got[field]];
      if (wanted === null || (is !== null && same(wanted, is))) continue;
      structure.push(
        reason("row-differs", {
          ...at,
          field,
          planned: plain(wanted),
          answered: is === null ? null : plain(is),
        }),
      );
    }
    // Some answers leave a row's amount out; the totals are compared all the same.
    if (got.amount === null) {
      if (isHalfCent(row)) untold[dec(row.amount).gt(0) ? "above" : "below"] += 1;
    } else if (!same(row.amount, got.amount)) {
      off.push(dec(got.amount).minus(dec(row.amount)).abs());
      amounts.push(
        reason("row-differs", {
          ...at,
          field: "amount",
          planned: row.amount,
          answered: amount(got.amount),
        }),
      );
    }
  }
  const numbers = new Set(planned.map((row) => row.lineNumber));
  for (const row of answer.rows)
    if (!numbers.has(row.lineNumber))
      structure.push(
        reason("row-differs", {
          row: row.lineNumber,
          sourceLine: null,
          field: "extra",
          planned: null,
          answered: row.articleId,
        }),
      );
  return { structure, amounts, off, untold };
}

/** Just half a cent, which one ledger rounds up and another to the even cent. */
const isHalfCent = ({ quantity, unitPrice, discount }: PlannedRow): boolean =>
  dec(quantity).times(unitPrice).times(ONE.minus(discount)).times(100).mod(1).abs().eq("0.5");
