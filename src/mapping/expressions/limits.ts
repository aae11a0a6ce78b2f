/**
 * What an expression may cost. Every limit is a count, never a duration: the clock of a Worker stands still while it
 * computes, so nothing could stop an expression that runs too long except the expression's own budget.
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

/** Steps of one evaluation: one for each node that is looked at, one for each item, one for each 100 characters. */
export const STEPS = 50_000;

/** What a rule may cost on the largest real record when it is saved: half, so that a larger order doesn't stop. */
export const STEPS_AT_SAVE = 25_000;
