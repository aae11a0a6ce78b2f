// The tree of a $filter, as far as the vendor's documents show it used: comparisons, and/or/not, the text and date
// functions of its filtering page, and any() over rows. No arithmetic, no `in`, no `all`.

export type CompareOperator = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

export type Operand =
  | { readonly kind: "field"; readonly variable: string | null; readonly name: string }
  | {
      readonly kind: "literal";
      readonly type: ValueType;
      readonly value: string | number | boolean | null;
    }
  | { readonly kind: "call"; readonly name: ValueFunction; readonly of: Operand }
  | { readonly kind: "negate"; readonly of: Operand };

export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly of: Condition }
  | {
      readonly kind: "compare";
      readonly operator: CompareOperator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | {
      readonly kind: "match";
      readonly how: TextFunction;
      readonly text: Operand;
      readonly part: Operand;
    }
  | { readonly kind: "truth"; readonly of: Operand }
  | {
      readonly kind: "any";
      readonly list: string;
      readonly variable: string;
      readonly of: Condition;
    };

export type ValueType = "text" | "number" | "boolean" | "guid" | "instant" | "null";

export const TEXT_FUNCTIONS = ["startswith", "endswith", "contains"] as const;
type TextFunction = (typeof TEXT_FUNCTIONS)[number];

export const VALUE_FUNCTIONS = [
  "length",
  "year",
  "month",
  "day",
  "hour",
  "minute",
  "second",
] as const;
export type ValueFunction = (typeof VALUE_FUNCTIONS)[number];

export const COMPARE_OPERATORS = ["eq", "ne", "gt", "ge", "lt", "le"] as const;

export function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}
