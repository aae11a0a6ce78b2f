/**
 * The few words that we write into a document. Its readers are the buyer and the company, so they
 * are in the language of the company's country, even if the pages don't have it (ADR 0053). A
 * country without words gets English.
 */

type Words = {
  readonly rounding: string;
  readonly credit: string;
  readonly giftCard: string;
  readonly payment: string;
  readonly reversal: string;
};

const ENGLISH: Words = {
  rounding: "Rounding",
  credit: "Credit of invoice",
  giftCard: "Paid by gift card",
  payment: "Payment of voucher",
  reversal: "Reverses voucher",
};

/** By country, ISO 3166-1 alpha-2. */
const WORDS: Readonly<Record<string, Words>> = {
  SE: {
    rounding: "Öresutjämning",
    credit: "Kreditering av faktura",
    giftCard: "Betalt med presentkort",
    payment: "Betalning av verifikation",
    reversal: "Rättar verifikation",
  },
  NO: {
    rounding: "Øreavrunding",
    credit: "Kreditering av faktura",
    giftCard: "Betalt med gavekort",
    payment: "Betaling av bilag",
    reversal: "Korrigerer bilag",
  },
  NL: {
    rounding: "Afronding",
    credit: "Creditering van factuur",
    giftCard: "Betaald met cadeaubon",
    payment: "Betaling van memoriaalboeking",
    reversal: "Corrigeert memoriaalboeking",
  },
  DK: {
    rounding: "Øreafrunding",
    credit: "Kreditering af faktura",
    giftCard: "Betalt med gavekort",
    payment: "Betaling af bilag",
    reversal: "Korrigerer bilag",
  },
  PL: {
    rounding: "Zaokrąglenie",
    credit: "Korekta faktury",
    giftCard: "Zapłacono kartą podarunkową",
    payment: "Płatność do PK",
    reversal: "Storno PK",
  },
  FI: {
    rounding: "Pyöristys",
    credit: "Hyvitys laskulle",
    giftCard: "Maksettu lahjakortilla",
    payment: "Maksu tositteelle",
    reversal: "Oikaisee tositteen",
  },
};

const wordsOf = (country: string): Words => WORDS[country] ?? ENGLISH;

export const roundingWord = (country: string): string => wordsOf(country).rounding;

/** The text on a credit that names its invoice, as the vendor's own link can't be written. */
export const creditWord = (country: string, invoice: string): string =>
  `${wordsOf(country).credit} ${invoice}`;

/**
 * The text that says what a gift card paid, as the document's total is the whole sale. Every
 * country that has words of its own writes a decimal comma.
 */
export function giftCardWord(country: string, amount: string, currency: string): string {
  const shown = Object.hasOwn(WORDS, country) ? amount.replace(".", ",") : amount;
  return `${wordsOf(country).giftCard}: ${shown} ${currency}`;
}

/** The text on a voucher that names the voucher that it pays. */
export const paymentWord = (country: string, voucher: string): string =>
  `${wordsOf(country).payment} ${voucher}`;

/** The text on a voucher that names the voucher that it reverses, wholly or in part. */
export const reversalWord = (country: string, voucher: string): string =>
  `${wordsOf(country).reversal} ${voucher}`;
