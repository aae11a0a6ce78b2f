/** Requests and answers about runs that take back what was made. Shapes only grow. */

/**
 * Documents by when, or with what, they were made. Days are `YYYY-MM-DD` of the company's clock,
 * both counted in. `first-day`: the 24 hours after orders first went live. `back-fill`: what one
 * made.
 */
export type TakeBackScope =
  | { readonly of: "first-day" }
  | { readonly of: "days"; readonly from: string; readonly to: string }
  | { readonly of: "settings"; readonly version: number }
  | { readonly of: "back-fill"; readonly id: string };

/** `dryRunId`: the dry run that was looked at; only what it would take back is taken back. */
export type TakeBackRequest =
  | { readonly scope: TakeBackScope; readonly dryRunId: null }
  | { readonly dryRunId: string };

/** Orders whose documents stand, by what they were made with. */
export type TakeBackChoices = {
  /** `null`: orders were never live, or nothing of that day stands. */
  readonly firstDay: { readonly from: number; readonly to: number; readonly orders: number } | null;
  /** The newest first. */
  readonly versions: readonly {
    readonly version: number;
    readonly orders: number;
    readonly from: number;
    readonly to: number;
  }[];
};
