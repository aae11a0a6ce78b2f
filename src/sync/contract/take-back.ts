/** Requests and answers about runs that remove what was made. Shapes only grow. */

/**
 * Documents by when, or with what, they were made. Days are `YYYY-MM-DD` of the company's clock,
 * both inclusive. `first-day`: the 24 hours after orders first went live. `back-fill`: what one
 * back-fill made.
 */
export type TakeBackScope =
  | { readonly of: "first-day" }
  | { readonly of: "days"; readonly from: string; readonly to: string }
  | { readonly of: "settings"; readonly version: number }
  | { readonly of: "back-fill"; readonly id: string };

/** `dryRunId`: the dry run that a person saw; only what it listed is removed. */
export type TakeBackRequest =
  | { readonly scope: TakeBackScope; readonly dryRunId: null }
  | { readonly dryRunId: string };

/** Orders with documents in the ledger, by what made them. */
export type TakeBackChoices = {
  /** `null`: orders were never live, or no document of that day is left. */
  readonly firstDay: { readonly from: number; readonly to: number; readonly orders: number } | null;
  /** Newest first. */
  readonly versions: readonly {
    readonly version: number;
    readonly orders: number;
    readonly from: number;
    readonly to: number;
  }[];
};
