/**
 * What an expression may use at a place: the record's fields, the item of a list, and which fields
 * are certainly filled.
 */
import { type Message, message } from "../../messages/message.ts";
import { type Fault, type FaultCode, placeOf, type Span } from "./fault.ts";
import type { Tables } from "./functions/define.ts";
import { type Expr, pathOf } from "./syntax.ts";
import type { Fields, Type } from "./types.ts";

export type Scope = {
  readonly names: Fields;
  /** Paths that a test around this place has shown not to be empty. */
  readonly filled: ReadonlySet<string>;
  /** Inside the body of a list function: another one would multiply its work. */
  readonly insideList: boolean;
};

/** Collects the faults of a tree. */
export class Faults {
  readonly found: Fault[] = [];
  readonly source: string;
  readonly tables: Tables;

  constructor(source: string, tables: Tables) {
    this.source = source;
    this.tables = tables;
  }

  add(code: FaultCode, described: Message, at: Span): void {
    this.found.push({ code, message: described, at: placeOf(this.source, at) });
  }
}

export const withFilled = (scope: Scope, paths: readonly string[]): Scope =>
  paths.length === 0 ? scope : { ...scope, filled: new Set([...scope.filled, ...paths]) };

export function withItem(scope: Scope, name: string, type: Type): Scope {
  return { names: { ...scope.names, [name]: type }, filled: scope.filled, insideList: true };
}

/** Returns what is compared with null; `null`: no such comparison. */
function comparedWithNothing({
  left,
  right,
}: Extract<Expr, { readonly op: "compare" }>): Expr | null {
  if (right.op === "nothing") return left;
  return left.op === "nothing" ? right : null;
}

/**
 * Returns the paths that are certainly filled where `test` is `answer`: `x != null`, `has(x)`, and
 * their combinations by &&, || and !.
 */
export function filledWhen(test: Expr, answer: boolean): readonly string[] {
  switch (test.op) {
    case "not":
      return filledWhen(test.of, !answer);
    case "and":
      return answer ? [...filledWhen(test.left, true), ...filledWhen(test.right, true)] : [];
    case "or":
      return answer ? [] : [...filledWhen(test.left, false), ...filledWhen(test.right, false)];
    case "compare": {
      const compared = comparedWithNothing(test);
      const path =
        compared === null || test.sign !== (answer ? "!=" : "==") ? null : pathOf(compared);
      return path === null ? [] : [path];
    }
    case "call": {
      const [first] = test.args;
      const path = answer && test.name === "has" && first !== undefined ? pathOf(first) : null;
      return path === null ? [] : [path];
    }
    default:
      return [];
  }
}

/** The nearest of some names, where it is near enough to be what was meant. */
export function nearest(name: string, names: readonly string[]): string | null {
  const scored = names
    .map((one) => ({ one, distance: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = scored;
  return best !== undefined && best.distance <= Math.max(1, Math.floor(name.length / 3))
    ? best.one
    : null;
}

export const didYouMean = (name: string | null): Message | null =>
  name === null ? null : message("expressions.didYouMean", { name });

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
