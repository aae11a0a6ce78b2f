/**
 * Checks a call of a function: that the function exists and takes these values. Returns the type of
 * its result.
 */
import { type Message, message } from "../../messages/message.ts";
import { withHint } from "./fault.ts";
import type { Form, FunctionDef, Param, Takes } from "./functions/define.ts";
import { FUNCTIONS, functionNamed } from "./functions/index.ts";
import { didYouMean, type Faults, nearest } from "./scope.ts";
import { type Expr, writtenOut, pathOf } from "./syntax.ts";
import { KINDS, mayBeEmpty, named, type Type, UNKNOWN } from "./types.ts";

type Call = Extract<Expr, { op: "call" }>;

export function checkCall(call: Call, args: readonly Type[], faults: Faults): Type {
  const found = functionNamed(call.name);
  if (found === null) {
    const meant = nearest(
      call.name,
      FUNCTIONS.map(({ name }) => name),
    );
    faults.add(
      "unknown-function",
      withHint(message("expressions.noFunction", { name: call.name }), didYouMean(meant)),
      call.at,
    );
    return UNKNOWN;
  }
  const counted = found.signatures.filter((form) => takesCount(form, args.length));
  if (counted.length === 0) {
    faults.add(
      "wrong-count",
      message("expressions.writeLike", { forms: signaturesOf(found) }),
      call.at,
    );
    return UNKNOWN;
  }
  const form =
    counted.find((one) => args.every((arg, index) => fits(paramAt(one, index).takes, arg))) ??
    counted[0];
  if (form === undefined) return UNKNOWN;
  call.args.forEach((arg, index) =>
    checkArgument(paramAt(form, index), args[index] ?? UNKNOWN, arg, faults),
  );
  const result = form.result(args, call.args.map(writtenOut));
  if (result !== null) return result;
  faults.add(
    "wrong-type",
    message("expressions.sameKind", { name: call.name, kinds: args.map(named) }),
    call.at,
  );
  return UNKNOWN;
}

/** Forms of one function that take as many values do the same work: only their kinds differ. */
export const takesCount = (form: Form, count: number): boolean =>
  form.rest === true ? count >= form.params.length : count === form.params.length;

function paramAt(form: Form, index: number): Param {
  const param = form.params[index] ?? form.params.at(-1);
  if (param === undefined) throw new Error("a form without parameters");
  return param;
}

export function signature(name: string, form: Form): string {
  const params = form.params.map((param) => param.name);
  return `${name}(${[...params, ...(form.rest === true ? ["…"] : [])].join(", ")})`;
}

/** Returns how a function may be called. */
function signaturesOf({ name, signatures }: FunctionDef): string | Message {
  const written = signatures.map((form) => signature(name, form));
  return written
    .slice(1)
    .reduce<string | Message>(
      (one, other) => message("expressions.eitherForm", { one, other }),
      written[0] ?? name,
    );
}

function checkArgument(param: Param, type: Type, arg: Expr, faults: Faults): void {
  if (type.kind === "unknown") return;
  if (!fits(param.takes, type))
    return faults.add("wrong-type", needed(param.takes, WANTED[param.takes], type), arg.at);
  if (mayBeEmpty(type) && param.empty !== true) return mayBe(arg, faults);
  if (
    (param.takes === "texts" || param.takes === "numbers") &&
    type.kind === "list" &&
    mayBeEmpty(type.of)
  )
    return faults.add("may-be-empty", message("expressions.itemsMayBeEmpty"), arg.at);
  if (param.written === undefined) return;
  if (arg.op !== "text")
    return faults.add(
      "bad-pattern",
      message("expressions.writtenOut", { what: param.name }),
      arg.at,
    );
  const wrong = param.written(arg.value, faults.tables);
  if (wrong !== null)
    faults.add(param.name === "table" ? "unknown-table" : "bad-pattern", wrong, arg.at);
}

function fits(takes: Takes, type: Type): boolean {
  if (type.kind === "unknown" || type.kind === "nothing") return true;
  switch (takes) {
    case "anything":
      return true;
    case "value":
      return type.kind !== "list" && type.kind !== "record";
    case "list":
      return type.kind === "list";
    case "texts":
      return type.kind === "list" && (type.of.kind === "text" || type.of.kind === "unknown");
    case "numbers":
      return type.kind === "list" && (type.of.kind === "number" || type.of.kind === "unknown");
    case "address":
      return type.kind === "record" && type.name === "address";
    case "text":
    case "number":
    case "date":
    case "yes-no":
      return type.kind === takes;
  }
}

const WANTED: Readonly<Record<Takes, Message>> = {
  ...KINDS,
  address: message("expressions.kinds.address"),
  texts: message("expressions.kinds.texts"),
  numbers: message("expressions.kinds.numbers"),
  list: message("expressions.kinds.list"),
  value: message("expressions.kinds.value"),
  anything: message("expressions.kinds.anything"),
};

/** Reports a fault unless a part has this kind and can't be empty. */
export function wants(
  kind: "text" | "number" | "yes-no",
  type: Type,
  part: Expr,
  faults: Faults,
): void {
  if (type.kind === "unknown") return;
  if (type.kind !== kind && type.kind !== "nothing")
    faults.add("wrong-type", needed(kind, KINDS[kind], type), part.at);
  else if (mayBeEmpty(type)) mayBe(part, faults);
}

export function mayBe(part: Expr, faults: Faults): void {
  const path = pathOf(part);
  faults.add(
    "may-be-empty",
    path === null
      ? message("expressions.thisMayBeEmpty")
      : message("expressions.mayBeEmpty", { path }),
    part.at,
  );
}

/** Says that another kind is needed, and how to convert this one. */
const needed = (kind: string, wanted: Message, type: Type): Message =>
  withHint(message("expressions.needed", { wanted, given: named(type) }), hint(kind, type));

function hint(wanted: string, type: Type): Message | null {
  if (wanted === "text" && type.kind === "number") return message("expressions.useText");
  if (wanted === "text" && type.kind === "date") return message("expressions.useFormat");
  return wanted === "number" && type.kind === "text" ? message("expressions.useNumber") : null;
}
