/**
 * The faults that several parts of the checker find: another kind than is needed, or a value that
 * may be empty.
 */
import type { Faults } from "./scope.ts";
import { type Expr, pathOf } from "./syntax.ts";
import { mayBeEmpty, named, text, type Type } from "./types.ts";

/** Says so unless a part is of this kind and certainly filled. */
export function wants(
  kind: "text" | "number" | "yes-no",
  type: Type,
  part: Expr,
  faults: Faults,
): void {
  if (type.kind === "unknown") return;
  if (type.kind !== kind && type.kind !== "nothing")
    faults.add(
      "wrong-type",
      `Here ${named(kind === "text" ? text() : { kind, optional: false })} is needed; this is ${named(type)}.${hint(kind, type)}`,
      part.at,
    );
  else if (mayBeEmpty(type)) mayBe(part, faults);
}

export function mayBe(part: Expr, faults: Faults): void {
  const path = pathOf(part);
  faults.add(
    "may-be-empty",
    `${path ?? "This"} may be empty. Say what to take then: coalesce(${path ?? "…"}, …).`,
    part.at,
  );
}

/** How to make one kind of the other. */
export function hint(wanted: string, type: Type): string {
  if (wanted === "text" && type.kind === "number") return " Write text(…) around it.";
  if (wanted === "text" && type.kind === "date") return ' Write format(…, "yyyy-MM-dd") around it.';
  return wanted === "number" && type.kind === "text" ? " Write number(…) around it." : "";
}
