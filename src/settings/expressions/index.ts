/**
 * Expressions of the people who run a shop, over a record: `check` when they are saved, `evaluate`
 * when a record comes. Pure and deterministic: no clock, no randomness, no state, no code that is
 * made at run time. Every evaluation ends within its steps, every number is decimal, every text is
 * short (limits.ts).
 *
 * The record is plain JSON as `fields` says. A result is plain as well: text, a decimal as text, a
 * day as `YYYY-MM-DD`, true or false, or `null` where the expression gives nothing.
 */
import { fits, plain } from "../../domain/money.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Message, message } from "../../messages/message.ts";
import { typeOf } from "./check.ts";
import { compute, stopPlace, type Setting } from "./compute.ts";
import { type Fault, type RuleFault, withHint } from "./fault.ts";
import type { Tables } from "./functions/define.ts";
import { RESULT_LENGTH, STEPS } from "./limits.ts";
import { Meter } from "./meter.ts";
import { parse } from "./parse.ts";
import { Faults } from "./scope.ts";
import type { Expr } from "./syntax.ts";
import { type Fields, KINDS, mayBeEmpty, named, type Type } from "./types.ts";
import { isDate, isNumber, shortText, Stop, type Value } from "./values.ts";

export { placed } from "./fault.ts";
export type { Fault, Place, RuleFault } from "./fault.ts";
export type { Tables } from "./functions/define.ts";
export type { Fields, Type } from "./types.ts";

/** What a rule has to return. `required`: an empty value isn't allowed. */
export type Target =
  | { readonly kind: "text"; readonly max: number; readonly required: boolean }
  | { readonly kind: "number"; readonly decimals: number; readonly required: boolean }
  | { readonly kind: "yes-no" | "date"; readonly required: boolean };

type CheckInput = {
  readonly name: string;
  readonly fields: Fields;
  readonly target: Target;
  readonly tables?: Tables;
};

/** A checked expression. Only `check` makes one. */
export type Compiled = {
  readonly name: string;
  readonly source: string;
  readonly target: Target;
  readonly tree: Expr;
  readonly fields: Fields;
  readonly tables: Tables;
  /** What only a record can show: a text that may be too long for its target. */
  readonly remarks: readonly Message[];
};

/** A number comes as the text of a decimal. */
export type RuleValue = string | boolean | null;
type Evaluated = {
  readonly value: RuleValue;
  /** The steps used: always the same for the same record. */
  readonly steps: number;
};

/** Checks an expression for a target: every fault that can be known now, at its place. */
export function check(source: string, given: CheckInput): Result<Compiled, readonly Fault[]> {
  const parsed = parse(source);
  if (!parsed.ok) return err([parsed.error]);
  const tables = given.tables ?? {};
  const faults = new Faults(source, tables);
  const type = typeOf(
    parsed.value,
    { names: given.fields, filled: new Set(), insideList: false },
    faults,
  );
  if (faults.found.length === 0) againstTarget(type, given.target, parsed.value, faults);
  if (faults.found.length > 0) return err(faults.found);
  return ok({
    name: given.name,
    source,
    target: given.target,
    tree: parsed.value,
    fields: given.fields,
    tables,
    remarks: remarksOn(type, given.target),
  });
}

/**
 * Computes a checked expression on a record, within `budget` steps. `spent` hears what it took,
 * also where it was stopped.
 */
export function evaluate(
  compiled: Compiled,
  data: Readonly<Record<string, unknown>>,
  budget: number = STEPS,
  spent: (steps: number) => void = () => undefined,
): Result<Evaluated, RuleFault> {
  const setting: Setting = {
    fields: compiled.fields,
    data,
    tables: compiled.tables,
    meter: new Meter(Math.min(budget, STEPS)),
    stoppedAt: null,
  };
  try {
    const value = compute(compiled.tree, setting);
    return ok({ value: asResult(value, compiled.target), steps: setting.meter.used });
  } catch (thrown) {
    if (!(thrown instanceof Stop)) throw thrown;
    return err({
      rule: compiled.name,
      code: thrown.code,
      message: thrown.described,
      value: thrown.value,
      at: stopPlace(compiled.source, setting),
    });
  } finally {
    spent(setting.meter.used);
  }
}

/** The function that makes one of the other; `null`: none does. */
function hintOf(wanted: Target["kind"], given: Type["kind"]): Message | null {
  if (wanted === "text" && given === "number") return message("expressions.useText");
  return wanted === "number" && given === "text" ? message("expressions.useNumber") : null;
}

function againstTarget(type: Type, target: Target, tree: Expr, faults: Faults): void {
  if (type.kind === "unknown") return;
  if (type.kind !== "nothing" && type.kind !== target.kind) {
    const hint = hintOf(target.kind, type.kind);
    const wrong = message("expressions.wrongTarget", {
      wanted: KINDS[target.kind],
      given: named(type),
    });
    return faults.add("wrong-type", withHint(wrong, hint), tree.at);
  }
  if (target.required && mayBeEmpty(type))
    return faults.add("may-be-empty", message("expressions.targetNeedsValue"), tree.at);
  if (target.kind === "text" && tree.op === "text" && tree.value.length > target.max)
    faults.add(
      "too-long",
      message("expressions.textTooLong", { most: target.max, length: tree.value.length }),
      tree.at,
    );
}

function remarksOn(type: Type, target: Target): readonly Message[] {
  if (
    target.kind !== "text" ||
    type.kind !== "text" ||
    (type.max !== null && type.max <= target.max)
  )
    return [];
  return [message("expressions.mayBeTooLong", { most: target.max })];
}

function asResult(value: Value, target: Target): RuleValue {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") {
    const most = Math.min(RESULT_LENGTH, target.kind === "text" ? target.max : RESULT_LENGTH);
    if (value.length > most)
      throw new Stop(
        "too-long",
        message("expressions.resultTooLong", { length: value.length, most }),
        shortText(value),
      );
    return value;
  }
  if (isDate(value)) return value.day;
  if (!isNumber(value)) throw new Error("a checked expression gave a list or a record");
  const decimals = target.kind === "number" ? target.decimals : 0;
  if (!fits(value, decimals))
    throw new Stop(
      "too-many-decimals",
      message("expressions.tooManyDecimals", { decimals }),
      shortText(value),
    );
  return plain(value);
}
