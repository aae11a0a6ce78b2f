/**
 * Text to tree: CEL's parser, its faults as codes, and the parts of CEL that are allowed.
 *
 * The package offers its parser only beside its evaluator, which nothing here uses and which
 * registers hundreds of functions when it is imported: a tenth of an isolate's start. So the parser
 * is imported by its path; the package's version is pinned, and `test/settings/expressions` holds
 * what is parsed.
 */
import type { ASTNode } from "@marcbachmann/cel-js";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Message, message } from "../../messages/message.ts";
import { type Fault, type FaultCode, placeOf, type Span } from "./fault.ts";
import { EXPRESSION_DEPTH, EXPRESSION_LENGTH, EXPRESSION_NODES, LITERAL_ITEMS } from "./limits.ts";
import type { EachMacro, Expr } from "./syntax.ts";
import { KINDS } from "./types.ts";
import { ParseError } from "../../../node_modules/@marcbachmann/cel-js/lib/errors.js";
import { registerMacros } from "../../../node_modules/@marcbachmann/cel-js/lib/macros.js";
import { type Limits, Parser } from "../../../node_modules/@marcbachmann/cel-js/lib/parser.js";
import { createRegistry } from "../../../node_modules/@marcbachmann/cel-js/lib/registry.js";

const parseCel = parserOf({
  maxAstNodes: EXPRESSION_NODES,
  maxDepth: EXPRESSION_DEPTH,
  maxListElements: LITERAL_ITEMS,
  maxMapEntries: LITERAL_ITEMS,
  maxCallArguments: 10,
});

const MACROS: ReadonlySet<string> = new Set<EachMacro>(["map", "filter", "exists", "all"]);
const isMacro = (name: string): name is EachMacro => MACROS.has(name);

/** Stops the translation at the first part that isn't available; caught in `parse` alone. */
class Unavailable extends Error {
  readonly described: Message;
  readonly at: Span;
  constructor(described: Message, at: Span) {
    super(described.id);
    this.described = described;
    this.at = at;
  }
}

export function parse(source: string): Result<Expr, Fault> {
  const fault = (code: FaultCode, described: Message, at: Span): Result<Expr, Fault> =>
    err({ code, message: described, at: placeOf(source, at) });
  if (source.trim() === "")
    return fault("syntax", message("expressions.empty"), { start: 0, end: 0 });
  if (source.length > EXPRESSION_LENGTH)
    return fault(
      "too-large",
      message("expressions.tooLong", { most: EXPRESSION_LENGTH, length: source.length }),
      { start: EXPRESSION_LENGTH, end: source.length },
    );
  try {
    return ok(translate(parseCel(source), source));
  } catch (thrown) {
    if (thrown instanceof Unavailable) return fault("not-available", thrown.described, thrown.at);
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
        throw new Unavailable(message("expressions.macroForm", { macro: name }), at);
      return { op: "each", macro: name, over: on(receiver), item: item.args, body: on(body), at };
    }
    case "map":
      throw new Unavailable(message("expressions.noTables"), at);
    case ".?":
    case "[?]":
      throw new Unavailable(message("expressions.noOptionalSign"), at);
  }
}

function literal(value: unknown, written: string, at: Span): Expr {
  if (typeof value === "string") return { op: "text", value, at };
  if (typeof value === "boolean") return { op: "yes-no", value, at };
  if (value === null) return { op: "nothing", at };
  if (/^\d{1,15}(\.\d{1,10})?$/.test(written)) return { op: "number", value: written, at };
  if (typeof value === "number" || typeof value === "bigint")
    throw new Unavailable(message("expressions.numberForm"), at);
  throw new Unavailable(message("expressions.onlyPlain"), at);
}

const sign = (written: string): Message => message("expressions.tokens.sign", { sign: written });

const TOKENS: Readonly<Record<string, Message>> = {
  EOF: message("expressions.tokens.end"),
  NUMBER: KINDS.number,
  STRING: KINDS.text,
  BOOLEAN: message("expressions.tokens.trueOrFalse"),
  NULL: message("expressions.tokens.null"),
  IDENTIFIER: message("expressions.tokens.name"),
  LPAREN: sign("("),
  RPAREN: sign(")"),
  LBRACKET: sign("["),
  RBRACKET: sign("]"),
  LBRACE: sign("{"),
  RBRACE: sign("}"),
  DOT: message("expressions.tokens.point"),
  COMMA: message("expressions.tokens.comma"),
  COLON: sign(":"),
  QUESTION: sign("?"),
  PLUS: sign("+"),
  MINUS: sign("-"),
  MULTIPLY: sign("*"),
  DIVIDE: sign("/"),
  MODULO: sign("%"),
  EQ: sign("=="),
  NE: sign("!="),
  LT: sign("<"),
  LE: sign("<="),
  GT: sign(">"),
  GE: sign(">="),
  AND: sign("&&"),
  OR: sign("||"),
  NOT: sign("!"),
  IN: sign("in"),
  BYTES: message("expressions.tokens.bytes"),
};
const token = (name = ""): string | Message => TOKENS[name] ?? name;

/** Translates the parser's fault, which is for programmers. */
function worded(code: string, summary: string): Message {
  const expected = /^Expected (\w+), got (\w+)$/.exec(summary);
  if (expected !== null)
    return message("expressions.expected", {
      wanted: token(expected[1]),
      given: token(expected[2]),
    });
  const unexpected = /^Unexpected token: (\w+)$/.exec(summary);
  if (unexpected !== null)
    return unexpected[1] === "EOF"
      ? message("expressions.endsEarly")
      : message("expressions.unexpected", { token: token(unexpected[1]) });
  if (code === "limit_exceeded") return message("expressions.tooManyParts");
  if (code === "unterminated_string" || code === "unterminated_triple_quoted_string")
    return message("expressions.noClosingQuote");
  if (code === "newline_in_string") return message("expressions.textOverLines");
  const macro = /^\w+/.exec(summary)?.[0] ?? "";
  if (code === "invalid_macro_argument" && isMacro(macro))
    return message("expressions.macroForm", { macro });
  if (summary === "Unexpected character: =") return message("expressions.useEquals");
  return message("expressions.fromParser", { text: summary });
}

/** Made with the first expression. */
function parserOf(limits: Limits): (source: string) => ASTNode {
  let parser: Parser | null = null;
  return (source) => {
    if (parser === null) {
      const registry = createRegistry({ enableOptionalTypes: false });
      registerMacros(registry);
      parser = new Parser(limits, registry);
    }
    return parser.parse(source);
  };
}
