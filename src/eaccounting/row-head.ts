/**
 * What a row of an order and of a draft says first, in the same words: a text alone, or an article
 * with its text.
 */
import type { PlannedRow } from "../domain/sales-order.ts";
import { text } from "./body.ts";
import type { Body } from "./document-patch.ts";

const TEXT_MAX = 2000;

export function rowHead(row: PlannedRow): Body {
  if (row.articleId !== null)
    return {
      IsTextRow: false,
      ArticleId: row.articleId,
      Text: text("Text", row.text === "" ? null : row.text, TEXT_MAX),
    };
  if (row.text.trim() === "") throw new Error(`row ${row.lineNumber}: a text row needs a text`);
  return { IsTextRow: true, ArticleId: null, Text: text("Text", row.text, TEXT_MAX) };
}
