/**
 * The faults that several parts of the checker find: another kind than is needed, or a value that
 * may be empty.
 */
import { type Message, message } from "../../messages/message.ts";
import { withHint } from "./fault.ts";
import type { Faults } from "./scope.ts";
import { type Expr, pathOf } from "./syntax.ts";
import { KINDS, mayBeEmpty, named, type Type } from "./types.ts";

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
export const needed = (kind: string, wanted: Message, type: Type): Message =>
  withHint(message("expressions.needed", { wanted, given: named(type) }), hint(kind, type));

function hint(wanted: string, type: Type): Message | null {
  if (wanted === "text" && type.kind === "number") return message("expressions.useText");
  if (wanted === "text" && type.kind === "date") return message("expressions.useFormat");
  return wanted === "number" && type.kind === "text" ? message("expressions.useNumber") : null;
}
