/**
 * Checks the type of every part of an expression, before it is evaluated on a record. A checked
 * expression can only fail on values that no type shows: a text that is no number, a division by
 * zero, a text too long.
 */
import { message } from "../../messages/message.ts";
import { type Span, withHint } from "./fault.ts";
import { checkCall, mayBe, wants } from "./check-call.ts";
import {
  didYouMean,
  type Faults,
  filledWhen,
  nearest,
  type Scope,
  withFilled,
  withItem,
} from "./scope.ts";
import { type Expr, pathOf } from "./syntax.ts";
import {
  either,
  filled,
  list,
  maxOf,
  mayBeEmpty,
  named,
  NOTHING,
  NUMBER,
  optional,
  text,
  type Type,
  UNKNOWN,
  YES_NO,
} from "./types.ts";

export function typeOf(expr: Expr, scope: Scope, faults: Faults): Type {
  const at = (part: Expr, within: Scope = scope): Type => typeOf(part, within, faults);
  switch (expr.op) {
    case "text":
      return text(expr.value.length);
    case "number":
      return NUMBER;
    case "yes-no":
      return YES_NO;
    case "nothing":
      return NOTHING;
    case "name":
      return typeOfName(expr.name, expr, scope, faults);
    case "field":
      return fieldType(expr, at(expr.of), scope, faults);
    case "item":
      return itemType(expr, at(expr.of), at(expr.index), faults);
    case "list":
      return listType(
        expr,
        expr.items.map((item) => at(item)),
        faults,
      );
    case "not":
      wants("yes-no", at(expr.of), expr.of, faults);
      return YES_NO;
    case "minus":
      wants("number", at(expr.of), expr.of, faults);
      return NUMBER;
    case "and":
    case "or": {
      wants("yes-no", at(expr.left), expr.left, faults);
      const whenAsked = withFilled(scope, filledWhen(expr.left, expr.op === "and"));
      wants("yes-no", at(expr.right, whenAsked), expr.right, faults);
      return YES_NO;
    }
    case "math":
      return mathType(expr, at(expr.left), at(expr.right), faults);
    case "compare":
      compare(expr, at(expr.left), at(expr.right), faults);
      return YES_NO;
    case "in":
      membership(at(expr.left), at(expr.right), expr, faults);
      return YES_NO;
    case "choose": {
      wants("yes-no", at(expr.test), expr.test, faults);
      const yes = at(expr.yes, withFilled(scope, filledWhen(expr.test, true)));
      const no = at(expr.no, withFilled(scope, filledWhen(expr.test, false)));
      return eitherAnswer(expr, yes, no, faults);
    }
    case "call":
      return checkCall(
        expr,
        expr.args.map((arg) => at(arg)),
        faults,
      );
    case "each":
      return eachType(expr, at(expr.over), scope, faults);
  }
}

type ExprOf<Op extends Expr["op"]> = Extract<Expr, { op: Op }>;

function itemType(expr: ExprOf<"item">, of: Type, index: Type, faults: Faults): Type {
  wants("number", index, expr.index, faults);
  if (of.kind === "unknown") return UNKNOWN;
  if (of.kind === "list") return optional(of.of);
  faults.add("wrong-type", message("expressions.itemOfList", { kind: named(of) }), expr.of.at);
  return UNKNOWN;
}

function listType(expr: ExprOf<"list">, items: readonly Type[], faults: Faults): Type {
  if (items.length === 0) faults.add("not-available", message("expressions.emptyList"), expr.at);
  const [first = UNKNOWN, ...others] = items;
  const of = others.reduce<Type | null>(
    (so, next) => (so === null ? null : either(so, next)),
    first,
  );
  if (of !== null) return list(of);
  faults.add("wrong-type", message("expressions.listKinds"), expr.at);
  return UNKNOWN;
}

function eitherAnswer(expr: ExprOf<"choose">, yes: Type, no: Type, faults: Faults): Type {
  const both = either(yes, no);
  if (both !== null) return both;
  faults.add(
    "wrong-type",
    message("expressions.answersDiffer", { yes: named(yes), no: named(no) }),
    expr.at,
  );
  return UNKNOWN;
}

function typeOfName(name: string, at: { readonly at: Span }, scope: Scope, faults: Faults): Type {
  const type = Object.hasOwn(scope.names, name) ? scope.names[name] : undefined;
  if (type !== undefined) return scope.filled.has(name) ? filled(type) : type;
  const meant = nearest(name, Object.keys(scope.names));
  faults.add(
    "unknown-name",
    withHint(
      message("expressions.noName", { name }),
      didYouMean(meant) ??
        message("expressions.thereAre", { names: Object.keys(scope.names).join(", ") }),
    ),
    at.at,
  );
  return UNKNOWN;
}

function fieldType(expr: ExprOf<"field">, of: Type, scope: Scope, faults: Faults): Type {
  if (of.kind === "unknown") return UNKNOWN;
  const at = { start: expr.at.end - expr.name.length, end: expr.at.end };
  if (of.kind !== "record") {
    faults.add(
      "unknown-field",
      withHint(
        message("expressions.noFields", { kind: named(of) }),
        of.kind === "list" ? message("expressions.takeItem") : null,
      ),
      at,
    );
    return UNKNOWN;
  }
  const type = Object.hasOwn(of.fields, expr.name) ? of.fields[expr.name] : undefined;
  if (type === undefined) {
    const meant = nearest(expr.name, Object.keys(of.fields));
    faults.add(
      "unknown-field",
      withHint(
        message("expressions.noField", { name: expr.name, record: of.name }),
        didYouMean(meant),
      ),
      at,
    );
    return UNKNOWN;
  }
  const path = pathOf(expr);
  if (path !== null && scope.filled.has(path)) return filled(type);
  return of.optional ? optional(type) : type;
}

function mathType(expr: ExprOf<"math">, left: Type, right: Type, faults: Faults): Type {
  const texts = left.kind === "text" || right.kind === "text";
  if (expr.sign === "+" && texts) {
    wants("text", left, expr.left, faults);
    wants("text", right, expr.right, faults);
    const [first, second] = [maxOf(left), maxOf(right)];
    return text(first === null || second === null ? null : first + second);
  }
  if (expr.sign === "+" && (left.kind === "date" || right.kind === "date")) {
    faults.add("wrong-type", message("expressions.addedDates"), expr.at);
    return UNKNOWN;
  }
  wants("number", left, expr.left, faults);
  wants("number", right, expr.right, faults);
  return left.kind === "unknown" && right.kind === "unknown" && expr.sign === "+"
    ? UNKNOWN
    : NUMBER;
}

function compare(expr: ExprOf<"compare">, left: Type, right: Type, faults: Faults): void {
  if (left.kind === "unknown" || right.kind === "unknown") return;
  const equality = expr.sign === "==" || expr.sign === "!=";
  if (equality && (left.kind === "nothing" || right.kind === "nothing")) return;
  if (left.kind !== right.kind)
    return faults.add(
      "wrong-type",
      message("expressions.notComparable", { left: named(left), right: named(right) }),
      expr.at,
    );
  if (left.kind === "list" || left.kind === "record")
    return faults.add(
      "wrong-type",
      message("expressions.compareSingle", { kind: named(left) }),
      expr.at,
    );
  if (equality) return;
  if (left.kind === "yes-no" || left.kind === "nothing")
    return faults.add(
      "wrong-type",
      message("expressions.notOrdered", { kind: named(left) }),
      expr.at,
    );
  if (mayBeEmpty(left)) mayBe(expr.left, faults);
  if (mayBeEmpty(right)) mayBe(expr.right, faults);
}

function membership(item: Type, of: Type, expr: ExprOf<"in">, faults: Faults): void {
  if (item.kind === "unknown" || of.kind === "unknown") return;
  if (of.kind !== "list")
    return faults.add(
      "wrong-type",
      message("expressions.notInList", { kind: named(of) }),
      expr.right.at,
    );
  if (of.optional) mayBe(expr.right, faults);
  if (
    of.of.kind === "record" ||
    of.of.kind === "list" ||
    (of.of.kind !== "unknown" && item.kind !== "nothing" && item.kind !== of.of.kind)
  )
    faults.add(
      "wrong-type",
      message("expressions.otherInList", { item: named(item), items: named(of.of) }),
      expr.at,
    );
}

function eachType(expr: ExprOf<"each">, over: Type, scope: Scope, faults: Faults): Type {
  if (scope.insideList) faults.add("nested-list", message("expressions.nestedList"), expr.at);
  if (Object.hasOwn(scope.names, expr.item))
    faults.add("unknown-name", message("expressions.nameTaken", { name: expr.item }), expr.at);
  if (over.kind !== "list") {
    if (over.kind !== "unknown")
      faults.add(
        "wrong-type",
        message("expressions.notAList", { macro: expr.macro, kind: named(over) }),
        expr.over.at,
      );
    return UNKNOWN;
  }
  if (over.optional) mayBe(expr.over, faults);
  const body = typeOf(expr.body, withItem(scope, expr.item, over.of), faults);
  if (expr.macro === "map") return list(body);
  wants("yes-no", body, expr.body, faults);
  return expr.macro === "filter" ? list(over.of) : YES_NO;
}
