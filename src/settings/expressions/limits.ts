/**
 * Limits of an expression. Each is a count, never a duration: a Worker's clock stands still while
 * it computes, so only the expression's own budget can stop it.
 */

/** Characters of an expression, nodes of its tree, and how deep it may be bracketed. */
export const EXPRESSION_LENGTH = 2000;
export const EXPRESSION_NODES = 300;
export const EXPRESSION_DEPTH = 30;
export const LITERAL_ITEMS = 100;

/** Characters that any text may have on the way, and those of a result. */
export const TEXT_LENGTH = 10_000;
export const RESULT_LENGTH = 2000;

/** Items of a list, and the parts that `split` makes: the ledger takes 1,000 rows of a document. */
export const LIST_ITEMS = 1000;

/** Digits before the decimal point, and after it on the way to a result. */
export const WHOLE_DIGITS = 15;
export const DECIMALS = 20;

/** Characters of a pattern of `matches`: its work is at most the length of the text times this. */
export const PATTERN_LENGTH = 100;

/** Characters of a text that is looked for in another, as `contains`, `replace` and `split` do. */
export const NEEDLE_LENGTH = 256;

/**
 * Charged steps, besides the one for each part and each item. The figures are measured: no work
 * takes more than a quarter of a microsecond per step, and `npm run bench -- expressions` tests
 * each function's worst case.
 */
export const COST = {
  /** Characters per step, of a text that is only read. */
  read: 100,
  /** Characters per step, of a text that is built character by character. */
  made: 3,
  /** Characters per step when a text is searched; multiplied by the length of the other text. */
  searched: 8,
  searchedTimes: 160,
  /** A decimal that is read, or that comes out of a sum. */
  number: 20,
  /** A digit of a product by a digit, and of a quotient. */
  timesDigits: 40,
  quotientDigit: 5,
  /** A day that is read, moved, compared or written; and a sign of its pattern. */
  date: 80,
  dateSign: 3,
  /** An address that is put together. */
  address: 20,
} as const;

export const STEPS = 100_000;

/**
 * The budget of a rule on the largest real record when it is saved: half, so that a larger order
 * doesn't stop.
 */
export const STEPS_AT_SAVE = 50_000;

/**
 * Steps of all rules of one order's documents, however often they are planned, and of all rules of
 * its customer.
 */
export const DOCUMENT_STEPS = 150_000;
export const CUSTOMER_STEPS = 30_000;

/**
 * Steps of all expressions over one article, of products or of stock: there may be a hundred
 * thousand articles.
 */
export const ARTICLE_STEPS = 5_000;

/** Most steps of a comparison of settings with the last orders; the rest isn't compared. */
export const PREVIEW_STEPS = 4 * DOCUMENT_STEPS;
