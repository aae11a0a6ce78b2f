/** A small order to write expressions on, and short ways to check and run them. */
import {
  check,
  type Compiled,
  evaluate,
  type Fault,
  type Place,
  type RuleFault,
  type RuleValue,
  type Target,
} from "../../../src/settings/expressions/index.ts";
import {
  about,
  address,
  DATE,
  type Fields,
  list,
  NUMBER,
  optional,
  record,
  text,
  YES_NO,
} from "../../../src/settings/expressions/types.ts";
import { message } from "../../../src/messages/message.ts";
import { inEnglish } from "../../support/in-english.ts";

const place = address({
  name: optional(text()),
  street: optional(text()),
  street2: optional(text()),
  postCode: optional(text()),
  city: optional(text()),
  country: optional(text()),
});

export const FIELDS: Fields = {
  order: record("order", {
    number: text(),
    comments: optional(about(text(), message("described.order.comments"))),
    date: DATE,
    gross: NUMBER,
    paid: YES_NO,
    discount: optional(NUMBER),
    deliveryAddress: place,
    pickup: optional(place),
    tags: optional(list(text())),
    lines: list(
      record("line", { sku: optional(text()), text: text(), quantity: NUMBER, gross: NUMBER }),
    ),
  }),
};

export const ORDER = {
  order: {
    number: "NL-1001",
    comments: null as string | null,
    date: "2026-02-27T23:30:00",
    gross: "119.70",
    paid: true,
    discount: null,
    deliveryAddress: {
      name: "Anna de Vries",
      street: "Dam 1",
      street2: null,
      postCode: "1012 AB",
      city: "Amsterdam",
      country: "NL",
    },
    pickup: null,
    lines: [
      { sku: "AB-1", text: "Rope, red", quantity: "2", gross: "100.10" },
      { sku: null, text: "Gift wrap", quantity: "1", gross: "19.60" },
    ],
  },
};

export const TABLES = { carriers: { "12": "PostNL", "14": "DHL" } };
export const TEXT: Target = { kind: "text", max: 500, required: false };
export const AMOUNT: Target = { kind: "number", decimals: 10, required: false };
const ANY: readonly Target[] = [
  TEXT,
  AMOUNT,
  { kind: "yes-no", required: false },
  { kind: "date", required: false },
];

const given = (
  target: Target,
): { name: string; fields: Fields; target: Target; tables: typeof TABLES } => ({
  name: "rule",
  fields: FIELDS,
  target,
  tables: TABLES,
});

/** What a fault says in English. */
export const said = (fault: Fault | RuleFault | undefined): string =>
  fault === undefined ? "" : inEnglish(fault.message);

export function faults(expression: string, target: Target = TEXT): readonly Fault[] {
  const checked = check(expression, given(target));
  return checked.ok ? [] : checked.error;
}

/** The first target that the expression fits, so that a test needn't name it. */
export function compiled(expression: string, target?: Target): Compiled {
  const tried = (target === undefined ? ANY : [target]).map((one) => check(expression, given(one)));
  const good = tried.find((one) => one.ok);
  if (good === undefined || !good.ok) throw new Error(`${expression}: ${JSON.stringify(tried[0])}`);
  return good.value;
}

export function valueOf(
  expression: string,
  data: Readonly<Record<string, unknown>> = ORDER,
  target?: Target,
): RuleValue {
  const done = evaluate(compiled(expression, target), data);
  if (!done.ok)
    throw new Error(`${expression}: ${done.error.code}: ${inEnglish(done.error.message)}`);
  return done.value.value;
}

export function faultOf(
  expression: string,
  data: Readonly<Record<string, unknown>> = ORDER,
  target?: Target,
): RuleFault {
  const done = evaluate(compiled(expression, target), data);
  if (done.ok) throw new Error(`${expression} gave ${String(done.value.value)}`);
  return done.error;
}

export const withOrder = (
  changes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({ order: { ...ORDER.order, ...changes } });

/** An expression without its marks « and », and the places between them, outer ones first. */
export function unmarked(marked: string): {
  readonly source: string;
  readonly places: readonly Place[];
} {
  let source = "";
  const open: number[] = [];
  const places: Place[] = [];
  for (const sign of marked)
    if (sign === "«") open.push(source.length);
    else if (sign === "»") {
      const offset = open.pop() ?? 0;
      const lines = source.slice(0, offset).split("\n");
      const column = (lines.at(-1)?.length ?? 0) + 1;
      places.push({ offset, length: source.length - offset, line: lines.length, column });
    } else source += sign;
  return { source, places: places.toSorted(inOrder) };
}
/** As they stand in the text, outer ones first. */
export const inOrder = (a: Place, b: Place): number => a.offset - b.offset || b.length - a.length;
