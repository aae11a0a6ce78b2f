// Is a parsed filter allowed? Every field must exist and be filterable, and both sides of a comparison must be of one
// kind: the vendor refuses `Number eq 5` on a text field rather than finding nothing.
import type { Condition, Operand, ValueType } from "./ast.ts";
import { QueryFault } from "./fault.ts";

/** What a list can be filtered by: fields of its objects, and of the rows inside them. */
export interface Filterable {
  readonly entity: string;
  type(field: string): ValueType | null;
  list(field: string): Filterable | null;
}

type Scope = ReadonlyMap<string | null, Filterable>;

export function checkFilter(condition: Condition, filterable: Filterable): void {
  check(condition, new Map([[null, filterable]]));
}

function check(condition: Condition, scope: Scope): void {
  switch (condition.kind) {
    case "and":
    case "or":
      check(condition.left, scope);
      check(condition.right, scope);
      return;
    case "not":
      check(condition.of, scope);
      return;
    case "truth":
      same(typeOf(condition.of, scope), "boolean");
      return;
    case "match":
      same(typeOf(condition.text, scope), "text");
      same(typeOf(condition.part, scope), "text");
      return;
    case "any": {
      const rows = scope.get(null)?.list(condition.list) ?? null;
      if (rows === null)
        throw new QueryFault(6000, `Could not find a list property named '${condition.list}'.`);
      check(condition.of, new Map([...scope, [condition.variable, rows]]));
      return;
    }
    case "compare":
      checkComparison(typeOf(condition.left, scope), typeOf(condition.right, scope));
  }
}

function checkComparison(left: ValueType, right: ValueType): void {
  if (left === "null" || right === "null") return;
  // A date in quotes is text to OData, but what the caller meant is plain: the vendor names the date.
  if ((left === "instant" && right === "text") || (left === "text" && right === "instant")) {
    throw new QueryFault(
      6001,
      "InvalidInput - a date must be written without quotes, as 2016-12-31T23:59:59.00Z.",
    );
  }
  same(left, right);
}

function typeOf(operand: Operand, scope: Scope): ValueType {
  switch (operand.kind) {
    case "literal":
      return operand.type;
    case "negate":
      return same(typeOf(operand.of, scope), "number");
    case "call":
      same(typeOf(operand.of, scope), operand.name === "length" ? "text" : "instant");
      return "number";
    case "field": {
      const of = scope.get(operand.variable);
      const type = of?.type(operand.name) ?? null;
      if (type !== null) return type;
      throw new QueryFault(
        6000,
        `Could not find a filterable property named '${operand.name}' on type '${of?.entity ?? operand.variable}'.`,
      );
    }
  }
}

function same(type: ValueType, wanted: ValueType): ValueType {
  if (type === wanted) return type;
  throw new QueryFault(
    6000,
    `A binary operator with incompatible types was detected: '${type}' and '${wanted}'.`,
  );
}
