// A request body against a schema: what the vendor would store, what it refuses, and what a careful client would not
// have sent. All problems of a body are found, not only the first.
//
// Left-out fields become null or their default: that is full replacement, and it is why a careless PUT loses data.
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { type Field, type Fields, isValueType } from "./fields.ts";
import { acceptScalar } from "./scalars.ts";

export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Not refused, but wrong in a client: `GET /_control/faultsOfClient` shows them. */
export interface Note {
  readonly kind: "unknown-field" | "read-only-field" | "missing-value" | "wrong-case";
  readonly field: string;
}

export interface AcceptRules {
  readonly unknownFields: "refused" | "ignored";
  readonly missingValueTypes: "defaulted" | "refused";
  readonly readOnlyFields: "ignored" | "refused";
  readonly emptyTextAllowed: (field: string) => boolean;
  /**
   * Fields that the schema doesn't name, but this company's objects carry: taken and kept as they
   * come.
   */
  readonly extraFields: (name: string, path: string) => boolean;
}

export interface Accepted {
  readonly value: Record<string, Json>;
  readonly problems: Problem[];
  readonly notes: Note[];
}

export function accept(
  fields: Fields,
  body: JsonObject,
  stored: JsonObject | null,
  rules: AcceptRules,
): Accepted {
  const result: Accepted = { value: {}, problems: [], notes: [] };
  Object.assign(result.value, acceptObject(fields, body, stored, "", rules, result));
  return result;
}

function acceptObject(
  fields: Fields,
  body: JsonObject,
  stored: JsonObject | null,
  path: string,
  rules: AcceptRules,
  result: Accepted,
): Record<string, Json> {
  const value: Record<string, Json> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.access === "computed") continue;
    if (field.access === "readonly") {
      refuseChanged(body[name], stored?.[name] ?? null, path + name, rules, result);
      continue;
    }
    const accepted = acceptField(field, body[name], stored?.[name], path + name, rules, result);
    if (accepted !== undefined) value[name] = accepted;
  }
  for (const [name, given] of Object.entries(body)) {
    if (Object.hasOwn(fields, name)) continue;
    if (rules.extraFields(name, path)) value[name] = given;
    else refuseUnknown(fields, path + name, name, rules, result);
  }
  return value;
}

function refuseChanged(
  given: Json | undefined,
  stored: Json,
  full: string,
  rules: AcceptRules,
  result: Accepted,
): void {
  if (given === undefined || JSON.stringify(given) === JSON.stringify(stored)) return;
  result.notes.push({ kind: "read-only-field", field: full });
  if (rules.readOnlyFields === "refused")
    result.problems.push({ field: full, message: `The field ${full} is read-only.` });
}

function refuseUnknown(
  fields: Fields,
  full: string,
  name: string,
  rules: AcceptRules,
  result: Accepted,
): void {
  const other = Object.keys(fields).find((known) => known.toLowerCase() === name.toLowerCase());
  result.notes.push({ kind: other === undefined ? "unknown-field" : "wrong-case", field: full });
  if (rules.unknownFields === "refused")
    result.problems.push({
      field: full,
      message: `The JSON property '${name}' could not be mapped to any .NET member.`,
    });
}

function acceptField(
  field: Field,
  given: Json | undefined,
  stored: Json | undefined,
  name: string,
  rules: AcceptRules,
  result: Accepted,
): Json | undefined {
  const refuse = (message: string): undefined =>
    void result.problems.push({ field: name, message });
  if (given === undefined || (given === null && (field.nullable || !isValueType(field)))) {
    if (!field.required) return given === undefined ? field.fallback : null;
    if (!isValueType(field)) return refuse(`The ${name} field is required.`);
    result.notes.push({ kind: "missing-value", field: name });
    if (rules.missingValueTypes === "refused") return refuse(`The ${name} field is required.`);
    // The default has to be allowed as well: no order has the status 0.
    const standing = acceptScalar(field, field.fallback, name);
    return "problem" in standing ? refuse(standing.problem) : standing.value;
  }
  if (field.kind === "object") {
    if (given === null || !isJsonObject(given))
      return refuse(`The ${name} field must be an object.`);
    return acceptObject(
      field.fields ?? {},
      given,
      isJsonObject(stored) ? stored : null,
      `${name}.`,
      rules,
      result,
    );
  }
  if (field.kind === "list") return acceptList(field, given, stored, name, rules, result);
  const accepted = acceptScalar(field, given, name);
  if ("problem" in accepted) return refuse(accepted.problem);
  const empty =
    field.required && typeof accepted.value === "string" && accepted.value.trim() === "";
  return empty && !rules.emptyTextAllowed(name)
    ? refuse(`The ${name} field is required.`)
    : accepted.value;
}

function acceptList(
  field: Field,
  given: Json,
  stored: Json | undefined,
  name: string,
  rules: AcceptRules,
  result: Accepted,
): Json | undefined {
  if (!Array.isArray(given))
    return void result.problems.push({ field: name, message: `The ${name} field must be a list.` });
  const before: readonly Json[] = Array.isArray(stored) ? stored : [];
  return given.map((item: Json, index): Json => {
    const at = `${name}[${index}]`;
    if (field.fields === undefined) {
      const accepted = acceptScalar(
        {
          kind: field.of ?? "text",
          access: "writable",
          required: true,
          nullable: false,
          fallback: null,
        },
        item,
        at,
      );
      if ("value" in accepted) return accepted.value;
      result.problems.push({ field: at, message: accepted.problem });
      return null;
    }
    if (!isJsonObject(item)) {
      result.problems.push({ field: at, message: `The ${at} field must be an object.` });
      return null;
    }
    // Rows have no key but their own Id; a row sent back with it is compared with itself.
    const same = before.find(
      (other) => isJsonObject(other) && other["Id"] !== undefined && other["Id"] === item["Id"],
    );
    return acceptObject(
      field.fields,
      item,
      isJsonObject(same) ? same : null,
      `${at}.`,
      rules,
      result,
    );
  });
}
