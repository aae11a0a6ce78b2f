/** What a field of the settings page is, and a group of them. */
export type Option = { readonly value: string; readonly text: string };

export type Field = {
  /** Dotted, from the root of the settings. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  /** Said in place of the validator's own words, which are for programs. */
  readonly wrong?: string;
} & (
  /** Blank in an `interval` or an `optional-number`: not set. */
  | { readonly kind: "text" | "whole-number" | "optional-number" | "interval" | "instant" | "whole-numbers" | "texts" | "pairs" | "text-or-none" }
  /** Blank means: not set. */
  | { readonly kind: "check" }
  | { readonly kind: "choice" | "choices"; readonly options: readonly Option[] }
);

export type Group = { readonly id: string; readonly title: string; readonly intro?: string; readonly fields: readonly Field[] };

/** A look-up as its table on the page is headed. `free`: it takes a text of its own, not a thing of eAccounting. */
export type LookupTold = { readonly title: string; readonly from: string; readonly none: string; readonly free?: string };
