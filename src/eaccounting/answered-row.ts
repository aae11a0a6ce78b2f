/**
 * A row of an order or of a draft, as the ledger answers it: their shapes are the same, and so is
 * what is read of them.
 */
import { z } from "zod";
import type { AnsweredRow } from "../domain/sales-order.ts";
import { mappableRow } from "./mappable.ts";
import { figure, money, optionalGuid, optionalText, vatFraction } from "./read.ts";
export const answeredRow = z
  .looseObject({
    LineNumber: z.int(),
    IsTextRow: z.boolean(),
    ArticleId: optionalGuid,
    Text: optionalText,
    Quantity: figure.nullish(),
    UnitPrice: money.nullish(),
    DiscountPercentage: figure.nullish(),
    VatRate: vatFraction.nullish(),
    Amount: money.nullish(),
  })
  .transform((row): AnsweredRow => ({
    lineNumber: row.LineNumber,
    articleId: row.ArticleId,
    isTextRow: row.IsTextRow,
    text: row.Text,
    quantity: row.Quantity ?? "0",
    unitPrice: row.UnitPrice ?? "0.00",
    discount: row.DiscountPercentage ?? "0",
    vatRate: row.VatRate ?? null,
    amount: row.Amount ?? null,
    mappable: mappableRow(row),
  }));
