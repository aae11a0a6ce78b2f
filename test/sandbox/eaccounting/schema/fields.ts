// How an object of the vendor is described: one entry per field with its kind, limits and who may write it.
// Follows the published schema of API v2 where that says something; where it lost a `required` that every earlier
// version had (order date), the earlier one.
import type { Json } from "../json.ts";

export type FieldKind =
  | "text"
  | "number"
  | "integer"
  | "boolean"
  | "guid"
  | "day"
  | "instant"
  | "object"
  | "list";

/**
 * writable: the client's. readonly: ignored, and noted when it differs from what is stored.
 * computed: the schema calls it writable, but the vendor works it out; ignored in silence.
 */
export type Access = "writable" | "readonly" | "computed";

export interface Field {
  readonly kind: FieldKind;
  readonly access: Access;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly decimals?: number;
  readonly values?: readonly number[];
  readonly fallback: Json;
  /** Of an object, or of each object in a list; a list without fields holds scalars of kind `of`. */
  readonly fields?: Fields;
  readonly of?: FieldKind;
}

export type Fields = Readonly<Record<string, Field>>;

type Limits = Partial<Pick<Field, "minimum" | "maximum" | "decimals" | "values">>;

const optional = { access: "writable", required: false, nullable: true, fallback: null } as const;

export const text = (maxLength?: number): Field => ({
  ...optional,
  kind: "text",
  ...(maxLength === undefined ? {} : { maxLength }),
});
export const guid = (): Field => ({ ...optional, kind: "guid" });
export const day = (): Field => ({ ...optional, kind: "day" });
export const instant = (): Field => ({ ...optional, kind: "instant" });
/** A value type of the vendor's language: can't be null, and is 0 when it is left out. */
export const number = (limits: Limits = {}): Field => ({
  ...optional,
  ...limits,
  kind: "number",
  nullable: false,
  fallback: 0,
});
export const integer = (limits: Limits = {}): Field => ({
  ...optional,
  ...limits,
  kind: "integer",
  nullable: false,
  fallback: 0,
});
/** Numbers of accounts are 64 bits wide; every other whole number is 32. */
export const long = (): Field =>
  integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
export const flag = (fallback = false): Field => ({
  ...optional,
  kind: "boolean",
  nullable: false,
  fallback,
});
export const object = (fields: Fields): Field => ({ ...optional, kind: "object", fields });
export const list = (fields: Fields): Field => ({ ...optional, kind: "list", fields });
export const listOf = (of: FieldKind): Field => ({ ...optional, kind: "list", of });

export const maybe = (field: Field): Field => ({ ...field, nullable: true, fallback: null });
export const required = (field: Field): Field => ({ ...field, required: true, nullable: false });
export const readonly = (field: Field): Field => ({ ...field, access: "readonly" });
export const computed = (field: Field): Field => ({ ...field, access: "computed" });

/**
 * Left out, these become false or 0 rather than null; whether the vendor lets them be left out is a
 * switch.
 */
export function isValueType(field: Field): boolean {
  return field.kind === "boolean" || field.kind === "number" || field.kind === "integer";
}
