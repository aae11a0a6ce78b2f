// Fields that no published schema has: what the vendor may add any day. With the switch `extraFields` on, objects carry
// `VendorAddedField` and whatever control put on them, answers show them, and a PUT that leaves them out loses them.
// With it off nothing of it is shown, and what is stored stays.
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import type { Fields } from "../schema/fields.ts";
import type { Act } from "./act.ts";

export const VENDOR_FIELD = "VendorAddedField";
let made = 0;

export function isExtra(act: Act, name: string, stored: JsonObject | null): boolean {
  if (act.switches.get("extraFields") === "off") return false;
  return (
    name === VENDOR_FIELD ||
    act.actor === "person" ||
    (stored !== null && Object.hasOwn(stored, name))
  );
}

export function carryExtras(
  act: Act,
  fields: Fields,
  value: Record<string, Json>,
  stored: JsonObject | null,
): Record<string, Json> {
  const shown = act.switches.get("extraFields") === "on";
  const carried = { ...value };
  for (const [name, kept] of Object.entries(stored ?? {})) {
    if (!Object.hasOwn(fields, name) && !Object.hasOwn(value, name))
      carried[name] = shown ? null : kept;
  }
  if (shown && !Object.hasOwn(carried, VENDOR_FIELD)) {
    made += 1;
    carried[VENDOR_FIELD] = stored === null ? `added by the vendor ${made}` : null;
  }
  return carried;
}

/** As an answer shows it, rows and all. */
export function shownFields(act: Act, fields: Fields, object: JsonObject): JsonObject {
  if (act.switches.get("extraFields") === "on") return object;
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => Object.hasOwn(fields, name))
      .map(([name, value]): [string, Json] => [name, shownValue(act, fields[name]?.fields, value)]),
  );
}

function shownValue(act: Act, fields: Fields | undefined, value: Json): Json {
  if (fields === undefined || !Array.isArray(value)) return value;
  return value.map((item: Json) =>
    isJsonObject(item) && Object.keys(fields).length > 0 ? shownFields(act, fields, item) : item,
  );
}
