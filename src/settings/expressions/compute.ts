/**
 * Computes a checked expression on a record. A tree is walked once; every node costs a step, every
 * item and every 100 characters another, and the meter stops what would cost more than it may.
 * There is no other loop in here.
 *
 * A record is plain JSON: text, decimals as text, dates as local stamps, `null` for what is empty.
 * What doesn't hold what its declared type says stops the rule; nothing outside the declared fields
 * can be reached.
 */
import Big from "big.js";
import { isDecimal, type Figure } from "../../domain/money.ts";
import { message } from "../../messages/message.ts";
import { takesCount } from "./check-call.ts";
import { sortable, readDate } from "./dates.ts";
import { type Place, placeOf, type Span } from "./fault.ts";
import { Arguments, type Tables } from "./functions/define.ts";
import { functionNamed } from "./functions/index.ts";
import { COST, LIST_ITEMS } from "./limits.ts";
import type { Meter } from "./meter.ts";
import type { CompareSign, Expr } from "./syntax.ts";
import { type Fields, mayBeEmpty, named, type Type } from "./types.ts";
import { isDate, isList, isNumber, isRecord, shortText, Stop, type Value } from "./values.ts";
import { jsonText } from "../../domain/platform/text.ts";
import { isJsonObject } from "../../domain/platform/json-object.ts";

export type Setting = {
  readonly fields: Fields;
  readonly data: Readonly<Record<string, unknown>>;
  readonly tables: Tables;
  readonly meter: Meter;
  /** The innermost part that was computed when it stopped. */
  stoppedAt: Span | null;
};

type Items = Readonly<Record<string, Value>>;

export function compute(expr: Expr, setting: Setting, items: Items = {}): Value {
  try {
    setting.meter.steps(1);
    return valueOf(expr, setting, items);
  } catch (thrown) {
    if (thrown instanceof Stop) setting.stoppedAt ??= expr.at;
    throw thrown;
  }
}

export const stopPlace = (source: string, setting: Setting): Place =>
  placeOf(source, setting.stoppedAt ?? { start: 0, end: source.length });

function valueOf(expr: Expr, setting: Setting, items: Items): Value {
  const { meter } = setting;
  const of = (part: Expr): Value => compute(part, setting, items);
  switch (expr.op) {
    case "text":
    case "yes-no":
      return expr.value;
    case "number":
      return meter.number(expr.value);
    case "nothing":
      return null;
    case "name":
      return Object.hasOwn(items, expr.name)
        ? (items[expr.name] ?? null)
        : fromRecord(setting.fields, setting.data, expr.name, meter);
    case "field": {
      const owner = of(expr.of);
      if (owner === null) return null;
      if (!isRecord(owner)) throw unchecked("a field", owner);
      return fromRecord(owner.type.fields, owner.data, expr.name, meter);
    }
    case "item": {
      const [list, index] = [of(expr.of), numberOf(of(expr.index))];
      if (list === null) return null;
      if (!isList(list)) throw unchecked("a list", list);
      return index.eq(index.round(0)) ? (list[Number(index.toFixed(0))] ?? null) : null;
    }
    case "list":
      return meter.list(expr.items.map(of));
    case "not":
      return !truth(of(expr.of));
    case "minus":
      return meter.number(numberOf(of(expr.of)).neg());
    case "and":
      return truth(of(expr.left)) && truth(of(expr.right));
    case "or":
      return truth(of(expr.left)) || truth(of(expr.right));
    case "math":
      return math(expr, of(expr.left), of(expr.right), meter);
    case "compare":
      return compared(expr.sign, of(expr.left), of(expr.right), meter);
    case "in": {
      const [item, list] = [of(expr.left), of(expr.right)];
      if (!isList(list)) throw unchecked("a list", list);
      meter.steps(list.length);
      return list.some((one) => compared("==", item, one, meter));
    }
    case "choose":
      return of(truth(of(expr.test)) ? expr.yes : expr.no);
    case "call": {
      const args = expr.args.map(of);
      const form = functionNamed(expr.name)?.signatures.find((one) => takesCount(one, args.length));
      if (form === undefined) throw new Error(`no function ${expr.name} of ${args.length}`);
      return form.apply(new Arguments(args), meter, setting.tables);
    }
    case "each":
      return eachOf(expr, of(expr.over), setting, items);
  }
}

function eachOf(
  expr: Extract<Expr, { op: "each" }>,
  over: Value,
  setting: Setting,
  items: Items,
): Value {
  if (!isList(over)) throw unchecked("a list", over);
  const body = (item: Value): Value => compute(expr.body, setting, { ...items, [expr.item]: item });
  switch (expr.macro) {
    case "map":
      return over.map(body);
    case "filter":
      return over.filter((item) => truth(body(item)));
    case "exists":
      return over.some((item) => truth(body(item)));
    case "all":
      return over.every((item) => truth(body(item)));
  }
}

function math(
  { sign }: Extract<Expr, { op: "math" }>,
  left: Value,
  right: Value,
  meter: Meter,
): Value {
  if (typeof left === "string" && typeof right === "string") {
    meter.characters(left.length + right.length);
    return left + right;
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  if ((sign === "/" || sign === "%") && b.eq(0))
    throw new Stop("divided-by-zero", message("expressions.dividedByZero"), shortText(a));
  meter.steps(costOf(sign, a, b));
  const result = {
    "+": () => a.plus(b),
    "-": () => a.minus(b),
    "*": () => a.times(b),
    "/": () => a.div(b),
    "%": () => a.mod(b),
  }[sign]();
  return meter.number(result);
}

/** Products and quotients are worked out digit by digit. */
function costOf(sign: Extract<Expr, { op: "math" }>["sign"], a: Big, b: Big): number {
  if (sign === "+" || sign === "-") return COST.number;
  if (sign === "*") return COST.number + Math.ceil((a.c.length * b.c.length) / COST.timesDigits);
  const digits = Math.max(1, a.e - b.e + 1) + Big.DP;
  return digits * COST.quotientDigit;
}

function compared(sign: CompareSign, left: Value, right: Value, meter: Meter): boolean {
  if (left === null || right === null) return (sign === "!=") !== (left === right);
  const order = orderOf(left, right, meter);
  switch (sign) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** Text by its characters' codes, the same on every machine; dates by time. */
function orderOf(left: Value, right: Value, meter: Meter): number {
  if (isNumber(left) && isNumber(right)) return left.cmp(right);
  if (isDate(left)) meter.steps(COST.date);
  const [a, b] = [comparable(left), comparable(right)];
  meter.characters(Math.min(a.length, b.length));
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function comparable(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (isDate(value)) return sortable(value);
  throw unchecked("a single value", value);
}

function truth(value: Value): boolean {
  if (typeof value !== "boolean") throw unchecked("yes or no", value);
  return value;
}

function numberOf(value: Value): Figure {
  if (!isNumber(value)) throw unchecked("a number", value);
  return value;
}

/** A checked expression never comes here: a bug, not a fault of the rule. */
const unchecked = (what: string, got: Value): Error =>
  new Error(`a checked expression has ${got === null ? "nothing" : typeof got} for ${what}`);

function fromRecord(
  fields: Fields,
  data: Readonly<Record<string, unknown>>,
  name: string,
  meter: Meter,
): Value {
  const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (type === undefined) throw new Error(`no field ${name}`);
  return fromData(type, Object.hasOwn(data, name) ? data[name] : null, name, meter);
}

function fromData(type: Type, data: unknown, name: string, meter: Meter): Value {
  const wrong = (): Stop =>
    new Stop(
      "unexpected-value",
      message("expressions.notOfKind", { name, kind: named(type) }),
      (typeof data === "object" ? typeof data : jsonText(data)).slice(0, 80),
    );
  if (data === null || data === undefined) {
    if (mayBeEmpty(type)) return null;
    throw new Stop("empty", message("expressions.neverEmpty", { name }), shortText(null));
  }
  switch (type.kind) {
    case "text":
      if (typeof data !== "string") throw wrong();
      return meter.text(data);
    case "number": {
      const written = typeof data === "number" && Number.isSafeInteger(data) ? String(data) : data;
      if (typeof written !== "string" || written.length > 60 || !isDecimal(written)) throw wrong();
      return meter.number(written);
    }
    case "yes-no":
      if (typeof data !== "boolean") throw wrong();
      return data;
    case "date": {
      meter.steps(COST.date);
      const date = typeof data === "string" ? readDate(data) : null;
      if (date === null) throw wrong();
      return date;
    }
    case "list":
      if (!Array.isArray(data)) throw wrong();
      return meter.list(
        data.slice(0, LIST_ITEMS + 1).map((item) => fromData(type.of, item, name, meter)),
      );
    case "record":
      if (!isJsonObject(data)) throw wrong();
      return { kind: "record", type, data };
    case "nothing":
    case "unknown":
      throw wrong();
  }
}
