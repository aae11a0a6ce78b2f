// A body becomes the fields of a stored object: all problems of it in one answer, what is careless in it noted.
import type { Json, JsonObject } from "../json.ts";
import { accept, type AcceptRules } from "../schema/accept.ts";
import type { Fields } from "../schema/fields.ts";
import { type Act, note } from "./act.ts";
import { carryExtras, isExtra } from "./extra-fields.ts";
import { VendorFault } from "./fault.ts";

const CAN_BE_EMPTY_BY_SWITCH = ["InvoiceCity", "InvoicePostalCode"];

export function acceptBody(
  act: Act,
  fields: Fields,
  body: JsonObject,
  stored: JsonObject | null,
): Record<string, Json> {
  const { switches } = act;
  const rules: AcceptRules = {
    unknownFields: act.actor === "person" ? "refused" : switches.get("unknownFields"),
    missingValueTypes: act.actor === "person" ? "defaulted" : switches.get("missingValueTypes"),
    readOnlyFields: act.actor === "person" ? "ignored" : switches.get("readOnlyFields"),
    emptyTextAllowed: (field) =>
      CAN_BE_EMPTY_BY_SWITCH.includes(field) && switches.get("emptyCityAllowed") === "yes",
    extraFields: (name, path) => isExtra(act, name, path === "" ? stored : null),
  };
  const accepted = accept(fields, body, stored, rules);
  for (const one of accepted.notes) note(act, one.kind, one.field);
  if (accepted.problems.length > 0) {
    const first = accepted.problems[0]?.message ?? "";
    throw new VendorFault(2000, `ValidationException - ${first}`, { problems: accepted.problems });
  }
  return carryExtras(act, fields, accepted.value, stored);
}
