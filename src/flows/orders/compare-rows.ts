/** The rows of the ledger's answer, each held against the row that was sent. */
import type Big from "big.js";
import { amount, dec, plain, same } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { AnsweredOrder, PlannedRow } from "../../domain/sales-order.ts";

/** `structure`: what no tolerance covers. `amounts`: row amounts that differ, and `off` by how much. */
export type ComparedRows = {
  readonly structure: readonly Reason[];
  readonly amounts: readonly Reason[];
  readonly off: readonly Big[];
};

/** Rows by their line number: the ledger doesn't promise to answer them in order. */
export function compareRows(planned: readonly PlannedRow[], answer: AnsweredOrder): ComparedRows {
  const answered = new Map(answer.rows.map((row) => [row.lineNumber, row]));
  const structure: Reason[] = [];
  const amounts: Reason[] = [];
  const off: Big[] = [];
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
    if (got.amount !== null && !same(row.amount, got.amount)) {
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
  return { structure, amounts, off };
}
