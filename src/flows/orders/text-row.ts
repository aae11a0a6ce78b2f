/**
 * Rows that carry words only: a text line of the order, the buyer's full reference, the way back to
 * the order's page.
 */
import { reason, type Reason } from "../../domain/reasons.ts";
import type { PlannedRow } from "../../domain/sales-order.ts";
import { cutTrimmed } from "../../domain/text.ts";

/** The vendor's limit of a row's text, text rows and article rows alike. */
export const TEXT_MAX = 2000;

export type TextRow = {
  readonly row: Omit<PlannedRow, "lineNumber">;
  readonly recorded: readonly Reason[];
};

/**
 * A text row needs at least one character: an empty line, which shops use to set lines apart,
 * becomes "-".
 */
export function textRow(
  text: string,
  sourceLine: number | null,
  role: "text" | "order-page" = "text",
): TextRow {
  const words = text.trim();
  return {
    row: {
      role,
      sourceLine,
      articleId: null,
      text: cutTrimmed(words, TEXT_MAX) || "-",
      quantity: "0",
      unitPrice: "0",
      discount: "0",
      vatRate: null,
      amount: "0.00",
      reasons: [],
    },
    recorded:
      words.length > TEXT_MAX
        ? [reason("text-shortened", { field: "row", line: sourceLine, max: TEXT_MAX })]
        : [],
  };
}
