/**
 * Parsed messages as the bundle holds them: half of FormatJS's own form as JSON. A message is
 * unpacked when it is first said. Pure.
 */
import type { IntlMessageFormat } from "intl-messageformat";

type Constructed = ConstructorParameters<typeof IntlMessageFormat>[0];
type Element = Exclude<Constructed, string>[number];

/** A plain text, an argument as `[name]`, `#`, and all else as `[type, name, ...]`. */
type PackedElement = string | number | readonly unknown[];
export type Packed = string | readonly PackedElement[];

// FormatJS's `TYPE`, whose module would bring its parser.
const LITERAL = 0;
const ARGUMENT = 1;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;
const TAG = 8;

export function pack(elements: readonly Element[]): Packed {
  const packed = elements.map(packOne);
  const [first = ""] = packed;
  return packed.length < 2 && typeof first === "string" ? first : packed;
}

function packOne(element: Element): PackedElement {
  if (element.type === LITERAL) return element.value;
  if (element.type === POUND) return POUND;
  if (element.type === ARGUMENT) return [element.value];
  if (element.type === TAG) return [TAG, element.value, element.children.map(packOne)];
  if (element.type !== SELECT && element.type !== PLURAL)
    return [element.type, element.value, element.style ?? null];
  const options = Object.entries(element.options).flatMap(([name, { value }]) => [
    name,
    value.map(packOne),
  ]);
  return element.type === SELECT
    ? [SELECT, element.value, options]
    : [PLURAL, element.value, options, element.offset, element.pluralType];
}

/** Converts what `pack` made to FormatJS's form. */
export const unpack = (packed: Packed): Element[] =>
  (typeof packed === "string" ? [packed] : packed).map(unpackOne);

function unpackOne(packed: PackedElement): Element {
  if (typeof packed === "string") return { type: LITERAL, value: packed };
  if (typeof packed === "number") return { type: packed } as Element;
  if (packed.length === 1) return { type: ARGUMENT, value: packed[0] } as Element;
  const [type, value, inner, offset, pluralType] = packed;
  if (type === TAG)
    return { type, value, children: unpack(inner as PackedElement[]) } as unknown as Element;
  if (type === SELECT) return { type, value, options: unpackOptions(inner) } as unknown as Element;
  if (type === PLURAL)
    return { type, value, options: unpackOptions(inner), offset, pluralType } as unknown as Element;
  return { type, value, style: inner } as unknown as Element;
}

/** Names and values by turns. */
function unpackOptions(packed: unknown): Readonly<Record<string, { value: Element[] }>> {
  const parts = packed as readonly (string | PackedElement[])[];
  return Object.fromEntries(
    parts.flatMap((name, at) =>
      typeof name === "string" ? [[name, { value: unpack(parts[at + 1] ?? []) }] as const] : [],
    ),
  );
}
