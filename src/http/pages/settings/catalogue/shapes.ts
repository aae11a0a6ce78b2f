/** How screens of the settings are written down: groups, fields, and what is mapped beside. */
import type { NameListName, PartyList } from "../../../../domain/ledger/names.ts";
import type { Settings } from "../../../../settings/schema.ts";

/** `rare`: folded away with the others of its group. `tells`: its value stands in the index. */
type Marks = { readonly rare?: true; readonly tells?: true };

/**
 * How a field is shown and read. Blank in an `interval`, an `optional-number` or a `text-or-none`:
 * not set.
 */
type FieldShape = { readonly path: string } & Marks &
  (
    | {
        readonly kind:
          | "text"
          | "amount"
          | "optional-amount"
          | "decimal"
          | "whole-number"
          | "optional-number"
          | "interval"
          | "instant"
          | "texts"
          | "countries"
          | "text-or-none"
          | "check";
      }
    | { readonly kind: "choice" | "choices"; readonly options: readonly string[] }
    /** A number that has a name, or none at all: `none`. */
    | { readonly kind: "number-or-none"; readonly options: readonly string[] }
    /** A debtor or customer, or several, who is looked for at the vendor. */
    | { readonly kind: "party" | "parties"; readonly list: PartyList }
    /** By VAT rate in per cent, one of a list. */
    | { readonly kind: "by-rate"; readonly list: NameListName }
    /** For each coding of the ledger, one of a list. */
    | { readonly kind: "by-name"; readonly of: "eaccounting.codings"; readonly list: NameListName }
    /** One of a list, or several, by name. Blank: not set. */
    | { readonly kind: "named" | "named-several"; readonly list: NameListName }
  );

type GroupShape = { readonly id: string; readonly fields: readonly FieldShape[] };

/** `lookups`: mappings that belong to the same task. */
export type ScreenShape = {
  readonly id: string;
  readonly groups: readonly GroupShape[];
  readonly lookups: readonly (keyof Settings["lookups"])[];
  /** They are what somebody comes for: they stand above its fields. */
  readonly mappingsFirst?: true;
};
