/** Rows while a document is being made, and the rules that they are made by. */
import type { OwnArticles } from "../../domain/ledger.ts";
import type { Decimal } from "../../domain/money.ts";
import type { Reason } from "../../domain/reasons.ts";
import type { PlannedRow, VatRounding } from "../../domain/sales-order.ts";
import type { RowArticle } from "./articles.ts";

/** A row before it has its place in the document. */
export type DraftRow = Omit<PlannedRow, "lineNumber">;

/** The row of one line, what it should have come to (`target`) and what it lacks of that (`rest`). */
export type MadeRow = {
  readonly row: DraftRow;
  readonly article: RowArticle | null;
  readonly target: Decimal;
  readonly rest: Decimal;
  readonly recorded: readonly Reason[];
};

export type RowRules = {
  /** The gross that the customer was charged. */
  readonly charged: Decimal;
  readonly sourceIncludesVat: boolean;
  readonly documentIncludesVat: boolean;
  readonly rounding: VatRounding;
  readonly ownArticles: OwnArticles;
  /** The text of adjusting and closing rows, in the company's language. */
  readonly roundingWord: string;
  readonly priceDecimals?: number;
  /** Where the document takes fewer than an order does. */
  readonly quantityDecimals?: number;
};
