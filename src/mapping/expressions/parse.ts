/** Text to tree: CEL's parser, its faults in plain words, and the parts of CEL that there are here. */
import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Fault, type FaultCode, placeOf, type Span } from "./fault.ts";
import { EXPRESSION_DEPTH, EXPRESSION_LENGTH, EXPRESSION_NODES, LITERAL_ITEMS } from "./limits.ts";
import type { EachMacro, Expr } from "./syntax.ts";

const grammar = new Environment({
  limits: {
    maxAstNodes: EXPRESSION_NODES,
    maxDepth: EXPRESSION_DEPTH,
    maxListElements: LITERAL_ITEMS,
    maxMapEntries: LITERAL_ITEMS,
    maxCallArguments: 10,
  },
});

const MACROS: ReadonlySet<string> = new Set<EachMacro>(["map", "filter", "exists", "all"]);
const isMacro = (name: string): name is EachMacro => MACROS.has(name);

/** Stops the translation at the first part that isn't available; caught in `parse` alone. */
class Unavailable extends Error {
  readonly at: Span;
  constructor(text: string, at: Span) {
    super(text);
    this.at = at;
  }
}

export function parse(source: string): Result<Expr, Fault> {
  const fault = (code: FaultCode, text: string, at: Span): Result<Expr, Fault> =>
    err({ code, text, at: placeOf(source, at) });
  if (source.trim() === "")
    return fault("syntax", "The expression is empty.", { start: 0, end: 0 });
  if (source.length > EXPRESSION_LENGTH)
    return fault(
      "too-large",
      `An expression has at most ${EXPRESSION_LENGTH} characters; this one has ${source.length}.`,
      { start: EXPRESSION_LENGTH, end: source.length },
    );
  try {
    return ok(translate(grammar.parse(source).ast, source));
  } catch (thrown) {
    if (thrown instanceof Unavailable) return fault("not-available", thrown.message, thrown.at);
    if (!(thrown instanceof ParseError)) throw thrown;
    const at = thrown.range ?? { start: 0, end: source.length };
    return fault(
      thrown.code === "limit_exceeded" ? "too-large" : "syntax",
      worded(thrown.code, thrown.summary),
      at,
    );
  }
}

function translate(node: ASTNode, source: string): Expr {
  const at: Span = { start: node.start, end: node.end };
  const on = (child: ASTNode): Expr => translate(child, source);
  switch (node.op) {
    case "value":
      return literal(node.args, source.slice(node.start, node.end), at);
    case "id":
      return { op: "name", name: node.args, at };
    case ".":
      return { op: "field", of: on(node.args[0]), name: node.args[1], at };
    case "[]":
      return { op: "item", of: on(node.args[0]), index: on(node.args[1]), at };
    case "list":
      return { op: "list", items: node.args.map(on), at };
    case "!_":
      return { op: "not", of: on(node.args), at };
    case "-_":
      return { op: "minus", of: on(node.args), at };
    case "&&":
      return { op: "and", left: on(node.args[0]), right: on(node.args[1]), at };
    case "||":
      return { op: "or", left: on(node.args[0]), right: on(node.args[1]), at };
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return { op: "math", sign: node.op, left: on(node.args[0]), right: on(node.args[1]), at };
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return { op: "compare", sign: node.op, left: on(node.args[0]), right: on(node.args[1]), at };
    case "in":
      return { op: "in", left: on(node.args[0]), right: on(node.args[1]), at };
    case "?:":
      return {
        op: "choose",
        test: on(node.args[0]),
        yes: on(node.args[1]),
        no: on(node.args[2]),
        at,
      };
    case "call":
      return { op: "call", name: node.args[0], args: node.args[1].map(on), at };
    case "rcall": {
      const [name, receiver, args] = node.args;
      if (!isMacro(name)) return { op: "call", name, args: [receiver, ...args].map(on), at };
      const [item, body, ...more] = args;
      if (item?.op !== "id" || body === undefined || more.length > 0)
        throw new Unavailable(
          `Write ${name} like this: list.${name}(item, what to do with item).`,
          at,
        );
      return { op: "each", macro: name, over: on(receiver), item: item.args, body: on(body), at };
    }
    case "map":
      throw new Unavailable(
        "Tables in curly brackets aren't available here. Keep the table in the settings and use lookup(…).",
        at,
      );
    case ".?":
    case "[?]":
      throw new Unavailable(
        "The sign .? isn't available here. A field of something empty is empty by itself.",
        at,
      );
  }
}

function literal(value: unknown, written: string, at: Span): Expr {
  if (typeof value === "string") return { op: "text", value, at };
  if (typeof value === "boolean") return { op: "yes-no", value, at };
  if (value === null) return { op: "nothing", at };
  if (/^\d{1,15}(\.\d{1,10})?$/.test(written)) return { op: "number", value: written, at };
  if (typeof value === "number" || typeof value === "bigint")
    throw new Unavailable(
      "Write numbers as digits with a point, like 12.50: at most 15 digits before it and 10 behind it.",
      at,
    );
  throw new Unavailable("Only text, numbers, true, false and null can be written out here.", at);
}

const TOKENS: Readonly<Record<string, string>> = {
  EOF: "the end",
  NUMBER: "a number",
  STRING: "text",
  BOOLEAN: "true or false",
  NULL: "null",
  IDENTIFIER: "a name",
  LPAREN: "“(”",
  RPAREN: "“)”",
  LBRACKET: "“[”",
  RBRACKET: "“]”",
  LBRACE: "“{”",
  RBRACE: "“}”",
  DOT: "a point",
  COMMA: "a comma",
  COLON: "“:”",
  QUESTION: "“?”",
  PLUS: "“+”",
  MINUS: "“-”",
  MULTIPLY: "“*”",
  DIVIDE: "“/”",
  MODULO: "“%”",
  EQ: "“==”",
  NE: "“!=”",
  LT: "“<”",
  LE: "“<=”",
  GT: "“>”",
  GE: "“>=”",
  AND: "“&&”",
  OR: "“||”",
  NOT: "“!”",
  IN: "“in”",
  BYTES: "bytes",
};
const token = (name: string): string => TOKENS[name] ?? name;

function worded(code: string, summary: string): string {
  const expected = /^Expected (\w+), got (\w+)$/.exec(summary);
  if (expected !== null)
    return `Here ${token(expected[1] ?? "")} is expected, not ${token(expected[2] ?? "")}.`;
  const unexpected = /^Unexpected token: (\w+)$/.exec(summary);
  if (unexpected !== null)
    return unexpected[1] === "EOF"
      ? "The expression ends too early."
      : `Here ${token(unexpected[1] ?? "")} doesn't fit.`;
  if (code === "limit_exceeded")
    return "The expression has too many parts. Split it, or keep a table in the settings and use lookup(…).";
  if (code === "unterminated_string" || code === "unterminated_triple_quoted_string")
    return "This text has no closing quote.";
  if (code === "newline_in_string")
    return "A text ends on its own line. For a line break write \\n.";
  if (summary === "Unexpected character: =") return "To compare, write “==”.";
  return `${summary}.`;
}
