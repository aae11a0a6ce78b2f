/**
 * An expression as a tree of our own. The parser is CEL's (@marcbachmann/cel-js); only this tree is
 * used afterwards, so nothing of that package computes: its regular expressions backtrack without
 * end, its numbers are binary, and it has no budget (docs/adr/0015). A number is kept as the text
 * that was written.
 */
import type { Decimal } from "../../domain/money.ts";
import type { Span } from "./fault.ts";

type MathSign = "+" | "-" | "*" | "/" | "%";
export type CompareSign = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type EachMacro = "map" | "filter" | "exists" | "all";

export type Expr = { readonly at: Span } & (
  | { readonly op: "text"; readonly value: string }
  | { readonly op: "number"; readonly value: Decimal }
  | { readonly op: "yes-no"; readonly value: boolean }
  | { readonly op: "nothing" }
  | { readonly op: "name"; readonly name: string }
  | { readonly op: "field"; readonly of: Expr; readonly name: string }
  | { readonly op: "item"; readonly of: Expr; readonly index: Expr }
  | { readonly op: "list"; readonly items: readonly Expr[] }
  | { readonly op: "not" | "minus"; readonly of: Expr }
  | { readonly op: "and" | "or"; readonly left: Expr; readonly right: Expr }
  | { readonly op: "math"; readonly sign: MathSign; readonly left: Expr; readonly right: Expr }
  | {
      readonly op: "compare";
      readonly sign: CompareSign;
      readonly left: Expr;
      readonly right: Expr;
    }
  | { readonly op: "in"; readonly left: Expr; readonly right: Expr }
  | { readonly op: "choose"; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  /** `x.f(y)` and `f(x, y)` are the same call. */
  | { readonly op: "call"; readonly name: string; readonly args: readonly Expr[] }
  /** `over.map(item, body)` and its likes: `body` for each item of a list. */
  | {
      readonly op: "each";
      readonly macro: EachMacro;
      readonly over: Expr;
      readonly item: string;
      readonly body: Expr;
    }
);

/** `order.deliveryAddress.city` as such a path; `null` for anything that isn't one. */
export function pathOf(expr: Expr): string | null {
  if (expr.op === "name") return expr.name;
  if (expr.op !== "field") return null;
  const of = pathOf(expr.of);
  return of === null ? null : `${of}.${expr.name}`;
}

/** A text or number that is written out, `null` for what is computed. */
export const writtenOut = (expr: Expr): string | null =>
  expr.op === "text" || expr.op === "number" ? expr.value : null;

/** The paths of fields that an expression names, the longest of each, in order. */
export function pathsIn(expr: Expr): readonly string[] {
  const path = pathOf(expr);
  return path === null ? [...new Set(childrenOf(expr).flatMap(pathsIn))] : [path];
}

function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.op) {
    case "text":
    case "number":
    case "yes-no":
    case "nothing":
    case "name":
      return [];
    case "field":
    case "not":
    case "minus":
      return [expr.of];
    case "item":
      return [expr.of, expr.index];
    case "list":
      return expr.items;
    case "and":
    case "or":
    case "math":
    case "compare":
    case "in":
      return [expr.left, expr.right];
    case "choose":
      return [expr.test, expr.yes, expr.no];
    case "call":
      return expr.args;
    case "each":
      return [expr.over, expr.body];
  }
}
