// What a list can be filtered and sorted by, told from the schema of its objects: every scalar field, except those the
// caller excludes, plus values that exist for filters only.
import type { ValueType } from "./ast.ts";
import type { Filterable } from "./check.ts";
import type { FieldKind, Fields } from "../schema/fields.ts";

const TYPES: Readonly<Partial<Record<FieldKind, ValueType>>> = {
  text: "text",
  number: "number",
  integer: "number",
  boolean: "boolean",
  guid: "guid",
  day: "instant",
  instant: "instant",
};

interface FilterOptions {
  readonly unfilterable?: (field: string) => boolean;
  readonly filterOnly?: Readonly<Record<string, ValueType>>;
  /** any() over rows isn't understood. */
  readonly noLists?: boolean;
}

export function filterable(
  entity: string,
  fields: Fields,
  options: FilterOptions = {},
): Filterable {
  return {
    entity,
    type(name) {
      if (options.unfilterable?.(name) === true) return null;
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return field === undefined
        ? (options.filterOnly?.[name] ?? null)
        : (TYPES[field.kind] ?? null);
    },
    list(name) {
      const field =
        Object.hasOwn(fields, name) && options.noLists !== true ? fields[name] : undefined;
      return field?.kind === "list" && field.fields !== undefined
        ? filterable(`${entity}.${name}`, field.fields)
        : null;
    },
  };
}
