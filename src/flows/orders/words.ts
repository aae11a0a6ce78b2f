/** The few words that we write into a document, in the language of the company's country. */
const ROUNDING: Readonly<Record<string, string>> = { SE: "Avrundning", NO: "Avrunding", NL: "Afronding", FI: "Pyöristys" };

export const roundingWord = (country: string): string => ROUNDING[country] ?? "Rounding";
