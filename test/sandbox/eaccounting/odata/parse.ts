// Reads a $filter: `or` binds weakest, then `and`, then `not`, then comparisons.
import {
  COMPARE_OPERATORS,
  type Condition,
  isOneOf,
  type Operand,
  TEXT_FUNCTIONS,
  VALUE_FUNCTIONS,
} from "./ast.ts";
import { QueryFault } from "./fault.ts";
import { type Token, tokens } from "./tokens.ts";

export function parseFilter(filter: string): Condition {
  const parser = new Parser(tokens(filter), filter);
  const condition = parser.or();
  parser.expectEnd();
  return condition;
}

class Parser {
  readonly #tokens: Token[];
  readonly #filter: string;
  #at = 0;

  constructor(all: Token[], filter: string) {
    this.#tokens = all;
    this.#filter = filter;
  }

  or(): Condition {
    let left = this.#and();
    while (this.#word("or")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  expectEnd(): void {
    if (this.#peek().kind !== "end") throw this.#fault();
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#word("and")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #not(): Condition {
    return this.#word("not") ? { kind: "not", of: this.#not() } : this.#primary();
  }

  #primary(): Condition {
    if (this.#sign("(")) {
      const inner = this.or();
      this.#expect(")");
      return inner;
    }
    const match = this.#textFunction();
    if (match !== null) return this.#maybeComparedToTruth(match);
    const any = this.#any();
    if (any !== null) return any;
    const left = this.#operand();
    const token = this.#peek();
    if (token.kind !== "word" || !isOneOf(COMPARE_OPERATORS, token.value))
      return { kind: "truth", of: left };
    this.#at += 1;
    return { kind: "compare", operator: token.value, left, right: this.#operand() };
  }

  /** `contains(Name,'x') eq true` is written by generators of queries. */
  #maybeComparedToTruth(condition: Condition): Condition {
    const [operator, value] = [this.#peek(), this.#peek(1)];
    if (operator.kind !== "word" || value.kind !== "word" || !["eq", "ne"].includes(operator.value))
      return condition;
    if (!["true", "false"].includes(value.value)) throw this.#fault();
    this.#at += 2;
    return (operator.value === "eq") === (value.value === "true")
      ? condition
      : { kind: "not", of: condition };
  }

  #textFunction(): Condition | null {
    const token = this.#peek();
    if (token.kind !== "word" || !isOneOf(TEXT_FUNCTIONS, token.value) || !this.#signAt(1, "("))
      return null;
    this.#at += 2;
    const text = this.#operand();
    this.#expect(",");
    const part = this.#operand();
    this.#expect(")");
    return { kind: "match", how: token.value, text, part };
  }

  /** `Rows/any(c: contains(c/Text,'x'))` */
  #any(): Condition | null {
    const [list, , any] = [this.#peek(), null, this.#peek(2)];
    if (
      list.kind !== "word" ||
      !this.#signAt(1, "/") ||
      any.kind !== "word" ||
      any.value !== "any" ||
      !this.#signAt(3, "(")
    )
      return null;
    this.#at += 4;
    const variable = this.#peek();
    if (variable.kind !== "word") throw this.#fault();
    this.#at += 1;
    this.#expect(":");
    const of = this.or();
    this.#expect(")");
    return { kind: "any", list: list.value, variable: variable.value, of };
  }

  #operand(): Operand {
    if (this.#sign("-")) return { kind: "negate", of: this.#operand() };
    const token = this.#peek();
    this.#at += 1;
    switch (token.kind) {
      case "text":
        return { kind: "literal", type: "text", value: token.value };
      case "guid":
        return { kind: "literal", type: "guid", value: token.value };
      case "instant":
        return { kind: "literal", type: "instant", value: token.value };
      case "number":
        return { kind: "literal", type: "number", value: Number(token.value) };
      case "word":
        return this.#named(token.value);
      default:
        throw this.#fault();
    }
  }

  #named(name: string): Operand {
    if (name === "null") return { kind: "literal", type: "null", value: null };
    if (name === "true" || name === "false")
      return { kind: "literal", type: "boolean", value: name === "true" };
    if (this.#sign("(")) {
      if (!isOneOf(VALUE_FUNCTIONS, name))
        throw new QueryFault(6000, `An unknown function with name '${name}' was found.`);
      const of = this.#operand();
      this.#expect(")");
      return { kind: "call", name, of };
    }
    if (!this.#sign("/")) return { kind: "field", variable: null, name };
    const inner = this.#peek();
    if (inner.kind !== "word") throw this.#fault();
    this.#at += 1;
    return { kind: "field", variable: name, name: inner.value };
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: "end" };
  }

  #word(value: string): boolean {
    const token = this.#peek();
    const found = token.kind === "word" && token.value === value;
    if (found) this.#at += 1;
    return found;
  }

  #signAt(ahead: number, value: string): boolean {
    const token = this.#peek(ahead);
    return token.kind === "sign" && token.value === value;
  }

  #sign(value: string): boolean {
    const found = this.#signAt(0, value);
    if (found) this.#at += 1;
    return found;
  }

  #expect(value: string): void {
    if (!this.#sign(value)) throw this.#fault();
  }

  #fault(): QueryFault {
    const token = this.#peek();
    const found = token.kind === "end" ? "the end" : `'${token.value}'`;
    return new QueryFault(6000, `Syntax error: ${found} was not expected in '${this.#filter}'.`);
  }
}
