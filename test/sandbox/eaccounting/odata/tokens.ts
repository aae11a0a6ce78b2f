// Cuts a $filter into tokens. The vendor's list is ASP.NET OData v4: strings in single quotes with '' for a quote,
// guids, numbers and dates bare. A date of the right shape that no calendar has is the vendor's error 6001, everything
// else that can't be read is 6000.
import { QueryFault } from "./fault.ts";
import { instantKey } from "./instant.ts";

export type Token =
  | { readonly kind: "text" | "guid" | "word"; readonly value: string }
  | { readonly kind: "instant"; readonly value: string; readonly dateOnly: boolean }
  | { readonly kind: "number"; readonly value: string }
  | { readonly kind: "sign"; readonly value: "(" | ")" | "," | ":" | "/" | "-" }
  | { readonly kind: "end" };

const SHAPES = {
  space: /\s+/y,
  text: /'((?:[^']|'')*)'/y,
  guid: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy,
  instant: /\d{4}-\d{2}-\d{2}(?:T[0-9:.]*(?:Z|[+-]\d{2}:\d{2})?)?(?![\w-])/iy,
  number: /\d+(?:\.\d+)?(?![\w.-])/y,
  word: /[A-Za-z_$][\w$]*/y,
  sign: /[(),:/-]/y,
} as const;

export function tokens(filter: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  const take = (shape: RegExp): RegExpExecArray | null => {
    shape.lastIndex = at;
    const match = shape.exec(filter);
    if (match !== null) at = shape.lastIndex;
    return match;
  };
  while (at < filter.length) {
    if (take(SHAPES.space) !== null) continue;
    const token = next(take);
    if (token === null)
      throw new QueryFault(6000, `Syntax error at position ${at} in '${filter}'.`);
    found.push(token);
  }
  found.push({ kind: "end" });
  return found;
}

function next(take: (shape: RegExp) => RegExpExecArray | null): Token | null {
  const text = take(SHAPES.text);
  if (text !== null) return { kind: "text", value: (text[1] ?? "").replaceAll("''", "'") };
  const guid = take(SHAPES.guid);
  if (guid !== null) return { kind: "guid", value: guid[0].toLowerCase() };
  const instant = take(SHAPES.instant);
  if (instant !== null) {
    const key = instantKey(instant[0]);
    if (key === null)
      throw new QueryFault(6001, `InvalidInput - '${instant[0]}' is not a valid date.`);
    return { kind: "instant", value: key, dateOnly: !instant[0].toUpperCase().includes("T") };
  }
  const number = take(SHAPES.number);
  if (number !== null) return { kind: "number", value: number[0] };
  const word = take(SHAPES.word);
  if (word !== null) return { kind: "word", value: word[0] };
  const sign = take(SHAPES.sign);
  return sign === null ? null : { kind: "sign", value: sign[0] as "(" };
}
