/** The few words that we write into a document, in the language of the company's country. */
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
