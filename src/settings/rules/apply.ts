/**
 * Rules on a record: the fields that they fill, each with the reason, or the first rule that can't
 * work on it. Pure; the steps of all rules of one order together are bounded, so that many rules on
 * many rows can't hold a Worker.
 */
import type { MappedField, MappedValues } from "../../domain/ledger/mapped.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { cutTrimmed, jsonText, oneLine } from "../../domain/platform/text.ts";
import type { Message } from "../../messages/message.ts";
import { type Compiled, evaluate, type RuleFault, type RuleValue } from "../expressions/index.ts";
import { COST, DOCUMENT_STEPS } from "../expressions/limits.ts";
import { pathsIn } from "../expressions/syntax.ts";
import {
  type ReadyRule,
  valueFault,
  type Mapping,
  readyRules,
  lineRecord,
  orderRecord,
} from "./compile.ts";
import type { MapTarget } from "./targets.ts";
import type { Order, OrderLine } from "../../domain/orders/order.ts";

type Data = Readonly<Record<string, unknown>>;

/** Counts down over all rules of an order. */
export class Budget {
  left: number;
  constructor(steps: number = DOCUMENT_STEPS) {
    this.left = steps;
  }
  spend(steps: number): void {
    this.left = Math.max(0, this.left - steps);
  }
}

export type MapFault = {
  readonly target: string;
  readonly fault: RuleFault;
  readonly line: number | null;
};

export function applyRules(
  rules: readonly ReadyRule[],
  data: Data,
  budget: Budget,
  line: number | null = null,
): Result<readonly MappedField[], MapFault> {
  const fields: MappedField[] = [];
  for (const rule of rules) {
    const value = valueOf(rule, data, budget);
    if (!value.ok) return err({ target: rule.target.name, fault: value.error, line });
    if (value.value === null && rule.fallback === null) continue;
    const by = value.value === null || rule.by === null ? ("default" as const) : rule.by;
    const written = value.value ?? rule.fallback ?? "";
    const fitted = by === "field" ? fit(written, rule.target) : written;
    const wrong = by === "default" ? null : valueFault(fitted, rule.target);
    if (wrong !== null)
      return err({ target: rule.target.name, fault: unfit(rule, wrong, fitted), line });
    fields.push({
      target: rule.target.name,
      rule: rule.path,
      by,
      source: rule.source,
      value: fitted,
      inputs: rule.compiled === null ? {} : inputsOf(rule.compiled, data),
      shortened: fitted.length < written.length,
      line,
    });
  }
  return ok(fields);
}

function valueOf(rule: ReadyRule, data: Data, budget: Budget): Result<string | null, RuleFault> {
  if (rule.compiled === null) return ok(null);
  const done = evaluate(rule.compiled, data, budget.left, (steps) => budget.spend(steps));
  if (!done.ok) return done;
  const { value } = done.value;
  // Reading the rule's fields, and processing its text, is work too.
  budget.spend(
    pathsOf(rule.compiled).length +
      (typeof value === "string" ? Math.ceil(value.length / COST.made) : 0),
  );
  return ok(asText(value, rule.target));
}

/** Text without a visible character is nothing. */
function asText(value: RuleValue, { form }: MapTarget): string | null {
  if (value === null || typeof value === "boolean") return null;
  const text = form === "lines" ? value.trim() : oneLine(value);
  return text === "" ? null : text;
}

const fit = (text: string, { takes }: MapTarget): string =>
  takes.kind === "text" ? cutTrimmed(text, takes.max) : text;

const unfit = (rule: ReadyRule, wrong: Message, value: string): RuleFault => ({
  rule: rule.path,
  code: "unexpected-value",
  message: wrong,
  value: value.slice(0, 80),
  at: { offset: 0, length: rule.source?.length ?? 0, line: 1, column: 1 },
});

/** The fields that an expression names, as the record has them. */
function inputsOf(compiled: Compiled, data: Data): Readonly<Record<string, string | null>> {
  const own = pathsOf(compiled).filter((path) => Object.hasOwn(data, path.split(".")[0] ?? ""));
  const inputs = own.map((path) => [path, shownAt(path, data)] as const);
  return Object.fromEntries(
    inputs.filter((entry): entry is readonly [string, string | null] => entry[1] !== undefined),
  );
}

const paths = new WeakMap<Compiled, readonly string[]>();

/** Calculated once: a rule of rows runs on each row. */
function pathsOf(compiled: Compiled): readonly string[] {
  const known = paths.get(compiled) ?? pathsIn(compiled.tree);
  paths.set(compiled, known);
  return known;
}

/** `undefined` for what is no single value. */
function shownAt(path: string, data: Data): string | null | undefined {
  const value = path
    .split(".")
    .reduce<unknown>(
      (at, name) =>
        typeof at === "object" && at !== null && Object.hasOwn(at, name)
          ? (at as Data)[name]
          : null,
      data,
    );
  if (value === null || value === undefined) return null;
  return typeof value === "object" ? undefined : jsonText(value).slice(0, 200);
}

/** In the form of a request's body. */
export function valuesOf(
  fields: readonly MappedField[],
  kinds: (target: string) => MapTarget | null,
): MappedValues {
  return Object.fromEntries(
    fields.map(({ target, value }) => [
      target,
      kinds(target)?.takes.kind === "number" ? Number(value) : value,
    ]),
  );
}

type Fields = Result<readonly MappedField[], MapFault>;

/**
 * The rules of one order, worked out once however often its documents are planned, and all within
 * one budget: an order with its parts can't hold a Worker longer than its steps allow.
 */
export class OrderRules {
  readonly budget: Budget;
  /** By mapping and order object: a plan uses what was fetched, which doesn't change. */
  readonly #done = new WeakMap<Mapping, WeakMap<Order, Map<string, Fields>>>();

  constructor(budget: Budget = new Budget()) {
    this.budget = budget;
  }

  head(mapping: Mapping, order: Order): Fields {
    return this.#once(mapping, order, "head", () =>
      applyRules(readyRules(mapping, "orders.head"), orderRecord(order), this.budget),
    );
  }

  /** `textAlone`: a row without an article takes nothing but a text. */
  row(mapping: Mapping, order: Order, line: OrderLine, textAlone: boolean): Fields {
    return this.#once(mapping, order, `${line.lineNumber}${textAlone ? " text" : ""}`, () => {
      const all = readyRules(mapping, "orders.rows");
      const rules = textAlone ? all.filter(({ target }) => target.name === "Text") : all;
      return applyRules(rules, lineRecord(orderRecord(order), line), this.budget, line.lineNumber);
    });
  }

  #once(mapping: Mapping, order: Order, what: string, work: () => Fields): Fields {
    const orders = this.#done.get(mapping) ?? new WeakMap<Order, Map<string, Fields>>();
    this.#done.set(mapping, orders);
    const known = orders.get(order) ?? new Map<string, Fields>();
    orders.set(order, known);
    const made = known.get(what) ?? work();
    known.set(what, made);
    return made;
  }
}
