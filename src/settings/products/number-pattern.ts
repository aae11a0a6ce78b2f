/**
 * Article numbers made of parts: `{parent}-{Size}-{Colour}`. `{parent}` names the group, every
 * other part an attribute. The text between the parts is literal.
 *
 * The parent may contain the separators itself ("T-SHIRT-M-RED"): parts after it are cut from the
 * end, parts before it from the start. So an article belongs to its group by its own number alone.
 */
import { type Message, message } from "../../messages/message.ts";

type NumberPattern = {
  readonly literals: readonly string[];
  readonly parts: readonly string[];
};
type NumberParts = {
  readonly parent: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
};

const PARENT = "parent";
const MAX_PARTS = 6;

/** The pattern, or what is wrong with it. */
export function readNumberPattern(text: string): NumberPattern | { readonly wrong: Message } {
  const pieces = text.split(/\{([^{}]*)\}/);
  const literals = pieces.filter((_, index) => index % 2 === 0);
  const parts = pieces.filter((_, index) => index % 2 === 1).map((name) => name.trim());
  if (literals.some((literal) => /[{}]/.test(literal)))
    return { wrong: message("settings.faults.pattern.form") };
  if (parts.filter((name) => name === PARENT).length !== 1)
    return { wrong: message("settings.faults.pattern.parent") };
  if (parts.length < 2) return { wrong: message("settings.faults.pattern.attribute") };
  if (parts.length > MAX_PARTS)
    return { wrong: message("settings.faults.pattern.tooMany", { most: MAX_PARTS }) };
  if (parts.some((name) => name === "" || name.length > 30) || new Set(parts).size < parts.length)
    return { wrong: message("settings.faults.pattern.names") };
  if (literals.slice(1, -1).some((literal) => literal === ""))
    return { wrong: message("settings.faults.pattern.between") };
  return { literals, parts };
}

/** The parts of a number; `null` when it doesn't fit the pattern. No part is empty. */
export function partsOf(pattern: NumberPattern, number: string): NumberParts | null {
  const { literals, parts } = pattern;
  const [before = "", after = ""] = [literals[0], literals.at(-1)];
  if (
    number.length < before.length + after.length ||
    !number.startsWith(before) ||
    !number.endsWith(after)
  )
    return null;
  let rest = number.slice(before.length, number.length - after.length);
  const middle = parts.indexOf(PARENT);
  const values: string[] = [];
  for (let index = 0; index < middle; index += 1) {
    const literal = literals[index + 1] ?? "";
    const at = rest.indexOf(literal);
    if (at <= 0) return null;
    values[index] = rest.slice(0, at);
    rest = rest.slice(at + literal.length);
  }
  for (let index = parts.length - 1; index > middle; index -= 1) {
    const literal = literals[index] ?? "";
    const at = rest.lastIndexOf(literal);
    if (at < 0 || at + literal.length === rest.length) return null;
    values[index] = rest.slice(at + literal.length);
    rest = rest.slice(0, at);
  }
  if (rest === "") return null;
  return {
    parent: rest,
    attributes: parts.flatMap((name, index) =>
      index === middle ? [] : [{ name, value: values[index] ?? "" }],
    ),
  };
}

/**
 * Whether the whole text matches a pattern as people write them: `*` for any run of characters, `?`
 * for one. No expression, so nothing can run away: at most text × pattern steps. Case matters.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  let at = 0;
  let of = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (
      of < pattern.length &&
      (pattern[of] === "?" || (pattern[of] !== "*" && pattern[of] === text[at]))
    ) {
      at += 1;
      of += 1;
    } else if (pattern[of] === "*") {
      star = of;
      resume = at;
      of += 1;
    } else if (star >= 0) {
      of = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (pattern[of] === "*") of += 1;
  return of === pattern.length;
}
