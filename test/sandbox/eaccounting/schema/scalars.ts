// One value against one field: kind, length, range, decimals. Numbers are compared as decimals, so 0.1 + 0.2 is caught.
import { Big } from "big.js";
import type { Json } from "../json.ts";
import { instantKey } from "../odata/instant.ts";
import type { Field, FieldKind } from "./fields.ts";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}/;

/** The value as the vendor keeps it, or what is wrong with it. */
export function acceptScalar(
  field: Field,
  value: Json,
  name: string,
): { readonly value: Json } | { readonly problem: string } {
  const wrongKind = {
    problem: `The JSON value of ${name} could not be converted to ${describe(field.kind)}.`,
  };
  switch (field.kind) {
    case "text": {
      if (typeof value !== "string") return wrongKind;
      const max = field.maxLength;
      if (max !== undefined && value.length > max)
        return { problem: `The field ${name} must be a string with a maximum length of ${max}.` };
      return { value };
    }
    case "boolean":
      return typeof value === "boolean" ? { value } : wrongKind;
    case "guid":
      return typeof value === "string" && GUID.test(value)
        ? { value: value.toLowerCase() }
        : wrongKind;
    case "day":
      return typeof value === "string" && isDate(value) ? { value: value.slice(0, 10) } : wrongKind;
    case "instant":
      return typeof value === "string" && isDate(value) ? { value } : wrongKind;
    case "number":
    case "integer":
      return typeof value === "number" ? acceptNumber(field, value, name) : wrongKind;
    default:
      return wrongKind;
  }
}

const INT32 = 2 ** 31;

function acceptNumber(
  field: Field,
  value: number,
  name: string,
): { value: Json } | { problem: string } {
  const narrow = field.kind === "integer" && (field.maximum ?? 0) < INT32;
  if (
    (field.kind === "integer" && !Number.isInteger(value)) ||
    (narrow && (value < -INT32 || value >= INT32))
  )
    return { problem: `The JSON value of ${name} could not be converted to System.Int32.` };
  const { minimum = -Infinity, maximum = Infinity, decimals, values } = field;
  if (value < minimum || value > maximum)
    return { problem: `The field ${name} must be between ${minimum} and ${maximum}.` };
  if (decimals !== undefined && !hasDecimals(value, decimals))
    return { problem: `The field ${name} can have at most ${decimals} decimals.` };
  if (values !== undefined && !values.includes(value))
    return { problem: `The value ${value} is not valid for ${name}.` };
  return { value };
}

export function hasDecimals(value: number, most: number): boolean {
  return new Big(value).round(most, Big.roundDown).eq(value);
}

function isDate(value: string): boolean {
  // A time without zone is taken too: it is what serializers of local dates send.
  return DAY.test(value) && (instantKey(value) ?? instantKey(`${value}Z`)) !== null;
}

function describe(kind: FieldKind): string {
  const names: Partial<Record<FieldKind, string>> = {
    text: "System.String",
    boolean: "System.Boolean",
    guid: "System.Guid",
    day: "System.DateTime",
    instant: "System.DateTime",
    integer: "System.Int32",
    number: "System.Decimal",
  };
  return names[kind] ?? "the expected type";
}
