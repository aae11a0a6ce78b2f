// Does an object meet a checked filter? Null is equal to null only, and neither greater nor smaller than anything.
import type { CompareOperator, Condition, Operand, ValueFunction } from "./ast.ts";
import { type Json, isJsonObject, type JsonObject } from "../json.ts";
import { instantKey } from "./instant.ts";

type Value = string | number | boolean | null;

export interface Evaluation {
  /** Reads a field, with values that exist only for filters (CodingType of an article). */
  read(object: JsonObject, field: string): Json | undefined;
  isInstant(field: string): boolean;
  /** How the vendor's database compares text. */
  fold(text: string): string;
}

type Scope = ReadonlyMap<string | null, JsonObject>;

export function meets(condition: Condition, object: JsonObject, how: Evaluation): boolean {
  return evaluate(condition, new Map([[null, object]]), how);
}

function evaluate(condition: Condition, scope: Scope, how: Evaluation): boolean {
  switch (condition.kind) {
    case "and":
      return evaluate(condition.left, scope, how) && evaluate(condition.right, scope, how);
    case "or":
      return evaluate(condition.left, scope, how) || evaluate(condition.right, scope, how);
    case "not":
      return !evaluate(condition.of, scope, how);
    case "truth":
      return valueOf(condition.of, scope, how) === true;
    case "match": {
      const text = folded(valueOf(condition.text, scope, how), how);
      const part = folded(valueOf(condition.part, scope, how), how);
      if (typeof text !== "string" || typeof part !== "string") return false;
      if (condition.how === "contains") return text.includes(part);
      return condition.how === "startswith" ? text.startsWith(part) : text.endsWith(part);
    }
    case "any": {
      const rows = scope.get(null)?.[condition.list];
      return (
        Array.isArray(rows) &&
        rows.some(
          (row: unknown) =>
            isJsonObject(row) &&
            evaluate(condition.of, new Map([...scope, [condition.variable, row]]), how),
        )
      );
    }
    case "compare":
      return compare(
        condition.operator,
        folded(valueOf(condition.left, scope, how), how),
        folded(valueOf(condition.right, scope, how), how),
      );
  }
}

function folded(value: Value, how: Evaluation): Value {
  return typeof value === "string" ? how.fold(value) : value;
}

function compare(operator: CompareOperator, left: Value, right: Value): boolean {
  if (operator === "eq") return left === right;
  if (operator === "ne") return left !== right;
  if (left === null || right === null) return false;
  if (operator === "gt") return left > right;
  if (operator === "ge") return left >= right;
  return operator === "lt" ? left < right : left <= right;
}

function valueOf(operand: Operand, scope: Scope, how: Evaluation): Value {
  switch (operand.kind) {
    case "literal":
      return operand.value;
    case "negate": {
      const value = valueOf(operand.of, scope, how);
      return typeof value === "number" ? -value : null;
    }
    case "call": {
      const value = valueOf(operand.of, scope, how);
      return typeof value === "string" ? call(operand.name, value) : null;
    }
    case "field": {
      const object = scope.get(operand.variable);
      const value = object === undefined ? null : (how.read(object, operand.name) ?? null);
      if (typeof value === "string") return how.isInstant(operand.name) ? instantKey(value) : value;
      return typeof value === "number" || typeof value === "boolean" ? value : null;
    }
  }
}

const DATE_PART: Readonly<Record<Exclude<ValueFunction, "length">, readonly [number, number]>> = {
  year: [0, 4],
  month: [5, 7],
  day: [8, 10],
  hour: [11, 13],
  minute: [14, 16],
  second: [17, 19],
};

function call(name: ValueFunction, value: string): number {
  return name === "length" ? value.length : Number(value.slice(...DATE_PART[name]));
}
