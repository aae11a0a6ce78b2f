/** Names of form fields that are rows of look-ups, and what was typed into them. */
import type { LookupName } from "../../../../settings/lookups/occurred.ts";
import type { TableCell } from "../../../../settings/lookups/table-cells.ts";
import { type Form, one } from "../../forms/form.ts";
import { lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";

const ROW = "row.";
const REST = "rest.";

/** `key`: `null` is the value for the rest. */
export const cellName = (name: LookupName, key: string | null): string =>
  key === null ? `${REST}${name}` : `${ROW}${name}.${key}`;

export function cellsIn(form: Form): readonly TableCell[] {
  return [...form.keys()].flatMap((field): readonly TableCell[] => {
    const to = one(form, field);
    if (field.startsWith(REST)) {
      const lookup = lookupNamed(field.slice(REST.length));
      return lookup === undefined ? [] : [{ name: lookup.name, key: null, to }];
    }
    const [, name = "", key = ""] = /^row\.([^.]+)\.(.*)$/s.exec(field) ?? [];
    const lookup = lookupNamed(name);
    return lookup === undefined ? [] : [{ name: lookup.name, key, to }];
  });
}
