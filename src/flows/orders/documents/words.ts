/** The few words that we write into a document, in the language of the company's country. */
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { PlannedRow } from "../../../domain/sales-order.ts";
import { cutTrimmed } from "../../../domain/text.ts";

const ROUNDING: Readonly<Record<string, string>> = {
  SE: "Avrundning",
  NO: "Avrunding",
  NL: "Afronding",
  FI: "Pyöristys",
};

export const roundingWord = (country: string): string => ROUNDING[country] ?? "Rounding";

const CREDIT: Readonly<Record<string, string>> = {
  SE: "Kreditering av faktura",
  NO: "Kreditering av faktura",
  NL: "Creditering van factuur",
  FI: "Hyvitys laskulle",
};

/** Says on a credit which invoice it is of: the vendor's own link can't be written. */
export const creditWord = (country: string, invoice: string): string =>
  `${CREDIT[country] ?? "Credit of invoice"} ${invoice}`;

const GIFT_CARD: Readonly<Record<string, string>> = {
  SE: "Betalt med presentkort",
  NO: "Betalt med gavekort",
  NL: "Betaald met cadeaubon",
  FI: "Maksettu lahjakortilla",
};

/** Says what of the sale a gift card paid, as the document itself comes to the whole sale. */
export const giftCardWord = (country: string, amount: string, currency: string): string =>
  `${GIFT_CARD[country] ?? "Paid by gift card"}: ${amount} ${currency}`;

const PAYMENT: Readonly<Record<string, string>> = {
  SE: "Betalning av verifikat",
  NO: "Betaling av bilag",
  NL: "Betaling van boeking",
  FI: "Maksu tositteelle",
};

/** Says on a voucher which other one it is the payment of. */
export const paymentWord = (country: string, voucher: string): string =>
  `${PAYMENT[country] ?? "Payment of voucher"} ${voucher}`;

const REVERSAL: Readonly<Record<string, string>> = {
  SE: "Rättar verifikat",
  NO: "Korrigerer bilag",
  NL: "Corrigeert boeking",
  FI: "Oikaisee tositteen",
};

/** Says on a voucher which other one it takes back, wholly or in part. */
export const reversalWord = (country: string, voucher: string): string =>
  `${REVERSAL[country] ?? "Reverses voucher"} ${voucher}`;

// Rows that carry words only: a text line of the order, the buyer's full reference, the way back to
// the order's page.

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
